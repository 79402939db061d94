//! Papers that exist already: rules as PDF, a BCP as scan, a register as spreadsheet, a chart on paper. They count, are
//! shown and printed by their descriptors; what is wrong with a descriptor is told.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use serde_json::Value;

use crate::project::{Project, tree};

/// A PDF of so many empty pages.
fn pdf(pages: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|it| format!("{} 0 R", it + 3)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{}]/Count {pages}>>", kids.join(" ")),
    ];
    objects.extend((0..pages).map(|_| "<</Type/Page/Parent 2 0 R/MediaBox[0 0 298 420]>>".to_owned()));
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(out.len());
        out.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    places.iter().for_each(|it| out.push_str(&format!("{it:010} 00000 n \n")));
    out.push_str(&format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1));
    out.into_bytes()
}

/// The smallest picture.
const PNG: &[u8] = include_bytes!("../fixtures/scan.png");

const RULES: &str = r#"title = "情報システム運用管理規程"
file = "our-rules.pdf"
number = "規程-3"
established = "令和4年4月1日"
effective = "令和4年4月1日"
retention = "5年"
kept = "本部の書庫"

[[covers]]
items = ["1-01", "2-01", "2-02", "2-03", "2-04", "2-05", "2-06", "2-07", "2-08"]
clause = "第4条（機器の管理）"
page = 2

[[covers]]
items = ["2-09", "2-10", "2-11", "2-12", "2-13", "3-01", "3-02", "3-03"]
clause = "第十二条"
page = 3
"#;

const CHART: &str = "title = \"緊急連絡網\"\nkind = \"contact-chart\"\nkept = \"調剤室の壁\"\ncovers = [\"3-01\"]\n";

/// What `toji init` gives, without the template's rules and BCP, with the form transcribed from paper, and with the
/// facility's own papers.
fn facility() -> Project {
    let project = Project::empty();
    project.run(&["init", ".", "--kind", "pharmacy", "--name", "みなと薬局"]).expect(0);
    for folder in ["rules", "bcp"] {
        fs::remove_dir_all(project.path(folder)).unwrap();
    }
    let form = "checklists/2025/facility.md";
    let is_asked = |it: &str| it.starts_with("| ") && !it.contains("2-②") && !it.contains("2-③");
    let answered = |it: &str| {
        let mut cells: Vec<&str> = it.split('|').collect();
        if is_asked(it) && cells[1].trim().starts_with(|c: char| c.is_ascii_digit()) {
            (cells[2], cells[3]) = (" はい ", " R7.10.1 ");
        }
        cells.join("|")
    };
    let answers: Vec<String> = project.read(form).lines().map(answered).collect();
    let contacts = project.read("registers/contacts.csv");
    let row = contacts.trim_start_matches('\u{feff}').trim_end().split(',').map(|it| match it {
        "番号" => "CT-01",
        "区分" => "内部",
        "役割" => "医療情報システム安全管理責任者",
        "氏名" => "港 太郎",
        _ => "",
    });
    let contacts = format!("{}\n{}\n", contacts.trim_end(), row.collect::<Vec<_>>().join(","));
    let settings = project.read("binder.toml").replace("# safety_officer", "safety_officer");
    project
        .file(form, &(answers.join("\n") + "\n"))
        .file("registers/contacts.csv", &contacts)
        .file("binder.toml", &settings)
        .bytes("rules/our-rules.pdf", &pdf(3))
        .file("rules/our-rules.toml", RULES)
        .bytes("bcp/plan.png", PNG)
        .file("bcp/plan.toml", "title = \"事業継続計画\"\nfile = \"plan.png\"\ncovers = [\"3-03\"]\n")
        .bytes("registers/book.xlsx", b"PK")
        .file(
            "registers/book.toml",
            "title = \"機器の一覧\"\nkind = \"devices\"\nfile = \"book.xlsx\"\nkept = \"事務室\"\n",
        )
        .file("registers/chart.toml", CHART)
}

fn codes(json: &Value, severity: &str) -> Vec<String> {
    let found = json["findings"].as_array().unwrap().iter().filter(|it| it["severity"] == severity);
    found.map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_facility_that_has_its_papers_only_is_ready() {
    let project = facility();
    let json = project.check_json();
    assert_eq!(codes(&json, "error"), [""; 0], "{json:#}");
    assert_eq!(json["readiness"]["ready"], true, "{json:#}");
    for (lost, item) in [("rules", "4-01"), ("bcp", "3-03")] {
        fs::rename(project.path(lost), project.path("attachments").join(lost)).unwrap();
        let json = project.check_json();
        let missing = json["findings"].as_array().unwrap().iter().find(|it| it["code"] == "evidence-missing");
        assert_eq!(missing.map(|it| it["item"].clone()), Some(item.into()));
        fs::rename(project.path("attachments").join(lost), project.path(lost)).unwrap();
    }
}

#[test]
fn pages_of_a_template_that_name_its_own_clauses_are_one_note_a_document() {
    let notes = |project: &Project, code: &str| {
        let json = project.check_json();
        codes(&json, "note").into_iter().filter(|it| it == code).count()
    };
    let project = facility();
    // One of the rules, one of the BCP.
    assert_eq!(notes(&project, "clause-unlisted"), 2);
    assert_eq!(notes(&project, "clause-for-others"), 0);
    // The template's page on 2-⑨ names the template's clause 12; in these rules that one is about other items.
    let others = RULES.replace("\"2-09\", ", "").replace("\"2-08\"]", "\"2-08\", \"2-09\"]");
    let project = project.file("rules/our-rules.toml", &others);
    assert_eq!(notes(&project, "clause-for-others"), 1);
}

#[test]
fn the_website_shows_the_table_and_leads_to_the_file() {
    let project = facility();
    project.run(&["build", ".", "-o", "out", "--no-pdf", "--date", "2025-12-01"]).expect(0);
    let page = project.read("out/rules/our-rules.html");
    for part in
        ["規程-3", "本部の書庫", "令和4年4月1日", "href=\"our-rules.pdf#page=2\"", "id=\"a12\"", "../items/2-09.html"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(fs::read(project.path("out/rules/our-rules.pdf")).unwrap(), pdf(3));
    let item = project.read("out/items/2-09.html");
    assert!(item.contains("../rules/our-rules.html#a12"), "{item}");
    let coverage = project.read("out/coverage.html");
    assert!(coverage.contains("第十二条（3ページ）"), "{coverage}");
    let first = project.read("out/inspection.html");
    for part in ["規程-3", "registers/chart.html", "registers/book.html", "調剤室の壁"] {
        assert!(first.contains(part), "{part}: {first}");
    }
    assert!(project.read("out/search-data.js").contains("第十二条（3ページ）"));
    assert!(project.read("out/registers/chart.html").contains("紙の文書です"));
}

#[test]
fn a_page_that_the_pdf_does_not_have_is_told() {
    let project = facility();
    let rules = RULES.replace("page = 3", "page = 4");
    let json = project.file("rules/our-rules.toml", &rules).check_json();
    let finding =
        json["findings"].as_array().unwrap().iter().find(|it| it["code"] == "page-beyond-file").unwrap().clone();
    assert_eq!((finding["line"].clone(), finding["column"].clone()), (17.into(), 8.into()));
}

#[test]
fn a_new_revision_adds_a_row_and_changes_no_other_byte() {
    let project = facility();
    let new = |file: &str| {
        let reason =
            ["--reason", "委託の条\"を加えた", "--approver", "港", "--date", "R7.4.1", "--effective", "2025-05-01"];
        project.run(&[&["new", "revision", file], &reason[..]].concat()).expect(0)
    };
    new("rules/our-rules.pdf");
    let after = project.read("rules/our-rules.toml");
    assert!(after.starts_with(RULES), "{after}");
    assert!(!codes(&project.check_json(), "warning").contains(&"text-changed".to_owned()));
    new("rules/our-rules.toml");
    assert_eq!(project.read("rules/our-rules.toml"), after, "the same row is not written twice");
    let again = ["new", "revision", "rules/our-rules.pdf", "--reason", "見直し", "--approver", "港", "--lang", "ja"];
    let refused = project.run(&again).expect(1);
    assert!(refused.stderr.contains("変わっていない") && refused.stderr.contains("records.csv"), "{refused:?}");
    assert_eq!(project.read("rules/our-rules.toml"), after, "a text that did not change was not revised");
    let project = project.bytes("rules/our-rules.pdf", &pdf(4));
    assert!(codes(&project.check_json(), "warning").contains(&"text-changed".to_owned()));
}

#[test]
fn rows_of_a_documents_own_front_matter_stay_there() {
    let inline = "\u{feff}+++\r\nrevisions = [{ date = 2024-04-01, reason = \"制定\" },]\r\nclass = \"inspection\"\r\n+++\r\n# 規程\r\n\r\n## 第1条\r\n\r\n本文。\r\n";
    let tables = "+++\n[[revisions]]\ndate = 2024-04-01\nreason = \"制定\"\n+++\n# 規程\n\n## 第1条\n\n本文。\n";
    for text in [inline, tables] {
        let project = Project::new().file("rules/a.md", text);
        let typed =
            ["new", "revision", "rules\\a.md", "--reason", "改めた", "--approver", "港", "--date", "2025-04-01"];
        project.run(&typed).expect(0);
        let after = project.read("rules/a.md");
        let same = text.chars().rev().zip(after.chars().rev()).take_while(|(a, b)| a == b).count();
        let begun = text.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
        assert!(same + begun >= text.chars().count(), "{after}");
        assert!(!project.path("rules/a.toml").exists());
        let json = project.check_json();
        assert!(!codes(&json, "error").iter().any(|it| it == "toml-syntax"), "{after}: {json:#}");
        assert!(!codes(&json, "note").contains(&"text-not-fixed".to_owned()), "{after}");
        let changed = project.read("rules/a.md").replace("本文。", "別の文。");
        let json = project.file("rules/a.md", &changed).check_json();
        assert!(codes(&json, "warning").contains(&"text-changed".to_owned()), "{json:#}");
    }
}

#[test]
fn a_descriptor_is_made_where_there_is_none_and_a_form_has_none() {
    let project = Project::new().file("rules/a.md", "# 規程\n\n## 第1条（目的）\n\n{{ facility.name }}の規程。\n");
    let typed = ["new", "revision", "rules/a.md", "--reason", "制定", "--approver", "港", "--date", "2025-04-01"];
    project.run(&typed).expect(0);
    assert!(
        project
            .read("rules/a.toml")
            .contains("[[revisions]]\ndate = 2025-04-01\nreason = \"制定\"\napprover = \"港\"\n")
    );
    let renamed = project.read("binder.toml").replace("見本薬局", "別の薬局");
    let project = project.file("binder.toml", &renamed);
    assert!(!codes(&project.check_json(), "warning").contains(&"text-changed".to_owned()), "a value is no text");
    let unknown = project.run(&["new", "revision", "rules/b.md", "--reason", "x", "--approver", "x"]).expect(1);
    assert!(unknown.stderr.contains("rules/a.md"), "{unknown:?}");
}

#[test]
fn a_revision_that_cannot_be_is_refused() {
    let text = "# 規程\n\n## 第1条（目的）\n\n本文。\n";
    let control = "established = 2025-04-01\n[[revisions]]\ndate = 2025-06-01\nreason = \"改正\"\napprover = \"港\"\n";
    let project = Project::new().file("rules/a.md", text).file("rules/a.toml", control);
    let new = |reason: &str, approver: &str, date: &str, clauses: &str| {
        let typed = ["--reason", reason, "--approver", approver, "--date", date, "--clauses", clauses];
        project.run(&[&["new", "revision", "rules/a.md", "--lang", "ja"], &typed[..]].concat())
    };
    let day = "2025-07-01";
    for (said, why) in [
        (new(" ", "港", day, "第1条"), "--reason"),
        (new("改正", "　", day, "第1条"), "--approver"),
        (new("改正", "港", "2025-03-31", "第1条"), "制定日"),
        (new("改正", "港", "2025-05-31", "第1条"), "前の改訂"),
        (new("改正", "港", day, "第1条、第99条"), "第99条"),
        (new("改正", "港", day, "第99条の2"), "第99条の2"),
    ] {
        assert!(said.code != 0 && said.stderr.contains(why), "{why}: {said:#?}");
        assert_eq!(project.read("rules/a.toml"), control, "{why}");
    }
    new("改正", "港", day, "第１条、別表").expect(0);
    assert!(project.read("rules/a.toml").contains("別表"));
}

#[test]
fn rules_say_from_when_they_hold_unless_they_say_it_themselves() {
    let control =
        "effective = 2025-04-01\n[[revisions]]\ndate = 2026-03-20\neffective = 2026-04-01\nreason = \"改正\"\n";
    let text = "# 規程\n\n## 第1条（目的）\n\n本文。\n";
    let project = Project::new().file("rules/a.md", text).file("rules/a.toml", control);
    let page = |project: &Project| {
        project.run(&["build", ".", "-o", "out", "--no-pdf", "--date", "2026-05-01"]).expect(0);
        project.read("out/rules/a.html")
    };
    let shown = page(&project);
    for sentence in ["この規程は、令和7年4月1日から施行する。", "この規程の改正は、令和8年4月1日から施行する。"]
    {
        assert!(shown.contains(sentence), "{sentence}: {shown}");
    }
    let project = project.file("rules/a.md", &format!("{text}\n## 附　則\n\nこの規程は、公布の日から施行する。\n"));
    assert!(!page(&project).contains("令和7年4月1日から施行する"));
}

#[test]
fn init_gives_nobody_the_descriptors_of_the_fictional_pharmacy() {
    let project = Project::empty();
    project.run(&["init", ".", "--kind", "clinic", "--name", "みなと"]).expect(0);
    let given = tree(project.root());
    assert!(given.contains_key("rules/operation-rules.md"));
    let is_descriptor = |it: &&String| it.ends_with(".toml") && *it != "binder.toml" && !it.starts_with(".toji/");
    let descriptors: Vec<_> = given.keys().filter(is_descriptor).collect();
    assert_eq!(descriptors, [""; 0]);
}
