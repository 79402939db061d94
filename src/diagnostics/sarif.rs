//! SARIF 2.1.0, the format in which code-scanning services take findings. Pure: from findings to a JSON text; it neither
//! writes a file nor sends anything.

mod log;
mod uri;

use std::collections::BTreeSet;

use self::log::{Artifact, Driver, Log, Message, Physical, Properties, Region, Related, Result, Rule, Run, Site, Tool};
use self::uri::uri;
use super::catalogue::{Language, explain, help, message, title};
use super::location::{Location, location};
use super::{Code, Finding};
use crate::source::{Place, Sources, Span};

/// Where paths are looked up.
#[derive(Clone, Copy)]
struct Base<'a> {
    sources: &'a Sources,
    /// The way to the source folder.
    folder: &'a str,
}

/// The whole log, ending with a line end. Paths are those from the root of a repository: `folder` is the way from there to
/// the source folder, with `/`, or empty.
pub fn render(findings: &[Finding], sources: &Sources, folder: &str, language: Language) -> String {
    let base = Base { sources, folder };
    let codes: Vec<_> = findings.iter().map(|it| it.code).collect::<BTreeSet<_>>().into_iter().collect();
    let results = findings.iter().map(|it| result(it, &codes, base, language)).collect();
    let rules = codes.iter().map(|it| rule(*it, language)).collect();
    let driver = Driver { name: "toji", version: env!("CARGO_PKG_VERSION"), language: language.as_str(), rules };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    let log = Log { schema: log::SCHEMA, version: "2.1.0", runs: [run] };
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn rule(code: Code, language: Language) -> Rule {
    Rule {
        id: code.as_str(),
        short_description: Message { text: title(code, language).to_owned() },
        help: Message { text: explain(code, language) },
        default_configuration: log::Configuration { level: code.weight().severity().as_str() },
        properties: Properties { weight: code.weight().as_str(), item: None, actor: None, vendor: None },
    }
}

fn result(finding: &Finding, codes: &[Code], base: Base<'_>, language: Language) -> Result {
    let text: Vec<_> = [Some(message(finding, language)), help(finding, language)].into_iter().flatten().collect();
    Result {
        rule_id: finding.code.as_str(),
        rule_index: codes.partition_point(|it| *it < finding.code),
        level: finding.severity().as_str(),
        message: Message { text: text.join("\n") },
        locations: location(finding, base.sources)
            .into_iter()
            .map(|it| Site { physical_location: physical(it, base) })
            .collect(),
        related_locations: finding.related.iter().enumerate().map(|(id, span)| related(id, *span, base)).collect(),
        properties: properties(finding),
    }
}

fn properties(finding: &Finding) -> Properties {
    Properties {
        weight: finding.code.weight().as_str(),
        item: finding.item.map(|it| it.to_string()),
        actor: Some(finding.actor.as_str()),
        vendor: finding.actor.vendor().map(ToString::to_string),
    }
}

fn related(id: usize, span: Span, base: Base<'_>) -> Related {
    let place = base.sources.place(span);
    let location = Location { path: place.path.to_string(), place: Some(place) };
    Related { id, physical_location: physical(location, base) }
}

fn physical(location: Location, base: Base<'_>) -> Physical {
    let region = |place: Place| Region {
        start_line: place.line,
        start_column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
    };
    Physical {
        artifact_location: Artifact { uri: uri(&location.path_below(base.folder)) },
        region: location.place.map(region),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::diagnostics::sample::sample;

    fn run() -> Value {
        let (sources, sample) = sample();
        let log: Value = serde_json::from_str(&render(&sample, &sources, "", Language::English)).unwrap_or_default();
        assert_eq!(log["version"], "2.1.0");
        log["runs"][0].clone()
    }

    #[test]
    fn a_result_points_at_its_place() {
        let run = run();
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let first = &run["results"][0];
        assert_eq!((&first["ruleId"], &first["level"]), (&json!("unknown-item"), &json!("error")));
        assert_eq!(
            first["locations"],
            json!([{ "physicalLocation": {
            "artifactLocation": { "uri": "bcp/detection.md" },
            "region": { "startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 7 },
        } }])
        );
        assert_eq!(first["properties"], json!({ "weight": "build", "item": "2-13", "actor": "facility" }));
        let related = &run["results"][1]["relatedLocations"][0];
        assert_eq!((&related["id"], &related["physicalLocation"]["region"]["startLine"]), (&json!(0), &json!(5)));
    }

    #[test]
    fn every_result_has_its_rule_once() {
        let run = run();
        let rules = run["tool"]["driver"]["rules"].as_array().cloned().unwrap_or_default();
        let results = run["results"].as_array().cloned().unwrap_or_default();
        assert_eq!((rules.len(), results.len()), (5, 5));
        for result in results {
            let index = result["ruleIndex"].as_u64().and_then(|it| usize::try_from(it).ok()).unwrap_or(usize::MAX);
            assert_eq!(rules.get(index).map(|it| &it["id"]), Some(&result["ruleId"]));
        }
    }

    #[test]
    fn a_finding_without_a_place_has_no_region() {
        let results = run()["results"].clone();
        assert_eq!(results[3]["level"], "note");
        let whole_file = &results[3]["locations"][0]["physicalLocation"];
        assert_eq!(*whole_file, json!({ "artifactLocation": { "uri": "%E5%86%99%E7%9C%9F%2C100%25%3Aa.md" } }));
        assert_eq!(results[4].get("locations"), None);
    }
}
