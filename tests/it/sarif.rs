//! What `check --format sarif` prints is SARIF 2.1.0, by the format's own schema.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;

use crate::project::Project;

const SCHEMA: &str = include_str!("../schemas/sarif-2.1.0.json");

fn faults(log: &Value) -> Vec<String> {
    // A lone bracket in one pattern, which ECMAScript takes as it stands only without its flag `u`.
    let sound = SCHEMA.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}\\\\]?$");
    let schema = serde_json::from_str(&sound).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator.iter_errors(log).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

/// A finding of every kind of place, and one that a vendor can act on.
fn log() -> Value {
    let form = "| 項目 | 1回目 | 確認日 | 目標日 | 2回目 | 確認日 | 備考 |\n|---|---|---|---|---|---|---|\n| 2-② | | | | | | |\n";
    let project = Project::new()
        .file("規程 #1.md", "# 頁\n\n項目は 2-⑭ まで。\n\n| a | b |\n|---|---|\n| c |\n")
        .file("memo.xyz", "?")
        .file("registers/vendors.csv", "番号,名称\nVD-01,見本システム\nVD-01,見本ネット\n")
        .file("checklists/2025/vendor-VD-01.md", form);
    project.run(&["check", "--format", "sarif", "--lang", "ja"]).json()
}

#[test]
fn the_log_is_valid() {
    assert_eq!(faults(&log()), Vec::<String>::new());
}

#[test]
fn every_result_says_its_weight_and_who_can_act() {
    let log = log();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().all(|it| it["properties"]["weight"].is_string() && it["properties"]["actor"].is_string()));
    let asked = results.iter().find(|it| it["properties"]["actor"] == "vendor").unwrap();
    assert_eq!(asked["properties"]["vendor"], "VD-01");
    assert!(results.iter().any(|it| it["relatedLocations"].is_array()), "{log:#}");
    assert!(
        results
            .iter()
            .any(|it| it.get("locations").is_none() || it["locations"][0]["physicalLocation"].get("region").is_none())
    );
}

/// The schema sees what is wrong.
#[test]
fn a_wrong_log_is_not_valid() {
    let mut log = log();
    log["runs"][0]["results"][0]["level"] = "loud".into();
    log["runs"][0]["tool"]["driver"].as_object_mut().unwrap().remove("name");
    assert_eq!(faults(&log).len(), 2, "{:?}", faults(&log));
}
