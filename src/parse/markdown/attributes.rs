//! The attributes behind a heading: `{#id covers=2-03,2-04 class=manager}`. Never reads the heading's text.

use std::ops::Range;

use super::source::Source;
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Class, ItemId};
use crate::source::{Span, Spanned};

/// What an author attached to a heading.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) id: Option<Spanned<Box<str>>>,
    pub(super) covers: Vec<Spanned<ItemId>>,
    pub(super) class: Option<Class>,
}

const KEYS: [&str; 2] = ["covers", "class"];

impl Attributes {
    /// Reads the `{...}` that ends the heading written at `heading`; `found` says that pulldown-cmark took one.
    pub(super) fn read(source: Source<'_>, heading: Range<usize>, found: bool, sink: &mut Sink) -> Self {
        let mut attributes = Self::default();
        let text = &source.text[heading.clone()];
        let Some(close) = text.rfind('}').filter(|it| found || text[*it..].trim_end().len() == 1) else {
            return attributes;
        };
        // The characters that pulldown-cmark lets end its search for the opening brace.
        let open = text[..close].rfind(['{', '}', '<', '>', '\\', '\n']);
        let Some(open) = open.filter(|it| text[*it..].starts_with('{')) else { return attributes };
        for word in text[open + 1..close].split_ascii_whitespace() {
            let start = heading.start + offset_in(text, word);
            attributes.take(word, source.span(start..start + word.len()), sink);
        }
        attributes
    }

    fn take(&mut self, word: &str, span: Span, sink: &mut Sink) {
        match word.split_once('=') {
            None if word.starts_with('#') && word.len() > 1 => self.id = Some(Spanned::new(word[1..].into(), span)),
            Some(("covers", items)) => self.take_items(items, span.within(word.len() - items.len()..word.len()), sink),
            Some(("class", name)) => match Class::parse(name) {
                Some(class) => self.class = Some(class),
                None => sink.push(
                    Finding::at(Code::UnknownClass, span)
                        .with("name", name)
                        .nearest(nearest(name, Class::ALL.iter().map(|it| it.as_str()))),
                ),
            },
            Some(_) | None => {
                let key = word.split('=').next().unwrap_or_default();
                let finding = Finding::at(Code::BadHeadingAttribute, span).with("name", word);
                sink.push(finding.nearest(nearest(key, KEYS)));
            }
        }
    }

    fn take_items(&mut self, items: &str, span: Span, sink: &mut Sink) {
        for item in items.split(',') {
            let start = offset_in(items, item);
            let span = span.within(start..start + item.len());
            match ItemId::parse(item) {
                Some(id) => self.covers.push(Spanned::new(id, span)),
                None => {
                    let meant = ItemId::parse_written(item).map(|it| it.to_string());
                    sink.push(Finding::at(Code::UnknownItem, span).with("item", item).nearest(Vec::from_iter(meant)));
                }
            }
        }
    }
}

/// Where `part`, a slice of `whole`, begins in it.
fn offset_in(whole: &str, part: &str) -> usize {
    part.as_ptr().addr() - whole.as_ptr().addr()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn every_mistake_has_its_own_place() {
        let text = "## 題 {#x covers=2-03,2-4 class=managr coverz=1 .a}\n";
        let mut sources = Sources::default();
        let file = sources.add("a.md", text);
        let mut sink = Sink::default();
        let read = Attributes::read(Source { file, text, base: 0 }, 0..text.len(), true, &mut sink);
        assert_eq!(read.id.map(|it| it.value), Some("x".into()));
        assert_eq!(read.covers.iter().map(|it| sources.slice(it.span)).collect::<Vec<_>>(), ["2-03"]);
        let found: Vec<_> = sink
            .into_sorted()
            .into_iter()
            .map(|it| {
                let crate::diagnostics::At::Span(span) = it.at else { return (it.code, "", it.nearest) };
                (it.code, sources.slice(span), it.nearest)
            })
            .collect();
        assert_eq!(
            found,
            [
                (Code::UnknownItem, "2-4", vec!["2-04".to_owned()]),
                (Code::UnknownClass, "class=managr", vec!["manager".to_owned()]),
                (Code::BadHeadingAttribute, "coverz=1", vec!["covers".to_owned()]),
                (Code::BadHeadingAttribute, ".a", vec![]),
            ]
        );
    }
}
