//! The sample as a whole: sound, free of facts where it must be, every demand covered, every link alive.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;

use crate::project::{differences, run, toji, tree};
use crate::sample::{DATE, Sample, content, sample};
use crate::site;

/// Code and place of every finding on a day, and how loud it is.
fn found(date: &str) -> Vec<(String, String, String)> {
    let mut command = toji(&["check", "--date", date, "--format", "json"]);
    let json = run(command.arg(content())).expect(0).json();
    let text = |it: &serde_json::Value| it.as_str().unwrap_or_default().to_owned();
    let findings = json["findings"].as_array().unwrap().iter();
    findings.map(|it| (text(&it["code"]), text(&it["file"]), text(&it["severity"]))).collect()
}

#[test]
fn the_sample_has_nothing_to_mend_on_its_day() {
    let found = found(DATE);
    assert!(found.iter().any(|it| it.0 == "item-unverified"), "{found:#?}");
    assert!(found.iter().all(|it| it.2 == "note"), "{found:#?}");
}

#[test]
fn a_year_later_the_sample_is_told_what_has_passed() {
    let found = found("2026-11-22");
    let places = |code: &str| -> Vec<&str> { found.iter().filter(|it| it.0 == code).map(|it| it.1.as_str()).collect() };
    for note in ["edition-past-year", "edition-newer-reported"] {
        assert_eq!(places(note), ["binder.toml"], "{found:#?}");
    }
    let promised = ["checklists/2025/facility.md", "checklists/2025/vendor-VD-01.md"];
    assert_eq!(places("target-passed"), promised, "{found:#?}");
    for wrong in ["date-outside-year", "date-in-future", "item-unanswered", "vendor-form-not-asked"] {
        assert_eq!(places(wrong), [""; 0], "{found:#?}");
    }
}

/// The values of the sample's settings that are facts of one facility.
fn facts() -> Vec<String> {
    let config: toml::Table = fs::read_to_string(content().join("binder.toml")).unwrap().parse().unwrap();
    let tables = ["facility", "roles"].into_iter().flat_map(|it| config[it].as_table().unwrap());
    let values = tables.filter(|it| it.0 != "kind").map(|it| it.1.as_str().unwrap().to_owned());
    let mut values: Vec<_> = values.collect();
    values.dedup();
    values
}

#[test]
fn no_fact_stands_in_a_managed_file() {
    let pack = toji::pack::Pack::embedded().unwrap();
    let facts = facts();
    assert!(facts.len() >= 6, "{facts:?}");
    let mut managed = 0;
    for (path, bytes) in pack.managed() {
        managed += 1;
        let text = std::str::from_utf8(bytes).unwrap();
        let found: Vec<_> = facts.iter().filter(|it| text.contains(it.as_str())).collect();
        assert!(found.is_empty(), "{path}: {found:?}");
    }
    assert!(managed > 20, "{managed}");
}

/// No file is forgotten in `pack.toml`: one that nothing says anything of would silently not be given.
#[test]
fn every_file_of_the_pack_is_marked() {
    let (mut sources, mut sink) = (toji::source::Sources::default(), toji::diagnostics::Sink::default());
    let authored = toji::pack::author(&content(), &mut sources, &mut sink);
    assert_eq!(sink.into_sorted(), []);
    let unmarked = authored.unwrap().unmarked;
    assert_eq!(unmarked.iter().filter(|it| !it.starts_with("standards/")).collect::<Vec<_>>(), ["README.md"]);
}

fn items() -> Vec<String> {
    let counts = [(1, 1), (2, 13), (3, 3), (4, 1)];
    counts.iter().flat_map(|(part, last)| (1..=*last).map(move |it| format!("{part}-{it:02}"))).collect()
}

#[test]
fn the_rules_cover_every_item() {
    let binder: serde_json::Value = serde_json::from_str(sample().text("binder.json")).unwrap();
    let covered: Vec<_> = binder["items"].as_array().unwrap().iter().filter(|it| by_a_clause(it)).collect();
    let ids: Vec<_> = covered.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, items());
    let rules = fs::read_to_string(content().join("rules/operation-rules.md")).unwrap();
    assert!(rules.lines().filter(|it| it.starts_with('#') && it.contains("条（")).count() >= 20);
}

#[test]
fn the_rules_say_the_days_of_the_settings() {
    assert!(sample().text("rules/operation-rules.html").contains("最終更新適用日から92日を過ぎた機器"));
}

#[test]
fn the_bcp_speaks_of_every_phase() {
    let page = sample().text("coverage.html");
    for (phase, place) in [
        ("平時", "peacetime"),
        ("検知", "detection"),
        ("初動対応", "initial-response"),
        ("復旧処理", "recovery"),
        ("事後対応", "aftermath"),
    ] {
        let row = page.lines().find(|it| it.contains(&format!("<tr><th scope=\"row\">{phase}</th>")));
        assert!(row.is_some_and(|it| it.contains(&format!("bcp/{place}.html"))), "{phase}: {row:?}");
    }
}

fn by_a_clause(item: &serde_json::Value) -> bool {
    let links = item["covered_by"].as_array().unwrap().iter();
    links.map(|it| it["url"].as_str().unwrap()).any(|it| it.starts_with("rules/operation-rules.html#a"))
}

#[test]
fn every_item_has_its_page_and_no_other() {
    for item in items() {
        assert!(sample().files.contains_key(&format!("items/{item}.html")), "{item}");
        assert!(!sample().files.contains_key(&format!("manual/{item}.html")), "{item}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let sample = sample();
    let pages: Vec<_> = sample.pages().collect();
    assert!(pages.len() > 60, "{}", pages.len());
    let dead = site::dead_links(pages.into_iter(), &sample.files);
    assert!(dead.is_empty(), "{}\n{}", dead.len(), dead.join("\n"));
}

#[test]
fn ids_are_unique_on_a_page() {
    for (path, html) in sample().pages() {
        let ids = site::attributes(html, "id");
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{path}: {ids:?}");
    }
}

/// What a page loads, as against what a reader may click on.
#[test]
fn nothing_is_loaded_from_elsewhere() {
    let authored = authored_urls();
    for (path, html) in sample().pages() {
        let outside: Vec<_> = site::links(html).filter(|it| site::is_outside(it) || it.contains("//")).collect();
        let unknown: Vec<_> = outside.iter().filter(|it| !authored.contains(it.as_str())).collect();
        assert!(unknown.is_empty(), "{path}: {unknown:?}");
        for attribute in ["src", "srcset", "action"] {
            let loaded = site::attributes(html, attribute);
            assert!(!loaded.iter().any(|it| site::is_outside(it) || it.contains("//")), "{path}: {loaded:?}");
        }
        assert!(!html.contains("url(http") && !html.contains("@import"), "{path}");
    }
    for (path, bytes) in sample().files.iter().filter(|it| it.0.ends_with(".css") || it.0.ends_with(".js")) {
        let text = String::from_utf8_lossy(bytes);
        let calls = ["http:", "https:", "fetch(", "XMLHttpRequest", "import(", "WebSocket", "sendBeacon", "@import"];
        let found: Vec<_> = calls.iter().filter(|it| text.contains(**it)).collect();
        assert!(found.is_empty() || path == "search-data.js", "{path}: {found:?}");
    }
}

/// The addresses that stand in a text of the sample.
fn authored_urls() -> BTreeSet<String> {
    let mut urls = BTreeSet::new();
    for (_, bytes) in tree(&content()) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let ends = |it: char| it.is_whitespace() || "<>()\"'、。）」,".contains(it);
        for start in ["https://", "http://", "mailto:", "tel:"] {
            let found = text.match_indices(start).map(|(at, _)| text[at..].split(ends).next().unwrap_or_default());
            urls.extend(found.map(str::to_owned));
        }
    }
    urls
}

/// A build of the sample for another day, without and with the PDF.
fn on_the_next_day() -> (tempfile::TempDir, std::collections::BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::TempDir::new().unwrap();
    let mut command = toji(&["build", "--date", "2025-12-02", "-o"]);
    run(command.arg(folder.path().join("out")).arg(content())).expect(0);
    let files = tree(&folder.path().join("out"));
    (folder, files)
}

#[test]
fn a_day_passing_changes_only_what_speaks_of_the_day() {
    let (folder, next) = on_the_next_day();
    let allowed = [
        "binder.pdf",
        "emergency.pdf",
        "dashboard.html",
        "findings.html",
        "index.html",
        "inspection.html",
        "manifest.json",
    ];
    let differ = differences(&sample().files, &next);
    let others: Vec<_> = differ.iter().filter(|it| !allowed.contains(&it.as_str())).collect();
    assert!(others.is_empty(), "{others:?}");
    assert!(differ.contains(&"index.html".to_owned()) && differ.contains(&"manifest.json".to_owned()), "{differ:?}");
    only_the_first_page_of_the_pdf(sample(), &folder.path().join("out/binder.pdf"));
}

/// The text of a PDF's pages.
fn pdf_pages(path: &std::path::Path) -> Vec<String> {
    let text = crate::binder_pdf::tool("pdftotext", &["-layout"], path, &["-"]);
    text.split('\u{c}').map(str::to_owned).collect()
}

fn only_the_first_page_of_the_pdf(sample: &Sample, next: &std::path::Path) {
    let (before, after) = (pdf_pages(&sample.out.join("binder.pdf")), pdf_pages(next));
    assert_eq!(before.len(), after.len());
    let differ: Vec<_> = (0..before.len()).filter(|it| before[*it] != after[*it]).map(|it| it + 1).collect();
    assert_eq!(differ, [1], "pages of the PDF that a day passing changes");
}

#[test]
fn only_those_pages_carry_the_day() {
    let carry: Vec<_> =
        sample().pages().filter(|it| site::text(it.1).contains("令和7年12月1日")).map(|it| it.0).collect();
    assert!(carry.contains(&"index.html"), "{carry:?}");
    let allowed = ["dashboard.html", "findings.html", "index.html", "inspection.html"];
    assert!(carry.iter().all(|it| allowed.contains(it)), "{carry:?}");
}
