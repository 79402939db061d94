//! `cargo xtask`: sets a machine up for toji, builds the sample binder, runs every check.
//!
//! ```text
//! main ── setup ──┬── debian   what dpkg says is missing, by apt-get
//!      │          └── typst    a supported typst, found or compiled once (version: which ones are)
//!      ├── binder ── setup, then `toji build content`
//!      └── checks ── setup, then format, lints, documentation, tests, licences
//! ```
//!
//! It never asks anything (a child's standard input is closed), and it leaves a machine alone where it
//! cannot know what to do: there it says what to install by hand, and goes on.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "telling the developer what is being run is what this program is for"
)]

mod binder;
mod checks;
mod debian;
mod process;
mod setup;
mod typst;
mod version;
mod workspace;

use std::env;
use std::process::ExitCode;

use process::Failure;
use workspace::Workspace;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  setup    install what toji needs on this machine: Debian packages (as root), then typst
  binder   setup, then build content/ into output/binder/
  test     setup and what the tests need, then format, lints, documentation, all tests, licences

environment
  TOJI_TYPST       the typst to use instead of the one on PATH
  TOJI_CASES=N     test: cases of each large test of the Markdown parser (2000 without it)
  PROPTEST_CASES   test: cases of each property test
";

/// Exit code of a command line that nothing can be made of.
const USAGE_ERROR: u8 = 2;

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {}", failure.why);
            ExitCode::from(failure.code)
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Failure> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["setup"] => setup::setup(&Workspace::from_env()?, &[debian::BUILD]).map(drop),
        ["binder"] => binder::build(&Workspace::from_env()?),
        ["test"] => checks::run_all(&Workspace::from_env()?),
        ["help" | "-h" | "--help"] => {
            print!("{USAGE}");
            Ok(())
        }
        [] => Err(Failure::new(USAGE_ERROR, format!("no command given\n\n{USAGE}"))),
        _ => {
            let given = arguments.join(" ");
            Err(Failure::new(USAGE_ERROR, format!("unknown command: {given}\n\n{USAGE}")))
        }
    }
}
