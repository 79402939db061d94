//! `toji import`: what was filled in with Excel. One file each for what is imported.

use super::Outcome;
use super::args::{Import, ImportWhat};
use super::output::Terminal;

pub(super) fn run(arguments: &Import, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        ImportWhat::Form(form) => super::returned::run(form, terminal),
    }
}
