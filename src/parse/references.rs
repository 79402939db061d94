//! Stand-in for the scanner of references within running text; finds none.

use super::run::{Run, join_lines};
use crate::diagnostics::Sink;
use crate::model::{Inline, Inlines, RawRef};

pub(crate) fn scan(run: &Run, _sink: &mut Sink) -> Inlines<RawRef> {
    vec![Inline::Text(join_lines(run.text()).into())]
}
