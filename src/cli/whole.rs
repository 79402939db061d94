//! The source folder of a command that needs a whole binder: what was cut off is ended first, and where there is no binder
//! the findings say why.

use std::path::Path;

use super::args::FailOn;
use super::output::Terminal;
use super::{Outcome, findings};
use crate::model::Date;
use crate::pipeline::{self, Whole};
use crate::source::Sources;

/// The binder in `dir` as of `today`, with the texts that it was read from.
///
/// # Errors
/// What is left to end with, once the findings are printed.
pub(super) fn read(dir: &Path, today: Date, terminal: &Terminal) -> Result<(Whole, Sources), Outcome> {
    super::recover::run(dir, terminal)?;
    let compiled = pipeline::compile(dir, today);
    match compiled.outcome {
        Ok(whole) => Ok((whole, compiled.sources)),
        Err(found) => {
            findings::people(&found, &compiled.sources, terminal);
            Err(findings::outcome(&found, FailOn::Error))
        }
    }
}
