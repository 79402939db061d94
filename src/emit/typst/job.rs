//! One PDF: a staged folder, one run, the bytes. The folder is kept where typst failed, and removed otherwise.
//!
//! `STAGE/` holds the theme's `pdf/` files, `binder.json`, the images by their paths, `fonts/` and an empty `packages/`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::Typst;
use super::find::missing;
use super::run::{self, Ended};
use crate::diagnostics::{Code, Finding};
use crate::disk::{Disk, DiskError, Step};
use crate::render::{Artifact, Artifacts};
use crate::source::is_path_below;

const DATA: &str = "binder.json";
const PDF: &str = "binder.pdf";
const SAID: &str = "diagnostics.txt";
/// More of what typst says than this does not help.
const REASON_LIMIT: usize = 4000;
/// What typst must not take from the environment: every input stands on its command line.
const DROPPED: [&str; 12] = [
    "SOURCE_DATE_EPOCH",
    "TYPST_ROOT",
    "TYPST_FEATURES",
    "TYPST_FONT_PATHS",
    "TYPST_IGNORE_SYSTEM_FONTS",
    "TYPST_IGNORE_EMBEDDED_FONTS",
    "TYPST_PACKAGE_PATH",
    "TYPST_PACKAGE_CACHE_PATH",
    "TYPST_CERT",
    "TYPST_UPDATE_BACKUP_PATH",
    "NO_PROXY",
    "no_proxy",
];
/// Nothing listens there, so that a theme that asks for a package fails at once.
const DEAD_PROXY: &str = "http://127.0.0.1:9";
const PROXIES: [&str; 6] = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"];

/// What one PDF is made of.
#[derive(Debug)]
pub struct PdfJob<'a> {
    /// The files of the theme's `pdf/`, by path.
    pub theme: &'a BTreeMap<String, Cow<'static, [u8]>>,
    /// Which of them is compiled: `main.typ`.
    pub main: &'a str,
    /// `binder.json`, read by the theme as `/binder.json`.
    pub data: &'a [u8],
    /// Images and attached files, by the path at which the theme finds them (`assets/plan.png` is `/assets/plan.png`).
    pub images: &'a Artifacts,
    /// The font files that are needed, and no others.
    pub fonts: &'a [PathBuf],
    /// Seconds since 1970: what the PDF says of its making.
    pub timestamp: i64,
    /// After this typst is stopped.
    pub timeout: Duration,
}

impl PdfJob<'_> {
    /// What a binder of any size stays far below.
    pub const TIMEOUT: Duration = Duration::from_mins(10);

    fn stage(&self, stage: &Path) -> Step<()> {
        let disk = Disk::default();
        self.theme.iter().try_for_each(|(path, bytes)| put_bytes(&disk, stage, path, bytes))?;
        self.images.iter().try_for_each(|(path, image)| put(&disk, stage, path, image))?;
        disk.write(&stage.join(DATA), self.data)?;
        disk.create_folders(&stage.join("packages"))?;
        disk.create_folders(&stage.join("fonts"))?;
        self.fonts.iter().enumerate().try_for_each(|(number, font)| put_font(&disk, stage, number, font))
    }
}

impl Typst {
    /// The PDF as typst writes it.
    ///
    /// # Errors
    /// `typst-failed` with what typst said (a `panic` of the theme names the node's place) and the staged folder;
    /// `disk-full` and `write-failed` from staging.
    pub fn compile(&self, job: &PdfJob<'_>) -> Result<Vec<u8>, Finding> {
        let on_disk = |it: DiskError| it.finding();
        let temporary = std::env::temp_dir();
        let folder = tempfile::Builder::new().prefix("toji-typst-").tempdir();
        let folder = folder.map_err(DiskError::on(&temporary)).map_err(on_disk)?;
        job.stage(folder.path()).map_err(on_disk)?;
        let said = folder.path().join(SAID);
        let mut command = self.command(job, folder.path());
        command.stderr(File::create(&said).map_err(DiskError::on(&said)).map_err(on_disk)?);
        let reason = match run::run(&mut command, job.timeout) {
            Err(_) => return Err(missing(&self.path)),
            Ok(Ended::Killed) => format!("stopped after {} s", job.timeout.as_secs()),
            Ok(Ended::Badly) => reason(&fs::read(&said).unwrap_or_default()),
            Ok(Ended::Well) => match fs::read(folder.path().join(PDF)) {
                Ok(pdf) => return Ok(pdf),
                Err(error) => error.to_string(),
            },
        };
        let kept = folder.keep();
        Err(Finding::of_machine(Code::TypstFailed).with("reason", reason).with("folder", kept.display()))
    }

    fn command(&self, job: &PdfJob<'_>, stage: &Path) -> Command {
        let mut command = Command::new(&self.path);
        command.arg("compile").arg("--root").arg(stage);
        command.args(["--ignore-system-fonts", "--ignore-embedded-fonts"]).arg("--font-path").arg(stage.join("fonts"));
        command.args(["--creation-timestamp", &job.timestamp.to_string(), "-j", "1", "--diagnostic-format", "short"]);
        command.arg("--package-path").arg(stage.join("packages"));
        command.arg("--package-cache-path").arg(stage.join("packages"));
        command.args(["--pdf-standard", "ua-1,a-3a", "--features", "a11y-extras", "--format", "pdf"]);
        command.args([job.main, PDF]);
        command.envs(PROXIES.map(|it| (it, DEAD_PROXY)));
        for dropped in DROPPED {
            command.env_remove(dropped);
        }
        // What typst says names files from its current folder.
        command.current_dir(stage).stdin(Stdio::null()).stdout(Stdio::null());
        command
    }
}

fn put(disk: &Disk, stage: &Path, path: &str, artifact: &Artifact) -> Step<()> {
    match artifact {
        Artifact::Bytes(bytes) => put_bytes(disk, stage, path, bytes),
        Artifact::Pieces(pieces) => disk.write_pieces(&place(disk, stage, path)?, pieces),
        Artifact::CopyOf(from) => disk.copy(from, &place(disk, stage, path)?),
    }
}

fn put_bytes(disk: &Disk, stage: &Path, path: &str, bytes: &[u8]) -> Step<()> {
    disk.write(&place(disk, stage, path)?, bytes)
}

/// The path in the stage, its folder made.
fn place(disk: &Disk, stage: &Path, path: &str) -> Step<PathBuf> {
    if !is_path_below(path) {
        return Err(DiskError::on(Path::new(path))(std::io::ErrorKind::InvalidInput.into()));
    }
    let place = stage.join(path);
    place.parent().map_or(Ok(()), |it| disk.create_folders(it))?;
    Ok(place)
}

/// The file itself, never a link to it: a system's font folder may hold links.
fn put_font(disk: &Disk, stage: &Path, number: usize, font: &Path) -> Step<()> {
    let font = font.canonicalize().map_err(DiskError::on(font))?;
    let name = font.file_name().unwrap_or_default().to_string_lossy();
    let target = stage.join("fonts").join(format!("{number:02}-{name}"));
    disk.link(&font, &target).or_else(|_| disk.copy(&font, &target))
}

fn reason(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let said = said.trim();
    said[..said.floor_char_boundary(REASON_LIMIT)].to_owned()
}
