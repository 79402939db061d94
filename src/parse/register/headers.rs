//! The headers of a register: which known column each of them is. Never renames one on a guess.

use std::collections::btree_map::{BTreeMap, Entry};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{ColumnAlias, RegisterKind};
use crate::source::{Span, Spanned};

/// A header as the schema spells it, whatever its width, its case and the blanks in it; else as written.
pub(super) fn name(written: &str, kind: RegisterKind) -> String {
    let folded = fold(written);
    let known = kind.columns().iter().find(|it| fold(it.name) == folded);
    known.map_or_else(|| written.trim().nfc().collect(), |it| it.name.to_owned())
}

/// ＩＰ アドレス and ipアドレス are one.
fn fold(name: &str) -> String {
    name.nfkc().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Gives the headers of another tool our names. A column that is there under our name already is kept, and the other stays
/// as it is.
pub(super) fn rename(columns: &mut [Spanned<String>], kind: RegisterKind, aliases: &[ColumnAlias], sink: &mut Sink) {
    for alias in aliases.iter().filter(|it| it.register == kind) {
        let theirs = fold(&alias.theirs.value);
        let Some(index) = columns.iter().position(|it| fold(&it.value) == theirs) else {
            let finding = Finding::at(Code::ColumnAliasUnused, alias.theirs.span).with("name", &alias.theirs.value);
            let near = nearest(&alias.theirs.value, columns.iter().map(|it| it.value.as_str()));
            sink.push(finding.with("register", kind.japanese()).nearest(near));
            continue;
        };
        let ours = alias.ours.value;
        if let Some(there) = columns.iter().enumerate().find(|(i, it)| *i != index && it.value == ours) {
            let finding = Finding::at(Code::ColumnAliasTwice, alias.theirs.span).with("name", &alias.theirs.value);
            sink.push(finding.with("column", ours).with("register", kind.japanese()).related(there.1.span));
            continue;
        }
        if let Some(column) = columns.get_mut(index) {
            column.value = ours.to_owned();
        }
    }
}

/// Two columns of one header.
pub(super) fn report_duplicates(columns: &[Spanned<String>], sink: &mut Sink) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for column in columns.iter().filter(|it| !it.value.is_empty()) {
        match first.entry(&column.value) {
            Entry::Vacant(entry) => {
                entry.insert(column.span);
            }
            Entry::Occupied(entry) => {
                let finding = Finding::at(Code::DuplicateColumn, column.span).with("name", &column.value);
                sink.push(finding.related(*entry.get()));
            }
        }
    }
}

/// Headers that look like a known one which the file lacks: its cells would be read by nobody.
pub(super) fn report_misspelt(columns: &[Spanned<String>], kind: RegisterKind, sink: &mut Sink) {
    let is_there = |name: &str| columns.iter().any(|it| it.value == name);
    // The id's column has a finding of its own; remarks may be called what they like.
    let asked = kind.columns().iter().skip(1).map(|it| it.name).filter(|it| *it != REMARKS);
    let missing: Vec<&str> = asked.filter(|it| !is_there(it)).collect();
    for column in columns.iter().filter(|it| kind.column(&it.value).is_none()) {
        let near = near(&column.value, &missing);
        if !near.is_empty() {
            let finding = Finding::at(Code::MisspeltColumn, column.span).with("name", &column.value);
            sink.push(finding.with("register", kind.japanese()).nearest(near));
        }
    }
}

/// The known headers that one begins with or nearly is.
fn near(name: &str, missing: &[&str]) -> Vec<String> {
    let is_longer = |known: &&&str| name.starts_with(**known);
    let is_close = |known: &&str| strsim::normalized_damerau_levenshtein(name, known) >= CLOSE;
    let longer: Vec<String> = missing.iter().filter(is_longer).map(|it| (*it).to_owned()).collect();
    if longer.is_empty() { nearest(name, missing.iter().copied().filter(is_close)) } else { longer }
}

/// The column that nothing reads.
const REMARKS: &str = "備考";

/// Below it two headers are two things: 種別 and 種類 have one letter of two in common, so have 氏名 and 名称.
const CLOSE: f64 = 0.6;
