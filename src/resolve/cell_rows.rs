//! Cells whose column points into another register. Words are as good as an id there, so only what is surely meant for an id
//! is held against that register: never a name, never a word that begins like none of its ids.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::index::Index;
use crate::diagnostics::{Code, Finding, nearest};
use crate::model::{Holds, Register, RegisterColumn, RegisterKind, Row, RowId};
use crate::source::Spanned;

/// How the ids of each register begin.
pub(super) struct Beginnings<'a> {
    of: BTreeMap<RegisterKind, BTreeSet<String>>,
    registers: &'a [Register],
}

/// A register with more rows offers no nearest id: to compare each with each takes too long.
const MANY: usize = 500;

impl<'a> Beginnings<'a> {
    pub(super) fn of(registers: &'a [Register]) -> Self {
        let begins = |it: &Register| it.rows.iter().filter_map(|row| beginning(row.id.value.as_str())).collect();
        Self { of: registers.iter().map(|it| (it.kind, begins(it))).collect(), registers }
    }

    /// The finding about one word of a cell, if it is meant for an id and is none.
    pub(super) fn check(
        &self,
        (register, row): (&Register, &Row),
        column: &RegisterColumn,
        word: &Spanned<&str>,
        index: &Index,
    ) -> Option<Finding> {
        let found = index.rows.get(&RowId::new(word.value)?).map(Vec::as_slice).unwrap_or_default();
        let kind = self.meant(column.holds, word.value, found)?;
        let finding = Finding::at(Code::UnknownCellRow, word.span).with("register", register.kind.japanese());
        let finding = finding.with("row", &row.id.value).with("column", column.name);
        let finding = finding.with("id", word.value).with("place", kind.japanese());
        Some(finding.nearest(self.nearest(kind, word.value)))
    }

    /// The register that lacks the row which a word is meant for.
    fn meant(&self, holds: Holds, word: &str, found: &[RegisterKind]) -> Option<RegisterKind> {
        let own = match holds {
            Holds::Row(kind) | Holds::Rows(kind) => Some(kind),
            Holds::Ids => None,
            Holds::Text | Holds::Date | Holds::Number | Holds::Phone | Holds::Choice(_) | Holds::Suggested(_) => {
                return None;
            }
            Holds::Items | Holds::File | Holds::Digest => return None,
        };
        let beginning = beginning(word)?;
        let begins = |kind: &RegisterKind| self.of.get(kind).is_some_and(|it| it.contains(&beginning));
        // A row of another register is as good as words, unless it begins as those of this one.
        let of_any = || if found.is_empty() { self.of.keys().copied().find(begins) } else { None };
        own.filter(|it| !found.contains(it)).filter(begins).or_else(of_any)
    }

    fn nearest(&self, kind: RegisterKind, word: &str) -> Vec<String> {
        let register = self.registers.iter().find(|it| it.kind == kind && it.rows.len() <= MANY);
        nearest(word, register.iter().flat_map(|it| &it.rows).map(|it| it.id.value.as_str()))
    }
}

/// What stands before the number of an id: `vd-` of VD-01. `None` where no number follows, or nothing goes before.
fn beginning(id: &str) -> Option<String> {
    let folded: String = id.nfkc().flat_map(char::to_lowercase).collect();
    let at = folded.find(|it: char| it.is_ascii_digit()).filter(|it| *it > 0)?;
    let is_number = folded[at..].bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| folded[..at].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_begins_with_what_stands_before_its_number() {
        assert_eq!(beginning("ＶＤ－01").as_deref(), Some("vd-"));
        assert_eq!(beginning("サーバ1号").as_deref(), None);
        for none in ["12", "株式会社見本", "Windows 11 Pro", ""] {
            assert_eq!(beginning(none), None, "{none}");
        }
    }
}
