//! An edition that somebody imported and into which nobody has written what no official file says: rules that need it are
//! silent.
//!
//! Source: the edition's data: which item a paper is shown for, and what each is about.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let (config, edition) = (context.binder.config(), context.binder.edition());
    if let Some(lacking) = edition.lacks().filter(|_| edition.is_chosen(config)) {
        let finding = Finding::at(Code::EditionIncomplete, config.edition.span).with("edition", &edition.name);
        sink.push(finding.with("missing", lacking.join(", ")));
    }
}
