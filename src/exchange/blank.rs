//! A blank form for a vendor as XLSX: to be filled in with Excel, printed on A4, and known again when it comes back. Holds
//! no answer, no formula and no macro.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::returned::{MARK_SHEET, Mark};
use crate::model::{Column, Date, Edition, Item, Respondent, RowId};

/// What a form is made for.
#[derive(Debug, Clone)]
pub struct BlankForm<'a> {
    /// The checklist.
    pub edition: &'a Edition,
    /// Who asks.
    pub facility: &'a str,
    /// Who answers: id and name.
    pub vendor: (&'a RowId, &'a str),
    /// What the vendor is known to provide; empty where nobody said.
    pub systems: &'a str,
    /// The devices it is known to look after: id and name.
    pub devices: &'a [(RowId, String)],
    /// The day by which it is asked back.
    pub due: Date,
    /// The day on which it was made.
    pub made: Date,
}

/// The words to choose from. The form itself knows the first two; the third says that there is nothing to answer for.
const ANSWERS: [&str; 3] = ["はい", "いいえ", "該当なし"];

/// 令和7年7月9日, as Excel and LibreOffice write it.
const DAY: &str = "[$-411]ggge\"年\"m\"月\"d\"日\"";

/// The rows above the table.
const INSTRUCTIONS: [&str; 5] = [
    "・薄い黄色のセルに記入してください。回答は「はい」「いいえ」「該当なし」から選びます。",
    "・確認日には、確かめた日を 2025/7/9 のように入力してください。回答と確認日は、両方とも必要です。",
    "・「いいえ」のときは、対応する目標日を年度内の日付で入力してください。予定で「はい」とする場合は、予定の時期を備考に書いてください。",
    "・上に挙げたシステムと機器のうち、貴社が扱うものについて答えてください。扱う機器がない項目は「該当なし」を選びます。",
    "・行や列、見出し、シートの名前は変えないでください。○などの図形は読み取れません。",
];

const OWN_WORDS: &str = "・内容の欄は、依頼元が付けた短い見出しです（公式の様式の文言ではありません）。";

/// The rows of the table's head, and where columns begin.
const WORDING: u16 = 1;
const FIRST: u16 = 2;

/// The workbook.
///
/// # Errors
/// Where a text is longer than a cell may be.
pub fn blank(form: &BlankForm<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = excel_day(form.made)?;
    book.set_properties(&DocProperties::new().set_title(title(form)).set_creation_datetime(&made));
    let formats = Formats::new();
    let columns: Vec<Column> = form.edition.columns.iter().copied().filter(|it| *it != Column::Item).collect();
    let last = FIRST + u16::try_from(columns.len()).unwrap_or_default().saturating_sub(1);
    let sheet = book.add_worksheet();
    sheet.set_name("事業者確認用")?;
    let mut pen = Pen { sheet, formats: &formats, last, row: 0 };
    pen.head(form)?;
    pen.table(form, &columns)?;
    pen.print(form)?;
    mark(&mut book, form, columns)?;
    book.save_to_buffer()
}

fn title(form: &BlankForm<'_>) -> String {
    format!("{} サイバーセキュリティ対策チェックリスト（事業者確認用）", form.edition.fiscal_year.japanese())
}

/// What the return is known by.
fn mark(book: &mut Workbook, form: &BlankForm<'_>, columns: Vec<Column>) -> Result<(), XlsxError> {
    let mark = Mark {
        edition: form.edition.id.clone(),
        fiscal_year: form.edition.fiscal_year,
        vendor: form.vendor.0.clone(),
        facility: form.facility.to_owned(),
        devices: form.devices.iter().map(|it| it.0.clone()).collect(),
        columns,
    };
    let sheet = book.add_worksheet();
    sheet.set_name(MARK_SHEET)?.set_very_hidden(true);
    for (row, (key, value)) in (0..).zip(mark.rows()) {
        sheet.write_string(row, 0, key)?.write_string(row, 1, value)?;
    }
    Ok(())
}

struct Formats {
    title: Format,
    label: Format,
    text: Format,
    day: Format,
    note: Format,
    head: Format,
    number: Format,
    wording: Format,
    answer: Format,
    answer_day: Format,
    remark: Format,
}

impl Formats {
    fn new() -> Self {
        let plain = Format::new().set_font_name("游ゴシック").set_font_size(10).set_align(FormatAlign::VerticalCenter);
        let framed = plain.clone().set_border(FormatBorder::Thin).set_text_wrap();
        let open = framed.clone().set_background_color(Color::RGB(0x00FF_F9DB));
        let centred = |it: &Format| it.clone().set_align(FormatAlign::Center);
        Self {
            title: plain.clone().set_bold().set_font_size(14),
            label: framed.clone().set_bold().set_background_color(Color::RGB(0x00EE_EEEE)),
            text: framed.clone(),
            day: open.clone().set_num_format(DAY).set_align(FormatAlign::Left),
            note: plain.set_text_wrap(),
            head: centred(&framed).set_bold().set_background_color(Color::RGB(0x00EE_EEEE)),
            number: centred(&framed),
            wording: framed,
            answer: centred(&open),
            answer_day: centred(&open).set_num_format(DAY).set_font_size(9),
            remark: open,
        }
    }
}

struct Pen<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    /// The table's last column.
    last: u16,
    row: u32,
}

impl Pen<'_> {
    fn head(&mut self, form: &BlankForm<'_>) -> Result<(), XlsxError> {
        let formats = self.formats;
        self.sheet.merge_range(0, 0, 0, self.last, &title(form), &formats.title)?;
        self.sheet.set_row_height(0, 26)?;
        self.row = 1;
        let (id, name) = form.vendor;
        let devices: Vec<String> = form.devices.iter().map(|(id, name)| format!("{id} {name}")).collect();
        let or_blank = |text: String| {
            if text.is_empty() { "（貴社の扱うものを記入してください）".to_owned() } else { text }
        };
        self.line("依頼元", form.facility, &formats.text)?;
        self.line("事業者", &format!("{name}（{id}）"), &formats.text)?;
        self.line("担当システム", &or_blank(form.systems.to_owned()), &formats.text)?;
        self.line("対象の機器", &or_blank(devices.join("、")), &formats.text)?;
        self.line("回答期限", &form.due.japanese(), &formats.text)?;
        self.line("記入者", "", &formats.remark)?;
        self.line("記入日", "", &formats.day)?;
        self.line("対象についての補足", "", &formats.remark)?;
        let is_own = form.edition.prints_own_subjects(&Respondent::Vendor(form.vendor.0.clone()));
        for instruction in INSTRUCTIONS.into_iter().chain(is_own.then_some(OWN_WORDS)) {
            self.sheet.merge_range(self.row, 0, self.row, self.last, instruction, &formats.note)?;
            self.sheet.set_row_height(self.row, 17)?;
            self.row += 1;
        }
        Ok(())
    }

    /// A label over the first two columns and its text over the others.
    fn line(&mut self, label: &str, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, WORDING, label, &self.formats.label)?;
        self.sheet.merge_range(self.row, FIRST, self.row, self.last, text, format)?;
        self.sheet.set_row_height(self.row, f64::from(lines(text, 84)) * 15.0 + 4.0)?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, form: &BlankForm<'_>, columns: &[Column]) -> Result<(), XlsxError> {
        let (formats, top) = (self.formats, self.row);
        self.sheet.write_string_with_format(top, 0, Column::Item.head(), &formats.head)?;
        self.sheet.write_string_with_format(top, WORDING, "内容", &formats.head)?;
        for (at, column) in (FIRST..).zip(columns) {
            self.sheet.write_string_with_format(top, at, column.head(), &formats.head)?;
            self.sheet.set_column_width(at, width(*column))?;
        }
        self.sheet.set_column_width(0, 7)?.set_column_width(WORDING, 40)?;
        self.sheet.set_row_height(top, 20)?.set_freeze_panes(top + 1, FIRST)?.set_repeat_rows(top, top)?;
        let respondent = Respondent::Vendor(form.vendor.0.clone());
        for item in form.edition.items.iter().filter(|it| it.is_asked_of_vendors()) {
            self.row += 1;
            self.item(item, &respondent, columns)?;
        }
        self.validate(top + 1, columns)
    }

    fn item(&mut self, item: &Item, respondent: &Respondent, columns: &[Column]) -> Result<(), XlsxError> {
        let wording = item.printed(respondent).text();
        let wording = if item.scope.is_empty() { wording.to_owned() } else { format!("{wording}（{}）", item.scope) };
        self.sheet.write_string_with_format(self.row, 0, item.id.shown(), &self.formats.number)?;
        self.sheet.write_string_with_format(self.row, WORDING, &wording, &self.formats.wording)?;
        for (at, column) in (FIRST..).zip(columns) {
            self.sheet.write_blank(self.row, at, self.formats.of(*column))?;
        }
        self.sheet.set_row_height(self.row, f64::from(lines(&wording, 19).max(2)) * 14.0 + 4.0)?;
        Ok(())
    }

    /// Words to choose from, and days that are days. A day in words is let pass with a question: it can be read too.
    fn validate(&mut self, first: u32, columns: &[Column]) -> Result<(), XlsxError> {
        for (at, column) in (FIRST..).zip(columns) {
            let validation = match column {
                Column::Item | Column::Remark => continue,
                Column::First | Column::Second => answers()?,
                Column::FirstDate | Column::SecondDate => day("確認日", "確かめた日を 2025/7/9 のように入力します。")?,
                Column::Target => {
                    day("目標日", "「いいえ」のときに、いつまでに対応するかを、年度内の日付で入力します。")?
                }
            };
            self.sheet.add_data_validation(first, at, self.row, at, &validation)?;
        }
        Ok(())
    }

    fn print(&mut self, form: &BlankForm<'_>) -> Result<(), XlsxError> {
        self.sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        self.sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
        self.sheet.set_print_area(0, 0, self.row, self.last)?;
        self.sheet.set_footer(format!("&L{}　{}&R&P / &N", form.vendor.1, form.edition.name));
        Ok(())
    }
}

impl Formats {
    fn of(&self, column: Column) -> &Format {
        match column {
            Column::Item => &self.number,
            Column::First | Column::Second => &self.answer,
            Column::FirstDate | Column::SecondDate | Column::Target => &self.answer_day,
            Column::Remark => &self.remark,
        }
    }
}

fn answers() -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(&ANSWERS)?
        .set_input_title("回答")?
        .set_input_message("「はい」「いいえ」「該当なし」から選んでください。")?
        .set_error_title("回答を選んでください")
        .and_then(|it| it.set_error_message("「はい」「いいえ」「該当なし」のどれかを選んでください。"))
}

fn day(title: &str, message: &str) -> Result<DataValidation, XlsxError> {
    let between =
        DataValidationRule::Between(ExcelDateTime::from_ymd(2000, 1, 1)?, ExcelDateTime::from_ymd(2100, 12, 31)?);
    let day = DataValidation::new().allow_date(between).set_error_style(DataValidationErrorStyle::Warning);
    let day = day.set_input_title(title)?.set_input_message(message)?;
    day.set_error_title("日付を確かめてください")?
        .set_error_message("日付として読めません。2025/7/9 のように入力してください。このまま残しますか。")
}

fn excel_day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    // Within 1900 to 2200: each part fits.
    ExcelDateTime::parse_from_str(&day.to_string())
}

fn width(column: Column) -> f64 {
    match column {
        Column::Item => 7.0,
        Column::First | Column::Second => 10.0,
        Column::FirstDate | Column::SecondDate | Column::Target => 16.0,
        Column::Remark => 34.0,
    }
}

/// How many lines a Japanese text takes in a cell of so many characters.
fn lines(text: &str, width: u32) -> u32 {
    let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    characters.div_ceil(width).clamp(1, 12)
}
