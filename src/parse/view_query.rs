//! Stand-in for the reader of fenced blocks `台帳 ...`; reads none.

use crate::diagnostics::Sink;
use crate::model::RegisterQuery;
use crate::source::{FileId, Span};

pub(crate) fn parse(
    _file: FileId,
    _info: &str,
    _text: &str,
    _text_span: Span,
    _sink: &mut Sink,
) -> Option<RegisterQuery> {
    None
}
