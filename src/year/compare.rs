//! Two years side by side: items by the map, answers by respondent, clauses and contents where there are two folders.
//! Judges nothing.

use std::collections::BTreeSet;

use super::clauses::{self, ClauseChange};
use super::contents::{self, Contents};
use super::origins::{Old, answers, origins};
use crate::model::{
    Answer, Edition, FiscalYear, Form, FormRow, FormerEdition, Item, ItemId, ItemRow, Previous, Respondent,
};
use crate::resolve::Binder;

/// A year of a binder.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The binder.
    pub binder: &'a Binder,
    /// The year, of which the binder need not be.
    pub year: FiscalYear,
    /// What its folder is called, which tells two sides of one year apart.
    pub folder: &'a str,
}

/// What is different from one year to another.
#[derive(Debug)]
pub struct Comparison {
    /// The earlier year and the name of its edition, where that is known.
    pub before: (FiscalYear, Option<String>),
    /// The later year and the name of its edition.
    pub after: (FiscalYear, Option<String>),
    /// What the two sides are called: by their years, and by their folders too where the years are one.
    pub labels: (String, String),
    /// The items of the later year; none where its edition is not there as data.
    pub items: Vec<ItemChange>,
    /// Rows of the earlier year that no item goes back to.
    pub gone: Vec<ItemRow>,
    /// The answers, the facility's first.
    pub answers: Vec<Answers>,
    /// The clauses; `None` where there is one text of the rules only.
    pub clauses: Option<Vec<ClauseChange>>,
    /// Documents and registers; `None` where there is one folder only.
    pub contents: Option<Contents>,
}

/// An item and the rows it goes back to.
#[derive(Debug, Clone)]
pub struct ItemChange {
    /// The item.
    pub item: ItemId,
    /// Its subject.
    pub subject: String,
    /// The rows; none for a new item.
    pub from: Vec<Previous>,
    /// What became of them.
    pub kind: ItemKind,
}

/// What became of an item's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// There were none.
    New,
    /// Several became one.
    Merged,
    /// One, with another number or for one kind of machine.
    Moved,
    /// One, with the same number.
    Kept,
    /// No data says.
    NoMap,
}

/// What one respondent said in both years.
#[derive(Debug, Clone)]
pub struct Answers {
    /// Who.
    pub respondent: Respondent,
    /// The name.
    pub name: String,
    /// The year of which there is no form; then there is nothing to compare.
    pub without_form: Option<FiscalYear>,
    /// A row an item.
    pub rows: Vec<AnswerChange>,
}

/// What was said to an item.
#[derive(Debug, Clone)]
pub struct AnswerChange {
    /// The item.
    pub item: ItemId,
    /// Its subject.
    pub subject: String,
    /// The rows it goes back to and their answers.
    pub old: Vec<Old>,
    /// The answer in force.
    pub new: Option<Answer>,
    /// What became of the rows.
    pub kind: ItemKind,
}

impl AnswerChange {
    /// Whether every old row said what the item says now.
    pub fn is_same(&self) -> bool {
        !self.old.is_empty() && self.old.iter().all(|it| it.answer == self.new)
    }
}

/// Compares `before` with `after`; the editions are all that are known.
pub fn compare(before: Side<'_>, after: Side<'_>, editions: &[Edition], former: &[FormerEdition]) -> Comparison {
    let edition = editions.iter().find(|it| it.fiscal_year == after.year);
    let items: Vec<ItemChange> = edition
        .into_iter()
        .flat_map(|it| it.items.iter().map(|item| change(editions, it, item, before.year)))
        .collect();
    let all = rows_of_year(before.year, editions, former);
    let taken: BTreeSet<ItemRow> = items.iter().flat_map(|it| &it.from).map(|it| it.row).collect();
    let has_two_folders = !std::ptr::eq(before.binder, after.binder);
    Comparison {
        labels: (label(before, after), label(after, before)),
        before: (before.year, name(before.year, editions, former)),
        after: (after.year, name(after.year, editions, former)),
        gone: if items.is_empty() {
            Vec::new()
        } else {
            all.iter().filter(|it| !taken.contains(it)).copied().collect()
        },
        answers: edition.map(|it| all_answers(before, after, it, (&items, &all))).unwrap_or_default(),
        items,
        clauses: has_two_folders.then(|| clauses::compare(before.binder, after.binder)),
        contents: has_two_folders.then(|| contents::compare(before.binder, after.binder)),
    }
}

fn label(side: Side<'_>, other: Side<'_>) -> String {
    let year = side.year.japanese();
    if side.year == other.year && side.folder != other.folder { format!("{}（{year}）", side.folder) } else { year }
}

fn change(editions: &[Edition], edition: &Edition, item: &Item, year: FiscalYear) -> ItemChange {
    let from = origins(editions, edition, item, year);
    let same = ItemRow { item: item.id, machine: None };
    let kind = match from.as_deref() {
        None => ItemKind::NoMap,
        Some([]) => ItemKind::New,
        Some([one]) if one.row == same => ItemKind::Kept,
        Some([_]) => ItemKind::Moved,
        Some([_, _, ..]) => ItemKind::Merged,
    };
    ItemChange { item: item.id, subject: item.subject.clone(), from: from.unwrap_or_default(), kind }
}

/// The rows that the form of a year is known to have had.
fn rows_of_year(year: FiscalYear, editions: &[Edition], former: &[FormerEdition]) -> Vec<ItemRow> {
    let whole = |it: &Item| ItemRow { item: it.id, machine: None };
    match editions.iter().find(|it| it.fiscal_year == year) {
        Some(edition) => edition.items.iter().map(whole).collect(),
        None => former.iter().filter(|it| it.fiscal_year == year).flat_map(|it| &it.rows).map(|it| it.row).collect(),
    }
}

fn name(year: FiscalYear, editions: &[Edition], former: &[FormerEdition]) -> Option<String> {
    let known = editions.iter().find(|it| it.fiscal_year == year).map(|it| it.name.clone());
    known.or_else(|| former.iter().find(|it| it.fiscal_year == year).map(|it| it.name.clone()))
}

fn forms(side: Side<'_>) -> impl Iterator<Item = &Form> {
    side.binder.all_forms().map(|it| it.1).filter(move |it| it.fiscal_year == side.year)
}

fn all_answers(
    before: Side<'_>,
    after: Side<'_>,
    edition: &Edition,
    (items, all): (&[ItemChange], &[ItemRow]),
) -> Vec<Answers> {
    let respondents: BTreeSet<&Respondent> = forms(before).chain(forms(after)).map(|it| &it.respondent).collect();
    let of = |respondent: &Respondent| {
        let old = forms(before).find(|it| it.respondent == *respondent);
        let new = forms(after).find(|it| it.respondent == *respondent);
        let rows = items.iter().filter_map(|item| {
            let found = new.and_then(|it| it.row(item.item));
            let is_asked = match respondent {
                Respondent::Facility => true,
                Respondent::Vendor(_) => edition.item(item.item).is_some_and(Item::is_asked_of_vendors),
            };
            (is_asked || found.is_some()).then(|| AnswerChange {
                item: item.item,
                subject: item.subject.clone(),
                old: answers(old, &item.from, all),
                new: found.and_then(|it| FormRow::in_force(it).0),
                kind: item.kind,
            })
        });
        let missing = [(old, before.year), (new, after.year)].into_iter().find(|it| it.0.is_none());
        // A respondent of the earlier year may have left the register since.
        let side = if new.is_some() { after } else { before };
        let name = side.binder.respondent_name(respondent).to_owned();
        Answers {
            respondent: respondent.clone(),
            name,
            without_form: missing.map(|it| it.1),
            rows: if missing.is_some() { Vec::new() } else { rows.collect() },
        }
    };
    respondents.into_iter().map(of).collect()
}
