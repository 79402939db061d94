//! The table `original` of a form's front matter, and the keys of what was handed in. Looks for no file.

use super::toml::Reader;
use crate::diagnostics::Sink;
use crate::model::{Original, OriginalKind, Submission};
use crate::source::Spanned;

/// The folder of every file that comes with the binder.
const FOLDER: &str = "attachments/";
const ENDINGS: &str = ".pdf, .jpg, .jpeg, .png, .xlsx, .docx";

/// `original`; `None` where it is not there.
pub(super) fn original(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Original> {
    let mut table = reader.table("original", sink)?;
    let original = Original {
        span: table.span(),
        file: file(&mut table, sink),
        sha256: sha256(&mut table, sink),
        received_on: table.date("received_on", sink),
        received_by: text(&mut table, "received_by", sink),
        signed_by: text(&mut table, "signed_by", sink),
        transcribed_by: text(&mut table, "transcribed_by", sink),
        transcribed_on: table.date("transcribed_on", sink),
        kept: text(&mut table, "kept", sink),
    };
    // One of the two says where the proof is.
    let table = if table.has("kept") { table } else { table.need(&["file"]) };
    table.finish(sink);
    Some(original)
}

/// `submitted_on` and `submitted_to`.
pub(super) fn submission(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Submission> {
    let on = reader.date("submitted_on", sink);
    let to = text(reader, "submitted_to", sink);
    on.map(|on| Submission { on: on.value, to })
}

fn text(reader: &mut Reader<'_>, key: &'static str, sink: &mut Sink) -> Option<String> {
    reader.string(key, sink).map(|it| it.value.trim().to_owned()).filter(|it| !it.is_empty())
}

/// 64 hex digits.
fn sha256(table: &mut Reader<'_>, sink: &mut Sink) -> Option<Spanned<String>> {
    let written = table.string("sha256", sink)?;
    let is_digest = written.value.len() == 64 && written.value.bytes().all(|it| it.is_ascii_hexdigit());
    if !is_digest {
        sink.push(table.bad_value("sha256", &written, "SHA-256"));
    }
    is_digest.then_some(written)
}

/// A path below `attachments/`, with or without that folder.
fn file(table: &mut Reader<'_>, sink: &mut Sink) -> Option<Spanned<Box<str>>> {
    let written = table.string("file", sink)?;
    if OriginalKind::of(&written.value).is_none() {
        sink.push(table.bad_value("file", &written, ENDINGS));
        return None;
    }
    let name = written.value.strip_prefix(FOLDER).unwrap_or(&written.value);
    Some(Spanned::new(format!("{FOLDER}{name}").into(), written.span))
}
