//! A fenced block `台帳 devices`: which rows and columns of a register to show. Never looks at the register.

use super::toml::{Keys, Origin, Reader, read};
use crate::diagnostics::Sink;
use crate::model::RegisterQuery;
use crate::source::{FileId, Span, Spanned};

/// The word that makes a fenced block a view.
const WORD: &str = "台帳";

/// Reads the block with the info string `info` and the content `text`, which stands at `text_span`; `None` for any other
/// block.
pub(crate) fn parse(file: FileId, info: &str, text: &str, text_span: Span, sink: &mut Sink) -> Option<RegisterQuery> {
    let info = info.trim();
    let name = info.strip_prefix(WORD).filter(|it| it.is_empty() || it.starts_with(char::is_whitespace))?.trim();
    let origin = Origin::new(text, Span::new(file, text_span.range()));
    let toml = read(text, origin, Keys::AnyLetters, sink);
    let mut reader = Reader::new(&toml);
    let query = RegisterQuery {
        register: Spanned::new(name.into(), origin.line_above(name.len())),
        columns: reader.strings("columns", sink).unwrap_or_default().into_iter().map(boxed).collect(),
        conditions: reader.table("where", sink).map(|it| conditions(it, sink)).unwrap_or_default(),
        sort: reader.string("sort", sink).map(boxed),
    };
    reader.finish(sink);
    Some(query)
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

    /// Reads the fenced block that `text` is.
    fn block(file: FileId, text: &str, sink: &mut Sink) -> Option<RegisterQuery> {
        let (head, rest) = text.split_once('\n')?;
        let inner = rest.strip_suffix("```")?;
        let span = Span::new(file, head.len() + 1..head.len() + 1 + inner.len());
        parse(file, head.trim_start_matches('`'), &inner.replace("\r\n", "\n"), span, sink)
    }

    const SOUND: &str = "```台帳 devices\ncolumns = [\"管理番号\", \"名称\"]\nwhere = { 種別 = \"サーバ\", \"状態\" = \"使用中\" }\nsort = \"名称\"\n```";

    #[test]
    fn a_sound_view_is_read_with_either_line_end() {
        for text in [SOUND.to_owned(), SOUND.replace('\n', "\r\n")] {
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
        let text = "```台帳 devices\ncolums = []\nwhere = { 種別 = 3 }\nsort = [\"名称\"]\n```";
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            assert_eq!(run(&text, block).1, ["2:1 unknown-key", "3:16 wrong-type", "4:8 wrong-type"]);
        }
    }

    #[test]
    fn other_blocks_are_left_alone() {
        for text in ["```toml\nx\n```", "```\n```", "```台帳表 devices\n```"] {
            let (query, findings) = run(text, block);
            assert!(query.is_none() && findings.is_empty());
        }
    }

    #[test]
    fn a_quoted_block_points_at_the_whole() {
        let text = "> ```台帳 devices\n> sort = 1\n> ```";
        let parse = |file: FileId, _: &str, sink: &mut Sink| {
            super::parse(file, "台帳 devices", "sort = 1\n", Span::new(file, 19..32), sink)
        };
        assert_eq!(run(text, parse).1.len(), 1);
    }
}
