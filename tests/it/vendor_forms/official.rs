//! Workbooks that are not the official form, and what must not go into one; cells of a return without a value.

use toji::diagnostics::Code;
use toji::model::Column;

use super::books::{blank, changed, complete, official, row, text};
use super::{ANSWERS, Project, VENDORS, cells, codes, export, refused};

const TITLE: &str = "見本チェックリスト（薬局確認用）【架空】";

fn answered() -> Project {
    Project::new().file("checklists/2025/facility.md", ANSWERS)
}

#[track_caller]
fn not_filled(book: &[u8], options: &[&str]) {
    let project = answered().file("registers/vendors.csv", VENDORS).file("checklists/2025/vendor-VD-01.md", ANSWERS);
    let project = project.bytes("official.xlsx", book);
    let output = export(&project, options).expect(1);
    assert_eq!(codes(&output).last().map(String::as_str), Some(Code::FillNoSheet.as_str()), "{output:#?}");
    assert!(!project.path("filled.xlsx").exists());
}

#[test]
fn a_hidden_sheet_is_no_form() {
    for state in ["hidden", "veryHidden"] {
        let hidden = format!("name=\"様式\" state=\"{state}\"");
        not_filled(&changed(&official(TITLE), "xl/workbook.xml", "name=\"様式\"", &hidden), &[]);
    }
}

#[test]
fn a_workbook_of_ours_is_no_official_form() {
    not_filled(&blank(), &["--vendor", "VD-01"]);
    let ours = changed(&official(TITLE), "xl/workbook.xml", "name=\"説明\"", "name=\"toji\" state=\"veryHidden\"");
    not_filled(&ours, &[]);
}

#[test]
fn a_sheet_with_few_of_the_items_is_no_form() {
    let few = ["1-①", "2-①", "2-②", "2-⑩"]
        .iter()
        .fold(official(TITLE), |book, it| changed(&book, "xl/sharedStrings.xml", &format!("<t>{it}</t>"), "<t>—</t>"));
    not_filled(&few, &[]);
}

#[test]
fn the_sign_of_a_reference_stays_out_of_the_form() {
    let answers = ANSWERS.replace("=1+1 の注", "▶台帳 RC-17 と ▶ 台帳 RC-18");
    let project = Project::new().file("checklists/2025/facility.md", &answers).bytes("official.xlsx", &official(TITLE));
    let _ = export(&project, &[]).expect(0);
    let after = cells(&std::fs::read(project.path("filled.xlsx")).unwrap_or_default());
    assert_eq!(after[&(4, 8)].to_string(), "台帳 RC-17 と 台帳 RC-18");
}

#[test]
fn an_answer_whose_formula_has_no_value_is_told_as_that() {
    let marked = row("2-10", &[(Column::First, text("ここ"))]);
    let cell = "<is><t xml:space=\"preserve\">ここ</t></is>";
    let book = changed(&complete(&[marked]), "xl/worksheets/sheet1.xml", cell, "<f>1+1</f><v></v>");
    let book = changed(&book, "xl/worksheets/sheet1.xml", " t=\"inlineStr\"><f>", "><f>");
    let output = refused(&book, &[], &[Code::WorkbookFormulaWithoutValue.as_str()]);
    assert!(output.stderr.contains("=1+1"), "{output:#?}");
}
