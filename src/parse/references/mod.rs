//! Finds the references in one run of text: ▶ notes, item numbers, clauses and variables.
//!
//! A trigger is looked for byte by byte; each kind then has its own reader, which either takes what it recognises or leaves
//! it as text. Every character is read a bounded number of times. Nothing here looks anything up, does I/O, panics or fails: what
//! cannot be read stays text, and only a variable that cannot be read is a finding.

mod bcp;
mod clause;
mod cursor;
mod found;
mod guideline;
mod items;
mod note;
mod numeral;
mod rows;
mod rules;
mod section;
mod series;
mod signs;
mod trigger;
mod variable;
mod weave;

#[cfg(test)]
mod tests;

pub(crate) use clause::clause_of;

use super::run::Run;
use crate::diagnostics::Sink;
use crate::model::{Inlines, RawRef};
use cursor::Cursor;
use found::Edge;
use trigger::Trigger;
use weave::Weave;

/// Turns a run into text and references, behind the content `before` it. The text and what the references show are the
/// run's text, line ends joined.
pub(crate) fn scan(run: &Run, before: Inlines<RawRef>, sink: &mut Sink) -> Inlines<RawRef> {
    let mut weave = Weave::new(run, before);
    let mut at = 0;
    while let Some((trigger, start)) = trigger::next(run.text().as_bytes(), at) {
        let cursor = Cursor::new(run.text(), start);
        at = read(trigger, cursor, &mut weave, sink).at().max(start + 1);
    }
    weave.finish()
}

/// Reads what the trigger promises, and tells where to go on.
fn read<'t>(trigger: Trigger, cursor: Cursor<'t>, weave: &mut Weave<'t>, sink: &mut Sink) -> Cursor<'t> {
    let mut found = Vec::new();
    match trigger {
        Trigger::Note => {
            let end = note::read(cursor, weave.run(), &mut found);
            weave.take(found, Edge::Note);
            end
        }
        Trigger::Clause => {
            let end = clause::in_prose(cursor, &mut found);
            weave.take(found, Edge::Prose);
            end
        }
        Trigger::Item => {
            let end = items::in_prose(cursor, &mut found);
            weave.take(found, Edge::Prose);
            end
        }
        Trigger::Variable => variable::read(cursor, weave, sink),
    }
}
