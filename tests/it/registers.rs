//! The registers to a workbook and back: what nobody changed keeps its bytes, what one side changed arrives, and what both
//! sides changed is told.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use toji::diagnostics::Code;

use crate::project::{Project, tree};
use desk::{Desk, Ledger, Put, workbook};

pub(crate) mod desk;
mod properties;

const LEDGER: &str = "名称,管理番号,色,製造番号,サポート終了日\r\n受付,PC-01,\"赤, 青\",0012,令和7年6月2日\r\n\
                      調剤室,PC-02, 白 ,\"3\"\"4\",2026-01-05\r\n事務室,PC-03,,,\r\n";

fn ledger() -> Ledger {
    Ledger::new(LEDGER)
}

fn desk() -> Desk {
    Desk::of(&ledger().workbook())
}

#[test]
fn a_changed_cell_is_all_that_changes() {
    // A 管理番号, B 名称, C 色, D 製造番号, E サポート終了日.
    let book = desk().put("C3", &Put::Text("黒, 銀")).put("E4", &Put::Text("R8.4.1")).save();
    let returned = ledger().import(&book);
    assert_eq!(returned.codes(), [""; 0]);
    let expected = LEDGER.replace(" 白 ", "\"黒, 銀\"").replace("PC-03,,,", "PC-03,,,2026-04-01");
    assert_eq!(returned.ledger.text(), expected);
    let again = returned.ledger.import(&book);
    assert_eq!((again.codes(), again.changes), (vec![], None), "taken over once, it is no difference any more");
}

#[test]
fn rows_come_and_go() {
    let new = [("A", Put::Text("PC-04")), ("B", Put::Text("受付\n2"))];
    let book = desk().remove(3).add(9, &new).save();
    let returned = ledger().import(&book);
    assert_eq!(returned.codes(), [""; 0]);
    let without: String = LEDGER.split_inclusive("\r\n").filter(|it| !it.contains("PC-02")).collect();
    assert_eq!(returned.ledger.text(), without + "\"受付\n2\",PC-04,,,\r\n");
}

#[test]
fn a_column_that_the_file_lacks_is_added() {
    let book = desk();
    let sheet = book.part("xl/worksheets/sheet2.xml");
    // 種別 is the first of the known columns that the file does not have.
    assert!(sheet.contains("<c r=\"F2\""));
    let returned = ledger().import(&book.put("F2", &Put::Text("端末PC")).save());
    assert_eq!(returned.codes(), [""; 0]);
    let lines: Vec<String> = returned.ledger.text().lines().map(str::to_owned).collect();
    let expected: Vec<String> =
        LEDGER.lines().zip([",種別", ",端末PC", ",", ","]).map(|it| format!("{}{}", it.0, it.1)).collect();
    assert_eq!(lines, expected);
}

#[test]
fn what_both_sides_changed_is_told_and_stays() {
    let book = desk().put("B2", &Put::Text("窓口")).put("C2", &Put::Text("緑")).save();
    let folder = Ledger::new(&LEDGER.replace("受付", "待合"));
    let returned = folder.import(&book);
    assert_eq!(returned.codes(), [Code::WorkbookConflict.as_str()]);
    let arguments = &returned.findings[0].arguments;
    assert!(arguments.contains(&("cell", "機器台帳!B2".to_owned())), "{arguments:?}");
    assert!(arguments.contains(&("folder", "待合".to_owned())) && arguments.contains(&("workbook", "窓口".to_owned())));
    assert_eq!(returned.ledger.text(), LEDGER.replace("受付", "待合").replace("\"赤, 青\"", "\"緑\""));
}

#[test]
fn rows_that_the_folder_changed_are_not_removed() {
    let returned = Ledger::new(&LEDGER.replace("受付", "待合")).import(&desk().remove(2).save());
    assert_eq!((returned.codes(), returned.changes), (vec![Code::WorkbookRowKept.as_str()], None));
    let gone: String = LEDGER.split_inclusive("\r\n").filter(|it| !it.contains("PC-02")).collect();
    let returned = Ledger::new(&gone).import(&desk().put("B3", &Put::Text("x")).save());
    assert_eq!((returned.codes(), returned.changes), (vec![Code::WorkbookRowGone.as_str()], None));
    let returned = Ledger::new(&gone).import(&desk().save());
    assert_eq!((returned.codes(), returned.changes), (vec![], None));
}

#[test]
fn a_row_whose_id_was_wiped_out_removes_nothing() {
    let returned = ledger().import(&desk().put("A2", &Put::Text("")).save());
    assert_eq!(returned.codes(), [Code::WorkbookRowKept.as_str(), Code::WorkbookRowWithoutId.as_str()]);
    assert_eq!(returned.changes, None);
}

#[test]
fn a_row_whose_id_was_mistyped_for_anothers_removes_nothing() {
    let returned = ledger().import(&desk().put("A3", &Put::Text("PC-01")).save());
    assert_eq!(returned.codes(), [Code::WorkbookRepeatedRow.as_str(), Code::WorkbookRowKept.as_str()]);
    assert_eq!(returned.changes, None);
}

#[test]
fn a_formula_without_its_result_empties_nothing() {
    let returned = ledger().import(&desk().put("B2", &Put::Raw("><f>1+1</f>")).save());
    assert_eq!((returned.codes(), returned.changes), (vec![Code::WorkbookCellUnclear.as_str()], None));
}

#[test]
fn what_a_spreadsheet_made_of_a_text_is_not_taken_over() {
    for (cell, put, code) in [
        ("D2", Put::Number("12"), Code::WorkbookNumberInText),
        ("D3", Put::Raw("t=\"b\"><v>1</v>"), Code::WorkbookCellUnclear),
        ("D3", Put::Raw("t=\"e\"><v>#N/A</v>"), Code::WorkbookCellUnclear),
        ("E2", Put::Text("不明"), Code::WorkbookNotADay),
        ("E2", Put::Number("7"), Code::WorkbookNotADay),
        ("A3", Put::Text("PC-01"), Code::WorkbookRepeatedRow),
    ] {
        let returned = ledger().import(&desk().put(cell, &put).save());
        assert!(returned.codes().contains(&code.as_str()), "{cell} {put:?}: {:?}", returned.codes());
        assert!(returned.changes.is_none_or(|it| it.changed.is_empty()), "{cell} {put:?}");
    }
    // Excel's own day format: 2-6 typed into a cell without a format.
    let book = desk();
    let sheet = book.part("xl/worksheets/sheet2.xml");
    let style = sheet.split("<c r=\"E2\" s=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let day = format!("s=\"{style}\"><v>45810</v>");
    let returned = ledger().import(&book.put("D2", &Put::Raw(&day)).save());
    assert_eq!(returned.codes(), [Code::WorkbookDayInText.as_str()]);
    let returned = ledger().import(&desk().put("E4", &Put::Raw(&day)).save());
    assert_eq!(returned.ledger.cell("PC-03", "サポート終了日"), "2025-06-02");
}

#[test]
fn formulas_are_values_and_never_written() {
    let formula = Put::Raw("t=\"str\"><f>UPPER(\"x\")</f><v>X</v>");
    let returned = ledger().import(&desk().put("B2", &formula).put("C4", &Put::Text("=1+1")).save());
    assert_eq!(returned.codes(), [""; 0]);
    assert_eq!(returned.ledger.text(), LEDGER.replace("受付", "X").replace("事務室,PC-03,,", "事務室,PC-03,'=1+1,"));
    assert_eq!(returned.ledger.cell("PC-03", "色"), "=1+1");
    let book = Desk::of(&returned.ledger.workbook());
    let sheet = book.part("xl/worksheets/sheet2.xml");
    assert!(!sheet.contains("<f>") && book.part("xl/sharedStrings.xml").contains(">=1+1<"));
    assert_eq!(returned.ledger.import(&book.save()).changes, None);
}

#[test]
fn headers_and_sheets_are_found_wherever_they_are() {
    let renamed =
        desk().replace("xl/workbook.xml", "name=\"機器台帳\"", "name=\"令和7年度の機器\"").put("B2", &Put::Text("x"));
    let returned = ledger().import(&renamed.save());
    assert_eq!((returned.codes(), returned.ledger.cell("PC-01", "名称")), (vec![], "x".to_owned()));
    let swapped = desk().put("B1", &Put::Text("色")).put("C1", &Put::Text("名称 ＊")).save();
    let returned = ledger().import(&swapped);
    assert_eq!(returned.ledger.cell("PC-02", "名称"), "白");
    for (cell, text, code) in [
        ("C1", "いろ", Code::WorkbookUnknownColumn),
        ("C1", "", Code::WorkbookColumnWithoutHeader),
        ("C1", "名称", Code::WorkbookRepeatedColumn),
        ("C1", "いろ", Code::WorkbookMissingColumn),
        ("A1", "番", Code::WorkbookWithoutIds),
    ] {
        let returned = ledger().import(&desk().put(cell, &Put::Text(text)).save());
        assert!(returned.codes().contains(&code.as_str()), "{text}: {:?}", returned.codes());
        assert_eq!(returned.changes, None);
    }
    let copy = desk().replace("xl/workbook.xml", "name=\"はじめに\"", "name=\"機器台帳 (2)\"").save();
    assert_eq!(ledger().import(&copy).codes(), [Code::WorkbookUnknownSheet.as_str()]);
    let other = desk().replace("xl/workbook.xml", "name=\"実施記録\"", "name=\"記録\"");
    let other = other.replace("xl/worksheets/sheet9.xml", "<sheetData>", "<sheetData><!-- --").replace(
        "xl/worksheets/sheet9.xml",
        "</sheetData>",
        "--></sheetData>",
    );
    assert_eq!(ledger().import(&other.save()).codes(), [Code::WorkbookMissingSheet.as_str()]);
}

#[test]
fn a_workbook_of_other_people_fills_gaps_only() {
    let wipe = desk().replace("xl/workbook.xml", "name=\"toji\"", "name=\"その他\"");
    let book =
        wipe.put("B2", &Put::Text("窓口")).put("C4", &Put::Text("黒")).remove(3).add(9, &[("A", Put::Text("PC-09"))]);
    let returned = ledger().import(&book.save());
    let expected = [Code::WorkbookConflict, Code::WorkbookUnknownSheet, Code::WorkbookWithoutBase];
    assert_eq!(returned.codes(), expected.map(Code::as_str));
    assert_eq!(returned.ledger.text(), LEDGER.replace("事務室,PC-03,,", "事務室,PC-03,黒,") + ",PC-09,,,\r\n");
}

#[test]
fn a_hidden_sheet_that_was_changed_is_not_believed() {
    let book = desk();
    let shared = book.part("xl/sharedStrings.xml");
    assert!(shared.contains("toji registers 1"));
    let returned =
        ledger().import(&book.replace("xl/sharedStrings.xml", "toji registers 1", "toji registers 9").save());
    assert_eq!(returned.codes(), [Code::WorkbookWithoutBase.as_str()]);
}

#[test]
fn cp932_stays_cp932() {
    let text = "管理番号,名称,製造番号\r\nPC-01,㈱髙～①－,x\r\n";
    let bytes = encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
    let folder = Ledger { bytes: bytes.clone() };
    let book = Desk::of(&folder.workbook()).put("C2", &Put::Text("①−髙㈱～"));
    let returned = folder.import(&book.save());
    assert_eq!(returned.codes(), [""; 0]);
    let expected = [&bytes[..bytes.len() - 3], &encoding_rs::SHIFT_JIS.encode("①－髙㈱～").0[..], b"\r\n"].concat();
    assert_eq!(returned.ledger.bytes, expected);
    let returned = folder.import(&Desk::of(&folder.workbook()).put("C2", &Put::Text("𠮷")).save());
    assert_eq!((returned.codes(), returned.ledger.bytes), (vec![Code::WorkbookUnwritable.as_str()], bytes));
}

#[test]
fn other_files_are_refused() {
    let zip = |name: &str| Desk::of(&ledger().workbook()).add_part(name, b"x").save();
    for (bytes, code) in [
        (b"\xd0\xcf\x11\xe0old".to_vec(), Code::WorkbookOtherFormat),
        (LEDGER.as_bytes().to_vec(), Code::WorkbookOtherFormat),
        (zip("xl/vbaProject.bin"), Code::WorkbookMacro),
        (zip("xl/externalLinks/externalLink1.xml"), Code::WorkbookExternal),
        (b"PK\x03\x04".to_vec(), Code::ImportUnreadableWorkbook),
    ] {
        let returned = ledger().import(&bytes);
        assert_eq!((returned.codes(), returned.changes), (vec![code.as_str()], None));
    }
}

#[test]
fn what_is_too_long_for_a_cell_stays_whole() {
    let long = "あ".repeat(40_000);
    let folder = Ledger::new(&format!("管理番号,名称,型番\nPC-01,{long},x\n"));
    let returned = folder.import(&Desk::of(&folder.workbook()).put("C2", &Put::Text("y")).save());
    assert_eq!(returned.codes(), [""; 0]);
    assert_eq!(returned.ledger.text(), format!("管理番号,名称,型番\nPC-01,{long},y\n"));
}

#[test]
fn two_workbooks_of_one_folder_are_one() {
    assert_eq!(ledger().workbook(), ledger().workbook());
    assert_eq!(workbook(Vec::new()), workbook(Vec::new()));
}

fn project() -> Project {
    Project::new().file("registers/devices.csv", "管理番号,種別,名称\nPC-01,端末PC,受付\n")
}

#[test]
fn the_commands_show_first_and_write_when_told() {
    let project = project();
    let before = project.read("registers/devices.csv");
    project.run(&["export", "registers", "-o", "台帳.xlsx", "--lang", "en"]).expect(0);
    let exists = project.run(&["export", "registers", "-o", "台帳.xlsx", "--lang", "en"]).expect(1);
    assert!(exists.stderr.contains("file-exists"), "{exists:?}");
    project.run(&["export", "registers", "-o", "台帳.csv"]).expect(2);
    let same = project.run(&["import", "registers", "台帳.xlsx", "--lang", "en"]).expect(0);
    assert!(same.stdout.contains("nothing to take over"), "{same:?}");
    let book = Desk::of(&std::fs::read(project.path("台帳.xlsx")).unwrap());
    let sheet5 = book.part("xl/worksheets/sheet5.xml");
    assert!(sheet5.contains("<row"), "{sheet5}");
    let book = book.put("C2", &Put::Text("窓口")).save();
    let project = project.bytes("戻り.xlsx", &book);
    let shown = project.run(&["import", "registers", "戻り.xlsx", "--lang", "ja"]).expect(0);
    assert!(shown.stdout.contains("PC-01 名称: 受付 → 窓口") && shown.stderr.contains("--apply"), "{shown:?}");
    assert_eq!(project.read("registers/devices.csv"), before);
    project.run(&["import", "registers", "戻り.xlsx", "--apply"]).expect(0);
    assert_eq!(project.read("registers/devices.csv"), before.replace("受付", "窓口"));
}

#[test]
fn a_register_that_is_not_there_is_made() {
    let project = project();
    project.run(&["export", "registers", "-o", "台帳.xlsx"]).expect(0);
    let book = Desk::of(&std::fs::read(project.path("台帳.xlsx")).unwrap());
    let row = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>MD-01</t></is></c></row></sheetData>";
    let media = (2..12)
        .map(|it| format!("xl/worksheets/sheet{it}.xml"))
        .find(|it| book.part(it).contains("<sheetData>") && it.ends_with("sheet6.xml"));
    let book = book.replace(&media.unwrap(), "</sheetData>", row).save();
    let project = project.bytes("戻り.xlsx", &book);
    project.run(&["import", "registers", "戻り.xlsx", "--apply", "--lang", "en"]).expect(0);
    assert_eq!(project.read("registers/media.csv").lines().nth(1).map(|it| it.starts_with("MD-01,")), Some(true));
}

#[test]
fn a_register_of_another_tool_keeps_its_headers_and_its_encoding() {
    let binder = format!(
        "{}[registers.devices.columns]\n\"資産番号\" = \"管理番号\"\n\"機器名\" = \"名称\"\n",
        crate::project::BINDER
    );
    let text = "機器名,種別,資産番号\r\n㈱髙～①,端末PC,PC-01\r\n";
    let bytes = encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
    let project = Project::empty().file("binder.toml", &binder).bytes("registers/devices.csv", &bytes);
    project.run(&["export", "registers", "-o", "台帳.xlsx"]).expect(0);
    let book = Desk::of(&std::fs::read(project.path("台帳.xlsx")).unwrap());
    // The tool's own header, and a name: A 管理番号, B 名称, C 種別.
    let book = book.put("B1", &Put::Text("機器名")).put("B2", &Put::Text("①窓口")).save();
    let project = project.bytes("戻り.xlsx", &book);
    project.run(&["import", "registers", "戻り.xlsx", "--apply", "--lang", "en"]).expect(0);
    let expected = encoding_rs::SHIFT_JIS.encode(&text.replace("㈱髙～①", "①窓口")).0.into_owned();
    assert_eq!(std::fs::read(project.path("registers/devices.csv")).unwrap(), expected);
}

#[test]
fn a_register_with_mistakes_is_left_alone() {
    let project = project();
    project.run(&["export", "registers", "-o", "台帳.xlsx"]).expect(0);
    let book = Desk::of(&std::fs::read(project.path("台帳.xlsx")).unwrap()).put("C2", &Put::Text("窓口")).save();
    let project =
        project.bytes("戻り.xlsx", &book).file("registers/devices.csv", "管理番号,種別,名称\nPC-01,端末PC,受付,余り\n");
    let before = tree(&project.path("registers"));
    let refused = project.run(&["import", "registers", "戻り.xlsx", "--apply", "--lang", "en"]).expect(1);
    assert!(refused.stderr.contains(Code::WorkbookRegisterUnsound.as_str()), "{refused:?}");
    assert_eq!(tree(&project.path("registers")), before);
}

#[test]
fn what_is_too_long_is_told_when_it_is_written() {
    let project =
        project().file("registers/devices.csv", &format!("管理番号,種別,名称\nPC-01,端末PC,{}\n", "あ".repeat(33_000)));
    let told = project.run(&["export", "registers", "-o", "台帳.xlsx", "--lang", "en"]).expect(0);
    assert!(told.stderr.contains(Code::WorkbookCellTooLong.as_str()), "{told:?}");
}
