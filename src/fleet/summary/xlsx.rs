//! `fleet.xlsx`: a sheet a table, headed, filtered and ready to print. No cell is a formula.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatPattern, Url, Workbook, Worksheet,
    XlsxError,
};

use super::cell::{Cell, Table, address, answer, word};
use super::{Count, Summary, tables};
use crate::fleet::{AnswerWord, FleetReport, ItemReport};
use crate::model::Date;

/// On every machine with Excel in Japanese; LibreOffice takes another one of its kind.
const FONT: &str = "游ゴシック";
const A4: u8 = 9;
/// What a cell of a spreadsheet may hold.
const LONGEST: usize = 32_000;
/// The height of a line in points.
const LINE: f64 = 15.0;
/// A row is never as high as a page.
const MOST_LINES: usize = 12;
/// What a link of a spreadsheet may hold.
const LONGEST_LINK: usize = 2_000;

pub(super) fn workbook(report: &FleetReport, summary: &Summary) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day alone, so that one report gives one workbook however often it is made.
    let created = excel_day(report.as_of).unwrap_or(ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&DocProperties::new().set_title("会員の状況").set_creation_datetime(&created));
    let styles = Styles::new();
    for table in tables::all(report, summary) {
        write(workbook.add_worksheet(), &table, &styles)?;
        print_setup(workbook.worksheet_from_name(table.name)?, &table, report.as_of)?;
    }
    workbook.save_to_buffer()
}

fn write(sheet: &mut Worksheet, table: &Table, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    for (column, (name, width)) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, name, &styles.head)?;
        sheet.set_column_width(column, f64::from(*width))?;
    }
    let heads: Vec<(&str, u8)> = table.columns.iter().map(|(name, width)| (name.as_str(), *width)).collect();
    sheet.set_row_height(0, LINE * f64::from(lines(&heads)))?;
    for (number, row) in (1..).zip(&table.rows) {
        let texts: Vec<(&str, u8)> = row.iter().zip(&table.columns).map(|(cell, it)| (cell.shown(), it.1)).collect();
        // LibreOffice makes no room for a second line by itself.
        match lines(&texts) {
            1 => (),
            more => drop(sheet.set_row_height(number, LINE * f64::from(more))?),
        }
        for (column, cell) in (0..).zip(row) {
            put(sheet, (number, column), cell, styles)?;
        }
    }
    let named = if table.name == "項目と会員" { 2 } else { 1 };
    sheet.set_freeze_panes(1, named)?;
    let last = u32::try_from(table.rows.len()).unwrap_or(1).max(1);
    let right = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or_default();
    sheet.autofilter(0, 0, last, right)?;
    Ok(())
}

/// How many lines the longest cell of a row takes, a character of Japanese being as wide as two others.
fn lines(texts: &[(&str, u8)]) -> u8 {
    let wide = |text: &str| text.chars().map(|it| if it.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let of = |(text, width): &(&str, u8)| wide(text).div_ceil(usize::from(width.saturating_sub(2)).max(1));
    let most = texts.iter().map(of).max().unwrap_or(1).clamp(1, MOST_LINES);
    u8::try_from(most).unwrap_or(1)
}

fn put(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, styles: &Styles) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &styles.text)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, cut(text), &styles.text)?,
        Cell::Count(Count::Exact(count)) => {
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, column, f64::from(count), &styles.number)?
        }
        Cell::Count(count) => sheet.write_string_with_format(row, column, count.to_string(), &styles.number)?,
        Cell::Day(day) => match excel_day(*day) {
            Some(at) => sheet.write_datetime_with_format(row, column, &at, &styles.day)?,
            None => sheet.write_string_with_format(row, column, day.to_string(), &styles.text)?,
        },
        Cell::Answer(it) => sheet.write_string_with_format(row, column, answer(it), styles.answer(it))?,
        Cell::Word(it) => sheet.write_string_with_format(row, column, word(it), styles.answer(it))?,
        Cell::Link(text, page) if address(page).len() > LONGEST_LINK => {
            sheet.write_string_with_format(row, column, cut(text), &styles.text)?
        }
        Cell::Link(text, page) => {
            let url = Url::new(format!("file:///{}", address(page))).set_text(cut(text));
            sheet.write_url_with_format(row, column, url, &styles.link)?
        }
    };
    Ok(())
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST { text.to_owned() } else { text.chars().take(LONGEST).collect() }
}

/// `None` before the calendar of spreadsheets is right.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    (day >= Date::new(1900, 3, 1)?).then(|| ExcelDateTime::parse_from_str(&day.to_string()).ok())?
}

/// A4 across, as wide as the page, the headers on every page.
fn print_setup(sheet: &mut Worksheet, table: &Table, day: Date) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.75, 0.75, 0.3, 0.3);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_header(format!("&L&10会員の状況&R&10{}", table.name));
    sheet.set_footer(format!("&L&9{} 現在&R&9&P / &N", day.japanese()));
    Ok(())
}

/// An answer is told by its word and by its ground, from white to black, so that a print in black and white tells it too.
struct Styles {
    head: Format,
    text: Format,
    number: Format,
    day: Format,
    link: Format,
    yes: Format,
    planned: Format,
    no: Format,
    overdue: Format,
    blank: Format,
}

impl Styles {
    fn new() -> Self {
        let font = Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::Top);
        let framed = font.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x0080_8080));
        let text = framed.clone().set_text_wrap();
        let center = framed.clone().set_align(FormatAlign::Center).set_text_wrap();
        let ground = |colour| center.clone().set_background_color(Color::RGB(colour));
        Self {
            head: text.clone().set_bold().set_background_color(Color::RGB(0x00E1_E4E9)),
            number: framed.clone().set_align(FormatAlign::Right),
            day: framed.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            link: text
                .clone()
                .set_font_color(Color::RGB(0x001F_3A5F))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            yes: center.clone(),
            planned: ground(0x00F3_E6B8),
            no: ground(0x00E0_A060).set_bold(),
            overdue: ground(0x0060_2020).set_bold().set_font_color(Color::White),
            blank: center.set_bold().set_pattern(FormatPattern::LightUp).set_foreground_color(Color::RGB(0x0099_9999)),
            text,
        }
    }

    fn answer(&self, it: &ItemReport) -> &Format {
        match it.answer {
            _ if it.overdue => &self.overdue,
            AnswerWord::Yes | AnswerWord::NotApplicable => &self.yes,
            AnswerWord::Planned => &self.planned,
            AnswerWord::No => &self.no,
            AnswerWord::Blank if !it.demanded => &self.yes,
            AnswerWord::Undated | AnswerWord::Blank => &self.blank,
        }
    }
}
