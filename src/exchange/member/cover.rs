//! The first sheet: what to do, by when, and how to send it back. One page of A4.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::Made;
use crate::exchange::registers::layout::height;
use crate::exchange::registers::sheet::FONT;

/// Its name.
pub const SHEET: &str = "はじめに";

const LEFT: u8 = 20;
const RIGHT: u8 = 70;

/// What the first sheet says.
#[derive(Debug, Clone)]
pub struct Cover {
    /// What stands above it.
    pub title: String,
    /// Heads and texts.
    pub lines: Vec<(String, String)>,
    /// The sheets: name, and what is to be done there.
    pub sheets: Vec<(String, String)>,
}

impl Cover {
    pub(super) fn write(&self, sheet: &mut Worksheet, made: &Made) -> Result<(), XlsxError> {
        let font = |size: u8| Format::new().set_font_name(FONT).set_font_size(size).set_align(FormatAlign::Top);
        let framed = font(11).set_text_wrap().set_border(FormatBorder::Thin).set_num_format("@");
        let (title, plain, bold) = (font(16).set_bold(), font(11), framed.clone().set_bold());
        sheet.set_name(SHEET)?;
        sheet.set_column_width(0, f64::from(LEFT))?.set_column_width(1, f64::from(RIGHT))?;
        sheet.set_row_height(0, 30)?;
        sheet.write_string_with_format(0, 0, &self.title, &title)?;
        let whose = format!("{} 様（会員番号 {}）", made.facility, made.member);
        sheet.write_string_with_format(1, 0, whose, &plain.clone().set_bold())?;
        sheet.write_string_with_format(2, 0, format!("{} 現在の内容です。", made.day.japanese()), &plain)?;
        let mut row = 4;
        for (head, text) in &self.lines {
            sheet.write_string_with_format(row, 0, head, &bold)?;
            sheet.write_string_with_format(row, 1, text, &framed)?;
            sheet.set_row_height(row, tall(text))?;
            row += 1;
        }
        row += 1;
        sheet.write_string_with_format(row, 0, "シートの一覧", &plain.set_bold())?;
        row += 1;
        for (name, text) in &self.sheets {
            sheet.write_url_with_format(row, 0, &*format!("internal:'{name}'!A1"), &bold)?;
            sheet.write_string_with_format(row, 0, name, &bold)?;
            sheet.write_string_with_format(row, 1, text, &framed)?;
            sheet.set_row_height(row, tall(text))?;
            row += 1;
        }
        sheet.set_portrait().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.6, 0.6, 0.75, 0.75, 0.3, 0.3);
        sheet.set_footer(format!("&L&9{} 現在&R&9&P / &N", made.day.japanese()));
        Ok(())
    }
}

/// Of letters of 11 points, which take a tenth more than those the rows are measured for.
fn tall(text: &str) -> f64 {
    height([text].into_iter(), &[usize::from(RIGHT) * 10 / 11 - 2]) * 1.15 + 6.0
}
