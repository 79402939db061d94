//! Whatever somebody writes: no panic, and every finding lies on characters of the file.

use proptest::prelude::*;
use toji::diagnostics::{At, Sink};
use toji::parse::markdown::{Body, Dialect, blocks};
use toji::source::Sources;

const PARTS: &[&str] = &[
    "甲",
    "。",
    "「",
    "」",
    "a",
    " ",
    "　",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\\",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "![",
    "](a.md)",
    "[^1]",
    "[^1]: ",
    "|",
    "\\|",
    "|-|-|\n",
    "\n|",
    "# ",
    "\n## ",
    "{#a}",
    " {covers=2-03}",
    "{",
    "}",
    "> ",
    "\n> ",
    "> [!注意]\n",
    "> [!限定 ",
    "- ",
    "\n- ",
    "  ",
    "    ",
    "1. ",
    "\n: ",
    "- [ ] ",
    "<b>",
    "</",
    "<!--",
    "-->",
    "<a@b.c>",
    "&amp;",
    "&ast;",
    "---\n",
    "===\n",
    "第12条",
    "２　",
    "3.2 ",
    "[a]: b\n",
    "\u{0}",
    "\u{1F469}\u{200D}",
    "é",
    "+++\n",
    "台帳",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("TOJI_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(2000),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_panics(parts in prop::collection::vec(prop::sample::select(PARTS), 0..40), rules in any::<bool>()) {
        let text = parts.concat();
        let mut sources = Sources::default();
        let file = sources.add("a.md", text.as_str());
        let mut sink = Sink::default();
        let dialect = if rules { Dialect::Rules } else { Dialect::Bcp };
        drop(blocks(Body { file, text: &text, start: 0, dialect }, &mut sink));
        for finding in sink.into_sorted() {
            if let At::Span(span) = finding.at {
                prop_assert!(text.get(span.range()).is_some(), "{:?} {:?}", text, finding);
            }
        }
    }
}
