//! A cell of a table, before it is one of a CSV or of a workbook; and how an answer is put into words.

use std::fmt::Write as _;

use super::Count;
use crate::fleet::{AnswerWord, FormOwed, ItemReport};
use crate::model::Date;

/// What stands in a cell.
#[derive(Debug)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Count(Count),
    Day(Date),
    /// With its day.
    Answer(ItemReport),
    /// In one word, for a table with a column an item.
    Word(ItemReport),
    /// Words, and the page that they lead to.
    Link(String, String),
}

/// A table with its name and its columns: their words, and how wide they are in characters.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: Vec<(String, u8)>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// The text that may need more than a line.
    pub(super) fn shown(&self) -> &str {
        match self {
            Self::Text(text) | Self::Link(text, _) => text,
            Self::Empty | Self::Count(_) | Self::Day(_) | Self::Answer(_) | Self::Word(_) => "",
        }
    }

    pub(super) fn number(count: usize) -> Self {
        Self::Count(Count::Exact(count))
    }

    pub(super) fn maybe(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    pub(super) fn word(yes: bool, word: &str) -> Self {
        if yes { Self::Text(word.to_owned()) } else { Self::Empty }
    }
}

impl AnswerWord {
    /// As the tables write it.
    pub(super) fn japanese(self) -> &'static str {
        match self {
            Self::Yes => "はい",
            Self::Planned => "はい（予定）",
            Self::No => "いいえ",
            Self::NotApplicable => "該当なし",
            Self::Undated => "日付なし",
            Self::Blank => "未記入",
        }
    }
}

impl FormOwed {
    /// As the tables write it.
    pub(super) fn japanese(self) -> &'static str {
        match self {
            Self::NotAsked => "未依頼",
            Self::Asked => "依頼済・未着",
            Self::Came => "受領済",
        }
    }
}

/// As short as can be; empty where nothing was asked for and nothing is said.
pub(super) fn word(it: &ItemReport) -> &'static str {
    match it.answer {
        AnswerWord::Blank if !it.demanded => "",
        _ if it.overdue => "期限切れ",
        AnswerWord::Planned => "予定",
        AnswerWord::Yes | AnswerWord::No | AnswerWord::NotApplicable | AnswerWord::Undated | AnswerWord::Blank => {
            it.answer.japanese()
        }
    }
}

/// いいえ 2026-03-31まで; empty where nothing was asked for and nothing is said.
pub(super) fn answer(it: &ItemReport) -> String {
    let word = it.answer.japanese();
    match (it.answer, it.target) {
        (AnswerWord::Blank, _) if !it.demanded => String::new(),
        (AnswerWord::No | AnswerWord::Planned, Some(day)) if it.overdue => format!("{word} {day}で期限切れ"),
        (AnswerWord::No | AnswerWord::Planned, Some(day)) => format!("{word} {day}まで"),
        (
            AnswerWord::Yes
            | AnswerWord::Planned
            | AnswerWord::No
            | AnswerWord::NotApplicable
            | AnswerWord::Undated
            | AnswerWord::Blank,
            _,
        ) => word.to_owned(),
    }
}

/// A path as an address: an id may hold any character.
pub(super) fn address(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            // Writing to a String cannot fail.
            other => drop(write!(out, "%{other:02X}")),
        }
    }
    out
}
