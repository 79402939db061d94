//! Destinations of links and images: what they point at, or why they are refused. Never looks whether a target exists.

use pulldown_cmark::LinkType;

use super::source::Source;
use super::token::is_escaped;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Fragment, RawRef};
use crate::source::Span;

/// A link or image whose content is yet to come.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) kind: LinkKind,
    /// Nothing where the destination is refused.
    pub(super) to: Option<RawRef>,
    pub(super) title: Option<Box<str>>,
    pub(super) span: Span,
}

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkKind {
    Link,
    Image,
}

/// The schemes that are let through.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

impl Link {
    /// Reads what pulldown-cmark found at `range`.
    pub(super) fn read(
        kind: LinkKind,
        written: (LinkType, &str, &str),
        range: std::ops::Range<usize>,
        source: Source<'_>,
        sink: &mut Sink,
    ) -> Self {
        let (link_type, destination, title) = written;
        let span = source.span(range);
        let to = match link_type {
            LinkType::Email => Some(RawRef::Outside(format!("mailto:{destination}").into())),
            LinkType::WikiLink { .. } => Some(RawRef::Wiki(fragment(destination, str::to_owned))),
            LinkType::Inline
            | LinkType::Reference
            | LinkType::ReferenceUnknown
            | LinkType::Collapsed
            | LinkType::CollapsedUnknown
            | LinkType::Shortcut
            | LinkType::ShortcutUnknown
            | LinkType::Autolink => resolve(destination),
        };
        if to.is_none() {
            sink.push(Finding::at(Code::RefusedUrl, span).with("url", destination));
        }
        Self { kind, to, title: (!title.is_empty()).then(|| title.into()), span }
    }
}

/// The endings of files that people link to: what tells a destination from words in parentheses.
const ENDINGS: [&str; 12] =
    [".md", ".jpg", ".jpeg", ".png", ".svg", ".pdf", ".csv", ".xlsx", ".docx", ".pptx", ".txt", ".zip"];

/// The finding for a link that stayed text since its destination, whose parenthesis opens at `open`, has a space in it.
pub(super) fn missed(source: Source<'_>, open: usize) -> Option<Finding> {
    let bracket = open.checked_sub(1).filter(|it| source.byte(*it) == b']' && !is_escaped(source.text, *it))?;
    let rest = source.text.get(open + 1..)?;
    let inside = &rest[..closing(rest)?];
    let path = untitled(inside).trim();
    let file = path.split('#').next().unwrap_or_default().to_ascii_lowercase();
    let is_file = ENDINGS.iter().any(|it| file.ends_with(it)) && !path.contains(['<', '>', '`']);
    if !is_file || !path.contains([' ', '\t']) {
        return None;
    }
    let span = source.span(bracket + 2..open + 1 + inside.len());
    Some(Finding::at(Code::SpaceInLink, span).with("path", path))
}

/// A destination longer than this is nobody's; without a limit, a line of nothing but `](` would be read once for each.
const LONGEST: usize = 1000;

/// Where the parenthesis closes that was open before `rest`, on the same line.
fn closing(rest: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match byte {
            b'\n' => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => (),
        }
    }
    None
}

/// Without the title that may stand behind a destination: `a b.md "title"`.
fn untitled(inside: &str) -> &str {
    let quote = inside.chars().next_back().filter(|it| matches!(it, '"' | '\''));
    let title = quote.and_then(|it| inside[..inside.len() - 1].rfind(it));
    title.map_or(inside, |it| &inside[..it])
}

/// Whether what a link shows is its destination, letter by letter.
pub(super) fn shows_destination(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::Email | LinkType::Autolink | LinkType::WikiLink { has_pothole: false })
}

/// What a destination points at; `None` if it is refused.
fn resolve(destination: &str) -> Option<RawRef> {
    // Browsers drop control characters within a scheme, so they hide one.
    let hides = |c: char| c.is_ascii_control();
    let slash = |it: Option<u8>| matches!(it, Some(b'/' | b'\\'));
    let mut bytes = destination.bytes();
    if destination.contains(hides) || (slash(bytes.next()) && slash(bytes.next())) {
        return None;
    }
    match scheme(destination.trim_start()) {
        Some(it) if SCHEMES.iter().any(|known| it.eq_ignore_ascii_case(known)) => {
            Some(RawRef::Outside(destination.into()))
        }
        Some(_) => None,
        None => Some(RawRef::Path(fragment(destination, |it| percent_decoded(it).replace('\\', "/")))),
    }
}

/// What stands before the colon, if it can be a scheme (RFC 3986, 3.1).
fn scheme(destination: &str) -> Option<&str> {
    let (scheme, _) = destination.split_once(':')?;
    let letters = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(letters)).then_some(scheme)
}

/// Splits at the first `#`.
fn fragment(written: &str, decode: impl Fn(&str) -> String) -> Fragment {
    match written.split_once('#') {
        Some((path, heading)) => {
            Fragment { path: decode(path.trim_end()).into(), heading: Some(percent_decoded(heading.trim()).into()) }
        }
        None => Fragment { path: decode(written).into(), heading: None },
    }
}

/// `%E3%81%82` -> `あ`; what does not decode to text stays as written.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|it| char::from(*it).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str, heading: Option<&str>) -> Option<RawRef> {
        Some(RawRef::Path(Fragment { path: path.into(), heading: heading.map(Into::into) }))
    }

    #[test]
    fn relative_destinations_are_decoded() {
        assert_eq!(resolve("../bcp/a.md#%E7%AC%AC"), path("../bcp/a.md", Some("第")));
        assert_eq!(resolve("#top"), path("", Some("top")));
        assert_eq!(resolve("..\\attachments\\a%20b.pdf"), path("../attachments/a b.pdf", None));
        assert_eq!(resolve("100%.md"), path("100%.md", None));
        assert_eq!(resolve("%ff.md"), path("%ff.md", None));
        assert_eq!(resolve("2025/第1回:記録.md"), path("2025/第1回:記録.md", None));
    }

    #[test]
    fn a_destination_with_a_space_is_told_from_words_in_parentheses() {
        let missed = |text: &str| {
            let mut sources = crate::source::Sources::default();
            let file = sources.add("a.md", text);
            let finding = missed(Source { file, text, base: 0 }, text.find('(').unwrap_or_default())?;
            finding.arguments.first().map(|it| it.1.clone())
        };
        for (text, path) in [
            ("![x](a b.jpg)", "a b.jpg"),
            ("[x](写真 (1).JPG)", "写真 (1).JPG"),
            ("[x](a b.md#甲 乙)", "a b.md#甲 乙"),
            ("[x](a b.pdf \"題\")", "a b.pdf"),
        ] {
            assert_eq!(missed(text).as_deref(), Some(path), "{text}");
        }
        for text in ["[x](a b)", "[x] (a b.md)", "x (a b.md)", "[x\\](a b.md)", "[x](a b.md", "[x](`a b`.md)"] {
            assert_eq!(missed(text), None, "{text}");
        }
    }

    #[test]
    fn only_four_schemes_pass() {
        for good in ["https://example.jp/", "HTTP://a", "mailto:a@b", "tel:+81"] {
            assert_eq!(resolve(good), Some(RawRef::Outside(good.into())));
        }
        for bad in [
            "javascript:alert(1)",
            "JavaScript:x",
            " javascript:x",
            "java\nscript:x",
            "data:text/html,x",
            "file:///etc",
            "C:\\a",
            "//host/x",
            "\\\\host\\x",
            "/\\host",
            "vbscript:x",
            "\u{1}javascript:x",
        ] {
            assert_eq!(resolve(bad), None, "{bad:?}");
        }
    }
}
