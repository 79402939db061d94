//! The folder of `toji build --profile all`: an output a profile, each in the folder of its name. Removes nothing.

use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::Manifest;

/// The outputs in `folder` that lie where a build of all profiles puts them, by name: their own manifest names the profile
/// that their folder is called by. A link is no output.
pub fn profiles(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let folders = entries.filter(|it| it.file_type().is_ok_and(|it| it.is_dir()));
    let mut found: Vec<(String, PathBuf)> = folders.filter_map(|it| output(&it.path())).collect();
    found.sort();
    found
}

fn output(folder: &Path) -> Option<(String, PathBuf)> {
    let name = folder.file_name()?.to_str()?;
    let manifest = Manifest::read(folder)?;
    (manifest.profile == name).then(|| (name.to_owned(), folder.to_owned()))
}
