//! The record, read back: what can be read of it, and which lines cannot. Changes nothing.

use std::path::Path;

use serde::Deserialize;

use super::LOG;
use crate::diagnostics::{Code, Finding, Sink};
use crate::load;
use crate::model::Date;

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Recorded {
    /// RFC 3339, in the time of the machine that wrote it.
    pub time: String,
    /// What happened, by its short name.
    pub event: String,
    /// Who.
    pub account: Option<String>,
    /// From where.
    pub address: Option<String>,
    /// What was answered.
    pub status: Option<u16>,
    /// What was looked at.
    pub path: Option<String>,
    /// Why a login failed.
    pub why: Option<String>,
    /// Which build is shown.
    pub build: Option<String>,
    /// The line as it stands in its file.
    #[serde(skip)]
    pub line: String,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The file's name.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
}

/// What the record says.
#[derive(Debug, Default)]
pub struct Read {
    /// In the order in which it was written.
    pub recorded: Vec<Recorded>,
    /// Lines that cannot be read.
    pub unread: Vec<Unread>,
}

/// The record in `state` from the day `since` on, and of `account` alone where one is named.
pub fn read(state: &Path, since: Option<Date>, account: Option<&str>, sink: &mut Sink) -> Read {
    let folder = state.join(LOG);
    let since = since.map(|it| it.to_string());
    let mut files: Vec<_> = load::file_names(&folder).into_iter().filter_map(day_and_part).collect();
    files.retain(|it| since.as_ref().is_none_or(|since| it.0 >= *since));
    files.sort();
    let mut all = Read::default();
    for (_, _, name) in files {
        match std::fs::read(folder.join(&name)) {
            Ok(bytes) => lines(&name, &bytes, account, &mut all),
            Err(error) => {
                let finding = Finding::of_path(Code::UnreadableFile, &name).with("path", &name);
                sink.push(finding.with("reason", error));
            }
        }
    }
    all
}

/// By the day, then by the number within the day: `2026-11-23.jsonl` is the first.
fn day_and_part(name: String) -> Option<(String, u32, String)> {
    let stem = name.strip_suffix(".jsonl")?;
    let (day, part) = match stem.split_once('.') {
        Some((day, part)) => (day, part.parse().ok()?),
        None => (stem, 1),
    };
    Date::parse(day).ok()?;
    Some((day.to_owned(), part, name))
}

/// Half a line, or one that somebody wrote into, spoils no other.
fn lines(name: &str, bytes: &[u8], account: Option<&str>, all: &mut Read) {
    for (at, line) in bytes.split(|it| *it == b'\n').enumerate().filter(|it| !it.1.is_empty()) {
        let text = std::str::from_utf8(line).ok();
        match text.and_then(|it| Some((it, serde_json::from_str::<Recorded>(it).ok()?))) {
            Some((text, read)) => {
                if account.is_none_or(|it| read.account.as_deref() == Some(it)) {
                    all.recorded.push(Recorded { line: text.to_owned(), ..read });
                }
            }
            None => all.unread.push(Unread { file: name.to_owned(), line: at + 1 }),
        }
    }
}

/// `text` on a terminal: what would not be seen, or would move the cursor, shows as its number.
pub fn shown(text: &str) -> String {
    text.chars()
        .map(|it| if super::line::hides(it) { format!("\\u{{{:x}}}", u32::from(it)) } else { it.to_string() })
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_is_and_what_cannot_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join(LOG);
        std::fs::create_dir(&log).unwrap();
        let line = |hour: u8, account: &str| {
            format!("{{\"time\":\"2026-11-23T{hour}:00:00+09:00\",\"event\":\"login\",\"account\":\"{account}\"}}\n")
        };
        let first = format!("{}{{\"time\":\"2026\n\n{}", line(10, "ana"), line(11, "bea"));
        std::fs::write(log.join("2026-11-23.jsonl"), first).unwrap();
        std::fs::write(log.join("2026-11-23.10.jsonl"), line(13, "ana")).unwrap();
        std::fs::write(log.join("2026-11-23.2.jsonl"), [line(12, "ana").as_bytes(), b"\xff\xfe\n"].concat()).unwrap();
        std::fs::write(log.join("2026-11-22.jsonl"), line(9, "ana").replace("T9", "T09")).unwrap();
        std::fs::write(log.join("notes.txt"), "x").unwrap();
        let read = |since: Option<&str>, account| {
            let since = since.map(|it| Date::parse(it).unwrap());
            let read = read(folder.path(), since, account, &mut Sink::default());
            let hours: Vec<_> = read.recorded.iter().map(|it| it.time[11..13].to_owned()).collect();
            (hours.join(" "), read.unread)
        };
        let unread = |file: &str, line| Unread { file: file.to_owned(), line };
        let broken = vec![unread("2026-11-23.jsonl", 2), unread("2026-11-23.2.jsonl", 2)];
        assert_eq!(read(None, None), ("09 10 11 12 13".to_owned(), broken.clone()));
        assert_eq!(read(Some("2026-11-23"), Some("ana")), ("10 12 13".to_owned(), broken));
        assert_eq!(read(Some("2026-11-24"), None), (String::new(), vec![]));
    }

    #[test]
    fn nothing_in_a_record_moves_the_terminals_cursor() {
        assert_eq!(shown("a\u{1b}[2J\n山\u{202e}"), "a\\u{1b}[2J\\u{a}山\\u{202e}");
    }
}
