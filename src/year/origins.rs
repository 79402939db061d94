//! The rows of an earlier year that an item goes back to, and what a form of that year says in them.

use crate::model::{Answer, Certainty, Edition, FiscalYear, Form, FormRow, Item, ItemRow, Previous};

/// A row of an earlier form and what it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Old {
    /// The row, and whether its number was seen or is inferred.
    pub from: Previous,
    /// The answer in force; `None` for a blank one and for a row that is not there.
    pub answer: Option<Answer>,
}

/// The rows of the form of `year` that `item` of `edition` goes back to, by way of the editions between; none for an item
/// that is new. `None` where no data says.
pub fn origins(editions: &[Edition], edition: &Edition, item: &Item, year: FiscalYear) -> Option<Vec<Previous>> {
    if edition.fiscal_year == year {
        let row = ItemRow { item: item.id, machine: None };
        return Some(vec![Previous { row, certainty: Certainty::Verified }]);
    }
    // The map is that to the edition of the year before: with a year left out it would be another's.
    if edition.fiscal_year < year || (item.previous.is_empty() && !item.is_new) {
        return None;
    }
    let before = year_before(edition);
    if before == Some(year) {
        return Some(item.previous.clone());
    }
    let between = editions.iter().find(|it| Some(it.fiscal_year) == before);
    let mut rows: Vec<Previous> = Vec::new();
    for step in &item.previous {
        let between = between?;
        for mut row in origins(editions, between, between.item(step.row.item)?, year)? {
            row.certainty = less_sure(row.certainty, step.certainty);
            if rows.iter().all(|it| it.row != row.row) {
                rows.push(row);
            }
        }
    }
    Some(rows)
}

fn year_before(edition: &Edition) -> Option<FiscalYear> {
    FiscalYear::new(i64::from(edition.fiscal_year.year()) - 1)
}

fn less_sure(a: Certainty, b: Certainty) -> Certainty {
    match (a, b) {
        (Certainty::Verified, Certainty::Verified) => Certainty::Verified,
        (Certainty::Unverified, _) | (_, Certainty::Unverified) => Certainty::Unverified,
    }
}

/// What `form` says in the rows of `from`, one by one. `all` are the rows that the year's form is known to have had: a row
/// that names no machine answers for an item of one row only.
pub(super) fn answers(form: Option<&Form>, from: &[Previous], all: &[ItemRow]) -> Vec<Old> {
    from.iter().map(|it| Old { from: *it, answer: form.and_then(|form| answer(form, it.row, all)) }).collect()
}

/// Where a form has the row twice, they must say the same.
fn answer(form: &Form, row: ItemRow, all: &[ItemRow]) -> Option<Answer> {
    let mut found = rows_of(form, row, all).into_iter().map(|it| it.in_force().0);
    let first = found.next()?;
    found.all(|it| it == first).then_some(first)?
}

/// The rows of a form that stand for a row of its edition.
pub(super) fn rows_of<'a>(form: &'a Form, row: ItemRow, all: &[ItemRow]) -> Vec<&'a FormRow> {
    let of_item = || form.rows.iter().filter(|it| it.item.value == row.item);
    let is_one_row = all.iter().filter(|it| it.item == row.item).count() <= 1;
    match row.machine {
        None => of_item().collect(),
        Some(_) => of_item().filter(|it| it.machine == row.machine || is_one_row && it.machine.is_none()).collect(),
    }
}
