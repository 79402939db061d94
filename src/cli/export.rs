//! `toji export`: workbooks to be filled in, or filled in already. One file each for what is exported.

use super::Outcome;
use super::args::{Export, ExportWhat};
use super::output::Terminal;

pub(super) fn run(arguments: &Export, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        ExportWhat::Form(form) => super::filled::run(form, terminal),
    }
}
