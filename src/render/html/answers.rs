//! The answers of one item as pages show them: the facility's, and each vendor's beside it. Nothing here judges them.

use serde::Serialize;

use super::blocks::Prose;
use super::original::{self, OriginalView};
use super::page::Link;
use super::site::Site;
use super::templates::Html;
use crate::model::{
    Answer, BlockKind, Column, Date, Document, Form, FormRow, Inlines, Item, Reason, RegisterKind, Respondent, Target,
};

/// An answer in words, and the name of its style: `yes`, `no`, `none`, `blank`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Word {
    pub(super) word: String,
    pub(super) style: &'static str,
    /// 予定, 該当なし: the reason behind the answer, never in its place.
    pub(super) reason: String,
}

/// What one respondent says to one item.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) who: String,
    pub(super) is_facility: bool,
    /// The form, where there is one.
    pub(super) form: Link,
    /// What the form was written down from.
    pub(super) original: Option<OriginalView>,
    /// The devices that the form speaks for.
    pub(super) scope: Vec<Link>,
    pub(super) answer: Word,
    pub(super) date: String,
    pub(super) target: String,
    /// The first answer, where a second one is in force.
    pub(super) earlier: Option<Earlier>,
    pub(super) remark: Html,
}

#[derive(Debug, Serialize)]
pub(super) struct Earlier {
    pub(super) answer: Word,
    pub(super) date: String,
}

/// The answers to `item`, facility first. A vendor who is not asked and says nothing is left out.
pub(super) fn of(site: &Site<'_>, item: &Item, page: &str) -> Vec<Row> {
    let forms = site.binder.forms();
    forms
        .filter(|(_, form)| is_shown(item, form))
        .map(|(document, form)| row(site, document, form, item, page))
        .collect()
}

pub(super) fn is_shown(item: &Item, form: &Form) -> bool {
    match form.respondent {
        Respondent::Facility => true,
        Respondent::Vendor(_) => item.is_asked_of_vendors() || form.row(item.id).is_some(),
    }
}

fn row(site: &Site<'_>, document: &Document<Target>, form: &Form, item: &Item, page: &str) -> Row {
    let found = form.row(item.id);
    let (answer, date) = found.map_or((None, None), FormRow::in_force);
    let second = found.is_some_and(|it| it.second.is_some());
    let earlier =
        found.filter(|_| second).map(|it| Earlier { answer: word(site, it.first), date: shown(it.first_date) });
    Row {
        who: site.binder.respondent_name(&form.respondent).to_owned(),
        is_facility: form.respondent == Respondent::Facility,
        form: Link::new(site.link(&Target::Document(document.id.clone()), page), &document.title.value),
        original: original::of(site, form, page),
        scope: scope(site, form, page),
        answer: word(site, answer),
        date: shown(date),
        target: shown(found.and_then(|it| it.target)),
        earlier,
        remark: found.map_or_else(Html::default, |it| remark(site, document, it, page)),
    }
}

pub(super) fn shown(date: Option<Date>) -> String {
    date.map(Date::japanese).unwrap_or_default()
}

pub(super) fn word(site: &Site<'_>, answer: Option<Answer>) -> Word {
    let texts = &site.texts.answer;
    let (word, style, reason) = match answer {
        Some(Answer::Yes(None)) => (&*texts.yes, "yes", ""),
        Some(Answer::Yes(Some(Reason::Planned))) => (&*texts.yes, "yes", &*texts.planned),
        Some(Answer::No) => (&*texts.no, "no", ""),
        Some(Answer::NotApplicable) => ("", "none", &*texts.not_applicable),
        None => (&*texts.blank, "blank", ""),
    };
    Word { word: word.to_owned(), style, reason: reason.to_owned() }
}

/// The devices that a form speaks for.
pub(super) fn scope(site: &Site<'_>, form: &Form, page: &str) -> Vec<Link> {
    let rows = form.scope.iter().flatten();
    rows.map(|it| {
        let target = Target::Row(RegisterKind::Devices, it.value.clone());
        Link::new(site.link(&target, page), it.value.as_str())
    })
    .collect()
}

/// The remark with its links: the cell as it stands in the form's table.
fn remark(site: &Site<'_>, document: &Document<Target>, row: &FormRow, page: &str) -> Html {
    let mut prose = Prose::new(site, page);
    match remark_cell(site, document, row) {
        Some(cell) => prose.inlines(cell),
        None => super::escape::html(&row.remark, &mut prose.out),
    }
    Html(prose.out)
}

/// The cell of the form's table that holds the remark of `row`.
pub(super) fn remark_cell<'a>(
    site: &Site<'_>,
    document: &'a Document<Target>,
    row: &FormRow,
) -> Option<&'a Inlines<Target>> {
    let columns = &site.binder.edition().columns;
    let column = columns.iter().position(|it| *it == Column::Remark)?;
    let tables =
        document.blocks.iter().filter_map(|it| if let BlockKind::Table(table) = &it.kind { Some(table) } else { None });
    let mut rows = tables.flat_map(|it| &it.rows);
    rows.find(|(span, _)| *span == row.span)?.1.get(column)
}
