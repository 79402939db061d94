//! Where things stand in the output: URLs on the website, labels in the PDF, tabs in the binder.

use crate::model::{DocId, Document, DocumentKind, RegisterKind, RowId, Target};

/// A main division of the binder: a chapter of the PDF, an index tab on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tab {
    /// チェックリスト: the completed forms.
    Checklists,
    /// マニュアル: one page an item.
    Manual,
    /// 運用管理規程.
    Rules,
    /// 事業継続計画.
    Bcp,
    /// 台帳.
    Registers,
    /// 資料: other documents, coverage, guideline, glossary.
    Appendix,
}

impl Tab {
    /// All tabs, in order.
    pub const ALL: [Self; 6] =
        [Self::Checklists, Self::Manual, Self::Rules, Self::Bcp, Self::Registers, Self::Appendix];

    /// The tab's number, the same in every profile: 1 to 6.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// As a reader knows it.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Checklists => "チェックリスト",
            Self::Manual => "項目別マニュアル",
            Self::Rules => "運用管理規程",
            Self::Bcp => "事業継続計画（BCP）",
            Self::Registers => "台帳・名簿",
            Self::Appendix => "資料",
        }
    }

    /// The name of its page on the website, and its label in the PDF.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Checklists => "checklists",
            Self::Manual => "manual",
            Self::Rules => "rules",
            Self::Bcp => "bcp",
            Self::Registers => "registers",
            Self::Appendix => "appendix",
        }
    }

    /// The tab of a document.
    pub fn of(kind: &DocumentKind) -> Self {
        match kind {
            DocumentKind::Form(_) => Self::Checklists,
            DocumentKind::Explanation(_) | DocumentKind::Manual => Self::Manual,
            DocumentKind::Rules => Self::Rules,
            DocumentKind::Bcp => Self::Bcp,
            DocumentKind::Ledger | DocumentKind::Chart => Self::Registers,
            DocumentKind::Page => Self::Appendix,
        }
    }
}

/// Room for the way up in a link.
const LINK_ROOM: usize = 12;

/// A page of the website and an anchor on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Path below the output, `/`-separated, not percent-encoded: `rules/operation-rules.html`.
    pub page: String,
    /// Anchor on the page.
    pub anchor: Option<String>,
}

impl Address {
    pub(super) fn page(page: impl Into<String>) -> Self {
        Self { page: page.into(), anchor: None }
    }

    pub(super) fn at(page: impl Into<String>, anchor: impl ToString) -> Self {
        Self { page: page.into(), anchor: Some(anchor.to_string()) }
    }

    /// As a relative, percent-encoded link from the page at `from`.
    pub fn link_from(&self, from: &str) -> String {
        let room = self.page.len() + self.anchor.as_ref().map_or(0, |it| it.len() * 3);
        let mut link = String::with_capacity(room + LINK_ROOM);
        if self.page != from || self.anchor.is_none() {
            push_relative(from, &self.page, &mut link);
        }
        if let Some(anchor) = &self.anchor {
            link.push('#');
            encode(anchor, &mut link);
        }
        link
    }
}

/// The page of a document.
pub(super) fn of_document(id: &DocId, kind: Option<&DocumentKind>) -> Address {
    match kind {
        Some(DocumentKind::Explanation(item)) => Address::page(format!("items/{item}.html")),
        Some(_) | None => Address::page([id.as_str(), ".html"].concat()),
    }
}

pub(super) fn of_register(kind: RegisterKind, row: Option<&RowId>) -> Address {
    let page = format!("registers/{}.html", kind.as_str());
    Address { page, anchor: row.map(ToString::to_string) }
}

/// The label of a document in the PDF.
pub(super) fn label_of(document: &Document<Target>) -> String {
    match &document.kind {
        DocumentKind::Explanation(item) => item.to_string(),
        DocumentKind::Form(_)
        | DocumentKind::Manual
        | DocumentKind::Rules
        | DocumentKind::Bcp
        | DocumentKind::Ledger
        | DocumentKind::Chart
        | DocumentKind::Page => document.id.to_string(),
    }
}

/// The relative, percent-encoded path from the page `from` to the file `to`; both below the output.
pub fn relative(from: &str, to: &str) -> String {
    let mut link = String::with_capacity(to.len() + LINK_ROOM);
    push_relative(from, to, &mut link);
    link
}

fn push_relative(from: &str, to: &str, link: &mut String) {
    let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let common = from.as_bytes()[..same].iter().rposition(|it| *it == b'/').map_or(0, |it| it + 1);
    for _ in from[common..].matches('/') {
        link.push_str("../");
    }
    for (i, part) in to[common..].split('/').enumerate() {
        if i > 0 {
            link.push('/');
        }
        encode(part, link);
    }
}

/// Percent-encodes what may not stand in a path segment or fragment. Japanese is encoded too: old servers need it.
fn encode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'(' | b')' | b'!')
            || matches!(byte, b'*' | b',' | b';' | b'=' | b'@' | b'+' | b'&' | b'$')
        {
            out.push(char::from(byte));
        } else {
            let digits = [b'%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]];
            out.extend(digits.map(char::from));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_encoded() {
        assert_eq!(relative("items/2-03.html", "rules/a.html"), "../rules/a.html");
        assert_eq!(relative("guideline/control/8.html", "guideline/index.html"), "../index.html");
        assert_eq!(relative("index.html", "台帳 1.html"), "%E5%8F%B0%E5%B8%B3%201.html");
        assert_eq!(relative("a/b.html", "a/c.html"), "c.html");
        assert_eq!(relative("a/b/c.html", "a/b"), "../b");
        assert_eq!(relative("ab/c.html", "ac/d.html"), "../ac/d.html");
        assert_eq!(relative("あ/c.html", "い/d.html"), "../%E3%81%84/d.html");
        let here = Address::at("rules/a.html", "a12.p2");
        assert_eq!(here.link_from("rules/a.html"), "#a12.p2");
        assert_eq!(here.link_from("index.html"), "rules/a.html#a12.p2");
    }
}
