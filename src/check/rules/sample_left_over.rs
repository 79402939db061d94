//! A name of the template's fictional facility in the papers of another.
//!
//! Source: the binder disagrees with itself: its facility has another name. Somebody may bear the name of a fictional
//! person, so it can be accepted.

use aho_corasick::AhoCorasick;

use super::Context;
use crate::check::{ledger, passages};
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let sample = context.sample;
    if context.binder.config().facility.name == sample.facility {
        return;
    }
    let names: Vec<(String, &String)> = sample.all.iter().map(|it| (ledger::bare(it), it)).collect();
    // Nearly no text has any: one look for all of them.
    let any = AhoCorasick::new(names.iter().map(|it| &it.0)).ok();
    for (span, text) in context.leftovers() {
        let text = ledger::bare(text);
        if any.as_ref().is_some_and(|it| !it.is_match(&text)) {
            continue;
        }
        for (_, name) in names.iter().filter(|(bare, _)| text.contains(bare)) {
            let finding = Finding::at(Code::SampleLeftOver, passages::locate(context, *span, name));
            sink.push(finding.with("name", name));
        }
    }
}
