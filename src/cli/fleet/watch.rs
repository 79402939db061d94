//! How far a fleet's build has got: a line that moves on a terminal, now and then a line elsewhere.

use std::io::IsTerminal as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::ProgressBar;

use crate::cli::output::Terminal;
use crate::fleet::Progress;

/// How often a line is written where standard error is no terminal.
const EVERY: Duration = Duration::from_secs(15);
/// A rate of less is none.
const LEAST: Duration = Duration::from_millis(500);

/// Whoever watches.
pub(super) struct Watch<'a> {
    terminal: &'a Terminal,
    bar: ProgressBar,
    is_terminal: bool,
    state: Mutex<State>,
}

struct State {
    /// Since when members are built; before, they are only looked at.
    building: Option<Instant>,
    told: Instant,
}

impl<'a> Watch<'a> {
    pub(super) fn new(terminal: &'a Terminal) -> Self {
        let state = Mutex::new(State { building: None, told: Instant::now() });
        Self { terminal, bar: terminal.progress(), is_terminal: std::io::stderr().is_terminal(), state }
    }

    /// Takes in how far it has got.
    pub(super) fn tell(&self, progress: Progress) {
        let Ok(mut state) = self.state.lock() else { return };
        let now = Instant::now();
        let text = match progress.to_build {
            None => self.terminal.fill("fleet-reading", &[("all", &progress.all.to_string())]),
            Some(to_build) => {
                let since = *state.building.get_or_insert(now);
                self.line(progress, to_build, now.duration_since(since))
            }
        };
        self.bar.set_message(text.clone());
        if !self.is_terminal && now.duration_since(state.told) >= EVERY {
            state.told = now;
            self.terminal.message(&text);
        }
    }

    fn line(&self, progress: Progress, to_build: usize, since: Duration) -> String {
        let stood = progress.all.saturating_sub(to_build);
        let rate = rate(progress.ended, since);
        let left = match rate {
            Some(rate) => shown(Duration::from_secs_f64(to_build.saturating_sub(progress.ended) as f64 / rate)),
            None => "…".to_owned(),
        };
        self.terminal.fill(
            "fleet-progress",
            &[
                ("done", &(stood + progress.ended).to_string()),
                ("all", &progress.all.to_string()),
                ("rate", &rate.map_or_else(|| "…".to_owned(), |it| format!("{it:.1}"))),
                ("left", &left),
                ("failed", &progress.failed.to_string()),
            ],
        )
    }

    /// Clears the line.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// Members a second, once that can be said.
fn rate(ended: usize, since: Duration) -> Option<f64> {
    (ended > 0 && since >= LEAST).then(|| ended as f64 / since.as_secs_f64())
}

/// A time as people read it: `0:07`, `1:02:03`.
pub(super) fn shown(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_rates() {
        assert_eq!([7, 62, 3723].map(|it| shown(Duration::from_secs(it))), ["0:07", "1:02", "1:02:03"]);
        assert_eq!(rate(10, Duration::from_secs(5)), Some(2.0));
        assert_eq!(rate(0, Duration::from_secs(5)), None);
        assert_eq!(rate(3, Duration::ZERO), None);
    }
}
