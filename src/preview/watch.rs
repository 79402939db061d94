//! That something changed below a folder: by the system's word, and by a look at times, since some shares never tell. Never
//! says what a change is, and opens no file.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{Noticing, WhyLooking};
use crate::load;

/// An editor that saves does several things one after the other: so long nothing has to happen.
const QUIET: Duration = Duration::from_millis(12);
/// And so long it is waited for that at most.
const PATIENCE: Duration = Duration::from_millis(100);
/// A look where the system tells of changes, and one where it does not.
const SELDOM: Duration = Duration::from_secs(2);
const OFTEN: Duration = Duration::from_millis(500);
/// After a change, for what came between it and our listening, as in a folder that is new.
const SOON: Duration = Duration::from_millis(300);
/// What was seen by looking would have been told by now.
const TOLD_BY: Duration = Duration::from_millis(700);
/// Of the time, looking takes no more than one part in so many.
const SHARE: u32 = 25;

/// What the watcher is told.
#[derive(Debug)]
pub(super) enum Signal {
    /// These changed.
    Changed(Vec<PathBuf>),
    /// Something changed.
    Anything,
    /// It is over.
    Stop,
}

/// Why to look at the folder now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wake {
    /// Because of these paths below it; the empty one is the folder itself.
    Told(Vec<String>),
    /// Because nobody looked for some time.
    Look,
    /// It is over.
    Stop,
}

/// A folder that is watched.
pub(super) struct Watch {
    root: PathBuf,
    /// As the system names it.
    real: PathBuf,
    node: Option<Node>,
    noticing: Noticing,
    native: Option<RecommendedWatcher>,
    signals: Receiver<Signal>,
    tell: Sender<Signal>,
    interval: Duration,
    next_look: Duration,
    /// When a look saw what nobody had told.
    seen_untold: Option<Instant>,
}

/// Which folder it is: another of the same name is another.
type Node = (Option<SystemTime>, u64);

impl Watch {
    /// Begins to watch; where the system refuses, looks, and says why.
    pub(super) fn new(
        root: &Path,
        noticing: Noticing,
        (tell, signals): (Sender<Signal>, Receiver<Signal>),
    ) -> (Self, Option<WhyLooking>) {
        let (root, real) = (root.to_path_buf(), PathBuf::new());
        let (interval, next_look) = (SELDOM, SELDOM);
        let node = None;
        let native = None;
        let seen_untold = None;
        let mut watch = Self { root, real, node, noticing, native, signals, tell, interval, next_look, seen_untold };
        let why = watch.listen();
        watch.looked(Duration::ZERO);
        (watch, why)
    }

    /// Waits until there is reason to look.
    pub(super) fn wait(&mut self) -> Wake {
        match self.signals.recv_timeout(self.next_look) {
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => Wake::Stop,
            Err(RecvTimeoutError::Timeout) => Wake::Look,
            Ok(first) => self.gather(first),
        }
    }

    /// All that is told until it is quiet.
    fn gather(&mut self, first: Signal) -> Wake {
        let (mut paths, begun, mut signal) = (Vec::new(), Instant::now(), first);
        loop {
            match signal {
                Signal::Changed(changed) => paths.extend(changed.iter().filter_map(|it| self.below(it))),
                Signal::Anything => paths.push(String::new()),
                Signal::Stop => return Wake::Stop,
            }
            let left = PATIENCE.saturating_sub(begun.elapsed());
            match self.signals.recv_timeout(QUIET.min(left)) {
                Ok(next) if !left.is_zero() => signal = next,
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Wake::Stop,
                Ok(Signal::Changed(changed)) => {
                    paths.extend(changed.iter().filter_map(|it| self.below(it)));
                    break;
                }
                Ok(Signal::Anything) => {
                    paths.push(String::new());
                    break;
                }
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        paths.retain(|it| !load::is_passed_over(it));
        paths.sort();
        paths.dedup();
        Wake::Told(paths)
    }

    /// A path as the folder's files are named; `None` where it lies elsewhere.
    fn below(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.real).or_else(|_| path.strip_prefix(&self.root)).ok()?;
        Some(below.iter().map(|it| it.to_string_lossy()).collect::<Vec<_>>().join("/"))
    }

    /// The folder was looked at because somebody told, and that took so long.
    pub(super) fn looked(&mut self, took: Duration) {
        let least = if self.native.is_some() { SELDOM } else { OFTEN };
        self.interval = least.max(took.saturating_mul(SHARE));
        self.next_look = self.interval;
    }

    /// A change was told of, and the folder looked at: what came right behind it may not be told of.
    pub(super) fn was_told(&mut self, took: Duration) {
        self.looked(took);
        self.seen_untold = None;
        if self.native.is_some() {
            self.next_look = SOON;
        }
    }

    /// A look at the folder, of which nobody told, found a change. Where the system has had its time to tell of it and did
    /// not, it never does: from then on changes are looked for.
    pub(super) fn found_untold(&mut self, took: Duration) {
        // Right after a change that was told of, the system may not have got there yet.
        let is_follow_up = self.next_look == SOON;
        self.looked(took);
        if self.native.is_some() && !is_follow_up {
            self.seen_untold = Some(Instant::now());
            self.next_look = TOLD_BY;
        }
    }

    /// At each look: the folder may have become another, and the system's silence is noticed. Says why it is looked for
    /// changes from now on.
    pub(super) fn mind(&mut self) -> Option<WhyLooking> {
        if self.seen_untold.take_if(|it| it.elapsed() >= TOLD_BY).is_some() {
            (self.native, self.noticing) = (None, Noticing::Looking);
            return Some(WhyLooking::Silent);
        }
        if node(&self.root) == self.node {
            return None;
        }
        // What is in the folder that lies there now, nobody could tell of.
        (self.seen_untold, self.next_look) = (None, SOON);
        self.listen()
    }

    fn listen(&mut self) -> Option<WhyLooking> {
        self.node = node(&self.root);
        self.native = None;
        self.real = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        if self.noticing == Noticing::Looking || self.node.is_none() {
            return None;
        }
        let made = notify::recommended_watcher(told(self.tell.clone())).and_then(|mut native| {
            native.watch(&self.real, RecursiveMode::Recursive)?;
            Ok(native)
        });
        match made {
            Ok(native) => self.native = Some(native),
            Err(error) => {
                self.noticing = Noticing::Looking;
                return Some(WhyLooking::Refused(error.to_string()));
            }
        }
        None
    }
}

/// What the system tells, handed on. That somebody reads is no change; we do it ourselves.
fn told(tell: Sender<Signal>) -> impl FnMut(notify::Result<notify::Event>) {
    move |event| {
        let signal = match event {
            Ok(event) if event.need_rescan() => Signal::Anything,
            Ok(event) if is_reading(&event.kind) => return,
            Ok(event) => Signal::Changed(event.paths),
            Err(_) => Signal::Anything,
        };
        // Nobody listens any more: it is over.
        drop(tell.send(signal));
    }
}

fn is_reading(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => false,
    }
}

#[cfg(unix)]
fn node(root: &Path) -> Option<Node> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = root.metadata().ok()?;
    Some((metadata.created().ok(), metadata.ino()))
}

#[cfg(not(unix))]
fn node(root: &Path) -> Option<Node> {
    Some((root.metadata().ok()?.created().ok(), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(root: &Path, noticing: Noticing) -> Watch {
        Watch::new(root, noticing, std::sync::mpsc::channel()).0
    }

    #[test]
    fn a_folder_of_which_nothing_is_told_is_looked_at() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let mut watch = watch(folder.path(), Noticing::Events);
        assert_eq!(watch.next_look, SELDOM);
        watch.found_untold(Duration::ZERO);
        assert_eq!(watch.mind(), None, "word of it may be on its way");
        std::thread::sleep(watch.next_look);
        assert_eq!(watch.mind(), Some(WhyLooking::Silent));
        watch.looked(Duration::ZERO);
        assert_eq!((watch.next_look, watch.mind()), (OFTEN, None));
        Ok(())
    }

    #[test]
    fn late_word_is_word() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let mut watch = watch(folder.path(), Noticing::Events);
        watch.found_untold(Duration::ZERO);
        watch.was_told(Duration::ZERO);
        watch.found_untold(Duration::ZERO);
        std::thread::sleep(TOLD_BY);
        assert_eq!(watch.mind(), None, "neither that, nor what came right behind it");
        Ok(())
    }

    #[test]
    fn of_a_folder_that_is_new_nobody_could_tell() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let root = folder.path().join("綴じ");
        let mut watch = watch(&root, Noticing::Events);
        assert_eq!(watch.next_look, OFTEN);
        std::fs::create_dir(&root)?;
        assert_eq!(watch.mind(), None);
        watch.found_untold(Duration::ZERO);
        std::thread::sleep(TOLD_BY);
        assert_eq!(watch.mind(), None);
        std::fs::write(root.join("a.md"), "")?;
        assert_eq!(watch.wait(), Wake::Told(vec!["a.md".to_owned()]), "and from then on somebody does");
        Ok(())
    }

    #[test]
    fn what_is_no_part_of_a_binder_wakes_nobody() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let mut watch = watch(folder.path(), Noticing::Events);
        for name in [".a.md.swp", "~$b.docx", ".git"] {
            std::fs::write(folder.path().join(name), "")?;
        }
        assert_eq!(watch.wait(), Wake::Told(Vec::new()));
        Ok(())
    }

    #[test]
    fn a_long_look_is_taken_seldom() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let mut watch = watch(folder.path(), Noticing::Looking);
        watch.looked(Duration::from_millis(1));
        assert_eq!(watch.next_look, OFTEN);
        watch.looked(Duration::from_secs(1));
        assert_eq!(watch.next_look, Duration::from_secs(25));
        Ok(())
    }
}
