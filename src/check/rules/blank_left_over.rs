//! A blank that somebody meant to fill in, in one of the four papers that are looked at in the flesh. Code, a mark that is
//! quoted alone (「〇〇」) and a longer word (TODOリスト) speak of a blank, and are none.
//!
//! Source: the checklist's manual has them looked at; what is shown must say what the facility does.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::Context;
use crate::check::passages;
use crate::diagnostics::{Code, Finding, Sink};

/// How people mark what is still to be written.
const MARKS: [&str; 8] = ["〇〇", "○○", "◯◯", "●●", "＿＿", "__", WORD, "【要記入】"];

/// A mark that is a word, and so may be part of another one.
const WORD: &str = "TODO";

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (span, text) in context.leftovers() {
        if let Some(mark) = first(text) {
            let finding = Finding::at(Code::BlankLeftOver, passages::locate(context, *span, mark));
            sink.push(finding.with("mark", mark));
        }
    }
}

fn first(text: &str) -> Option<&'static str> {
    // Nearly no text has any: one look for all of them.
    static ANY: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    if let Some(any) = ANY.get_or_init(|| AhoCorasick::new(MARKS).ok())
        && !any.is_match(text)
    {
        return None;
    }
    let of_mark = |mark: &'static str| {
        let mut places = text.match_indices(mark).map(|it| it.0);
        Some((places.find(|at| is_blank(&text[..*at], mark, &text[at + mark.len()..]))?, mark))
    };
    MARKS.into_iter().filter_map(of_mark).min().map(|it| it.1)
}

/// Whether the mark between `before` and `behind` is a blank to fill in.
fn is_blank(before: &str, mark: &str, behind: &str) -> bool {
    if mark == WORD {
        let goes_on = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
        let is_list = behind.trim_start().starts_with("リスト");
        return !goes_on(before.chars().next_back()) && !goes_on(behind.chars().next()) && !is_list;
    }
    // 〇〇〇 is one mark.
    let behind = behind.trim_start_matches(|it| mark.contains(it));
    let is_quoted = [("「", "」"), ("『", "』"), ("“", "”"), ("\"", "\"")].into_iter().any(|(open, close)| {
        // 以下「〇〇」という: a name that is still to be given.
        let outside = before.strip_suffix(open).filter(|_| behind.starts_with(close));
        outside.is_some_and(|it| !it.trim_end_matches('、').ends_with("以下"))
    });
    !is_quoted
}
