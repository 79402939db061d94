//! `toji verify`: whether an output is still what was built. Reads only.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::ManifestFile;
use super::old::{Listing, unreadable};
use crate::diagnostics::{Code, Finding};
use crate::source::Digest;

/// The profile of a frozen binder: to build it anew would be no proof.
pub const FROZEN: &str = "frozen";
/// The profile of papers for vendors: somebody may have written in them.
pub const KIT: &str = "vendor-kit";

/// Everything that differs from the manifest in `out`, by path: files changed, gone or added. A `.gitignore` at its top is
/// nobody's addition.
pub fn verify(out: &Path) -> Vec<Finding> {
    let listing = match Listing::of(out) {
        Ok(listing) => listing,
        Err(error) => return vec![unreadable(out, &error)],
    };
    let Some(manifest) = &listing.manifest else {
        let path = out.display();
        return vec![Finding::of_path(Code::NotAnOutput, path.to_string()).with("path", path)];
    };
    let there: BTreeSet<&str> = listing.ours.iter().map(|it| it.0.path.as_str()).collect();
    let missing = manifest.files.iter().filter(|it| !there.contains(it.path.as_str()));
    let missing = missing.map(|it| of(Code::OutputMissing, &it.path));
    let added = listing.foreign.iter().filter(|it| *it != Path::new(".gitignore"));
    let added = added.map(|it| of(Code::OutputAdded, &it.display().to_string()));
    let changed: Vec<Finding> = listing.ours.par_iter().filter_map(|(file, _)| changed(out, file)).collect();
    let mut findings: Vec<Finding> = missing.chain(added).chain(changed).collect();
    let kept = match manifest.profile.as_str() {
        FROZEN => Some(Code::FrozenChanged),
        KIT => Some(Code::KitChanged),
        _ => None,
    };
    if let Some(code) = kept {
        let is_told = |it: &Finding| [Code::OutputMissing, Code::OutputAdded, Code::OutputChanged].contains(&it.code);
        findings.iter_mut().filter(|it| is_told(it)).for_each(|it| it.code = code);
    }
    findings.sort_by(|a, b| a.at.cmp(&b.at));
    findings
}

fn changed(out: &Path, file: &ManifestFile) -> Option<Finding> {
    let path = out.join(&file.path);
    match File::open(&path).and_then(Digest::of_reader) {
        Ok((digest, _)) => (digest.to_string() != file.sha256).then(|| of(Code::OutputChanged, &file.path)),
        Err(error) => Some(unreadable(&path, &error)),
    }
}

fn of(code: Code, path: &str) -> Finding {
    Finding::of_path(code, path).with("path", path)
}
