//! What a profile withholds: nothing of it is in anything that is made, all else stays where it was, and nothing is made
//! anew where nothing is withheld.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

pub(crate) mod house;

use std::collections::{BTreeMap, BTreeSet};

use house::{FILES, SECRETS, artifacts, house, inspector, shipped, whole};
use toji::check::ReadyItem;
use toji::diagnostics::{Actor, At, Code, Finding, Severity};
use toji::model::{Class, Mask, Profile, RegisterKind, Respondent};
use toji::view::{View, WithheldKind};

/// Names of approvers whom a later revision overrides: no page says them, be it in full.
const SAID_NOWHERE: [usize; 1] = [4];

fn secret(number: usize) -> String {
    format!("zqx{number:02}")
}

fn masking(columns: &[&str], profile: Profile) -> Profile {
    let mask = |it: &&str| Mask { register: None, column: (*it).into() };
    Profile { masks: columns.iter().map(mask).collect(), ..profile }
}

/// The prose of a page.
fn page<'a>(made: &'a BTreeMap<String, String>, path: &str) -> &'a str {
    let page = &made[path];
    let start = page.find("<main").unwrap();
    &page[start..page.find("</main>").unwrap()]
}

#[test]
fn the_house_is_sound() {
    let (_folder, compiled) = house(FILES);
    let is_error = |it: &&Finding| it.severity() == Severity::Error && it.code != Code::FormRowMissing;
    let errors: Vec<_> = compiled.findings().iter().filter(is_error).map(|it| (it.code, &it.arguments)).collect();
    assert_eq!(errors, []);
}

#[test]
fn no_withheld_text_is_in_anything_that_is_made() {
    let (_folder, compiled) = house(FILES);
    let full = artifacts(&compiled, &Profile::full());
    for number in (1..=SECRETS).filter(|it| !SAID_NOWHERE.contains(it)) {
        let is_there =
            full.iter().any(|(path, text)| format!("{path} {text}").to_lowercase().contains(&secret(number)));
        assert!(is_there, "{} is nowhere in full: it proves nothing", secret(number));
    }
    let mut leaks = Vec::new();
    for (path, text) in artifacts(&compiled, &inspector()) {
        let text = format!("{path} {text}").to_lowercase();
        for (at, _) in text.match_indices("zqx") {
            let around =
                text.floor_char_boundary(at.saturating_sub(60))..text.ceil_char_boundary((at + 40).min(text.len()));
            leaks.push(format!("{path}: {}", &text[around]));
        }
    }
    assert_eq!(leaks, Vec::<String>::new());
}

#[test]
fn every_withheld_text_is_told_with_its_place() {
    let (_folder, compiled) = house(FILES);
    let (whole, profile) = (whole(&compiled), inspector());
    let view = View::new(&whole.binder, &whole.report, &profile);
    for number in (1..=SECRETS).filter(|it| *it != 30 && *it != 32 && *it != 34) {
        let told = view.withheld().iter().find(|it| it.text.to_lowercase().contains(&secret(number)));
        let place = told.map(|it| compiled.sources.place(it.at).path.to_string());
        let is_there = |it: &str| FILES.iter().any(|(path, text)| *path == it && text.contains(&secret(number)));
        assert!(place.as_deref().is_some_and(|it| is_there(it) || it.contains("zqx")), "{}: {place:?}", secret(number));
    }
    let cells = view.withheld().iter().filter(|it| it.kind == WithheldKind::Cell(RegisterKind::Devices));
    assert_eq!(cells.count(), 5, "two addresses, two numbers, one key; an empty cell is none");
    assert!(view.withheld().iter().all(|it| !it.text.trim().is_empty()));
}

#[test]
fn what_stays_is_where_it_was() {
    let (_folder, compiled) = house(FILES);
    let full: BTreeSet<_> = artifacts(&compiled, &Profile::full()).into_keys().collect();
    for profile in Profile::shipped().into_iter().chain([inspector()]) {
        let made: BTreeSet<_> = artifacts(&compiled, &profile).into_keys().collect();
        assert!(made.is_subset(&full), "{}: {:?}", profile.name, made.difference(&full));
        assert!(made.contains("items/2-03.html") && made.contains("notes/shown.html"), "{}", profile.name);
        assert_eq!(made.contains("notes/second.html"), profile.is_whole(), "{}", profile.name);
        assert_eq!(made.contains("attachments/zqx35.txt"), profile.is_whole(), "{}", profile.name);
    }
    let made = artifacts(&compiled, &inspector());
    let rules = page(&made, "rules/rules.html");
    assert!(rules.contains("id=\"a1\"") && rules.contains("id=\"a3\"") && !rules.contains("id=\"a2\""), "{rules}");
    let bcp = page(&made, "bcp/plan.html");
    assert!(bcp.contains("見せる節") && bcp.matches("この版では非公開").count() == 2, "{bcp}");
}

#[test]
fn references_into_what_is_gone_say_so_and_are_listed() {
    let (_folder, compiled) = house(FILES);
    let (whole, profile) = (whole(&compiled), inspector());
    let made = artifacts(&compiled, &profile);
    let shown = page(&made, "notes/shown.html");
    assert!(
        shown.contains("はじめに。（この版では非公開）、（この版では非公開）、（この版では非公開）、（この版では非公開）、（この版では非公開）、<a"),
        "{shown}"
    );
    assert!(shown.contains("<p>（この版では非公開） と （この版では非公開）。頁の"), "{shown}");
    // Whose explanation is gone stays a word; the other is linked as before.
    assert!(shown.contains("to-term") && shown.contains("用語ABC、用語ABC"), "{shown}");
    assert!(shown.contains("見せる脚注") && shown.contains("と（この版では非公開）。</p>"), "{shown}");
    assert!(shown.contains("証拠は （この版では非公開）。"), "{shown}");
    // The steps keep their numbers.
    let steps: Vec<_> = shown.split("<li>").skip(1).map(|it| it.split("</li>").next().unwrap().trim()).collect();
    assert!(steps[..3] == ["一", "（この版では非公開）", "三"], "{steps:?}");
    assert!(page(&made, "registers/vendors.html").contains("（この版では非公開）"));

    let view = View::new(&whole.binder, &whole.report, &profile);
    let place = |it: &At| match it {
        At::Span(span) => {
            let place = compiled.sources.place(*span);
            (place.path.to_string(), place.line)
        }
        At::Path(_) | At::Nowhere => panic!("a cut without a place"),
    };
    assert!(view.cut().iter().all(|it| it.code == Code::ReferenceHidden && it.severity() == Severity::Note));
    let cut: Vec<_> = view.cut().iter().map(|it| place(&it.at)).collect();
    for (path, line, count) in [
        ("notes/shown.md", 5, 5),
        ("notes/shown.md", 7, 4),
        ("notes/shown.md", 9, 1),
        ("notes/views.md", 10, 1),
        ("rules/rules.md", 17, 2),
        ("bcp/plan.md", 5, 2),
        ("registers/vendors.csv", 2, 1),
    ] {
        assert_eq!(cut.iter().filter(|it| **it == (path.to_owned(), line)).count(), count, "{path}:{line}: {cut:?}");
    }
}

/// That nothing covers an item, or nothing speaks of a phase, would be a lie.
#[test]
fn what_is_covered_by_what_is_gone_is_not_said_to_be_uncovered() {
    let plan = ("bcp/plan.md", "# 1 計画\n\n## 1.1 見せる節\n\n本文。\n\n## 1.2 初動対応 {class=manager}\n\n本文。\n");
    let files: Vec<_> = FILES.iter().filter(|it| it.0 != "bcp/plan.md").copied().chain([plan]).collect();
    let (_folder, compiled) = house(&files);
    let uncovered = |made: &BTreeMap<String, String>| {
        let page = page(made, "coverage.html");
        let start = page.find("<p>").unwrap();
        page[start..page.find("<table").unwrap()].contains("2-⑤")
    };
    let (full, left) = (artifacts(&compiled, &Profile::full()), artifacts(&compiled, &inspector()));
    assert!(!uncovered(&full) && !uncovered(&left));
    assert!(!full["coverage.html"].contains("この版では非公開"));
    let page = page(&left, "coverage.html");
    assert!(page.contains("<th scope=\"row\">（この版では非公開）</th>"), "{page}");
    assert!(page.contains("<td>（この版では非公開）</td>"), "{page}");
    let item = self::page(&left, "items/2-05.html");
    assert!(item.contains("<ul class=\"links\"><li>（この版では非公開）</li></ul>"), "{item}");
    assert!(left["binder.pdf"].contains("（この版では非公開）"));
}

#[test]
fn a_masked_cell_says_so_wherever_it_is_brought() {
    let (_folder, compiled) = house(FILES);
    let made = artifacts(&compiled, &inspector());
    let shown = page(&made, "notes/shown.html");
    for text in
        ["アドレスは （IPアドレスは非公開） の節", "（製造番号は非公開）", "電話は 0000-00-1201", "場所は 事務室"]
    {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert!(page(&made, "items/2-04.html").contains("（IPアドレスは非公開）"));
    let devices = page(&made, "registers/devices.html");
    assert!(devices.contains("IPアドレス") && devices.matches("非公開").count() >= 5, "{devices}");
    assert!(made["network.html"].contains("SV-01") && !page(&made, "network.html").contains("非公開への"));
}

#[test]
fn rows_sorted_by_a_masked_column_stand_in_the_registers_order() {
    let (_folder, compiled) = house(FILES);
    let order = |profile: &Profile| {
        let made = artifacts(&compiled, profile);
        let views = page(&made, "notes/views.html").to_owned();
        let at = |id: &str| views.find(&format!("registers/devices.html#{id}")).unwrap();
        (at("PC-01") < at("SV-01"), views.contains("見本サーバ"))
    };
    assert_eq!(order(&Profile::full()), (true, true), "sorted by the address");
    assert_eq!(order(&inspector()), (false, false), "and chosen by it: nothing is told");
}

#[test]
fn telephone_numbers_stay_on_the_chart_and_the_card() {
    let (_folder, compiled) = house(FILES);
    let made = artifacts(&compiled, &shipped("handover"));
    let number = "0000-00-1201";
    for path in ["contact-chart.html", "emergency.html", "emergency.pdf"] {
        assert!(made[path].contains(number), "{path}");
    }
    for path in ["registers/contacts.html", "notes/shown.html", "items/3-01.html", "search.html"] {
        assert!(!made[path].contains(number), "{path}");
    }
    assert!(page(&made, "notes/shown.html").contains("（電話は非公開）"));
    assert!(page(&made, "registers/contacts.html").contains("非公開"));
}

#[test]
fn nothing_is_made_anew_where_nothing_is_withheld() {
    let (_folder, compiled) = house(&FILES[..1]);
    let open = whole(&compiled);
    for profile in [Profile::full(), shipped("inspector"), shipped("staff")] {
        let view = View::new(&open.binder, &open.report, &profile);
        assert!(view.is_whole() && std::ptr::eq(view.binder(), &raw const open.binder), "{}", profile.name);
        assert!(view.withheld().is_empty() && view.cut().is_empty());
    }
    let (_folder, compiled) = house(FILES);
    let whole = whole(&compiled);
    let full = Profile::full();
    assert!(View::new(&whole.binder, &whole.report, &full).is_whole());
    for profile in ["inspector", "handover", "staff"].map(shipped) {
        assert!(!View::new(&whole.binder, &whole.report, &profile).is_whole(), "{}", profile.name);
    }
}

/// Backlinks, glossary, coverage and search are found once more in what is left: where next to nothing is gone, they are
/// what they were.
#[test]
fn with_one_cell_masked_all_other_pages_are_the_same() {
    let (_folder, compiled) = house(FILES);
    let full = artifacts(&compiled, &Profile::full());
    let left = artifacts(&compiled, &masking(&["鍵"], Profile::full()));
    assert!(full.keys().eq(left.keys()));
    let differ: Vec<_> = full.iter().filter(|(path, text)| left[*path] != **text).map(|it| it.0.as_str()).collect();
    assert_eq!(differ, ["binder.json", "binder.pdf", "registers/devices.html", "search-data.js"]);
}

#[test]
fn findings_that_stand_in_what_is_gone_or_quote_it_are_gone() {
    let (_folder, mut compiled) = house(FILES);
    let profile = inspector();
    let places: Vec<_> = {
        let whole = whole(&compiled);
        View::new(&whole.binder, &whole.report, &profile).withheld().iter().map(|it| it.at).collect()
    };
    let planted = places.iter().map(|it| Finding::at(Code::TomlSyntax, *it).with("reason", "場所"));
    let quoting = ["計画zqx02", "「計画zqx02」", "10.77.0.9zqx44", "本文zqx07", "notes/zqx01-plan", "zqx41"];
    let quoting = quoting.map(|it| Finding::of_machine(Code::UnknownPage).with("name", it));
    let paths = ["rules/zqx55.toml", "notes/second.md", "attachments/zqx35.txt"];
    let paths = paths.map(|it| Finding::of_path(Code::MissingFile, it));
    let near = vec!["計画zqx02".to_owned(), "見せる頁".to_owned()];
    let kept = Finding::of_machine(Code::UnknownPage).with("name", "計画書").nearest(near);
    let others = {
        let whole = compiled.outcome.as_mut().unwrap();
        let others = whole.report.findings.len();
        whole.report.findings.extend(planted.chain(quoting).chain(paths).chain([kept]));
        others
    };
    let whole = whole(&compiled);
    let view = View::new(&whole.binder, &whole.report, &profile);
    let told = &view.report().findings;
    assert!(!format!("{told:?}").contains("zqx"), "{told:#?}");
    assert_eq!(told.iter().filter(|it| it.code == Code::TomlSyntax).count(), 0);
    assert_eq!(told.last().map(|it| it.nearest.clone()), Some(vec!["見せる頁".to_owned()]));
    assert!(told.len() > 10 && told.len() < others, "the others are there: {} of {others}", told.len());
    assert!(whole.report.due.iter().any(|it| it.what.contains("zqx")));
    assert!(view.report().due.iter().all(|it| !it.what.contains("zqx") && whole.report.due.contains(it)));
}

/// The answers of a withheld form are not told; whether all is ready is as it was.
#[test]
fn a_copy_that_says_less_makes_nobody_more_ready_or_less() {
    let (_folder, compiled) = house(FILES);
    let (whole, profile) = (whole(&compiled), inspector());
    let view = View::new(&whole.binder, &whole.report, &profile);
    let is_vendors = |it: &ReadyItem| matches!(it.respondent, Respondent::Vendor(_)) && it.answer.is_some();
    assert!(whole.report.readiness.items.iter().any(is_vendors));
    assert!(!view.report().readiness.items.iter().any(is_vendors));
    assert_eq!(view.report().readiness.ready, whole.report.readiness.ready);
    assert_eq!(view.report().readiness.own, whole.report.readiness.own);
}

#[test]
fn staff_read_no_findings_of_others() {
    let (_folder, compiled) = house(FILES);
    let (whole, profile) = (whole(&compiled), shipped("staff"));
    let view = View::new(&whole.binder, &whole.report, &profile);
    let others = |it: &&Finding| it.actor != Actor::Facility;
    assert!(whole.report.findings.iter().any(|it| others(&it)), "nothing is proved");
    assert_eq!(view.report().findings.iter().filter(others).count(), 0);
}

#[test]
fn whoever_may_not_see_the_ids_sees_no_row() {
    let (_folder, compiled) = house(FILES);
    let made = artifacts(&compiled, &masking(&["管理番号"], shipped("inspector")));
    let devices = page(&made, "registers/devices.html");
    assert!(!devices.contains("SV-01") && !devices.contains("見本サーバ"), "{devices}");
    assert!(!page(&made, "notes/shown.html").contains("SV-01"), "nor a reference to one");
}

#[test]
fn a_document_is_as_narrow_as_the_narrower_of_its_classes() {
    let text =
        |front: &str, heading: &str| format!("+++\nclass = \"{front}\"\n+++\n\n# 題 {{class={heading}}}\n\n本文。\n");
    let files = [
        ("binder.toml", FILES[0].1.to_owned()),
        ("notes/a.md", text("inspection", "manager")),
        ("notes/b.md", text("manager", "public")),
        ("notes/c.md", text("public", "inspection")),
        ("notes/d.md", "前書き。\n\n# 題 {class=confidential}\n\n本文。\n".to_owned()),
        (
            "notes/e.md",
            "+++\ntitle = \"別の題\"\n+++\n\n# 節 {class=manager}\n\n本文。\n\n# 次の節\n\n本文。\n".to_owned(),
        ),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let (_folder, compiled) = house(&files);
    let whole = whole(&compiled);
    let shown = |profile: &Profile| {
        let view = View::new(&whole.binder, &whole.report, profile);
        view.binder().documents().iter().map(|it| it.id.stem().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown(&shipped("inspector")), ["c", "e"]);
    let managers = Profile { classes: vec![Class::Public, Class::Inspection, Class::Manager], ..shipped("inspector") };
    assert_eq!(shown(&managers), ["a", "b", "c", "e"]);
    let nobody = Profile { classes: Vec::new(), ..shipped("inspector") };
    assert_eq!(shown(&nobody), [""; 0]);
}
