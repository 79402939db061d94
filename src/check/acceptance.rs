//! `[[accept]]`: which findings the facility has looked at and lets stand for a time.
//!
//! An acceptance holds for a finding of its code at its place, as long as the finding still says what it said then. A
//! 検査項目 cannot be accepted, nor what keeps the binder from being built.

use crate::diagnostics::{At, Code, Finding, Sink, Weight};
use crate::model::{Acceptance, Date};
use crate::source::{Digester, Sources};

/// A finding that is let stand.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The finding.
    pub finding: Finding,
    /// By what it is let stand.
    pub by: Acceptance,
}

/// The file that a finding speaks of, as `place` names it; empty for the binder as a whole.
pub fn place(finding: &Finding, sources: &Sources) -> String {
    match &finding.at {
        At::Span(span) => sources.file(span.file).path().to_owned(),
        At::Path(path) => path.clone(),
        At::Nowhere => String::new(),
    }
}

/// Eight hex digits that change when the finding says something else. How many days have passed is no such thing: rules
/// name it `days`.
pub fn seen(finding: &Finding, sources: &Sources) -> String {
    let mut digester = Digester::default();
    digester.add("code", finding.code.as_str().as_bytes());
    digester.add("place", place(finding, sources).as_bytes());
    for (name, value) in finding.arguments.iter().filter(|(name, _)| *name != "days") {
        digester.add(name, value.as_bytes());
    }
    digester.finish().build_id().chars().take(8).collect()
}

/// Whether the facility may let findings of this code stand.
pub fn is_acceptable(code: Code) -> bool {
    match code.weight() {
        Weight::Build | Weight::Inspection => false,
        Weight::Disagreement | Weight::Advice => true,
    }
}

/// The `[[accept]]` that lets the finding stand, with its reason, who decides and its last day to be filled in; `None` where
/// it cannot be accepted.
pub fn entry(finding: &Finding, sources: &Sources) -> Option<String> {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    is_acceptable(finding.code).then(|| {
        let (code, place, seen) = (finding.code.as_str(), quoted(&place(finding, sources)), seen(finding, sources));
        format!(
            "[[accept]]\ncode = \"{code}\"\nplace = {place}\nseen = \"{seen}\"\nreason = \"\"\nby = \"\"\nuntil = \"\"\n"
        )
    })
}

/// Takes out of `findings` what is accepted on `today`; an acceptance that does not hold is told.
pub(super) fn apply(
    findings: Vec<Finding>,
    acceptances: &[Acceptance],
    sources: &Sources,
    today: Date,
) -> (Vec<Finding>, Vec<Accepted>) {
    let mut told = Sink::default();
    let mut left = findings;
    let mut accepted = Vec::new();
    for by in acceptances {
        match judge(by, &left, sources, today) {
            Verdict::Holds(i) => accepted.push(Accepted { finding: left.remove(i), by: by.clone() }),
            Verdict::Told(finding) => told.push(*finding),
        }
    }
    told.extend(left);
    (told.into_sorted(), accepted)
}

enum Verdict {
    /// For the finding at this index.
    Holds(usize),
    Told(Box<Finding>),
}

fn judge(by: &Acceptance, findings: &[Finding], sources: &Sources, today: Date) -> Verdict {
    let told = |it: Finding| Verdict::Told(Box::new(it));
    // A code that does not exist was told when the settings were read.
    let code = Code::parse(&by.code.value);
    if let Some(code) = code.filter(|it| !is_acceptable(*it)) {
        return told(Finding::at(Code::AcceptanceRefused, by.code.span).with("code", code));
    }
    let is_meant = |it: &&Finding| Some(it.code) == code && place(it, sources) == by.place;
    let seen_then = by.seen.as_ref().map(|it| it.value.as_str());
    let found = findings.iter().position(|it| is_meant(&it) && Some(seen(it, sources).as_str()) == seen_then);
    match (found, findings.iter().find(is_meant)) {
        (Some(_), _) if by.until.value < today => {
            let finding = Finding::at(Code::AcceptanceOver, by.until.span).with("code", &by.code.value);
            told(finding.with("until", by.until.value.japanese()))
        }
        (Some(index), _) => Verdict::Holds(index),
        (None, Some(other)) => {
            let span = by.seen.as_ref().map_or(by.code.span, |it| it.span);
            let finding = Finding::at(Code::AcceptanceChanged, span).with("code", &by.code.value);
            told(finding.with("seen", seen(other, sources)))
        }
        (None, None) => told(Finding::at(Code::AcceptanceUnused, by.span).with("code", &by.code.value)),
    }
}
