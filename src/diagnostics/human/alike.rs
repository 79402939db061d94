//! Findings of one code that come in numbers: the first is shown whole, the others in a line each. Errors are always shown
//! whole, since each of them has to be found and mended before anything is built.

use std::collections::BTreeMap;

use annotate_snippets::normalize_untrusted_str;

use crate::diagnostics::catalogue::{Language, fill, message, ui};
use crate::diagnostics::location::location;
use crate::diagnostics::{Code, Finding, Severity};
use crate::source::Sources;

/// From this many on they are many.
const MANY: usize = 3;

/// A finding, and those of its code that follow it.
pub(super) struct Lot<'a> {
    pub(super) first: &'a Finding,
    pub(super) others: Vec<&'a Finding>,
}

/// Gathers `findings`; each lot stands where its first one stood.
pub(super) fn lots<'a>(findings: &[&'a Finding]) -> Vec<Lot<'a>> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|it| it.severity() != Severity::Error) {
        *counts.entry(finding.code).or_default() += 1;
    }
    let mut lots: Vec<Lot<'a>> = Vec::new();
    let mut places: BTreeMap<Code, usize> = BTreeMap::new();
    for finding in findings {
        if let Some(lot) = places.get(&finding.code).and_then(|it| lots.get_mut(*it)) {
            lot.others.push(finding);
            continue;
        }
        if counts.get(&finding.code).is_some_and(|it| *it >= MANY) {
            places.insert(finding.code, lots.len());
        }
        lots.push(Lot { first: finding, others: Vec::new() });
    }
    lots
}

/// The others as lines: the place, then what is wrong there.
pub(super) fn lines(others: &[&Finding], sources: &Sources, language: Language) -> String {
    if others.is_empty() {
        return String::new();
    }
    let count = others.len().to_string();
    let mut text = format!("\n   {}", fill(ui("alike", language), &[("count", &count)]));
    for finding in others {
        let place = location(finding, sources).map(|it| match it.place {
            Some(place) => format!("{}:{}:{}: ", it.path, place.line, place.column),
            None => format!("{}: ", it.path),
        });
        let line = place.unwrap_or_default() + &message(finding, language);
        text.push_str(&format!("\n     {}", normalize_untrusted_str(&line)));
    }
    text
}
