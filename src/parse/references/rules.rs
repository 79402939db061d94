//! Clauses behind `▶運用管理規程`. Whether one exists is not asked here.

use super::clause::clause;
use super::cursor::Cursor;
use super::found::Found;
use crate::model::RawRef;

/// Reads one clause.
pub(super) fn token<'t>(cursor: Cursor<'t>, found: &mut Vec<Found>) -> Option<Cursor<'t>> {
    let mut end = cursor;
    let clause = clause(&mut end)?;
    found.push(Found::shown(RawRef::RulesClause(clause), cursor.at()..end.at()));
    Some(end)
}
