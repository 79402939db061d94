//! `pack.toml` of a template pack: as its author writes it, and as it is signed. Opens no file that it names.

mod head;
mod list;
mod migration;

use super::toml::{KeyStyle, Origin, Reader, read};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Listed, PackHead, Release};
use crate::source::FileId;

/// The `format` that this toji reads and writes.
pub const FORMAT: u32 = 1;

/// What an author says about files: patterns in which `*` is any part of a name and `**` any names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Installed and kept up to date.
    pub managed: Vec<String>,
    /// Given once.
    pub seed: Vec<String>,
    /// Never installed.
    pub example: Vec<String>,
}

/// Reads an author's `pack.toml`. `None` where something is missing without which there is no pack; the findings say what.
pub fn author(file: FileId, text: &str, sink: &mut Sink) -> Option<(PackHead, Marks)> {
    let toml = read(text, &Origin::slice(file, 0), KeyStyle::Toml, sink);
    let mut reader = Reader::new(&toml).need(&["id", "version", "serial", "kinds"]);
    is_readable(&mut reader, sink).then_some(())?;
    let head = head::read(&mut reader, sink);
    let mut marked = |key| -> Vec<String> {
        let patterns = reader.strings(key, sink).unwrap_or_default();
        patterns.into_iter().map(|it| it.value).collect()
    };
    let marks = Marks { managed: marked("managed"), seed: marked("seed"), example: marked("example") };
    reader.finish(sink);
    Some((head?, marks))
}

/// Reads a signed `pack.toml`. One of another format, or for a newer toji, is told and read no further.
pub fn signed(file: FileId, text: &str, sink: &mut Sink) -> Option<(PackHead, Vec<Listed>)> {
    let toml = read(text, &Origin::slice(file, 0), KeyStyle::Toml, sink);
    let mut reader = Reader::new(&toml).need(&["format", "id", "version", "serial", "kinds"]);
    is_readable(&mut reader, sink).then_some(())?;
    let head = head::read(&mut reader, sink);
    let files = list::read(&mut reader, sink);
    reader.finish(sink);
    Some((head?, files))
}

fn is_readable(reader: &mut Reader<'_>, sink: &mut Sink) -> bool {
    let other = reader.integer("format", sink).filter(|it| it.value != i64::from(FORMAT));
    if let Some(found) = other {
        let finding = Finding::at(Code::UnsupportedFormat, found.span);
        sink.push(finding.with("found", found.value).with("supported", FORMAT));
        return false;
    }
    let Some(needed) = reader.string("toji", sink) else { return true };
    let Some(release) = Release::parse(&needed.value) else {
        sink.push(reader.bad_value("toji", &needed, "0.1.0"));
        return true;
    };
    if release > Release::running() {
        let finding = Finding::at(Code::PackNeedsNewer, needed.span).with("needed", release);
        sink.push(finding.with("running", Release::running()));
    }
    release <= Release::running()
}

#[cfg(test)]
mod tests;
