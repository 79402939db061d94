//! Inline content: one node of the model to one node of the tree.

use super::node::{Inline, Inlines, Kind, Mark};
use super::walk::Walk;
use crate::model::{Image, Inline as Source, Reference, Target, plain_text};

impl Walk<'_, '_> {
    pub(super) fn inlines(&mut self, inlines: &[Source<Target>]) -> Inlines {
        let mut out = Inlines::with_capacity(inlines.len());
        for inline in inlines {
            self.inline(inline, &mut out);
        }
        out
    }

    fn inline(&mut self, inline: &Source<Target>, out: &mut Inlines) {
        let mark = match inline {
            Source::Text(text) => return out.extend(self.scribe.plain(text)),
            Source::Ref(reference) => return self.reference(reference, out),
            Source::Image(image) => return out.push(self.picture(image)),
            Source::Value(value) => return value.shown.iter().for_each(|it| self.inline(it, out)),
            Source::FootnoteRef(label) => {
                return out.extend(self.footnote(label).map(Inline::Mark));
            }
            Source::Code(text) => Mark::Code { s: self.scribe.line(text) },
            Source::Emphasis(inner) => Mark::Em { c: self.inlines(inner) },
            Source::Strong(inner) => Mark::Strong { c: self.inlines(inner) },
            Source::Strikethrough(inner) => Mark::Del { c: self.inlines(inner) },
            Source::HardBreak => Mark::Br,
            Source::Checkbox(v) => Mark::Check { v: *v },
        };
        out.push(Inline::Mark(mark));
    }

    /// The items within a range are named without being shown.
    fn reference(&mut self, reference: &Reference<Target>, out: &mut Inlines) {
        if reference.shown.is_empty() {
            return;
        }
        let c = self.inlines(&reference.shown);
        match &reference.to {
            Target::Outside(url) => out.extend(outside(url, &plain_text(&reference.shown), c)),
            Target::Term(_) => match self.scribe.find(&reference.to) {
                Some((id, _)) => out.push(Inline::Mark(Mark::Term { id, c })),
                None => out.extend(c),
            },
            Target::Item(_)
            | Target::Document(_)
            | Target::Heading(..)
            | Target::Clause(..)
            | Target::Row(..)
            | Target::Register(_)
            | Target::Drawing(_)
            | Target::Guideline(_)
            | Target::Part(_)
            | Target::Attachment(_) => out.extend(self.scribe.xref(&reference.to, c)),
        }
    }

    fn picture(&mut self, image: &Image<Target>) -> Inline {
        match self.image(image) {
            Ok((src, alt)) => Inline::Mark(Mark::Img { src, alt }),
            Err(text) => Inline::Text(text),
        }
    }

    /// A picture on its own, or the text that stands in for it.
    pub(super) fn figure(&mut self, image: &Image<Target>) -> Kind {
        match self.image(image) {
            Ok((src, alt)) => Kind::Figure { src, alt },
            Err(text) => Kind::P { hang: false, c: vec![Inline::Text(text)] },
        }
    }

    /// Path and text of a picture that typst can show; else its text and the file's name.
    fn image(&mut self, image: &Image<Target>) -> Result<(String, String), String> {
        let path = image.source.attachment().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let alt = if image.alt.trim().is_empty() { name.clone() } else { image.alt.to_string() };
        let alt = self.scribe.line(&alt);
        if is_picture(path) {
            return Ok((self.scribe.image(path), alt));
        }
        let name = self.scribe.line(&name);
        Err(if name.is_empty() { alt } else { format!("{alt}（{name}）") })
    }
}

/// What typst shows under PDF/A and PDF/UA.
fn is_picture(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|it| it.1.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("svg" | "png" | "jpg" | "jpeg"))
}

/// A link to the outside, if its scheme is let through.
fn outside(url: &str, shown: &str, c: Inlines) -> Inlines {
    let scheme = url.split_once(':').map(|it| it.0.to_ascii_lowercase());
    let print = match scheme.as_deref() {
        Some("https" | "http") => url != shown,
        Some("mailto" | "tel") => url.split_once(':').is_some_and(|it| it.1 != shown),
        Some(_) | None => return c,
    };
    let url = super::text::line(url);
    vec![Inline::Mark(Mark::Link { url, print, c })]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_schemes_become_links() {
        let shown = || vec![Inline::Text("x".to_owned())];
        assert_eq!(outside("javascript:alert(1)", "x", shown()), shown());
        assert_eq!(outside("file:///etc/passwd", "x", shown()), shown());
        assert!(matches!(
            outside("https://example.jp/", "https://example.jp/", shown()).as_slice(),
            [Inline::Mark(Mark::Link { print: false, .. })]
        ));
    }

    #[test]
    fn pictures_are_those_that_pdf_a_can_hold() {
        assert!(is_picture("attachments/plan.SVG"));
        assert!(!is_picture("attachments/plan.pdf"));
    }
}
