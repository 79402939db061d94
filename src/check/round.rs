//! The two confirmations of a row of a form, to be asked the same questions. Never says which of them stands.

use crate::model::{Answer, Column, Date, FormRow};

/// One confirmation of an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Round {
    /// As the form's head calls it.
    pub(super) name: &'static str,
    pub(super) answer: Option<Answer>,
    pub(super) date: Option<Date>,
    /// Where its date stands.
    pub(super) date_column: Column,
}

/// The first and the second.
pub(super) fn rounds(row: &FormRow) -> [Round; 2] {
    [
        Round { name: "1回目", answer: row.first, date: row.first_date, date_column: Column::FirstDate },
        Round { name: "2回目", answer: row.second, date: row.second_date, date_column: Column::SecondDate },
    ]
}
