//! Emphasis is CommonMark's own wherever no Japanese is near: any text gives what pulldown-cmark's HTML writer gives.
//!
//! A single `~` is left out: behind a `~~` that closes nothing pulldown-cmark no longer finds an earlier `~`; we do.

use proptest::prelude::*;
use pulldown_cmark::{Options, Parser};
use toji::diagnostics::Sink;
use toji::parse::markdown::{Body, Dialect, blocks};
use toji::source::Sources;

use crate::commonmark_html::html;

fn ours(markdown: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("a.md", markdown);
    html(&blocks(Body { file, text: markdown, start: 0, dialect: Dialect::Plain }, &mut Sink::default()))
}

fn theirs(markdown: &str) -> String {
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH));
    out
}

fn normalised(html: &str) -> String {
    html.replace('\n', " ")
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("TOJI_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(2000),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn emphasis_without_japanese_is_that_of_commonmark(
        parts in prop::collection::vec(prop_oneof![
            6 => prop::sample::select(vec!["*", "**", "***", "_", "__", "~~", "*_", "\\*", "\\\\*"]),
            4 => prop::sample::select(vec!["a", "b c", " ", ".", "(", "é", "“", "&ast;", "\n", "€"]),
            1 => prop::sample::select(vec!["([x](/u)", "([*", "](/u)", "`*`", "![*a*](/u)", "(["]),
        ], 0..24)
    ) {
        let text = format!("x{}", parts.concat());
        prop_assert_eq!(normalised(&ours(&text)), normalised(&theirs(&text)), "{:?}", text);
    }
}
