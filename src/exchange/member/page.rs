//! One sheet of the workbook: a title, what to know, and tables with blanks. Drawn for A4, the blanks light and framed, so
//! that it can be filled in on paper as well.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError,
};

use super::key::Key;
use crate::exchange::registers::layout::height;
use crate::exchange::registers::sheet::{ERA, FONT};
use crate::exchange::registers::write::excel_day;
use crate::model::{Date, RegisterKind};

/// A sheet.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its name.
    pub name: &'static str,
    /// What stands above it.
    pub title: String,
    /// What to know before filling it in, a paragraph each.
    pub intro: Vec<String>,
    /// How wide its columns are, in half-width characters.
    pub widths: Vec<u8>,
    /// How the paper lies.
    pub paper: Paper,
    /// Its tables, one below the other.
    pub grids: Vec<Grid>,
}

/// How the paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 縦.
    Upright,
    /// 横.
    Across,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Its heads, the label's first.
    pub heads: Vec<String>,
    /// Its rows.
    pub lines: Vec<Line>,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Line {
    /// What the row is known by.
    pub label: String,
    /// What stands behind the label.
    pub said: Vec<String>,
    /// The blanks behind that.
    pub blanks: Vec<Blank>,
}

/// A cell to be filled in.
#[derive(Debug, Clone)]
pub struct Blank {
    /// What it is about.
    pub key: Key,
    /// What it says now: a day as YYYY-MM-DD.
    pub text: String,
    /// What belongs there.
    pub ask: Ask,
}

/// What belongs into a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Any text.
    Text,
    /// A day.
    Day,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// Somebody in the contacts' sheet.
    Contact,
}

/// The head of a column whose label says all there is to say.
pub const FILL_IN: &str = "ご記入";

/// So many rows of the contacts' sheet are offered.
const CONTACTS: u32 = 500;
const A4: u8 = 9;

/// Where a blank stands: its sheet, its row's label, its column's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) sheet: String,
    pub(super) label: String,
    pub(super) head: String,
}

impl Page {
    /// Every blank and its place.
    pub(super) fn blanks(&self) -> Vec<(Place, &Blank)> {
        let place = |head: &String, line: &Line| Place {
            sheet: self.name.to_owned(),
            label: line.label.clone(),
            head: head.clone(),
        };
        let mut blanks = Vec::new();
        for grid in &self.grids {
            for line in &grid.lines {
                let heads = grid.heads.iter().skip(1 + line.said.len());
                blanks.extend(heads.zip(&line.blanks).map(|(head, blank)| (place(head, line), blank)));
            }
        }
        blanks
    }

    /// Every text that is printed beside blanks, and its place.
    pub(super) fn said(&self) -> Vec<(Place, &str)> {
        let mut all = Vec::new();
        for grid in &self.grids {
            for line in grid.lines.iter().filter(|it| !it.blanks.is_empty()) {
                for (head, text) in grid.heads.iter().skip(1).zip(&line.said) {
                    let (sheet, label) = (self.name.to_owned(), line.label.clone());
                    all.push((Place { sheet, label, head: head.clone() }, text.as_str()));
                }
            }
        }
        all
    }

    /// Draws the page.
    pub(super) fn write(&self, sheet: &mut Worksheet, facility: &str, day: Date) -> Result<(), XlsxError> {
        sheet.set_name(self.name)?;
        let styles = Styles::new();
        for (column, width) in (0..).zip(&self.widths) {
            sheet.set_column_width(column, f64::from(*width))?;
        }
        let mut row = self.head(sheet, &styles)?;
        for grid in &self.grids {
            row = self.grid(grid, row, sheet, &styles)? + 1;
        }
        self.print(sheet, facility, day)
    }

    fn head(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<u32, XlsxError> {
        sheet.write_string_with_format(0, 0, &self.title, &styles.title)?;
        sheet.set_row_height(0, 28)?;
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or_default();
        let across: usize = self.widths.iter().map(|it| usize::from(*it)).sum();
        let mut row = 1;
        for text in &self.intro {
            sheet.merge_range(row, 0, row, last, text, &styles.intro)?;
            sheet.set_row_height(row, height([text.as_str()].into_iter(), &[across.saturating_sub(4)]) + 4.0)?;
            row += 1;
        }
        Ok(row + 1)
    }

    /// Gives the row below.
    fn grid(&self, grid: &Grid, first: u32, sheet: &mut Worksheet, styles: &Styles) -> Result<u32, XlsxError> {
        let widths: Vec<usize> = self.widths.iter().map(|it| usize::from(*it)).collect();
        for (column, head) in (0..).zip(&grid.heads) {
            sheet.write_string_with_format(first, column, head, &styles.head)?;
        }
        sheet.set_row_height(first, height(grid.heads.iter().map(String::as_str), &widths) + 4.0)?;
        let mut row = first + 1;
        for line in &grid.lines {
            let said: Vec<&str> = std::iter::once(&line.label).chain(&line.said).map(String::as_str).collect();
            for (column, text) in (0..).zip(&said) {
                let style = if column == 0 { &styles.label } else { &styles.said };
                sheet.write_string_with_format(row, column, *text, style)?;
            }
            let start = u16::try_from(said.len()).unwrap_or_default();
            for (column, blank) in (start..).zip(&line.blanks) {
                blank.write(sheet, (row, column), styles)?;
            }
            let blanks = line.blanks.iter().map(|it| if it.ask == Ask::Day { "" } else { it.text.as_str() });
            let needed = height(said.into_iter().chain(blanks), &widths) + 4.0;
            sheet.set_row_height(row, needed.max(LOWEST))?;
            row += 1;
        }
        Ok(row)
    }

    fn print(&self, sheet: &mut Worksheet, facility: &str, day: Date) -> Result<(), XlsxError> {
        let plain = |it: &str| it.replace('&', "&&");
        match self.paper {
            Paper::Upright => sheet.set_portrait(),
            Paper::Across => sheet.set_landscape(),
        };
        sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.75, 0.75, 0.3, 0.3);
        sheet.set_header(format!("&L&10{}&R&10{}", plain(facility), plain(self.name)));
        sheet.set_footer(format!("&L&9{} 現在&R&9&P / &N", day.japanese()));
        if let ([grid], Paper::Across) = (self.grids.as_slice(), self.paper) {
            let head = u32::try_from(self.intro.len()).unwrap_or_default() + 2;
            sheet.set_repeat_rows(head, head)?;
            let said = grid.lines.first().map_or(0, |it| u16::try_from(it.said.len()).unwrap_or_default());
            // What is asked stays in sight while one goes down the answers.
            sheet.set_freeze_panes(head + 1, 1.min(said))?;
        }
        Ok(())
    }
}

/// A row that somebody writes into by hand is as high as a line of handwriting.
const LOWEST: f64 = 24.0;

impl Blank {
    fn write(&self, sheet: &mut Worksheet, at: (u32, u16), styles: &Styles) -> Result<(), XlsxError> {
        let (row, column) = at;
        let style = match self.ask {
            Ask::Day => &styles.day,
            Ask::Choice(_) => &styles.choice,
            Ask::Text | Ask::Contact => &styles.blank,
        };
        let day = Date::parse(&self.text).ok().filter(|_| self.ask == Ask::Day).and_then(excel_day);
        match day {
            Some(day) => sheet.write_datetime_with_format(row, column, &day, style)?,
            None if self.text.is_empty() => sheet.write_blank(row, column, style)?,
            None => sheet.write_string_with_format(row, column, &self.text, style)?,
        };
        if let Some(rule) = self.rule()? {
            sheet.add_data_validation(row, column, row, column, &rule)?;
        }
        Ok(())
    }

    fn rule(&self) -> Result<Option<DataValidation>, XlsxError> {
        let told = |rule: DataValidation, title: &str, text: &str| {
            rule.set_error_style(DataValidationErrorStyle::Warning)
                .set_error_title("このまま進みますか")?
                .set_error_message("一覧にない書き方です。このまま書くときは「はい」を選びます。")?
                .set_input_title(title)?
                .set_input_message(text)
        };
        match self.ask {
            Ask::Text => Ok(None),
            Ask::Day => {
                let text = "令和7年6月2日、R7.6.2、2025/6/2 のどの書き方でも入ります。";
                told(DataValidation::new().allow_any_value(), "日付", text).map(Some)
            }
            Ask::Choice(words) => {
                let rule = DataValidation::new().allow_list_strings(words)?;
                told(rule, "選ぶ欄", "右の▼から選びます。").map(Some)
            }
            Ask::Contact => {
                let ids = format!("='{}'!$A$2:$A${CONTACTS}", RegisterKind::Contacts.japanese());
                let rule = DataValidation::new().allow_list_formula(Formula::new(ids));
                told(rule, "人を選ぶ欄", "連絡先一覧の番号を▼から選ぶか、氏名を書きます。").map(Some)
            }
        }
    }
}

struct Styles {
    title: Format,
    intro: Format,
    head: Format,
    label: Format,
    said: Format,
    blank: Format,
    choice: Format,
    day: Format,
}

impl Styles {
    fn new() -> Self {
        let font = Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::VerticalCenter);
        let framed = font.clone().set_text_wrap().set_border(FormatBorder::Thin).set_num_format("@");
        let grey = |it: &Format| it.clone().set_background_color(Color::RGB(0x00E8_E8E8));
        let open = framed.clone().set_background_color(Color::RGB(0x00FF_F9DB));
        Self {
            title: font.clone().set_bold().set_font_size(16),
            intro: font.set_text_wrap().set_num_format("@"),
            head: grey(&framed).set_bold().set_align(FormatAlign::Center),
            label: framed.clone().set_bold(),
            said: framed,
            choice: open.clone().set_align(FormatAlign::Center),
            day: open.clone().set_num_format(ERA).set_align(FormatAlign::Center).set_shrink(),
            blank: open,
        }
    }
}
