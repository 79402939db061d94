//! The few things done to a disk by `emit` and `edit`, each as one step that can fail.
//!
//! One step is one change that a kill leaves done or undone. Tests give a [`Disk`] that stops after n steps, and so show
//! what a kill at any point leaves behind. Nothing here decides what is written or removed.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Read as _, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::diagnostics::{Code, Finding};

/// Windows refuses to rename or remove what a virus scanner or a viewer holds open for a moment.
const PAUSES: [Duration; 4] =
    [Duration::from_millis(20), Duration::from_millis(80), Duration::from_millis(200), Duration::from_millis(500)];

/// What is gathered of small pieces before it is written, in bytes.
const BUFFER: usize = 64 << 10;

/// A step that failed, and on what.
#[derive(Debug)]
pub struct DiskError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

/// The result of a step.
pub type Step<T> = Result<T, DiskError>;

/// A disk, or in tests one that stops.
#[derive(Debug, Default)]
pub struct Disk {
    #[cfg(test)]
    left: Option<std::sync::atomic::AtomicI64>,
}

impl DiskError {
    /// Ties an error to a path.
    pub fn on(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self { path: path.to_owned(), error }
    }

    /// A full disk is told from every other failure, since the way out is another.
    pub fn finding(&self) -> Finding {
        let path = self.path.display();
        if matches!(self.error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
            return Finding::of_path(Code::DiskFull, path.to_string()).with("path", path);
        }
        if self.error.kind() == ErrorKind::ReadOnlyFilesystem {
            return Finding::of_path(Code::DiskReadOnly, path.to_string()).with("path", path);
        }
        Finding::of_path(Code::WriteFailed, path.to_string()).with("path", path).with("reason", &self.error)
    }
}

impl Disk {
    /// A disk on which everything after the first `steps` steps fails, as for a process that was killed there.
    #[cfg(test)]
    pub(crate) fn stopping_after(steps: i64) -> Self {
        Self { left: Some(steps.into()) }
    }

    #[cfg(test)]
    fn may_go_on(&self) -> bool {
        let one_less = |it: &std::sync::atomic::AtomicI64| it.fetch_sub(1, std::sync::atomic::Ordering::SeqCst) > 0;
        self.left.as_ref().is_none_or(one_less)
    }

    #[cfg(not(test))]
    fn may_go_on(&self) -> bool {
        true
    }

    /// One step on `path`.
    pub(crate) fn step<T>(&self, path: &Path, change: impl FnOnce() -> io::Result<T>) -> Step<T> {
        let result = if self.may_go_on() { change() } else { Err(io::Error::other("stopped by the test")) };
        result.map_err(DiskError::on(path))
    }

    /// Makes a folder and those above it.
    pub(crate) fn create_folders(&self, path: &Path) -> Step<()> {
        self.step(path, || fs::create_dir_all(path))
    }

    /// Makes a folder and those above it, which nobody else on the computer lists. On Windows the folder above says who does.
    pub(crate) fn create_private_folders(&self, path: &Path) -> Step<()> {
        self.step(path, || {
            let mut builder = fs::DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(path)
        })
    }

    /// Makes one folder that was not there.
    pub(crate) fn create_folder(&self, path: &Path) -> Step<()> {
        self.step(path, || fs::create_dir(path))
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &Path, bytes: &[u8]) -> Step<()> {
        self.step(path, || fs::write(path, bytes))
    }

    /// Writes a file from pieces.
    pub(crate) fn write_pieces(&self, path: &Path, pieces: &[String]) -> Step<()> {
        self.step(path, || {
            let mut file = BufWriter::with_capacity(BUFFER, File::create(path)?);
            pieces.iter().try_for_each(|it| file.write_all(it.as_bytes()))?;
            file.flush()
        })
    }

    /// Writes a file and waits until it is on the disk.
    pub(crate) fn write_synced(&self, path: &Path, bytes: &[u8]) -> Step<()> {
        self.step(path, || {
            let mut file = File::create(path)?;
            file.write_all(bytes)?;
            file.sync_all()
        })
    }

    /// Writes a file that was not there, which nobody else on the computer reads at any moment, and waits until it is on the
    /// disk. On Windows the folder says who reads what is in it.
    pub(crate) fn write_secret(&self, path: &Path, bytes: &[u8]) -> Step<()> {
        self.step(path, || {
            let mut options = File::options();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(path)?;
            file.write_all(bytes)?;
            file.sync_all()
        })
    }

    /// Takes so many bytes of the disk: no zeros, which some disks take no room for.
    pub(crate) fn fill(&self, path: &Path, size: u64) -> Step<()> {
        self.step(path, || {
            let mut file = BufWriter::with_capacity(BUFFER, File::create(path)?);
            io::copy(&mut io::repeat(b't').take(size), &mut file)?;
            file.flush()
        })
    }

    /// Copies the bytes of a file and nothing else: a read-only original must not give a copy that cannot be replaced.
    pub(crate) fn copy(&self, from: &Path, to: &Path) -> Step<()> {
        self.step(to, || io::copy(&mut File::open(from)?, &mut File::create(to)?).map(|_| ()))
    }

    /// [`Disk::copy`], and waits until the bytes are on the disk and no longer in memory, so that whoever reads them next
    /// reads what the disk holds.
    pub(crate) fn copy_synced(&self, from: &Path, to: &Path) -> Step<()> {
        self.step(to, || {
            let mut file = File::create(to)?;
            io::copy(&mut File::open(from)?, &mut file)?;
            file.sync_all()?;
            forget(&file);
            Ok(())
        })
    }

    /// Waits until the names in a folder are on the disk, where the system has a way to say so.
    pub(crate) fn sync_folder(&self, path: &Path) {
        // Windows opens no folder as a file; a stick there is written through.
        let _ = File::open(path).and_then(|it| it.sync_all());
    }

    /// Gives a file a second name.
    pub(crate) fn link(&self, from: &Path, to: &Path) -> Step<()> {
        self.step(to, || fs::hard_link(from, to))
    }

    /// Renames a file (replacing one) or a folder (never).
    pub(crate) fn rename(&self, from: &Path, to: &Path) -> Step<()> {
        self.step(to, || patiently(|| fs::rename(from, to)))
    }

    /// Removes a file; one that is gone already is fine.
    pub(crate) fn remove_file(&self, path: &Path) -> Step<()> {
        self.step(path, || gone(patiently(|| fs::remove_file(path))))
    }

    /// Removes an empty folder; one that is gone already is fine.
    pub(crate) fn remove_folder(&self, path: &Path) -> Step<()> {
        self.step(path, || gone(patiently(|| fs::remove_dir(path))))
    }

    /// Removes a folder of our own with all that is in it; links in it are removed, not followed.
    pub(crate) fn remove_tree(&self, path: &Path) -> Step<()> {
        self.step(path, || gone(patiently(|| fs::remove_dir_all(path))))
    }
}

/// Only a hint: where the system does not take it, the bytes are read from memory.
#[cfg(target_os = "linux")]
fn forget(file: &File) {
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
}

#[cfg(not(target_os = "linux"))]
fn forget(_file: &File) {}

fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn patiently(change: impl Fn() -> io::Result<()>) -> io::Result<()> {
    for pause in PAUSES {
        match change() {
            Err(error) if cfg!(windows) && error.kind() == ErrorKind::PermissionDenied => thread::sleep(pause),
            other => return other,
        }
    }
    change()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_nobody_elses_and_takes_no_files_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.key");
        Disk::default().write_secret(&path, b"1").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert!(Disk::default().write_secret(&path, b"2").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"1");
    }
}
