//! The row of `registers/copies.csv` that lists a copy which was handed to somebody. Writes nothing.

use std::path::Path;

use super::registers::{self, Changed};
use super::{Compiled, Whole};
use crate::diagnostics::Sink;
use crate::exchange::registers::Added;
use crate::model::{Date, Register, RegisterKind, Row, RowId};

/// A copy that was made for somebody.
#[derive(Debug, Clone, Copy)]
pub struct HandedCopy<'a> {
    /// The day.
    pub day: Date,
    /// Whom it is handed to.
    pub recipient: &'a str,
    /// The profile that it shows.
    pub profile: &'a str,
    /// Its build id.
    pub build: &'a str,
}

/// Its row.
#[derive(Debug)]
pub struct Listed {
    /// As the line of the register's file that it is.
    pub line: String,
    /// The register with it.
    pub changed: Changed,
}

/// The row of `copy` behind those that are there; `None` with a finding where there can be none. Who handed it over and when it comes back, people write in.
pub fn listed(
    root: &Path,
    compiled: &Compiled,
    whole: &Whole,
    copy: &HandedCopy<'_>,
    sink: &mut Sink,
) -> Option<Listed> {
    let kind = RegisterKind::Copies;
    let id = next_id(whole.binder.register(kind))?;
    let values = [id.as_str(), &copy.day.to_string(), copy.recipient, copy.profile, copy.build].map(str::to_owned);
    let names = kind.columns().iter().map(|it| it.name.to_owned());
    let row = Added { id, cells: names.zip(values).collect() };
    let (changed, line) = registers::with_row(root, whole, &compiled.sources, (kind, row), sink)?;
    Some(Listed { line, changed })
}

/// The row that lists such a copy already: of the same day and profile, for the same recipient.
pub fn already_listed<'a>(whole: &'a Whole, copy: &HandedCopy<'_>) -> Option<&'a RowId> {
    let register = whole.binder.register(RegisterKind::Copies)?;
    let is_same = |it: &&Row| {
        let says = |column, text: &str| register.text(it, column) == text;
        register.date(it, "渡した日") == Some(copy.day) && says("相手", copy.recipient) && says("見せ方", copy.profile)
    };
    register.rows.iter().find(is_same).map(|it| &it.id.value)
}

/// The number behind the last one, written as that is: CP-09 → CP-10; the first is CP-01.
fn next_id(register: Option<&Register>) -> Option<RowId> {
    let rows = register.map(|it| it.rows.as_slice()).unwrap_or_default();
    let split = |id: &str| {
        let stem = id.trim_end_matches(|it: char| it.is_ascii_digit());
        let number = id[stem.len()..].parse::<u32>().ok().filter(|it| *it < u32::MAX)?;
        Some((stem.to_owned(), id.len() - stem.len(), number))
    };
    let last = rows.iter().rev().find_map(|it| split(it.id.value.as_str()));
    let (stem, width, _) = last.unwrap_or_else(|| ("CP-".to_owned(), 2, 0));
    let taken = rows.iter().filter_map(|it| split(it.id.value.as_str())).filter(|it| it.0 == stem);
    let number = taken.map(|it| it.2).max().unwrap_or_default() + 1;
    RowId::new(&format!("{stem}{number:0width$}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn next(text: &str) -> Option<String> {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let file = sources.add("registers/copies.csv", text);
        let register = crate::parse::register::parse(file, text, (RegisterKind::Copies, &[]), &mut sink);
        next_id(Some(&register)).map(|it| it.to_string())
    }

    #[test]
    fn ids_go_on_as_they_are_written() {
        for (ids, expected) in [
            ("", "CP-01"),
            ("CP-01\nCP-03\nCP-02\n", "CP-04"),
            ("CP-99\n", "CP-100"),
            ("写し7\n控え\n", "写し8"),
            ("控え\n", "CP-01"),
        ] {
            assert_eq!(next(&format!("番号\n{ids}")).as_deref(), Some(expected), "{ids}");
        }
        assert_eq!(next_id(None).map(|it| it.to_string()).as_deref(), Some("CP-01"));
    }
}
