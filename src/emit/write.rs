//! One build: made beside the output, swapped in, the old one retired. On any failure the old output is as it was.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{self, BuildIdentity, Manifest, ManifestFile};
use super::old::{Old, not_ours};
use super::place::Place;
use super::signature;
use super::stage::{self, Stage};
use crate::diagnostics::{Code, Finding, Sink};
use crate::disk::{Disk, DiskError, Step};
use crate::render::{Artifact, Artifacts};
use crate::source::{AT_A_TIME, Digest, Digester, is_path_below};

/// Bytes that take longer than all else that a core takes at a time.
const LONG: usize = 1 << 20;

/// What a build came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The build id.
    pub build: String,
    /// Files in it, the manifest not counted.
    pub files: usize,
    /// Of these, files taken over from the build before.
    pub unchanged: usize,
    /// A folder that could not be removed (something in it is open on Windows); the next build tries again.
    pub leftover: Option<PathBuf>,
    /// Of its manifest, and so of all of it.
    pub manifest: Digest,
    /// Whether the output that it took the place of was signed; that signature went with it.
    pub was_signed: bool,
}

/// What lies beside an output from builds that were killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leftovers {
    /// Not known: it is looked for.
    Unknown,
    /// [`super::sweep`] has just looked, for all outputs in the folder.
    Swept,
}

/// Replaces the output folder `out` by `artifacts` and a manifest. `None` where that failed, with a finding.
pub fn write(out: &Path, artifacts: &Artifacts, identity: &BuildIdentity, sink: &mut Sink) -> Option<Written> {
    write_on(&Disk::default(), out, (artifacts, identity), Leftovers::Unknown).map_err(|it| sink.extend(it)).ok()
}

/// [`write()`] of one of many outputs in a folder that [`super::sweep`] has seen: that is not looked through for each.
pub fn write_swept(out: &Path, artifacts: &Artifacts, identity: &BuildIdentity, sink: &mut Sink) -> Option<Written> {
    write_on(&Disk::default(), out, (artifacts, identity), Leftovers::Swept).map_err(|it| sink.extend(it)).ok()
}

fn write_on(
    disk: &Disk,
    out: &Path,
    (artifacts, identity): (&Artifacts, &BuildIdentity),
    leftovers: Leftovers,
) -> Result<Written, Vec<Finding>> {
    let one = |it: DiskError| vec![it.finding()];
    let place = Place::of(disk, out).map_err(one)?;
    match leftovers {
        Leftovers::Unknown => stage::sweep(disk, &place),
        Leftovers::Swept => {}
    }
    let old = Old::survey(&place).map_err(|it| vec![it])?;
    refuse(artifacts, &old, &place)?;
    let stage = Stage::create(disk, &place).map_err(one)?;
    let built = fill(disk, &stage.new_folder(), artifacts, identity, &Reuse { old: &old, output: &place.path })
        .and_then(|it| stage.swap(disk, &place).map(|()| it));
    let leftover = stage.end(disk, &place);
    let Filled { build, unchanged, manifest } = built.map_err(one)?;
    Ok(Written { build, files: artifacts.len(), unchanged, leftover, manifest, was_signed: old.signed })
}

/// Names everything that stands in the way, before anything is written.
fn refuse(artifacts: &Artifacts, old: &Old, place: &Place) -> Result<(), Vec<Finding>> {
    let unsound = artifacts.keys().filter(|it| !is_path_below(it) || *it == manifest::NAME || *it == signature::NAME);
    let unsound = unsound.map(|it| {
        Finding::of_path(Code::WriteFailed, it).with("path", it).with("reason", "not a path below the output")
    });
    let in_the_way = old.in_the_way(artifacts).map(|it| not_ours(&place.path.join(it)));
    let findings: Vec<Finding> = unsound.chain(in_the_way).collect();
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

/// The build before, whose files are given a second name where nothing changed.
struct Reuse<'a> {
    old: &'a Old,
    output: &'a Path,
}

/// A build that is complete but not swapped in.
struct Filled {
    build: String,
    unchanged: usize,
    manifest: Digest,
}

/// Writes all files, then the manifest.
fn fill(disk: &Disk, new: &Path, artifacts: &Artifacts, identity: &BuildIdentity, reuse: &Reuse<'_>) -> Step<Filled> {
    let folders: BTreeSet<&str> = artifacts.keys().filter_map(|it| it.rsplit_once('/')).map(|it| it.0).collect();
    folders.iter().try_for_each(|it| disk.create_folders(&new.join(it)))?;
    let put_all = |files: Vec<(&String, &Artifact)>| {
        let put = files.into_par_iter().with_max_len(AT_A_TIME).map(|(path, it)| put(disk, path, it, new, reuse));
        put.collect::<Vec<Step<Put>>>()
    };
    // A long file that is begun last leaves one core at work alone.
    let (long, short) = artifacts.iter().partition(|(_, it)| is_long(it));
    let (long, short) = rayon::join(|| put_all(long), || put_all(short));
    let mut put = long.into_iter().chain(short).collect::<Step<Vec<Put>>>()?;
    put.sort_by(|a, b| a.file.path.cmp(&b.file.path));
    let unchanged = put.iter().filter(|it| it.unchanged).count();
    let files: Vec<ManifestFile> = put.into_iter().map(|it| it.file).collect();
    let identity = with_copies(identity, artifacts, &files);
    let bytes = Manifest::new(&identity, files).to_bytes();
    disk.write_synced(&new.join(manifest::NAME), &bytes)?;
    Ok(Filled { build: identity.digest.build_id(), unchanged, manifest: Digest::of(&bytes) })
}

/// Of a copy nobody knows.
fn is_long(artifact: &Artifact) -> bool {
    match artifact {
        Artifact::Bytes(bytes) => bytes.len() > LONG,
        Artifact::Pieces(_) | Artifact::CopyOf(_) => true,
    }
}

/// A file that is copied is an input that nobody has read before: its content belongs to what makes a build this one.
fn with_copies(identity: &BuildIdentity, artifacts: &Artifacts, files: &[ManifestFile]) -> BuildIdentity {
    let mut digester = Digester::default();
    digester.add("read", identity.digest.to_string().as_bytes());
    for (artifact, file) in artifacts.values().zip(files) {
        match artifact {
            Artifact::CopyOf(_) => digester.add(&file.path, file.sha256.as_bytes()),
            Artifact::Bytes(_) | Artifact::Pieces(_) => {}
        }
    }
    BuildIdentity { digest: digester.finish(), ..identity.clone() }
}

struct Put {
    file: ManifestFile,
    unchanged: bool,
}

fn put(disk: &Disk, path: &str, artifact: &Artifact, new: &Path, reuse: &Reuse<'_>) -> Step<Put> {
    let target = new.join(path);
    let file = describe(path, artifact)?;
    // Size and times may be as they were, and the bytes others: what is taken over is read.
    let old = reuse.output.join(path);
    let is_same = |it: &Path| describe(path, &Artifact::CopyOf(it.to_owned())).is_ok_and(|it| it == file);
    let unchanged = reuse.old.intact.get(path) == Some(&file) && is_same(&old) && disk.link(&old, &target).is_ok();
    match artifact {
        _ if unchanged => Ok(Put { file, unchanged }),
        Artifact::Bytes(bytes) => disk.write(&target, bytes).map(|()| Put { file, unchanged }),
        Artifact::Pieces(pieces) => disk.write_pieces(&target, pieces).map(|()| Put { file, unchanged }),
        Artifact::CopyOf(from) => {
            disk.copy(from, &target)?;
            // Described once more, from the copy: the original may have changed while it was read.
            let file = describe(path, &Artifact::CopyOf(target))?;
            Ok(Put { file, unchanged })
        }
    }
}

fn describe(path: &str, artifact: &Artifact) -> Step<ManifestFile> {
    let (digest, size) = match artifact {
        Artifact::Bytes(bytes) => (Digest::of(bytes), bytes.len() as u64),
        Artifact::Pieces(pieces) => Digest::of_pieces(pieces),
        Artifact::CopyOf(from) => File::open(from).and_then(Digest::of_reader).map_err(DiskError::on(from))?,
    };
    Ok(ManifestFile { path: path.to_owned(), size, sha256: digest.to_string() })
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
