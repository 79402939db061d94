//! What a TOML text says, each key and value with its place, in the order written. Never judges what a key means.

use crate::model::Date;
use crate::source::{Span, Spanned};

/// A whole TOML text.
#[derive(Debug)]
pub(crate) struct Toml {
    /// Its top level.
    pub(crate) root: Table,
    /// The first words of the lines that could not be read: what they meant to set is not missing.
    pub(super) lost: Vec<String>,
}

/// A table: keys and values, in the order written.
#[derive(Debug)]
pub(crate) struct Table {
    /// Its header or braces; an empty place at the start for the top level.
    pub(super) span: Span,
    pub(super) entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(super) key: Spanned<String>,
    pub(super) value: Spanned<Value>,
}

/// A value.
#[derive(Debug)]
pub(crate) enum Value {
    /// A string.
    Text(String),
    /// An integer.
    Integer(i64),
    /// A number with a fraction.
    Float,
    /// true or false.
    Boolean(bool),
    /// A day; a time behind it is not kept.
    Date(Date),
    /// A time without a day.
    Time,
    /// An array.
    Array(Vec<Spanned<Value>>),
    /// A table, inline or under a header.
    Table(Table),
    /// A value that was reported already.
    Broken,
}

impl Value {
    /// The type's name in findings.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "string",
            Self::Integer(_) => "integer",
            Self::Float => "float",
            Self::Boolean(_) => "boolean",
            Self::Date(_) => "date",
            Self::Time => "time",
            Self::Array(_) => "array",
            Self::Table(_) => "table",
            Self::Broken => "nothing",
        }
    }
}

impl Table {
    /// The value under `key`.
    pub(super) fn get(&self, key: &str) -> Option<&Spanned<Value>> {
        self.entries.iter().find(|it| it.key.value == key).map(|it| &it.value)
    }
}
