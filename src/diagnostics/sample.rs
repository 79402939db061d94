//! The findings on which every printer is tried: one of each kind of place, in every severity that there is.

use super::{Code, Finding};
use crate::model::ItemId;
use crate::source::{FileId, Sources, Span};

const DETECTION: &str = "# 3 検知\r\n\r\n気づく2-⑭を見る。\r\n\r\n| 項目 | 1回目 |\r\n|重なり|\r\n";

/// In a text with CRLF and full-width characters; over two lines, with a related place; at the start of a file with an
/// awkward name; about a file as a whole; about the machine.
pub(super) fn sample() -> (Sources, Vec<Finding>) {
    let mut sources = Sources::default();
    let bcp = sources.add("bcp/detection.md", DETECTION);
    let rules = sources.add("rules/規程 #1.md", "▶企画管理編 9.9 を見る\n");
    let findings = vec![
        Finding::at(Code::UnknownItem, of(&sources, bcp, "2-⑭"))
            .with("item", "2-⑭")
            .nearest(vec!["2-⑬".into(), "2-④".into()])
            .item_if(ItemId::new(2, 13)),
        Finding::at(Code::TableCells, of(&sources, bcp, "重なり")).with("found", 1).with("expected", 2).related(of(
            &sources,
            bcp,
            "| 項目 | 1回目 |",
        )),
        Finding::at(Code::UnknownSection, of(&sources, rules, "▶企画管理編 9.9"))
            .with("part", "企画管理編")
            .with("number", "9.9"),
        Finding::of_path(Code::UnknownFile, "写真,100%:a.md").with("path", "写真,100%:a.md"),
        Finding::of_machine(Code::TypstMissing),
    ];
    (sources, findings)
}

/// The first place of `text` in a file.
pub(super) fn of(sources: &Sources, file: FileId, text: &str) -> Span {
    let start = sources.file(file).text().find(text).unwrap_or_default();
    Span::new(file, start..start + text.len())
}

impl Finding {
    fn item_if(self, item: Option<ItemId>) -> Self {
        Self { item, ..self }
    }
}
