//! Whether the cells of a register hold what its schema says. Looks up no other register, and changes nothing.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Cell, Holds, Need, Register, RegisterColumn, Row, choice_word, is_choice};
use crate::parse::date;

/// A finding for each cell that does not.
pub(super) fn check(register: &Register, sink: &mut Sink) {
    let known: Vec<_> = (1..register.columns.len()).filter_map(|it| Some((it, register.known(it)?))).collect();
    for row in &register.rows {
        for (index, column) in &known {
            if let Some(cell) = row.cells.get(*index) {
                Place { register, row, column, cell }.check(sink);
            }
        }
    }
}

/// A cell, and where it stands.
struct Place<'a> {
    register: &'a Register,
    row: &'a Row,
    column: &'a RegisterColumn,
    cell: &'a Cell,
}

impl Place<'_> {
    fn check(&self, sink: &mut Sink) {
        let text = &*self.cell.value;
        if text.is_empty() {
            return match self.column.need {
                Need::Required => sink.push(self.finding(Code::EmptyCell)),
                Need::Optional => (),
            };
        }
        match self.column.holds {
            Holds::Date => {
                date::read(text, self.cell.span, sink);
            }
            Holds::Number if !is_number(text) => sink.push(self.finding(Code::BadNumber).with("text", text)),
            Holds::Phone if has_lost_its_zero(text) => {
                sink.push(self.finding(Code::PhoneWithoutZero).with("text", text).nearest(vec![format!("0{text}")]));
            }
            Holds::Choice(words) if !is_choice(words, text) => sink.push(self.unknown_choice(words)),
            Holds::Number | Holds::Phone | Holds::Choice(_) => (),
            Holds::Text | Holds::Suggested(_) | Holds::Row(_) | Holds::Rows(_) | Holds::Ids => (),
            Holds::Items | Holds::File | Holds::Digest => (),
        }
    }

    fn unknown_choice(&self, words: &[&str]) -> Finding {
        let text = &*self.cell.value;
        let near = nearest(&choice_word(text), words.iter().copied());
        self.finding(Code::UnknownChoice).with("text", text).with("expected", words.join("、")).nearest(near)
    }

    fn finding(&self, code: Code) -> Finding {
        let finding = Finding::at(code, self.cell.span).with("register", self.register.kind.japanese());
        finding.with("row", &self.row.id.value).with("column", self.column.name)
    }
}

/// 3, ３ and 3世代.
fn is_number(text: &str) -> bool {
    text.nfkc().next().is_some_and(|it| it.is_ascii_digit())
}

/// What a spreadsheet makes of 0312345678 or 09012345678: a number, without its zero.
fn has_lost_its_zero(text: &str) -> bool {
    let is_bare = text.bytes().all(|it| it.is_ascii_digit());
    is_bare && (9..=10).contains(&text.len()) && !text.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_have_its_unit_and_a_telephone_must_have_its_zero() {
        assert!(["3", "３", "3世代", "10 以上"].into_iter().all(is_number));
        assert!(!["三", "数世代", "約3"].into_iter().any(is_number));
        assert!(["312345678", "9012345678"].into_iter().all(has_lost_its_zero));
        assert!(!["0312345678", "110", "03-1234-5678", "+81312345678"].into_iter().any(has_lost_its_zero));
    }
}
