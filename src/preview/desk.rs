//! The folder as it is now, and the last version of it that could be made: where a binder cannot be made for its mistakes,
//! the one before stays in sight, and the mistakes stand on top of it. Listens to nobody, shows nothing.

use std::sync::Arc;

use super::bar::{Bar, Standing};
use super::version::{Shown, Version};
use super::{Choose, Request};
use crate::diagnostics::{Finding, Severity};
use crate::load;
use crate::model::Date;
use crate::pipeline::{Compiled, Counts, Dress, Memory};
use crate::render::html::ThemeError;

/// Where a folder is compiled again and again.
#[derive(Debug)]
pub struct Desk {
    memory: Memory,
    dress: Arc<Dress>,
    state: Arc<State>,
}

/// What can be seen of a folder at one moment.
#[derive(Debug)]
pub struct State {
    /// Rises with every change.
    pub number: u64,
    /// The last version that could be made; `None` where there never was one.
    pub version: Option<Arc<Version>>,
    /// The last one that had no mistakes.
    sound: Option<Arc<Version>>,
    /// What stands at the foot of every page.
    pub bar: Bar,
}

/// What became of a change.
pub struct Refreshed {
    /// What is seen from now on.
    pub state: Arc<State>,
    /// Where no version could be made, what was compiled all the same.
    pub refused: Option<Compiled>,
    pub(super) standing: Standing,
}

impl std::fmt::Debug for Refreshed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Refreshed").field("number", &self.state.number).finish_non_exhaustive()
    }
}

impl Refreshed {
    /// What was compiled.
    pub fn compiled(&self) -> Option<&Compiled> {
        self.refused.as_ref().or_else(|| self.state.version.as_ref().map(|it| it.compiled()))
    }
}

impl Desk {
    /// Of the folder that is asked for. Nobody has looked at it yet.
    ///
    /// # Errors
    /// Where the theme is wrong.
    pub fn new(request: &Request) -> Result<Self, ThemeError> {
        let dress = Arc::new(Dress::new(load::theme())?);
        let state = State { number: 0, version: None, sound: None, bar: Bar::default() };
        Ok(Self { memory: Memory::new(&request.root), dress, state: Arc::new(state) })
    }

    /// What is seen now.
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.state)
    }

    /// Files read and parsed so far.
    pub fn counts(&self) -> Counts {
        self.memory.counts()
    }

    /// Somebody says that this path below the folder has changed.
    pub fn changed(&mut self, path: &str) {
        self.memory.forget(path);
    }

    /// Looks at the folder; `None` where nothing changed.
    pub fn refresh(&mut self, today: Date, choose: &Choose) -> Option<Refreshed> {
        let compiled = self.memory.compile(today)?;
        let before = self.state();
        let seen = before.version.as_ref().map(|it| it.profile());
        let (standing, profile) = match compiled.outcome.as_ref().map(|it| choose(&it.binder)) {
            Ok(Some(profile)) => (Standing::Shown, Some(profile)),
            Ok(None) => (Standing::NoProfile, None),
            Err(_) => (Standing::NotMade, None),
        };
        let bar = Bar::new(&compiled, standing, profile.as_ref().or(seen));
        let (version, sound, refused) = match profile {
            Some(profile) => {
                let is_sound = compiled.findings().iter().all(is_no_mistake);
                let version = Arc::new(Version::new(compiled, profile, Arc::clone(&self.dress)));
                let sound = if is_sound { Some(Arc::clone(&version)) } else { before.sound.clone() };
                (Some(version), sound, None)
            }
            None => (before.version.clone(), before.sound.clone(), Some(compiled)),
        };
        self.state = Arc::new(State { number: before.number + 1, version, sound, bar });
        // Taking the old one apart takes longer than a reader wants to wait for the new one.
        rayon::spawn(|| drop(before));
        Some(Refreshed { state: self.state(), standing, refused })
    }
}

fn is_no_mistake(finding: &Finding) -> bool {
    finding.severity() != Severity::Error
}

/// Where a page is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The folder as it is.
    Now,
    /// An earlier version, since the folder as it is has no such page, and mistakes.
    Before,
}

impl State {
    /// What there is at `path`. A page that is gone while there are mistakes stays as it was: half a file is soon whole.
    pub fn file(&self, path: &str) -> Shown {
        self.found(path).0
    }

    pub(super) fn found(&self, path: &str) -> (Shown, From) {
        let now = self.version.as_ref().map_or(Shown::Nothing, |it| it.file(path));
        match (&now, &self.sound) {
            (Shown::Nothing | Shown::Failed(_), Some(sound)) if self.bar.has_errors() => match sound.file(path) {
                Shown::Nothing | Shown::Failed(_) => (now, From::Now),
                before @ (Shown::Made(..) | Shown::Copied(_)) => (before, From::Before),
            },
            _ => (now, From::Now),
        }
    }
}
