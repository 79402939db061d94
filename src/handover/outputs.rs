//! What there is to be verified: one output, or the folder of `--profile all` with an output a profile. Reads only.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Finding};
use crate::emit::{self, Built};
use crate::source::Digest;

/// One output, and what is wrong with it.
#[derive(Debug)]
pub struct Held {
    /// Its folder.
    pub path: PathBuf,
    /// What its manifest says, where it can be read.
    pub built: Option<Built>,
    /// The SHA-256 of the manifest, and so of everything: what is told on paper, where nothing is signed.
    pub manifest: Option<Digest>,
    /// Files that were changed, added or are gone.
    pub findings: Vec<Finding>,
}

/// The outputs in `out`, each looked through, and what is wrong with the folder around them. Of an output alone there is
/// nothing around it.
pub fn held(out: &Path) -> (Vec<Held>, Vec<Finding>) {
    if out.join(emit::MANIFEST).symlink_metadata().is_ok() || emit::profiles(out).is_empty() {
        return (vec![one(out, None)], Vec::new());
    }
    let mut entries: Vec<PathBuf> =
        fs::read_dir(out).into_iter().flatten().filter_map(Result::ok).map(|it| it.path()).collect();
    entries.sort();
    let (folders, others): (Vec<_>, Vec<_>) = entries.into_iter().partition(|it| it.is_dir() && !it.is_symlink());
    let others = others.into_iter().filter(|it| !it.ends_with(".gitignore"));
    let mut findings: Vec<Finding> = others.map(|it| added(&it)).collect();
    let held: Vec<Held> = folders.iter().map(|it| one(it, Some(out))).collect();
    findings.extend(of_two_states(out, &held));
    (held, findings)
}

fn added(path: &Path) -> Finding {
    let path = path.file_name().unwrap_or_default().display();
    Finding::of_path(Code::OutputAdded, path.to_string()).with("path", path)
}

/// One output; findings name files from the folder around it, where there is one.
fn one(path: &Path, around: Option<&Path>) -> Held {
    let findings = emit::verify(path).into_iter().map(|it| below(it, path, around)).collect();
    let manifest = fs::read(path.join(emit::MANIFEST)).ok().map(|it| Digest::of(&it));
    Held { path: path.to_owned(), built: Built::read(path), manifest, findings }
}

fn below(finding: Finding, path: &Path, around: Option<&Path>) -> Finding {
    use crate::diagnostics::At;
    let (At::Path(file), Some(_), Some(name)) = (&finding.at, around, path.file_name()) else { return finding };
    let is_below = !Path::new(file).starts_with(path);
    if !is_below {
        return finding;
    }
    let file = format!("{}/{file}", name.display());
    Finding::of_path(finding.code, &file).with("path", file)
}

/// Profiles are made together, of one state of the source folder: one that was left behind is told.
fn of_two_states(out: &Path, held: &[Held]) -> Option<Finding> {
    let built: Vec<&Built> = held.iter().filter_map(|it| it.built.as_ref()).collect();
    let first = built.first()?;
    let others: Vec<&str> =
        built.iter().filter(|it| it.sources != first.sources).map(|it| it.profile.as_str()).collect();
    if others.is_empty() {
        return None;
    }
    let path = out.display();
    let finding = Finding::of_path(Code::OutputsDiffer, path.to_string()).with("path", path);
    Some(finding.with("first", &first.profile).with("others", others.join("、")))
}
