//! `toji new revision`: one more row of a document's 改訂履歴. Adds bytes in one place and changes no other.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::change::ChangeSet;
use super::journal::apply;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Date, Fingerprint, Revision};

/// The row.
#[derive(Debug, Clone, Copy)]
pub struct NewRevision<'a> {
    /// When it was approved.
    pub date: Date,
    /// From when it holds.
    pub effective: Option<Date>,
    /// What changed and why.
    pub reason: &'a str,
    /// Which clauses.
    pub clauses: Option<&'a str>,
    /// Who approved it.
    pub approver: &'a str,
    /// The text that was approved; `None` for what there is on paper alone.
    pub text: Option<&'a Fingerprint>,
}

/// Where the row goes.
#[derive(Debug, Clone, Copy)]
pub struct RevisionPlace<'a> {
    /// The file, below the source folder: a descriptor, which need not be there, or a document with revisions of its own.
    pub path: &'a str,
    /// The title of the document.
    pub title: &'a str,
    /// The rows that are there.
    pub before: &'a [Revision],
}

/// Writes the row; gives nothing, with findings, where that cannot be done.
pub fn new_revision(root: &Path, place: &RevisionPlace<'_>, new: &NewRevision<'_>, sink: &mut Sink) -> Option<()> {
    let path = place.path;
    let mut changes = ChangeSet::default();
    match fs::read(root.join(path)) {
        Ok(bytes) => {
            let after = added(&bytes, place, new);
            let after = after.ok_or_else(|| {
                let reason = "revisions = [...] : write [[revisions]] tables instead";
                Finding::of_path(Code::TomlSyntax, path).with("reason", reason)
            });
            changes.replace(path, &bytes, after.map_err(|it| sink.push(it)).ok()?);
        }
        Err(error) if error.kind() == ErrorKind::NotFound => changes.create(path, created(place, new)),
        Err(error) => {
            sink.push(Finding::of_path(Code::UnreadableFile, path).with("path", path).with("reason", error));
            return None;
        }
    }
    apply(root, &changes, sink)
}

/// A descriptor that holds nothing yet but this row.
fn created(place: &RevisionPlace<'_>, new: &NewRevision<'_>) -> String {
    format!(
        "# 「{}」の文書管理。# で始まる行は説明で、使うときは初めの # を消す。\n\
         # number = \"\"               # 文書番号\n\
         # established = {date}   # 制定日\n\
         # effective = {date}     # 施行日\n\
         # retention = \"\"            # 保存期間\n\
         # kept = \"\"                 # 原本の保管場所\n\n{}",
        place.title.replace(char::is_control, " "),
        table(new, "\n"),
        date = new.date,
    )
}

/// The file with the row; `None` where it would be no sound TOML with one row more.
fn added(bytes: &[u8], place: &RevisionPlace<'_>, new: &NewRevision<'_>) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    // Spans count from behind a byte order mark.
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let is_document = place.path.to_ascii_lowercase().ends_with(".md");
    let close = if is_document { closing_fence(&text[mark..])? + mark } else { text.len() };
    let last = place.before.iter().map(|it| it.span.range()).max_by_key(|it| it.end);
    let inline = last.filter(|it| text[mark..].get(it.clone()).is_some_and(|it| it.starts_with('{')));
    let (at, row) = match inline {
        Some(last) => (last.end + mark, format!(",{end}  {{ {} }}", pairs(new).join(", "))),
        None => {
            let gap = if text[..close].is_empty() || text[..close].ends_with('\n') { "" } else { end };
            (close, format!("{gap}{end}{}", table(new, end)))
        }
    };
    let after = [text.get(..at)?, &row, text.get(at..)?].concat();
    let toml = if is_document { front(&after)? } else { &after[mark..] };
    let rows = |it: &str| Some(it.parse::<toml::Table>().ok()?.get("revisions")?.as_array()?.len());
    (rows(toml) == Some(place.before.len() + 1)).then(|| after.into_bytes())
}

const FENCE: &str = "+++";

/// Where the line that ends the front matter begins.
fn closing_fence(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut fences = text.split_inclusive('\n').filter_map(|line| {
        let begin = at;
        at += line.len();
        (line.trim_end() == FENCE).then_some(begin)
    });
    fences.next()?;
    fences.next()
}

fn front(text: &str) -> Option<&str> {
    let text = text.trim_start_matches('\u{feff}');
    let begin = text.find('\n')? + 1;
    text.get(begin..closing_fence(text)?)
}

fn table(new: &NewRevision<'_>, end: &str) -> String {
    let lines = pairs(new).into_iter().map(|it| format!("{it}{end}"));
    std::iter::once(format!("[[revisions]]{end}")).chain(lines).collect()
}

fn pairs(new: &NewRevision<'_>) -> Vec<String> {
    let text = |key: &str, value: &str| format!("{key} = {}", toml::Value::String(value.to_owned()));
    let mut pairs = vec![format!("date = {}", new.date)];
    pairs.extend(new.effective.map(|it| format!("effective = {it}")));
    pairs.push(text("reason", new.reason));
    pairs.extend(new.clauses.map(|it| text("clauses", it)));
    pairs.push(text("approver", new.approver));
    pairs.extend(new.text.map(|it| text("text", it.as_str())));
    pairs
}
