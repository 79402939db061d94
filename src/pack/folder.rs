//! An author's folder to a pack. Reads what lies there; follows no link, and takes no hidden file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::container::too_large;
use super::template::{Authored, NAME, Pack};
use super::{declared, limits, name};
use crate::diagnostics::{Code, Finding, Sink};
use crate::source::Sources;

/// The pack that the folder makes. `None` with findings where it makes none; everything that is wrong is told.
pub fn author(dir: &Path, sources: &mut Sources, sink: &mut Sink) -> Option<Authored> {
    let shown = dir.display().to_string();
    if !dir.is_dir() {
        sink.push(Finding::of_path(Code::NoSuchFolder, &shown).with("path", &shown));
        return None;
    }
    let mut found = Sink::default();
    let files = files(dir, &mut found);
    let authored = Pack::author(files, sources, &mut found);
    if let Some(it) = &authored {
        found.extend(name::problems(it.pack.files.keys().map(String::as_str)));
        found.extend(declared::problems(&it.pack.head, it.pack.files.keys().map(String::as_str)));
        found.extend(disclosures(&it.pack));
        found.extend(sizes(&it.pack));
    }
    let found = found.into_sorted();
    let is_sound = found.is_empty();
    sink.extend(found);
    authored.filter(|_| is_sound)
}

fn files(dir: &Path, sink: &mut Sink) -> BTreeMap<String, Cow<'static, [u8]>> {
    let mut files = BTreeMap::new();
    let is_source = |it: &DirEntry| it.depth() == 0 || name::is_source(&below(dir, it.path()));
    for entry in WalkDir::new(dir).min_depth(1).sort_by_file_name().into_iter().filter_entry(is_source) {
        let entry = match entry {
            Ok(it) => it,
            Err(error) => {
                let path = error.path().unwrap_or(dir).display().to_string();
                sink.push(Finding::of_path(Code::UnreadableFile, &path).with("path", &path).with("reason", error));
                continue;
            }
        };
        let path = below(dir, entry.path());
        let kind = entry.file_type();
        if kind.is_symlink() {
            sink.push(Finding::of_path(Code::Symlink, &path).with("path", &path));
        } else if kind.is_file() && !is_pack(&path) {
            match fs::read(entry.path()) {
                Ok(bytes) => drop(files.insert(path, Cow::Owned(bytes))),
                Err(error) => {
                    sink.push(Finding::of_path(Code::UnreadableFile, &path).with("path", &path).with("reason", error));
                }
            }
        }
    }
    files
}

/// Packs that were made of the folder before.
fn is_pack(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == "tojipack")
}

fn below(dir: &Path, path: &Path) -> String {
    let path = path.strip_prefix(dir).unwrap_or(path);
    path.iter().map(|it| it.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Disclosure documents that `pack.toml` speaks of and that no mark carries.
fn disclosures(pack: &Pack) -> Vec<Finding> {
    let missing = pack.head.disclosures.iter().filter(|it| pack.file(&it.file).is_none());
    missing.map(|it| Finding::of_path(Code::MissingFile, &it.file).with("path", &it.file)).collect()
}

/// What no member could read.
fn sizes(pack: &Pack) -> Vec<Finding> {
    let size = |it: &[u8]| it.len() as u64;
    let large = pack.files.iter().filter(|it| size(&it.1.bytes) > limits::FILE);
    let mut findings: Vec<_> = large.map(|it| too_large(it.0, &limits::shown(limits::FILE))).collect();
    let total: u64 = pack.files.values().map(|it| size(&it.bytes)).sum();
    if total > limits::TOTAL.min(limits::PACK) || pack.files.len() > limits::FILES {
        findings.push(too_large(NAME, &limits::shown(limits::TOTAL.min(limits::PACK))));
    }
    findings
}
