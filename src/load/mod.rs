//! Reads a source folder, and the theme inside the executable.
//!
//! Whatever is wrong with a file becomes a finding, and reading goes on with the next one. Files are read in parallel and
//! kept in the order of their paths, so that the same folder gives the same [`Inputs`] on every machine. Nothing here
//! understands Markdown, TOML or CSV, follows a symbolic link, or writes.

mod classify;
mod duplicates;
mod encoding;
mod fonts;
mod import;
mod inputs;
mod known;
mod listed;
mod members;
mod picture;
mod read;
mod reports;
mod state;
mod theme;
mod unchanged;
mod walk;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use classify::FolderKind;
pub use fonts::{FontPlaces, FontReport, Fonts, SystemFonts};
pub use import::{Lying, lying, outside_bytes, outside_text};
pub use inputs::{Attachment, InputDocument, Inputs};
pub use known::{Known, Looks};
pub use listed::{all_files, file_names};
pub use members::{MemberFolder, free_for_fleet, members};
pub use picture::picture_fault;
pub use reports::reports;
pub use theme::theme;
pub use unchanged::{content_digest, folder_names, kept_bytes, record};
pub use walk::{is_build, is_passed_over};

use crate::diagnostics::{Code, Finding, Sink};
use crate::source::{AT_A_TIME, Sources, Span};
use classify::{Use, classify};
use read::Reading;
use walk::Found;

/// Reads all of a source folder. `None` where it is none: not there, no folder, empty, or without `binder.toml`. Then
/// nothing else in it is touched, since it may be anything, such as somebody's whole home folder.
pub fn folder(root: &Path, sink: &mut Sink) -> Option<Inputs> {
    folder_over(root, Sources::default(), sink)
}

/// [`folder`], with texts that are known already; `sources` holds none of its own yet.
pub fn folder_over(root: &Path, sources: Sources, sink: &mut Sink) -> Option<Inputs> {
    let found = listed(root, sink)?;
    let readings: Vec<Option<Reading>> = found
        .par_iter()
        .with_max_len(AT_A_TIME)
        .map(|(role, file)| role.is_text().then(|| read::read(&file.location, role.reads())))
        .collect();
    Some(inputs(root, sources, found, readings, sink))
}

/// [`folder_over`], opening only what looks otherwise than it did when it was read into `known`.
pub fn folder_known(root: &Path, sources: Sources, known: &mut Known, sink: &mut Sink) -> Option<Inputs> {
    let found = listed(root, sink)?;
    let readings = known.texts(&found);
    Some(inputs(root, sources, found, readings, sink))
}

fn listed(root: &Path, sink: &mut Sink) -> Option<Vec<(Use, Found)>> {
    walk::find_binder(root).map_err(|it| sink.push(it)).ok()?;
    Some(walk::walk(root, sink).into_iter().map(|it| (classify(&it.path), it)).collect())
}

fn inputs(
    root: &Path,
    sources: Sources,
    found: Vec<(Use, Found)>,
    readings: Vec<Option<Reading>>,
    sink: &mut Sink,
) -> Inputs {
    let mut inputs = Inputs { sources, ..Inputs::default() };
    for ((role, file), reading) in found.into_iter().zip(readings) {
        inputs.take(role, file, reading, sink);
    }
    duplicates::check(&inputs, sink);
    state::take(root, &mut inputs, sink);
    inputs
}

/// Every file of a source folder, by its path below it, and where it lies. Nothing of what toji made is among them.
pub fn files(root: &Path, sink: &mut Sink) -> Vec<(String, PathBuf)> {
    walk::walk(root, sink).into_iter().map(|it| (it.path, it.location)).collect()
}

/// Whether `root` is a source folder: one with `binder.toml`. Where it is none, a finding says why.
pub fn is_folder(root: &Path, sink: &mut Sink) -> Option<()> {
    walk::find_binder(root).map_err(|it| sink.push(it)).ok()
}

/// The bytes of a font.
///
/// # Errors
/// Those of opening and reading it.
pub fn font_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// A file that is printed, as it is; a finding where it cannot be read or is larger than any text may be. `at` names it.
///
/// # Errors
/// `unreadable-file` and `file-too-large`.
pub fn attachment_bytes(file: &Attachment, at: Span) -> Result<Vec<u8>, Finding> {
    if file.size > read::FILE_LIMIT {
        let finding = Finding::at(Code::FileTooLarge, at).with("size", file.size);
        return Err(finding.with("limit", read::FILE_LIMIT));
    }
    std::fs::read(&file.location).map_err(|error| walk::unreadable(&file.path, error))
}

/// The bytes of a file that is copied as it is; `None` with a finding where it cannot be read or is too large.
pub fn attachment(file: &Attachment, sink: &mut Sink) -> Option<Vec<u8>> {
    outside_bytes(&file.location, sink)
}

/// The SHA-256 of a file that is copied as it is.
///
/// # Errors
/// Those of opening and reading it.
pub fn digest(file: &Attachment) -> std::io::Result<crate::source::Digest> {
    file_digest(&file.location)
}

/// The bytes of a file that is copied, for whoever looks into it: as many as any text may have.
///
/// # Errors
/// Those of opening and reading it.
pub fn copied_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(read::FILE_LIMIT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The SHA-256 of a file anywhere on this machine.
///
/// # Errors
/// Those of opening and reading it.
pub fn file_digest(path: &Path) -> std::io::Result<crate::source::Digest> {
    std::fs::File::open(path).and_then(crate::source::Digest::of_reader).map(|it| it.0)
}
