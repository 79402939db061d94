//! One file on its own, beside the builds: a page, a PDF, a workbook. A page or a PDF takes the place of an earlier one of
//! ours, and nothing of anything else.

use std::fs;
use std::path::Path;

use super::place::Place;
use crate::diagnostics::{Code, Finding, Sink};
use crate::disk::{Disk, DiskError, Step};

/// Writes `bytes` to `out`, whole or not at all. A file that is there is replaced only where it holds `mark`. `None` with a
/// finding where nothing was written.
pub fn page(out: &Path, bytes: &[u8], mark: &str, sink: &mut Sink) -> Option<()> {
    write(&Disk::default(), out, bytes, Some(mark)).map_err(|it| sink.push(*it)).ok()
}

/// Writes `bytes` to `out`, whole or not at all, where no file is yet: it may be one that somebody is filling in.
/// `None` with a finding where nothing was written.
pub fn new_file(out: &Path, bytes: &[u8], sink: &mut Sink) -> Option<()> {
    write(&Disk::default(), out, bytes, None).map_err(|it| sink.push(*it)).ok()
}

/// Writes files that belong together into the folder `out`, each whole or not at all. Files that are there are replaced only
/// where the first of them holds `mark`. `None` with findings where not all were written.
pub fn pages(out: &Path, files: &[(&str, Vec<u8>)], mark: &str, sink: &mut Sink) -> Option<()> {
    let is_ours = files.first().is_some_and(|(name, _)| is_ours(&out.join(name), mark));
    let there = files.iter().map(|it| out.join(it.0)).filter(|it| it.symlink_metadata().is_ok());
    let in_the_way = there.map(|it| it.display().to_string());
    if !is_ours {
        let before = in_the_way.map(|it| Finding::of_path(Code::FileExists, &it).with("path", &it));
        let before: Vec<Finding> = before.collect();
        if !before.is_empty() {
            sink.extend(before);
            return None;
        }
    }
    let disk = Disk::default();
    let put = |(name, bytes): &(&str, Vec<u8>)| put(&disk, &Place::of(&disk, &out.join(name))?, bytes);
    files.iter().try_for_each(put).map_err(|it| sink.push(it.finding())).ok()
}

fn write(disk: &Disk, out: &Path, bytes: &[u8], mark: Option<&str>) -> Result<(), Box<Finding>> {
    let shown = out.display().to_string();
    let failed = |it: DiskError| Box::new(it.finding());
    let place = Place::of(disk, out).map_err(failed)?;
    if place.path.symlink_metadata().is_ok() && !mark.is_some_and(|it| is_ours(&place.path, it)) {
        return Err(Box::new(Finding::of_path(Code::FileExists, &shown).with("path", &shown)));
    }
    put(disk, &place, bytes).map_err(failed)
}

pub(super) fn put(disk: &Disk, place: &Place, bytes: &[u8]) -> Step<()> {
    let staged = place.parent.join(format!(".{}.{:x}", place.name, std::process::id()));
    let done = disk.write_synced(&staged, bytes).and_then(|()| disk.rename(&staged, &place.path));
    // What was staged is nothing to anybody; that it cannot be removed either is no second finding.
    done.inspect_err(|_| drop(disk.remove_file(&staged)))
}

fn is_ours(path: &Path, mark: &str) -> bool {
    let mark = mark.as_bytes();
    fs::read(path).is_ok_and(|it| it.windows(mark.len()).any(|it| it == mark))
}
