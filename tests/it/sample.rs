//! The sample of `content/`, built once with its PDF for all tests that look at it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::project::{run, toji, tree};

/// The day the sample is built for.
pub(crate) const DATE: &str = "2025-12-01";

/// The built sample. Never written to: a test that changes an output makes its own.
pub(crate) struct Sample {
    pub(crate) out: PathBuf,
    /// Every file, by path.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Held as long as the tests run: another run of them waits.
    _lock: File,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(build);

pub(crate) fn sample() -> &'static Sample {
    &SAMPLE
}

/// The source folder of the sample.
pub(crate) fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

fn build() -> Sample {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let lock = File::create(folder.join("sample.lock")).unwrap();
    lock.lock().unwrap();
    let out = folder.join("sample");
    if out.exists() {
        fs::remove_dir_all(&out).unwrap();
    }
    let mut command = toji(&["build", "--date", DATE, "-o"]);
    let built = run(command.arg(&out).arg(content()));
    assert_eq!(built.code, 0, "the sample needs typst and the fonts: run cargo xtask setup\n{}", built.stderr);
    Sample { files: tree(&out), out, _lock: lock }
}

impl Sample {
    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no {path} in the sample"));
        std::str::from_utf8(bytes).unwrap()
    }

    /// All pages, by path.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.keys().filter(|it| it.ends_with(".html")).map(|it| (it.as_str(), self.text(it)))
    }
}
