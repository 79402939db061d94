//! Blank forms, made from an edition. Knows no answer but those it is given, and overwrites no form.

use std::collections::BTreeMap;
use std::path::Path;

use super::change::ChangeSet;
use super::journal::apply;
use crate::diagnostics::Sink;
use crate::model::{Answer, Column, Edition, FacilityKind, FiscalYear, FormKind, Item, ItemId, Respondent, RowId};

/// Answers that a form begins with. Never with a date: an answer without one is known to be no confirmation.
pub type Given = BTreeMap<ItemId, Answer>;

/// A form that somebody is to fill in.
#[derive(Debug, Clone, Copy)]
pub struct NewForm<'a> {
    /// The checklist.
    pub edition: &'a Edition,
    /// The year it is for.
    pub fiscal_year: FiscalYear,
    /// The kind of facility whose binder it belongs to.
    pub facility: FacilityKind,
    /// Who fills it in.
    pub respondent: &'a Respondent,
    /// The devices that a vendor is known to look after; none where nobody said.
    pub scope: &'a [RowId],
}

/// A blank form as Markdown: a row for every item that the respondent is asked, the official wording beside its number
/// where it was imported, else our short subject.
pub fn blank(new: &NewForm<'_>) -> String {
    text(new, &Given::new())
}

/// A form that begins with some answers.
pub(super) fn text(new: &NewForm<'_>, given: &Given) -> String {
    written(new, &|item, column| match column {
        Column::First => given.get(&item).map(|it| it.written().to_owned()),
        Column::Item | Column::FirstDate | Column::Target | Column::Second | Column::SecondDate | Column::Remark => {
            None
        }
    })
}

fn written(new: &NewForm<'_>, cell: &dyn Fn(ItemId, Column) -> Option<String>) -> String {
    let NewForm { edition, respondent, .. } = *new;
    let heads: Vec<&str> = edition.columns.iter().map(|it| it.head()).collect();
    let asked = edition.items.iter().filter(|it| is_asked(it, respondent));
    let rows: Vec<String> = asked.map(|it| row(it, new, cell)).collect();
    format!(
        "+++\n{front}+++\n\n| {heads} |\n|{rule}\n{rows}",
        front = front(new) + own_subjects(edition, respondent),
        heads = heads.join(" | "),
        rule = "---|".repeat(heads.len()),
        rows = rows.concat(),
    )
}

/// A form whose cells begin with what `cell` says.
pub fn filled(new: &NewForm<'_>, cell: impl Fn(ItemId, Column) -> Option<String>) -> String {
    written(new, &cell)
}

/// The path of a respondent's form below the source folder.
pub fn path(new: &NewForm<'_>) -> String {
    let name = match new.respondent {
        Respondent::Facility => "facility".to_owned(),
        Respondent::Vendor(id) => format!("vendor-{id}"),
    };
    format!("checklists/{}/{name}.md", new.fiscal_year)
}

/// Puts a blank form in the source folder and gives its path; `None` with a finding where one is there already.
pub fn new_form(root: &Path, new: &NewForm<'_>, sink: &mut Sink) -> Option<String> {
    let path = path(new);
    let mut changes = ChangeSet::default();
    changes.create(&path, blank(new));
    apply(root, &changes, sink).map(|()| path)
}

fn is_asked(item: &Item, respondent: &Respondent) -> bool {
    match respondent {
        Respondent::Facility => true,
        Respondent::Vendor(_) => item.is_asked_of_vendors(),
    }
}

/// A comment for whoever fills it in; the output says so by itself.
fn own_subjects(edition: &Edition, respondent: &Respondent) -> &'static str {
    if edition.prints_own_subjects(respondent) {
        "# 項目の欄の言葉は短い見出しです（公式の文言ではありません）\n"
    } else {
        ""
    }
}

/// A text whose signs Markdown would take for its own, guarded.
pub fn escaped(text: &str) -> String {
    let is_sign = |it: char| matches!(it, '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '~' | '\\' | '{' | '}' | '&');
    text.chars().flat_map(|it| is_sign(it).then_some('\\').into_iter().chain([it])).collect()
}

fn row(item: &Item, new: &NewForm<'_>, cell: &dyn Fn(ItemId, Column) -> Option<String>) -> String {
    let text = |column: &Column| match column {
        Column::Item => format!(" {} {} |", item.id.shown(), escaped(item.printed(new.respondent).text())),
        Column::First | Column::FirstDate | Column::Target | Column::Second | Column::SecondDate | Column::Remark => {
            let text = cell(item.id, *column).filter(|it| !it.is_empty());
            text.map_or_else(|| " |".to_owned(), |it| format!(" {} |", escaped(&it)))
        }
    };
    format!("|{}\n", new.edition.columns.iter().map(text).collect::<String>())
}

fn front(new: &NewForm<'_>) -> String {
    let NewForm { edition, fiscal_year: year, .. } = *new;
    let (whose, scope) = match new.respondent {
        Respondent::Facility => ("自施設の確認".to_owned(), String::new()),
        Respondent::Vendor(id) => {
            (format!("事業者の確認 {id}"), scope(new.scope) + "# scope_note = \"\"               # 対象の説明\n")
        }
    };
    let title = format!("{} サイバーセキュリティ対策チェックリスト（{whose}）", year.japanese());
    format!(
        "title = {}\nclass = \"inspection\"\nedition = {}              # チェックリストの版（{}）\n{}\
         # answered_by = \"\"              # 記入した人。書いたら、行の初めの # を消す\n\
         # answered_on = {}        # 記入した日\n{scope}",
        quoted(&title),
        quoted(&edition.id),
        edition.name,
        edition.form_kind(new.respondent, new.facility).map(kind).unwrap_or_default(),
        year.first_day(),
    )
}

/// What the registers say the vendor looks after; the vendor's own paper may name others.
fn scope(devices: &[RowId]) -> String {
    if devices.is_empty() {
        return "# scope = [\"SV-01\", \"PC-01\"]    # 回答の対象とした機器（registers/devices.csv の番号）\n"
            .to_owned();
    }
    let devices: Vec<_> = devices.iter().map(|it| quoted(it.as_str()).to_string()).collect();
    format!("scope = [{}]    # 回答の対象とした機器（台帳から。事業者の回答と違うときは直す）\n", devices.join(", "))
}

fn kind(kind: &FormKind) -> String {
    format!("form = {}          # 様式（{}）\n", quoted(&kind.id), kind.name)
}

pub(super) fn quoted(text: &str) -> toml::Value {
    toml::Value::String(text.to_owned())
}
