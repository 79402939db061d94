//! `[[accept]]`: which findings the facility has looked at and lets stand for a time.
//!
//! An acceptance holds for a finding of its code at its place, as long as the finding still says what it said then. A
//! 検査項目 cannot be accepted, nor what keeps the binder from being built.

use std::collections::{BTreeMap, BTreeSet};

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
    let mut accepted = Vec::new();
    let mut open = Open::new(findings, acceptances, sources);
    for by in acceptances {
        match judge(by, &open, today) {
            Verdict::Holds(i) => {
                accepted.extend(open.take(i, &by.place).map(|finding| Accepted { finding, by: by.clone() }));
            }
            Verdict::Told(finding) => told.push(*finding),
        }
    }
    told.extend(open.findings.into_iter().flatten());
    (told.into_sorted(), accepted)
}

/// The findings that nobody has accepted yet, to be found by what an acceptance says of them. Signs cost a digest each, so
/// each is made once, and only for a code that an acceptance names.
struct Open {
    findings: Vec<Option<Finding>>,
    /// By code and place: the signs of those left, in order.
    signs: BTreeMap<(Code, String), BTreeMap<usize, String>>,
    /// By code, place and sign: where those left stand.
    places: BTreeMap<(Code, String, String), BTreeSet<usize>>,
}

impl Open {
    fn new(findings: Vec<Finding>, acceptances: &[Acceptance], sources: &Sources) -> Self {
        let codes: BTreeSet<Code> = acceptances.iter().filter_map(|it| Code::parse(&it.code.value)).collect();
        let mut open = Self { findings: Vec::new(), signs: BTreeMap::new(), places: BTreeMap::new() };
        for (i, finding) in findings.iter().enumerate().filter(|it| codes.contains(&it.1.code)) {
            let (place, seen) = (place(finding, sources), seen(finding, sources));
            open.signs.entry((finding.code, place.clone())).or_default().insert(i, seen.clone());
            open.places.entry((finding.code, place, seen)).or_default().insert(i);
        }
        open.findings = findings.into_iter().map(Some).collect();
        open
    }

    /// The first of this code and place that says `seen`.
    fn position(&self, code: Code, place: &str, seen: &str) -> Option<usize> {
        self.places.get(&(code, place.to_owned(), seen.to_owned()))?.first().copied()
    }

    /// The sign of the first of this code and place, whatever it says.
    fn sign(&self, code: Code, place: &str) -> Option<&str> {
        self.signs.get(&(code, place.to_owned()))?.first_key_value().map(|it| it.1.as_str())
    }

    fn take(&mut self, i: usize, place: &str) -> Option<Finding> {
        let finding = self.findings.get_mut(i)?.take()?;
        let key = (finding.code, place.to_owned());
        let seen = self.signs.get_mut(&key)?.remove(&i)?;
        self.places.get_mut(&(key.0, key.1, seen))?.remove(&i);
        Some(finding)
    }
}

enum Verdict {
    /// For the finding at this index.
    Holds(usize),
    Told(Box<Finding>),
}

fn judge(by: &Acceptance, open: &Open, today: Date) -> Verdict {
    let told = |it: Finding| Verdict::Told(Box::new(it));
    // A code that does not exist was told when the settings were read.
    let code = Code::parse(&by.code.value);
    if let Some(code) = code.filter(|it| !is_acceptable(*it)) {
        return told(Finding::at(Code::AcceptanceRefused, by.code.span).with("code", code));
    }
    let found = code.zip(by.seen.as_ref()).and_then(|(code, seen)| open.position(code, &by.place, &seen.value));
    match (found, code.and_then(|it| open.sign(it, &by.place))) {
        (Some(_), _) if by.until.value < today => {
            let finding = Finding::at(Code::AcceptanceOver, by.until.span).with("code", &by.code.value);
            told(finding.with("until", by.until.value.japanese()))
        }
        (Some(index), _) => Verdict::Holds(index),
        (None, Some(now)) => {
            let span = by.seen.as_ref().map_or(by.code.span, |it| it.span);
            let finding = Finding::at(Code::AcceptanceChanged, span).with("code", &by.code.value);
            told(finding.with("seen", now))
        }
        (None, None) => told(Finding::at(Code::AcceptanceUnused, by.span).with("code", &by.code.value)),
    }
}
