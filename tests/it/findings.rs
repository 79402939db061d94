//! Bad input: every file of `tests/findings/` is a source folder whose lines say which findings they must give.
//!
//! A fixture is one text. `-- path --` begins a file; a line `//@ 3-8 code word` says that the line above must give a
//! finding of that code over those columns (from 1, the last one included) whose nearest suggestion, if a word is given, is
//! that word. `//@ path code` stands for a finding of a whole file, `//@ binder code` for one of the binder as a whole. What
//! is not said must not be found; of the rules, which judge a whole binder, only those count that the fixture names. Files
//! that are not given get a sound default. `-- date 2026-04-01 --` sets the day.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use toji::diagnostics::{At, Code, Finding};
use toji::model::Date;
use toji::source::Sources;

const BINDER: &str =
    "format = 1\nfiscal_year = 2025\nedition = \"r7\"\n[facility]\nname = \"見本薬局\"\nkind = \"pharmacy\"\n";

/// The day of a fixture that names none.
const TODAY: &str = "2025-12-01";

#[derive(Debug, Default)]
pub(crate) struct Fixture {
    files: BTreeMap<String, String>,
    pub(crate) expected: Vec<String>,
    date: Option<String>,
}

pub(crate) fn read(text: &str) -> Fixture {
    let mut fixture = Fixture::default();
    let mut path = String::new();
    for line in text.lines() {
        if let Some(date) = line.strip_prefix("-- date ").and_then(|it| it.strip_suffix(" --")) {
            fixture.date = Some(date.to_owned());
        } else if let Some(name) = line.strip_prefix("-- ").and_then(|it| it.strip_suffix(" --")) {
            path = name.to_owned();
            fixture.files.entry(path.clone()).or_default();
        } else if let Some(expectation) = line.strip_prefix("//@ ") {
            let line = fixture.files.get(&path).map_or(0, |it| it.lines().count());
            let whole = expectation.strip_prefix("path ").map(|it| format!("{path}: {it}"));
            let whole = whole.or_else(|| expectation.strip_prefix("binder ").map(str::to_owned));
            fixture.expected.push(whole.unwrap_or_else(|| format!("{path}:{line}: {expectation}")));
        } else if let Some(file) = fixture.files.get_mut(&path) {
            file.push_str(line);
            file.push('\n');
        }
    }
    fixture.files.entry("binder.toml".to_owned()).or_insert_with(|| BINDER.to_owned());
    fixture.expected.sort();
    fixture
}

fn write(files: &BTreeMap<String, String>, root: &Path) {
    for (path, text) in files {
        let path = root.join(path);
        let folder = path.parent().unwrap_or(root);
        fs::create_dir_all(folder).and_then(|()| fs::write(&path, text)).unwrap_or_else(|it| panic!("{it}"));
    }
}

/// As a fixture says it: with the nearest suggestion only where `expected` names one.
fn said(finding: &Finding, sources: &Sources, expected: &[String]) -> String {
    let bare = match &finding.at {
        At::Span(span) => {
            let it = sources.place(*span);
            let last = if it.line == it.end_line { it.end_column.saturating_sub(1).max(it.column) } else { it.column };
            format!("{}:{}: {}-{last} {}", it.path, it.line, it.column, finding.code)
        }
        At::Path(path) => format!("{path}: {}", finding.code),
        At::Nowhere => finding.code.to_string(),
    };
    let full = match finding.nearest.first() {
        Some(nearest) => format!("{bare} {nearest}"),
        None => bare.clone(),
    };
    if expected.contains(&bare) { bare } else { full }
}

/// What the fixture's folder gives, of the codes that are `wanted`.
pub(crate) fn found(fixture: &Fixture, wanted: impl Fn(Code) -> bool) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap_or_else(|it| panic!("{it}"));
    write(&fixture.files, folder.path());
    let today = Date::parse(fixture.date.as_deref().unwrap_or(TODAY)).unwrap_or_else(|it| panic!("{it:?}"));
    let compiled = toji::pipeline::compile(folder.path(), today);
    let findings = compiled.findings().iter().filter(|it| wanted(it.code));
    let mut found: Vec<String> = findings.map(|it| said(it, &compiled.sources, &fixture.expected)).collect();
    found.sort();
    found
}

/// The difference, for a reader.
pub(crate) fn compare(path: &Path, expected: &[String], found: &[String]) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    let list = |it: &[String]| it.iter().map(|it| format!("    {it}\n")).collect::<String>();
    Err(format!("{}\n  expected\n{}  found\n{}", path.display(), list(expected), list(found)))
}

fn check(path: &Path) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|it| it.to_string())?;
    let fixture = read(&text);
    let rules: Vec<Code> = toji::check::codes().collect();
    let is_named = |code: Code| fixture.expected.iter().any(|it| it.split(' ').any(|it| it == code.as_str()));
    let found = found(&fixture, |it| !rules.contains(&it) || is_named(it));
    compare(path, &fixture.expected, &found)
}

pub(crate) fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|it| panic!("{it}"));
    let mut paths: Vec<_> = entries.filter_map(|it| it.ok().map(|it| it.path())).collect();
    paths.sort();
    paths
}

#[test]
fn bad_input_gives_the_findings_its_lines_say() {
    let paths = fixtures("tests/findings");
    assert!(paths.len() >= 6, "the fixtures are gone");
    let faults: Vec<String> = paths.iter().filter_map(|it| check(it).err()).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn a_fixture_that_says_too_little_or_too_much_fails() {
    let folder = tempfile::tempdir().unwrap_or_else(|it| panic!("{it}"));
    let path = folder.path().join("planted.txt");
    for text in ["-- a.md --\n▶経営管理偏 3.1\n", "-- a.md --\n▶経営管理編 3.1\n//@ 2-6 unknown-part\n"] {
        fs::write(&path, text).unwrap_or_else(|it| panic!("{it}"));
        assert!(check(&path).is_err(), "{text}");
    }
}

#[test]
fn a_year_without_a_form_is_told_once() {
    let folder = tempfile::tempdir().unwrap_or_else(|it| panic!("{it}"));
    let today = Date::new(2025, 12, 1).unwrap_or_else(|| panic!("no such day"));
    for (form, expected) in [(None, 1), (Some("# まだ表がない\n"), 0)] {
        let form = form.map(|it| ("checklists/2025/facility.md".to_owned(), it.to_owned()));
        let binder = ("binder.toml".to_owned(), BINDER.to_owned());
        write(&form.into_iter().chain([binder]).collect(), folder.path());
        let compiled = toji::pipeline::compile(folder.path(), today);
        assert_eq!(compiled.findings().iter().filter(|it| it.code == Code::NoForm).count(), expected);
    }
}
