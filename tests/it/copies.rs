//! Profiles at the surface: which output is made where, for whom each page says it is, what is left out of it, and the
//! register of copies that were handed out. What is withheld is `view`'s.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::project::{BINDER, Output, Project, differences, run, toji, tree};

const DAY: &str = "2025-12-01";
const SHIPPED: [&str; 4] = ["full", "handover", "inspector", "staff"];

fn project() -> Project {
    Project::new()
        .file("manual/a.md", "# 頁\n\n▶台帳 SV-01\n")
        .file("registers/devices.csv", "管理番号,種別,名称\nSV-01,サーバ,甲\n")
}

fn build(project: &Project, arguments: &[&str]) -> Output {
    project.run(&[&["build", "--lang", "en", "--no-pdf", "--date", DAY], arguments].concat())
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, &str)> {
    let pages = files.iter().filter(|it| it.0.ends_with(".html"));
    pages.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

fn manifest(project: &Project, folder: &str) -> serde_json::Value {
    serde_json::from_str(&project.read(&format!("{folder}/manifest.json"))).unwrap()
}

#[test]
fn a_build_is_the_facilitys_own_copy_unless_told() {
    let project = project();
    build(&project, &[]).expect(0);
    let own = tree(&project.path("output/binder"));
    build(&project, &["--profile", "full", "-o", "output/other"]).expect(0);
    assert_eq!(differences(&own, &tree(&project.path("output/other"))), Vec::<String>::new());
    assert!(own.contains_key("binder.json") && own.contains_key("dashboard.html"));
    assert!(pages(&own).all(|it| it.1.contains("施設内（全部）")));
    // A narrower one never takes its place.
    build(&project, &["--profile", "staff"]).expect(0);
    assert_eq!(differences(&own, &tree(&project.path("output/binder"))), Vec::<String>::new());
    assert!(project.path("output/staff/index.html").is_file());
}

#[test]
fn what_a_profile_omits_is_not_made_and_nothing_leads_there() {
    let project = project();
    let said = build(&project, &["--profile", "inspector"]).expect(0);
    assert!(said.stderr.contains("built for 立入検査用: ./output/inspector/index.html"), "{said:#?}");
    let files = tree(&project.path("output/inspector"));
    for omitted in ["dashboard.html", "findings.html", "binder.json"] {
        assert!(!files.contains_key(omitted), "{omitted}");
        let told: Vec<&String> =
            files.iter().filter(|it| String::from_utf8_lossy(it.1).contains(omitted)).map(|it| it.0).collect();
        assert_eq!(told, [""; 0], "{omitted}");
    }
    for (path, page) in pages(&files) {
        assert!(page.contains("<p class=\"copy\">立入検査用</p>"), "{path}");
    }
    assert!(String::from_utf8_lossy(&files["assets/copy.css"]).contains("content: \"立入検査用\""));
    assert_eq!(manifest(&project, "output/inspector")["profile"], "inspector");
    run(toji(&["verify"]).arg(project.path("output/inspector"))).expect(0);
}

#[test]
fn a_part_may_be_omitted_alone() {
    let head = format!(
        "{BINDER}[[accept]]\ncode = \"no-deputy\"\nplace = \"registers/contacts.csv\"\nreason = \"一人\"\nby = \"甲\"\n"
    );
    let own = "until = 2026-03-31\n[profiles.work]\nlabel = \"作業用\"\nomit = [\"findings\"]\n[profiles.list]\nlabel = \"一覧用\"\nomit = [\"dashboard\"]\n";
    let project = project().file("binder.toml", &(head + own));
    for (profile, omitted, made) in
        [("work", "findings.html", "dashboard.html"), ("list", "dashboard.html", "findings.html")]
    {
        build(&project, &["--profile", profile]).expect(0);
        let files = tree(&project.path("output").join(profile));
        assert!(files.contains_key(made) && files.contains_key("binder.json") && !files.contains_key(omitted));
        assert!(pages(&files).all(|it| !it.1.contains(omitted)), "{profile}");
        assert!(pages(&files).any(|it| it.1.contains(made)), "{profile}");
    }
}

#[test]
fn an_unknown_profile_is_answered_with_the_nearest_and_all() {
    let project = project().file("binder.toml", &format!("{BINDER}[profiles.owner]\nlabel = \"開設者用\"\n"));
    let said = build(&project, &["--profile", "inspecter"]).expect(2);
    for word in ["inspecter", "Did you mean inspector", "owner（開設者用）", "handover（外部提出用）", "all"]
    {
        assert!(said.stderr.contains(word), "{word}: {said:#?}");
    }
    assert!(!project.path("output").exists());
}

#[test]
fn all_profiles_lie_side_by_side_each_whole() {
    let project = project();
    let said = build(&project, &["--profile", "all"]).expect(0);
    let first = tree(&project.path("output/profiles"));
    for name in SHIPPED {
        assert!(said.stderr.contains(&format!("  {name} (")), "{name}: {said:#?}");
        run(toji(&["verify"]).arg(project.path("output/profiles").join(name))).expect(0);
        let manifest = manifest(&project, &format!("output/profiles/{name}"));
        assert_eq!(manifest["profile"], name);
        let listed: Vec<&str> =
            manifest["files"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
        let there = tree(&project.path("output/profiles").join(name));
        assert_eq!(listed, there.keys().filter(|it| *it != "manifest.json").collect::<Vec<_>>(), "{name}");
    }
    let of = |key: &str| {
        let mut found =
            SHIPPED.map(|it| manifest(&project, &format!("output/profiles/{it}"))[key].to_string()).to_vec();
        found.sort();
        found.dedup();
        found.len()
    };
    assert_eq!((of("sources"), of("build")), (1, SHIPPED.len()));
    build(&project, &["--profile", "all"]).expect(0);
    assert_eq!(differences(&first, &tree(&project.path("output/profiles"))), Vec::<String>::new());
    // None of them is a source.
    assert_eq!(project.check_json(), self::project().check_json());
}

#[test]
fn where_one_profile_fails_the_others_are_made() {
    let project = project().file("output/profiles/staff/mine.txt", "甲");
    let said = build(&project, &["--profile", "all"]).expect(1);
    assert!(
        said.stderr.contains("output-not-ours") && said.stderr.contains("  staff (職員用): not built"),
        "{said:#?}"
    );
    assert_eq!(tree(&project.path("output/profiles/staff")).into_keys().collect::<Vec<_>>(), ["mine.txt"]);
    for name in ["full", "handover", "inspector"] {
        assert!(project.path("output/profiles").join(name).join("manifest.json").is_file(), "{name}");
    }
}

#[test]
fn the_output_of_a_profile_that_is_gone_goes_and_nothing_else() {
    let own = format!("{BINDER}[profiles.owner]\nlabel = \"開設者用\"\n[profiles.auditor]\nlabel = \"監査用\"\n");
    let project = project().file("binder.toml", &own);
    build(&project, &["--profile", "all"]).expect(0);
    build(&project, &["-o", "output/profiles/kept"]).expect(0);
    let project = project
        .file("output/profiles/notes/a.txt", "覚え")
        .file("output/profiles/auditor/mine.txt", "覚え")
        .file("binder.toml", BINDER);
    let said = build(&project, &["--profile", "all"]).expect(0);
    assert!(
        said.stderr.contains("there is no profile owner any more: ./output/profiles/owner was removed."),
        "{said:#?}"
    );
    assert!(!project.path("output/profiles/owner").exists());
    assert_eq!(tree(&project.path("output/profiles/auditor")).into_keys().collect::<Vec<_>>(), ["mine.txt"]);
    assert!(
        project.path("output/profiles/kept/index.html").is_file()
            && project.path("output/profiles/notes/a.txt").is_file()
    );
}

#[test]
fn one_output_does_not_hold_all() {
    let project = project();
    build(&project, &[]).expect(0);
    let before = tree(&project.path("output/binder"));
    let said = build(&project, &["--profile", "all", "-o", "output/binder"]).expect(1);
    assert!(said.stderr.contains("output-of-one"), "{said:#?}");
    assert_eq!(differences(&before, &tree(&project.path("output/binder"))), Vec::<String>::new());
    build(&project, &["--profile", "all"]).expect(0);
    let said = build(&project, &["-o", "output/profiles"]).expect(1);
    assert!(said.stderr.contains("output-not-ours"), "{said:#?}");
}

#[test]
fn the_build_id_is_of_the_profile_and_of_the_recipient() {
    let with = |binder: &str, arguments: &[&str]| {
        let project = project().file("binder.toml", &format!("{BINDER}[profiles.owner]\n{binder}"));
        build(&project, &[&["--profile", "owner", "-o", "output/it"], arguments].concat()).expect(0);
        let manifest = manifest(&project, "output/it");
        (manifest["sources"].to_string(), manifest["build"].to_string())
    };
    let one = with("label = \"甲\"\n", &[]);
    assert_eq!(with("label = \"甲\"\n", &[]), one);
    let handed = with("label = \"甲\"\n", &["--recipient", "東病院"]);
    let other = with("label = \"甲\"\n", &["--recipient", "西病院"]);
    assert!(one.0 == handed.0 && one.1 != handed.1 && handed.1 != other.1);
}

#[test]
fn a_copy_that_is_handed_over_bears_its_recipient_and_is_listed() {
    let project = project();
    let name = "<b>東&\"病院\"</b>, {{ x }}";
    let said = build(&project, &["--profile", "handover", "--recipient", name]).expect(0);
    let files = tree(&project.path("output/copies/handover"));
    for (path, page) in pages(&files) {
        assert!(page.contains("&lt;b&gt;東&amp;&quot;病院&quot;&lt;/b&gt;, {{ x }}</b></p>"), "{path}");
    }
    assert!(!project.path("registers/copies.csv").exists());
    let id = manifest(&project, "output/copies/handover")["build"].as_str().unwrap().to_owned();
    let row = format!("CP-01,{DAY},\"<b>東&\"\"病院\"\"</b>, {{{{ x }}}}\",handover,{id},,,\n");
    assert_eq!(said.stdout, row, "{said:#?}");
    build(&project, &["--profile", "handover", "--recipient", name, "--record"]).expect(0);
    let head = "番号,渡した日,相手,見せ方,版,渡した人,返却・廃棄日,備考\n";
    assert_eq!(project.read("registers/copies.csv"), format!("{head}{row}"));
    // The same once more is no second row.
    let said = build(&project, &["--profile", "handover", "--recipient", name, "--record"]).expect(0);
    assert!(said.stderr.contains("already (CP-01)") && said.stdout.is_empty(), "{said:#?}");
    assert_eq!(project.read("registers/copies.csv"), format!("{head}{row}"));
    // A file of their own, in Shift_JIS with CRLF and a column more, keeps its ways.
    let (theirs, _, _) = encoding_rs::SHIFT_JIS.encode("番号,相手,渡した日,棚\r\n写し-9,西病院,2025-04-01,甲\r\n");
    let project = project.bytes("registers/copies.csv", &theirs);
    build(&project, &["--recipient", "=東病院", "--record"]).expect(0);
    let after = fs::read(project.path("registers/copies.csv")).unwrap();
    let (text, _, _) = encoding_rs::SHIFT_JIS.decode(&after);
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].starts_with("番号,相手,渡した日,棚"), "{lines:?}");
    assert!(lines[2].starts_with("写し-10,'=東病院,2025-12-01,"), "{lines:?}");
    project.run(&["check", "--date", DAY]).expect(0);
}

#[test]
fn a_recipient_is_marked_where_the_register_that_names_it_is_withheld() {
    let project = project().file("binder.toml", &format!("{BINDER}[profiles.visitor]\nlabel = \"来客用\"\n"));
    let visitor = ["--profile", "visitor", "--recipient", "西の丘診療所"];
    build(&project, &[&visitor[..], &["--record"]].concat()).expect(0);
    build(&project, &visitor).expect(0);
    let files = tree(&project.path("output/copies/visitor"));
    assert!(pages(&files).all(|it| it.1.contains("<b>西の丘診療所</b>")));
    assert_eq!(String::from_utf8_lossy(&files["registers/copies.html"]).matches("西の丘診療所").count(), 1);
}

#[test]
fn a_recipient_is_one_line_and_of_one_profile() {
    let project = project();
    let long = "あ".repeat(61);
    for recipient in ["", " ", "東\n病院", "東\u{202e}病院", "\u{7}", &long] {
        let said = build(&project, &["--recipient", recipient]).expect(2);
        assert!(said.stderr.contains("--recipient takes a name in one line of at most 60"), "{recipient:?}: {said:#?}");
    }
    let said = build(&project, &["--profile", "all", "--recipient", "東病院"]).expect(2);
    assert!(said.stderr.contains("--recipient goes with one profile"), "{said:#?}");
    build(&project, &["--record"]).expect(2);
    assert!(!project.path("output").exists());
    build(&project, &["--recipient", &long[3..]]).expect(0);
}

#[test]
fn every_page_of_the_pdf_says_for_whom() {
    let project = project();
    let name = "#strong[東] $x$ 病院 ".repeat(3);
    let arguments = ["build", "--date", DAY, "--profile", "inspector", "--recipient", name.trim()];
    project.run(&arguments).expect(0);
    for pdf in ["binder.pdf", "emergency.pdf"] {
        let path = project.path("output/copies/inspector").join(pdf);
        if !path.exists() {
            continue;
        }
        let text = Command::new("pdftotext").args(["-layout"]).arg(&path).arg("-").output().unwrap().stdout;
        let text = String::from_utf8(text).unwrap();
        let pages: Vec<&str> = text.split('\u{c}').filter(|it| !it.trim().is_empty()).collect();
        for (i, page) in pages.iter().enumerate() {
            let page = page.replace([' ', '\n'], "");
            assert!(page.contains("立入検査用") && page.contains("渡した相手#strong[東]$x$病院"), "{pdf} {i}: {page}");
        }
        let about = Command::new("pdfinfo").arg(&path).output().unwrap().stdout;
        assert!(String::from_utf8_lossy(&about).contains("立入検査用"));
    }
}

#[test]
fn a_profile_without_data_can_be_frozen_and_names_its_facility() {
    let project = project();
    build(&project, &["--profile", "inspector"]).expect(0);
    let freeze = |name: &str| {
        project.run(&["freeze", "--lang", "en", "--date", DAY, "-C", ".", "--output", "output/inspector", "--as", name])
    };
    freeze("shown").expect(0);
    let binder = project.read("binder.toml").replace("見本薬局", "別の薬局");
    fs::write(project.path("binder.toml"), binder).unwrap();
    let said = freeze("other").expect(1);
    assert!(said.stderr.contains("freeze-facility"), "{said:#?}");
}
