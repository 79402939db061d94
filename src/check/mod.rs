//! What is to be said about the binder as a whole on one day: findings and readiness.
//!
//! Checks always see the whole binder, never a profile's view of it. One file a rule, one sorted table. Nothing here
//! reads a file, changes the binder or prints.

mod acceptance;
mod calendar;
mod context;
mod contracts;
mod evidence;
mod ledger;
mod leftovers;
mod machines;
mod owed;
mod papers;
mod passages;
mod people;
mod prose;
mod readiness;
mod round;
mod rules;
mod scope;
mod statement;
mod telephone;
mod template;
mod visits;
mod work_list;

pub use acceptance::{Accepted, entry, is_acceptable, place, seen};
pub use calendar::{Due, DueKind};
pub use contracts::{Contract, REPLY_DAYS, Vendor};
pub use evidence::EvidenceFile;
pub(crate) use ledger::is_out_of_use;
pub use owed::{Owed, owed};
pub use papers::Paper;
pub use readiness::{Readiness, ReadyItem, Tally};
pub use rules::codes;
pub use scope::looked_after;
pub use visits::{Visit, is_open, visit, visits, visits_of};
pub use work_list::{Work, work_list};

/// Where telephone numbers stand in a line of prose, as bytes.
pub fn telephone_numbers(line: &str) -> Vec<std::ops::Range<usize>> {
    telephone::numbers(line).into_iter().map(|it| it.at..it.at + it.written.len()).collect()
}

/// The papers of a binder and what falls due by it on a day, as [`report`] finds them; `items` are its answers.
pub(crate) fn papers_and_days(binder: &Binder, items: &[ReadyItem], today: Date) -> (Vec<Paper>, Vec<Due>) {
    let (sources, sample) = (Sources::default(), SampleNames::default());
    let beside = Beside { sources: &sources, files: &[], evidence: &[], sample: &sample, template: None };
    let context = context::Context::new(binder, beside, today);
    let papers = papers::all(&context);
    let due = calendar::all(&context, items, &papers);
    (papers, due)
}

use rayon::prelude::*;

use crate::diagnostics::{Finding, Sink};
use crate::model::{Date, SampleNames, Template};
use crate::resolve::Binder;
use crate::source::Sources;

/// Everything that a reader is told about the binder's state on a day.
#[derive(Debug)]
pub struct Report {
    /// The day it speaks of.
    pub as_of: Date,
    /// All findings, of every stage, sorted, but for those accepted.
    pub findings: Vec<Finding>,
    /// Findings that the facility lets stand, in the order of `binder.toml`.
    pub accepted: Vec<Accepted>,
    /// The answers, item by item.
    pub readiness: Readiness,
    /// How far each vendor's form has got, in the order of the register.
    pub vendors: Vec<Vendor>,
    /// The documents that are looked at in the flesh, in the order of the items.
    pub papers: Vec<Paper>,
    /// What falls due, soonest first, past days too.
    pub due: Vec<Due>,
    /// The template that the folder stands on, and what an update left open; `None` where it says nothing.
    pub template: Option<Template>,
}

/// What lies in the source folder beside its texts.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// The texts, for the places of findings.
    pub sources: &'a Sources,
    /// The paths of all files that are no documents, sorted.
    pub files: &'a [Box<str>],
    /// The files that `registers/evidence.csv` names.
    pub evidence: &'a [EvidenceFile],
    /// The names of the template's fictional facility.
    pub sample: &'a SampleNames,
    /// The template that the folder stands on; `None` where it says nothing.
    pub template: Option<&'a Template>,
}

/// Runs every rule over `binder` as of `today`; `sink` holds what earlier stages found.
pub fn report(binder: &Binder, beside: Beside<'_>, today: Date, mut sink: Sink) -> Report {
    let context = context::Context::new(binder, beside, today);
    let found = rules::RULES.par_iter().map(|rule| {
        let mut sink = Sink::default();
        (rule.check)(&context, &mut sink);
        sink.into_sorted()
    });
    found.collect::<Vec<_>>().into_iter().for_each(|it| sink.extend(it));
    let (findings, accepted) = acceptance::apply(sink.into_sorted(), &binder.config().accepted, beside.sources, today);
    let readiness = Readiness::of(&context, &findings);
    let papers = papers::all(&context);
    let due = calendar::all(&context, &readiness.items, &papers);
    let vendors = context.contracts.iter().map(Vendor::from).collect();
    let template = beside.template.cloned();
    Report { as_of: today, findings, accepted, readiness, vendors, papers, due, template }
}
