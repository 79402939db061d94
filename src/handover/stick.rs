//! An output on a stick: the binder in a folder of its own, `はじめに.html` beside it, and on demand toji itself. Everything is
//! read back from the stick. What else is on it is neither read, changed nor removed.

use std::path::{Path, PathBuf};

use super::{legal, start};
use crate::diagnostics::{Code, Finding, Sink};
use crate::emit::{self, Built, Duplicate};

/// The folder of the binder on the stick.
pub const FOLDER: &str = "toji-binder";
/// The page to begin with.
pub const START: &str = "はじめに.html";

/// What is to be put onto a stick.
#[derive(Debug)]
pub struct Stick<'a> {
    /// The stick, or a folder of it.
    pub dir: &'a Path,
    /// The output.
    pub output: &'a Path,
    /// A toji that goes along, so that the receiver can verify the copy; under which name.
    pub toji: Option<(&'a Path, &'a str)>,
}

/// What is on the stick now.
#[derive(Debug)]
pub struct OnStick {
    /// The build.
    pub built: Built,
    /// The copy.
    pub copy: Duplicate,
    /// Where it lies.
    pub folder: PathBuf,
    /// The page to begin with.
    pub start: PathBuf,
}

/// Puts it there, in the place of an earlier copy. `None` with findings where it could not be done: then an earlier copy is
/// still whole.
pub fn put(stick: &Stick<'_>, sink: &mut Sink) -> Option<OnStick> {
    let built = look(stick).map_err(|it| sink.extend(it)).ok()?;
    let folder = stick.dir.join(FOLDER);
    let copy = emit::duplicate(stick.output, &folder).map_err(|it| sink.extend(it)).ok()?;
    let start = stick.dir.join(START);
    let page = start::page(&start::Said {
        built: &built,
        signed: super::is_signed(stick.output),
        toji: stick.toji.map(|it| it.1),
    });
    write(&start, page.as_bytes(), sink)?;
    if let Some((from, name)) = stick.toji {
        let unread = |it: std::io::Error| told(Code::UnreadableFile, from).with("reason", it);
        let bytes = std::fs::read(from).map_err(|it| sink.push(unread(it))).ok()?;
        write(&stick.dir.join(name), &bytes, sink)?;
    }
    Some(OnStick { built, copy, folder, start })
}

/// Everything that stands in the way, before anything is written.
fn look(stick: &Stick<'_>) -> Result<Built, Vec<Finding>> {
    let Stick { dir, output, .. } = stick;
    if !dir.is_dir() {
        return Err(vec![told(Code::StickMissing, dir)]);
    }
    if is_for_something_else(dir, output) {
        return Err(vec![told(Code::StickNoPlace, dir)]);
    }
    let (Some(built), Some(files)) = (Built::read(output), emit::listed(output)) else {
        return Err(vec![told(Code::NotAnOutput, output)]);
    };
    let extra = [(emit::MANIFEST, 0), (emit::SIGNATURE, 0)];
    let files = files.iter().map(|it| (it.0.as_str(), it.1)).chain(extra);
    let mut findings = legal::faults(FOLDER, files);
    findings.extend(taken(stick));
    if findings.is_empty() {
        // What somebody put beside it is not copied, so that it is in nobody's way.
        findings.extend(emit::verify(output).into_iter().filter(|it| it.code != Code::OutputAdded));
    }
    if findings.is_empty() { Ok(built) } else { Err(findings) }
}

/// A source folder, an output, or a folder in one: what is put there would look like a part of it.
fn is_for_something_else(dir: &Path, output: &Path) -> bool {
    let (dir, output) = (dir.canonicalize().unwrap_or_default(), output.canonicalize().unwrap_or_default());
    let is_source = dir.join("binder.toml").is_file();
    is_source || dir.ancestors().any(|it| Built::read(it).is_some()) || output.starts_with(dir.join(FOLDER))
}

/// Files of others under the names that are to be ours. A link is never ours: it leads away from the stick.
fn taken(stick: &Stick<'_>) -> Vec<Finding> {
    let folder = stick.dir.join(FOLDER);
    let is_binder = |it: &Path| !it.is_symlink() && Built::read(it).is_some();
    let is_in_the_way = folder.symlink_metadata().is_ok() && !is_binder(&folder) && !is_empty_folder(&folder);
    let files = [Some(START), stick.toji.map(|it| it.1)].into_iter().flatten().map(|it| stick.dir.join(it));
    let files = files.filter(|it| it.symlink_metadata().is_ok() && !is_ours(it));
    is_in_the_way.then_some(folder).into_iter().chain(files).map(|it| told(Code::StickTaken, &it)).collect()
}

fn is_empty_folder(path: &Path) -> bool {
    !path.is_symlink() && std::fs::read_dir(path).is_ok_and(|mut it| it.next().is_none())
}

/// The page says so in its head, and toji holds the page.
fn is_ours(path: &Path) -> bool {
    let mark = start::MARK.as_bytes();
    !path.is_symlink() && std::fs::read(path).is_ok_and(|it| it.windows(mark.len()).any(|it| it == mark))
}

/// Writes a file of our own, and reads it back.
fn write(path: &Path, bytes: &[u8], sink: &mut Sink) -> Option<()> {
    emit::page(path, bytes, start::MARK, sink)?;
    if std::fs::read(path).is_ok_and(|it| it == bytes) {
        return Some(());
    }
    sink.push(told(Code::CopyDamaged, path));
    None
}

fn told(code: Code, path: &Path) -> Finding {
    let path = path.display();
    Finding::of_path(code, path.to_string()).with("path", path)
}
