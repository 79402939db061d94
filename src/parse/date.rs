//! A date that somebody wrote, or the finding that it is none. Never guesses a part that is missing.

use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Date, DateError};
use crate::source::Span;

/// Reads a date in any Japanese or ISO form.
pub(super) fn read(text: &str, span: Span, sink: &mut Sink) -> Option<Date> {
    let code = match Date::parse(text) {
        Ok(date) => return Some(date),
        Err(DateError::Form) => Code::BadDate,
        Err(DateError::NoSuchDay) => Code::ImpossibleDate,
    };
    sink.push(Finding::at(code, span).with("text", text));
    None
}
