//! Where typst is, and whether it is one that the theme was made for. Installs nothing.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::run::{self, Ended};
use crate::diagnostics::{Code, Finding};

/// For `--version`: a program that takes longer is not typst.
const VERSION_TIMEOUT: Duration = Duration::from_secs(30);
/// The theme needs `pdf.header-cell` and labelled destinations of 0.15; every 0.x changes the language.
const SUPPORTED: (u32, u32) = (0, 15);
const SUPPORTED_TEXT: &str = ">=0.15.0, <0.16.0";

/// A typst that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typst {
    /// The program.
    pub path: PathBuf,
    /// Its version.
    pub version: Version,
}

/// A version of typst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u32, u32, u32);

/// Where typst is looked for, in this order. Tests give their own.
#[derive(Debug, Clone, Default)]
pub struct SearchPlaces {
    /// `--typst`.
    pub explicit: Option<PathBuf>,
    /// `TOJI_TYPST`.
    pub variable: Option<PathBuf>,
    /// The folder of our own executable: a stick carries both.
    pub beside: Option<PathBuf>,
    /// `PATH`.
    pub path: Option<OsString>,
}

impl SearchPlaces {
    /// Those of this machine.
    pub fn of_machine(explicit: Option<PathBuf>) -> Self {
        let own = env::current_exe().ok();
        Self {
            explicit,
            variable: env::var_os("TOJI_TYPST").filter(|it| !it.is_empty()).map(PathBuf::from),
            beside: own.and_then(|it| it.parent().map(Path::to_owned)),
            path: env::var_os("PATH"),
        }
    }

    /// A place that somebody named is the only one: falling back to another typst would hide the mistake.
    fn candidate(&self) -> Option<PathBuf> {
        if let Some(named) = self.explicit.as_ref().or(self.variable.as_ref()) {
            return std::path::absolute(named).ok();
        }
        let name = format!("typst{}", env::consts::EXE_SUFFIX);
        let path = self.path.iter().flat_map(env::split_paths).filter(|it| it.is_absolute());
        self.beside.iter().cloned().chain(path).map(|it| it.join(&name)).find(|it| is_program(it))
    }
}

impl Typst {
    /// # Errors
    /// `typst-missing`, naming the path if somebody named one; `typst-version`.
    pub fn find(places: &SearchPlaces) -> Result<Self, Finding> {
        let path = places.candidate().ok_or_else(|| Finding::of_machine(Code::TypstMissing))?;
        let printed = version_text(&path).ok_or_else(|| missing(&path))?;
        let wrong = || {
            let shown = printed.lines().next().unwrap_or_default().trim();
            let finding = Finding::of_path(Code::TypstVersion, path.display().to_string());
            finding.with("found", shown).with("supported", SUPPORTED_TEXT)
        };
        let version = Version::parse(&printed).filter(|it| (it.0, it.1) == SUPPORTED).ok_or_else(wrong)?;
        Ok(Self { path, version })
    }
}

impl Version {
    /// From `typst 0.15.1 (unknown commit)`. A pre-release (`0.15.0-rc.1`) is none.
    fn parse(printed: &str) -> Option<Self> {
        let mut words = printed.split_whitespace();
        let numbers = words.next().filter(|it| *it == "typst").and_then(|_| words.next())?;
        let numbers: Vec<u32> = numbers.split('.').map(|it| it.parse().ok()).collect::<Option<_>>()?;
        let [major, minor, patch] = numbers.try_into().ok()?;
        Some(Self(major, minor, patch))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// What `--version` prints.
fn version_text(path: &Path) -> Option<String> {
    let folder = tempfile::tempdir().ok()?;
    let printed = folder.path().join("version");
    let mut command = Command::new(path);
    command.arg("--version").stdin(Stdio::null()).stdout(std::fs::File::create(&printed).ok()?).stderr(Stdio::null());
    match run::run(&mut command, VERSION_TIMEOUT).ok()? {
        Ended::Well | Ended::Badly => Some(String::from_utf8_lossy(&std::fs::read(printed).ok()?).into_owned()),
        Ended::Killed => None,
    }
}

pub(super) fn missing(path: &Path) -> Finding {
    Finding::of_path(Code::TypstMissing, path.display().to_string())
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        assert_eq!(Version::parse("typst 0.15.1 (unknown commit)\n"), Some(Version(0, 15, 1)));
        assert_eq!(Version::parse("typst 0.15.1"), Some(Version(0, 15, 1)));
        for other in ["", "typst", "typst 0.15.0-rc.1", "typst 0.15", "bash 5.2.0"] {
            assert_eq!(Version::parse(other), None, "{other}");
        }
    }
}
