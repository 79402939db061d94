//! The search for what a profile withholds, between what was made and its writing. Nothing is written where it finds
//! anything.

use rayon::prelude::*;

use crate::diagnostics::Finding;
use crate::emit::{BuildIdentity, MANIFEST};
use crate::leak::{Leaked, Secrets};
use crate::load;
use crate::model::Theme;
use crate::render::{Artifact, Artifacts};
use crate::source::Sources;
use crate::view::View;

/// A finding for each text that is withheld and stands in a file of the output or in the manifest.
pub(super) fn leaks(
    view: &View<'_>,
    sources: &Sources,
    theme: &Theme,
    (artifacts, identity): (&Artifacts, &BuildIdentity),
) -> Vec<Finding> {
    let secrets = Secrets::new(view, sources, theme);
    if secrets.is_empty() {
        return Vec::new();
    }
    let mut leaked: Vec<Leaked> = artifacts.par_iter().map(|(path, it)| of_file(&secrets, path, it)).collect();
    // The paths in the manifest have been looked through; the rest of it is in what it is made from, whatever that holds.
    leaked.push(secrets.in_file(MANIFEST, [format!("{identity:?}").as_bytes()]));
    secrets.findings(&leaked, sources)
}

fn of_file(secrets: &Secrets, path: &str, artifact: &Artifact) -> Leaked {
    match artifact {
        Artifact::Bytes(bytes) => secrets.in_file(path, [bytes.as_slice()]),
        Artifact::Pieces(pieces) => secrets.in_file(path, pieces.iter().map(String::as_bytes)),
        // What cannot be read now cannot be copied either, which is found when it is.
        Artifact::CopyOf(from) => secrets.in_file(path, [load::copied_bytes(from).unwrap_or_default().as_slice()]),
    }
}
