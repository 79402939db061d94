//! `toji host`: a built binder within the house. One file a subcommand.

mod config;
mod log;
mod passwd;
mod serve;

use super::Outcome;
use super::args::{Host, HostWhat};
use super::output::Terminal;

pub(super) fn run(arguments: &Host, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        HostWhat::Serve(it) => serve::run(it, terminal),
        HostWhat::Passwd(it) => passwd::run(it, terminal),
        HostWhat::Log(it) => log::run(it, terminal),
        HostWhat::Config(it) => config::run(it, terminal),
    }
}
