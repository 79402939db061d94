//! The command line: what was typed becomes a request, what comes back is printed, and the exit code says how it went.
//!
//! One file a subcommand. clap stays in here. Exit codes: 0 done, 1 findings at or over `--fail-on`, 2 usage, 3 the machine
//! failed.

mod args;
mod breach_clock;
mod build;
mod check;
mod compare;
mod compare_contents;
mod date;
mod doctor;
mod explain;
mod export;
mod filled;
mod findings;
mod fleet;
mod freeze;
mod help;
mod host;
mod import;
mod init;
mod language;
mod new;
mod output;
mod pack;
mod planned;
mod press;
mod preview;
mod print;
mod profile;
mod readiness;
mod recover;
mod resolve;
mod returned;
mod revision;
mod seal;
mod standards;
mod undo;
mod update;
mod usb;
mod vendor;
mod verify;
mod whole;
mod year;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches as _;

use args::{Command, Toji};
use output::Terminal;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It did what was asked.
    Done,
    /// There are findings at or over `--fail-on`.
    Findings,
    /// What was typed cannot be done.
    Usage,
    /// The machine failed: I/O, typst, fonts.
    MachineFailed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Usage => Self::from(2),
            Outcome::MachineFailed => Self::from(3),
        }
    }
}

/// Runs the program with `arguments`, the executable's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let toji = match help::command().try_get_matches_from(arguments).and_then(|it| Toji::from_arg_matches(&it)) {
        Ok(toji) => toji,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nothing is left to do where even usage cannot be printed.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let terminal = Terminal::new(language::of(toji.lang));
    let outcome = match toji.command {
        Command::Init(it) => init::run(&it, &terminal),
        Command::Check(it) => check::run(&it, &terminal),
        Command::Build(it) => build::run(&it, &terminal),
        Command::Verify(it) => verify::run(&it, &terminal),
        Command::Explain(it) => explain::run(&it, &terminal),
        Command::Doctor(it) => doctor::run(&it, &terminal),
        Command::New(it) => new::run(&it, &terminal),
        Command::Standards(it) => standards::run(&it, &terminal),
        Command::Compare(it) => compare::run(&it, &terminal),
        Command::Freeze(it) => freeze::run(&it, &terminal),
        Command::BreachClock(it) => breach_clock::run(&it, &terminal),
        Command::Export(it) => export::run(&it, &terminal),
        Command::Import(it) => import::run(&it, &terminal),
        Command::Vendor(it) => vendor::run(&it, &terminal),
        Command::Print(it) => print::run(&it, &terminal),
        Command::Pack(it) => pack::run(&it, &terminal),
        Command::Update(it) => update::run(&it, &terminal),
        Command::Undo(it) => undo::run(&it, &terminal),
        Command::Resolve(it) => resolve::run(&it, &terminal),
        Command::Fleet(it) => fleet::run(&it, &terminal),
        Command::Preview(it) => preview::run(&it, &terminal),
        Command::Host(it) => host::run(&it, &terminal),
        Command::Usb(it) => usb::run(&it, &terminal),
        Command::Seal(it) => seal::run(&it, &terminal),
    };
    outcome.into()
}
