//! What `registers/visits.csv` says of inspections: rows of one day and one authority are one visit, a row is a remark.
//! Nothing here makes a finding.

use super::ledger::bare;
use crate::model::{Date, Register, RegisterKind, Row, RowId};
use crate::resolve::Binder;

/// One visit.
#[derive(Debug)]
pub struct Visit<'a> {
    /// When it was.
    pub date: Date,
    /// Who came.
    pub authority: &'a str,
    /// The register.
    pub register: &'a Register,
    /// Its rows, in the order of the file.
    pub rows: Vec<&'a Row>,
}

/// Words of 指摘 by which nothing was remarked.
const NOTHING: [&str; 6] = ["なし", "無し", "無", "特になし", "指摘なし", "-"];

/// All visits, in the order of their first rows. A row without a day is of none.
pub fn visits(binder: &Binder) -> Vec<Visit<'_>> {
    let mut visits: Vec<Visit<'_>> = Vec::new();
    let Some(register) = binder.register(RegisterKind::Visits) else { return visits };
    for row in &register.rows {
        let Some(date) = register.date(row, "実施日") else { continue };
        let authority = register.text(row, "機関");
        let same = |it: &&mut Visit<'_>| it.date == date && bare(it.authority) == bare(authority);
        match visits.iter_mut().find(same) {
            Some(visit) => visit.rows.push(row),
            None => visits.push(Visit { date, authority, register, rows: vec![row] }),
        }
    }
    visits
}

/// The visits of that day, one an authority; or the one that a row of that id is part of.
pub fn visits_of<'a>(binder: &'a Binder, written: &str) -> Vec<Visit<'a>> {
    let (date, id) = (Date::parse(written).ok(), RowId::new(written));
    let is_meant =
        |it: &Visit<'_>| Some(it.date) == date || it.rows.iter().any(|row| Some(&row.id.value) == id.as_ref());
    visits(binder).into_iter().filter(is_meant).collect()
}

/// The first of [`visits_of`].
pub fn visit<'a>(binder: &'a Binder, written: &str) -> Option<Visit<'a>> {
    visits_of(binder, written).into_iter().next()
}

impl<'a> Visit<'a> {
    /// The rows in which something was remarked.
    pub fn remarks(&self) -> impl Iterator<Item = &'a Row> {
        self.rows.iter().copied().filter(|it| is_remark(self.register, it))
    }
}

/// Whether something was remarked.
fn is_remark(register: &Register, row: &Row) -> bool {
    let remark = register.text(row, "指摘");
    !remark.is_empty() && !NOTHING.contains(&remark)
}

/// Whether something was remarked and has not been mended by that day. A 完了日 to come is a plan.
pub fn is_open(register: &Register, row: &Row, today: Date) -> bool {
    is_remark(register, row) && register.date(row, "完了日").is_none_or(|it| it > today)
}
