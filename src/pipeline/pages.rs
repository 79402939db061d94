//! Attachments that the PDF prints: whether each can be printed at all, and the pictures of their pages. Draws only what
//! is printed; a file that cannot be printed becomes a finding at the place that names it.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{ImageDecoder as _, ImageReader};
use rayon::prelude::*;

use super::Shared;
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::{self, Fault, PAGES_LIMIT, PagePicture, StandIn};
use crate::load::{self, Attachment, Fonts};
use crate::model::OriginalKind;
use crate::render::{Artifact, Artifacts, Pages, printed};
use crate::resolve::Binder;
use crate::source::Span;

/// More dots than a camera of an office has. A PNG or JPEG goes into the PDF as it is.
const DOTS_LIMIT: u64 = 60_000_000;

/// The pictures of all pages that are printed.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// What they are called.
    pub(super) pages: Pages,
    /// Those that were drawn, by that name.
    pub(super) pictures: Artifacts,
}

/// What is wrong with the attachments that the PDF would print. Cheap: no page is drawn.
pub(super) fn faults(binder: &Binder, attachments: &[Attachment], shared: &Shared) -> Vec<Finding> {
    let found = wanted(binder, attachments);
    let fault = |it: &Wanted<'_>| match it.kind {
        OriginalKind::Pdf => match shared.page_count(it.file, it.at) {
            Ok(count) => count.err().map(|fault| told(fault, it)),
            Err(finding) => Some(finding),
        },
        OriginalKind::Picture => picture_fault(it),
        OriginalKind::Office => None,
    };
    found.par_iter().filter_map(fault).collect()
}

/// Draws them; `None` with findings where a page cannot be drawn.
pub(super) fn draw(binder: &Binder, attachments: &[Attachment], fonts: &Fonts, sink: &mut Sink) -> Option<Drawn> {
    let found = wanted(binder, attachments);
    let stand_in = || fonts.body_file().and_then(|it| load::font_bytes(it).ok()).map(StandIn::new);
    let needs_font = found.iter().any(|it| it.kind == OriginalKind::Pdf);
    let stand_in = needs_font.then(stand_in).flatten();
    let made: Vec<_> = found.par_iter().map(|it| pages_of(it, stand_in.as_ref())).collect();
    let mut drawn = Drawn::default();
    let mut is_whole = true;
    for (wanted, made) in found.iter().zip(made) {
        match made {
            Ok(made) => drawn.take(wanted, made, sink),
            Err(finding) => {
                sink.push(finding);
                is_whole = false;
            }
        }
    }
    is_whole.then_some(drawn)
}

/// An attachment that is printed, and the place that names it.
struct Wanted<'a> {
    file: &'a Attachment,
    kind: OriginalKind,
    at: Span,
}

fn wanted<'a>(binder: &Binder, attachments: &'a [Attachment]) -> Vec<Wanted<'a>> {
    let places = printed(binder);
    let by_path: BTreeMap<&str, &Attachment> = attachments.iter().map(|it| (&*it.path, it)).collect();
    let wanted =
        |(path, at): (&str, Span)| Some(Wanted { file: by_path.get(path)?, kind: OriginalKind::of(path)?, at });
    places.into_iter().filter_map(wanted).collect()
}

fn pages_of(wanted: &Wanted<'_>, stand_in: Option<&StandIn>) -> Result<Vec<PagePicture>, Finding> {
    match wanted.kind {
        OriginalKind::Pdf => exchange::pages(bytes(wanted)?, stand_in).map_err(|it| told(it, wanted)),
        OriginalKind::Picture | OriginalKind::Office => Ok(Vec::new()),
    }
}

impl Drawn {
    fn take(&mut self, wanted: &Wanted<'_>, made: Vec<PagePicture>, sink: &mut Sink) {
        let path = &*wanted.file.path;
        let lacking = numbers(&made);
        if !lacking.is_empty() {
            sink.push(about(Code::PdfIncomplete, wanted).with("pages", lacking));
        }
        let mut names = Vec::with_capacity(made.len());
        for (number, picture) in (1..).zip(made) {
            let name = format!("{path}/{number:03}.{}", picture.kind.ending());
            self.pictures.insert(name.clone(), Artifact::Bytes(picture.bytes));
            names.push(name);
        }
        if wanted.kind == OriginalKind::Picture {
            names.push(path.to_owned());
        }
        self.pages.insert(path, names);
    }
}

/// The numbers of the pages that lack something.
fn numbers(made: &[PagePicture]) -> String {
    let lacking = (1..).zip(made).filter(|(_, it)| it.is_incomplete);
    lacking.map(|(number, _): (usize, _)| number.to_string()).collect::<Vec<_>>().join(", ")
}

fn about(code: Code, wanted: &Wanted<'_>) -> Finding {
    Finding::at(code, wanted.at).with("path", &wanted.file.path)
}

fn told(fault: Fault, wanted: &Wanted<'_>) -> Finding {
    match fault {
        Fault::Damaged => about(Code::PdfDamaged, wanted),
        Fault::Locked => about(Code::PdfLocked, wanted),
        Fault::TooManyPages(found) => {
            about(Code::PdfTooManyPages, wanted).with("found", found).with("limit", PAGES_LIMIT)
        }
        Fault::TooSlow => about(Code::PdfTooSlow, wanted),
    }
}

fn bytes(wanted: &Wanted<'_>) -> Result<Vec<u8>, Finding> {
    load::attachment_bytes(wanted.file, wanted.at)
}

/// A photograph has to be one, and no larger than typst can take in. Of its dots none is looked at.
fn picture_fault(wanted: &Wanted<'_>) -> Option<Finding> {
    if let Some(fault) = load::picture_fault(wanted.file, Some(wanted.at)) {
        return Some(fault);
    }
    let bytes = match bytes(wanted) {
        Ok(bytes) => bytes,
        Err(finding) => return Some(finding),
    };
    let reader = ImageReader::new(Cursor::new(&bytes)).with_guessed_format().ok()?;
    match reader.into_decoder().map(|it| it.dimensions()) {
        Ok((width, height)) if u64::from(width) * u64::from(height) <= DOTS_LIMIT => None,
        Ok((width, height)) => Some(about(Code::PictureTooLarge, wanted).with("found", format!("{width} × {height}"))),
        Err(_) => {
            let ending = wanted.file.path.rsplit('.').next().unwrap_or_default();
            Some(about(Code::DamagedPicture, wanted).with("kind", ending.to_ascii_lowercase()))
        }
    }
}
