//! `cargo xtask setup`: what is missing gets installed, in the order in which one needs the other.

use std::path::PathBuf;

use crate::debian::{self, Need};
use crate::process::Failure;
use crate::typst;
use crate::workspace::Workspace;

/// Returns the typst to use, for `TOJI_TYPST` of what is run next: it need not be on `PATH`.
///
/// # Errors
/// If something could not be installed.
pub(crate) fn setup(workspace: &Workspace, needs: &[&'static [Need]]) -> Result<PathBuf, Failure> {
    debian::ensure(needs)?;
    typst::ensure(workspace)
}
