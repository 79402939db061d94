//! `toji fleet`: what an association does for its members. One file a subcommand.

mod build;
mod merge;
mod overdue;
mod purge;
mod receive;
mod shard;
mod summary;
mod watch;
mod workbook;

use super::Outcome;
use super::args::{Fleet, FleetWhat};
use super::output::Terminal;

pub(super) fn run(arguments: &Fleet, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        FleetWhat::Build(it) => build::run(it, terminal),
        FleetWhat::Merge(it) => merge::run(it, terminal),
        FleetWhat::Workbook(it) => workbook::run(it, terminal),
        FleetWhat::Receive(it) => receive::run(it, terminal),
        FleetWhat::Purge(it) => purge::run(it, terminal),
    }
}
