//! The command line: exit codes, formats, languages, and what each command says and leaves behind.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use crate::project::{BINDER, Output, Project, run, toji, tree};
use crate::sample::{content, sample};

/// One error, one place.
fn wrong() -> Project {
    Project::new().file("a.md", "# 頁\n\n項目は 2-⑭ まで。\n")
}

/// A binder without mistakes that is told what it lacks.
fn noted() -> Project {
    Project::new().file("a.md", "# 頁\n\n本文。\n")
}

/// The sample with a file that nothing links to: advice, and nothing else.
fn advised() -> Project {
    let copy = tree(&content()).into_iter().fold(Project::empty(), |it, (path, bytes)| it.bytes(&path, &bytes));
    copy.file("attachments/unused.txt", "紙")
}

fn check_content(arguments: &[&str]) -> Output {
    let mut command = toji(&["check", "--date", "2025-12-01"]);
    run(command.args(arguments).arg(content()))
}

#[test]
fn done_is_0() {
    let project = noted();
    for arguments in [
        &["check"][..],
        &["check", "."],
        &["check", "--date", "令和7年12月1日"],
        &["build", "--no-pdf"],
        &["build", "--no-pdf", "--date", "2025-12-01", "--jobs", "1", "-o", "out"],
        &["verify", "out"],
        &["verify", "output/binder"],
        &["explain"],
        &["explain", "unknown-item"],
        &["doctor"],
        &["new", "form"],
        &["init", "fresh", "--kind", "clinic", "--name", "見本診療所"],
        &["--help"],
        &["--version"],
    ] {
        let output = project.run(arguments);
        assert_eq!(output.code, 0, "{arguments:?} {output:#?}");
    }
}

#[test]
fn findings_are_1() {
    let project = wrong();
    fs::write(project.path("letter.txt"), "dear").unwrap();
    for arguments in [
        &["check"][..],
        &["build", "--no-pdf"],
        &["build", "--no-pdf", "-o", "."],
        &["verify", "."],
        &["init", ".", "--kind", "pharmacy", "--name", "甲"],
        &["new", "form", "--vendor", "VD-01"],
    ] {
        let output = project.run(arguments);
        assert_eq!(output.code, 1, "{arguments:?} {output:#?}");
        assert_ne!(output.stderr, "", "{arguments:?}");
    }
}

#[test]
fn usage_is_2() {
    let project = noted();
    let before = tree(project.root());
    for arguments in [
        &[][..],
        &["chek"],
        &["check", "--dat", "2025-12-01"],
        &["check", "--date", "2025-02-30"],
        &["check", "--date", "きのう"],
        &["check", "--format", "xml"],
        &["check", "--fail-on", "hint"],
        &["check", "--lang", "fr"],
        &["check", "a", "b"],
        &["build", "--date", "令和0年1月1日"],
        &["build", "--jobs", "many"],
        &["explain", "unknown-itme"],
        &["verify"],
        &["init", "x", "--name", "甲"],
        &["init", "x", "--kind", "pharmacy", "--name", ""],
        &["init", "x", "--kind", "pharmacy", "--name", "甲\n乙"],
        &["init", "x", "--kind", "pharmacy"],
        &["init", "x", "--kind", "pharmasy", "--name", "甲"],
        &["new"],
        &["new", "year"],
    ] {
        let output = project.run(arguments);
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{arguments:?} {output:#?}");
        assert_ne!(output.stderr, "", "{arguments:?}");
    }
    assert_eq!(tree(project.root()), before);
}

#[test]
fn a_failing_machine_is_3() {
    let project = noted();
    for arguments in [
        &["check", "gone"][..],
        &["check", "a.md"],
        &["build", "gone"],
        &["build", "--no-pdf", "-o", "a.md/out"],
        &["build", "--typst", "/nonexistent", "-o", "out"],
        &["verify", "gone"],
        &["doctor", "--typst", "/nonexistent"],
        &["new", "form", "-C", "gone"],
        &["init", "a.md/x", "--kind", "pharmacy", "--name", "甲"],
    ] {
        let output = project.run(arguments);
        assert_eq!(output.code, 3, "{arguments:?} {output:#?}");
    }
    assert!(!project.path("gone").exists());
}

#[test]
fn fail_on_sets_the_limit() {
    let projects = [(advised(), [0, 0, 1, 0]), (noted(), [0, 1, 1, 0]), (wrong(), [1, 1, 1, 0])];
    for (project, codes) in projects {
        for (level, code) in ["error", "warning", "note", "never"].into_iter().zip(codes) {
            for format in ["human", "json", "sarif", "github"] {
                let output = project.run(&["check", "--date", "2025-12-01", "--fail-on", level, "--format", format]);
                assert_eq!(output.code, code, "{level} {format} {output:#?}");
            }
        }
    }
    Project::empty().run(&["check", "gone", "--fail-on", "never"]).expect(3);
}

/// The keys of a JSON object.
fn keys(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn sorted<const N: usize>(mut keys: [&str; N]) -> [&str; N] {
    keys.sort_unstable();
    keys
}

const FINDING: [&str; 13] = [
    "code",
    "weight",
    "severity",
    "message",
    "help",
    "file",
    "line",
    "column",
    "end_line",
    "end_column",
    "item",
    "actor",
    "vendor",
];

#[test]
fn json_is_one_object_with_every_key() {
    let output = wrong().run(&["check", "--format", "json"]).expect(1);
    assert_eq!(output.stderr, "", "nothing beside the object");
    let json = output.json();
    assert_eq!(keys(&json), ["accepted", "findings", "readiness"]);
    let findings = json["findings"].as_array().unwrap();
    findings.iter().for_each(|it| assert_eq!(keys(it), sorted(FINDING)));
    let error = findings.iter().find(|it| it["severity"] == "error").unwrap();
    let place = ["file", "line", "column", "end_line", "end_column"].map(|it| error[it].clone());
    assert_eq!(serde_json::Value::from(place.to_vec()).to_string(), r#"["a.md",3,5,3,8]"#);
    assert_eq!((&error["code"], &error["weight"]), (&"unknown-item".into(), &"build".into()));
    assert!(error["help"].as_str().unwrap().contains("2-⑬"), "{error}");
    let note = findings.iter().find(|it| it["code"] == "no-form").unwrap();
    assert_eq!((&note["weight"], &note["line"], &note["column"]), (&"inspection".into(), &().into(), &().into()));
    assert_eq!(keys(&json["readiness"]), sorted(["edition", "fiscal_year", "ready", "items"]));
    assert_eq!(json["readiness"]["ready"], false);
}

#[test]
fn json_of_what_is_no_binder_has_no_readiness() {
    let output = Project::empty().run(&["check", "--format", "json"]).expect(1);
    assert_eq!(output.json()["readiness"], serde_json::Value::Null);
    assert_eq!(output.json()["findings"][0]["code"], "empty-folder");
}

/// Rows of readiness as `item respondent answer reason date target`.
fn rows(json: &serde_json::Value) -> Vec<String> {
    let items = json["readiness"]["items"].as_array().unwrap();
    let cells = ["item", "respondent", "answer", "reason", "date", "target"];
    let cell = |row: &serde_json::Value, key| row[key].as_str().map_or("-".to_owned(), str::to_owned);
    items.iter().for_each(|it| assert_eq!(keys(it), sorted(cells)));
    items.iter().map(|row| cells.map(|it| cell(row, it)).join(" ")).collect()
}

#[test]
fn the_samples_readiness_has_a_row_for_every_item_and_respondent() {
    let json = check_content(&["--format", "json"]).expect(0).json();
    assert_eq!(json["readiness"]["fiscal_year"], 2025);
    assert_eq!((&json["readiness"]["edition"], &json["readiness"]["ready"]), (&"r7".into(), &true.into()));
    let rows = rows(&json);
    let of = |who: &str| rows.iter().filter(|it| it.split(' ').nth(1) == Some(who)).count();
    assert_eq!((of("facility"), of("VD-01"), of("VD-02"), rows.len()), (18, 13, 13, 44));
    for row in [
        "1-01 facility yes - 2025-07-14 -",
        "2-10 facility yes planned 2025-07-14 2026-12-25",
        "2-12 facility no - 2025-07-14 2026-02-27",
        "2-13 VD-01 - not-applicable 2025-07-09 -",
    ] {
        assert!(rows.iter().any(|it| it == row), "{row}\n{rows:#?}");
    }
    assert_eq!(rows.iter().map(|it| &it[..4]).collect::<Vec<_>>(), {
        let mut items: Vec<_> = rows.iter().map(|it| &it[..4]).collect();
        items.sort_unstable();
        items
    });
}

#[test]
fn an_unanswered_row_is_null_and_the_second_answer_counts() {
    let project = noted();
    project.run(&["new", "form"]).expect(0);
    let form = project.read("checklists/2025/facility.md");
    let row = |item: &str| form.lines().find(|it| it.starts_with(&format!("| {item} "))).unwrap().to_owned();
    let (first, second) = (row("1-①"), row("2-①"));
    let filled = |row: &str, cells: &str| format!("{}{cells}", &row[..row.len() - " | | | | | |".len()]);
    let form = form
        .replace(&first, &filled(&first, " いいえ | R7.6.2 | R7.9.30 | はい | R7.9.1 | |"))
        .replace(&second, &filled(&second, " 該当なし | R7.6.2 | | | | |"));
    fs::write(project.path("checklists/2025/facility.md"), form).unwrap();
    let rows = rows(&project.check_json());
    assert_eq!(rows.len(), 18);
    assert_eq!(
        rows[..3],
        [
            "1-01 facility yes - 2025-09-01 2025-09-30",
            "2-01 facility - not-applicable 2025-06-02 -",
            "2-02 facility - - - -"
        ]
    );
}

#[test]
fn sarif_names_the_rule_and_the_place() {
    let output = wrong().run(&["check", "--format", "sarif"]).expect(1);
    assert_eq!(output.stderr, "");
    let json = output.json();
    assert_eq!(json["version"], "2.1.0");
    let results = json["runs"][0]["results"].as_array().unwrap();
    let error = results.iter().find(|it| it["level"] == "error").unwrap();
    assert_eq!(error["ruleId"], "unknown-item");
    let place = &error["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a.md");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&3.into(), &5.into()));
}

#[test]
fn github_is_one_line_a_finding() {
    let output = wrong().run(&["check", "--format", "github"]).expect(1);
    assert_eq!(output.stderr, "");
    assert!(output.stdout.contains("::error file=a.md,line=3,col=5,endLine=3,endColumn=8,title="), "{output:#?}");
    let is_finding = |it: &str| ["::error ", "::warning ", "::notice "].iter().any(|level| it.starts_with(level));
    assert!(output.stdout.lines().all(is_finding), "{output:#?}");
}

/// The sample, with standards of its own that call every item verified.
fn clean() -> Project {
    let project = Project::empty();
    for (path, bytes) in tree(&content()).into_iter().filter(|it| !it.0.starts_with("standards/")) {
        let path = project.path(&path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let standard = fs::read_to_string(content().join("standards/checklist-r7.toml")).unwrap();
    project
        .file("standards/checklist-r7.toml", &standard.replace("certainty = \"partial\"", "certainty = \"verified\""))
}

#[test]
fn annotations_name_files_from_the_current_folder() {
    let project = Project::empty()
        .file("a b/content/binder.toml", BINDER)
        .file("a b/content/manual/a.md", "# 頁\n\n2-⑭\n")
        .file("elsewhere/binder.toml", BINDER);
    let github = |arguments: &[&str]| project.run(&[&["check", "--format", "github"], arguments].concat()).stdout;
    assert!(github(&["a b/content"]).contains("::error file=a b/content/manual/a.md,line=3,"));
    assert!(github(&["a b/content/../content/"]).contains("::error file=a b/content/manual/a.md,line=3,"));
    assert!(github(&["gone"]).contains("::error file=gone,"));
    let sarif = project.run(&["check", "--format", "sarif", "a b/content"]).stdout;
    assert!(sarif.contains("\"uri\": \"a%20b/content/manual/a.md\""), "{sarif}");
    let mut outside = project.command(&["check", "--format", "github", "../a b/content"]);
    assert!(run(outside.current_dir(project.path("elsewhere"))).stdout.contains("::error file=manual/a.md,"));
}

#[test]
fn help_is_framed_in_both_languages() {
    for command in [&[][..], &["init"], &["check"], &["build"], &["verify"], &["explain"], &["doctor"], &["new"]] {
        for flag in ["--help", "-h"] {
            let help = run(&mut toji(&[command, &[flag]].concat())).expect(0).stdout;
            assert!(help.contains("使い方 / Usage: toji") && help.contains("使い方を示す / print this help"), "{help}");
            assert!(help.contains("オプション / Options:") && !help.contains("\nOptions:"), "{help}");
        }
    }
    assert!(run(&mut toji(&["--version"])).expect(0).stdout.starts_with("toji "));
}

#[test]
fn a_clean_binder_has_no_findings_in_any_format() {
    let project = clean();
    let check = |format: &str| project.run(&["check", "--date", "2025-12-01", "--format", format]).expect(0);
    let json = check("json").json();
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(0), "{json:#}");
    assert_eq!(check("github").stdout, "");
    let sarif = check("sarif").json();
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(0));
    let human = check("human");
    assert_eq!(human.stdout, "");
    assert_eq!(human.stderr.lines().next(), Some("No mistakes were found."));
    assert!(!human.stderr.contains("-->") && human.stderr.contains("18 of 18"), "{human:#?}");
}

#[test]
fn the_terminal_speaks_the_language_asked_for_or_that_of_the_locale() {
    let japanese = "項目番号「2-⑭」は、この年度のチェックリストにありません。";
    let project = wrong();
    let said = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = project.command(&["check"]);
        let output = run(command.args(arguments).envs(environment.iter().copied())).expect(1);
        (output.stderr.contains(japanese), output.stderr.contains("has no item \"2-⑭\""))
    };
    let (ja, en) = ((true, false), (false, true));
    assert_eq!(said(&["--lang", "ja"], &[]), ja);
    assert_eq!(said(&["--lang", "en"], &[("LANG", "ja_JP.UTF-8")]), en);
    assert_eq!(said(&["--lang", "ja"], &[("LANG", "en_US.UTF-8")]), ja);
    assert_eq!(said(&[], &[("LANG", "ja_JP.UTF-8")]), ja);
    assert_eq!(said(&[], &[("LANG", "ja")]), ja);
    assert_eq!(said(&[], &[("LC_ALL", "ja_JP.UTF-8"), ("LANG", "en_US.UTF-8")]), ja);
    assert_eq!(said(&[], &[("LC_ALL", "C"), ("LANG", "ja_JP.UTF-8")]), en);
    for other in ["C", "C.UTF-8", "POSIX", "en_US.UTF-8", "tr_TR.UTF-8", "jam_JM", ""] {
        assert_eq!(said(&[], &[("LANG", other)]), en, "{other}");
    }
    assert_eq!(said(&[], &[]), en);
}

#[test]
fn explain_tells_a_code_lists_all_and_helps_with_a_typo() {
    let all = run(&mut toji(&["explain", "--lang", "ja"])).expect(0).stdout;
    assert_eq!(all.lines().count(), toji::diagnostics::Code::ALL.len());
    assert!(all.contains("unknown-item"));
    let one = run(&mut toji(&["explain", "unknown-item", "--lang", "ja"])).expect(0).stdout;
    assert!(one.contains("直し方") && one.contains("正しい例"), "{one}");
    let typo = run(&mut toji(&["explain", "unknown-itme"])).expect(2);
    assert!(typo.stderr.contains("unknown-item"), "{typo:?}");
}

#[test]
fn every_code_is_explained_in_both_languages() {
    for code in toji::diagnostics::Code::ALL {
        for language in ["ja", "en"] {
            let output = run(&mut toji(&["explain", code.as_str(), "--lang", language])).expect(0);
            assert!(output.stdout.lines().count() >= 5 && output.stderr.is_empty(), "{output:#?}");
        }
    }
}

#[test]
fn a_build_in_a_pipe_draws_nothing() {
    let project = noted();
    let output = project.run(&["build", "--no-pdf", "--lang", "ja"]).expect(0);
    assert_eq!(output.stdout, "");
    assert!(!output.stderr.contains(['\r', '\u{1b}']), "{output:#?}");
    assert!(output.stderr.contains("できました："), "{output:#?}");
}

#[test]
fn doctor_names_typst_and_the_fonts() {
    let output = run(&mut toji(&["doctor", "--lang", "ja"])).expect(0);
    for expected in [concat!("toji ", env!("CARGO_PKG_VERSION")), "typst 0.15.", "BIZ UDPGothic", "用意ができています"]
    {
        assert!(output.stdout.contains(expected), "{expected}\n{output:#?}");
    }
}

#[test]
fn doctor_without_typst_tells_the_way_out() {
    let nowhere = |arguments: &[&str]| {
        let mut command = toji(arguments);
        run(command.env("PATH", "").env_remove("TOJI_TYPST")).expect(3)
    };
    for arguments in [&["doctor"][..], &["doctor", "--typst", "/nonexistent"]] {
        let output = nowhere(arguments);
        assert!(output.stdout.contains("cargo install --locked typst-cli@0.15"), "{output:#?}");
        assert!(output.stdout.contains("the website can be built"), "{output:#?}");
    }
}

#[test]
fn doctor_refuses_what_is_not_typst() {
    let output = run(&mut toji(&["doctor", "--typst", env!("CARGO_BIN_EXE_toji")])).expect(3);
    assert!(output.stdout.contains("toji"), "{output:#?}");
}

const VENDORS: &str = "番号,名称\nVD-01,見本システム\nVD-02,見本ネット\n";

#[test]
fn a_blank_form_is_made_once() {
    let project = noted().file("registers/vendors.csv", VENDORS);
    let made = project.run(&["new", "form", "--vendor", "VD-01"]).expect(0);
    assert!(made.stderr.contains("checklists/2025/vendor-VD-01.md"), "{made:#?}");
    let form = project.read("checklists/2025/vendor-VD-01.md");
    assert_eq!(form.lines().filter(|it| it.starts_with("| ") && it.contains('-')).count(), 13, "{form}");
    let again = project.run(&["new", "form", "--vendor", "VD-01"]).expect(1);
    assert!(again.stderr.contains("file-exists"), "{again:#?}");
    assert_eq!(project.read("checklists/2025/vendor-VD-01.md"), form);
    project.run(&["new", "form", "-C", "."]).expect(0);
    project.run(&["check"]).expect(0);
}

#[test]
fn a_form_of_a_vendor_that_nobody_knows_is_not_made() {
    let project = noted().file("registers/vendors.csv", VENDORS);
    let before = tree(project.root());
    let output = project.run(&["new", "form", "--vendor", "VD-03"]).expect(1);
    assert!(output.stderr.contains("unknown-vendor") && output.stderr.contains("VD-01"), "{output:#?}");
    for vendor in ["", "../../VD-01", "VD-01/x"] {
        project.run(&["new", "form", "--vendor", vendor]).expect(1);
    }
    assert_eq!(tree(project.root()), before);
}

#[test]
fn init_leaves_a_folder_with_files_as_it_is() {
    for (path, text) in [("memo.txt", "覚え"), ("binder.toml", BINDER), ("sub/a.md", "# A\n")] {
        let project = Project::empty().file(path, text);
        let before = tree(project.root());
        let output = project.run(&["init", ".", "--kind", "pharmacy", "--name", "見本薬局"]).expect(1);
        assert!(output.stderr.contains("folder-not-empty"), "{output:#?}");
        assert_eq!(tree(project.root()), before);
    }
}

#[test]
fn init_accepts_an_empty_or_hidden_start() {
    let project = Project::empty().file(".git/config", "x");
    project.run(&["init", ".", "--kind", "pharmacy", "--name", "見本薬局"]).expect(0);
    assert_eq!(project.read(".git/config"), "x");
    project.run(&["check"]).expect(0);
}

#[test]
fn verify_sees_every_byte() {
    let project = noted();
    project.run(&["build", "--no-pdf", "-o", "out"]).expect(0);
    let index = project.read("out/index.html");
    let verify = |code: &str, path: &str| {
        let output = project.run(&["verify", "out"]).expect(1);
        assert!(output.stderr.contains(code) && output.stderr.contains(path), "{output:#?}");
    };
    fs::write(project.path("out/index.html"), index.replacen("見本", "見木", 1)).unwrap();
    verify("output-changed", "index.html");
    fs::remove_file(project.path("out/index.html")).unwrap();
    verify("output-missing", "index.html");
    fs::write(project.path("out/index.html"), &index).unwrap();
    project.run(&["verify", "out"]).expect(0);
    fs::write(project.path("out/items/extra.html"), "x").unwrap();
    verify("output-added", "items/extra.html");
    fs::remove_file(project.path("out/items/extra.html")).unwrap();
    fs::remove_file(project.path("out/manifest.json")).unwrap();
    verify("not-an-output", "out");
}

#[test]
fn the_sample_verifies() {
    let mut command = toji(&["verify"]);
    run(command.arg(&sample().out)).expect(0);
}

#[test]
fn the_as_of_date_comes_from_the_option_then_the_environment() {
    let project = noted();
    let page = |arguments: &[&str], epoch: Option<&str>| {
        let mut command = project.command(&["build", "--no-pdf", "-o", "out"]);
        command.args(arguments);
        epoch.map(|it| command.env("SOURCE_DATE_EPOCH", it));
        run(&mut command).expect(0);
        project.read("out/index.html")
    };
    let second = "1764633600"; // 2025-12-02
    assert!(page(&["--date", "2025-12-01"], Some(second)).contains("令和7年12月1日"));
    assert!(page(&[], Some(second)).contains("令和7年12月2日"));
    assert!(page(&["--date", "R7.12.3"], None).contains("令和7年12月3日"));
}
