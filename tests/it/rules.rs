//! The rules of readiness: a file `tests/rules/CODE.txt` (or `CODE.word.txt`) for each, annotated as those of
//! `tests/findings/`. Only findings of that code count. Every rule has a file that expects it, and so fails without it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use toji::check;
use toji::diagnostics::Code;
use toji::diagnostics::catalogue::{self, Language};

use crate::findings::{compare, fixtures, found, read};

fn code_of(path: &Path) -> Option<Code> {
    Code::parse(path.file_name()?.to_str()?.split('.').next()?)
}

#[test]
fn every_rule_finds_what_its_fixture_says() {
    let mut faults = Vec::new();
    let mut shown = BTreeSet::new();
    for path in fixtures("tests/rules") {
        let code = code_of(&path).unwrap_or_else(|| panic!("{}: no code", path.display()));
        let text = fs::read_to_string(&path).unwrap_or_else(|it| panic!("{it}"));
        let fixture = read(&text);
        if !fixture.expected.is_empty() {
            shown.insert(code);
        }
        faults.extend(compare(&path, &fixture.expected, &found(&fixture, |it| it == code)).err());
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    let missing: Vec<Code> = check::codes().filter(|it| !shown.contains(it)).collect();
    assert!(missing.is_empty(), "no fixture expects {missing:?}");
}

#[test]
fn every_rule_names_its_source_and_shows_an_example() {
    for (code, language) in check::codes().flat_map(|code| Language::ALL.map(|language| (code, language))) {
        assert!(catalogue::source(code, language).is_some(), "{code}");
        let text = catalogue::explain(code, language);
        for part in ["explain-wrong", "explain-right"] {
            assert!(text.contains(catalogue::ui(part, language)), "{code}: {text}");
        }
    }
}
