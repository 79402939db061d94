//! The password of a signing key: from a file, or typed and not shown. Never from the arguments, which other programs see.

use std::path::Path;

use crate::cli::output::Terminal;
use crate::diagnostics::catalogue;

/// Fewer are guessed by a computer in a day.
const LEAST: usize = 8;

/// The password of a key that is there.
pub(in crate::cli) fn of_key(file: Option<&Path>, terminal: &Terminal) -> Result<String, String> {
    file.map_or_else(|| typed("password-old", terminal), |it| from_file(it, terminal))
}

/// The password of a new key: typed twice, and not too short.
pub(super) fn new(file: Option<&Path>, terminal: &Terminal) -> Result<String, String> {
    let password = match file {
        Some(file) => from_file(file, terminal)?,
        None => {
            let password = typed("password-new", terminal)?;
            if typed("password-again", terminal)? != password {
                return Err(catalogue::ui("password-differs", terminal.language).to_owned());
            }
            password
        }
    };
    if password.chars().count() < LEAST {
        return Err(terminal.fill("password-short", &[("least", &LEAST.to_string())]));
    }
    Ok(password)
}

fn typed(prompt: &'static str, terminal: &Terminal) -> Result<String, String> {
    let prompt = catalogue::ui(prompt, terminal.language);
    rpassword::prompt_password(prompt).map_err(|it| unread(&it, terminal))
}

fn from_file(path: &Path, terminal: &Terminal) -> Result<String, String> {
    let text = std::fs::read_to_string(path).map_err(|it| unread(&it, terminal))?;
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    Ok(first.to_owned())
}

fn unread(error: &std::io::Error, terminal: &Terminal) -> String {
    terminal.fill("password-unread", &[("reason", &error.to_string())])
}
