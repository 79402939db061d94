//! Items whose data was not verified as a whole, in one note.
//!
//! Source: the edition's data: the certainty of each item.

use super::Context;
use crate::diagnostics::{Actor, Code, Finding, Sink};
use crate::model::Certainty;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let (config, edition) = (context.binder.config(), context.binder.edition());
    if !edition.is_chosen(config) {
        return;
    }
    let unverified = edition.items.iter().filter(|it| it.certainty == Certainty::Unverified);
    let items: Vec<String> = unverified.map(|it| it.id.shown()).collect();
    if !items.is_empty() {
        let finding = Finding::at(Code::ItemUnverified, config.edition.span).by(Actor::Association);
        sink.push(finding.with("edition", &edition.name).with("items", items.join("、")));
    }
}
