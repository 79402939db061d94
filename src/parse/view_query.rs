//! A fenced block `台帳 devices`: which rows and columns of a register to show. Never looks at the register.

use super::toml::{KeyStyle, Origin, Reader, read};
use crate::diagnostics::Sink;
use crate::model::RegisterQuery;
use crate::source::{Span, Spanned};

/// The word that makes a fenced block a view.
const WORD: &str = "台帳";

/// A fenced block, as the Markdown parser met it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fence<'a> {
    /// The info string.
    pub(crate) info: &'a str,
    /// The content, without what the blocks around it put before its lines.
    pub(crate) text: &'a str,
    /// The text that was parsed as Markdown.
    pub(crate) source: &'a str,
    /// Where the content begins in `source`.
    pub(crate) start: usize,
    /// The place of the content in its file.
    pub(crate) span: Span,
}

/// Reads a view; `None` for a block of anything else.
pub(crate) fn parse(fence: Fence<'_>, sink: &mut Sink) -> Option<RegisterQuery> {
    let name = fence.info.trim().strip_prefix(WORD)?;
    if !name.is_empty() && !name.starts_with(char::is_whitespace) {
        return None;
    }
    let written = fence.source.get(fence.start..).unwrap_or_default();
    let toml = read(fence.text, &Origin::block(fence.text, fence.span, written), KeyStyle::AnyLetters, sink);
    let mut reader = Reader::new(&toml);
    let query = RegisterQuery {
        register: Spanned::new(name.trim().into(), name_span(fence, name.trim())),
        columns: reader.strings("columns", sink).unwrap_or_default().into_iter().map(boxed).collect(),
        conditions: reader.table("where", sink).map(|it| conditions(it, sink)).unwrap_or_default(),
        sort: reader.string("sort", sink).map(boxed),
    };
    reader.finish(sink);
    Some(query)
}

/// The place of the register's name: the end of the info string, which stands above the content.
fn name_span(fence: Fence<'_>, name: &str) -> Span {
    let info = fence.info.trim();
    let above = fence.source.get(..fence.start).unwrap_or_default();
    let base = fence.span.range().start - fence.start.min(fence.span.range().start);
    let end = above.rfind(info).map(|it| base + it + info.len());
    end.map_or(fence.span, |end| Span::new(fence.span.file, end - name.len()..end))
}

fn conditions(mut reader: Reader<'_>, sink: &mut Sink) -> Vec<(Spanned<Box<str>>, Box<str>)> {
    let texts = reader.every_text(sink);
    reader.finish_open(sink);
    texts.into_iter().map(|(header, text)| (boxed(header), text.value.into())).collect()
}

fn boxed(text: Spanned<String>) -> Spanned<Box<str>> {
    text.map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::expect::run;
    use crate::source::FileId;

    /// Reads the fenced block that `text` is, below a front matter of 10 bytes.
    fn block(file: FileId, text: &str, sink: &mut Sink) -> Option<RegisterQuery> {
        let source = text.get(10..)?;
        let (head, rest) = source.split_once('\n')?;
        let inner = rest.strip_suffix("```")?;
        let start = head.len() + 1;
        let span = Span::new(file, 10 + start..10 + start + inner.len());
        let info = head.trim_start_matches('`').trim_end();
        parse(Fence { info, text: &inner.replace("\r\n", "\n"), source, start, span }, sink)
    }

    /// With CRLF in the block; the 10 bytes above stay 10.
    fn crlf(text: &str) -> String {
        let (head, block) = text.split_at(10);
        format!("{head}{}", block.replace('\n', "\r\n"))
    }

    const SOUND: &str = "+++\nx\n+++\n```台帳 devices\ncolumns = [\"管理番号\", \"名称\"]\nwhere = { 種別 = \"サーバ\", \"状態\" = \"使用中\" }\nsort = \"名称\"\n```";

    #[test]
    fn a_sound_view_is_read_with_either_line_end() {
        for text in [SOUND.to_owned(), crlf(SOUND)] {
            let (query, findings) = run(&text, block);
            assert_eq!(findings, [""; 0]);
            let named = query.as_ref().map(|it| text.get(it.register.span.range()).unwrap_or_default());
            assert_eq!(named, Some("devices"));
            let sort = query.as_ref().and_then(|it| it.sort.as_ref()).and_then(|it| text.get(it.span.range()));
            assert_eq!(sort, Some("\"名称\""));
            assert_eq!(query.map(|it| (it.columns.len(), it.conditions.len())), Some((2, 2)));
        }
    }

    #[test]
    fn every_mistake_is_told() {
        let text = "+++\nx\n+++\n```台帳 devices\ncolums = []\nwhere = { 種別 = 3 }\nsort = [\"名称\"]\n```";
        for text in [text.to_owned(), crlf(text)] {
            assert_eq!(run(&text, block).1, ["5:1 unknown-key", "6:16 wrong-type", "7:8 wrong-type"]);
        }
    }

    #[test]
    fn other_blocks_are_left_alone() {
        for text in ["```toml\nx\n```", "```\n```", "```台帳表 devices\n```"] {
            let (query, findings) = run(&format!("+++\nx\n+++\n{text}"), block);
            assert!(query.is_none() && findings.is_empty());
        }
    }

    #[test]
    fn a_block_within_a_quote_keeps_its_places() {
        for line_end in ["\n", "\r\n"] {
            let text = ["> ```台帳 devices", "> columns = []", ">", "> sort = 1", "> ```"].join(line_end);
            let start = text.find("columns").unwrap_or_default();
            let parse = |file: FileId, text: &str, sink: &mut Sink| {
                let span = Span::new(file, start..text.len() - 5);
                let inner = "columns = []\n\nsort = 1\n";
                super::parse(Fence { info: "台帳 devices", text: inner, source: text, start, span }, sink)
            };
            let (query, findings) = run(&text, parse);
            assert_eq!(findings, ["4:10 wrong-type"]);
            let named = query.and_then(|it| text.get(it.register.span.range()).map(str::to_owned));
            assert_eq!(named.as_deref(), Some("devices"));
        }
    }
}
