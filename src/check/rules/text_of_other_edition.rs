//! A text that explains an item, or covers it, by the numbers of another edition, where nothing says that the number stayed.
//!
//! Source: the text's own `edition`, and the map of the binder's edition.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Document, Edition, FiscalYear, ItemId, Target};
use crate::source::{Span, Spanned};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let edition = context.binder.edition();
    for document in context.current_documents() {
        let Some(named) = document.front.edition.as_ref().filter(|it| it.value != edition.id) else { continue };
        for (item, place) in items(document) {
            if edition.item(item).is_some() && !stayed(edition, item, &named.value) {
                let finding = Finding::at(Code::TextOfOtherEdition, place).with("item", item.shown()).item(item);
                sink.push(finding.with("found", &named.value).with("edition", &edition.id).related(named.span));
            }
        }
    }
}

/// What the document explains and covers, by number, and where it says so.
fn items(document: &Document<Target>) -> impl Iterator<Item = (ItemId, Span)> {
    let explained = document.explains().map(|it| (it, document.title.span));
    let place = |it: &Spanned<ItemId>| (it.value, it.span);
    let covered = document.headings().flat_map(|it| &it.covers).map(place);
    explained.into_iter().chain(document.front.covers.iter().map(place)).chain(covered)
}

/// Whether the item is the one that had this number in the year before, and nothing else has come to it.
fn stayed(edition: &Edition, item: ItemId, named: &str) -> bool {
    let before = FiscalYear::new(i64::from(edition.fiscal_year.year()) - 1);
    let rows = edition.item(item).map_or(&[][..], |it| &it.previous);
    before.is_some_and(|it| it.edition_id() == named) && !rows.is_empty() && rows.iter().all(|it| it.row.item == item)
}
