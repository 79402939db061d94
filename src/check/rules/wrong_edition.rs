//! A form of the year that answers another edition than the binder's.
//!
//! Source: the form and `binder.toml` name different editions: the numbers of the items may mean other things.

use super::Context;
use crate::check::context::actor;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let edition = context.binder.edition();
    for (_, form) in context.binder.forms() {
        for written in form.edition.iter().filter(|it| it.value != edition.id) {
            let finding = Finding::at(Code::WrongEdition, written.span).by(actor(&form.respondent));
            sink.push(finding.with("found", &written.value).with("edition", &edition.id));
        }
    }
}
