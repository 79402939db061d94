//! What a cell offers and says while somebody fills it in. Only words from a closed list are insisted on, and these with a
//! way out: a remark may stand behind them.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, XlsxError};

use super::sheet::SPARE;
use super::table::{Table, holds};
use crate::model::{Class, Holds, RegisterKind};

/// Excel's own limit of a list within a cell.
const LIST_LIMIT: usize = 255;

const CHOICE: &str = "▼から選びます。ただし書きは、選んだ言葉のうしろに（　）で足せます。";

const CLASSES: &str = "▼から選びます。\npublic：だれが見てもよい\ninspection：立入検査で見せる\nmanager：管理者だけが見る\nconfidential：特に限られた人だけが見る";

/// The rule of a column; `None` where any text will do.
pub(super) fn of(table: &Table, name: &str, tables: &[Table]) -> Result<Option<DataValidation>, XlsxError> {
    let is_id = table.columns.first().is_some_and(|it| it == name);
    if is_id {
        let text = "行を見分ける番号です。ほかの行と同じ番号は使えません。一度付けた番号は変えないでください。";
        return told(DataValidation::new().allow_any_value(), "番号", text).map(Some);
    }
    match holds(table.kind, name) {
        Holds::Text | Holds::Digest => Ok(None),
        Holds::Date => told(any(), "日付", "令和7年6月2日、R7.6.2、2025/6/2 のどの書き方でも入ります。").map(Some),
        Holds::Number => told(any(), "数", "数だけを書きます。").map(Some),
        Holds::Phone => {
            let text = "市外局番から、ハイフンも入れて書きます。先頭の0は、そのまま残ります。";
            told(any(), "電話番号", text).map(Some)
        }
        Holds::Items => {
            let text = "チェックリストの項目の番号を、2-03 のように書きます。いくつもあるときは、空白で区切ります。";
            told(any(), "項目", text).map(Some)
        }
        Holds::File => told(any(), "ファイル", "attachments フォルダーにあるファイルの名前です。").map(Some),
        Holds::Choice(words) => choice(words).map(Some),
        Holds::Suggested(words) => suggested(words).map(Some),
        Holds::Row(kind) => one_row(kind, tables).map(Some),
        Holds::Rows(kind) => {
            let text = format!("{}の番号を書きます。いくつもあるときは、空白で区切ります。", kind.japanese());
            told(any(), "番号", &text).map(Some)
        }
    }
}

fn any() -> DataValidation {
    DataValidation::new().allow_any_value()
}

fn told(rule: DataValidation, title: &str, text: &str) -> Result<DataValidation, XlsxError> {
    rule.set_input_title(title)?.set_input_message(text)
}

fn choice(words: &[&str]) -> Result<DataValidation, XlsxError> {
    let list = told(list(words)?, "選ぶ欄", if is_class(words) { CLASSES } else { CHOICE })?;
    let text = format!("{} のどれかを選んでください。ただし書きを足したときは「はい」で進みます。", words.join("、"));
    refused(list, "一覧にない言葉です", &text)
}

/// Whether the words are those of who may see something: English, since they also stand in front matter.
fn is_class(words: &[&str]) -> bool {
    words.iter().all(|it| Class::parse(it).is_some())
}

fn suggested(words: &[&str]) -> Result<DataValidation, XlsxError> {
    let list = told(list(words)?, "選ぶ欄", "▼から選べます。一覧にない言葉を書いてもかまいません。")?;
    Ok(list.show_error_message(false))
}

/// The ids that stand in the sheet of `kind`, and in the rows that are yet to be filled in there.
fn one_row(kind: RegisterKind, tables: &[Table]) -> Result<DataValidation, XlsxError> {
    let Some(rows) = tables.iter().find(|it| it.kind == kind).map(|it| it.rows.len()) else {
        return told(any(), "番号", &format!("{}の番号を書きます。", kind.japanese()));
    };
    let last = u32::try_from(rows).unwrap_or(u32::MAX - SPARE) + 1 + SPARE;
    let ids = Formula::new(format!("='{}'!$A$2:$A${last}", kind.japanese()));
    let rule = DataValidation::new().allow_list_formula(ids);
    let text = format!("{}の番号を▼から選びます。番号のない相手は、言葉で書いてもかまいません。", kind.japanese());
    let rule = told(rule, "番号", &text)?;
    let text = format!("{}にない番号です。このまま進むときは「はい」を選んでください。", kind.japanese());
    refused(rule, "一覧にない番号です", &text)
}

/// A warning: what somebody means to write can be written.
fn refused(rule: DataValidation, title: &str, text: &str) -> Result<DataValidation, XlsxError> {
    let rule = rule.set_error_style(DataValidationErrorStyle::Warning).set_error_title(title)?;
    rule.set_error_message(text)
}

fn list(words: &[&str]) -> Result<DataValidation, XlsxError> {
    let length: usize = words.iter().map(|it| it.chars().count() + 1).sum();
    let rule = DataValidation::new();
    if length <= LIST_LIMIT && !words.iter().any(|it| it.contains(',')) {
        return rule.allow_list_strings(words);
    }
    Ok(rule.allow_any_value())
}
