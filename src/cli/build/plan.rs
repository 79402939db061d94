//! For whom a build is, and into which folders: what was typed becomes one output, or one a profile. Makes no folder.

use std::path::{Path, PathBuf};

use crate::cli::args::Build;
use crate::cli::output::Terminal;
use crate::cli::profile;
use crate::diagnostics::{Code, Finding};
use crate::emit::Built;
use crate::model::{Config, Profile, is_line};

/// What is to be built.
#[derive(Debug)]
pub(super) struct Plan {
    /// Each profile and its output.
    pub(super) outputs: Vec<(Profile, PathBuf)>,
    /// The folder around all of them, where all profiles are built.
    pub(super) folder: Option<PathBuf>,
}

/// What is wrong with what was typed, whatever the binder says.
pub(super) fn fault(arguments: &Build, terminal: &Terminal) -> Option<String> {
    let recipient = arguments.recipient.as_deref()?;
    let is_all = arguments.profile.as_deref() == Some(Profile::ALL);
    let key = match (is_line(recipient), is_all) {
        (false, _) => "recipient-bad",
        (true, true) => "recipient-of-all",
        (true, false) => return None,
    };
    Some(terminal.fill(key, &[("longest", &Profile::LINE.to_string())]))
}

/// The plan of a binder with these settings.
///
/// # Errors
/// What to tell where there is no such profile.
pub(super) fn of(arguments: &Build, config: &Config, terminal: &Terminal) -> Result<Plan, String> {
    if arguments.profile.as_deref() == Some(Profile::ALL) {
        let folder = arguments.output.clone().unwrap_or_else(|| default(&arguments.dir).join("profiles"));
        let outputs = config.profiles.iter().map(|it| (it.clone(), folder.join(&*it.name))).collect();
        return Ok(Plan { outputs, folder: Some(folder) });
    }
    let profile = profile::one(config, arguments.profile.as_deref(), terminal)?;
    let out = arguments.output.clone().unwrap_or_else(|| default_of(arguments, &profile));
    let profile = match arguments.recipient.as_deref() {
        Some(recipient) => profile.handed_to(recipient.trim()),
        None => profile,
    };
    Ok(Plan { outputs: vec![(profile, out)], folder: None })
}

fn default(dir: &Path) -> PathBuf {
    dir.join("output")
}

/// A copy for others never takes the place of the facility's own.
fn default_of(arguments: &Build, profile: &Profile) -> PathBuf {
    let folder = default(&arguments.dir);
    match arguments.recipient {
        Some(_) => folder.join("copies").join(&*profile.name),
        None if *profile.name == *Profile::FULL => folder.join("binder"),
        None => folder.join(&*profile.name),
    }
}

impl Plan {
    /// Where one output lies, those of all profiles do not: they would be files of others within it.
    pub(super) fn obstacle(&self) -> Option<Finding> {
        let folder = self.folder.as_ref().filter(|it| Built::read(it).is_some())?;
        let path = folder.display().to_string();
        Some(Finding::of_path(Code::OutputOfOne, &path).with("path", &path))
    }
}
