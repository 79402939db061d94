//! Running another program: shown before it runs, its exit code kept when it fails.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

/// Why `cargo xtask` ends early, and the exit code it ends with.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: u8,
    pub(crate) why: String,
}

impl Failure {
    pub(crate) fn new(code: u8, why: impl Into<String>) -> Self {
        Self { code, why: why.into() }
    }

    /// The machine failed: a file or a program that could not be reached.
    pub(crate) fn io(what: &str, error: &io::Error) -> Self {
        Self::new(3, format!("{what}: {error}"))
    }
}

/// Prints the command, runs it with its output on ours, and says how long it took.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let shown = show(command);
    println!("\n==> {shown}");
    let start = Instant::now();
    let status = command.stdin(Stdio::null()).status();
    let status = status.map_err(|error| Failure::io(&format!("cannot start `{shown}`"), &error))?;
    if status.success() {
        println!("    done in {:.1} s", start.elapsed().as_secs_f64());
        return Ok(());
    }
    Err(Failure::new(exit_code(status), format!("`{shown}` failed ({status})")))
}

/// What a command prints on standard output, or `None` if it cannot be started. Its exit code is not
/// looked at: `dpkg-query` ends with 1 when it knows one of the packages not at all, and prints the others.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// 1 for a program that a signal ended, since it has no code of its own.
fn exit_code(status: ExitStatus) -> u8 {
    status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}

/// The command as one would type it, the program without its folder.
fn show(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_stem().unwrap_or(program.as_os_str());
    let settings =
        command.get_envs().filter_map(|(name, value)| Some(format!("{}={}", name.display(), quoted(value?))));
    let words = [program].into_iter().chain(command.get_args()).map(quoted);
    settings.chain(words).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["doc", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
        assert_eq!(show(&command), "RUSTDOCFLAGS=\"-D warnings\" cargo doc --no-deps");
    }
}
