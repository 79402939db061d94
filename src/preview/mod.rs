//! `toji preview`: a source folder shown on loopback while it is written. Writes nothing.
//!
//! ```text
//! watch --what changed--> worker --Desk::refresh--> State --> server --one page--> browser
//!                                                     \--> said on the terminal
//! ```
//!
//! - `desk`: the folder compiled again, what has not changed being kept; the last version that could be made.
//! - `version`: one such version, and the pages that were asked for.
//! - `bar`: the findings at the foot of every page. `inject`: that bar in a page, and nothing else changed there.
//! - `watch`: that something changed. `work`: what is done then.
//! - `server`: loopback alone; `pages`: from an address to what is sent; `guard`: whether it is the reader's own browser that asks.
//!
//! Every version is one of the whole folder: `tests/it/preview.rs` holds its pages against those of a fresh build.

mod answer;
mod bar;
mod desk;
mod guard;
mod inject;
mod pages;
mod server;
mod version;
mod watch;
mod work;

use std::path::PathBuf;

pub use bar::{Bar, Standing};
pub use desk::{Desk, Refreshed, State};
pub use inject::without as without_bar;
pub use server::{Stopped, serve};
pub use version::{Shown, Version};

use crate::diagnostics::Finding;
use crate::model::{Date, Profile};
use crate::pipeline::Compiled;
use crate::resolve::Binder;

/// For whom the pages are made, as the folder's settings have it at that moment; `None` where they know no such profile.
pub type Choose = Box<dyn Fn(&Binder) -> Option<Profile> + Send + Sync>;

/// What is to be shown, and how.
pub struct Request {
    /// The source folder.
    pub root: PathBuf,
    /// The port to begin with; 0 for any.
    pub port: u16,
    /// The day; asked anew for every version, since a preview may run over midnight.
    pub today: Box<dyn Fn() -> Date + Send + Sync>,
    /// For whom.
    pub profile: Choose,
    /// How changes are noticed.
    pub noticing: Noticing,
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { root, port, noticing, .. } = self;
        f.debug_struct("Request").field("root", root).field("port", port).field("noticing", noticing).finish()
    }
}

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noticing {
    /// The system tells. A look at times notices where it does not.
    Events,
    /// The folder is looked at again and again.
    Looking,
}

/// Why the folder is looked at again and again, though that was not asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyLooking {
    /// The system refused to tell of changes.
    Refused(String),
    /// A file changed, and the system did not tell.
    Silent,
}

/// What happens while a preview runs, for whoever tells people.
#[derive(Debug)]
pub enum Said<'a> {
    /// The folder can be looked at.
    Listening {
        /// Where.
        url: String,
        /// The port that was wanted, where it is taken.
        taken: Option<u16>,
    },
    /// Changes are looked for from now on.
    Looking(WhyLooking),
    /// The folder was compiled.
    Compiled(News<'a>),
    /// It ends.
    Ending,
}

/// What is new in a version.
#[derive(Debug)]
pub struct News<'a> {
    /// All of it.
    pub compiled: &'a Compiled,
    /// The findings that were not there before, in the order of the list.
    pub new: Vec<&'a Finding>,
    /// How many of those before are gone.
    pub gone: usize,
    /// Whether it is the first.
    pub turn: Turn,
    /// Whether it is what is seen now.
    pub standing: Standing,
    /// From the change to the version.
    pub took: std::time::Duration,
}

/// Which version it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// That with which the preview begins.
    First,
    /// A later one.
    Later,
}
