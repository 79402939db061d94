//! Writing to the terminal: results to standard output, everything else to standard error, quiet in a pipe.

use std::io::{IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressStyle};

use super::Outcome;
use crate::diagnostics::catalogue::{self, Language};

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

    /// A text of the catalogue's `[ui]`, in the terminal's language, with its words put in.
    pub(super) fn fill(&self, key: &'static str, values: &[(&str, &str)]) -> String {
        catalogue::fill(catalogue::ui(key, self.language), values)
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
