//! Updates thought out in memory, file by file.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::model::{FacilityKind, Given, Migration, Step};
use crate::pack::Offered;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn offer(serial: u64, files: &[(&str, &str)]) -> Offer {
    let managed = |(path, text): &(&str, &str)| {
        let given = if path.ends_with(".csv") { Given::Seed } else { Given::Managed };
        ((*path).to_owned(), Offered { given, bytes: text.as_bytes().to_vec() })
    };
    Offer {
        id: "nara".to_owned(),
        version: format!("2025.{serial}"),
        serial,
        kind: FacilityKind::Pharmacy,
        expires: None,
        key: None,
        next_key: None,
        list: None,
        files: files.iter().map(managed).collect(),
        migrations: Vec::new(),
    }
}

fn since<const N: usize>(serial: u64, moves: [Migration; N]) -> Vec<Step> {
    moves.map(|what| Step { since: serial, what }).into()
}

fn rename(from: &str, to: &str) -> Migration {
    Migration::RenamePage { from: from.to_owned(), to: to.to_owned() }
}

/// A folder, the version in it, and what it has to do with toji.
struct Member {
    files: Files,
    last: BTreeMap<String, What>,
}

impl Member {
    fn new(offer: &Offer) -> Self {
        let mut member = Self { files: Files::new(), last: BTreeMap::new() };
        member.update(offer);
        member
    }

    fn template(&self) -> Template {
        state::template(&self.files).unwrap().unwrap()
    }

    /// Updates, twice: the second time must find nothing to do.
    fn update(&mut self, offer: &Offer) -> &mut Self {
        let plan_of = |files: &Files| plan(files, state::template(files).unwrap().as_ref(), offer, day("2026-04-01"));
        let plan = plan_of(&self.files);
        self.files = files::with(&self.files, &plan.after);
        let again = plan_of(&self.files);
        assert_eq!(again.changes(&self.files).paths().collect::<Vec<_>>(), [""; 0], "a second time");
        self.last = plan.files;
        self
    }

    fn writes(&mut self, path: &str, text: &str) -> &mut Self {
        self.files.insert(path.to_owned(), text.as_bytes().to_vec());
        self
    }

    fn deletes(&mut self, path: &str) -> &mut Self {
        self.files.remove(path).unwrap();
        self
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|it| std::str::from_utf8(it).unwrap())
    }

    /// What an author sees.
    fn own(&self) -> BTreeMap<&str, &str> {
        let own = self.files.keys().filter(|it| !it.starts_with(".toji/"));
        own.map(|it| (it.as_str(), self.text(it).unwrap())).collect()
    }
}

const FIRST: [(&str, &str); 4] =
    [("manual/2-03.md", "a\n"), ("rules/a.md", "第1条\n"), ("bcp/b.md", "b\n"), ("registers/devices.csv", "番号,名\n")];

#[test]
fn an_untouched_folder_equals_a_new_one() {
    let mut second = offer(2, &[("manual/2-03.md", "a2\n"), ("rules/new.md", "n\n"), FIRST[2], FIRST[3]]);
    let mut member = Member::new(&offer(1, &FIRST));
    member.update(&second);
    assert_eq!(member.files, Member::new(&second).files);
    assert_eq!(member.last["manual/2-03.md"], What::Replaced);
    assert_eq!(member.last["rules/a.md"], What::Removed);
    assert_eq!(member.last["rules/new.md"], What::Added);
    assert_eq!(member.last["bcp/b.md"], What::Unchanged);
    // A later register has one column more: the member's is left alone, and that is told once.
    second.serial = 3;
    second.files.get_mut("registers/devices.csv").unwrap().bytes = "番号,名,型番\n".as_bytes().to_vec();
    member.writes("registers/devices.csv", "番号,名\nPC-01,受付\n").update(&second);
    assert_eq!(member.last["registers/devices.csv"], What::NewColumns { columns: vec!["型番".to_owned()] });
    assert_eq!(member.text("registers/devices.csv"), Some("番号,名\nPC-01,受付\n"));
}

#[test]
fn what_the_facility_wrote_stays_where_both_changed() {
    let mut member = Member::new(&offer(1, &FIRST));
    member.writes("rules/a.md", "第1条 mine\n").writes("bcp/b.md", "b mine\n");
    member.update(&offer(2, &[("rules/a.md", "第1条 theirs\n")]));
    assert!(matches!(member.last["rules/a.md"], What::Conflict { .. }));
    assert_eq!(member.text("rules/a.md"), Some("第1条 mine\n"));
    assert_eq!(member.text(".toji/pending/rules/a.md"), Some("第1条 theirs\n"));
    assert_eq!(member.template().pending[0].path, "rules/a.md");
    // The template let go of a page that the facility edited: it is the facility's own.
    assert_eq!(member.last["bcp/b.md"], What::NowYours);
    assert_eq!(member.text("bcp/b.md"), Some("b mine\n"));
    // The next version's proposal takes the place of the last one.
    member.update(&offer(3, &[("rules/a.md", "第1条 theirs 3\n")]));
    assert_eq!(member.text(".toji/pending/rules/a.md"), Some("第1条 theirs 3\n"));
    assert_eq!((member.template().pending.len(), member.text("rules/a.md")), (1, Some("第1条 mine\n")));
    // And where the facility takes the template's words of its own accord, nothing waits any more.
    member.writes("rules/a.md", "第1条 theirs 3\n").update(&offer(3, &[("rules/a.md", "第1条 theirs 3\n")]));
    assert_eq!((member.template().pending.len(), member.text(".toji/pending/rules/a.md")), (0, None));
}

#[test]
fn a_deleted_page_is_not_made_again_and_is_told_every_time() {
    let mut member = Member::new(&offer(1, &FIRST));
    member.deletes("rules/a.md");
    for serial in [2, 3] {
        member.update(&offer(serial, &[("rules/a.md", &format!("第1条 {serial}\n"))]));
        assert_eq!(member.last["rules/a.md"], What::DeletedByYou { since: day("2026-04-01") });
        assert_eq!((member.text("rules/a.md"), member.template().files[0].deleted), (None, Some(day("2026-04-01"))));
    }
    // Brought back from a copy, it is compared with what was brought then.
    member.writes("rules/a.md", "第1条\n").update(&offer(4, &[("rules/a.md", "第1条 4\n")]));
    assert_eq!((member.text("rules/a.md"), member.template().files[0].deleted), (Some("第1条 4\n"), None));
}

#[test]
fn a_new_page_never_takes_the_place_of_the_facilitys_own() {
    let mut member = Member::new(&offer(1, &FIRST));
    member.writes("rules/new.md", "own\n").writes("rules/same.md", "same\n").writes("registers/x.csv", "own\n");
    member.update(&offer(2, &[("rules/new.md", "t\n"), ("rules/same.md", "same\n"), ("registers/x.csv", "t\n")]));
    assert_eq!(member.last["rules/new.md"], What::Conflict { blocks: Vec::new() });
    assert_eq!(member.last["rules/same.md"], What::Unchanged);
    for path in ["rules/new.md", "registers/x.csv"] {
        assert_eq!(member.text(path), Some("own\n"));
    }
}

#[test]
fn a_folder_without_a_record_takes_a_version_in_and_loses_nothing() {
    let mut member = Member { files: Files::new(), last: BTreeMap::new() };
    member.writes("rules/a.md", "第1条\n").writes("bcp/b.md", "mine\n").update(&offer(1, &FIRST));
    assert_eq!(member.last["rules/a.md"], What::Unchanged);
    assert_eq!(member.last["bcp/b.md"], What::Conflict { blocks: Vec::new() });
    assert_eq!(member.text("bcp/b.md"), Some("mine\n"));
}

#[test]
fn a_lost_base_makes_a_file_the_facilitys() {
    let mut member = Member::new(&offer(1, &FIRST));
    let bases: Vec<String> = member.files.keys().filter(|it| it.starts_with(".toji/base/")).cloned().collect();
    for base in bases {
        member.writes(&base, "spoilt");
    }
    assert_eq!(state::missing_bases(&member.files, &member.template()).len(), 4);
    member.update(&offer(2, &[("manual/2-03.md", "a2\n"), FIRST[1]]));
    assert_eq!(member.text("manual/2-03.md"), Some("a\n"));
    assert_eq!(member.last["manual/2-03.md"], What::Conflict { blocks: Vec::new() });
    assert_eq!(member.last["bcp/b.md"], What::NowYours);
    assert_eq!(state::missing_bases(&member.files, &member.template()), []);
}

#[test]
fn a_renamed_page_takes_the_facilitys_words_and_links_along() {
    let mut member = Member::new(&offer(1, &FIRST));
    member.writes("rules/a.md", "第1条\n\n第2条 mine\n").writes("rules/a.toml", "number = \"1\"\n");
    member
        .writes("rules/own.md", "[規程](a.md#x) {{ facility.tel }}\n")
        .writes("binder.toml", "[facility]\ntel = \"1\"\n");
    let mut second = offer(2, &[("rules/z.md", "第1条\n")]);
    let name = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let ((from, to), (old, new)) = (name("rules/a.md", "rules/z.md"), name("facility.tel", "facility.phone"));
    second.migrations =
        since(2, [Migration::RenamePage { from, to }, Migration::RenameVariable { from: old, to: new }]);
    member.update(&second);
    assert_eq!(member.last["rules/z.md"], What::Renamed { from: "rules/a.md".to_owned() });
    let own = member.own();
    assert_eq!(own.get("rules/a.md"), None);
    assert_eq!(own["rules/z.md"], "第1条\n\n第2条 mine\n");
    assert_eq!((own.get("rules/a.toml"), own["rules/z.toml"]), (None, "number = \"1\"\n"));
    assert_eq!(own["rules/own.md"], "[規程](z.md#x) {{ facility.phone }}\n");
    assert_eq!(own["binder.toml"], "[facility]\nphone = \"1\"\n");
    assert_eq!(member.last["rules/own.md"], What::Adjusted);
}

#[test]
fn a_document_under_control_is_to_be_approved_again_until_it_is() {
    let rules = |text: &str| format!("# 規程\n\n## 第1条（目的）\n\n{text}\n");
    let mut member = Member::new(&offer(1, &[("rules/a.md", &rules("一")), ("bcp/b.md", "b\n")]));
    member.writes("rules/a.toml", "number = \"K-1\"\n");
    member.update(&offer(2, &[("rules/a.md", &rules("二")), ("bcp/b.md", "b2\n")]));
    let approvals = member.template().approvals;
    assert_eq!(approvals.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), ["rules/a.md"]);
    assert_eq!((approvals[0].since, approvals[0].text.len()), (day("2026-04-01"), 12));
    // A change that no reader sees asks for no approval, and a row in 改訂履歴 ends it.
    let row = "number = \"K-1\"\n[[revisions]]\ndate = 2026-04-01\nreason = \"版\"\n";
    member.writes("rules/a.toml", row).update(&offer(3, &[("rules/a.md", &rules("二").replace("# 規", "#  規"))]));
    assert_eq!(member.template().approvals, []);
}

#[test]
fn a_page_that_became_several_takes_the_facilitys_words_along() {
    let old = "# 規程\n\n## 第1条（目的）\n\n一\n\n## 第2条（媒体）\n\n二\n";
    let mut second = offer(
        2,
        &[
            ("rules/a.md", "# 規程\n\n## 第1条（目的）\n\n一\n"),
            ("rules/media.md", "# 媒体\n\n## 第2条（媒体）\n\n二\n"),
        ],
    );
    let into = vec!["rules/a.md".to_owned(), "rules/media.md".to_owned()];
    second.migrations = since(2, [Migration::SplitPage { from: "rules/a.md".to_owned(), into }]);
    let mut member = Member::new(&offer(1, &[("rules/a.md", old)]));
    member.writes("rules/a.md", &old.replace("二", "二と、当薬局の決まり")).update(&second);
    let all = member.own().values().copied().collect::<String>();
    assert_eq!(all.matches("二と、当薬局の決まり").count(), 1, "{all}");
    assert_eq!(all.matches("第1条").count(), 1, "{all}");
    // Deleted before, it is not made again under other names.
    let mut member = Member::new(&offer(1, &[("rules/a.md", old)]));
    member.deletes("rules/a.md").update(&second);
    assert!(member.own().is_empty());
    // A page of the facility's own stands in the way.
    second.files.remove("rules/a.md");
    let Migration::SplitPage { into, .. } = &mut second.migrations[0].what else { return };
    into.remove(0);
    let mut member = Member::new(&offer(1, &[("rules/a.md", old)]));
    let mine = old.replace("二", "mine");
    member.writes("rules/a.md", &mine).writes("rules/media.md", "own\n").update(&second);
    assert_eq!((member.text("rules/a.md"), member.text("rules/media.md")), (Some(&*mine), Some("own\n")));
    assert_eq!(member.template().pending.len(), 2);
    assert_eq!(member.text(".toji/pending/rules/a.md"), Some(""));
}

const CHAPTERS: [(&str, &str); 2] = [("m/1.md", "一\n\n[次](2.md)\n"), ("m/2.md", "二\n")];

#[test]
fn pages_can_be_renumbered_at_once() {
    // A chapter comes in before the others: each takes the path of the next.
    let mut second = offer(2, &[("m/1.md", "序\n"), ("m/2.md", "一\n\n[次](3.md)\n"), ("m/3.md", "二\n")]);
    second.migrations = since(2, [rename("m/1.md", "m/2.md"), rename("m/2.md", "m/3.md")]);
    let mut member = Member::new(&offer(1, &CHAPTERS));
    member.writes("m/1.toml", "1").writes("m/2.toml", "2").writes("own.md", "[一](m/1.md) [二](m/2.md)\n");
    member.writes("m/2.md", "二\n\n当薬局の決まり\n").update(&second);
    assert_eq!(member.own()["m/1.md"], "序\n");
    assert_eq!(member.own()["m/2.md"], "一\n\n[次](3.md)\n");
    assert_eq!(member.own()["m/3.md"], "二\n\n当薬局の決まり\n");
    assert_eq!(
        (member.text("m/1.toml"), member.text("m/2.toml"), member.text("m/3.toml")),
        (None, Some("1"), Some("2"))
    );
    assert_eq!(member.own()["own.md"], "[一](m/2.md) [二](m/3.md)\n");
    assert_eq!(member.template().pending, []);
    // The first is given up again: each takes the path of the one before.
    let mut third = offer(3, &CHAPTERS);
    third.migrations = second.migrations.clone();
    let up =
        [rename("m/2.md", "m/1.md"), rename("m/3.md", "m/2.md"), Migration::RetirePage { path: "m/1.md".to_owned() }];
    third.migrations.extend(since(3, up));
    member.update(&third);
    assert_eq!((member.text("m/2.md"), member.text("m/3.md")), (Some("二\n\n当薬局の決まり\n"), None));
    assert_eq!((member.text("m/2.toml"), member.own()["own.md"]), (Some("2"), "[一](m/1.md) [二](m/2.md)\n"));
}

#[test]
fn what_moved_once_is_not_moved_again() {
    let mut second = offer(2, &[("m/c.md", "一\n")]);
    second.migrations = since(2, [rename("m/b.md", "m/c.md")]);
    let mut third = offer(3, &[("m/b.md", "新\n")]);
    third.migrations = second.migrations.clone();
    third.migrations.extend(since(3, [Migration::RetirePage { path: "m/c.md".to_owned() }]));
    let fourth = Offer { serial: 4, ..third.clone() };
    let first = offer(1, &[("m/b.md", "一\n")]);
    let mut member = Member::new(&first);
    member.update(&second).update(&third).update(&fourth);
    assert_eq!(member.own(), [("m/b.md", "新\n")].into());
    // Who skips versions gets to the same.
    let mut late = Member::new(&first);
    late.update(&fourth);
    assert_eq!(late.own(), member.own());
    // And keeps what it wrote, where it went.
    let mut late = Member::new(&first);
    late.writes("m/b.md", "一\n\n自\n").update(&fourth);
    assert_eq!(late.own(), [("m/b.md", "新\n"), ("m/c.md", "一\n\n自\n")].into());
}
