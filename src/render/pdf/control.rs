//! 文書管理 of a document.

use super::scribe::Scribe;
use super::tree::{ControlBody, RevisionRow, Sentence};
use crate::model::{Document, Revision, Target};
use crate::render::control::{InForce, in_force};

/// The table, where anything is said.
pub(super) fn of(scribe: &mut Scribe<'_>, document: &Document<Target>) -> Option<ControlBody> {
    let control = &document.front.control;
    if control.is_empty() {
        return None;
    }
    let mut text = |it: Option<&str>| scribe.line(it.unwrap_or_default());
    let (by, approved_on) = control.approval();
    let (number, approved_by) = (text(control.number.as_deref()), text(by));
    let (retention, kept) = (text(control.retention.as_deref()), text(control.kept.as_deref()));
    Some(ControlBody {
        number,
        established: scribe.date(control.established),
        effective: scribe.date(control.effective),
        approved_by,
        approved_on: scribe.date(approved_on),
        retention,
        kept,
        revisions: control.revisions.iter().map(|it| revision(scribe, it)).collect(),
        in_force: in_force(document).into_iter().map(|it| sentence(scribe, it)).collect(),
    })
}

fn revision(scribe: &mut Scribe<'_>, revision: &Revision) -> RevisionRow {
    scribe.at(revision.span);
    RevisionRow {
        date: scribe.date(Some(revision.date)),
        effective: scribe.date(revision.effective),
        clauses: scribe.line(revision.clauses.as_deref().unwrap_or_default()),
        reason: scribe.line(&revision.reason),
        approver: scribe.line(revision.approver.as_deref().unwrap_or_default()),
    }
}

fn sentence(scribe: &mut Scribe<'_>, sentence: InForce) -> Sentence {
    match sentence {
        InForce::Made(day) => Sentence { of: "text", day: scribe.date(Some(day)) },
        InForce::Revised(day) => Sentence { of: "revision", day: scribe.date(Some(day)) },
    }
}
