//! A vendor's returned form into a source folder: the file itself among the attachments, and its transcription as the
//! vendor's form. Touches nothing else, and takes the place of nothing that was not read first.

use std::path::Path;

use super::change::{Before, ChangeSet};
use super::form::{escaped, quoted};
use super::journal::apply;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Column, RowId, Transcript, TranscriptRow};
use crate::source::Digest;

/// What may stand in the place of the form.
#[derive(Debug, Clone, Copy)]
pub enum InPlace<'a> {
    /// Nothing.
    Nothing,
    /// A blank that reads so: nobody's work is lost with it.
    Blank(&'a [u8]),
    /// A file that reads so, whose replacing was asked for: it is kept among the attachments.
    Earlier(&'a [u8]),
}

/// Writes the files and gives their paths; `None` with findings where nothing was written.
pub fn transcribe(
    root: &Path,
    transcript: &Transcript,
    file: &[u8],
    there: InPlace<'_>,
    sink: &mut Sink,
) -> Option<Vec<String>> {
    let mut paths = vec![transcript.path()];
    let mut changes = ChangeSet::default();
    match there {
        InPlace::Nothing => changes.create(&paths[0], text(transcript)),
        InPlace::Blank(before) | InPlace::Earlier(before) => changes.replace(&paths[0], before, text(transcript)),
    }
    let earlier = match there {
        InPlace::Nothing | InPlace::Blank(_) => None,
        InPlace::Earlier(before) => Some((transcript.earlier_path(&Digest::of(before).to_string()), before)),
    };
    for (path, bytes) in std::iter::once((transcript.original_path(), file)).chain(earlier) {
        // The same file may have been kept before.
        match std::fs::read(root.join(&path)) {
            Ok(there) if there == bytes => (),
            Ok(_) => {
                sink.push(Finding::of_path(Code::FileExists, &path).with("path", &path));
                return None;
            }
            Err(_) => changes.put(&path, Before::Absent, bytes),
        }
        paths.push(path);
    }
    debug_assert_eq!(Digest::of(file).to_string(), transcript.original.sha256);
    apply(root, &changes, sink).map(|()| paths)
}

/// The form as Markdown.
fn text(it: &Transcript) -> String {
    let heads: Vec<&str> = it.columns.iter().map(|it| it.head()).collect();
    let rows: String = it.rows.iter().map(|row| self::row(row, &it.columns)).collect();
    format!(
        "+++\n{front}+++\n\n{said}\n\n| {heads} |\n|{rule}\n{rows}",
        front = front(it),
        said = said(it),
        heads = heads.join(" | "),
        rule = "---|".repeat(heads.len()),
    )
}

fn front(it: &Transcript) -> String {
    let title = format!(
        "{} サイバーセキュリティ対策チェックリスト（事業者確認用）{}",
        it.fiscal_year.japanese(),
        it.vendor_name
    );
    let mut lines = vec![
        format!("title = {}", quoted(&title)),
        "class = \"inspection\"".to_owned(),
        format!("edition = {}", quoted(&it.edition)),
    ];
    lines.extend(it.kind.iter().map(|it| format!("form = {}", quoted(it))));
    lines.extend(it.answered_by.iter().map(|it| format!("answered_by = {}", quoted(it))));
    lines.extend(it.answered_on.map(|it| format!("answered_on = {it}")));
    if !it.scope.is_empty() {
        let devices: Vec<String> = it.scope.iter().map(RowId::as_str).map(|it| quoted(it).to_string()).collect();
        lines.push(format!("scope = [{}]", devices.join(", ")));
    }
    lines.extend(it.scope_note.iter().map(|it| format!("scope_note = {}", quoted(it))));
    lines.push("# original は、事業者から受け取ったファイル。表は、そのファイルから転記した".to_owned());
    let name = it.original_path();
    let name = name.strip_prefix("attachments/").unwrap_or(&name).to_owned();
    lines.push(format!(
        "original = {{ file = {}, sha256 = {}, received_on = {} }}",
        quoted(&name),
        quoted(&it.original.sha256),
        it.original.received,
    ));
    lines.iter().map(|it| format!("{it}\n")).collect()
}

/// Whose words these are, for a reader who holds the page alone.
fn said(it: &Transcript) -> String {
    format!(
        "{vendor}がファイル「{name}」で答え、{facility}が{day}に受け取った。下の表は、そのファイルから転記した{vendor}の回答である。",
        vendor = escaped(&it.vendor_name),
        name = escaped(&it.original.name),
        facility = escaped(&it.facility),
        day = it.original.received.japanese(),
    )
}

fn row(row: &TranscriptRow, columns: &[Column]) -> String {
    let cell = |column: &Column| match column {
        Column::Item => format!(" {} {} |", row.item.shown(), escaped(&row.printed)),
        Column::First | Column::FirstDate | Column::Target | Column::Second | Column::SecondDate | Column::Remark => {
            let text = row.cells.iter().find(|it| it.0 == *column).map_or("", |it| it.1.as_str());
            if text.is_empty() { " |".to_owned() } else { format!(" {} |", escaped(text)) }
        }
    };
    format!("|{}\n", columns.iter().map(cell).collect::<String>())
}
