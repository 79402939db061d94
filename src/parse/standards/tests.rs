//! The embedded standards, whole and sound; and annotated wrong ones.

use super::{Standards, embedded, parse};
use crate::diagnostics::Sink;
use crate::model::{
    Certainty, Count, Date, FacilityKind, FiscalYear, ItemId, Respondent, SectionNumber, Topic, VendorForm,
};
use crate::parse::expect::run;
use crate::source::{FileId, Sources};

/// The embedded standards, and how many findings they have.
fn read() -> (Standards, usize) {
    let mut sources = Sources::default();
    let files: Vec<_> = embedded().into_iter().map(|(path, text)| (sources.add(path, text), text)).collect();
    let mut sink = Sink::default();
    (parse(&files, &mut sink), sink.into_sorted().len())
}

#[test]
fn the_embedded_standards_have_no_findings() {
    let (standards, findings) = read();
    assert_eq!((standards.editions.len(), standards.guidelines.len(), findings), (1, 1, 0));
}

#[test]
fn the_checklist_of_2025_is_whole() {
    let standards = read().0;
    let items = standards.edition("r7").map(|it| it.items.as_slice()).unwrap_or_default();
    let of_section = |section| items.iter().filter(|it| it.id.section() == section).count();
    assert_eq!([1, 2, 3, 4].map(of_section), [1, 13, 3, 1]);
    let ids = |of: &dyn Fn(&crate::model::Item) -> bool| -> Vec<String> {
        items.iter().filter(|it| of(it)).map(|it| it.id.to_string()).collect()
    };
    assert_eq!(ids(&|it| it.evidence.is_some()), ["2-01", "3-01", "3-03", "4-01"]);
    assert_eq!(ids(&|it| it.is_new), ["2-07", "2-08", "2-09", "2-10", "4-01"]);
    assert_eq!(ids(&|it| it.needs_vendor), ["2-02", "2-03"]);
    assert_eq!(ids(&|it| it.vendor_form == VendorForm::Doubtful), ["2-01"]);
    assert_eq!(ids(&|it| it.vendor_form == VendorForm::No), ["3-01", "3-02", "3-03", "4-01"]);
    assert_eq!(ids(&|it| it.plan_until.is_some()), ["2-10"]);
    assert!(items.iter().all(|it| !it.refs.citations.is_empty()));
}

#[test]
fn every_row_of_the_edition_before_is_known_there_and_has_a_successor() {
    let standards = read().0;
    let former = standards.former.iter().find(|it| it.id == "r6");
    let known: Vec<_> = former.into_iter().flat_map(|it| &it.rows).copied().collect();
    let items = standards.edition("r7").map(|it| it.items.as_slice()).unwrap_or_default();
    let mut named: Vec<_> = items.iter().flat_map(|it| &it.previous).copied().collect();
    named.sort_by_key(|it| it.row);
    assert_eq!((known.len(), known), (18, named));
    assert!(items.iter().all(|it| it.is_new == it.previous.is_empty()));
}

#[test]
fn a_later_edition_is_known_by_name_only_as_data_or_the_year_say() {
    let standards = read().0;
    let year = |it| FiscalYear::new(it).filter(|it| it.next().is_some());
    let names = |id, at| year(at).is_some_and(|it| standards.names(id, it));
    assert!(names("r8", 2026) && names("r9", 2027));
    for (id, at) in [("r7", 2025), ("r77", 2026), ("r9", 2026), ("r6", 2024), ("r6", 2026), ("R8", 2026)] {
        assert!(!names(id, at), "{id} {at}");
    }
    let ids = [2025, 2026, 2028].map(|it| year(it).map(|it| standards.id_for(it)).unwrap_or_default());
    assert_eq!(ids, ["r7", "r8", "r10"]);
}

#[test]
fn a_wrong_former_edition_is_told() {
    let text =
        "[former]\nid = \"r6\"\nname = \"x\"\nfiscal_year = 2024\nrows = [\"1(1)\", \"1(1)\", \"2(4) 電話\"]\nx = 1\n";
    assert_eq!(run(text, outline).1, ["5:17 bad-value", "5:25 bad-value", "6:1 unknown-key"]);
    assert_eq!(run("[former]\nid = \"r6\"\n", outline).1, ["1:1 missing-key"; 3]);
}

#[test]
fn the_layout_of_the_form_is_marked_unverified() {
    let standards = read().0;
    let edition = standards.edition("r7");
    assert_eq!(edition.map(|it| (it.columns.len(), it.columns_certainty)), Some((7, Certainty::Unverified)));
    assert_eq!(
        edition.map(|it| FacilityKind::ALL.map(|kind| it.form_kind(&Respondent::Facility, kind).is_some())),
        Some([true; 5])
    );
}

#[test]
fn the_outline_of_edition_6_is_whole() {
    let standards = read().0;
    let parts = standards.guideline("6.0").map(|it| it.parts.as_slice()).unwrap_or_default();
    let shape: Vec<_> = parts.iter().map(|it| (it.name.as_str(), it.sections.len(), it.appendices.len())).collect();
    let expected = [("概説編", 18, 0), ("経営管理編", 34, 0), ("企画管理編", 61, 0), ("システム運用編", 58, 1)];
    assert_eq!(shape, expected);
    let verified = parts.iter().flat_map(|it| &it.sections).filter(|it| it.verified_title().is_some()).count();
    assert_eq!(verified, 72);
}

#[test]
fn where_the_numbering_restarts_the_highest_number_counts() {
    let standards = read().0;
    let governance = standards.guideline("6.0").and_then(|it| it.part("governance"));
    let items = |number: &str| {
        let section = SectionNumber::parse(number).and_then(|it| governance?.section(&it));
        section.and_then(|it| it.items)
    };
    assert_eq!(items("1.2.2"), Some((Count::Exactly(3), Certainty::Verified)));
    assert_eq!(items("1.2.1"), Some((Count::AtLeast(2), Certainty::Unverified)));
}

#[test]
fn what_is_only_reported_is_called_so() {
    let standards = read().0;
    let edition = standards.edition("r7");
    let newer = edition.and_then(|it| it.successor.clone());
    let expected = ("r8".to_owned(), "令和8年6月".to_owned(), Certainty::Unverified);
    assert_eq!(newer.map(|it| (it.id, it.published.japanese(), it.certainty)), Some(expected));
    let item = ItemId::parse("2-10").and_then(|it| edition?.item(it));
    let reported = item.and_then(|it| it.plan_reported.clone());
    let expected = (Date::new(2027, 4, 1), Certainty::Unverified);
    assert_eq!(reported.map(|it| (Some(it.date), it.certainty)), Some(expected));
    assert_eq!(
        edition.and_then(|it| it.item_about(Topic::Disclosure)).map(|it| it.id.to_string()).as_deref(),
        Some("2-03")
    );
}

#[test]
fn a_wrong_successor_or_report_is_told() {
    let successor =
        "[edition.successor]\nid = \"x2\"\nname = \"x\"\npublished = \"令和8年6月\"\ncertainty = \"sure\"\n";
    let text = CHECKLIST.replace("[form]\n", &format!("{successor}[form]\n"));
    let item = "[[item]]\nid = \"1-01\"\nsubject = \"x\"\nforms = [\"vendor\"]\nvendor_form = \"explained\"\nrefs = []\n\
                refs_status = \"printed\"\ncertainty = \"partial\"\nplan_reported = { date = 2027-04-01, by = 1 }\ntopic = \"x\"\n";
    let expected = [
        "8:1 missing-key",
        "11:13 bad-value",
        "12:13 bad-value",
        "28:17 missing-key",
        "28:43 wrong-type",
        "29:9 bad-value",
    ];
    assert_eq!(run(&format!("{text}{item}"), checklist).1, expected);
}

const OUTLINE: &str = r#"[guideline]
edition = "1"
title = "t"
issued = "2023-05"
[[part]]
id = "a"
name = "甲編"
sections = [
  { number = "1", title = "x", certainty = "verified", items = { exactly = 2, certainty = "verified" } },
  { number = "1.1" },
]
"#;

fn outline(file: FileId, text: &str, sink: &mut Sink) -> Standards {
    parse(&[(file, text)], sink)
}

#[test]
fn a_wrong_outline_is_told_row_by_row() {
    assert_eq!(run(OUTLINE, outline).1, [""; 0]);
    let text = r#"[guideline]
edition = "1"
titel = "t"
issued = "2023-05"
[[part]]
id = "A"
name = "甲編"
sections = [
  { number = "2", title = "x" },
  { number = "1", title = "x", certainty = "sure" },
  { number = "2" },
  { number = "3.", items = { exactly = 0, certainty = "verified" } },
  { number = "4", items = { certainty = "verified" }, sauce = "x" },
]
[[part]]
id = "a"
name = "甲編"
[[part]]
id = "a"
name = "甲編"
"#;
    let expected = [
        "3:1 unknown-key",
        "6:6 bad-value",
        "9:3 missing-key",
        "10:14 bad-value",
        "10:44 bad-value",
        "11:14 bad-value",
        "12:14 bad-value",
        "12:40 bad-value",
        "13:27 missing-key",
        "13:55 unknown-key",
        "19:6 bad-value",
        "20:8 bad-value",
    ];
    assert_eq!(run(text, outline).1, expected);
}

const CHECKLIST: &str = r#"[edition]
id = "x1"
name = "x"
fiscal_year = 2025
notices = []
notice_date = "令和7年5月14日"
guideline = "1"
[form]
columns = ["item", "first"]
certainty = "verified"
[[form_kind]]
id = "vendor"
name = "x"
kinds = []
"#;

/// Reads a checklist together with [`OUTLINE`].
fn checklist(file: FileId, text: &str, sink: &mut Sink) -> Standards {
    let mut sources = Sources::default();
    let _ = sources.add("before", "");
    let outline = sources.add("outline", OUTLINE);
    parse(&[(outline, OUTLINE), (file, text)], sink)
}

#[test]
fn a_wrong_checklist_is_told_row_by_row() {
    let item = |id: &str, refs: &str| {
        let rest = "subject = \"x\"\nforms = [\"vendor\"]\nvendor_form = \"explained\"\nrefs_status = \"printed\"";
        format!("[[item]]\nid = \"{id}\"\n{rest}\nrefs = [{refs}]\ncertainty = \"partial\"\n")
    };
    let at = |part: &str, section: &str, item: u8| {
        format!("{{ part = \"{part}\", section = \"{section}\", item = {item} }}")
    };
    for (items, expected) in [
        (item("1-01", &at("a", "1", 2)), vec![]),
        (item("1-01", &at("b", "1", 1)), vec!["21:18 unknown-part"]),
        (item("1-01", &at("a", "2", 1)), vec!["21:33 unknown-chapter"]),
        (item("1-01", &at("a", "1.2", 1)), vec!["21:33 unknown-section"]),
        (item("1-01", &at("a", "1", 3)), vec!["21:45 unknown-compliance-item"]),
        (item("1-01", &at("a", "1", 51)), vec!["21:45 bad-value"]),
        (item("1-1", ""), vec!["16:6 bad-value"]),
        (item("1-02", "") + &item("1-01", ""), vec!["24:6 bad-value"]),
        (item("1-01", "") + &item("1-01", ""), vec!["24:6 bad-value"]),
        (item("1-01", "").replace("[\"vendor\"]", "[\"vender\"]"), vec!["18:10 bad-value", "19:15 bad-value"]),
        (item("1-01", "").replace("subject", "subjekt"), vec!["17:1 unknown-key"]),
        (item("1-01", "").replace("printed", "print"), vec!["20:15 bad-value"]),
        (String::new(), vec!["1:1 missing-key"]),
    ] {
        assert_eq!(run(&format!("{CHECKLIST}{items}"), checklist).1, expected, "{items}");
    }
}

#[test]
fn a_wrong_head_is_told() {
    let text = CHECKLIST.replace("\"item\", \"first\"", "\"first\", \"frist\"").replace("\"1\"", "\"2\"");
    let expected = ["1:1 missing-key", "7:13 bad-value", "9:12 bad-value", "9:21 bad-value"];
    assert_eq!(run(&text, checklist).1, expected);
}

#[test]
fn a_later_file_takes_the_place_of_an_earlier_one() {
    let Some((path, text)) = embedded().into_iter().find(|it| it.0.ends_with("checklist-r7.toml")) else { return };
    let mut sources = Sources::default();
    let own = text.replace("二要素認証の実装", "多要素認証の実装");
    let mut files: Vec<_> = embedded().into_iter().map(|(path, text)| (sources.add(path, text), text)).collect();
    files.push((sources.add(path, own.as_str()), own.as_str()));
    let standards = parse(&files, &mut Sink::default());
    let item = ItemId::parse("2-10").and_then(|id| standards.edition("r7")?.item(id));
    assert!(item.is_some_and(|it| it.subject.starts_with("多要素認証")));
    assert_eq!(standards.editions.len(), 1);
}
