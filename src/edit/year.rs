//! `toji new year`: the year in `binder.toml` and the year's blank forms. Touches nothing else: last year's forms stay where
//! they are, a form that is there already stays as it is, and no date is ever written.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use toml::de::DeTable;

use super::change::ChangeSet;
use super::form::{self, Given, NewForm};
use super::journal::apply;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Edition, FacilityKind, FiscalYear, Respondent, RowId};

const SETTINGS: &str = "binder.toml";
const BOM: &str = "\u{feff}";

/// The year that begins.
#[derive(Debug)]
pub struct NewYear<'a> {
    /// The year.
    pub year: FiscalYear,
    /// The id of its edition.
    pub id: &'a str,
    /// Its data, if that is there: without it no form is written.
    pub edition: Option<&'a Edition>,
    /// The kind of facility whose binder it is.
    pub facility: FacilityKind,
    /// Who fills in a form, and the answers to begin with.
    pub respondents: Vec<(Respondent, Given)>,
    /// The devices that each vendor is known to look after.
    pub scopes: BTreeMap<Respondent, Vec<RowId>>,
}

/// What was done.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Turned {
    /// The paths written, sorted; none where the year had been begun already.
    pub written: Vec<String>,
    /// The forms that were there already.
    pub kept: Vec<String>,
}

/// Begins the year; `None` with a finding where that cannot be.
pub fn new_year(root: &Path, new: &NewYear<'_>, sink: &mut Sink) -> Option<Turned> {
    let mut changes = ChangeSet::default();
    settings(root, new, &mut changes).map_err(|it| sink.push(it)).ok()?;
    let mut kept = Vec::new();
    for (respondent, given) in &new.respondents {
        let Some(edition) = new.edition else { continue };
        let scope = new.scopes.get(respondent).map(Vec::as_slice).unwrap_or_default();
        let form = NewForm { edition, fiscal_year: new.year, facility: new.facility, respondent, scope };
        let path = form::path(&form);
        if root.join(&path).symlink_metadata().is_ok() {
            kept.push(path);
        } else {
            changes.create(path, form::text(&form, given));
        }
    }
    let written: Vec<String> = changes.paths().map(str::to_owned).collect();
    if !written.is_empty() {
        apply(root, &changes, sink)?;
    }
    Some(Turned { written, kept })
}

/// Sets year and edition in `binder.toml`, where they are not set already.
fn settings(root: &Path, new: &NewYear<'_>, changes: &mut ChangeSet) -> Result<(), Finding> {
    let unreadable =
        |reason: String| Finding::of_path(Code::UnreadableFile, SETTINGS).with("path", SETTINGS).with("reason", reason);
    let bytes = fs::read(root.join(SETTINGS)).map_err(|it| unreadable(it.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|it| unreadable(it.to_string()))?;
    let set = set(&text, new.year, new.id).map_err(unreadable)?;
    if set != text {
        changes.replace(SETTINGS, text.as_bytes(), set);
    }
    Ok(())
}

/// The text with the values of `fiscal_year` and `edition` replaced; every other byte stays.
fn set(text: &str, year: FiscalYear, id: &str) -> Result<String, String> {
    let body = text.strip_prefix(BOM).unwrap_or(text);
    let table = DeTable::parse(body).map_err(|it| it.message().to_owned())?;
    let place = |key: &str| {
        let value = table.get_ref().get(key).map(toml::Spanned::span);
        value.ok_or_else(|| key.to_owned())
    };
    let mut edits = [
        (place("fiscal_year")?, year.to_string()),
        (place("edition")?, toml::Value::String(id.to_owned()).to_string()),
    ];
    edits.sort_by_key(|(place, _): &(Range<usize>, String)| std::cmp::Reverse(place.start));
    let mut out = text.to_owned();
    let start = text.len() - body.len();
    for (place, value) in edits {
        // `edition = 'r7'` says the same as "r7": who wrote it so keeps it so.
        if !says(&body[place.clone()], &value) {
            out.replace_range(place.start + start..place.end + start, &value);
        }
    }
    Ok(out)
}

fn says(written: &str, value: &str) -> bool {
    let plain = |it: &str| it.trim_matches(['"', '\'']).to_owned();
    plain(written) == plain(value)
}

#[cfg(test)]
mod tests {
    use super::set;
    use crate::model::FiscalYear;

    fn turned(text: &str) -> Option<String> {
        set(text, FiscalYear::new(2026)?, "r8").ok()
    }

    #[test]
    fn only_the_two_values_change() {
        for (before, after) in [
            (
                "# 設定\nformat = 1\r\nfiscal_year = 2025   # 年度 = 2025\nedition=\"r7\"#版\n[facility]\nedition = \"r7\"\n",
                "# 設定\nformat = 1\r\nfiscal_year = 2026   # 年度 = 2025\nedition=\"r8\"#版\n[facility]\nedition = \"r7\"\n",
            ),
            ("\u{feff}edition = 'r7'\nfiscal_year = 2_025", "\u{feff}edition = \"r8\"\nfiscal_year = 2026"),
            ("edition = 'r8'\nfiscal_year = 2026 # x", "edition = 'r8'\nfiscal_year = 2026 # x"),
        ] {
            assert_eq!(turned(before).as_deref(), Some(after));
            assert_eq!(turned(after).as_deref(), Some(after), "a second time changes nothing");
        }
        assert_eq!(turned("fiscal_year = 2025\n"), None);
        assert_eq!(turned("fiscal_year = \n"), None);
    }
}
