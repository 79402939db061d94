//! The `findings` of `--format json`: one object a finding, all keys always there. This module makes the objects; it never
//! writes them out, and the other half of the answer (`readiness`) is not its business.

use serde::Serialize;

use super::Finding;
use super::catalogue::{Language, help, message};
use super::location::location;
use crate::model::Acceptance;
use crate::source::Sources;

/// One finding as other programs read it. What does not apply is `null`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JsonFinding {
    /// The stable name of what is wrong.
    pub code: &'static str,
    /// `build`, `inspection`, `disagreement` or `advice`.
    pub weight: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// The way out, in one line or more.
    pub help: Option<String>,
    /// The path below the source folder, with `/`.
    pub file: Option<String>,
    /// First line, from 1.
    pub line: Option<usize>,
    /// First column, in characters from 1.
    pub column: Option<usize>,
    /// Last line.
    pub end_line: Option<usize>,
    /// The column behind the last character.
    pub end_column: Option<usize>,
    /// The item it concerns: `2-03`.
    pub item: Option<String>,
    /// Who can act on it: `facility`, `vendor` or `association`.
    pub actor: &'static str,
    /// Which vendor, by its id.
    pub vendor: Option<String>,
}

/// A finding that the facility lets stand: its keys, and by what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JsonAccepted {
    /// The finding.
    #[serde(flatten)]
    pub finding: JsonFinding,
    /// Why it may stand.
    pub reason: String,
    /// Who decided so.
    pub by: String,
    /// The last day on which it may: `2026-03-31`.
    pub until: String,
}

/// One accepted finding.
pub fn accepted(finding: &Finding, by: &Acceptance, sources: &Sources, language: Language) -> JsonAccepted {
    JsonAccepted {
        finding: object(finding, sources, language),
        reason: by.reason.clone(),
        by: by.by.clone(),
        until: by.until.value.to_string(),
    }
}

/// The objects, in the order of the findings.
pub fn findings(findings: &[Finding], sources: &Sources, language: Language) -> Vec<JsonFinding> {
    findings.iter().map(|it| object(it, sources, language)).collect()
}

fn object(finding: &Finding, sources: &Sources, language: Language) -> JsonFinding {
    let location = location(finding, sources);
    let place = location.as_ref().and_then(|it| it.place.as_ref());
    JsonFinding {
        code: finding.code.as_str(),
        weight: finding.code.weight().as_str(),
        severity: finding.severity().as_str(),
        message: message(finding, language),
        help: help(finding, language),
        line: place.map(|it| it.line),
        column: place.map(|it| it.column),
        end_line: place.map(|it| it.end_line),
        end_column: place.map(|it| it.end_column),
        item: finding.item.map(|it| it.to_string()),
        actor: finding.actor.as_str(),
        vendor: finding.actor.vendor().map(ToString::to_string),
        file: location.map(|it| it.path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::sample::sample;

    #[test]
    fn the_keys_are_those_promised() {
        let (sources, sample) = sample();
        let objects = findings(&sample, &sources, Language::Japanese);
        let first = serde_json::to_string_pretty(&objects[0]).unwrap_or_default();
        let expected = r##"{
  "code": "unknown-item",
  "weight": "build",
  "severity": "error",
  "message": "項目番号「2-⑭」は、この年度のチェックリストにありません。",
  "help": "もしかして：2-⑬、2-④\n2-③ のように、その年度のチェックリストにある番号を書いてください。番号として扱いたくないときは、`2-③` のように ` で囲みます。",
  "file": "bcp/detection.md",
  "line": 3,
  "column": 4,
  "end_line": 3,
  "end_column": 7,
  "item": "2-13",
  "actor": "facility",
  "vendor": null
}"##;
        assert_eq!(first, expected);
        assert!(
            objects
                .iter()
                .all(|it| serde_json::to_value(it).is_ok_and(|it| it.as_object().is_some_and(|it| it.len() == 13)))
        );
    }

    #[test]
    fn what_does_not_apply_is_null() {
        let (sources, sample) = sample();
        let objects = findings(&sample, &sources, Language::English);
        let places: Vec<_> = objects.iter().map(|it| (it.file.as_deref(), it.line, it.end_column)).collect();
        assert_eq!(
            places[1..],
            [
                (Some("bcp/detection.md"), Some(6), Some(5)),
                (Some("rules/規程 #1.md"), Some(1), Some(11)),
                (Some("写真,100%:a.md"), None, None),
                (None, None, None),
            ]
        );
    }
}
