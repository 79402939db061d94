//! The sheet of one register: headers, cells, widths, drop-downs, and how it is printed.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::columns::REQUIRED;
use super::layout;
use super::rules;
use super::table::{Table, holds, is_day};
use super::write::{Handout, excel_day};
use crate::model::{Date, Need};

/// So many rows behind the last one have the formats and the drop-downs.
pub(super) const SPARE: u32 = 1_000;
/// The number format of a day: 令和7年6月2日. With `[$-ja-JP-x-gannen]`, which Excel writes itself, LibreOffice shows a
/// number, and saves one.
pub(in crate::exchange) const ERA: &str = "[$-411]ggge\"年\"m\"月\"d\"日\"";
const A4: u8 = 9;

pub(in crate::exchange) fn write(sheet: &mut Worksheet, table: &Table, tables: &[Table]) -> Result<(), XlsxError> {
    sheet.set_name(table.kind.japanese())?;
    let styles = Styles::new();
    let last = last_row(table);
    let widths = layout::widths(table);
    for ((column, name), width) in (0..).zip(&table.columns).zip(&widths) {
        sheet.write_string_with_format(0, column, header(table, name), styles.header(table, name))?;
        let is_day = is_day(holds(table.kind, name));
        sheet.set_column_format(column, if is_day { &styles.spare_day } else { &styles.spare_text })?;
        sheet.set_column_width(column, f64::from(u8::try_from(*width).unwrap_or(u8::MAX)))?;
        if let Some(rule) = rules::of(table, name, tables)? {
            sheet.add_data_validation(1, column, last + SPARE, column, &rule)?;
        }
    }
    rows(sheet, table, &widths, &styles)?;
    // The id stays in sight whichever way one scrolls.
    sheet.set_freeze_panes(1, 1)?;
    let right = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or_default();
    sheet.autofilter(0, 0, last.max(1), right)?;
    Ok(())
}

fn rows(sheet: &mut Worksheet, table: &Table, widths: &[usize], styles: &Styles) -> Result<(), XlsxError> {
    let days: Vec<bool> = table.columns.iter().map(|it| is_day(holds(table.kind, it))).collect();
    let heads: Vec<String> = table.columns.iter().map(|it| header(table, it)).collect();
    let below: Vec<usize> = widths.iter().map(|it| it.saturating_sub(2)).collect();
    sheet.set_row_height(0, layout::height(heads.iter().map(String::as_str), &below))?;
    for (number, row) in (1..).zip(&table.rows) {
        for ((column, text), is_day) in (0..).zip(&row.cells).zip(&days) {
            match Date::parse(text).ok().filter(|_| *is_day).and_then(excel_day) {
                Some(day) => sheet.write_datetime_with_format(number, column, &day, &styles.day)?,
                None if text.is_empty() && *is_day => sheet.write_blank(number, column, &styles.day)?,
                None if text.is_empty() => sheet.write_blank(number, column, &styles.text)?,
                None => sheet.write_string_with_format(number, column, text, &styles.text)?,
            };
        }
        // LibreOffice makes no room for a second line by itself.
        let texts = row.cells.iter().zip(&days).map(|(text, is_day)| if *is_day { "" } else { text.as_str() });
        sheet.set_row_height(number, layout::height(texts, widths))?;
    }
    Ok(())
}

/// The number of the last row, from 0; the headers' own where there is no other.
fn last_row(table: &Table) -> u32 {
    u32::try_from(table.rows.len()).unwrap_or(u32::MAX - SPARE)
}

/// A4 across, as wide as the page, the headers on every page.
pub(in crate::exchange) fn print_setup(
    sheet: &mut Worksheet,
    title: &str,
    handout: &Handout<'_>,
) -> Result<(), XlsxError> {
    let plain = |it: &str| it.replace('&', "&&");
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.75, 0.75, 0.3, 0.3);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_header(format!("&L&10{}&R&10{}", plain(handout.facility), plain(title)));
    sheet.set_footer(format!("&L&9{} 現在&R&9&P / &N", handout.day.japanese()));
    Ok(())
}

fn header(table: &Table, name: &str) -> String {
    match need(table, name) {
        Need::Required => format!("{name}{REQUIRED}"),
        Need::Optional => name.to_owned(),
    }
}

fn need(table: &Table, name: &str) -> Need {
    table.kind.column(name).map_or(Need::Optional, |it| it.need)
}

struct Styles {
    required: Format,
    optional: Format,
    text: Format,
    day: Format,
    spare_text: Format,
    spare_day: Format,
}

impl Styles {
    fn new() -> Self {
        let font = Format::new().set_font_name(FONT).set_font_size(10).set_text_wrap().set_align(FormatAlign::Top);
        let framed = |it: &Format| it.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x0080_8080));
        let head = framed(&font).set_bold().set_num_format("@").set_align(FormatAlign::VerticalCenter);
        let (text, day) = (font.clone().set_num_format("@"), font.set_num_format(ERA).set_align(FormatAlign::Left));
        Self {
            required: head.clone().set_background_color(Color::RGB(0x00D0_D0D0)),
            optional: head.set_background_color(Color::RGB(0x00F0_F0F0)),
            text: framed(&text),
            day: framed(&day),
            spare_text: text,
            spare_day: day,
        }
    }

    fn header(&self, table: &Table, name: &str) -> &Format {
        match need(table, name) {
            Need::Required => &self.required,
            Need::Optional => &self.optional,
        }
    }
}

/// On every machine with Excel in Japanese; LibreOffice takes another one of its kind.
pub(in crate::exchange) const FONT: &str = "游ゴシック";
