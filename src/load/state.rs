//! `.toji/template.toml`: the one file that is read of a hidden folder. What is wrong with it never keeps a folder from being
//! built, so it is told as a finding of its own kind.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::inputs::Inputs;
use super::read::{self, Reads};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Template;

/// Takes it in, where the folder has one.
pub(super) fn take(root: &Path, inputs: &mut Inputs, sink: &mut Sink) {
    match find(root) {
        Ok(None) => {}
        Ok(Some(location)) => {
            let reading = read::read(&location, Reads::Utf8);
            let file = reading.text.map(|it| inputs.sources.add(Template::PATH, it));
            // Kept as an input all the same: it bears on what is built.
            match reading.faults.into_iter().next() {
                Some(fault) => sink.push(broken(fault.finding(Template::PATH, None).code)),
                None => inputs.template = file.filter(|_| reading.parse),
            }
        }
        Err(reason) => sink.push(broken(reason)),
    }
}

/// Where it lies. No link is followed: one may lead into another facility's folder.
fn find(root: &Path) -> Result<Option<PathBuf>, String> {
    let mut location = root.to_path_buf();
    for part in Template::PATH.split('/') {
        location.push(part);
        match location.symlink_metadata() {
            Ok(it) if it.is_symlink() => return Err(Code::Symlink.to_string()),
            Ok(_) => {}
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(error) => return Err(error.to_string()),
        }
    }
    Ok(Some(location))
}

fn broken(reason: impl ToString) -> Finding {
    Finding::of_path(Code::TemplateStateBroken, Template::PATH).with("reason", reason)
}
