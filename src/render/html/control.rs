//! 文書管理 of a document: the table at its end, and 附則 before it.

use serde::Serialize;

use super::answers;
use crate::model::{Date, Document, Target};
use crate::render::control::{InForce, in_force};

/// Numbers, days, places and 改訂履歴.
#[derive(Debug, Serialize)]
pub(super) struct Control {
    number: String,
    established: String,
    effective: String,
    approved_by: String,
    approved_on: String,
    retention: String,
    kept: String,
    revisions: Vec<RevisionView>,
    /// Whether any revision says so.
    has_clauses: bool,
    has_effective: bool,
    in_force: Vec<Sentence>,
}

#[derive(Debug, Serialize)]
struct RevisionView {
    date: String,
    effective: String,
    clauses: String,
    reason: String,
    approver: String,
}

/// A sentence of 附則: the theme has the words.
#[derive(Debug, Serialize)]
struct Sentence {
    is_revision: bool,
    day: String,
}

impl Control {
    /// The table, where anything is said.
    pub(super) fn of(document: &Document<Target>) -> Option<Self> {
        let control = &document.front.control;
        if control.is_empty() {
            return None;
        }
        let (approved_by, approved_on) = control.approval();
        let text = |it: &Option<String>| it.clone().unwrap_or_default();
        let revisions = control.revisions.iter().map(|it| RevisionView {
            date: it.date.japanese(),
            effective: answers::shown(it.effective),
            clauses: text(&it.clauses),
            reason: it.reason.clone(),
            approver: text(&it.approver),
        });
        Some(Self {
            number: text(&control.number),
            established: answers::shown(control.established),
            effective: answers::shown(control.effective),
            approved_by: approved_by.unwrap_or_default().to_owned(),
            approved_on: answers::shown(approved_on),
            retention: text(&control.retention),
            kept: text(&control.kept),
            has_clauses: control.revisions.iter().any(|it| it.clauses.is_some()),
            has_effective: control.revisions.iter().any(|it| it.effective.is_some()),
            revisions: revisions.collect(),
            in_force: in_force(document).into_iter().map(Sentence::from).collect(),
        })
    }
}

impl From<InForce> for Sentence {
    fn from(sentence: InForce) -> Self {
        let of = |is_revision, day: Date| Self { is_revision, day: day.japanese() };
        match sentence {
            InForce::Made(day) => of(false, day),
            InForce::Revised(day) => of(true, day),
        }
    }
}
