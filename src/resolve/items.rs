//! Numbers of items: of the binder's edition, of another year's, or of none. Never takes a number of another edition for
//! the same number here, unless the data says that it stayed.

use super::index::nearest_items;
use crate::diagnostics::{Code, Finding};
use crate::model::{Date, Edition, FiscalYear, Item, ItemId};
use crate::source::Span;

/// The editions that a number is looked up in.
#[derive(Clone, Copy)]
pub(super) struct Items<'a> {
    /// The binder's.
    pub(super) edition: &'a Edition,
    /// All others that are known as data.
    pub(super) others: &'a [Edition],
}

/// How a place writes an item.
#[derive(Clone, Copy)]
pub(super) enum Written {
    /// 2-③.
    Shown,
    /// 2-03.
    Id,
    /// manual/2-03.md.
    Page,
}

impl Written {
    fn of(self, item: ItemId) -> String {
        match self {
            Self::Shown => item.shown(),
            Self::Id => item.to_string(),
            Self::Page => format!("manual/{item}.md"),
        }
    }
}

impl<'a> Items<'a> {
    /// Whether the binder's edition has the item.
    pub(super) fn has(self, item: ItemId) -> bool {
        self.edition.item(item).is_some()
    }

    /// Another edition that has the item; the newest, if several do.
    pub(super) fn elsewhere(self, item: ItemId) -> Option<&'a Edition> {
        self.others.iter().filter(|it| it.item(item).is_some()).max_by_key(|it| it.fiscal_year)
    }

    /// The edition of the year in which the day lies, if that is another one than the binder's.
    pub(super) fn other_of(self, day: Date) -> Option<&'a Edition> {
        let of_day = |it: &&Edition| it.fiscal_year.contains(day);
        if of_day(&self.edition) { None } else { self.others.iter().find(of_day) }
    }

    /// Whether the binder's edition is that of this year.
    pub(super) fn is_of(self, year: FiscalYear) -> bool {
        self.edition.fiscal_year == year
    }

    /// Whether the number means the same here as in `before`: the data says that the item goes back to it.
    pub(super) fn stayed(self, item: ItemId, before: &Edition) -> bool {
        self.is_next_to(before) && self.edition.item(item).is_some_and(|it| goes_back(it, item))
    }

    /// Only of the edition just before does the data say what became of its items.
    fn is_next_to(self, before: &Edition) -> bool {
        before.fiscal_year.next() == Some(self.edition.fiscal_year)
    }

    /// What is wrong with an item that the binder's edition does not have: a slip, or a number of another edition.
    pub(super) fn missing(self, item: ItemId, span: Span, written: Written) -> Finding {
        let Some(other) = self.elsewhere(item) else {
            let finding = Finding::at(Code::UnknownItem, span).with("item", written_item(item, written));
            return finding.nearest(nearest_items(item, self.edition).map(|it| written.of(it)).collect());
        };
        let finding = Finding::at(Code::ItemOfOtherEdition, span).with("item", item.shown());
        let finding = finding.with("found", &other.name).with("edition", &self.edition.name);
        // What came of it here, where the data says so.
        let heirs = self.edition.items.iter().filter(|it| self.is_next_to(other) && goes_back(it, item));
        finding.nearest(heirs.map(|it| written.of(it.id)).collect())
    }
}

fn goes_back(it: &Item, to: ItemId) -> bool {
    it.previous.iter().any(|it| it.row.item == to)
}

/// A page's number is told as people write it.
fn written_item(item: ItemId, written: Written) -> String {
    match written {
        Written::Shown | Written::Page => item.shown(),
        Written::Id => item.to_string(),
    }
}
