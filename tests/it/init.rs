//! `toji init`: what is given builds at once, for every kind of facility, and holds nothing of the fictional pharmacy.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;

use crate::project::{Project, tree};
use crate::sample::content;
use crate::site;

const KINDS: [(&str, &str); 5] = [
    ("pharmacy", "薬局"),
    ("hospital", "病院"),
    ("clinic", "診療所"),
    ("dental", "歯科診療所"),
    ("midwifery", "助産所"),
];

/// A name in which everything that TOML, HTML and JSON give a meaning stands.
const NAME: &str = "試し\"の'施設 <一号> & \\山 #{x}";

fn initialized(kind: &str) -> Project {
    let project = Project::empty();
    project.run(&["init", ".", "--kind", kind, "--name", NAME]).expect(0);
    project
}

fn texts(project: &Project) -> BTreeMap<String, String> {
    let files = tree(project.root()).into_iter().filter(|it| !it.0.starts_with(".toji/"));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn every_kind_checks_and_builds_at_once() {
    for (kind, japanese) in KINDS {
        let project = initialized(kind);
        let json = project.check_json();
        let errors = json["findings"].as_array().unwrap().iter().filter(|it| it["severity"] == "error");
        assert_eq!(errors.count(), 0, "{kind}: {json:#}");
        assert_eq!(json["readiness"]["ready"], false, "{kind}");
        let built = project.run(&["build", "--no-pdf"]).expect(0);
        assert!(!built.stderr.contains("error"), "{built:#?}");
        project.run(&["verify", "output/binder"]).expect(0);
        let config: toml::Table = project.read("binder.toml").parse().unwrap();
        assert_eq!(config["facility"]["name"].as_str(), Some(NAME));
        assert_eq!(config["facility"]["kind"].as_str(), Some(kind));
        assert!(project.read("binder.toml").contains(japanese), "{kind}");
        let index = project.read("output/binder/index.html");
        assert!(site::text(&index).contains(NAME), "{kind}");
    }
}

#[test]
fn every_kind_is_given_its_own_form_and_asked_for_its_items() {
    for (kind, _) in KINDS {
        let project = initialized(kind);
        let printed = if kind == "pharmacy" { "pharmacy" } else { "hospital" };
        let form = project.read("checklists/2025/facility.md");
        assert!(form.contains("\nedition = \"r7\"") && form.contains(&format!("\nform = \"{printed}\"")), "{form}");
        let json = project.check_json();
        let findings = json["findings"].as_array().unwrap();
        let of = |weight: &str| findings.iter().filter(|it| it["weight"] == weight).collect::<Vec<_>>();
        // 2-② and 2-③ are not asked: no vendor has a contract.
        let count = |code: &str| of("inspection").into_iter().filter(|it| it["code"] == code).count();
        // Devices and contacts are empty, and nobody is named yet.
        let counts = ["item-unanswered", "evidence-missing", "safety-officer-unfilled"].map(count);
        assert_eq!((counts, of("inspection").len()), ([16, 2, 1], 19), "{kind}: {findings:#?}");
        assert!(of("disagreement").is_empty(), "{kind}: {findings:#?}");
        assert!(findings.iter().all(|it| it["code"] != "wrong-form-kind"), "{kind}");
    }
}

#[test]
fn a_year_that_is_over_is_told() {
    for (epoch, is_told) in [("1774915200", false), ("1775001600", true)] {
        let project = Project::empty();
        let arguments = ["init", ".", "--kind", "clinic", "--name", "試し", "--lang", "ja"];
        let output = crate::project::run(project.command(&arguments).env("SOURCE_DATE_EPOCH", epoch)).expect(0);
        assert_eq!(output.stderr.contains("この年度は令和8年3月31日に終わっています"), is_told, "{output:#?}");
    }
}

#[test]
fn the_form_of_another_kind_is_told() {
    for (kind, _) in KINDS {
        let project = initialized(kind);
        let wrong = if kind == "pharmacy" { "hospital" } else { "pharmacy" };
        let right = if kind == "pharmacy" { "pharmacy" } else { "hospital" };
        let form = project.read("checklists/2025/facility.md");
        let swapped = form.replace(&format!("form = \"{right}\""), &format!("form = \"{wrong}\""));
        let json = project.file("checklists/2025/facility.md", &swapped).check_json();
        let told = json["findings"].as_array().unwrap().iter().filter(|it| it["code"] == "wrong-form-kind");
        assert_eq!(told.count(), 1, "{kind}: {json:#}");
    }
}

/// Every text of the sample's settings and registers that tells something of the fictional pharmacy.
fn fictional() -> Vec<String> {
    let read = |path: &str| fs::read_to_string(content().join(path)).unwrap();
    let config: toml::Table = read("binder.toml").parse().unwrap();
    let facility = config["facility"].as_table().unwrap().iter().filter(|it| it.0 != "kind");
    let mut values: Vec<String> = facility.map(|it| it.1.as_str().unwrap().to_owned()).collect();
    for register in ["contacts", "vendors"] {
        let mut reader = csv::Reader::from_path(content().join(format!("registers/{register}.csv"))).unwrap();
        let names = ["氏名", "名称", "電話", "電話番号", "メール"];
        let headers = reader.headers().unwrap().clone();
        let columns: Vec<usize> = (0..headers.len()).filter(|it| names.contains(&&headers[*it])).collect();
        assert!(!columns.is_empty(), "{register}: {headers:?}");
        for row in reader.records().map(Result::unwrap) {
            values.extend(columns.iter().map(|it| row[*it].to_owned()).filter(|it| it.chars().count() > 2));
        }
    }
    values.sort();
    values.dedup();
    values
}

#[test]
fn nothing_of_the_fictional_pharmacy_is_given() {
    let values = fictional();
    assert!(values.len() > 10 && values.contains(&"さくら通り薬局".to_owned()), "{values:?}");
    for (kind, _) in KINDS {
        for (path, text) in texts(&initialized(kind)) {
            let found: Vec<_> = values.iter().filter(|it| text.contains(it.as_str())).collect();
            assert!(found.is_empty(), "{kind} {path}: {found:?}");
        }
    }
}

#[test]
fn registers_are_their_headers() {
    let files = texts(&initialized("pharmacy"));
    let registers: Vec<_> = files.iter().filter(|it| it.0.starts_with("registers/")).collect();
    assert_eq!(registers.len(), fs::read_dir(content().join("registers")).unwrap().count());
    for (path, text) in registers {
        assert_eq!(text.lines().count(), 1, "{path}: {text}");
        let own = fs::read_to_string(content().join(path)).unwrap();
        assert_eq!(text.trim_start_matches('\u{feff}').lines().next(), own.lines().next(), "{path}");
    }
}

#[test]
fn the_form_is_blank_and_nothing_else_of_the_example_is_there() {
    let files = texts(&initialized("pharmacy"));
    let below = |folder: &str| files.keys().filter(|it| it.starts_with(folder)).cloned().collect::<Vec<_>>();
    assert_eq!(below("checklists/"), ["checklists/2025/facility.md"]);
    assert_eq!(below("attachments/"), Vec::<String>::new());
    assert_eq!(below("pack.toml"), Vec::<String>::new());
    assert_eq!(below("standards/"), Vec::<String>::new());
    let form = &files["checklists/2025/facility.md"];
    let rows: Vec<_> = form.lines().filter(|it| it.starts_with("| ") && it.contains('-')).collect();
    assert_eq!(rows.len(), 18, "{form}");
    rows.iter().for_each(|it| assert!(it.ends_with("| | | | | | |"), "{it}"));
}

#[test]
fn managed_files_come_as_they_are() {
    let files = texts(&initialized("hospital"));
    for folder in ["manual", "rules", "bcp"] {
        // What stands beside a text is the fictional pharmacy's own.
        let texts = tree(&content().join(folder)).into_iter().filter(|it| !it.0.ends_with(".toml"));
        for (path, bytes) in texts {
            assert_eq!(files[&format!("{folder}/{path}")].as_bytes(), bytes, "{path}");
        }
    }
}

#[test]
fn a_new_folder_gives_a_whole_binder() {
    let project = initialized("dental");
    let built = project.run(&["build", "-o", "out", "--date", "2025-12-01"]).expect(0);
    assert!(built.stderr.contains("binder.pdf"), "{built:#?}");
    project.run(&["verify", "out"]).expect(0);
    let manifest: serde_json::Value = serde_json::from_str(&project.read("out/manifest.json")).unwrap();
    assert_eq!(manifest["pdf"], true);
    assert!(fs::read(project.path("out/binder.pdf")).unwrap().starts_with(b"%PDF-1.7"));
}
