//! The files of the record: one a day, and further ones where it has grown too large. Appends whole lines; never rewrites.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::disk::Disk;

/// A file that has grown so large, in bytes, is followed by another one of the same day.
pub(super) const FULL: u64 = 16 << 20;
/// As many files of one day: what fills a gigabyte in a day is no reading, and is not let fill the disk.
pub(super) const MOST: u32 = 64;
/// The longest time that a page's line may be in memory alone.
const SYNC: Duration = Duration::from_secs(5);

/// The file of today, and the way to the next.
#[derive(Debug)]
pub(super) struct Files {
    folder: PathBuf,
    full: u64,
    current: Option<Current>,
    synced: Instant,
}

#[derive(Debug)]
struct Current {
    day: String,
    file: Arc<File>,
    path: PathBuf,
    size: u64,
    /// The last line has no end: half of it was written, or somebody stopped us.
    torn: bool,
}

impl Files {
    /// Makes the folder, and opens today's file: what cannot be written is known before anything is shown.
    pub(super) fn open(folder: &Path, now: &jiff::Zoned) -> io::Result<Self> {
        let mut files = Self { folder: folder.to_owned(), full: FULL, current: None, synced: Instant::now() };
        files.today(&day(now), 0)?;
        Ok(files)
    }

    /// Adds `line`, which ends in a line end, to the file of the day of `now`.
    pub(super) fn append(&mut self, line: &str, now: &jiff::Zoned) -> io::Result<()> {
        let current = self.today(&day(now), line.len() as u64)?;
        let text = if current.torn { format!("\n{line}") } else { line.to_owned() };
        // One call, so that half a line is written only where the disk is full.
        let written = (&*current.file).write(text.as_bytes());
        let whole = matches!(written, Ok(it) if it == text.len());
        current.size += written.as_ref().map_or(0, |it| *it as u64);
        current.torn = if whole { false } else { current.torn || matches!(written, Ok(1..)) };
        if whole {
            return Ok(());
        }
        written.and(Err(io::ErrorKind::StorageFull.into()))
    }

    /// Whether lines have been in memory alone for long enough; asked once, then it is up to the asker.
    pub(super) fn sync_is_due(&mut self) -> bool {
        let due = self.synced.elapsed() >= SYNC;
        if due {
            self.synced = Instant::now();
        }
        due
    }

    /// The file whose lines are to get to the disk.
    pub(super) fn unsynced(&mut self) -> Option<Arc<File>> {
        self.synced = Instant::now();
        self.current.as_ref().map(|it| Arc::clone(&it.file))
    }

    /// The file for `more` bytes on `day`: the one that is open if it still lies where it lay and has room.
    fn today(&mut self, day: &str, more: u64) -> io::Result<&mut Current> {
        let full = self.full;
        let fits = |it: &Current| it.day == day && lies(it) && it.size + more <= full;
        let current = match self.current.take().filter(fits) {
            Some(it) => it,
            None => self.next(day, more)?,
        };
        Ok(self.current.insert(current))
    }

    fn next(&self, day: &str, more: u64) -> io::Result<Current> {
        Disk::default().create_private_folders(&self.folder).map_err(|it| it.error)?;
        // The last one alone is written to: lines stay in the order of time.
        let path = |part: u32| self.folder.join(name(day, part));
        let last = (1..=MOST).rev().find(|it| path(*it).exists()).unwrap_or(1);
        let size = path(last).metadata().map_or(0, |it| it.len());
        match last {
            _ if size == 0 || size + more <= self.full => opened(day, path(last)),
            MOST.. => Err(io::ErrorKind::StorageFull.into()),
            last => opened(day, path(last + 1)),
        }
    }
}

/// A file that was removed or cut while we write would be a record that nobody reads; behind half a line of somebody else, ours
/// would be read by nobody, too.
fn lies(current: &Current) -> bool {
    current.path.metadata().is_ok_and(|it| it.len() == current.size)
}

fn opened(day: &str, path: PathBuf) -> io::Result<Current> {
    let mut options = File::options();
    options.create(true).append(true).read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path)?;
    let size = file.metadata()?.len();
    let mut last = [b'\n'];
    if size > 0 {
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
    }
    Ok(Current { day: day.to_owned(), file: Arc::new(file), path, size, torn: last != *b"\n" })
}

/// `2026-11-23.jsonl`, then `2026-11-23.2.jsonl`.
fn name(day: &str, part: u32) -> String {
    if part == 1 { format!("{day}.jsonl") } else { format!("{day}.{part}.jsonl") }
}

fn day(now: &jiff::Zoned) -> String {
    now.strftime("%Y-%m-%d").to_string()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::fs;

    use super::*;

    fn at(day: u8) -> jiff::Zoned {
        format!("2026-11-{day}T12:00:00+09:00[+09:00]").parse().unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        crate::load::file_names(folder)
    }

    #[test]
    fn one_file_a_day_and_another_when_it_is_full() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        let mut files = Files { full: 20, ..Files::open(&log, &at(23)).unwrap() };
        for line in ["one\n", "a line of twenty\n", "three\n"] {
            files.append(line, &at(23)).unwrap();
        }
        files.append("next day\n", &at(24)).unwrap();
        assert_eq!(names(&log), ["2026-11-23.2.jsonl", "2026-11-23.3.jsonl", "2026-11-23.jsonl", "2026-11-24.jsonl"]);
        assert_eq!(fs::read_to_string(log.join("2026-11-23.2.jsonl")).unwrap(), "a line of twenty\n");
        // Another start goes on where the last one ended.
        let mut files = Files { full: 20, ..Files::open(&log, &at(23)).unwrap() };
        files.append("four, quite long\n", &at(23)).unwrap();
        assert_eq!(fs::read_to_string(log.join("2026-11-23.4.jsonl")).unwrap(), "four, quite long\n");
    }

    #[test]
    fn a_day_that_is_full_takes_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = Files { full: 4, ..Files::open(folder.path(), &at(23)).unwrap() };
        for _ in 0..MOST {
            files.append("abc\n", &at(23)).unwrap();
        }
        assert_eq!(files.append("abc\n", &at(23)).unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert!(files.append("abc\n", &at(24)).is_ok(), "the next day begins anew");
    }

    #[test]
    fn a_file_that_was_removed_or_cut_is_made_anew_and_half_a_line_stays_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2026-11-23.jsonl");
        let mut files = Files::open(folder.path(), &at(23)).unwrap();
        files.append("one\n", &at(23)).unwrap();
        fs::remove_file(&path).unwrap();
        files.append("two\n", &at(23)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two\n");
        fs::write(&path, "tw").unwrap();
        files.append("three\n", &at(23)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "tw\nthree\n");
    }

    #[test]
    fn what_cannot_be_written_is_told_and_goes_on_when_it_can() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        fs::write(&log, "").unwrap();
        assert!(Files::open(&log, &at(23)).is_err());
        fs::remove_file(&log).unwrap();
        let mut files = Files::open(&log, &at(23)).unwrap();
        fs::remove_dir_all(&log).unwrap();
        fs::write(&log, "").unwrap();
        assert!(files.append("one\n", &at(23)).is_err());
        fs::remove_file(&log).unwrap();
        assert!(files.append("one\n", &at(23)).is_ok());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/full", folder.path().join("2026-11-23.jsonl")).unwrap();
        let mut files = Files::open(folder.path(), &at(23)).unwrap();
        assert_eq!(files.append("one\n", &at(23)).unwrap_err().kind(), io::ErrorKind::StorageFull);
    }

    #[cfg(unix)]
    #[test]
    fn the_record_is_nobody_elses_to_read() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        Files::open(&log, &at(23)).unwrap();
        let mode = |it: &Path| it.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&log), mode(&log.join("2026-11-23.jsonl"))), (0o700, 0o600));
    }
}
