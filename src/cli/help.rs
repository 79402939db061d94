//! What frames the texts of `--help`, in both languages as they are. What clap says of a mistake stays English.

use clap::{Arg, ArgAction, Command, CommandFactory as _};

use super::args::Toji;

const TEMPLATE: &str = "{about-with-newline}\n使い方 / Usage: {usage}\n\n{all-args}{after-help}";
const COMMANDS: &str = "コマンド / Commands";
const ARGUMENTS: &str = "引数 / Arguments";
const OPTIONS: &str = "オプション / Options";

/// The command line, with its help.
pub(super) fn command() -> Command {
    let help = Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = Toji::command()
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help.help("使い方を示す / print this help"))
        .arg(version.help("版を示す / print the version"));
    framed(command)
}

fn framed(command: Command) -> Command {
    // Below a heading of our own clap sorts by name; what is told apart by its place stays in its place.
    let mut place = 0;
    let heading = move |it: Arg| {
        if !it.is_positional() {
            return it.help_heading(OPTIONS);
        }
        place += 1;
        it.help_heading(ARGUMENTS).display_order(place)
    };
    let command = command.help_template(TEMPLATE).subcommand_help_heading(COMMANDS);
    command.mut_args(heading).mut_subcommands(framed)
}
