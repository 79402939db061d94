//! The year turns: `toji new year`, with and without the new edition's data, once and again; and `toji new form` in a year
//! whose form is not there.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use crate::project::{Project, differences, tree};
use crate::sample::content;
use crate::site;

/// The sample, without what is part of the executable.
fn sample() -> Project {
    let files = tree(&content()).into_iter();
    let own = files.filter(|(path, _)| !path.starts_with("standards/") && path != "pack.toml");
    own.fold(Project::empty(), |project, (path, bytes)| project.bytes(&path, &bytes))
}

/// An edition made up for the test: that of 2025 a year on, with one item merged from two and one new.
fn next_edition() -> String {
    let text = fs::read_to_string(content().join("standards/checklist-r7.toml")).unwrap();
    let (head, rest) = text.split_once("\n[edition.successor]\n").unwrap();
    let (_, rest) = rest.split_once("\n[").unwrap();
    let text = format!("{head}\n[{rest}");
    let kept = |line: &&str| !["previous", "is_new"].iter().any(|it| line.starts_with(it));
    let line = |line: &str| match line.strip_prefix("id = \"").and_then(|it| it.strip_suffix('"')) {
        Some("r7") => "id = \"r8\"\n".to_owned(),
        Some("2-05") => "id = \"2-05\"\nprevious = [\"2-05\", \"2-12\"]\n".to_owned(),
        Some("2-09") => "id = \"2-09\"\nis_new = true\n".to_owned(),
        Some(id) if id.len() == 4 && id.as_bytes()[1] == b'-' => format!("{line}\nprevious = [\"{id}\"]\n"),
        Some(_) | None => format!("{line}\n"),
    };
    let text: String = text.lines().filter(kept).map(line).collect();
    text.replace("fiscal_year = 2025", "fiscal_year = 2026").replace("令和7年度版\"", "令和8年度版\"")
}

fn with_data() -> Project {
    sample().file("standards/checklist-r8.toml", &next_edition())
}

/// The files that a command changed, our own journal apart.
fn changed(project: &Project, arguments: &[&str], code: i32) -> Vec<String> {
    let before = tree(project.root());
    project.run(arguments).expect(code);
    let changed = differences(&before, &tree(project.root()));
    changed.into_iter().filter(|it| !it.starts_with(".toji/")).collect()
}

#[test]
fn without_the_editions_data_only_the_year_is_set() {
    let project = sample();
    assert_eq!(changed(&project, &["new", "year", "2026"], 0), ["binder.toml"]);
    let before = fs::read_to_string(content().join("binder.toml")).unwrap();
    let after = before.replacen("fiscal_year = 2025", "fiscal_year = 2026", 1).replacen("\"r7\"", "\"r8\"", 1);
    assert_eq!(project.read("binder.toml"), after);
    assert_eq!(changed(&project, &["new", "year", "2026"], 0), [""; 0]);
    let said = project.run(&["new", "year", "2026", "--lang", "ja"]).expect(0).stderr;
    for words in [
        "様式は未取込",
        "www.mhlw.go.jp",
        "医政参発0514第3号",
        "toji standards import ファイル -o . ",
        "checklists/2025",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

#[test]
fn a_year_without_its_form_is_built_and_answered_by_nobody() {
    let project = sample();
    project.run(&["new", "year", "令和8年度"]).expect(0);
    let json = project.check_json();
    assert_eq!(json["readiness"].to_string(), r#"{"edition":"r8","fiscal_year":2026,"items":[],"ready":false}"#);
    let codes: Vec<_> = json["findings"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"edition-not-imported"), "{codes:?}");
    assert!(!codes.contains(&"no-form") && !codes.contains(&"year-without-edition"), "{codes:?}");
    project.run(&["build", "--no-pdf", "-o", "out"]).expect(0);
    for page in ["index.html", "inspection.html", "dashboard.html", "items/2-07.html"] {
        let text = site::text(&project.read(&format!("out/{page}")));
        assert!(text.contains("令和8年度の様式は未取込です"), "{page}");
    }
    let inspection = site::text(&project.read("out/inspection.html"));
    assert!(!inspection.contains("はい") && !inspection.contains("令和7年10月3日"), "{inspection}");
    // What came last year is no form of this year's.
    assert!(!inspection.contains("令和7年7月11日"), "{inspection}");
    let last = project.run(&["check", "--date", "2026-06-01", "--lang", "ja"]).stderr;
    assert!(!last.contains("項目中") && !last.contains("確認書を転記済み"), "{last}");
    // Everything else is as ever, and last year's form is there as last year's.
    assert!(project.read("out/checklists/2025/facility.html").contains("令和7年10月3日"));
    for page in ["rules/operation-rules.html", "registers/devices.html", "bcp/index.html", "coverage.html"] {
        assert!(project.path(&format!("out/{page}")).is_file(), "{page}");
    }
}

#[test]
fn no_other_years_form_is_given_out() {
    for settings in ["fiscal_year = 2026\nedition = \"r8\"", "fiscal_year = 2026\nedition = \"r7\""] {
        let binder = format!("format = 1\n{settings}\n[facility]\nname = \"見本薬局\"\nkind = \"pharmacy\"\n");
        let project = Project::empty().file("binder.toml", &binder).file("checklists/2025/facility.md", FORMER);
        assert_eq!(changed(&project, &["new", "form"], 1), [""; 0]);
        let said = project.run(&["new", "form", "--lang", "ja"]).stderr;
        assert!(said.contains("令和8年度の様式は未取込"), "{said}");
        assert_eq!(project.check_json()["readiness"]["ready"], false);
    }
}

const FORMER: &str = "# 回答\n\n| 項目 | 1回目 | 確認日 |\n|---|---|---|\n| 1-① | はい | 令和7年6月2日 |\n";

#[test]
fn with_the_data_forms_are_blank_and_nothing_else_changes() {
    let project = with_data();
    let written = ["binder.toml", "checklists/2026/facility.md", "checklists/2026/vendor-VD-01.md"];
    let written: Vec<_> = written.into_iter().chain(["checklists/2026/vendor-VD-02.md"]).collect();
    assert_eq!(changed(&project, &["new", "year", "2026"], 0), written);
    for path in &written[1..] {
        let form = project.read(path);
        let rows: Vec<_> = form.lines().filter(|it| it.starts_with("| ") && it.contains('-')).collect();
        assert_eq!(rows.len(), if path.contains("vendor") { 13 } else { 18 }, "{path}");
        rows.iter().for_each(|it| assert!(it.ends_with("| | | | | | |"), "{it}"));
    }
    let edited = project.read(written[1]).replacen("| | | | | | |", "| はい | 令和8年6月2日 | | | | |", 1);
    let project = project.file(written[1], &edited);
    let removed = project.path(written[2]);
    fs::remove_file(&removed).unwrap();
    assert_eq!(changed(&project, &["new", "year", "2026", "--carry"], 0), [written[2]]);
    assert_eq!(project.read(written[1]), edited);
    let errors = project.check_json()["findings"].as_array().unwrap().clone();
    assert!(errors.iter().all(|it| it["severity"] != "error"), "{errors:#?}");
}

/// Item and first two lines of each proposal for the facility.
fn proposals(stdout: &str) -> Vec<(String, String)> {
    let (facility, rest) = stdout.split_once("  確かめ直す項目：18（「はい」の案があるもの：15）\n").unwrap();
    assert!(rest.starts_with("株式会社ことりシステム："), "{rest}");
    let mut proposals: Vec<(String, String)> = Vec::new();
    for line in facility.lines().skip(1) {
        match (line.starts_with("      "), proposals.last_mut()) {
            (true, Some(last)) => last.1.push_str(line.trim()),
            (true, None) => panic!("{line}"),
            (false, _) => {
                let number = line.trim().chars().take(3).collect();
                proposals.push((number, String::new()));
            }
        }
    }
    proposals
}

#[test]
fn yes_is_proposed_where_every_old_row_was_yes() {
    let project = with_data();
    let output = project.run(&["new", "year", "2026", "--lang", "ja"]).expect(0);
    let proposals = proposals(&output.stdout);
    let of = |item: &str| &proposals.iter().find(|it| it.0 == item).unwrap().1;
    assert_eq!(proposals.len(), 18, "{}", output.stdout);
    assert!(of("1-①").contains("案：はい（確かめ"), "{}", of("1-①"));
    assert!(of("2-⑤").contains("2-⑤ はい、2-⑫ いいえ") && !of("2-⑤").contains("案："), "{}", of("2-⑤"));
    assert!(of("2-⑨").contains("新しい項目"), "{}", of("2-⑨"));
    assert!(of("2-⑩").contains("案：はい（予定）"), "{}", of("2-⑩"));
    assert!(!of("2-⑫").contains("案："), "{}", of("2-⑫"));
    assert!(!output.stdout.contains("令和7年10月"), "a date is carried: {}", output.stdout);
}

#[test]
fn carried_answers_have_no_date_and_so_count_as_none() {
    let project = with_data();
    project.run(&["new", "year", "2026", "--carry"]).expect(0);
    let form = project.read("checklists/2026/facility.md");
    let row = |item: &str| form.lines().find(|it| it.contains(item)).unwrap();
    assert!(row("1-①").ends_with("| はい | | | | | |"), "{}", row("1-①"));
    assert!(row("2-⑩").ends_with("| はい（予定） | | | | | |"), "{}", row("2-⑩"));
    for item in ["2-⑤", "2-⑨", "2-⑫"] {
        assert!(row(item).ends_with("| | | | | | |"), "{}", row(item));
    }
    assert!(project.read("checklists/2026/vendor-VD-01.md").lines().all(|it| !it.contains("はい")));
    let readiness = project.check_json()["readiness"].clone();
    assert_eq!((&readiness["ready"], &readiness["edition"]), (&false.into(), &"r8".into()));
    assert!(readiness["items"].as_array().unwrap().iter().all(|it| it["date"].is_null()));
}

/// The binder is built with its papers of last year, though the new edition lacks numbers that they name.
#[test]
fn an_edition_that_lacks_numbers_breaks_nothing() {
    let text = next_edition();
    let (kept, _) = text.split_once("[[item]]\nid = \"2-13\"").unwrap();
    let project = sample().file("standards/checklist-r8.toml", kept);
    project.run(&["new", "year", "2026", "--date", "2026-04-01"]).expect(0);
    let output = project.run(&["build", "--no-pdf", "--date", "2026-04-01", "-o", "out"]).expect(0);
    assert!(output.stderr.contains("[item-of-other-edition]"), "{output:#?}");
    assert!(!project.path("out/items/2-13.html").exists() && project.path("out/manual/2-13.html").is_file());
    let dead = tree(&project.path("out")).into_iter().filter(|it| it.0.ends_with(".html"));
    let dead = dead.filter(|it| String::from_utf8_lossy(&it.1).contains("items/2-13.html"));
    assert_eq!(dead.map(|it| it.0).collect::<Vec<_>>(), [""; 0]);
    // What was done under a number that stayed is still shown with it; what was done under another is text.
    let records = project.read("out/registers/records.html");
    assert!(records.contains("items/2-04.html") && !records.contains("items/4-01.html"), "{records}");
}

#[test]
fn a_year_with_data_may_lie_further_on_and_vendors_are_those_of_the_day() {
    let text = next_edition().replace("fiscal_year = 2026", "fiscal_year = 2027").replace("\"r8\"", "\"r9\"");
    let project = sample().file("standards/checklist-r9.toml", &text);
    // On that day no contract had begun.
    let written = ["binder.toml", "checklists/2027/facility.md"];
    assert_eq!(changed(&project, &["new", "year", "2027", "--date", "2010-04-01"], 0), written);
    assert!(project.read("binder.toml").contains("edition = \"r9\""));
    let written = ["checklists/2027/vendor-VD-01.md", "checklists/2027/vendor-VD-02.md"];
    assert_eq!(changed(&project, &["new", "year", "2027", "--date", "2025-12-01"], 0), written);
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let project = sample();
    for (arguments, code) in [
        (&["new", "year", "2024"][..], 2),
        (&["new", "year", "来年"], 2),
        (&["new", "year", "2027"], 2),
        (&["new", "year", "2027", "--edition", "r9"], 2),
        (&["new", "year", "2026", "--date", "いつか"], 2),
        (&["new", "year", "2026", "--edition", "r7"], 2),
        (&["new", "year", "2026", "--edition", "r88"], 1),
        (&["new", "year", "2026", "-C", "gone"], 3),
    ] {
        assert_eq!(changed(&project, arguments, code), [""; 0], "{arguments:?}");
    }
    let said = project.run(&["new", "year", "2026", "--edition", "r88", "--lang", "ja"]).stderr;
    assert!(said.contains("r8"), "{said}");
}
