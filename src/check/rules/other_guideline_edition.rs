//! A ▶ citation of the guideline beside which another edition is named: it leads to the sections of the edition that the
//! checklist cites.
//!
//! Source: the binder disagrees with itself; a later edition of the guideline numbers its sections anew.

use unicode_normalization::UnicodeNormalization;

use super::Context;
use crate::check::prose::each_run;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Document, Inline, Inlines, Target, plain_text};
use crate::source::Span;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let edition = &context.binder.guideline().edition;
    // Most documents name no edition at all: their trees need not be walked.
    let names_one = |it: &&Document<Target>| context.sources.file(it.file).text().contains('版');
    for document in context.binder.documents().iter().filter(names_one) {
        each_run(document, &mut |run| {
            // Most runs cite nothing: their texts need not be folded.
            if !cites(run) {
                return;
            }
            let mut pieces = Vec::new();
            collect(run, &mut pieces);
            for (span, other) in cited_with(&pieces, edition) {
                let finding = Finding::at(Code::OtherGuidelineEdition, span).with("found", other);
                sink.push(finding.with("edition", edition));
            }
        });
    }
}

/// What a run is made of, as far as it matters here.
enum Piece {
    Text(String),
    Citation(Span),
}

/// Whether the guideline is cited in it.
fn cites(run: &Inlines<Target>) -> bool {
    run.iter().any(|inline| match inline {
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => cites(inner),
        Inline::Value(it) => cites(&it.shown),
        Inline::Ref(it) => is_of_guideline(&it.to),
        Inline::Text(_)
        | Inline::HardBreak
        | Inline::Code(_)
        | Inline::Image(_)
        | Inline::FootnoteRef(_)
        | Inline::Checkbox(_) => false,
    })
}

fn is_of_guideline(target: &Target) -> bool {
    matches!(target, Target::Guideline(_) | Target::Part(_))
}

fn collect(run: &Inlines<Target>, pieces: &mut Vec<Piece>) {
    for inline in run {
        match inline {
            Inline::Text(text) => pieces.push(Piece::Text(folded(text))),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => collect(inner, pieces),
            Inline::Value(it) => collect(&it.shown, pieces),
            Inline::Ref(it) if is_of_guideline(&it.to) => pieces.push(Piece::Citation(it.span)),
            Inline::Ref(it) => pieces.push(Piece::Text(folded(&plain_text(&it.shown)))),
            Inline::HardBreak | Inline::Code(_) | Inline::Image(_) | Inline::FootnoteRef(_) | Inline::Checkbox(_) => (),
        }
    }
}

/// Full-width digits, dots and brackets as half-width ones, and no blanks.
fn folded(text: &str) -> String {
    text.nfkc().filter(|it| !it.is_whitespace()).collect()
}

/// The citations beside which another edition than `edition` is named, with that edition: in a note directly behind the
/// citation, else as 「ガイドライン第…版」 anywhere in the run.
fn cited_with(pieces: &[Piece], edition: &str) -> Vec<(Span, String)> {
    let texts = || pieces.iter().filter_map(|it| if let Piece::Text(text) = it { Some(text.as_str()) } else { None });
    let of_run = texts().find_map(|it| other(after_word(it)?, edition));
    let mut found = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        let Piece::Citation(span) = piece else { continue };
        let behind = match pieces.get(i + 1) {
            Some(Piece::Text(text)) => Some(text.trim_start_matches(['(', '、'])),
            Some(Piece::Citation(_)) | None => None,
        };
        let beside = behind.and_then(|it| it.strip_prefix(WORD).or(Some(it))).and_then(|it| other(it, edition));
        found.extend(beside.or_else(|| of_run.clone()).map(|it| (*span, it)));
    }
    found
}

const WORD: &str = "ガイドライン";

fn after_word(text: &str) -> Option<&str> {
    text.match_indices(WORD).map(|(at, _)| &text[at + WORD.len()..]).find(|it| written(it).is_some())
}

/// The edition that `text` begins with, where it is another one: 第5.2版.
fn other(text: &str, edition: &str) -> Option<String> {
    let written = written(text)?;
    let whole = |it: &str| it.strip_suffix(".0").unwrap_or(it).to_owned();
    (whole(written) != whole(edition)).then(|| written.to_owned())
}

fn written(text: &str) -> Option<&str> {
    let text = text.strip_prefix('の').unwrap_or(text);
    let (number, _) = text.strip_prefix('第')?.split_once('版')?;
    let sound = number.starts_with(|it: char| it.is_ascii_digit());
    (sound && number.chars().all(|it| it.is_ascii_digit() || it == '.')).then_some(number)
}
