//! `toji import form` and `toji export form`, through the executable: what a vendor sends back, and the official form with
//! the answers in it. Every workbook is written here.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx};
use toji::model::Column;

use crate::project::{BINDER, Output, Project, differences, tree};
use books::{all_rows, blank, changed, complete, day, filled, official, parts, row, text, two_forms, with_part};

mod books;
mod kept;

const VENDORS: &str = "番号,名称,契約日\nVD-01,見本システム株式会社,2024-04-01\nVD-02,みほん通信,2024-04-01\n";
const FORM: &str = "checklists/2025/vendor-VD-01.md";

fn binder() -> Project {
    Project::new()
        .file("registers/vendors.csv", VENDORS)
        .file("registers/devices.csv", "管理番号,種別,名称,設置場所\nSV-01,サーバ,見本サーバ,事務室\n")
}

fn import(project: &Project, options: &[&str]) -> Output {
    let arguments = ["import", "form", "back.xlsx", "--date", "2025-12-01", "--received", "2025-07-11", "--lang", "en"];
    project.run(&[&arguments[..], options].concat())
}

/// The codes of the findings, in order.
fn codes(output: &Output) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for line in output.stderr.lines() {
        if ["error", "warning", "note"].iter().any(|it| line.starts_with(it)) {
            codes.extend(line.split_once('[').and_then(|it| it.1.split_once("]: ")).map(|it| it.0.to_owned()));
        } else if let Some((count, _)) = line.trim().split_once(" more of this kind") {
            let last = codes.last().unwrap().clone();
            codes.extend(std::iter::repeat_n(last, count.parse().unwrap()));
        }
    }
    codes
}

#[track_caller]
fn refused(book: &[u8], options: &[&str], expected: &[&str]) -> Output {
    let project = binder().bytes("back.xlsx", book);
    let before = tree(project.root());
    let output = import(&project, options).expect(1);
    assert_eq!(codes(&output), expected, "{output:#?}");
    assert_eq!(differences(&before, &tree(project.root())), [""; 0]);
    output
}

#[test]
fn a_return_becomes_the_vendors_form_and_touches_nothing_else() {
    let no = row(
        "2-12",
        &[
            (Column::First, text("いいえ")),
            (Column::FirstDate, day(7, 9)),
            (Column::Target, text("令和8年2月27日")),
            (Column::Remark, text("「見本|帳票」を2月に除く *注*")),
        ],
    );
    let none = row("2-13", &[(Column::First, text("該当なし")), (Column::FirstDate, text("2025/7/9"))]);
    let facility = "+++\nedition = \"r7\"\n+++\n\n| 項目 | 1回目 | 確認日 | 目標日 | 2回目 | 確認日 | 備考 |\n|---|---|---|---|---|---|---|\n| 2-⑫ | はい | 令和7年10月2日 | | | | |\n";
    let project = binder().file("checklists/2025/facility.md", facility).bytes("back.xlsx", &complete(&[no, none]));
    let before = tree(project.root());
    let output = import(&project, &[]).expect(0);
    assert_eq!(codes(&output), [""; 0], "{output:#?}");
    let after = tree(project.root());
    let mut new = differences(&before, &after);
    new.retain(|it| it != ".toji/lock");
    assert_eq!(new.len(), 2, "{new:?}");
    assert!(new[0].starts_with("attachments/form-2025-VD-01-") && new[1] == FORM, "{new:?}");
    assert_eq!(after[&new[0]], before["back.xlsx"]);
    let form = project.read(FORM);
    assert!(form.contains("| 2-⑫ ") && form.contains("| いいえ | 令和7年7月9日 | 令和8年2月27日 |"), "{form}");
    assert!(form.contains(r"「見本\|帳票」を2月に除く \*注\*"), "{form}");
    assert!(form.contains("| 該当なし | 令和7年7月9日 | | | | |"), "{form}");
    assert!(form.contains("received_on = 2025-07-11") && form.contains("scope = [\"SV-01\"]"), "{form}");
    let digest = toji::source::Digest::of(&before["back.xlsx"]).to_string();
    assert!(form.contains(&format!("sha256 = \"{digest}\"")), "{form}");
    assert_eq!(after["checklists/2025/facility.md"], facility.as_bytes());
    let again = import(&project, &[]).expect(0);
    assert!(again.stderr.contains("same answers"), "{again:#?}");
    assert_eq!(tree(project.root()), after);
    // The year's form is one of a binder that is sound, and the original is known by its digest.
    let told = |project: &Project| {
        let json = project.check_json();
        let findings = json["findings"].as_array().unwrap().clone();
        let of_form = |it: &&serde_json::Value| it["file"].as_str().is_some_and(|it| it.contains("VD-01"));
        let codes = findings.iter().filter(of_form).map(|it| it["code"].as_str().unwrap().to_owned());
        codes.filter(|it| it != "item-unverified").collect::<Vec<_>>()
    };
    let sound = told(&project);
    assert!(!sound.iter().any(|it| it == "original-changed" || it == "unknown-key"), "{sound:?}");
    let project = project.bytes(&new[0], b"changed");
    assert!(told(&project).iter().any(|it| it == "original-changed"), "{:?}", told(&project));
}

#[test]
fn a_blank_of_ours_gives_way_and_one_that_was_touched_does_not() {
    let project = binder().bytes("back.xlsx", &complete(&[]));
    project.run(&["new", "form", "--vendor", "VD-01"]).expect(0);
    let touched = binder().bytes("back.xlsx", &complete(&[]));
    let blank = project.read(FORM);
    let touched = touched.file(FORM, &blank.replace("class", "# 電話で確かめる\nclass"));
    import(&project, &[]).expect(0);
    assert!(project.read(FORM).contains("| はい |"));
    let output = import(&touched, &[]).expect(1);
    assert_eq!(codes(&output), ["return-in-the-way"]);
    assert!(touched.read(FORM).contains("電話で確かめる"));
    import(&touched, &["--replace"]).expect(0);
    assert!(touched.read(FORM).contains("| はい |"));
}

#[test]
fn what_is_half_filled_is_told_by_its_cell_and_taken() {
    let rows = [
        row("1-01", &[(Column::First, text("はい"))]),
        row("2-02", &[(Column::First, text("いいえ")), (Column::FirstDate, day(7, 9))]),
        row("2-03", &[]),
        row("2-04", &[(Column::First, text("○")), (Column::FirstDate, text("7月頃"))]),
        row("2-05", &[(Column::First, text(" は い ")), (Column::FirstDate, text("2025-02-30"))]),
        row("2-06", &[(Column::First, text("はい（予定）")), (Column::FirstDate, text("7/9"))]),
    ];
    let project = binder().bytes("back.xlsx", &complete(&rows));
    let output = import(&project, &[]).expect(0);
    let expected =
        ["return-gap", "return-gap", "return-gap", "return-bad-answer", "return-bad-date", "return-bad-date"];
    let mut found = codes(&output);
    found.sort();
    let mut sorted = expected.to_vec();
    sorted.sort_unstable();
    assert_eq!(found, sorted, "{output:#?}");
    // 1-① has its day in D, 2-② its target in E, 2-③ its answer in C.
    for cell in ["D17", "E18", "C19"] {
        assert!(output.stderr.contains(&format!("({cell})")), "{cell} {output:#?}");
    }
    let form = project.read(FORM);
    assert!(form.contains("（原本の記載：1回目「○」、確認日「7月頃」）"), "{form}");
    assert!(form.contains("| はい | | | | | （原本の記載：確認日「2025-02-30」） |"), "{form}");
    assert!(form.contains("| はい（予定） | 令和7年7月9日 |"), "{form}");
}

#[test]
fn a_form_of_somebody_else_is_refused() {
    let book = complete(&[]);
    refused(&book, &["--vendor", "VD-02"], &["return-vendor"]);
    let part = "xl/sharedStrings.xml";
    refused(&changed(&book, part, "<t>VD-01</t>", "<t>VD-77</t>"), &[], &["unknown-vendor"]);
    refused(&changed(&book, part, "<t>見本薬局</t>", "<t>みほん薬局</t>"), &[], &["return-facility"]);
    refused(&changed(&book, part, "<t>r7</t>", "<t>r6</t>"), &[], &["return-edition"]);
    refused(
        &changed(&book, part, "<t>2025</t>", "<t>2024</t>"),
        &["--vendor", "VD-02"],
        &["return-edition", "return-vendor"],
    );
    refused(&blank(), &[], &["return-empty"]);
    refused(b"%PDF-1.7", &[], &["return-pdf"]);
    refused("項目,回答\n".as_bytes(), &[], &["return-no-form"]);
    refused(&official("見本チェックリスト（薬局確認用）【架空】"), &["--vendor", "VD-01"], &["return-no-form"]);
    refused(&with_part(&book, "xl/vbaProject.bin", b"x"), &[], &["workbook-macro"]);
    refused(&with_part(&book, "xl/externalLinks/externalLink1.xml", b"x"), &[], &["workbook-external"]);
    let swelling = vec![b'a'; 8 << 20];
    refused(&with_part(&book, "xl/media/a.xml", &swelling), &[], &["workbook-too-large"]);
}

#[test]
fn a_renamed_column_is_known_by_its_place_and_lost_ones_are_refused() {
    let target = row(
        "2-12",
        &[(Column::First, text("いいえ")), (Column::FirstDate, day(7, 9)), (Column::Target, text("2026-02-27"))],
    );
    let book = changed(&complete(&[target]), "xl/sharedStrings.xml", "<t>目標日</t>", "<t>いつまでに</t>");
    let project = binder().bytes("back.xlsx", &book);
    let output = import(&project, &[]).expect(0);
    assert_eq!(codes(&output), ["return-column-renamed"], "{output:#?}");
    assert!(project.read(FORM).contains("| いいえ | 令和7年7月9日 | 令和8年2月27日 |"));
    let twice = changed(&complete(&[]), "xl/sharedStrings.xml", "<t>2回目</t>", "<t>1回目</t>");
    refused(&twice, &[], &["return-columns-unknown"]);
}

#[test]
fn a_second_return_that_differs_is_shown_cell_by_cell_and_not_taken() {
    let project = binder().bytes("back.xlsx", &complete(&[]));
    import(&project, &[]).expect(0);
    let later =
        row("2-06", &[(Column::First, text("いいえ")), (Column::FirstDate, day(8, 1)), (Column::Target, day(12, 1))]);
    let project = project.bytes("back.xlsx", &complete(&[later]));
    let before = tree(project.root());
    let output = import(&project, &[]).expect(1);
    assert_eq!(codes(&output), ["return-differs"; 3], "{output:#?}");
    assert!(output.stderr.contains("\"いいえ\"") && output.stderr.contains("\"はい\""), "{output:#?}");
    assert_eq!(tree(project.root()), before);
    let output = import(&project, &["--replace"]).expect(0);
    assert!(!output.stderr.contains("return-differs") && output.stderr.contains("3 answers in"), "{output:#?}");
    let check = project.run(&["check", "--date", "2025-12-01"]);
    assert!(!check.stderr.contains("unused-attachment"), "{check:#?}");
    assert!(project.read(FORM).contains("| いいえ | 令和7年8月1日 | 令和7年12月1日 |"));
    let originals = tree(project.root()).into_keys().filter(|it| it.starts_with("attachments/")).count();
    // Both returns, and the transcript of the first.
    assert_eq!(originals, 3);
}

#[test]
fn the_day_in_the_register_is_that_of_the_first_return() {
    let vendors = "番号,名称,契約日,確認書受領日\nVD-01,見本システム株式会社,2024-04-01,2025-07-11\n";
    let project = binder().file("registers/vendors.csv", vendors).bytes("back.xlsx", &complete(&[]));
    let import = |options: &[&str]| {
        project.run(&[&["import", "form", "back.xlsx", "--date", "2025-12-01"], options].concat()).expect(0)
    };
    import(&[]);
    assert!(project.read(FORM).contains("received_on = 2025-07-11"));
    std::fs::write(project.path("back.xlsx"), complete(&[row("2-06", &[(Column::First, text("いいえ"))])])).unwrap();
    import(&["--replace"]);
    assert!(project.read(FORM).contains("received_on = 2025-12-01"));
}

#[test]
fn an_official_form_is_read_by_its_headings_for_the_vendor_that_is_named() {
    let book = official("見本チェックリスト（事業者確認用）【架空】");
    refused(&book, &[], &["return-vendor-unsaid"]);
    refused(&book, &["--vendor", "VD-01"], &["return-empty"]);
    let rows = [
        row("1-01", &[(Column::First, text("はい")), (Column::FirstDate, day(7, 9))]),
        row(
            "2-12",
            &[
                (Column::First, text("□はい ☑いいえ")),
                (Column::FirstDate, day(7, 9)),
                (Column::Target, text("R8.2.27")),
            ],
        ),
    ];
    let project = binder().bytes("back.xlsx", &filled(&book, &rows));
    let output = import(&project, &["--vendor", "VD-01"]).expect(0);
    let mut found = codes(&output);
    found.dedup();
    // The form in the test carries few of the items, and 3-① is no vendor's.
    assert!(found.iter().all(|it| ["return-gap", "return-item-missing"].contains(&it.as_str())), "{found:?}");
    let form = project.read(FORM);
    assert!(
        form.contains("| はい | 令和7年7月9日 |") && form.contains("| いいえ | 令和7年7月9日 | 令和8年2月27日 |"),
        "{form}"
    );
}

const ANSWERS: &str = "+++\nedition = \"r7\"\n+++\n
| 項目 | 1回目 | 確認日 | 目標日 | 2回目 | 確認日 | 備考 |
|---|---|---|---|---|---|---|
| 1-① | はい | 令和7年6月2日 | | | | =1+1 の注 |
| 2-① | いいえ | 令和7年6月2日 | 令和7年10月31日 | はい | 令和7年10月20日 | |
| 2-② | 該当なし | 令和7年6月2日 | | | | 事業者なし |
| 2-⑩ | はい（予定） | 令和7年6月2日 | 令和8年12月25日 | | | |
| 2-⑫ | はい | 令和7年6月2日 | | | | 甲 |
| 2-⑬ | はい | 令和7年6月2日 | | | | 乙 |
| 4-① | はい | 令和7年6月2日 | | | | |
";

fn export(project: &Project, options: &[&str]) -> Output {
    let arguments = ["export", "form", "--into", "official.xlsx", "-o", "filled.xlsx", "--lang", "en"];
    project.run(&[&arguments[..], options].concat())
}

fn cells(bytes: &[u8]) -> BTreeMap<(u32, u32), Data> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("様式").unwrap();
    let start = range.start().unwrap();
    range.used_cells().map(|(row, column, it)| ((row as u32 + start.0, column as u32 + start.1), it.clone())).collect()
}

#[test]
fn the_official_form_is_filled_and_nothing_else_in_it_changes() {
    let book = official("見本チェックリスト（薬局確認用）【架空】");
    let project = Project::new().file("checklists/2025/facility.md", ANSWERS).bytes("official.xlsx", &book);
    let output = export(&project, &[]).expect(0);
    let filled = std::fs::read(project.path("filled.xlsx")).unwrap();
    assert_eq!(std::fs::read(project.path("official.xlsx")).unwrap(), book);
    assert_eq!(differences(&parts(&book), &parts(&filled)), ["xl/worksheets/sheet1.xml"]);
    let (before, after) = (cells(&book), cells(&filled));
    let said = |row, column| after.get(&(row, column)).map(|it| it.as_string().unwrap_or_else(|| it.to_string()));
    let some = |it: &str| Some(it.to_owned());
    assert_eq!(said(4, 3), some("はい"));
    assert!(matches!(&after[&(4, 4)], Data::DateTime(it) if it.as_f64() == 45810.0), "{:?}", after[&(4, 4)]);
    assert_eq!(said(4, 8), some("=1+1 の注"));
    assert_eq!(
        [said(5, 3), said(5, 5), said(5, 6), said(5, 7)],
        [some("いいえ"), some("令和7年10月31日"), some("はい"), some("令和7年10月20日")]
    );
    // 該当なし is no answer of the form: the cell is as it was, the remark is there.
    assert_eq!([said(6, 3), said(6, 8)], [some("はい・いいえ"), some("事業者なし")]);
    assert_eq!([said(7, 3), said(7, 5), said(7, 8)], [some("はい"), None, some("（予定：令和8年12月25日）")]);
    // The remark of two rows is one merged cell: the second has no place.
    assert_eq!(said(8, 8), some("甲"));
    let mut found = codes(&output);
    found.sort();
    assert_eq!(found, ["fill-no-row", "fill-not-applicable", "fill-occupied"], "{output:#?}");
    let filled_columns = [3, 4, 5, 6, 7, 8];
    let of_others = |it: &BTreeMap<(u32, u32), Data>| {
        let others = it.iter().filter(|(at, _)| at.0 < 4 || at.0 > 10 || !filled_columns.contains(&at.1));
        others.map(|(at, it)| (*at, it.clone())).collect::<Vec<_>>()
    };
    assert_eq!(of_others(&before), of_others(&after));
    let xml = |bytes: &[u8]| {
        let mut text = String::new();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut text).unwrap();
        text
    };
    let formula = "<f>COUNTIF(D5:D11,\"はい\")</f>";
    assert!(xml(&book).contains(formula) && xml(&filled).contains(formula));
}

#[test]
fn what_is_there_is_never_overwritten() {
    let title = "見本チェックリスト（薬局確認用）【架空】";
    let project = Project::new().file("checklists/2025/facility.md", ANSWERS).bytes("official.xlsx", &official(title));
    export(&project, &[]).expect(0);
    let before = tree(project.root());
    let output = export(&project, &[]).expect(1);
    assert_eq!(codes(&output).last().map(String::as_str), Some("file-exists"));
    assert_eq!(tree(project.root()), before);
    // A form that somebody filled in otherwise keeps what it says.
    let other = changed(&official(title), "xl/sharedStrings.xml", "はい・いいえ", "いいえ");
    let project = Project::new().file("checklists/2025/facility.md", ANSWERS).bytes("official.xlsx", &other);
    let output = export(&project, &[]).expect(0);
    assert!(codes(&output).iter().filter(|it| *it == "fill-occupied").count() > 4, "{output:#?}");
    let after = cells(&std::fs::read(project.path("filled.xlsx")).unwrap());
    assert_eq!(after[&(4, 3)].as_string().as_deref(), Some("いいえ"));
    // A day without its answer would belong to another one.
    assert!(!after.contains_key(&(4, 4)), "{after:?}");
}

#[test]
fn a_form_that_cannot_be_told_is_not_filled() {
    let answered = || Project::new().file("checklists/2025/facility.md", ANSWERS);
    let title = "見本チェックリスト（薬局確認用）【架空】";
    for (book, expected) in [
        (official("見本チェックリスト（事業者確認用）【架空】"), "fill-no-sheet"),
        (changed(&official(title), "xl/sharedStrings.xml", "２回目", "１回目"), "fill-columns-unknown"),
        (b"%PDF-1.7".to_vec(), "fill-no-workbook"),
        (with_part(&official(title), "xl/vbaProject.bin", b"x"), "workbook-macro"),
    ] {
        let project = answered().bytes("official.xlsx", &book);
        let output = export(&project, &[]).expect(1);
        assert_eq!(codes(&output).last().map(String::as_str), Some(expected), "{output:#?}");
        assert!(!project.path("filled.xlsx").exists());
    }
    let empty = Project::empty().file("binder.toml", BINDER).bytes("official.xlsx", &official(title));
    assert_eq!(codes(&export(&empty, &[]).expect(1)), ["fill-no-answers"]);
}

#[test]
fn what_goes_into_a_form_comes_back_the_same() {
    let rows = all_rows(&[row(
        "2-10",
        &[
            (Column::First, text("いいえ")),
            (Column::FirstDate, day(7, 9)),
            (Column::Target, day(12, 25)),
            (Column::Second, text("はい")),
            (Column::SecondDate, day(12, 1)),
            (Column::Remark, text("@甲 & <乙>")),
        ],
    )]);
    let project = binder().bytes("back.xlsx", &filled(&blank(), &rows));
    import(&project, &[]).expect(0);
    let project = project.bytes("official.xlsx", &blank());
    let output = export(&project, &["--vendor", "VD-01"]).expect(0);
    assert_eq!(codes(&output), [""; 0], "{output:#?}");
    let filled = std::fs::read(project.path("filled.xlsx")).unwrap();
    let project = project.bytes("back.xlsx", &filled);
    let again = import(&project, &[]).expect(0);
    assert!(again.stderr.contains("same answers"), "{again:#?}");
}

#[test]
fn what_stands_where_no_form_has_a_place_is_told() {
    let row_end = "</row></sheetData>";
    let stray = format!("<c r=\"J29\" t=\"inlineStr\"><is><t>欄外の文</t></is></c>{row_end}");
    let project = binder().bytes("back.xlsx", &changed(&complete(&[]), "xl/worksheets/sheet1.xml", row_end, &stray));
    let output = import(&project, &[]).expect(0);
    assert_eq!(codes(&output), ["return-unread"], "{output:#?}");
    assert!(output.stderr.contains("\"欄外の文\" in J29"), "{output:#?}");
    let book = changed(&complete(&[]), "xl/sharedStrings.xml", "<t>2-⑬</t>", "<t>2-⑳</t>");
    let mut found = codes(&import(&binder().bytes("back.xlsx", &book), &[]).expect(0));
    found.sort();
    assert_eq!(found, ["return-item-missing", "return-item-unknown"]);
    refused(&two_forms(), &["--vendor", "VD-01"], &["return-several-sheets"]);
}

#[test]
fn what_the_official_form_has_no_place_for_is_told_and_the_rest_is_filled() {
    let title = "見本チェックリスト（薬局確認用）【架空】";
    let book = changed(&official(title), "xl/sharedStrings.xml", "備考", "控え");
    let answers = ANSWERS.replace("| 2-⑬ | はい |", "| 2-⑬ | ○ |");
    let project = Project::new().file("checklists/2025/facility.md", &answers).bytes("official.xlsx", &book);
    let output = export(&project, &[]).expect(0);
    let count = |code: &str| codes(&output).iter().filter(|it| *it == code).count();
    assert_eq!((count("fill-no-column"), count("fill-unread")), (5, 1), "{output:#?}");
    let after = cells(&std::fs::read(project.path("filled.xlsx")).unwrap());
    assert_eq!(after[&(4, 3)].as_string().as_deref(), Some("はい"));
    assert_eq!(after[&(9, 3)].as_string().as_deref(), Some("はい・いいえ"));
}
