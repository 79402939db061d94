//! `toji explain`: what a finding means and what to do.

use super::Outcome;
use super::args::Explain;
use super::output::Terminal;
use crate::diagnostics::{Code, catalogue, nearest};

pub(super) fn run(arguments: &Explain, terminal: &Terminal) -> Outcome {
    let Some(name) = &arguments.code else {
        terminal.result(&list(terminal));
        return Outcome::Done;
    };
    if let Some(code) = Code::parse(name) {
        terminal.result(&catalogue::explain(code, terminal.language));
        return Outcome::Done;
    }
    let near = nearest(name, Code::ALL.iter().map(|it| it.as_str())).join(", ");
    let template = catalogue::ui("unknown-code", terminal.language);
    terminal.usage(&catalogue::fill(template, &[("code", name), ("nearest", &near)]))
}

/// Every code with its title.
fn list(terminal: &Terminal) -> String {
    let width = Code::ALL.iter().map(|it| it.as_str().len()).max().unwrap_or(0);
    let line = |code: &Code| format!("{:width$}  {}\n", code.as_str(), catalogue::title(*code, terminal.language));
    Code::ALL.iter().map(line).collect()
}
