//! A completed form: what a respondent answered, row by row.

use super::edition::Column;
use super::{Date, DocId, FiscalYear, ItemId, Machine, Original, RowId, Submission};
use crate::source::{Span, Spanned};

/// The answers of one respondent for one fiscal year.
#[derive(Debug, Clone)]
pub struct Form {
    /// The document it stands in.
    pub document: DocId,
    /// The fiscal year, from its folder.
    pub fiscal_year: FiscalYear,
    /// Who answers.
    pub respondent: Respondent,
    /// Who filled it in, as written in its front matter.
    pub answered_by: Option<String>,
    /// When, as written in its front matter.
    pub answered_on: Option<Date>,
    /// The edition it answers, by id; `None` where it does not say.
    pub edition: Option<Spanned<String>>,
    /// Which printed form it is, by the id of a [`super::FormKind`]; `None` where it does not say.
    pub kind: Option<Spanned<String>>,
    /// The devices it speaks for; `None` where it does not say.
    pub scope: Option<Vec<Spanned<RowId>>>,
    /// What else is to be said of its scope.
    pub scope_note: Option<String>,
    /// What it was written down from; `None` where it does not say.
    pub original: Option<Original>,
    /// When it was handed in, and to whom.
    pub submitted: Option<Submission>,
    /// The rows, in the order written.
    pub rows: Vec<FormRow>,
    /// Rows that begin with no item: what they begin with, at the whole row.
    pub unread: Vec<Spanned<String>>,
}

/// Who fills in a form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Respondent {
    /// The facility itself.
    Facility,
    /// A vendor, by its row in `registers/vendors.csv`.
    Vendor(RowId),
}

/// One row of a form.
#[derive(Debug, Clone)]
pub struct FormRow {
    /// The item answered.
    pub item: Spanned<ItemId>,
    /// The kind of machine that the row names beside its item: a former edition may have a row for each.
    pub machine: Option<Machine>,
    /// The whole row, for findings.
    pub span: Span,
    /// First answer.
    pub first: Option<Answer>,
    /// When it was confirmed.
    pub first_date: Option<Date>,
    /// Until when an いいえ is to be mended, or the plan's date.
    pub target: Option<Date>,
    /// Second answer.
    pub second: Option<Answer>,
    /// When it was confirmed.
    pub second_date: Option<Date>,
    /// The remark as plain text.
    pub remark: String,
    /// The place of each cell.
    pub cells: Vec<(Column, Span)>,
    /// The columns where something stands that could not be read, which was told: it is no blank.
    pub unread: Vec<Column>,
}

/// An answer. The form itself knows はい and いいえ only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// はい, perhaps because a plan already allows it.
    Yes(Option<Reason>),
    /// いいえ.
    No,
    /// 該当なし: the respondent has nothing that the item speaks of. Never printed in place of an answer.
    NotApplicable,
}

/// Why an answer is はい although the thing itself is not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A plan with a date.
    Planned,
}

impl Answer {
    /// What the form prints: はい, いいえ or nothing.
    pub fn printed(self) -> &'static str {
        match self {
            Self::Yes(_) => "はい",
            Self::No => "いいえ",
            Self::NotApplicable => "",
        }
    }

    /// What people write into a form's cell.
    pub fn written(self) -> &'static str {
        match self {
            Self::Yes(None) => "はい",
            Self::Yes(Some(Reason::Planned)) => "はい（予定）",
            Self::No => "いいえ",
            Self::NotApplicable => "該当なし",
        }
    }
}

impl FormRow {
    /// Whether nothing was read from the cell of this column.
    pub fn is_blank(&self, column: Column) -> bool {
        match column {
            Column::Item => false,
            Column::First => self.first.is_none(),
            Column::FirstDate => self.first_date.is_none(),
            Column::Target => self.target.is_none(),
            Column::Second => self.second.is_none(),
            Column::SecondDate => self.second_date.is_none(),
            Column::Remark => self.remark.is_empty(),
        }
    }

    /// The place of the cell of this column; of the whole row where the form has no such column.
    pub fn place(&self, column: Column) -> Span {
        self.cells.iter().find(|it| it.0 == column).map_or(self.span, |it| it.1)
    }

    /// Whether nothing stands in the cell of this column, nor anything that could not be read.
    pub fn is_empty(&self, column: Column) -> bool {
        self.is_blank(column) && !self.unread.contains(&column)
    }

    /// The answer that stands, with its day: the second confirmation, else the first.
    pub fn in_force(&self) -> (Option<Answer>, Option<Date>) {
        match self.second {
            Some(_) => (self.second, self.second_date),
            None => (self.first, self.first_date),
        }
    }
}

impl Form {
    /// Who filled it in and when, as one line; empty where neither is said.
    pub fn signature(&self) -> String {
        let day = self.answered_on.map(Date::japanese);
        self.answered_by.iter().cloned().chain(day).collect::<Vec<_>>().join("、")
    }

    /// Whether anything was answered, be it in words that could not be read.
    pub fn has_answers(&self) -> bool {
        self.rows.iter().any(|it| !it.is_empty(Column::First) || !it.is_empty(Column::Second))
    }

    /// The row of an item.
    pub fn row(&self, item: ItemId) -> Option<&FormRow> {
        self.rows.iter().find(|it| it.item.value == item)
    }
}
