//! Registers, and files that have no blocks.

use super::*;

const BASE: &str = "番号,名称,備考\nA-1,一,\nA-2,二,\nA-3,三,\n";

fn merged(mine: &str, theirs: &str) -> Out {
    out("registers/devices.csv", [BASE, mine, theirs])
}

#[test]
fn rows_merge_by_id() {
    assert_eq!(names("a.csv", BASE), ["見出しの行", "A-1", "A-2", "A-3"]);
    let mine = BASE.replace("A-1,一,\n", "A-1,いち,\nA-9,\"自\n分\",\n");
    let theirs = BASE.replace("A-2,二,\n", "").replace("A-3,三,\n", "A-3,参,\nA-4,四,\n");
    assert_eq!(merged(&mine, &theirs), text("番号,名称,備考\nA-1,いち,\nA-9,\"自\n分\",\nA-3,参,\nA-4,四,\n"));
    assert_eq!(merged(&mine, &BASE.replace("A-1,一", "A-1,壱")), clash(["A-1"]));
}

#[test]
fn columns_that_come_leave_the_rows_what_they_are() {
    let mine = "番号,名称,備考\r\nA-1,いち,\r\nA-2,二,\r\nA-3,三,\r\nA-9,\"自\n分\",私\r\n";
    let theirs = "番号,種別,名称,備考\nA-1,,一,\nA-2,端末,二,\nA-3,,三,\nA-4,端末,四,\n";
    let both =
        "番号,種別,名称,備考\r\nA-1,,いち,\r\nA-2,端末,二,\r\nA-3,,三,\r\nA-9,,\"自\n分\",私\r\nA-4,端末,四,\r\n";
    assert_eq!(merged(mine, theirs), text(both));
    // The member's own column stays as well.
    let mine = "番号,名称,備考,うちの列\nA-1,一,,x\nA-2,二,,\nA-3,三,,y\n";
    let both = "番号,種別,名称,備考,うちの列\nA-1,,一,,x\nA-2,端末,二,,\nA-3,,三,,y\nA-4,端末,四,,\n";
    assert_eq!(merged(mine, theirs), text(both));
}

#[test]
fn blank_lines_stay_blank_when_a_column_comes() {
    let theirs = "番号,種別,名称,備考\nA-1,,一,\nA-2,,二,\nA-3,,三,\n";
    for blank in
        ["\n", "\n\n", "\r\n\r\n", "  \n", "\n  ", "\t", "\r", "\u{3000}\n", "\n\u{3000}", "\u{a0}\n", "\n\r\r\n"]
    {
        let mine = format!("{}A-9,九,{blank}", BASE.replace("A-1,一", "A-1,いち"));
        let both = format!("番号,種別,名称,備考\nA-1,,いち,\nA-2,,二,\nA-3,,三,\nA-9,,九,{blank}");
        assert_eq!(merged(&mine, theirs), text(&both), "{blank:?}");
    }
}

#[test]
fn a_head_that_the_member_writes_otherwise_stays() {
    let mine = BASE.replace("備考", "備 考").replace("A-1,一", "A-1,いち");
    let theirs = "番号,種別,名称,備考\nA-1,,一,\nA-2,,二,\nA-3,,三,\n";
    let both = "番号,種別,名称,備 考\nA-1,,いち,\nA-2,,二,\nA-3,,三,\n";
    assert_eq!(merged(&mine, theirs), text(both));
}

#[test]
fn columns_that_go_take_nothing_along() {
    let theirs = "番号,名称\nA-1,一\nA-2,二\nA-3,三\n";
    let mine = BASE.replace("A-2,二,\n", "A-2,に,\nA-9,九,\n");
    assert_eq!(merged(&mine, theirs), text("番号,名称\nA-1,一\nA-2,に\nA-9,九\nA-3,三\n"));
    let mine = BASE.replace("A-2,二,\n", "A-2,二,うちの備考\n");
    assert_eq!(merged(&mine, theirs), clash([""]));
    assert_eq!(merged(&BASE.replace("備考", "名称"), theirs), clash([""]));
}

#[test]
fn bytes_of_other_programs_stay() {
    // 髙 as NEC gave it; another program would write it anew.
    let mine = [b"\xee\xe0,".as_slice(), &encoding_rs::SHIFT_JIS.encode("名称\r\nA-1,いち\r\n").0].concat();
    let base = "髙,名称\nA-1,いち\n";
    let merged = |theirs: &str| merge("a.csv", Some(base.as_bytes()), &mine, theirs.as_bytes());
    let after = [&mine, &*encoding_rs::SHIFT_JIS.encode("A-2,に\r\n").0].concat();
    assert_eq!(merged("髙,名称\nA-1,いち\nA-2,に\n"), Merged::Merged(after));
    assert!(matches!(merged("髙,名称\nA-1,いち\nA-2,😀\n"), Merged::Clash(_)));
    assert_eq!(merged(base), Merged::Unchanged);
}

#[test]
fn a_picture_is_one_block() {
    let merged = |base, mine: &[u8], theirs: &[u8]| merge("attachments/a.png", base, mine, theirs);
    assert_eq!(merged(Some(b"\x89a"), b"\x89a", b"\x89b"), Merged::Replaced(b"\x89b".to_vec()));
    assert_eq!(merged(Some(b"\x89a"), b"\x89b", b"\x89b"), Merged::Unchanged);
    assert_eq!(merged(Some(b"\x89a"), b"\x89c", b"\x89a"), Merged::Unchanged);
    let clash = merged(Some(b"\x89a"), b"\x89c", b"\x89b");
    assert_eq!(clash.conflicts().iter().map(|it| &it.sides).collect::<Vec<_>>(), [&Sides::Files]);
    assert!(matches!(merged(None, b"\x89c", b"\x89b"), Merged::Clash(_)));
    let three = Three { base: Some(b"\x89a"), mine: b"\x89c", theirs: b"\x89b" };
    assert_eq!(decide("a.png", three, "", Choice::Theirs), Ok(b"\x89b".to_vec()));
    assert_eq!(settle("a.png", three, &[""]), Merged::Unchanged);
}
