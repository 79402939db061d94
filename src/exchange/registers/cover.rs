//! The first sheet: how the others are filled in and sent back, in the words of those who do.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::sheet::{FONT, print_setup};
use super::table::Table;
use super::write::Handout;

/// Its name.
pub(super) const SHEET: &str = "はじめに";

const LINES: [(&str, &str); 10] = [
    ("書くところ", "このあとのシートが、それぞれ一つの台帳です。一行が一つのもの（機器、連絡先、記録など）です。"),
    (
        "＊の付いた列",
        "見出しに＊の付いた列は、どの行にも書きます。ほかの列は、分からなければ空けておいてかまいません。",
    ),
    ("番号", "左端の番号で行を見分けます。一度付けた番号は変えず、新しい行には新しい番号を付けてください。"),
    ("行を足す", "いちばん下の行の次に書き足します。並べ替えや絞り込みをしてもかまいません。"),
    ("行を消す", "要らなくなった行は、行ごと削除します。番号だけを消すと、何を消したのか分からなくなります。"),
    ("日付", "令和7年6月2日、R7.6.2、2025/6/2 のどの書き方でも入ります。"),
    (
        "電話番号",
        "文字として入るので、先頭の0は消えません。ほかの表から貼り付けるときは「値だけ」を貼り付けてください。",
    ),
    ("選ぶ欄", "▼の出る欄は、一覧から選べます。"),
    ("変えないもの", "シートの名前と、一行目の見出しは変えないでください。列の順番は変えてもかまいません。"),
    (
        "返すとき",
        "Excel ブック（.xlsx）のまま上書き保存して、受け取った相手に返してください。マクロは付けないでください。",
    ),
];

pub(super) fn write(sheet: &mut Worksheet, handout: &Handout<'_>, tables: &[Table]) -> Result<(), XlsxError> {
    let font = |size: u8| Format::new().set_font_name(FONT).set_font_size(size).set_align(FormatAlign::Top);
    let (title, plain, bold) = (font(16).set_bold(), font(11).set_text_wrap(), font(11).set_bold());
    sheet.set_name(SHEET)?;
    sheet.set_column_width(0, 24)?.set_column_width(1, 88)?;
    sheet.set_row_height(0, 30)?;
    sheet.write_string_with_format(0, 0, "台帳の書き込みについて", &title)?;
    sheet.write_string_with_format(1, 0, handout.facility, &bold)?;
    sheet.write_string_with_format(
        2,
        0,
        format!("{} 現在の内容です。", handout.day.japanese()),
        &plain.clone().unset_text_wrap(),
    )?;
    let mut row = 4;
    for (head, text) in LINES {
        sheet.write_string_with_format(row, 0, head, &bold)?;
        sheet.write_string_with_format(row, 1, text, &plain)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "入っている台帳", &bold)?;
    for table in tables {
        let text = format!("{}（{}行）", table.kind.japanese(), table.rows.len());
        sheet.write_url_with_format(row, 1, &*format!("internal:'{}'!A1", table.kind.japanese()), &plain)?;
        sheet.write_string_with_format(row, 1, text, &plain)?;
        row += 1;
    }
    print_setup(sheet, SHEET, handout)
}
