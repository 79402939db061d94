//! Slips at a spreadsheet that would cost somebody a row or a cell, were they believed.

use toji::diagnostics::Code;

use super::desk::{Desk, Put};
use super::{LEDGER, desk, ledger, project};

#[test]
fn an_id_that_is_there_twice_costs_no_row() {
    let repeated = Code::WorkbookRepeatedRow.as_str();
    // The row of PC-02 says PC-01 or PC-03: which of the two is which, nobody knows.
    for (id, other) in [("PC-01", "B2"), ("PC-03", "B4")] {
        let book = desk().put("A3", &Put::Text(id)).put(other, &Put::Text("x")).save();
        let returned = ledger().import(&book);
        assert_eq!(returned.codes(), [repeated, repeated, Code::WorkbookRowKept.as_str()], "{id}");
        assert_eq!((returned.changes, returned.ledger.text()), (None, LEDGER.to_owned()), "{id}");
    }
    // Rows beside them come in, and none goes.
    let book = desk().remove(4).add(9, &[("A", Put::Text("PC-01"))]).put("B3", &Put::Text("x")).save();
    let returned = ledger().import(&book);
    assert_eq!(returned.ledger.text(), LEDGER.replace("調剤室", "x"));
    assert_eq!(returned.codes(), [repeated, repeated, Code::WorkbookRowKept.as_str()]);
}

#[test]
fn a_formula_without_its_value_is_no_empty_cell() {
    let code = Code::WorkbookFormulaWithoutValue.as_str();
    for (cell, xml) in [
        ("B2", "><f>UPPER(\"x\")</f><v></v>"),
        ("C3", "><f>1+1</f><v/>"),
        ("E2", "><f>TODAY()</f>"),
        ("C4", "><f>1+1</f>"),
    ] {
        let returned = ledger().import(&desk().put(cell, &Put::Raw(xml)).save());
        assert_eq!((returned.codes(), returned.ledger.text()), (vec![code], LEDGER.to_owned()), "{cell}");
        assert!(returned.findings[0].arguments.contains(&("cell", format!("機器台帳!{cell}"))));
    }
    let id = ledger().import(&desk().put("A3", &Put::Raw("><f>\"PC-02\"</f>")).save());
    assert_eq!((id.codes(), id.changes), (vec![code, Code::WorkbookRowKept.as_str()], None));
    // An empty text is a value.
    let empty = ledger().import(&desk().put("B2", &Put::Raw("t=\"str\"><f>\"\"</f><v></v>")).save());
    assert_eq!((empty.codes(), empty.ledger.text()), (vec![], LEDGER.replace("受付", "")));
}

#[test]
fn a_workbook_that_was_not_read_is_an_error() {
    for (lang, reason, same) in
        [("ja", "途中で切れている", "取り込む違い"), ("en", "cut off or damaged", "nothing to take over")]
    {
        for bytes in [&b"PK\x03\x04junk"[..], b"\xd0\xcf\x11\xe0old"] {
            let project = project().bytes("戻り.xlsx", bytes);
            let output = project.run(&["import", "registers", "戻り.xlsx", "--lang", lang]).expect(1);
            assert!(!output.stdout.contains(same), "{output:?}");
        }
        let project = project().bytes("戻り.xlsx", b"PK\x03\x04junk");
        let output = project.run(&["import", "registers", "戻り.xlsx", "--lang", lang]).expect(1);
        assert!(output.stderr.contains(reason) && !output.stderr.contains("EOCD"), "{output:?}");
    }
}

#[test]
fn a_cell_hidden_below_a_merged_one_is_not_emptied() {
    let merged = |desk: Desk, cells: &str| {
        let merge = format!("</sheetData><mergeCells count=\"1\"><mergeCell ref=\"{cells}\"/></mergeCells>");
        desk.replace("xl/worksheets/sheet2.xml", "</sheetData>", &merge)
    };
    let returned = ledger().import(&merged(desk().put("B3", &Put::Text("")), "B2:B3").save());
    assert_eq!((returned.codes(), returned.changes), (vec![Code::WorkbookMergedCell.as_str()], None));
    // A row that is hidden whole is no row that was deleted.
    let returned = ledger().import(&merged(desk().remove(4), "A3:E4").save());
    assert_eq!(returned.codes(), [Code::WorkbookRowKept.as_str(), Code::WorkbookRowWithoutId.as_str()]);
    assert_eq!(returned.changes, None);
}
