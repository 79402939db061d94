//! The pages of a PDF as pictures: an original is printed behind what was transcribed from it, and a document that exists
//! as a PDF is printed in its place. (A PDF that can be read aloud takes pictures, and no pages of another PDF.)
//!
//! A page that is grey becomes a grey picture; the same file gives the same bytes. A file of somebody else may be anything:
//! it is drawn on threads of its own, so that one that makes the drawing crate panic or run for ever becomes a [`Fault`].
//! Nothing here reads a file, looks for a font, or changes what is on a page.

mod guard;
mod picture;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};

use hayro::RenderCache;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::FontQuery;
use hayro::hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

pub use guard::DRAWING_THREAD;
pub use picture::{PagePicture, PictureKind};

/// More pages than a form or the rules of a small facility have.
pub const PAGES_LIMIT: usize = 100;
/// More threads do not help one file.
const WORKERS: usize = 4;

/// Why a PDF cannot be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is no PDF, is broken, or has no page.
    Damaged,
    /// It asks for a password, or is encrypted in a way that cannot be read.
    Locked,
    /// It has more than [`PAGES_LIMIT`] pages: this many.
    TooManyPages(usize),
    /// Drawing it takes longer than anybody waits.
    TooSlow,
}

/// A font for writing whose font is not in the PDF. The first face of the file is taken.
#[derive(Debug, Clone)]
pub struct StandIn(Arc<Vec<u8>>);

impl StandIn {
    /// From the bytes of a TrueType or OpenType file that has Japanese characters.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Arc::new(bytes))
    }
}

/// How many pages the PDF has. Cheap: nothing is drawn.
///
/// # Errors
/// Where it cannot be printed.
pub fn page_count(bytes: Vec<u8>) -> Result<usize, Fault> {
    open(bytes).map(|it| it.1)
}

/// Every page as a picture, in order.
///
/// # Errors
/// Where one of them cannot be drawn.
pub fn pages(bytes: Vec<u8>, stand_in: Option<&StandIn>) -> Result<Vec<PagePicture>, Fault> {
    let (pdf, count) = open(bytes)?;
    let work = Arc::new(Work { pdf, count, next: AtomicUsize::new(0), stand_in: stand_in.cloned() });
    let (sender, receiver) = channel();
    for _ in 0..count.min(WORKERS).min(rayon::current_num_threads()) {
        let (work, sender) = (Arc::clone(&work), sender.clone());
        guard::spawn(move || work.run(&sender)).ok_or(Fault::Damaged)?;
    }
    drop(sender);
    let mut drawn = BTreeMap::new();
    while drawn.len() < count {
        match receiver.recv_timeout(guard::PATIENCE) {
            Ok((page, picture)) => drawn.insert(page, picture.ok_or(Fault::Damaged)?),
            Err(RecvTimeoutError::Timeout) => return Err(Fault::TooSlow),
            Err(RecvTimeoutError::Disconnected) => return Err(Fault::Damaged),
        };
    }
    Ok(drawn.into_values().collect())
}

fn open(bytes: Vec<u8>) -> Result<(Pdf, usize), Fault> {
    let opened = guard::run(move || {
        let pdf = Pdf::new(bytes)?;
        let count = pdf.pages().len();
        Ok((pdf, count))
    });
    match opened? {
        Ok((_, 0)) | Err(LoadPdfError::Invalid) => Err(Fault::Damaged),
        Ok((_, count)) if count > PAGES_LIMIT => Err(Fault::TooManyPages(count)),
        Ok(opened) => Ok(opened),
        Err(LoadPdfError::Decryption(_)) => Err(Fault::Locked),
    }
}

/// What the threads of one file share.
struct Work {
    pdf: Pdf,
    count: usize,
    /// The next page that nobody draws yet.
    next: AtomicUsize,
    stand_in: Option<StandIn>,
}

impl Work {
    /// Draws pages until none is left, or nobody listens any more.
    fn run(&self, sender: &Sender<(usize, Option<PagePicture>)>) {
        let cache = RenderCache::new();
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.count || sender.send((number, self.page(number, &cache))).is_err() {
                return;
            }
        }
    }

    fn page<'a>(&'a self, number: usize, cache: &RenderCache<'a>) -> Option<PagePicture> {
        let lacks = Arc::new(AtomicBool::new(false));
        let settings = self.settings(&lacks);
        let page = self.pdf.pages().get(number)?;
        let mut picture = guard::caught(|| picture::draw(page, cache, &settings)).flatten()?;
        picture.is_incomplete = lacks.load(Ordering::Relaxed);
        Some(picture)
    }

    /// `lacks` becomes true where something on the page could not be drawn.
    fn settings(&self, lacks: &Arc<AtomicBool>) -> InterpreterSettings {
        let mut settings = InterpreterSettings::default();
        let lacks = Arc::clone(lacks);
        settings.warning_sink = Arc::new(move |_| lacks.store(true, Ordering::Relaxed));
        if let Some(stand_in) = self.stand_in.clone() {
            let known = Arc::clone(&settings.font_resolver);
            settings.font_resolver = Arc::new(move |query| match query {
                FontQuery::Fallback(font) if font.character_collection.is_some() => {
                    let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::clone(&stand_in.0) as _;
                    Some((bytes, 0))
                }
                FontQuery::Fallback(_) | FontQuery::Standard(_) => known(query),
            });
        }
        settings
    }
}

#[cfg(test)]
mod tests;
