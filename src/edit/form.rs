//! Blank forms, made from an edition. Knows no answer but those it is given, and overwrites no form.

use std::collections::BTreeMap;
use std::path::Path;

use super::change::ChangeSet;
use super::journal::apply;
use crate::diagnostics::Sink;
use crate::model::{Answer, Column, Edition, FiscalYear, Item, ItemId, Respondent};

/// Answers that a form begins with. Never with a date: an answer without one is known to be no confirmation.
pub type Given = BTreeMap<ItemId, Answer>;

/// A blank form as Markdown: a row for every item that the respondent is asked, its subject beside its number.
pub fn blank(edition: &Edition, year: FiscalYear, respondent: &Respondent) -> String {
    text(edition, year, respondent, &Given::new())
}

/// A form that begins with some answers.
pub(super) fn text(edition: &Edition, year: FiscalYear, respondent: &Respondent, given: &Given) -> String {
    let heads: Vec<&str> = edition.columns.iter().map(|it| head(*it)).collect();
    let asked = edition.items.iter().filter(|it| is_asked(it, respondent));
    let rows: Vec<String> = asked.map(|it| row(it, edition, given.get(&it.id).copied())).collect();
    format!(
        "+++\n{front}+++\n\n| {heads} |\n|{rule}\n{rows}",
        front = front(year, respondent),
        heads = heads.join(" | "),
        rule = "---|".repeat(heads.len()),
        rows = rows.concat(),
    )
}

/// The path of a respondent's form below the source folder.
pub(super) fn path(year: FiscalYear, respondent: &Respondent) -> String {
    let name = match respondent {
        Respondent::Facility => "facility".to_owned(),
        Respondent::Vendor(id) => format!("vendor-{id}"),
    };
    format!("checklists/{year}/{name}.md")
}

/// Puts a blank form in the source folder and gives its path; `None` with a finding where one is there already.
pub fn new_form(
    root: &Path,
    edition: &Edition,
    year: FiscalYear,
    respondent: &Respondent,
    sink: &mut Sink,
) -> Option<String> {
    let path = path(year, respondent);
    let mut changes = ChangeSet::default();
    changes.create(&path, blank(edition, year, respondent));
    apply(root, &changes, sink).map(|()| path)
}

/// What stands above a column. The words are ours where the layout of the form was not seen.
fn head(column: Column) -> &'static str {
    match column {
        Column::Item => "項目",
        Column::First => "1回目",
        Column::FirstDate | Column::SecondDate => "確認日",
        Column::Target => "目標日",
        Column::Second => "2回目",
        Column::Remark => "備考",
    }
}

fn is_asked(item: &Item, respondent: &Respondent) -> bool {
    match respondent {
        Respondent::Facility => true,
        Respondent::Vendor(_) => item.is_asked_of_vendors(),
    }
}

fn row(item: &Item, edition: &Edition, given: Option<Answer>) -> String {
    let cell = |column: &Column| match column {
        Column::Item => format!(" {} {} |", item.id.shown(), item.subject.replace('|', r"\|")),
        Column::First => given.map_or_else(|| " |".to_owned(), |it| format!(" {} |", it.written())),
        Column::FirstDate | Column::Target | Column::Second | Column::SecondDate | Column::Remark => " |".to_owned(),
    };
    format!("|{}\n", edition.columns.iter().map(cell).collect::<String>())
}

fn front(year: FiscalYear, respondent: &Respondent) -> String {
    let (whose, scope) = match respondent {
        Respondent::Facility => ("自施設の確認".to_owned(), ""),
        Respondent::Vendor(id) => (
            format!("事業者の確認 {id}"),
            "# scope = [\"SV-01\", \"PC-01\"]    # 回答の対象とした機器（registers/devices.csv の番号）\n\
             # scope_note = \"\"               # 対象の説明\n",
        ),
    };
    let title = format!("{} サイバーセキュリティ対策チェックリスト（{whose}）", year.japanese());
    format!(
        "title = {}\nclass = \"inspection\"\n\
         # answered_by = \"\"              # 記入した人。書いたら、行の初めの # を消す\n\
         # answered_on = {}        # 記入した日\n{scope}",
        toml::Value::String(title),
        year.first_day(),
    )
}
