//! The PDF: tree, fonts, typst, packing.

use std::path::PathBuf;

use super::{Compiled, Press, Whole};
use crate::diagnostics::{Severity, Sink};
use crate::emit::pack_pdf;
use crate::emit::typst::PdfJob;
use crate::load::Attachment;
use crate::model::Theme;
use crate::render::pdf::{Surroundings, pdf};
use crate::render::{Artifact, Artifacts};
use crate::view::View;

/// The finished file; `None` with findings where a character has no font or typst fails.
pub(super) fn make(
    view: &View<'_>,
    compiled: &Compiled,
    whole: &Whole,
    theme: &Theme,
    press: &Press,
    sink: &mut Sink,
) -> Option<Vec<u8>> {
    let families = press.fonts.families();
    let around = Surroundings { sources: &compiled.sources, theme, fonts: families };
    let mut input = pdf(view, &whole.report, around);
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
    let pictures: Vec<&Attachment> =
        compiled.attachments.iter().filter(|it| input.images.contains(&*it.path)).collect();
    let images: Artifacts =
        pictures.into_iter().map(|it| (format!("assets/{}", it.path), Artifact::CopyOf(it.location.clone()))).collect();
    let fonts: Vec<PathBuf> = press.fonts.files();
    let job = PdfJob {
        theme: &theme.pdf,
        main: "main.typ",
        data: &input.tree,
        images: &images,
        fonts: &fonts,
        timestamp: whole.report.as_of.unix_seconds(),
        timeout: PdfJob::TIMEOUT,
    };
    let set = press.typst.compile(&job).and_then(|it| pack_pdf(&it));
    set.map(|it| it.bytes).map_err(|it| sink.push(it)).ok()
}
