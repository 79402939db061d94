//! The sample's PDF, read back: by lopdf, and by poppler and qpdf as other people's programs would.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use lopdf::{Dictionary, Document, Object};

use crate::sample::sample;

/// What `program` says of a file. A missing program fails the test: nothing would be tested without it.
pub(crate) fn tool(program: &str, before: &[&str], path: &Path, after: &[&str]) -> String {
    let output = Command::new(program).args(before).arg(path).args(after).output();
    let output = output.unwrap_or_else(|it| panic!("{program}: {it}. On Debian: apt-get install poppler-utils qpdf"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program}: {}\n{said}", String::from_utf8_lossy(&output.stderr));
    said
}

fn path() -> PathBuf {
    sample().out.join("binder.pdf")
}

static PDF: LazyLock<Document> = LazyLock::new(|| Document::load(path()).unwrap());

/// The text of every page, laid out.
static TEXT: LazyLock<String> = LazyLock::new(|| tool("pdftotext", &["-layout"], &path(), &["-"]));

/// The text as one reads it, without the gaps that justified lines have.
static PLAIN: LazyLock<String> = LazyLock::new(|| tool("pdftotext", &[], &path(), &["-"]).split_whitespace().collect());

fn dictionary(object: &Object) -> Option<&Dictionary> {
    PDF.dereference(object).ok()?.1.as_dict().ok()
}

fn entry<'a>(dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    PDF.dereference(dictionary.get(key).ok()?).ok().map(|it| it.1)
}

fn catalog() -> &'static Dictionary {
    PDF.catalog().unwrap()
}

/// The names of a name tree, and what they stand for.
fn names(node: &'static Dictionary, found: &mut BTreeMap<String, &'static Object>) {
    let kids = entry(node, b"Kids").and_then(|it| it.as_array().ok());
    kids.into_iter().flatten().filter_map(dictionary).for_each(|it| names(it, found));
    let pairs = entry(node, b"Names").and_then(|it| it.as_array().ok());
    for pair in pairs.into_iter().flat_map(|it| it.chunks_exact(2)) {
        found.insert(String::from_utf8_lossy(pair[0].as_str().unwrap()).into_owned(), &pair[1]);
    }
}

fn destinations() -> BTreeMap<String, &'static Object> {
    let mut found = BTreeMap::new();
    let tree = entry(catalog(), b"Names").and_then(|it| it.as_dict().ok()).and_then(|it| entry(it, b"Dests"));
    names(tree.unwrap().as_dict().unwrap(), &mut found);
    found
}

#[test]
fn every_item_document_heading_and_clause_has_a_name() {
    let found = destinations();
    let binder: serde_json::Value = serde_json::from_str(sample().text("binder.json")).unwrap();
    let ids = |key: &str| binder[key].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned());
    let documents = ids("documents").filter(|it| !it.starts_with("manual/") || it == "manual/index");
    let clauses = (1..=25).map(|it| format!("rules/operation-rules/a{it}"));
    let headings = ["2-03/用語の解説", "bcp/detection/31-気づいたら"].map(str::to_owned);
    let mut expected: Vec<String> = ids("items").chain(documents).chain(clauses).collect();
    assert!(expected.len() > 18 + 9 + 25, "{expected:?}");
    expected.push(headings[0].clone());
    let missing: Vec<_> = expected.iter().filter(|it| !found.contains_key(*it)).collect();
    assert!(missing.is_empty(), "{missing:?}\n{:#?}", found.keys());
    assert!(found.keys().any(|it| it.starts_with("bcp/detection/")), "{:#?}", found.keys());
}

#[test]
fn poppler_sees_the_names_that_people_type() {
    let dests = tool("pdfinfo", &["-dests"], &path(), &[]);
    for name in ["\"2-03\"", "\"rules/operation-rules/a12\"", "\"bcp/detection\""] {
        assert_eq!(dests.matches(name).count(), 1, "{name}\n{dests}");
    }
}

#[test]
fn names_lead_to_pages() {
    let pages: BTreeSet<_> = PDF.get_pages().into_values().collect();
    for (name, object) in destinations() {
        let object = PDF.dereference(object).unwrap().1;
        let array = object.as_dict().ok().and_then(|it| entry(it, b"D")).unwrap_or(object).as_array().unwrap();
        assert!(pages.contains(&array[0].as_reference().unwrap()), "{name}");
    }
}

/// The outline's titles with their depth.
fn outline(first: Option<&'static Object>, depth: usize, found: &mut Vec<(usize, String)>) {
    let mut next = first.and_then(dictionary);
    while let Some(node) = next {
        let title = entry(node, b"Title").unwrap();
        found.push((depth, lopdf::decode_text_string(title).unwrap()));
        outline(node.get(b"First").ok(), depth + 1, found);
        next = node.get(b"Next").ok().and_then(dictionary);
    }
}

#[test]
fn the_outline_is_the_binders_tabs() {
    let mut found = Vec::new();
    let root = entry(catalog(), b"Outlines").unwrap().as_dict().unwrap();
    outline(root.get(b"First").ok(), 0, &mut found);
    let top: Vec<_> = found.iter().filter(|it| it.0 == 0).map(|it| it.1.as_str()).collect();
    let tabs: Vec<_> = top.iter().filter_map(|it| it.split_once('\u{3000}')).collect();
    let names = ["チェックリスト", "項目別マニュアル", "運用管理規程", "事業継続計画（BCP）", "台帳・名簿", "資料"];
    let numbered: Vec<_> = ["1", "2", "3", "4", "5", "6"].into_iter().zip(names).collect();
    assert_eq!(tabs, numbered, "{top:?}");
    assert!(found.iter().any(|it| it.0 == 1 && it.1.starts_with("2-③")), "{found:?}");
    assert!(found.iter().any(|it| it.1.starts_with("第12条")), "{found:?}");
}

#[test]
fn the_catalogue_says_language_title_and_tags() {
    let language = catalog().get(b"Lang").unwrap().as_str().unwrap();
    assert!(language.eq_ignore_ascii_case(b"ja-JP"), "{:?}", String::from_utf8_lossy(language));
    let marked = entry(catalog(), b"MarkInfo").unwrap().as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    let preferences = entry(catalog(), b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let info = tool("pdfinfo", &[], &path(), &[]);
    assert!(info.lines().any(|it| it.starts_with("Title:") && it.contains("さくら通り薬局")), "{info}");
    assert!(info.lines().any(|it| it.starts_with("Tagged:") && it.contains("yes")), "{info}");
    assert!(info.contains("(A4)"), "{info}");
}

#[test]
fn the_metadata_claims_pdf_a_and_pdf_ua() {
    let stream = entry(catalog(), b"Metadata").unwrap().as_stream().unwrap();
    let xmp = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
    let xmp = String::from_utf8(xmp).unwrap();
    for claim in [("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")] {
        let (key, value) = claim;
        let as_element = format!("<{key}>{value}</{key}>");
        assert!(xmp.contains(&as_element) || xmp.contains(&format!("{key}=\"{value}\"")), "{claim:?}\n{xmp}");
    }
}

/// Every structure element, by its type.
fn elements(node: &'static Dictionary, found: &mut Vec<&'static Dictionary>) {
    if node.has(b"S") {
        found.push(node);
    }
    match entry(node, b"K") {
        Some(Object::Array(kids)) => kids.iter().filter_map(dictionary).for_each(|it| elements(it, found)),
        Some(Object::Dictionary(kid)) => elements(kid, found),
        Some(_) | None => {}
    }
}

fn elements_of(kind: &[u8]) -> Vec<&'static Dictionary> {
    let mut found = Vec::new();
    elements(entry(catalog(), b"StructTreeRoot").unwrap().as_dict().unwrap(), &mut found);
    found.retain(|it| it.get(b"S").is_ok_and(|it| it.as_name().is_ok_and(|it| it == kind)));
    found
}

/// Whether an element's attributes, one or several, have `key`.
fn has_attribute(element: &'static Dictionary, key: &[u8]) -> bool {
    match entry(element, b"A") {
        Some(Object::Array(all)) => all.iter().filter_map(dictionary).any(|it| it.has(key)),
        Some(Object::Dictionary(one)) => one.has(key),
        Some(_) | None => false,
    }
}

#[test]
fn every_table_head_says_what_it_heads() {
    let heads = elements_of(b"TH");
    assert!(heads.len() > 50, "{}", heads.len());
    let silent = heads.iter().filter(|it| !has_attribute(it, b"Scope")).count();
    assert_eq!(silent, 0, "of {}", heads.len());
}

#[test]
fn every_figure_has_words() {
    let figures = elements_of(b"Figure");
    assert!(!figures.is_empty());
    for figure in figures {
        let alt = lopdf::decode_text_string(figure.get(b"Alt").unwrap()).unwrap();
        assert!(!alt.trim().is_empty());
    }
    let alt = "受付に受付端末";
    assert!(
        elements_of(b"Figure")
            .iter()
            .any(|it| { lopdf::decode_text_string(it.get(b"Alt").unwrap()).unwrap().contains(alt) })
    );
}

#[test]
fn headings_are_headings() {
    for (kind, least) in [(&b"H1"[..], 6), (b"H2", 20), (b"H3", 50), (b"Link", 200)] {
        let found = elements_of(kind).len();
        assert!(found >= least, "{}: {found}", String::from_utf8_lossy(kind));
    }
}

/// The number at the foot of every page: for whom the copy was made stands before it on the same line.
fn feet() -> Vec<&'static str> {
    let pages = TEXT.split('\u{c}').filter(|it| !it.trim().is_empty());
    pages.map(|it| it.split_whitespace().last().unwrap_or_default()).collect()
}

#[test]
fn pages_are_numbered_within_their_tab() {
    let feet = feet();
    assert_eq!(feet.len(), PDF.get_pages().len());
    let numbers = feet.iter().filter_map(|it| it.split_once('-'));
    let numbers: Vec<(u32, u32)> =
        numbers.filter_map(|(tab, page)| Some((tab.parse().ok()?, page.parse().ok()?))).collect();
    assert!(numbers.contains(&(5, 3)) && numbers.len() + 6 >= feet.len(), "{feet:?}");
    for tab in 1..=6 {
        let pages: Vec<_> = numbers.iter().filter(|it| it.0 == tab).map(|it| it.1).collect();
        let count = u32::try_from(pages.len()).unwrap();
        assert_eq!(pages, (1..=count).collect::<Vec<_>>(), "tab {tab}");
        assert_ne!(count, 0, "tab {tab}");
    }
}

/// The printed page of a destination.
fn printed_page(name: &str) -> String {
    let pages: BTreeMap<_, _> = PDF.get_pages().into_iter().map(|(number, id)| (id, number)).collect();
    let object = PDF.dereference(destinations()[name]).unwrap().1;
    let array = object.as_dict().ok().and_then(|it| entry(it, b"D")).unwrap_or(object).as_array().unwrap();
    let page = pages[&array[0].as_reference().unwrap()];
    feet()[usize::try_from(page).unwrap() - 1].to_owned()
}

#[test]
fn references_say_the_page_that_the_reader_finds() {
    for (words, target) in [
        ("▶運用管理規程第19条", "rules/operation-rules/a19"),
        ("関連する項目：2-②", "2-02"),
        ("▶BCP1.1", "bcp/general"),
    ] {
        let page = printed_page(target);
        assert!(PLAIN.contains(&format!("{words}→{page}")), "{words} → {page}");
    }
    assert!(PLAIN.matches('→').count() > 200, "{}", PLAIN.matches('→').count());
}

#[test]
fn known_sentences_are_there() {
    for sentence in [
        "開示書を読めば、どの対策が製品に備わっていて、どこから先を施設が補うのかが分かります。",
        "おかしいと思ったら、確信がなくても、ここから始める。",
        "みやこ県ことり市さくら通り三丁目4番5号",
        "推測しにくい13文字以上とし、安全に管理している。",
        "①",
        "⑬",
    ] {
        assert!(PLAIN.contains(sentence), "{sentence}");
    }
    assert!(!TEXT.contains('\u{fffd}') && !TEXT.contains("{{") && !TEXT.contains("[["), "tofu or source text");
}

#[test]
fn all_fonts_are_embedded_and_can_be_read_out() {
    let fonts = tool("pdffonts", &[], &path(), &[]);
    let lines: Vec<_> = fonts.lines().skip(2).collect();
    assert!(lines.len() >= 2, "{fonts}");
    for line in lines {
        let words: Vec<_> = line.split_whitespace().collect();
        // ... emb sub uni object generation
        assert_eq!(words[words.len() - 5..words.len() - 2], ["yes", "yes", "yes"], "{line}");
    }
    assert!(fonts.contains("BIZUDPGothic"), "{fonts}");
}

#[test]
fn it_is_packed() {
    let kinds: Vec<_> = PDF.objects.values().filter_map(|it| it.as_stream().ok()?.dict.get_type().ok()).collect();
    assert!(kinds.contains(&&b"ObjStm"[..]) || raw_contains(b"/ObjStm"), "{}", kinds.len());
    let size = sample().files["binder.pdf"].len();
    assert!(size < 2_000_000, "{size}");
}

fn raw_contains(needle: &[u8]) -> bool {
    sample().files["binder.pdf"].windows(needle.len()).any(|it| it == needle)
}

#[test]
fn qpdf_finds_no_fault() {
    let said = tool("qpdf", &["--check"], &path(), &[]);
    assert!(said.contains("No syntax or stream encoding errors"), "{said}");
}

#[test]
fn nothing_in_it_runs_or_calls() {
    let info = tool("pdfinfo", &[], &path(), &[]);
    assert!(info.lines().any(|it| it.starts_with("JavaScript:") && it.ends_with("no")), "{info}");
    for object in PDF.objects.values() {
        let Ok(dictionary) = object.as_dict() else { continue };
        let action = dictionary.get(b"S").and_then(Object::as_name).unwrap_or_default();
        assert!(![&b"JavaScript"[..], b"Launch", b"SubmitForm", b"GoToR"].contains(&action), "{dictionary:?}");
    }
}
