//! What is to be said about the binder as a whole on one day: findings and readiness.
//!
//! Checks always see the whole binder, never a profile's view of it. One file a rule, one sorted table. Nothing here
//! reads a file, changes the binder or prints.

mod readiness;
mod rules;

pub use readiness::{Readiness, ReadyItem};

use crate::diagnostics::{Finding, Sink};
use crate::model::Date;
use crate::resolve::Binder;

/// Everything that a reader is told about the binder's state on a day.
#[derive(Debug)]
pub struct Report {
    /// The day it speaks of.
    pub as_of: Date,
    /// All findings, of every stage, sorted.
    pub findings: Vec<Finding>,
    /// The answers, item by item.
    pub readiness: Readiness,
}

/// Runs every rule over `binder` as of `today`; `sink` holds what earlier stages found.
pub fn report(binder: &Binder, files: &[Box<str>], today: Date, mut sink: Sink) -> Report {
    for rule in rules::RULES {
        (rule.check)(&rules::Context { binder, files }, &mut sink);
    }
    Report { as_of: today, findings: sink.into_sorted(), readiness: Readiness::of(binder) }
}
