//! The record of the template, `.toji/template.toml`: an input of the build, never a reason not to build, and shown to staff
//! alone. What its rules find stands in `tests/rules/template-*.txt`.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use toji::diagnostics::Code;
use toji::model::Date;
use toji::{check, pipeline};

use crate::project::{BINDER, Output, Project};

const STATE: &str = r#"format = 1
id = "mihon"
version = "2026.1"
serial = 2
kind = "pharmacy"
installed = "2025-11-20"
expires = "2025-11-30"
"#;

fn with(state: &str) -> Project {
    Project::new().file(".toji/template.toml", state)
}

fn build(project: &Project) -> Output {
    project.run(&["build", "--no-pdf", "--date", "2025-12-01", "-o", "out"])
}

fn codes(project: &Project) -> Vec<String> {
    let found = project.check_json();
    let findings = found["findings"].as_array().unwrap();
    let codes = findings.iter().map(|it| it["code"].as_str().unwrap().to_owned());
    codes.filter(|it| it.starts_with("template-")).collect()
}

fn identity(project: &Project) -> Value {
    let manifest: Value = serde_json::from_str(&project.read("out/manifest.json")).unwrap();
    manifest["build"].clone()
}

#[test]
fn an_expired_template_warns_and_the_folder_is_still_built() {
    let project = with(STATE);
    assert_eq!(codes(&project), ["template-expired"]);
    build(&project).expect(0);
    let work = project.read("out/findings.html");
    assert!(work.contains("ひな型 mihon の版 2026.1 は、令和7年11月30日で期限が切れました"), "{work}");
    assert_eq!(codes(&with(&STATE.replace("2025-11-30", "2025-12-01"))), [""; 0]);
}

#[test]
fn staff_see_the_version_and_inspectors_do_not() {
    let project = with(STATE);
    build(&project).expect(0);
    for page in ["out/dashboard.html", "out/findings.html"] {
        assert!(project.read(page).contains("ひな型：mihon 2026.1（令和7年11月20日に取り込み）"), "{page}");
    }
    for page in ["out/index.html", "out/inspection.html"] {
        assert!(!project.read(page).contains("2026.1"), "{page}");
    }
    let bare = Project::new();
    build(&bare).expect(0);
    assert!(!bare.read("out/dashboard.html").contains("ひな型："));
}

#[test]
fn the_record_is_an_input_of_the_build() {
    let project = with(STATE);
    build(&project).expect(0);
    let before = identity(&project);
    assert!(!before.is_null());
    build(&project).expect(0);
    assert_eq!(identity(&project), before);
    let project = project.file(".toji/template.toml", &STATE.replace("2026.1", "2026.2"));
    build(&project).expect(0);
    assert_ne!(identity(&project), before);
}

#[test]
fn a_record_that_cannot_be_read_is_told_and_the_folder_is_built() {
    for bytes in [
        &b"\xff\xfe\x00"[..],
        b"",
        b"format = 1\0",
        b"format = [",
        b"format = 1\nid = 3\n",
        "id = \"\u{202e}\"".as_bytes(),
    ] {
        let project = Project::new().bytes(".toji/template.toml", bytes);
        assert_eq!(codes(&project), ["template-state-broken"], "{bytes:?}");
        build(&project).expect(0);
    }
}

#[test]
fn a_record_that_is_no_file_is_told_and_the_folder_is_built() {
    let folder = Project::new().file(".toji/template.toml/a.txt", "x");
    assert_eq!(codes(&folder), ["template-state-broken"]);
    build(&folder).expect(0);
    let file = Project::new().file(".toji", "x");
    assert_eq!(codes(&file), [""; 0]);
    build(&file).expect(0);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_to_the_record() {
    let project = Project::new().file("../elsewhere.toml", STATE);
    let project = project.file(".toji/journal-of-nobody", "");
    std::os::unix::fs::symlink("../elsewhere.toml", project.path(".toji/template.toml")).unwrap();
    assert_eq!(codes(&project), ["template-state-broken"]);
    build(&project).expect(0);
}

#[test]
fn an_acceptance_of_a_deleted_page_holds_for_one_fiscal_year() {
    let file = format!("[[file]]\npath = \"manual/2-01.md\"\nbase = \"{}\"\n", "a".repeat(64));
    let project = with(&format!("{}{file}", STATE.replace("2025-11-30", "2030-03-31")));
    let told = |project: &Project, day: &str| {
        let compiled = pipeline::compile(project.root(), Date::parse(day).unwrap());
        let finding = compiled.findings().iter().find(|it| it.code == Code::TemplatePageDeleted);
        finding.map(|it| check::seen(it, &compiled.sources))
    };
    let accept = told(&project, "2025-12-01").unwrap();
    let accepted = format!(
        "{BINDER}[[accept]]\ncode = \"template-page-deleted\"\nplace = \"manual/2-01.md\"\nseen = \"{accept}\"\n\
         reason = \"使わない\"\nby = \"春野\"\nuntil = 2026-12-31\n"
    );
    let project = project.file("binder.toml", &accepted);
    assert!(told(&project, "2025-12-01").is_none());
    assert!(told(&project, "2026-03-31").is_none());
    assert!(told(&project, "2026-04-01").is_some());
}
