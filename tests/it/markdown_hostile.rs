//! Text that is meant to exhaust the stack or the clock. Each case ends well within seconds, even unoptimised.

use std::time::{Duration, Instant};

use toji::diagnostics::{Code, Sink};
use toji::parse::markdown::{Body, Dialect, blocks};
use toji::source::Sources;

const MANY: usize = 100_000;

fn codes(markdown: &str) -> Vec<Code> {
    let mut sources = Sources::default();
    let file = sources.add("a.md", markdown);
    let mut sink = Sink::default();
    let started = Instant::now();
    drop(blocks(Body { file, text: markdown, start: 0, dialect: Dialect::Rules }, &mut sink));
    let shown: String = markdown.chars().take(20).collect();
    assert!(started.elapsed() < Duration::from_secs(20), "{shown:?} took {:?}", started.elapsed());
    sink.into_sorted().into_iter().map(|it| it.code).collect()
}

#[test]
fn a_hundred_thousand_levels_of_blocks_are_one_finding() {
    for marker in [">", "> ", "- ", "1. ", "* > ", "+\t", "[^a]: "] {
        let found = codes(&format!("{}a\n\nb\n", marker.repeat(MANY)));
        assert_eq!(found, [Code::NestingTooDeep], "{marker:?}");
    }
    let lines: String = (0..1000).map(|it| format!("{}- a\n", "  ".repeat(it))).collect();
    assert_eq!(codes(&format!("{lines}{}", "\n".repeat(MANY))), [Code::NestingTooDeep]);
}

#[test]
fn a_hundred_thousand_marks_are_text() {
    for mark in [
        "*", "_", "~", "[", "]", "`", "<", "![", "[[", "](", "*a ", "a**b", "*a_ ", "**a _b ", "~a ~~b ", "[a](",
        "<a ", "&", "\\", "*a **a ", "a*", "{{", "▶", "![[", "[^", "|", "`a``", "<!--", "**「", "」**",
    ] {
        codes(&mark.repeat(MANY));
        codes(&format!("# {}", mark.repeat(MANY)));
    }
}

#[test]
fn deep_inline_content_is_one_finding() {
    for (open, close) in [("*a ", " a*"), ("**", "**"), ("![", "](a)"), ("*", "*"), ("_a **b ", " b** a_")] {
        let text = format!("{}甲{}", open.repeat(MANY), close.repeat(MANY));
        let found = codes(&text);
        assert!(found.iter().filter(|it| **it == Code::NestingTooDeep).count() <= 1, "{open}");
    }
    let found = codes(&format!("a {}b{}", "*a ".repeat(30), " a*".repeat(30)));
    assert_eq!(found, [Code::NestingTooDeep]);
}

#[test]
fn many_headings_of_one_text_take_no_square_of_time() {
    codes(&"# 題\n\n".repeat(MANY));
}
