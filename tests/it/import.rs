//! `toji standards import`, through the executable, on files in the layouts of the official ones. All their contents are
//! invented (架空); the workbooks are written here.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use toji::diagnostics::{At, Code, Finding};
use toji::model::{Date, FiscalYear};
use toji::pipeline::{Import, Lacking, OutsideFile, Told};

use crate::project::{Output, Project};
use workbooks::{facility, rows, vendor};

mod workbooks;

const MANUAL: &str = include_str!("../fixtures/import/manual.txt");
const TOC: &str = include_str!("../fixtures/import/toc.txt");

fn binder(edition: &str, year: u32) -> String {
    format!(
        "format = 1\nfiscal_year = {year}\nedition = \"{edition}\"\n[facility]\nname = \"見本薬局\"\nkind = \"pharmacy\"\n"
    )
}

fn all() -> Project {
    Project::empty()
        .bytes("facility.xlsx", &facility())
        .bytes("vendor.xlsx", &vendor())
        .file("manual.txt", MANUAL)
        .file("toc.txt", TOC)
        .file("binder/binder.toml", &binder("r99", 2117))
}

fn run(project: &Project, files: &[&str], options: &[&str]) -> Output {
    let arguments = [&["standards", "import", "-o", "binder", "--lang", "en"], files, options].concat();
    crate::project::run(project.command(&arguments).env("SOURCE_DATE_EPOCH", "1764547200"))
}

const ALL: [&str; 4] = ["facility.xlsx", "vendor.xlsx", "manual.txt", "toc.txt"];

/// The findings about files as `path:line:column code item`.
fn findings(files: &[(&str, &[u8])], told: &Told) -> (Vec<String>, Import) {
    let file = |it: &(&str, &[u8])| OutsideFile { name: it.0.to_owned(), bytes: it.1.to_vec(), address: None };
    let files: Vec<_> = files.iter().map(file).collect();
    let import = toji::pipeline::import(&files, told, Date::new(2025, 12, 1).unwrap());
    let line = |it: &Finding| {
        let item = it.item.map(|it| format!(" {it}")).unwrap_or_default();
        match &it.at {
            At::Span(span) => {
                let place = import.sources.place(*span);
                format!("{}:{}:{} {}{item}", place.path, place.line, place.column, it.code)
            }
            At::Path(path) => format!("{path} {}{item}", it.code),
            At::Nowhere => format!("{}{item}", it.code),
        }
    };
    (import.findings.iter().map(line).collect(), import)
}

fn told(guideline: &str) -> Told {
    Told { edition: Some("r99".to_owned()), year: FiscalYear::new(2117), guideline: Some(guideline.to_owned()) }
}

fn written<'a>(import: &'a Import, path: &str) -> &'a str {
    let files = import.outcome.as_ref().unwrap();
    &files.iter().find(|it| it.0 == path).unwrap_or_else(|| panic!("{path}")).1
}

fn items(import: &Import) -> Vec<toml::Table> {
    let toml: toml::Table = written(import, "standards/checklist-r99.toml").parse().unwrap();
    toml["item"].as_array().unwrap().iter().map(|it| it.as_table().unwrap().clone()).collect()
}

#[test]
fn everything_that_could_not_be_read_is_listed_with_its_place() {
    let (facility, vendor) = (facility(), vendor());
    let files: [(&str, &[u8]); 4] = [
        ("facility.xlsx", &facility),
        ("vendor.xlsx", &vendor),
        ("manual.txt", MANUAL.as_bytes()),
        ("toc.txt", TOC.as_bytes()),
    ];
    let expected = [
        "facility.xlsx（様式1）:7:53 import-unread",
        "facility.xlsx（様式1）:8:16 import-number-jump 2-04",
        "facility.xlsx（様式1）:9:5 import-item-unexplained 2-12",
        "facility.xlsx（様式1）:9:5 import-number-jump 2-12",
        "facility.xlsx（様式1）:11:1 import-unread",
        "vendor.xlsx（様式2）:7:8 import-heading-unknown 2-07",
        "manual.txt:1:1 import-unread",
        "manual.txt:35:1 import-without-note 2-02",
        "toc.txt:17:1 import-unread",
        "standards/checklist-r99.toml edition-incomplete",
    ];
    let (found, import) = findings(&files, &Told::default());
    assert_eq!(found, expected);
    let cells: Vec<_> =
        import.findings.iter().filter(|it| it.code == Code::ImportUnread).map(|it| &it.arguments[0].1).collect();
    assert_eq!(cells, ["H7", "A11", "L1", "L17"]);
    let jump = import
        .findings
        .iter()
        .find(|it| it.item.is_some_and(|it| it.number() == 12) && it.code == Code::ImportNumberJump);
    assert_eq!(jump.map(|it| it.arguments[1].1.as_str()), Some("2-⑤～2-⑪"));
}

#[test]
fn forms_give_numbers_wording_scopes_and_sections() {
    let (facility, vendor) = (facility(), vendor());
    let (_, import) = findings(&[("a.xlsx", &facility), ("b.xlsx", &vendor)], &told("6.0"));
    let text = |it: &toml::Table, key: &str| it.get(key).and_then(|it| it.as_str()).unwrap_or_default().to_owned();
    let found: Vec<_> = items(&import)
        .iter()
        .map(|it| {
            let wording = it["wording"].as_table().unwrap();
            let words =
                [text(wording, "facility"), text(wording, "vendor")].map(|it| it.chars().take(6).collect::<String>());
            format!("{} {} {} [{}] {}", text(it, "id"), words[0], words[1], text(it, "scope"), text(it, "vendor_form"))
        })
        .collect();
    let expected = [
        "1-01 見本の責任者 見本の窓口を [] printed",
        "2-01 架空の機器を  [サーバ、端末PC] no",
        "2-02 架空の合い言 架空の合い言 [サーバ、端末PC] printed",
        "2-04 架空の接続元  [ネットワーク機器] no",
        "2-12 架空の一覧を  [] no",
    ];
    assert_eq!(found, expected);
    let toml: toml::Table = written(&import, "standards/checklist-r99.toml").parse().unwrap();
    let columns: Vec<_> = toml["form"]["columns"].as_array().unwrap().iter().filter_map(|it| it.as_str()).collect();
    assert_eq!(columns, ["item", "first", "first_date", "target", "second", "second_date", "remark"]);
    assert_eq!(toml["form_kind"][0]["kinds"].as_array().unwrap().len(), 5);
    let source = &toml["edition"]["source_file"][0];
    assert_eq!(source["sha256"].as_str(), Some(toji::source::Digest::of(&facility).to_string().as_str()));
}

#[test]
fn notes_hold_together_over_the_end_of_a_page() {
    let (_, import) = findings(&[("manual.txt", MANUAL.as_bytes())], &told("9.1"));
    let refs = |it: &toml::Table| -> Vec<String> {
        let refs = it["refs"].as_array().unwrap().iter();
        refs.map(|it| {
            format!(
                "{} {} {}",
                it["part"].as_str().unwrap(),
                it["section"].as_str().unwrap(),
                it.get("item").and_then(toml::Value::as_integer).unwrap_or(0)
            )
        })
        .collect()
    };
    let found: Vec<(String, Vec<String>, String)> = items(&import)
        .iter()
        .map(|it| (it["id"].as_str().unwrap().to_owned(), refs(it), it["refs_status"].as_str().unwrap().to_owned()))
        .collect();
    let of = |id: &str, refs: &[&str], status: &str| {
        (id.to_owned(), refs.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>(), status.to_owned())
    };
    let expected = [
        of("1-01", &["governance 3.1.2 2", "governance 3.2 0"], "printed"),
        of("2-01", &["management 9.1 0", "control 8 3", "control 13 11"], "printed"),
        of("2-02", &[], "not-established"),
        of("2-04", &["part-5 2.1 1"], "printed"),
    ];
    assert_eq!(found, expected);
    let page = written(&import, "manual/2-01.md");
    assert!(page.contains("内容が今も正しいかを見直している。\n"), "the heading of two lines: {page}");
    assert!(page.contains("途中で頁が\n終わる文もあります"), "{page}");
    assert!(page.contains("▶システム運用編 8③ 13⑪"), "{page}");
    assert!(!page.contains("手引き（架空）") && !page.contains("- 3 -"), "{page}");
    let list = written(&import, "manual/1-01.md");
    assert!(list.contains("\n① 候補を挙げる。\n\n② 一人を選ぶ。\n"), "{list}");
    // Nothing but what is cited: numbers, no headings.
    let outline = written(&import, "standards/guideline-9.1.toml");
    assert!(outline.contains("number = \"3.1.2\"") && !outline.contains("title = \"架空"), "{outline}");
}

#[test]
fn a_table_of_contents_is_read_in_every_layout() {
    let (found, import) = findings(&[("toc.txt", TOC.as_bytes())], &Told::default());
    assert_eq!(found, ["toc.txt:17:1 import-unread"]);
    let toml: toml::Table = written(&import, "standards/guideline-9.1.toml").parse().unwrap();
    let sections = toml["part"].as_array().unwrap().iter().flat_map(|it| it["sections"].as_array().unwrap());
    let shown: Vec<_> = sections
        .map(|it| {
            format!(
                "{} {} {}",
                it["number"].as_str().unwrap(),
                it["title"].as_str().unwrap(),
                it["page"].as_integer().unwrap()
            )
        })
        .collect();
    let expected = [
        "1 架空の責任 3",
        "1.1 架空の法令 3",
        "1.1.1 架空の機関の責任 4",
        "1.2 ２要素のある見出し 5",
        "2 架空の管理 9",
        "3 架空の体制 11",
        "3.1 長い見出しが次の行まで続いている見本 12",
        "8 架空の端末 20",
        "8.1 架空の更新 21",
    ];
    assert_eq!(shown, expected);
    assert_eq!(toml["guideline"]["issued"].as_str(), Some("2027-04"));
}

#[test]
fn a_binder_on_the_draft_is_built_and_shows_the_wording() {
    let project = all();
    let output = run(&project, &ALL, &["--source", "https://example.jp/架空"]).expect(0);
    assert_eq!(output.stdout.lines().count(), 6, "{output:#?}");
    let toml = project.read("binder/standards/checklist-r99.toml");
    assert!(toml.contains("address = \"https://example.jp/架空\"\nread = 2025-12-01\n"), "{toml}");
    project.run(&["new", "form", "-C", "binder"]).expect(0);
    let form = project.read("binder/checklists/2117/facility.md");
    assert!(form.contains(r"| 2-⑫ 架空の一覧を、\|棒\|や\*星\*とともに残している。 |"), "{form}");
    assert!(!form.contains("公式の文言ではありません"), "{form}");
    project.run(&["build", "binder", "--no-pdf"]).expect(0);
    let page = project.read("binder/output/binder/items/1-01.html");
    assert!(page.contains("公式の文言　見本の責任者を決めている。"), "{page}");
    assert!(page.contains("事業者の様式での文言　見本の窓口を決めている。"), "{page}");
    let inspection = project.read("binder/output/binder/inspection.html");
    assert!(inspection.contains("架空の合い言葉を使い回していない。") && !inspection.contains("文言"), "{inspection}");
}

#[test]
fn where_no_wording_is_known_the_subject_is_said_to_be_ours() {
    let project = Project::new();
    project.run(&["new", "form"]).expect(0);
    assert!(project.read("checklists/2025/facility.md").contains("公式の文言ではありません"));
    project.run(&["build", "--no-pdf"]).expect(0);
    for (path, count) in [("items/2-03.html", 1), ("checklists/2025/facility.html", 1), ("inspection.html", 0)] {
        let page = project.read(&format!("output/binder/{path}"));
        assert_eq!(page.matches("公式の文言ではありません").count(), count, "{path}");
    }
}

#[test]
fn what_toji_knows_of_an_edition_is_carried_over() {
    let manual = "令和7年度版\n３ 架空の対応\n① 架空の図を作っている。\n説明です。\n② 架空の控えを取っている。\n▶企画管理編 11.2\n";
    let (found, import) = findings(&[("m.txt", manual.as_bytes())], &Told::default());
    assert_eq!(found, ["m.txt:3:1 import-without-note 3-01", "import-without-vendor-form"]);
    let toml: toml::Table = written(&import, "standards/checklist-r7.toml").parse().unwrap();
    let item = &toml["item"][0];
    assert_eq!(item["subject"].as_str(), Some("インシデント発生時の連絡体制図"));
    assert_eq!(item["evidence"].as_str(), Some("contact-chart"));
    assert_eq!((item["refs_status"].as_str(), item["vendor_form"].as_str()), (Some("not-established"), Some("no")));
    assert_eq!(toml["edition"]["guideline"].as_str(), Some("6.0"));
    assert_eq!((item["previous"][0].as_str(), toml["item"][1]["topic"].as_str()), (Some("3-01"), Some("backups")));
    assert_eq!(toml["edition"]["successor"]["published"].as_str(), Some("2026-06"));
    assert!(toml["edition"]["notice_date"].is_datetime() && toml["edition"]["manual"].is_str());
    assert_eq!(toml["edition"]["notices"][0].as_str(), Some("医政参発0514第3号"));
}

#[test]
fn a_file_that_is_there_is_never_overwritten() {
    let project = all();
    run(&project, &ALL, &[]).expect(0);
    let own = project.read("binder/manual/1-01.md").replace("見本", "直した見本");
    let project = project.file("binder/manual/1-01.md", &own);
    let output = run(&project, &ALL, &[]).expect(0);
    assert_eq!(output.stdout, "", "{output:#?}");
    assert!(output.stderr.contains("import-file-kept"), "{output:#?}");
    assert_eq!(output.stderr.matches("import-file-kept").count(), 1, "{output:#?}");
    assert_eq!(project.read("binder/manual/1-01.md"), own);
}

#[test]
fn files_that_are_something_else_are_named() {
    let old = [&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 600]].concat();
    let cp932 = encoding_rs::SHIFT_JIS.encode(MANUAL).0.into_owned();
    let utf16: Vec<u8> = format!("\u{feff}{MANUAL}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let nothing = Workbook::new().add_worksheet().write(0, 0, "架空").map(|_| ()).is_ok();
    assert!(nothing);
    for (bytes, expected) in [
        (&b"%PDF-1.7\n"[..], "import-pdf"),
        (&old, "import-old-workbook"),
        (b"PK\x03\x04 cut off", "import-unreadable-workbook"),
        (b"", "import-nothing"),
        ("架空の手紙です。\n".as_bytes(), "import-nothing"),
        (b"ab\xff\xff\n", "not-utf8"),
    ] {
        let (found, import) = findings(&[("x", bytes)], &told("6.0"));
        assert_eq!(found, [format!("x {expected}")]);
        assert_eq!(import.outcome.err(), Some(Lacking::Everything));
    }
    for (bytes, name) in [(&cp932, "CP932"), (&utf16, "UTF-16LE")] {
        let (found, import) = findings(&[("x", bytes)], &told("9.1"));
        assert!(found.contains(&"x import-converted".to_owned()), "{found:?}");
        assert!(import.findings.iter().any(|it| it.arguments.iter().any(|it| it.1 == name)));
        assert_eq!(items(&import).len(), 4);
    }
}

#[test]
fn doubtful_workbooks_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    rows(sheet, 0, &[&["架空"], &["2-①", "架空の甲"], &["2-①", "架空の乙"]]);
    sheet.set_name("様式").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(findings(&[("x", &bytes)], &told("6.0")).0, ["x（様式） import-form-unknown"]);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.write(1_000_000, 3, "架空").unwrap();
    rows(sheet, 0, &[&["架空の薬局確認用"]]);
    let bytes = book.save_to_buffer().unwrap();
    let expected = [
        "import-without-vendor-form",
        "standards/checklist-r99.toml edition-incomplete",
        "x import-sheet-too-large",
        "x（様式） import-layout-unknown",
        "x（様式）:3:7 import-item-repeated 2-01",
    ];
    let mut found = findings(&[("x", &bytes)], &told("6.0")).0;
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn outlines_that_are_known_or_missing_are_told() {
    let toc = TOC.replace("第９．１版", "第６．０版");
    let (found, import) = findings(&[("toc.txt", toc.as_bytes())], &Told::default());
    assert_eq!(found, ["toc.txt:17:1 import-unread", "toc.txt import-outline-known"]);
    assert_eq!(import.outcome.err(), Some(Lacking::Everything));
    let (found, _) = findings(&[("manual.txt", MANUAL.as_bytes())], &told("9.1"));
    assert!(found.contains(&"import-outline-from-notes".to_owned()), "{found:?}");
    // Against the outline that toji has verified, a note that cannot be right is left to people.
    let (found, import) = findings(&[("manual.txt", MANUAL.as_bytes())], &told("6.0"));
    assert!(found.contains(&"manual.txt:41:1 import-unread 2-04".to_owned()), "{found:?}");
    assert!(written(&import, "manual/2-04.md").contains("`▶保守委託機関編 2.1①`"));
}

#[test]
fn against_an_imported_outline_no_note_is_wrong() {
    let project = all();
    run(&project, &ALL, &[]).expect(0);
    let project = project.file("binder/a.md", "# 頁\n\n▶架空編 3.1と▶経営管理編 9.9②\n");
    let found = project.run(&["check", "binder", "--lang", "en", "--format", "json"]).expect(0).json();
    let found = found["findings"].as_array().unwrap().iter().filter(|it| it["file"] == "a.md");
    let codes: Vec<_> = found.map(|it| it["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["unlisted-part", "unknown-section"]);
}

#[test]
fn exit_codes_say_what_happened() {
    let project = all().file("letter.txt", "架空の手紙").file("bare.txt", "１ 架空\n① 甲。\n② 乙。\n");
    assert_eq!(run(&project, &["letter.txt"], &[]).code, 1);
    assert_eq!(run(&project, &["gone.txt"], &[]).code, 3);
    for (files, options) in [
        (&["bare.txt"][..], &[][..]),
        (&["bare.txt"], &["--edition", "r98"]),
        (&["bare.txt"], &["--edition", "R 98", "--guideline", "6.0"]),
        (&["bare.txt"], &["--edition", "r98", "--guideline", "six"]),
        (&["bare.txt"], &["--year", "12", "--guideline", "6.0"]),
        (&ALL, &["--source", "a", "--source", "b"]),
        (&[], &[]),
    ] {
        assert_eq!(run(&project, files, options).code, 2, "{files:?} {options:?}");
    }
    assert!(!project.path("binder/standards").exists());
    // A draft beside no binder.toml would be read by nobody.
    project
        .run(&["standards", "import", "bare.txt", "-o", "elsewhere", "--edition", "r98", "--guideline", "6.0"])
        .expect(3);
    std::fs::create_dir(project.path("binder/standards")).unwrap();
    let arguments =
        ["standards", "import", "bare.txt", "-o", "binder/standards", "--edition", "r98", "--guideline", "6.0"];
    let output = project.run(&arguments);
    assert!(output.code != 0 && output.stdout.is_empty(), "{output:#?}");
    std::fs::remove_dir(project.path("binder/standards")).unwrap();
    assert!(!project.path("elsewhere").exists());
    assert_eq!(run(&project, &["bare.txt"], &["--edition", "r98", "--guideline", "6.0"]).code, 0);
    let help = project.run(&["standards", "import", "--help"]).expect(0).stdout;
    assert!(help.contains("toji standards import facility.xlsx") && help.contains("下書き"), "{help}");
}

/// A damaged workbook is refused or read, never a panic.
#[test]
fn no_damage_to_a_workbook_panics() {
    let sound = facility();
    for at in (0..sound.len()).step_by(23) {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x55;
        let _ = findings(&[("x.xlsx", &bytes)], &told("6.0"));
        let _ = findings(&[("x.xlsx", &sound[..at])], &told("6.0"));
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "[①②⑬2２.．\\-－() （）▶編経営3第版令和年度…・\\n\\r\u{c}あ。サーバ【】{}`]{0,80}") {
        let _ = findings(&[("x.txt", text.as_bytes())], &told("9.1"));
    }
}
