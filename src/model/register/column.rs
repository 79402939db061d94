//! A column of a register: its header, who may see it, what its cells hold, whether they must.

use super::kind::RegisterKind;
use crate::model::Class;

/// A column that a register is expected to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub name: &'static str,
    /// Who may see it.
    pub class: Class,
    /// What stands in its cells.
    pub holds: Holds,
    /// Whether a cell may be left empty.
    pub need: Need,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Any text.
    Text,
    /// A day.
    Date,
    /// A count, with or without its unit: 3, 3世代.
    Number,
    /// A telephone number. Text, so that its leading zero stays.
    Phone,
    /// One of these words, with a remark behind it at most.
    Choice(&'static [&'static str]),
    /// These words are offered; any other is as good.
    Suggested(&'static [&'static str]),
    /// The id of a row in that register; or words, where there is no row for it.
    Row(RegisterKind),
    /// Ids of rows in that register; or words.
    Rows(RegisterKind),
    /// Ids of rows in any register; or words.
    Ids,
    /// Items of the checklist.
    Items,
    /// A file below `attachments/`.
    File,
    /// A file's SHA-256.
    Digest,
}

/// Whether a cell may be left empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Without it the row says nothing.
    Required,
    /// It may be empty.
    Optional,
}

/// A column that everybody may see and that may be empty.
pub(super) const fn column(name: &'static str, holds: Holds) -> Column {
    Column { name, class: Class::Public, holds, need: Need::Optional }
}

/// As [`column`], with any text.
pub(super) const fn text(name: &'static str) -> Column {
    column(name, Holds::Text)
}

/// As [`column`], with days.
pub(super) const fn date(name: &'static str) -> Column {
    column(name, Holds::Date)
}

impl Column {
    /// For inspectors and staff: what a copy that is handed over leaves out.
    pub(super) const fn inspection(self) -> Self {
        Self { class: Class::Inspection, ..self }
    }

    /// Every row must fill it.
    pub(super) const fn required(self) -> Self {
        Self { need: Need::Required, ..self }
    }
}
