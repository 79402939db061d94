//! `toji seal`: a copy of the PDF under a passphrase, which is shown once.

use super::args::{FailOn, Seal};
use super::output::Terminal;
use super::{Outcome, findings};
use crate::diagnostics::{Sink, catalogue};
use crate::emit::Built;
use crate::handover;
use crate::source::Sources;

pub(super) fn run(arguments: &Seal, terminal: &Terminal) -> Outcome {
    let out = arguments.output.clone().unwrap_or_else(|| handover::sealed_name(&arguments.pdf));
    if out.parent().is_some_and(|it| Built::read(it).is_some()) {
        let path = out.display().to_string();
        return terminal.usage(&terminal.fill("seal-into-output", &[("path", &path)]));
    }
    let progress = terminal.progress();
    progress.set_message(catalogue::ui("step-sealing", terminal.language));
    let mut sink = Sink::default();
    let sealed = handover::seal(&arguments.pdf, &out, &mut sink);
    progress.finish_and_clear();
    let found = sink.into_sorted();
    let Some(sealed) = sealed else {
        findings::people(&found, &Sources::default(), terminal);
        return findings::outcome(&found, FailOn::Error);
    };
    let (path, pdf) = (out.display().to_string(), arguments.pdf.display().to_string());
    let pages = sealed.pages.to_string();
    let values = [("path", &*path), ("pages", &pages), ("from", &pdf), ("passphrase", sealed.passphrase.as_str())];
    // Beside the results and not among them: what is sent into a file by `>` must not hold it.
    terminal.message(&terminal.fill("sealed", &values));
    Outcome::Done
}
