//! A binder as it was shown: what was built and what it was built from, side by side in a folder that is never written
//! again. It is an output like any other, so that it can be verified and is no source.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Compiled, source_digest};
use crate::diagnostics::catalogue::{self, Language};
use crate::diagnostics::{Code, Finding, Sink};
use crate::emit::{self, BuildIdentity, Built, Written};
use crate::load;
use crate::model::Date;
use crate::render::{Artifact, Artifacts};
use crate::source::{Digester, name_problem};

/// What is frozen.
#[derive(Debug, Clone, Copy)]
pub struct Frozen<'a> {
    /// The source folder.
    pub root: &'a Path,
    /// What was built of it.
    pub output: &'a Path,
    /// What it shall be called.
    pub name: &'a str,
    /// When.
    pub today: Date,
}

/// The folder of frozen binders within a source folder.
pub const FOLDER: &str = "frozen";
/// Within a frozen binder, what it was built from.
pub const SOURCE: &str = "source";

/// Copies both to `frozen/NAME/`. `None` with findings where there is nothing sound to keep, or something of that name.
/// That the sources are no longer those of the build is told, and kept with it.
pub fn freeze(frozen: &Frozen<'_>, sink: &mut Sink) -> Option<Written> {
    let out = frozen.root.join(FOLDER).join(frozen.name);
    name_fault(frozen.name).or_else(|| is_there(&out)).map_or(Some(()), |it| {
        sink.push(it);
        None
    })?;
    let built = built(frozen.output, sink)?;
    let compiled = super::compile(frozen.root, frozen.today);
    if let Some(finding) = of_another_facility(frozen.output, &compiled, &built) {
        sink.push(finding);
        return None;
    }
    let is_as_built = is_as_built(&compiled, &built);
    if !is_as_built {
        let shown = frozen.output.display().to_string();
        sink.push(Finding::of_path(Code::SourcesChanged, &shown).with("path", &shown));
    }
    let mut artifacts = Artifacts::new();
    for file in built.files.keys().map(String::as_str).chain([emit::MANIFEST]) {
        artifacts.insert(format!("output/{file}"), Artifact::CopyOf(frozen.output.join(file)));
    }
    for (path, location) in load::files(frozen.root, sink) {
        artifacts.insert(format!("{SOURCE}/{path}"), Artifact::CopyOf(location));
    }
    artifacts.insert("README.txt".to_owned(), Artifact::Bytes(about(frozen, &built, is_as_built).into_bytes()));
    emit::write(&out, &artifacts, &identity(frozen, &compiled, &built), sink)
}

fn name_fault(name: &str) -> Option<Finding> {
    let reason = match name_problem(name) {
        Some(problem) => problem.shown(),
        // A hidden folder would be nobody's to find.
        None if name.is_empty() || name.starts_with('.') || name.chars().count() > 100 => "1–100, not “.…”".to_owned(),
        None => return None,
    };
    Some(Finding::of_path(Code::BadFileName, name).with("name", name).with("reason", reason))
}

fn is_there(out: &Path) -> Option<Finding> {
    let shown = out.display().to_string();
    out.symlink_metadata().is_ok().then(|| Finding::of_path(Code::FrozenAlready, &shown).with("path", &shown))
}

/// What others put beside it is not part of it: prints, comparisons.
fn built(output: &Path, sink: &mut Sink) -> Option<Built> {
    if !output.is_dir() {
        let shown = output.display().to_string();
        sink.push(Finding::of_path(Code::NotAnOutput, &shown).with("path", &shown));
        return None;
    }
    let faults: Vec<Finding> = emit::verify(output).into_iter().filter(|it| it.code != Code::OutputAdded).collect();
    let is_sound = faults.is_empty();
    sink.extend(faults);
    if is_sound { Built::read(output) } else { None }
}

/// By the output's manifest. A binder with errors, and an output of an older version, name nobody.
fn of_another_facility(output: &Path, compiled: &Compiled, built: &Built) -> Option<Finding> {
    let expected = &compiled.outcome.as_ref().ok()?.binder.config().facility.name;
    let found = Some(&built.facility).filter(|it| !it.is_empty() && *it != expected)?;
    let shown = output.display().to_string();
    let finding = Finding::of_path(Code::FreezeFacility, &shown).with("path", &shown);
    Some(finding.with("found", found).with("expected", expected))
}

/// Whether the texts, and the files that were copied, are those of the build.
fn is_as_built(compiled: &Compiled, built: &Built) -> bool {
    let is_same = |it: &load::Attachment| match built.files.get(&*it.path) {
        Some(sha256) => load::digest(it).is_ok_and(|it| it.to_string() == *sha256),
        None => true,
    };
    source_digest(compiled).to_string() == built.sources && compiled.attachments.iter().all(is_same)
}

fn identity(frozen: &Frozen<'_>, compiled: &Compiled, built: &Built) -> BuildIdentity {
    let mut digester = Digester::default();
    digester.add("frozen", frozen.name.as_bytes());
    digester.add("build", built.digest.as_bytes());
    BuildIdentity {
        digest: digester.finish(),
        sources: source_digest(compiled),
        profile: emit::FROZEN.to_owned(),
        pdf: built.pdf,
        facility: built.facility.clone(),
    }
}

/// For whoever finds the folder years later and has no toji.
fn about(frozen: &Frozen<'_>, built: &Built, is_as_built: bool) -> String {
    let state = if is_as_built { "frozen-as-built" } else { "frozen-changed" };
    let words: BTreeMap<&str, String> = BTreeMap::from([
        ("{name}", frozen.name.to_owned()),
        ("{date}", frozen.today.japanese()),
        ("{build}", built.build.clone()),
        ("{state}", catalogue::ui(state, Language::Japanese).to_owned()),
    ]);
    let text = catalogue::ui("frozen-about", Language::Japanese).to_owned();
    // Windows' Notepad of old shows one line without its own line ends.
    words.iter().fold(text, |it, (from, to)| it.replace(from, to)).replace('\n', "\r\n") + "\r\n"
}
