//! Looks at the output now and then: a new build is taken in whole, a file that was changed is refused.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::file::File;
use super::library::{Library, Shelf, folders, shelved};
use super::load::is_sound;
use super::snapshot::Snapshot;
use super::stamp::Stamp;
use crate::host::event::Event;

/// Between two looks, at least.
const PAUSE: Duration = Duration::from_millis(500);
/// A look takes no more than one part in so many of the time: shares answer slowly.
const SHARE: u32 = 10;

/// The thread that looks; dropping it ends it.
#[derive(Debug)]
pub(in crate::host) struct Watch {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.end.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Looks at `library` until the result is dropped. `tell` hears of every change.
pub(in crate::host) fn watch(library: Arc<Library>, tell: impl Fn(Event) + Send + 'static) -> Watch {
    let (end, ended) = channel();
    let thread = std::thread::spawn(move || look_until(&ended, &library, &tell));
    Watch { end: Some(end), thread: Some(thread) }
}

fn look_until(ended: &Receiver<()>, library: &Library, tell: &impl Fn(Event)) {
    let mut pause = PAUSE;
    let mut unsound = Vec::new();
    while ended.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        let started = Instant::now();
        match is_same(library) {
            Look::Same => library.now().values().for_each(|it| look(library, it, tell)),
            Look::New => take_in(library, &mut unsound, tell),
            Look::Gone => (),
        }
        pause = PAUSE.max(started.elapsed() * SHARE);
    }
}

enum Look {
    /// The builds that are shown.
    Same,
    /// Others.
    New,
    /// None: between two, or for good. What was taken in is shown.
    Gone,
}

fn is_same(library: &Library) -> Look {
    let (shelf, folders) = (library.now(), folders(&library.output));
    let known = |it: &std::path::PathBuf| shelf.values().any(|shown| shown.folder == *it && shown.is_current());
    match folders.len() {
        0 => Look::Gone,
        count if count == shelf.len() && folders.iter().all(known) => Look::Same,
        _ => Look::New,
    }
}

/// Takes in the builds that are there, if every file of each is what its manifest says.
fn take_in(library: &Library, unsound: &mut Vec<u8>, tell: &impl Fn(Event)) {
    let old = library.now();
    let folders = folders(&library.output);
    let Some(snapshots) = folders.iter().map(|it| reused(&old, it)).collect::<Option<Vec<_>>>() else { return };
    let wrong = snapshots.iter().find_map(|it| Some((it, it.wrong().next()?)));
    if let Some((snapshot, file)) = wrong.filter(|_| snapshots.iter().any(|it| !is_shown(&old, it))) {
        // A folder that is being copied is looked at again and again: said once.
        if *unsound != snapshot.manifest {
            unsound.clone_from(&snapshot.manifest);
            tell(Event::BuildUnsound { build: snapshot.build.clone(), path: file.path.clone() });
        }
        return;
    }
    let fresh: Vec<_> = snapshots.iter().filter(|it| !is_shown(&old, it)).cloned().collect();
    library.swap(snapshots.into_iter().map(|it| (it.profile.clone(), it)).collect());
    fresh.iter().for_each(|it| tell(Event::Build { build: it.build.clone(), profile: it.profile.clone() }));
}

fn is_shown(shelf: &Shelf, snapshot: &Arc<Snapshot>) -> bool {
    shelf.values().any(|it| Arc::ptr_eq(it, snapshot))
}

fn reused(shelf: &Shelf, folder: &Path) -> Option<Arc<Snapshot>> {
    let shown = shelf.values().find(|it| it.folder == folder && it.is_current());
    shown.cloned().or_else(|| Snapshot::load(folder).map(|it| shelved(it).1))
}

/// Refuses what was changed, shows again what was put right.
fn look(library: &Library, snapshot: &Snapshot, tell: &impl Fn(Event)) {
    for file in snapshot.files.values() {
        let Some(stamp) = touched(file) else { continue };
        let Some(sound) = soundness(snapshot, file) else { return };
        if let Ok(mut kept) = file.stamp.lock() {
            *kept = stamp;
        }
        match (file.content_is_wrong(), sound, file.refuse(!sound)) {
            // Its bytes were never taken in.
            (true, true, _) => return take_in_again(library, snapshot, file, tell),
            (_, true, true) => tell(Event::Restored { path: file.path.clone() }),
            (_, false, true) => tell(Event::Changed { path: file.path.clone() }),
            (_, _, false) => (),
        }
    }
}

/// Whether `file` is what was built; `None` while builds are swapped: files go away then, and the manifest with them.
fn soundness(snapshot: &Snapshot, file: &File) -> Option<bool> {
    let is_sound = || is_sound(&file.place, &file.sha256);
    is_sound().then_some(true).or_else(|| snapshot.is_current().then(is_sound))
}

fn take_in_again(library: &Library, snapshot: &Snapshot, file: &File, tell: &impl Fn(Event)) {
    let Some((profile, fresh)) = Snapshot::load(&snapshot.folder).map(shelved) else { return };
    let mut shelf = Shelf::clone(&library.now());
    shelf.insert(profile, fresh);
    library.swap(shelf);
    tell(Event::Restored { path: file.path.clone() });
}

/// What the system says now, where it is not what it said before.
fn touched(file: &File) -> Option<Option<Stamp>> {
    let stamp = Stamp::of(&file.place).ok();
    let kept = file.stamp.lock().ok()?;
    (*kept != stamp).then_some(stamp)
}
