//! A source folder in a temporary place, and the real executable run on it as a user would.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use walkdir::WalkDir;

/// A `binder.toml` that says no more than it must.
pub(crate) const BINDER: &str =
    "format = 1\nfiscal_year = 2025\nedition = \"r7\"\n[facility]\nname = \"見本薬局\"\nkind = \"pharmacy\"\n";

/// Everything that a machine's language, zone or day could come from, and what toji itself reads.
const ENVIRONMENT: [&str; 8] =
    ["LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "TZ", "SOURCE_DATE_EPOCH", "RAYON_NUM_THREADS"];

/// A folder of its own for one test.
#[derive(Debug)]
pub(crate) struct Project {
    folder: TempDir,
}

/// What a run of the executable came to.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Project {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A folder with the smallest sound binder.
    pub(crate) fn new() -> Self {
        Self::empty().file("binder.toml", BINDER)
    }

    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    pub(crate) fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path below the folder.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root().join(below)
    }

    pub(crate) fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap_or_else(|it| panic!("{below}: {it}"))
    }

    /// The executable with `arguments`, to be run within the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = toji(arguments);
        command.current_dir(self.root());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        run(&mut self.command(arguments))
    }

    /// `check --format json`, as JSON.
    pub(crate) fn check_json(&self) -> serde_json::Value {
        self.run(&["check", "--date", "2025-12-01", "--format", "json"]).json()
    }
}

impl Output {
    /// The standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|it| panic!("{it}: {self:?}"))
    }

    /// The output, after it ended with `code`.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }
}

/// The executable with `arguments` in no locale, with nothing to read.
pub(crate) fn toji(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toji"));
    ENVIRONMENT.iter().for_each(|it| {
        command.env_remove(it);
    });
    command.args(arguments).stdin(Stdio::null());
    command
}

pub(crate) fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|it| panic!("{command:?}: {it}"));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap_or_else(|| panic!("{command:?}: {}", output.status));
    Output { code, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Every file below `root` with its bytes, by path with `/`.
pub(crate) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = WalkDir::new(root).into_iter().map(Result::unwrap).filter(|it| it.file_type().is_file());
    let name = |it: &Path| it.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    files.map(|it| (name(it.path()), fs::read(it.path()).unwrap())).collect()
}

/// The paths whose bytes are not the same on both sides.
pub(crate) fn differences(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut paths: Vec<_> = a.keys().chain(b.keys()).filter(|it| a.get(*it) != b.get(*it)).cloned().collect();
    paths.sort();
    paths.dedup();
    paths
}
