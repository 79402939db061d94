//! A supported typst: found, or else compiled and installed once.
//!
//! It never replaces another version, and two set-ups at once compile it once.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Failure, ask, run};
use crate::version::{self, PINNED, Version};
use crate::workspace::Workspace;

/// typst runs for seconds on a binder, so that optimising it further costs more than it ever saves: with these
/// settings typst 0.15.1 compiles in 12 minutes of processor time instead of 23.
const QUICK_TO_COMPILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
    ("CARGO_PROFILE_RELEASE_STRIP", "symbols"),
];

/// Where typst is looked for.
struct Places {
    named: Option<PathBuf>,
    path: OsString,
    cargo_home: PathBuf,
}

impl Places {
    fn from_env(workspace: &Workspace) -> Self {
        Self {
            named: env::var_os("TOJI_TYPST").filter(|name| !name.is_empty()).map(PathBuf::from),
            path: env::var_os("PATH").unwrap_or_default(),
            cargo_home: workspace.cargo_home().to_path_buf(),
        }
    }

    /// The files that may be a typst, the first choice first.
    fn candidates(&self) -> Vec<PathBuf> {
        let on_path = env::split_paths(&self.path).map(|folder| folder.join(program()));
        let mut candidates: Vec<PathBuf> = self.named.iter().cloned().chain(on_path).collect();
        candidates.push(self.installed());
        candidates
    }

    /// The one that cargo installs.
    fn installed(&self) -> PathBuf {
        self.cargo_home.join("bin").join(program())
    }
}

fn program() -> String {
    format!("typst{}", env::consts::EXE_SUFFIX)
}

/// The path of a supported typst, absolute: what is run later may run in another folder.
///
/// # Errors
/// If there is none and it cannot be installed.
pub(crate) fn ensure(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let places = Places::from_env(workspace);
    let path = match find(&places, say_passed_over) {
        Some(path) => path,
        None => install_once(workspace, &places)?,
    };
    println!("typst: {}", path.display());
    std::path::absolute(&path).map_err(|error| Failure::io(&path.display().to_string(), &error))
}

/// The first supported one. `passed_over` hears of the others before it; a named one also if it is not there.
fn find(places: &Places, passed_over: impl Fn(&Path, Option<Version>)) -> Option<PathBuf> {
    for path in places.candidates() {
        match version_of(&path) {
            Some(version) if version.is_supported() => return Some(path),
            None if !path.is_file() && places.named.as_ref() != Some(&path) => {}
            version => passed_over(&path, version),
        }
    }
    None
}

fn version_of(path: &Path) -> Option<Version> {
    Version::parse(&ask(Command::new(path).arg("--version"))?)
}

fn say_passed_over(path: &Path, version: Option<Version>) {
    let what = version.map_or("no release of typst".to_owned(), |version| version.to_string());
    println!("typst: passing over {} ({what}); toji works with {}", path.display(), version::RANGE);
}

fn install_once(workspace: &Workspace, places: &Places) -> Result<PathBuf, Failure> {
    let _lock = lock(&places.cargo_home)?;
    let quietly = |_: &Path, _| {};
    if let Some(path) = find(places, quietly) {
        return Ok(path);
    }
    install(workspace, places)?;
    find(places, quietly).ok_or_else(|| Failure::new(3, "cargo has installed a typst that does not run"))
}

/// Held while typst is compiled: cargo itself would let a second set-up compile it too.
fn lock(cargo_home: &Path) -> Result<File, Failure> {
    let path = cargo_home.join(".toji-typst.lock");
    let cannot = |error| Failure::io(&path.display().to_string(), &error);
    fs::create_dir_all(cargo_home).map_err(cannot)?;
    let file = File::create(&path).map_err(cannot)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            println!("typst: another set-up is compiling it; waiting for that one");
            file.lock().map_err(cannot)?;
        }
        // A file system without locks loses only the courtesy.
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    Ok(file)
}

fn install(workspace: &Workspace, places: &Places) -> Result<(), Failure> {
    if places.installed().exists() {
        return Err(in_the_way(places));
    }
    println!("typst: none of a supported version. Compiling {PINNED}: this takes 6 to 30 minutes on two cores,");
    println!("       once for this machine. If it is interrupted, the next run goes on from there.");
    // Not cargo's temporary folder, which an interrupted compile loses.
    let scratch = workspace.target().join("typst-cli");
    let crate_ = format!("typst-cli@{PINNED}");
    let features = ["--no-default-features", "--features", "embedded-fonts"];
    let mut cargo = workspace.cargo(&["install", "--locked", &crate_]);
    cargo.args(features).arg("--root").arg(&places.cargo_home).arg("--target-dir").arg(&scratch);
    run(cargo.envs(QUICK_TO_COMPILE))?;
    match fs::remove_dir_all(&scratch) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            println!("    {} is no longer needed, and cannot be removed: {error}", scratch.display());
        }
        Ok(()) | Err(_) => {}
    }
    Ok(())
}

/// Somebody's typst of another version: theirs to replace.
fn in_the_way(places: &Places) -> Failure {
    let installed = places.installed();
    Failure::new(
        3,
        format!(
            "{} is no typst that toji supports, and not ours to replace.\n\
             Install another one beside it (6 to 30 minutes on two cores) and name it:\n\n    \
             cargo install --locked typst-cli@{PINNED} --root DIR\n    \
             TOJI_TYPST=DIR/bin/{} cargo xtask ...",
            installed.display(),
            program(),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_typst_comes_first_and_cargos_last() {
        let mut places = Places {
            named: Some("named/it".into()),
            path: env::join_paths(["one", "two"]).unwrap_or_default(),
            cargo_home: "home".into(),
        };
        let program = program();
        let rest = ["one", "two", "home/bin"].map(|folder| Path::new(folder).join(&program));
        assert_eq!(places.candidates()[1..], rest);
        assert_eq!(places.candidates()[0], Path::new("named/it"));
        places.named = None;
        assert_eq!(places.candidates(), rest);
    }
}
