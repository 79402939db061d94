//! What is done when something changed: the folder is compiled, shown, and its news are told. Runs on a thread of its own
//! until it is stopped.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch::Sender;

use super::desk::{Desk, Refreshed, State};
use super::watch::{Wake, Watch};
use super::{News, Request, Said, Turn};
use crate::diagnostics::{At, Code, Finding};
use crate::model::Date;
use crate::source::Sources;

/// A finding, wherever in its file it stands: one that moved down by a line is not a new one.
type Sign = (Code, String, Vec<(&'static str, String)>);

pub(super) struct Worker<'a> {
    pub(super) desk: Desk,
    pub(super) watch: Watch,
    pub(super) states: Sender<Arc<State>>,
    pub(super) request: &'a Request,
    pub(super) say: &'a (dyn Fn(Said<'_>) + Sync),
    before: HashMap<Sign, usize>,
    /// The day of the last version.
    day: Option<Date>,
}

impl<'a> Worker<'a> {
    pub(super) fn new(
        (desk, watch): (Desk, Watch),
        states: Sender<Arc<State>>,
        request: &'a Request,
        say: &'a (dyn Fn(Said<'_>) + Sync),
    ) -> Self {
        Self { desk, watch, states, request, say, before: HashMap::new(), day: None }
    }

    /// The first version, of whatever there is.
    pub(super) fn begin(&mut self) {
        let took = self.refresh(Turn::First, Instant::now(), (self.request.today)()).1;
        self.watch.looked(took);
    }

    /// Everything behind the first version.
    pub(super) fn run(mut self) {
        loop {
            let (told, since) = match self.watch.wait() {
                Wake::Stop => return,
                Wake::Told(paths) if paths.is_empty() => continue,
                Wake::Told(paths) => (Some(paths), Instant::now()),
                Wake::Look => (None, Instant::now()),
            };
            if let Some(why) = told.is_none().then(|| self.watch.mind()).flatten() {
                (self.say)(Said::Looking(why));
            }
            told.iter().flatten().for_each(|it| self.desk.changed(it));
            let today = (self.request.today)();
            // What is new for a new day is no change of the folder.
            let same_day = self.day == Some(today);
            let (is_new, took) = self.refresh(Turn::Later, since, today);
            match (told, is_new && same_day) {
                (Some(_), _) => self.watch.was_told(took),
                (None, true) => self.watch.found_untold(took),
                (None, false) => self.watch.looked(took),
            }
        }
    }

    /// Whether there is something new, and how long the look took.
    fn refresh(&mut self, turn: Turn, since: Instant, today: Date) -> (bool, Duration) {
        self.day = Some(today);
        let Some(refreshed) = self.desk.refresh(today, &self.request.profile) else {
            return (false, since.elapsed());
        };
        // Whoever waits for the page has it before the terminal has its lines.
        self.states.send_replace(Arc::clone(&refreshed.state));
        let took = since.elapsed();
        self.tell(&refreshed, turn, took);
        (true, took)
    }

    fn tell(&mut self, refreshed: &Refreshed, turn: Turn, took: Duration) {
        let Some(compiled) = refreshed.compiled() else { return };
        let mut left = std::mem::take(&mut self.before);
        let mut new = Vec::new();
        for finding in compiled.findings() {
            let sign = sign(finding, &compiled.sources);
            match left.get_mut(&sign).filter(|it| **it > 0) {
                Some(known) => *known -= 1,
                None => new.push(finding),
            }
            *self.before.entry(sign).or_default() += 1;
        }
        let gone = left.values().sum();
        (self.say)(Said::Compiled(News { compiled, new, gone, turn, standing: refreshed.standing, took }));
    }
}

fn sign(finding: &Finding, sources: &Sources) -> Sign {
    let path = match &finding.at {
        At::Span(span) => sources.file(span.file).path().to_owned(),
        At::Path(path) => path.clone(),
        At::Nowhere => String::new(),
    };
    (finding.code, path, finding.arguments.clone())
}
