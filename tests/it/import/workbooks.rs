//! Workbooks in the layouts of the official forms, written here; all their contents are invented (架空).

use rust_xlsxwriter::{Format, Workbook, Worksheet};

fn merge(sheet: &mut Worksheet, (row, column, last_row, last_column): (u32, u16, u32, u16), text: &str) {
    sheet.merge_range(row, column, last_row, last_column, text, &Format::new()).unwrap();
}

pub(super) fn rows(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) {
    for (row, cells) in (first..).zip(rows) {
        for (column, text) in (0..).zip(*cells).filter(|it| !it.1.is_empty()) {
            sheet.write(row, column, *text).unwrap();
        }
    }
}

const ASK: &str = "はい・いいえ\n（　／　）";

/// A joint form: sections in merged cells on the left, a scope in a merged cell, two rows of headings, numbers alone.
pub(super) fn facility() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("様式1").unwrap();
    merge(sheet, (0, 0, 0, 7), "令和99年度版　見本チェックリスト（医療機関・薬局確認用）【架空】");
    rows(sheet, 1, &[&["施設名", ""]]);
    merge(sheet, (2, 0, 3, 3), "チェック項目");
    merge(sheet, (2, 4, 2, 5), "１回目");
    rows(
        sheet,
        2,
        &[
            &["", "", "", "", "", "", "２回目", "備考"],
            &["", "", "", "", "確認結果（日付）", "目標日", "確認結果（日付）", ""],
        ],
    );
    rows(sheet, 4, &[&["１ 体制の見本", "", "①", "見本の責任者を決めている。", ASK, "（　／　）", ASK, ""]]);
    merge(sheet, (5, 0, 8, 0), "２ 機器の見本");
    merge(sheet, (5, 1, 6, 1), "サーバ、端末PC");
    rows(
        sheet,
        5,
        &[
            &[
                "",
                "",
                "①",
                "架空の機器を、見本の台帳に記入し、\n毎年の決まった月にその内容が今も正しいかを見直している。",
                ASK,
                "",
                ASK,
                "",
            ],
            &["", "", "②", "架空の合い言葉を使い回していない。", ASK, "", ASK, "参考の文"],
            &["", "ネットワーク機器", "④", "架空の接続元を絞っている。", ASK, "", ASK, ""],
            &["", "", "⑫", "架空の一覧を、|棒|や*星*とともに残している。", ASK, "", ASK, ""],
        ],
    );
    rows(sheet, 10, &[&["これは試験のために作った注です。"]]);
    book.save_to_buffer().unwrap()
}

/// A vendor's form: section headings on rows of their own, numbers with their section, glued to the wording.
pub(super) fn vendor() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("様式2").unwrap();
    rows(
        sheet,
        0,
        &[
            &["令和99年度版　見本チェックリスト（事業者確認用）【架空】"],
            &["", "項目", "確認結果"],
            &["1", "体制の見本"],
            &["1-①", "見本の窓口を決めている。", ASK],
            &["2", "機器の見本"],
            &["２－②　架空の合い言葉を納めた先で使い回していない。", "", ASK],
            &["2(7)", "施設の様式にない架空の項目", ASK],
        ],
    );
    book.save_to_buffer().unwrap()
}
