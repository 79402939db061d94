//! What is known of an edition that lies behind: the rows its form had, so that the edition after it can say where they
//! went. Holds no subject and no demand: a former edition is never answered anew.

use std::fmt;

use super::{Certainty, Circled, FiscalYear, ItemId};

/// The kinds of machine that an edition may have rows of their own for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Machine {
    /// サーバ.
    Server,
    /// 端末PC.
    Terminal,
    /// ネットワーク機器.
    Network,
}

/// One row of a form: an item, on one kind of machine where the edition has a row for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemRow {
    /// The item.
    pub item: ItemId,
    /// The kind of machine; `None` where the item is one row.
    pub machine: Option<Machine>,
}

/// A row of the edition before that an item goes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Previous {
    /// The row.
    pub row: ItemRow,
    /// Whether its number was seen, or is inferred.
    pub certainty: Certainty,
}

/// An edition of which only the rows are known.
#[derive(Debug, Clone)]
pub struct FormerEdition {
    /// `r6`.
    pub id: String,
    /// 令和6年度版.
    pub name: String,
    /// The year it was for.
    pub fiscal_year: FiscalYear,
    /// The rows that are known, in order. There may have been others.
    pub rows: Vec<Previous>,
}

impl Machine {
    /// All, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Server, Self::Terminal, Self::Network];

    /// As the form names it.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Server => "サーバ",
            Self::Terminal => "端末PC",
            Self::Network => "ネットワーク機器",
        }
    }

    /// Reads a name as the form or people write it.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "サーバ" | "サーバー" => Self::Server,
            "端末PC" | "端末ＰＣ" | "端末" => Self::Terminal,
            "ネットワーク機器" => Self::Network,
            _ => return None,
        })
    }

    /// The machine that a form's cell names beside its item: `2-④ サーバ`, `2(4)（端末PC）`. A subject in which the word
    /// only occurs names none.
    pub fn named_in(cell: &str) -> Option<Self> {
        let is_gap = |c: char| c.is_whitespace() || matches!(c, '（' | '）' | '(' | ')' | '：' | ':' | '、' | '・');
        let is_number = |c: char| c.is_numeric() || matches!(c, '-' | '－' | '‐' | '‑' | '–' | '−') || is_circled(c);
        let words = || cell.split(is_gap).map(|it| it.trim_start_matches(is_number)).filter(|it| !it.is_empty());
        let mut named = words().filter_map(Self::parse);
        let first = named.next()?;
        // サーバ・端末PC・ネットワーク機器 is one row about all of them.
        named.all(|it| it == first).then_some(first)
    }
}

fn is_circled(c: char) -> bool {
    Circled::from_char(c).is_some()
}

impl fmt::Display for ItemRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.item.shown())?;
        self.machine.map_or(Ok(()), |it| write!(f, " {}", it.japanese()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_names_a_machine_only_as_a_word_of_its_own() {
        for (cell, expected) in [
            ("2-④ サーバ", Some(Machine::Server)),
            ("2(4)（端末PC）", Some(Machine::Terminal)),
            ("2-⑥ネットワーク機器", Some(Machine::Network)),
            ("2-④ アクセス権限（サーバー）", Some(Machine::Server)),
            ("2-① サーバ・端末PC・ネットワーク機器の台帳管理", None),
            ("2-① サーバ、端末PC", None),
            ("2-⑫ 不要なソフトウェア", None),
            ("2-④", None),
        ] {
            assert_eq!(Machine::named_in(cell), expected, "{cell}");
        }
    }
}
