//! Changes of a source folder that were cut off are ended before it is read; those of a fleet that it belongs to as well,
//! since they are written from the fleet's folder.

use std::path::Path;

use super::args::FailOn;
use super::output::Terminal;
use super::{Outcome, findings};
use crate::diagnostics::{Sink, catalogue};
use crate::edit::{self, Recovered};
use crate::source::Sources;

pub(super) fn run(dir: &Path, terminal: &Terminal) -> Result<(), Outcome> {
    // A folder may be named `.`, and what is not there is told by whoever reads it.
    if let Some(fleet) = dir.canonicalize().ok().as_deref().and_then(Path::parent) {
        one(fleet, terminal)?;
    }
    one(dir, terminal)
}

fn one(dir: &Path, terminal: &Terminal) -> Result<(), Outcome> {
    let mut sink = Sink::default();
    match edit::recover(dir, &mut sink) {
        Some(Recovered::Nothing) => Ok(()),
        Some(Recovered::Finished) => {
            terminal.message(catalogue::ui("recovered", terminal.language));
            Ok(())
        }
        None => {
            let found = sink.into_sorted();
            findings::people(&found, &Sources::default(), terminal);
            Err(findings::outcome(&found, FailOn::Error))
        }
    }
}
