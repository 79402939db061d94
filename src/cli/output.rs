//! Writing to the terminal: results to standard output, everything else to standard error, quiet in a pipe.

use std::io::{IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressStyle};

use super::Outcome;
use crate::diagnostics::catalogue::{self, Language};

/// The words of texts that are files or folders.
const PLACES: [&str; 5] = ["dir", "fleet", "out", "pack", "path"];

/// As one word on a command line, where a blank or a bracket would end it.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || "/._-+,=@~\\:".contains(it);
    if text.chars().all(is_plain) {
        text.to_owned()
    } else if text.contains(['"', '$', '`']) {
        format!("'{}'", text.replace('\'', "'\\''"))
    } else {
        format!("\"{text}\"")
    }
}

/// The terminal that the command was typed at.
pub(super) struct Terminal {
    pub(super) language: Language,
}

impl Terminal {
    pub(super) fn new(language: Language) -> Self {
        Self { language }
    }

    /// Writes a result to standard output. A closed pipe is no error of ours.
    pub(super) fn result(&self, text: &str) {
        let mut out = anstream::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Writes a message to standard error.
    pub(super) fn message(&self, text: &str) {
        let mut out = anstream::stderr().lock();
        let _ = writeln!(out, "{text}");
    }

    /// A text of the catalogue's `[ui]`, in the terminal's language, with its words put in. Files and folders stand in it as
    /// one word on a command line, since people copy them from there.
    pub(super) fn fill(&self, key: &'static str, values: &[(&str, &str)]) -> String {
        let typed: Vec<String> =
            values.iter().map(|(name, it)| if PLACES.contains(name) { quoted(it) } else { (*it).to_owned() }).collect();
        let values: Vec<(&str, &str)> = values.iter().zip(&typed).map(|(it, typed)| (it.0, typed.as_str())).collect();
        catalogue::fill(catalogue::ui(key, self.language), &values)
    }

    /// Says what is wrong with what was typed.
    pub(super) fn usage(&self, message: &str) -> Outcome {
        self.message(message);
        Outcome::Usage
    }

    /// A spinner with what is going on; nothing where standard error is no terminal.
    pub(super) fn progress(&self) -> ProgressBar {
        if !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(std::time::Duration::from_millis(100));
        bar
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_a_blank_is_one_word_of_the_command_to_copy() {
        let text = |dir: &str| Terminal::new(Language::English).fill("undo-next", &[("left", "1"), ("dir", dir)]);
        assert!(text("m 1").contains("toji check \"m 1\""), "{}", text("m 1"));
        assert!(text("薬局/m-1").contains("toji check 薬局/m-1"), "{}", text("薬局/m-1"));
        assert_eq!(quoted("a$ it's"), "'a$ it'\\''s'");
    }
}
