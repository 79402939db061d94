//! The 652 examples of CommonMark 0.31 (npm package `commonmark-spec`), all equal but for a named list.

use toji::diagnostics::Sink;
use toji::parse::markdown::{Body, Dialect, blocks};
use toji::source::Sources;

use crate::commonmark_html::html;

/// Examples that differ, by the reason.
const DIFFERENT: &[(&str, &[u64])] = &[
    (
        "raw HTML is refused and shown as text",
        &[
            21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167,
            168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188,
            189, 190, 191, 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 613, 614, 615, 616, 617, 623, 625,
            626, 627, 628, 629, 630, 631, 642, 643,
        ],
    ),
    ("a backslash in a destination separates folders, as Windows writes it", &[202, 502]),
    ("[[...]] is a wiki link", &[548, 559, 590]),
    ("a scheme other than http, https, mailto and tel is refused", &[596, 598, 599, 601]),
];

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
    let examples: Vec<serde_json::Value> = serde_json::from_str(text).unwrap_or_default();
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

#[test]
fn the_list_of_differences_is_sorted() {
    for (reason, numbers) in DIFFERENT {
        assert!(numbers.is_sorted_by(|a, b| a < b), "{reason}");
    }
}
