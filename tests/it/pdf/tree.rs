//! Promises of the tree: every label once, every reference leads to one, text stays text, the day stands in one place.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{folder, fonts, input, read, sample};

/// Every object of the tree.
fn objects<'a>(value: &'a Value, found: &mut Vec<&'a serde_json::Map<String, Value>>) {
    match value {
        Value::Object(map) => {
            found.push(map);
            map.values().for_each(|it| objects(it, found));
        }
        Value::Array(items) => items.iter().for_each(|it| objects(it, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
    }
}

fn labels(tree: &Value) -> (Vec<String>, BTreeSet<String>) {
    let (mut given, mut asked) = (Vec::new(), BTreeSet::new());
    let mut found = Vec::new();
    objects(&tree["tabs"], &mut found);
    for object in found {
        let Some(id) = object.get("id").and_then(Value::as_str) else { continue };
        // In the matrix, an id is where the row or column leads.
        let leads = object.contains_key("short") || object.contains_key("others");
        match object.get("t").and_then(Value::as_str) {
            Some("xref" | "goto" | "term" | "fn-again") => drop(asked.insert(id.to_owned())),
            _ if leads => drop(asked.insert(id.to_owned())),
            _ => given.push(id.to_owned()),
        }
    }
    let mut inspection = Vec::new();
    objects(&tree["inspection"], &mut inspection);
    asked.extend(inspection.into_iter().filter_map(|it| it.get("id")?.as_str().map(str::to_owned)));
    (given, asked)
}

fn tree(root: &std::path::Path) -> Value {
    serde_json::from_slice(&input(&read(root), &fonts()).tree).unwrap()
}

fn check_labels(tree: &Value) {
    let (given, asked) = labels(tree);
    let unique: BTreeSet<String> = given.iter().cloned().collect();
    assert_eq!(unique.len(), given.len(), "a label stands twice");
    let dangling: Vec<_> = asked.difference(&unique).collect();
    assert!(dangling.is_empty(), "{dangling:?}");
}

#[test]
fn every_label_stands_once_and_every_reference_leads_to_one() {
    let tree = tree(&sample());
    check_labels(&tree);
    let (given, asked) = labels(&tree);
    for label in [
        "2-03",
        "rules/operation-rules/a12",
        "rules/operation-rules/a12.p2",
        "bcp/detection",
        "registers/devices/SV-01",
    ] {
        assert!(given.iter().any(|it| it == label), "{label}");
    }
    assert!(asked.len() > 100, "{}", asked.len());
}

#[test]
fn a_reference_to_what_the_tree_does_not_hold_is_its_text() {
    let folder = folder(&[(
        "notes/a.md",
        "# 甲\n\n[相手](b.md)と2-①と[外](https://example.jp/)。\n\n## 同じ {#x}\n\n## 同じ\n",
    )]);
    let tree = tree(folder.path());
    check_labels(&tree);
    let text = tree.to_string();
    assert!(text.contains("相手") && text.contains("https://example.jp/"), "{text}");
}

#[test]
fn headings_begin_at_three_and_skip_no_level() {
    let folder = folder(&[("notes/a.md", "# 題\n\n## 一\n\n##### 二\n\n###### 三\n\n> # 引用の中\n")]);
    let tree = tree(folder.path());
    let mut found = Vec::new();
    objects(&tree["tabs"], &mut found);
    let levels: Vec<_> = found.iter().filter(|it| it.get("t") == Some(&"h".into())).map(|it| it["l"].clone()).collect();
    assert_eq!(levels, [3, 4, 5]);
}

#[test]
fn a_form_prints_yes_no_or_nothing() {
    let tree = tree(&sample());
    let answers: BTreeSet<_> = ["first", "second", "answer"]
        .into_iter()
        .flat_map(|key| {
            let mut found = Vec::new();
            objects(&tree, &mut found);
            found.into_iter().filter_map(move |it| it.get(key)?.as_str().map(str::to_owned)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(answers, BTreeSet::from(["".to_owned(), "はい".to_owned(), "いいえ".to_owned()]));
}

#[test]
fn the_day_stands_in_the_metadata_alone() {
    let sample = sample();
    let one = tree(&sample);
    let compiled = toji::pipeline::compile(&sample, toji::model::Date::new(2025, 12, 2).unwrap());
    let other: Value = serde_json::from_slice(&input(&compiled, &fonts()).tree).unwrap();
    assert_ne!(one["meta"]["as_of"], other["meta"]["as_of"]);
    assert_eq!((&one["tabs"], &one["inspection"]), (&other["tabs"], &other["inspection"]));
}

#[test]
fn a_character_that_no_font_has_is_named_with_its_place() {
    let folder = folder(&[("notes/a.md", "# 題\n\n文字\u{e000}と\u{e000}。\n")]);
    let (compiled, fonts) = (read(folder.path()), fonts());
    let findings = fonts.missing(&input(&compiled, &fonts).characters);
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    let toji::diagnostics::At::Span(span) = finding.at else { panic!("{finding:?}") };
    let place = compiled.sources.place(span);
    assert_eq!((&*place.path, place.line, place.column), ("notes/a.md", 3, 3));
}

#[test]
fn somebody_outside_who_fills_a_role_stands_on_the_card_once() {
    let contacts =
        "番号,区分,役割,氏名,電話\nCT-01,外部,保守,春野 一郎,0000-00-1201\nCT-02,外部,保守,夏川 葉子,0000-00-1202\n";
    let folder = folder(&[("registers/contacts.csv", contacts)]);
    let binder = folder.path().join("binder.toml");
    let text = std::fs::read_to_string(&binder).unwrap();
    std::fs::write(&binder, text.replace("[roles]\n", "[roles]\nsystem_operator = \"CT-01\"\n")).unwrap();
    let tree: Value = serde_json::from_slice(&input(&read(folder.path()), &fonts()).tree).unwrap();
    let mut found = Vec::new();
    objects(&tree, &mut found);
    let card = found.iter().find_map(|it| it.get("card")).unwrap();
    let phones = |side: &str| -> Vec<&str> {
        card[side].as_array().unwrap().iter().filter_map(|it| it["phone"].as_str()).collect()
    };
    assert_eq!(phones("inside"), ["0000-00-1201"]);
    assert_eq!(phones("outside"), ["0000-00-1202"]);
    assert_eq!(card["more"], 0);
}
