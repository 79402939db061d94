//! What should have been deleted already, told to whoever works with a fleet.

use std::path::Path;

use crate::cli::findings;
use crate::cli::output::Terminal;
use crate::diagnostics::Sink;
use crate::fleet;
use crate::model::Date;
use crate::source::Sources;

/// Of nothing, nothing is said.
pub(super) fn tell(folder: &Path, today: Date, terminal: &Terminal) {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    fleet::tell_overdue(folder, today, &mut sources, &mut sink);
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &sources, terminal);
    }
}
