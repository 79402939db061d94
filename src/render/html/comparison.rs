//! 新旧対照表: two years side by side, as one page that needs no other file. Judges nothing.

use serde::Serialize;

use super::ThemeError;
use super::templates::Templates;
use super::texts::Texts;
use crate::model::{Answer, Certainty, FiscalYear, Theme};
use crate::year::{
    AnswerChange, Answers, ClauseChange, ClauseKind, Comparison, ContentKind, Contents, ItemChange, ItemKind, Old,
    Piece,
};

/// What tells that a page is one of ours. The theme's template writes it.
pub const MARK: &str = "<meta name=\"generator\" content=\"toji compare\">";

#[derive(Serialize)]
struct ComparisonPage<'a> {
    mark: super::templates::Html,
    facility: &'a str,
    before: YearView<'a>,
    after: YearView<'a>,
    items: Vec<ItemView<'a>>,
    gone: Vec<String>,
    respondents: Vec<RespondentView<'a>>,
    has_two_texts: bool,
    clauses: Vec<ClauseView>,
    same_clauses: usize,
    documents: Vec<DocumentView<'a>>,
    registers: Vec<RegisterView>,
}

#[derive(Serialize)]
struct DocumentView<'a> {
    path: &'a str,
    title: &'a str,
    /// `added`, `removed`, `changed`.
    kind: &'static str,
}

#[derive(Serialize)]
struct RegisterView {
    name: &'static str,
    added: String,
    removed: String,
    changed: String,
}

#[derive(Serialize)]
struct YearView<'a> {
    name: &'a str,
    edition: &'a str,
}

#[derive(Serialize)]
struct ItemView<'a> {
    number: String,
    subject: &'a str,
    from: Vec<RowView>,
    /// `new`, `merged`, `moved`, `kept`, `no_map`: the theme has the words.
    kind: &'static str,
}

#[derive(Serialize)]
struct RowView {
    row: String,
    is_inferred: bool,
    answer: &'static str,
}

#[derive(Serialize)]
struct RespondentView<'a> {
    name: &'a str,
    /// The year of which there is no form; empty where there are both.
    without_form: String,
    rows: Vec<AnswerView<'a>>,
}

#[derive(Serialize)]
struct AnswerView<'a> {
    number: String,
    subject: &'a str,
    old: Vec<RowView>,
    new: &'static str,
    kind: &'static str,
    is_same: bool,
}

#[derive(Serialize)]
struct ClauseView {
    number: String,
    /// `added`, `removed`, `changed`.
    kind: &'static str,
    old: Vec<PieceView>,
    new: Vec<PieceView>,
}

#[derive(Serialize)]
struct PieceView {
    text: String,
    is_changed: bool,
}

/// The page.
///
/// # Errors
/// Where the theme is wrong.
pub fn comparison(it: &Comparison, facility: &str, theme: &Theme) -> Result<Vec<u8>, ThemeError> {
    let (_, t) = Texts::read(theme)?;
    let templates = Templates::new(theme)?;
    let clauses = it.clauses.as_deref();
    templates.render(
        "comparison.html",
        &ComparisonPage {
            mark: super::templates::Html(MARK.to_owned()),
            facility,
            before: year(&it.labels.0, it.before.1.as_deref()),
            after: year(&it.labels.1, it.after.1.as_deref()),
            items: it.items.iter().map(item).collect(),
            gone: it.gone.iter().map(ToString::to_string).collect(),
            respondents: it.answers.iter().map(respondent).collect(),
            has_two_texts: clauses.is_some(),
            clauses: clauses.unwrap_or_default().iter().filter_map(clause).collect(),
            same_clauses: clauses.unwrap_or_default().iter().filter(|it| it.kind == ClauseKind::Same).count(),
            documents: it.contents.as_ref().map(documents).unwrap_or_default(),
            registers: it.contents.as_ref().map(registers).unwrap_or_default(),
        },
        &vec![("t", t)],
    )
}

fn year<'a>(name: &'a str, edition: Option<&'a str>) -> YearView<'a> {
    YearView { name, edition: edition.unwrap_or_default() }
}

fn documents(it: &Contents) -> Vec<DocumentView<'_>> {
    let view = |it: &crate::year::DocumentChange| match it.kind {
        ContentKind::Added => "added",
        ContentKind::Removed => "removed",
        ContentKind::Changed => "changed",
    };
    it.documents.iter().map(|it| DocumentView { path: it.id.as_str(), title: &it.title, kind: view(it) }).collect()
}

fn registers(it: &Contents) -> Vec<RegisterView> {
    let view = |it: &crate::year::RegisterChange| RegisterView {
        name: it.register.japanese(),
        added: it.ids(ContentKind::Added).join("、"),
        removed: it.ids(ContentKind::Removed).join("、"),
        changed: it.ids(ContentKind::Changed).join("、"),
    };
    it.registers.iter().map(view).collect()
}

fn item(it: &ItemChange) -> ItemView<'_> {
    let row = |it: &crate::model::Previous| row(*it, "");
    ItemView {
        number: it.item.shown(),
        subject: &it.subject,
        from: it.from.iter().map(row).collect(),
        kind: kind(it.kind),
    }
}

fn row(from: crate::model::Previous, answer: &'static str) -> RowView {
    RowView { row: from.row.to_string(), is_inferred: from.certainty == Certainty::Unverified, answer }
}

fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::New => "new",
        ItemKind::Merged => "merged",
        ItemKind::Moved => "moved",
        ItemKind::Kept => "kept",
        ItemKind::NoMap => "no_map",
    }
}

fn respondent(it: &Answers) -> RespondentView<'_> {
    let without_form = it.without_form.map(FiscalYear::japanese).unwrap_or_default();
    RespondentView { name: &it.name, without_form, rows: it.rows.iter().map(answer).collect() }
}

fn answer(it: &AnswerChange) -> AnswerView<'_> {
    let old = |it: &Old| row(it.from, it.answer.map_or("", Answer::written));
    AnswerView {
        number: it.item.shown(),
        subject: &it.subject,
        old: it.old.iter().map(old).collect(),
        new: it.new.map_or("", Answer::written),
        kind: kind(it.kind),
        is_same: it.is_same(),
    }
}

fn clause(it: &ClauseChange) -> Option<ClauseView> {
    let whole = |text: &str| vec![PieceView { text: text.to_owned(), is_changed: true }];
    let (kind, old, new) = match &it.kind {
        ClauseKind::Same => return None,
        ClauseKind::Added(text) => ("added", Vec::new(), whole(text)),
        ClauseKind::Removed(text) => ("removed", whole(text), Vec::new()),
        ClauseKind::Changed(pieces) => ("changed", side(pieces, Side::Old), side(pieces, Side::New)),
    };
    Some(ClauseView { number: it.clause.shown(), kind, old, new })
}

#[derive(Clone, Copy)]
enum Side {
    Old,
    New,
}

fn side(pieces: &[Piece], side: Side) -> Vec<PieceView> {
    let view = |text: &str, is_changed| Some(PieceView { text: text.to_owned(), is_changed });
    let piece = |it: &Piece| match (it, side) {
        (Piece::Same(text), Side::Old | Side::New) => view(text, false),
        (Piece::Removed(text), Side::Old) | (Piece::Added(text), Side::New) => view(text, true),
        (Piece::Removed(_), Side::New) | (Piece::Added(_), Side::Old) => None,
    };
    pieces.iter().filter_map(piece).collect()
}
