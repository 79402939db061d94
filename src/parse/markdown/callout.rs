//! The first line of a quote that makes it a callout: `[!注意]`, `[!限定 manager]`. Works on the source, since
//! pulldown-cmark knows five English words only. Never looks at what follows the line.

use std::ops::Range;

use super::source::Source;
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Callout, Class};
use crate::source::Span;

/// The words, with what they make of a quote; 限定 needs a class.
const WORDS: [(&str, Option<Callout>); 11] = [
    ("NOTE", Some(Callout::Note)),
    ("TIP", Some(Callout::Tip)),
    ("IMPORTANT", Some(Callout::Important)),
    ("WARNING", Some(Callout::Warning)),
    ("CAUTION", Some(Callout::Caution)),
    ("注意", Some(Callout::Warning)),
    ("補足", Some(Callout::Supplement)),
    ("用語", Some(Callout::Terms)),
    ("例", Some(Callout::Example)),
    ("参考", Some(Callout::Reference)),
    ("限定", None),
];

/// A marker line: what it says, and where what follows it begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Nothing where the marker is wrong.
    pub(super) callout: Option<Callout>,
    pub(super) end: usize,
}

/// Reads the marker of the quote written at `quote`; `None` for a plain quote.
pub(super) fn marker(source: Source<'_>, quote: Range<usize>, sink: &mut Sink) -> Option<Marker> {
    let text = source.text.get(quote.clone())?;
    let line_end = text.find('\n').map_or(text.len(), |it| it + 1);
    let line = &text[..line_end];
    let content = line.strip_prefix('>')?.trim();
    let words = content.strip_prefix("[!")?.strip_suffix(']')?;
    let plain = !words.is_empty() && !words.contains(['[', ']', '\\', '`']);
    let start = quote.start + line.find('[')?;
    let span = source.span(start..start + content.len());
    plain.then(|| Marker { callout: callout(words.trim(), span, sink), end: quote.start + line_end })
}

fn callout(words: &str, span: Span, sink: &mut Sink) -> Option<Callout> {
    let (word, argument) = words.split_once(char::is_whitespace).map_or((words, ""), |(word, it)| (word, it.trim()));
    match WORDS.iter().find(|it| it.0.eq_ignore_ascii_case(word)) {
        Some((_, Some(callout))) if argument.is_empty() => Some(*callout),
        Some((_, None)) => limited(argument, span, sink),
        Some((_, Some(_))) | None => {
            let nearest = nearest(&word.to_ascii_uppercase(), WORDS.iter().map(|it| it.0));
            sink.push(Finding::at(Code::UnknownCallout, span).with("name", words).nearest(nearest));
            None
        }
    }
}

fn limited(name: &str, span: Span, sink: &mut Sink) -> Option<Callout> {
    let class = Class::parse(name);
    if class.is_none() {
        let nearest = nearest(name, Class::ALL.iter().map(|it| it.as_str()));
        sink.push(Finding::at(Code::UnknownClass, span).with("name", name).nearest(nearest));
    }
    class.map(Callout::Limited)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    type Found = Vec<(Code, Vec<String>)>;

    fn read(text: &str) -> (Option<Option<Callout>>, Found) {
        let mut sources = Sources::default();
        let file = sources.add("a.md", text);
        let mut sink = Sink::default();
        let marker = marker(Source { file, text, base: 0 }, 0..text.len(), &mut sink);
        let findings = sink.into_sorted().into_iter().map(|it| (it.code, it.nearest)).collect();
        (marker.map(|it| it.callout), findings)
    }

    #[test]
    fn words_in_any_case() {
        assert_eq!(read("> [!note]\n> a").0, Some(Some(Callout::Note)));
        assert_eq!(read(">[!注意]\r\n> a").0, Some(Some(Callout::Warning)));
        assert_eq!(read("> [!限定 manager]").0, Some(Some(Callout::Limited(Class::Manager))));
        assert_eq!(read("> [!注意] これは文").0, None);
        assert_eq!(read("> 注意").0, None);
    }

    #[test]
    fn wrong_words_get_the_nearest() {
        assert_eq!(read("> [!NOTES]").1, [(Code::UnknownCallout, vec!["NOTE".to_owned()])]);
        assert_eq!(read("> [!限定 managers]").1, [(Code::UnknownClass, vec!["manager".to_owned()])]);
        assert_eq!(read("> [!限定]").1, [(Code::UnknownClass, vec![])]);
    }
}
