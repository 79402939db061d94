//! The 652 examples of CommonMark 0.31 (npm package `commonmark-spec`), all equal but for a named list.

use toji::diagnostics::Sink;
use toji::parse::markdown::{Body, Dialect, blocks};
use toji::source::Sources;

use crate::commonmark_html::html;

/// Examples that differ, by the reason.
const DIFFERENT: &[(&str, &[u64])] = &[];

fn ours(markdown: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("example.md", markdown);
    html(&blocks(Body { file, text: markdown, start: 0, dialect: Dialect::Plain }, &mut Sink::default()))
}

/// A line end within text is a space in our tree.
fn normalised(html: &str) -> String {
    html.replace('\n', " ")
}

#[test]
fn all_examples_are_equal_but_for_a_named_list() {
    let text = include_str!("../fixtures/commonmark-0.31.json");
    let examples: Vec<serde_json::Value> = serde_json::from_str(text).expect("the fixture is JSON");
    assert_eq!(examples.len(), 652);
    let mut unlisted = Vec::new();
    let mut now_equal = Vec::new();
    for example in &examples {
        let field = |name: &str| example[name].as_str().unwrap_or_default();
        let number = example["example"].as_u64().unwrap_or_default();
        let listed = DIFFERENT.iter().any(|it| it.1.contains(&number));
        let ours = ours(field("markdown"));
        match (normalised(&ours) == normalised(field("html")), listed) {
            (false, false) => unlisted.push(format!(
                "{number} {}\n{}--- expected\n{}--- ours\n{ours}",
                field("section"),
                field("markdown"),
                field("html")
            )),
            (true, true) => now_equal.push(number),
            (true, false) | (false, true) => (),
        }
    }
    assert!(unlisted.is_empty(), "{} differ:\n{}", unlisted.len(), unlisted.join("\n"));
    assert!(now_equal.is_empty(), "listed, but equal: {now_equal:?}");
}
