//! Decisions, block by block and whole, in memory.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::model::FacilityKind;
use crate::pack::{Offer, Offered, files, plan};

const PATH: &str = "rules/a.md";

fn day() -> Date {
    Date::parse("2026-04-01").unwrap()
}

fn offer(serial: u64, path: &str, text: &str) -> Offer {
    let offered = Offered { given: Given::Managed, bytes: text.as_bytes().to_vec() };
    Offer {
        id: "nara".to_owned(),
        version: format!("2026.{serial}"),
        serial,
        kind: FacilityKind::Pharmacy,
        expires: None,
        key: None,
        next_key: None,
        list: None,
        files: [(path.to_owned(), offered)].into(),
        migrations: Vec::new(),
    }
}

fn rules(clauses: [&str; 4]) -> String {
    let clause = |(number, text): (usize, &str)| format!("## 第{}条（{number}番）\n\n{text}\n\n", number + 1);
    clauses.into_iter().enumerate().map(clause).collect()
}

fn template(files: &Files) -> Template {
    state::template(files).unwrap().unwrap()
}

fn update(files: &Files, offer: &Offer) -> Files {
    let plan = plan(files, state::template(files).unwrap().as_ref(), offer, day());
    files::with(files, &plan.after)
}

/// Both changed 第1条 to 第3条; the template alone changed 第4条.
fn waits() -> Files {
    let mut member = update(&Files::new(), &offer(1, PATH, &rules(["一", "二", "三", "四"])));
    member.insert(PATH.to_owned(), rules(["我一", "我二", "我三", "四"]).into_bytes());
    update(&member, &offer(2, PATH, &rules(["彼一", "彼二", "彼三", "彼四"])))
}

fn asked<'a>(block: Option<&'a str>, choice: Choice<'a>) -> Asked<'a> {
    Asked { path: PATH, block, choice, by: "山田", on: day() }
}

fn decided(files: &Files, asked: &Asked<'_>) -> Result<Files, Refused> {
    resolve(files, &template(files), asked).map(|it| files::with(files, &it.after))
}

fn text(files: &Files) -> String {
    String::from_utf8(files[PATH].clone()).unwrap()
}

#[test]
fn blocks_are_decided_one_by_one_and_the_rest_comes_with_the_last() {
    let files = waits();
    assert_eq!(text(&files), rules(["我一", "我二", "我三", "四"]));
    let files = decided(&files, &asked(Some("第1条"), Choice::Mine)).unwrap();
    assert_eq!((text(&files), template(&files).pending[0].blocks.len()), (rules(["我一", "我二", "我三", "四"]), 2));
    let files = decided(&files, &asked(Some("第2条（1番）"), Choice::Theirs)).unwrap();
    assert_eq!(text(&files), rules(["我一", "彼二", "我三", "四"]));
    // What was decided is not asked for again, neither by a decision nor by an update in between.
    let files = update(&files, &offer(2, PATH, &rules(["彼一", "彼二", "彼三", "彼四"])));
    assert_eq!(template(&files).pending[0].blocks, ["第3条（2番）"]);
    let refused = decided(&files, &asked(Some("第1条"), Choice::Theirs)).unwrap_err();
    assert_eq!(refused, Refused::NoSuchBlock(vec!["第3条（2番）".to_owned()]));
    let own = "## 第3条（2番）\r\n\r\n共に三\r\n\r\n".as_bytes();
    let files = decided(&files, &asked(Some("第3条"), Choice::Edited(own))).unwrap();
    assert_eq!(text(&files), rules(["我一", "彼二", "共に三", "彼四"]));
    let state = template(&files);
    assert_eq!((state.pending.len(), state.decisions.len(), &*state.decisions[1].by), (0, 3, "山田"));
    assert!(!files.keys().any(|it| it.starts_with(".toji/pending/")));
    // The next version starts from the template's text: a clause that it does not touch stays decided.
    let files = update(&files, &offer(3, PATH, &rules(["彼一", "彼二", "彼三", "彼四の二"])));
    assert_eq!(text(&files), rules(["我一", "彼二", "共に三", "彼四の二"]));
}

#[test]
fn a_file_is_decided_as_a_whole() {
    let files = waits();
    for (choice, expected) in [
        (Choice::Mine, rules(["我一", "我二", "我三", "彼四"])),
        (Choice::Theirs, rules(["彼一", "彼二", "彼三", "彼四"])),
        (Choice::Edited("own\n".as_bytes()), "own\n".to_owned()),
    ] {
        let after = decided(&files, &asked(None, choice)).unwrap();
        assert_eq!((text(&after), template(&after).pending.len()), (expected, 0), "{choice:?}");
        let again = update(&after, &offer(2, PATH, &rules(["彼一", "彼二", "彼三", "彼四"])));
        assert_eq!(again, after, "{choice:?}");
    }
}

#[test]
fn a_page_of_the_facilitys_own_becomes_the_templates_or_stays() {
    let mut member = update(&Files::new(), &offer(1, "rules/b.md", "b\n"));
    member.insert(PATH.to_owned(), b"own\n".to_vec());
    let files = update(&member, &offer(2, PATH, "theirs\n"));
    assert_eq!(decided(&files, &asked(Some("x"), Choice::Mine)).unwrap_err(), Refused::NoSuchBlock(Vec::new()));
    for (choice, expected) in [(Choice::Mine, "own\n"), (Choice::Theirs, "theirs\n")] {
        let after = decided(&files, &asked(None, choice)).unwrap();
        assert_eq!((text(&after).as_str(), template(&after).pending.len()), (expected, 0));
        assert_eq!(update(&after, &offer(2, PATH, "theirs\n")), after);
    }
    // A file that was deleted meanwhile stays deleted, where that is what is wanted.
    let mut gone = files.clone();
    gone.remove(PATH);
    let after = decided(&gone, &asked(None, Choice::Mine)).unwrap();
    assert_eq!((after.get(PATH), template(&after).files[0].deleted), (None, Some(day())));
    let mut lost = files.clone();
    lost.remove(&state::proposal_path(PATH));
    assert_eq!(decided(&lost, &asked(None, Choice::Theirs)).unwrap_err(), Refused::Lost);
    assert_eq!(
        resolve(&files, &template(&files), &Asked { path: "x.md", ..asked(None, Choice::Mine) }).unwrap_err(),
        Refused::NotWaiting(vec![PATH.to_owned()])
    );
}

#[test]
fn the_page_to_compare_holds_every_block_and_no_markup_of_theirs() {
    let mut member = update(&Files::new(), &offer(1, PATH, &rules(["一", "二", "三", "四"])));
    member.insert(PATH.to_owned(), rules(["我 <b>太い</b>", "我二", "三", "四"]).into_bytes());
    let files = update(&member, &offer(2, PATH, &rules(["彼 <i>斜め</i>", "彼二", "三", "四"])));
    let page = String::from_utf8(review::page(&files, &template(&files)).unwrap()).unwrap();
    for words in ["&lt;b&gt;太い", "&lt;i&gt;斜め", "<del>我", "<ins>彼", "第1条（0番）", "第2条（1番）"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("<b>太い") && !page.contains("<i>") && !page.contains("第3条"));
    let none = update(&Files::new(), &offer(1, PATH, "a\n"));
    assert_eq!(review::page(&none, &template(&none)), None);
}

#[test]
fn headings_on_the_page_read_as_words() {
    let of = |sign: &str, text: &str| format!("{sign} 第4条（体制）{{covers=1-01}}\n\n{text}\n");
    let page = |mine: &str, theirs: &str| {
        let mut member = update(&Files::new(), &offer(1, PATH, &of("###", "一")));
        member.insert(PATH.to_owned(), mine.as_bytes().to_vec());
        let files = update(&member, &offer(2, PATH, theirs));
        String::from_utf8(review::page(&files, &template(&files)).unwrap()).unwrap()
    };
    let read = page(&of("###", "我"), &of("###", "彼"));
    assert!(read.contains("<b>● 第4条（体制）〔チェックリスト 1-01〕</b>"), "{read}");
    assert!(!read.contains("###") && !read.contains("{covers"), "{read}");
    // Where signs alone differ, they are shown.
    let signs = page(&of("##", "一"), &of("#", "一"));
    assert!(signs.contains("## 第4条（体制）{covers=1-01}") && signs.contains("<del>"), "{signs}");
}

#[test]
fn a_corrected_version_of_the_same_name_is_asked_about_again() {
    let files = decided(&waits(), &asked(None, Choice::Mine)).unwrap();
    let corrected = Offer {
        version: "2026.2".to_owned(),
        ..offer(3, PATH, &rules(["彼の直し", "彼二", "彼三", "彼四"]))
    };
    let files = update(&files, &corrected);
    assert_eq!(template(&files).pending[0].blocks, ["第1条（0番）"]);
}

#[test]
fn a_text_that_the_file_cannot_hold_is_told_as_that() {
    let sjis = |text: &str| encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
    let mut member = update(&Files::new(), &offer(1, PATH, &rules(["一", "二", "三", "四"])));
    member.insert(PATH.to_owned(), sjis(&rules(["我一", "我二", "三", "四"])));
    let files = update(&member, &offer(2, PATH, &rules(["彼一", "彼二", "三", "四"])));
    let own = "## 第1条（0番）\n\n💊\n\n".as_bytes();
    let refused = decided(&files, &asked(Some("第1条"), Choice::Edited(own))).unwrap_err();
    assert_eq!(refused, Refused::Unwritable);
}
