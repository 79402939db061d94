//! A PDF: tree, fonts, typst, packing. The binder's own, and the sheets printed beside it.

use std::path::PathBuf;

use super::kept::{Kept, SetPdf};
use super::pages::{self, Drawn};
use super::{Compiled, Press, Whole};
use crate::diagnostics::{Code, Finding, Severity, Sink};
use crate::emit::pack_pdf;
use crate::emit::typst::PdfJob;
use crate::load::{self, Attachment};
use crate::model::{Date, Profile, Theme};
use crate::render::pdf::{PdfInput, Sender, Surroundings, pdf};
use crate::render::sheets::{Paper, Sheet};
use crate::render::{Artifact, Artifacts};
use crate::source::{Digest, Digester};
use crate::view::View;

/// What the binder's PDF is made from.
#[derive(Debug, Clone, Copy)]
struct Desk<'a> {
    compiled: &'a Compiled,
    /// The day that the PDF bears.
    as_of: Date,
    theme: &'a Theme,
    press: &'a Press,
    /// The pages of attachments that are printed.
    drawn: &'a Drawn,
    /// The PDFs of the build before, where somebody kept them.
    kept: Option<&'a Kept>,
}

/// What is compiled, and as what it comes out.
#[derive(Debug, Clone, Copy)]
struct Title<'a> {
    main: &'a str,
    path: &'a str,
}

/// The binder as one PDF; `None` with findings where a character has no font or typst fails.
pub(super) fn make(
    view: &View<'_>,
    compiled: &Compiled,
    theme: &Theme,
    press: &Press,
    kept: Option<&Kept>,
    sink: &mut Sink,
) -> Option<Vec<u8>> {
    let drawn = pages::draw(view.binder(), &compiled.attachments, &press.fonts, sink)?;
    let desk = Desk { compiled, as_of: view.report().as_of, theme, press, drawn: &drawn, kept };
    let input = pdf(view, desk.surroundings());
    desk.set(input, Title { main: "main.typ", path: "binder.pdf" }, sink)
}

/// A sheet as a PDF; `None` with findings where there is nothing to print, a character has no font or typst fails.
pub fn print(
    sheet: &Sheet,
    compiled: &Compiled,
    whole: &Whole,
    theme: &Theme,
    press: &Press,
    sink: &mut Sink,
) -> Option<Vec<u8>> {
    let profile = Profile::full();
    let view = View::new(&whole.binder, &whole.report, &profile);
    print_anew((sheet, &view), compiled, theme, press, None, sink)
}

/// [`print`], but for what is the same as in the build before.
pub(super) fn print_anew(
    (sheet, view): (&Sheet, &View<'_>),
    compiled: &Compiled,
    theme: &Theme,
    press: &Press,
    kept: Option<&Kept>,
    sink: &mut Sink,
) -> Option<Vec<u8>> {
    let desk = Desk { compiled, as_of: view.report().as_of, theme, press, drawn: &Drawn::default(), kept };
    let Some(input) = sheet.input(view, desk.surroundings()) else {
        sink.push(Finding::of_machine(Code::NothingToPrint).with("name", sheet.title()));
        return None;
    };
    let (main, path) = (format!("sheets/{}.typ", sheet.name()), format!("{}.pdf", sheet.name()));
    desk.set(input, Title { main: &main, path: &path }, sink)
}

/// A paper that is no facility's, as a PDF; `None` with findings where a character has no font or typst fails.
pub fn print_paper(
    paper: &Paper,
    sender: Sender<'_>,
    theme: &Theme,
    press: &Press,
    sink: &mut Sink,
) -> Option<Vec<u8>> {
    let input = paper.input(sender, theme, press.fonts.families());
    let missing = press.fonts.missing(&input.characters);
    let stops = missing.iter().any(|it| it.severity() == Severity::Error);
    sink.extend(missing);
    let job = PdfJob {
        theme: &theme.pdf,
        main: &format!("sheets/{}.typ", paper.name()),
        data: &input.tree,
        images: &Artifacts::new(),
        fonts: &press.fonts.files(),
        timestamp: sender.day.unix_seconds(),
        timeout: PdfJob::TIMEOUT,
    };
    let set = (!stops).then(|| press.typst.compile(&job).and_then(|it| pack_pdf(&it)))?;
    set.map(|it| it.bytes).map_err(|it| sink.push(it)).ok()
}

impl Desk<'_> {
    fn surroundings(&self) -> Surroundings<'_> {
        let (fonts, pages) = (self.press.fonts.families(), &self.drawn.pages);
        Surroundings { sources: &self.compiled.sources, theme: self.theme, fonts, pages }
    }

    fn set(&self, mut input: PdfInput, title: Title<'_>, sink: &mut Sink) -> Option<Vec<u8>> {
        let Self { compiled, as_of, theme, press, drawn, kept } = *self;
        for (c, at) in input.characters.iter_mut().filter(|(c, at)| at.is_none() && !press.fonts.covers(**c)) {
            // Not of a document, hence of a value.
            *at = compiled.sources.find(*c, |path| path == "binder.toml" || path.starts_with("registers/"));
        }
        let missing = press.fonts.missing(&input.characters);
        let stops = missing.iter().any(|it| it.severity() == Severity::Error);
        sink.extend(missing);
        if stops {
            return None;
        }
        let fonts: Vec<PathBuf> = press.fonts.files();
        let job = PdfJob {
            theme: &theme.pdf,
            main: title.main,
            data: &input.tree,
            images: &images(compiled, drawn, &input),
            fonts: &fonts,
            timestamp: as_of.unix_seconds(),
            timeout: PdfJob::TIMEOUT,
        };
        let compile = || press.typst.compile(&job).and_then(|it| pack_pdf(&it)).map(|it| it.bytes);
        let set = match kept {
            Some(kept) => once(kept, title.path, from(&job, press), compile),
            None => compile(),
        };
        set.map_err(|it| sink.push(it)).ok()
    }
}

/// What was kept, else what `compile` gives, which is kept.
fn once(
    kept: &Kept,
    path: &str,
    from: Option<String>,
    compile: impl FnOnce() -> Result<Vec<u8>, Finding>,
) -> Result<Vec<u8>, Finding> {
    let bytes = match from.as_ref().and_then(|it| kept.find(path, it)) {
        Some(bytes) => bytes,
        None => {
            kept.count_run();
            compile()?
        }
    };
    if let Some(from) = from {
        kept.remember(SetPdf { path: path.to_owned(), from, sha256: Digest::of(&bytes).to_string() });
    }
    Ok(bytes)
}

/// The digest of all that a PDF is set from; `None` where that cannot be read. What toji itself does to it goes with its
/// version, as do typst's flags.
fn from(job: &PdfJob<'_>, press: &Press) -> Option<String> {
    let mut digester = Digester::default();
    digester.add("press", press.digest()?.as_bytes());
    digester.add("main", job.main.as_bytes());
    digester.add("timestamp", &job.timestamp.to_be_bytes());
    digester.add("data", job.data);
    job.theme.iter().for_each(|(path, bytes)| digester.add(path, bytes));
    for (path, image) in job.images {
        let digest = match image {
            Artifact::Bytes(bytes) => Digest::of(bytes),
            Artifact::Pieces(pieces) => Digest::of_pieces(pieces).0,
            Artifact::CopyOf(from) => load::file_digest(from).ok()?,
        };
        digester.add(path, digest.as_bytes());
    }
    Some(digester.finish().to_string())
}

fn images(compiled: &Compiled, drawn: &Drawn, input: &PdfInput) -> Artifacts {
    let pictures = compiled.attachments.iter().filter(|it| input.images.contains(&*it.path));
    let artifact = |it: &Attachment| (format!("assets/{}", it.path), Artifact::CopyOf(it.location.clone()));
    let pages = drawn.pictures.iter().filter(|it| input.images.contains(it.0));
    let pages = pages.map(|(path, it)| (format!("assets/{path}"), it.clone()));
    pictures.map(artifact).chain(pages).chain(input.drawn.clone()).collect()
}
