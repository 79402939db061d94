//! How a text is written (encoding, mark, line ends), and the form in which two texts are compared. Changes no text that stays.

use std::borrow::Cow;

use encoding_rs::{EUC_JP, SHIFT_JIS};
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::source::{Splice, Writing};

const MARK: &str = "\u{feff}";

/// The text of a file, without a mark, and how it is written there; `None` for what is no text that we know.
pub(super) fn read(bytes: &[u8]) -> Option<(Cow<'_, str>, Writing)> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => None,
        Ok(text) => {
            Some(text.strip_prefix(MARK).map_or((text.into(), Writing::Utf8), |it| (it.into(), Writing::Utf8Marked)))
        }
        Err(_) => cp932(bytes).map(|it| (it.into(), Writing::Cp932)),
    }
}

/// EUC-JP read as CP932 is half-width katakana from end to end: what could be either is taken for neither.
fn cp932(bytes: &[u8]) -> Option<String> {
    let text = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes)?;
    let half = text.chars().filter(|it| ('\u{ff61}'..='\u{ff9f}').contains(it)).count();
    let is_euc = half > 0 && EUC_JP.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    (!is_euc && !text.contains(['\0', '\u{80}'])).then(|| text.into_owned())
}

/// `bytes`, which read `old`, so that they read `new`: lines that stay keep their bytes. `None` where the encoding has no
/// sign for a character.
pub(super) fn rewritten(bytes: &[u8], (old, writing): (&str, Writing), new: &str) -> Option<Vec<u8>> {
    match writing {
        Writing::Utf8 => Some(new.as_bytes().to_vec()),
        Writing::Utf8Marked => Some([MARK.as_bytes(), new.as_bytes()].concat()),
        Writing::Cp932 => writing.splice(bytes, old, &splices(old, new)),
    }
}

/// A text written so, from nothing; an empty one has no mark. `None` where the encoding has no sign for a character.
pub(super) fn written(text: &str, writing: Writing) -> Option<Vec<u8>> {
    match writing {
        Writing::Utf8Marked if !text.is_empty() => Some([MARK.as_bytes(), text.as_bytes()].concat()),
        Writing::Utf8 | Writing::Utf8Marked => Some(text.as_bytes().to_vec()),
        Writing::Cp932 => Some(SHIFT_JIS.encode(text)).filter(|it| !it.2).map(|it| it.0.into_owned()),
    }
}

/// The lines that are not in both.
fn splices(old: &str, new: &str) -> Vec<Splice> {
    let (old_lines, new_lines) = (line_starts(old), line_starts(new));
    let changed = |op: &DiffOp| {
        let (from, to) = (op.old_range(), op.new_range());
        let range = old_lines[from.start]..old_lines[from.end];
        Splice { range, text: new[new_lines[to.start]..new_lines[to.end]].to_owned() }
    };
    let (a, b): (Vec<_>, Vec<_>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let diff = capture_diff_slices(Algorithm::Myers, &a, &b);
    diff.iter().filter(|it| it.tag() != DiffTag::Equal).map(changed).collect()
}

/// Where lines start, and the end.
fn line_starts(text: &str) -> Vec<usize> {
    let mut at = 0;
    let ends = text.split_inclusive('\n').map(|line| {
        at += line.len();
        at
    });
    std::iter::once(0).chain(ends).collect()
}

/// How lines end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// As everywhere else.
    Lf,
    /// As on Windows.
    CrLf,
}

impl LineEnd {
    /// What most lines of the first text that has any end with.
    pub(super) fn of(texts: [&str; 2]) -> Self {
        let text = texts.into_iter().find(|it| it.contains('\n')).unwrap_or_default();
        let (crlf, all) = (text.matches("\r\n").count(), text.matches('\n').count());
        if crlf * 2 > all { Self::CrLf } else { Self::Lf }
    }

    /// The text with this line end.
    pub(super) fn apply(self, text: &str) -> String {
        let lf = text.replace("\r\n", "\n");
        match self {
            Self::Lf => lf,
            Self::CrLf => lf.replace('\n', "\r\n"),
        }
    }

    /// A line end.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
        }
    }
}

/// The text in the form in which it is compared: LF, NFC, without the blank lines around it.
pub(super) fn normal(text: &str) -> String {
    let lf = text.replace("\r\n", "\n").replace('\r', "\n");
    let body = &lf[leading(&lf)..body_end(&lf)];
    if is_nfc(body) { body.to_owned() } else { body.nfc().collect() }
}

fn leading(text: &str) -> usize {
    let blank = text.split_inclusive('\n').take_while(|it| is_blank(it) && it.ends_with('\n'));
    let length: usize = blank.map(str::len).sum();
    length.min(body_end(text))
}

/// Where the last line that is not blank ends, without its line end.
pub(super) fn body_end(text: &str) -> usize {
    let mut end = text.len();
    loop {
        let start = text[..end].rfind('\n').map_or(0, |it| it + 1);
        if !is_blank(&text[start..end]) {
            return text[..end].strip_suffix('\r').map_or(end, str::len);
        }
        if start == 0 {
            return 0;
        }
        end = start - 1;
    }
}

/// Whether a line has nothing that CommonMark counts as text (an ideographic space is text).
pub(super) fn is_blank(line: &str) -> bool {
    line.bytes().all(|it| matches!(it, b' ' | b'\t' | b'\r' | b'\n'))
}

/// A name as it is looked up: NFKC, without spaces and the brackets around it.
pub(super) fn folded(text: &str) -> String {
    let text: String = text.nfkc().filter(|it| !it.is_whitespace()).collect();
    let inner = text.strip_prefix('(').and_then(|it| it.strip_suffix(')')).filter(|it| !it.contains(['(', ')']));
    inner.unwrap_or(&text).to_lowercase()
}
