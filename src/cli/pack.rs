//! `toji pack`: what whoever gives out a template does. One file a subcommand.

mod build;
mod diff;
mod given;
mod lint;
mod new_key;
mod notice;
pub(super) mod password;
mod sign;
mod simulate;
mod verify;

use super::Outcome;
use super::args::{Pack, PackWhat};
use super::output::Terminal;

pub(super) fn run(arguments: &Pack, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        PackWhat::NewKey(it) => new_key::run(it, terminal),
        PackWhat::Build(it) => build::run(it, terminal),
        PackWhat::Sign(it) => sign::run(it, terminal),
        PackWhat::Verify(it) => verify::run(it, terminal),
        PackWhat::Lint(it) => lint::run(it, terminal),
        PackWhat::Diff(it) => diff::run(it, terminal),
        PackWhat::Notice(it) => notice::run(it, terminal),
        PackWhat::Simulate(it) => simulate::run(it, terminal),
    }
}
