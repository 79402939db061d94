//! A blank that somebody meant to fill in, in one of the four papers that are looked at in the flesh.
//!
//! Source: the checklist's manual has them looked at; what is shown must say what the facility does.

use super::Context;
use crate::check::{leftovers, passages};
use crate::diagnostics::{Code, Finding, Sink};

/// How people mark what is still to be written.
const MARKS: [&str; 8] = ["〇〇", "○○", "◯◯", "●●", "＿＿", "__", "TODO", "【要記入】"];

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (span, text) in leftovers::texts(context) {
        let found = MARKS.iter().filter_map(|it| Some((text.find(it)?, *it))).min();
        if let Some((_, mark)) = found {
            let finding = Finding::at(Code::BlankLeftOver, passages::locate(context, span, mark));
            sink.push(finding.with("mark", mark));
        }
    }
}
