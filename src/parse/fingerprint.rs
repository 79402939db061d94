//! What tells whether a text is still the one that was approved: the SHA-256 of what a reader sees.
//!
//! Marks, line ends, blanks beside Japanese, the level of a heading and the alignment of a table do not count. A variable
//! counts by its name: a telephone number that changes in `binder.toml` is no change of the text. So does a view of a
//! register, and a picture by its path. Everything is taken in NFC.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::model::{Block, BlockKind, Definition, Fingerprint, Inline, Inlines, RawRef, RegisterQuery, VariablePath};
use crate::source::Digest;

/// Stands between blocks and cells, so that text cannot move over their edge unseen.
const EDGE: char = '\u{1f}';

/// Of a document's content, its opening heading included.
pub(super) fn of(blocks: &[Block<RawRef>]) -> Fingerprint {
    let mut seen = Seen::default();
    seen.blocks(blocks);
    let text = if is_nfc(&seen.text) { seen.text } else { seen.text.nfc().collect() };
    Fingerprint::of(Digest::of(text.as_bytes()))
}

/// The text as far as it was read.
#[derive(Default)]
struct Seen {
    text: String,
    /// Whether a blank was read that is not written yet.
    blank: bool,
}

impl Seen {
    fn blocks(&mut self, blocks: &[Block<RawRef>]) {
        blocks.iter().for_each(|it| self.block(it));
    }

    fn block(&mut self, block: &Block<RawRef>) {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.cell(content),
            BlockKind::Heading(heading) => self.cell(&heading.content),
            BlockKind::List { start, items } => {
                self.words(&start.map(|it| it.to_string()).unwrap_or_default());
                for item in items {
                    self.blocks(item);
                    self.edge();
                }
            }
            BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::Callout { callout, blocks } => {
                self.words(&format!("{callout:?}"));
                self.blocks(blocks);
            }
            BlockKind::Code { text, .. } => self.words(text),
            BlockKind::Table(table) => {
                let rows = table.rows.iter().flat_map(|(_, cells)| cells);
                table.head.iter().chain(rows).for_each(|it| self.cell(it));
            }
            BlockKind::Rule => (),
            BlockKind::Definitions(all) => all.iter().for_each(|it| self.definition(it)),
            BlockKind::Footnote { label, blocks } => {
                self.words(label);
                self.blocks(blocks);
            }
            BlockKind::View(query) => self.view(query),
        }
    }

    fn definition(&mut self, definition: &Definition<RawRef>) {
        self.cell(&definition.term);
        definition.meanings.iter().for_each(|it| self.blocks(it));
    }

    fn view(&mut self, query: &RegisterQuery) {
        self.words(&query.register.value);
        query.columns.iter().for_each(|it| self.words(&it.value));
        for (column, wanted) in &query.conditions {
            self.words(&column.value);
            self.words(wanted);
        }
        query.sort.iter().for_each(|it| self.words(&it.value));
    }

    fn cell(&mut self, content: &Inlines<RawRef>) {
        self.inlines(content);
        self.edge();
    }

    fn words(&mut self, text: &str) {
        self.push(text);
        self.edge();
    }

    fn inlines(&mut self, inlines: &[Inline<RawRef>]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) | Inline::FootnoteRef(text) => self.push(text),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => self.inlines(inner),
                Inline::Value(it) => self.inlines(&it.shown),
                Inline::Ref(reference) => match &reference.to {
                    RawRef::Variable(path) => self.variable(path),
                    RawRef::Guideline { .. }
                    | RawRef::Part(_)
                    | RawRef::Item(_)
                    | RawRef::Clause(_)
                    | RawRef::RulesClause(_)
                    | RawRef::Rules
                    | RawRef::Bcp(_)
                    | RawRef::Drawing(_)
                    | RawRef::Row(_)
                    | RawRef::NoNumber(..)
                    | RawRef::Wiki(_)
                    | RawRef::Path(_)
                    | RawRef::Outside(_) => self.inlines(&reference.shown),
                },
                Inline::Image(image) => {
                    self.push(&image.alt);
                    if let RawRef::Path(path) = &image.source {
                        self.push(&path.path);
                    }
                }
                Inline::HardBreak => self.blank = true,
                Inline::Checkbox(checked) => self.push(if *checked { "[x]" } else { "[ ]" }),
            }
        }
    }

    fn variable(&mut self, path: &VariablePath) {
        match path {
            VariablePath::Key(parts) => self.push(&format!("{{{{{}}}}}", parts.join("."))),
            VariablePath::Cell { register, row, column } => {
                self.push(&format!("{{{{{register}[{row}].{column}}}}}"));
            }
        }
    }

    /// A blank counts between two ASCII characters only, and as one.
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.blank = true;
                continue;
            }
            let parts = self.text.chars().next_back().is_some_and(|it| it.is_ascii_graphic()) && c.is_ascii();
            if std::mem::take(&mut self.blank) && parts {
                self.text.push(' ');
            }
            self.text.push(c);
        }
    }

    fn edge(&mut self) {
        self.blank = false;
        if !self.text.ends_with(EDGE) {
            self.text.push(EDGE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::expect::run;
    use crate::parse::markdown;

    fn print(text: &str) -> Fingerprint {
        let read = |file, text: &str, sink: &mut crate::diagnostics::Sink| {
            let body = markdown::Body { file, text, start: 0, dialect: markdown::Dialect::Rules };
            of(&markdown::blocks(body, sink))
        };
        run(text, read).0
    }

    const TEXT: &str = "## 第1条（目的）\n\nこの規程は、{{ facility.name }}の機器を 3 year 使う。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | が |\n";

    #[test]
    fn layout_is_no_change_of_a_text() {
        for same in [
            TEXT.replace('\n', "\r\n"),
            TEXT.replace("## 第1条", "#### 第1条"),
            TEXT.replace("（目的）", "（目的）{covers=1-01}"),
            TEXT.replace("この規程は、", "この規程は、\n"),
            TEXT.replace("機器を 3 year", "**機器**を3  year"),
            TEXT.replace("|---|---|", "|:--|----:|").replace("| 1 |", "|   1|"),
            TEXT.replace("{{ facility.name }}", "{{facility.name}}"),
            TEXT.replace('が', "か\u{3099}"),
        ] {
            assert_eq!(print(&same), print(TEXT), "{same}");
        }
    }

    #[test]
    fn any_other_change_is_one() {
        for other in [
            TEXT.replace("第1条", "第2条"),
            TEXT.replace("目的", "目標"),
            TEXT.replace("facility.name", "facility.phone"),
            TEXT.replace("3 year", "3year"),
            TEXT.replace("を 3", "\n\nを 3"),
            TEXT.replace("| 1 | が |", "| 1が | |"),
            TEXT.replace("使う。", "使う"),
            format!("{TEXT}\n１　追加\n"),
        ] {
            assert_ne!(print(&other), print(TEXT), "{other}");
        }
    }
}
