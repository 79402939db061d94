//! Which column of a sheet is which column of a register: by its header, wherever it stands.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::read::{ReadRow, ReadSheet};
use crate::model::RegisterKind;

/// Behind the header of a column that must be filled in.
pub(super) const REQUIRED: char = '＊';
/// So many rows may stand above the headers.
const ABOVE: usize = 10;

/// Where the headers stand, and the columns behind them.
#[derive(Debug)]
pub(super) struct Headers {
    /// The place of the row among the sheet's.
    pub(super) row: usize,
    /// The name of the register's column, by the column of the sheet.
    pub(super) columns: BTreeMap<u32, String>,
    /// Headers that are no column of the register.
    pub(super) unknown: Vec<(u32, String)>,
    /// Headers that stand there a second time.
    pub(super) repeated: Vec<(u32, String)>,
}

/// Other names of a column, as somebody's tool has them: the tool's, then ours.
pub type Aliases = BTreeMap<String, String>;

/// The headers of a sheet of `kind`; `None` where no row has the id's.
pub(super) fn headers(sheet: &ReadSheet, kind: RegisterKind, known: &[String], aliases: &Aliases) -> Option<Headers> {
    let id = kind.columns().first()?.name;
    let candidates = sheet.rows.iter().take(ABOVE).enumerate();
    let mut read = candidates.map(|(at, row)| headers_of(row, at, known, aliases));
    read.find(|it| it.columns.values().any(|name| name == id))
}

fn headers_of(row: &ReadRow, at: usize, known: &[String], aliases: &Aliases) -> Headers {
    let mut headers = Headers { row: at, columns: BTreeMap::new(), unknown: Vec::new(), repeated: Vec::new() };
    for (column, value) in &row.cells {
        let written = value.shown();
        if written.trim().is_empty() {
            continue;
        }
        match name(&written, known, aliases) {
            None => headers.unknown.push((*column, written)),
            Some(name) if headers.columns.values().any(|it| *it == name) => headers.repeated.push((*column, written)),
            Some(name) => {
                headers.columns.insert(*column, name);
            }
        }
    }
    headers
}

fn name(written: &str, known: &[String], aliases: &Aliases) -> Option<String> {
    let bare = written.trim().trim_end_matches([REQUIRED, '*', ' ', '　', '\n']);
    let find = |wanted: &str| known.iter().find(|it| fold(it) == fold(wanted)).cloned();
    let by_alias = || aliases.iter().find(|it| fold(it.0) == fold(bare)).and_then(|it| find(it.1));
    find(written).or_else(|| find(bare)).or_else(by_alias)
}

/// ＩＰ アドレス and ipアドレス are one.
fn fold(name: &str) -> String {
    name.nfkc().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Which register a sheet is: by its name, else by most of its headers.
pub(super) fn kind_of(sheet: &ReadSheet) -> Option<RegisterKind> {
    let by_name = RegisterKind::ALL.into_iter().find(|it| fold(it.japanese()) == fold(&sheet.name));
    by_name.or_else(|| by_headers(sheet))
}

/// The one register that has all columns but a third of the sheet's, and more of them than any other.
fn by_headers(sheet: &ReadSheet) -> Option<RegisterKind> {
    let score = |kind: RegisterKind| {
        let known: Vec<String> = kind.columns().iter().map(|it| it.name.to_owned()).collect();
        let found = headers(sheet, kind, &known, &Aliases::new())?;
        let (hits, misses) = (found.columns.len(), found.unknown.len());
        (hits >= 3 && misses * 2 <= hits).then_some((hits, kind))
    };
    let mut scores: Vec<(usize, RegisterKind)> = RegisterKind::ALL.into_iter().filter_map(score).collect();
    scores.sort();
    match scores.as_slice() {
        [.., (second, _), (best, kind)] if best > second => Some(*kind),
        [(_, kind)] => Some(*kind),
        _ => None,
    }
}
