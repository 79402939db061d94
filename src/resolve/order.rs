//! The order in which documents are read: by tab, then by what they number themselves with, then by path.

use super::address::Tab;
use crate::model::{Clause, Document, DocumentKind, ItemId, Respondent, SectionNumber, Target};

pub(super) fn sort(documents: &mut [Document<Target>]) {
    documents.sort_by_cached_key(key);
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    tab: Tab,
    place: Place,
    path: String,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// `manual/index.md` and its like come first.
    Introduction,
    /// Newest year first.
    Form(std::cmp::Reverse<i16>, Respondent),
    Item(ItemId),
    Clause(Clause),
    Section(SectionNumber),
    Unnumbered,
}

fn key(document: &Document<Target>) -> Key {
    let unnumbered = if document.id.stem() == "index" { Place::Introduction } else { Place::Unnumbered };
    let entries = || document.imported.iter().flat_map(|it| &it.entries);
    let place = match &document.kind {
        DocumentKind::Explanation(item) => Place::Item(*item),
        DocumentKind::Form(form) => Place::Form(std::cmp::Reverse(form.fiscal_year.year()), form.respondent.clone()),
        DocumentKind::Rules => {
            let listed = || entries().find_map(|it| it.clause).map(|it| it.clause);
            document.headings().find_map(|it| it.clause).or_else(listed).map_or(unnumbered, Place::Clause)
        }
        DocumentKind::Bcp => {
            let listed = || entries().find_map(|it| it.number.clone());
            let first = || document.headings().find_map(|it| it.number.clone());
            document.number.clone().or_else(first).or_else(listed).map_or(unnumbered, Place::Section)
        }
        DocumentKind::Manual | DocumentKind::Ledger | DocumentKind::Chart | DocumentKind::Page => unnumbered,
    };
    Key { tab: Tab::of(&document.kind), place, path: document.id.to_string() }
}
