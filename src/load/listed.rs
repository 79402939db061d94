//! The files in a folder that need not be there. Opens none.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// The names of the files in `folder`, sorted; none where it is not there or cannot be listed.
pub fn file_names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|it| it.file_type().is_ok_and(|it| it.is_file()));
    let mut names: Vec<String> = files.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The files below `folder`, hidden ones too, by their paths with `/`, sorted. Links are not followed.
pub fn all_files(folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let files = entries.filter(|it| it.file_type().is_file());
    let below = |it: walkdir::DirEntry| {
        let path = it.path().strip_prefix(folder).ok()?;
        Some(path.iter().map(|it| it.to_string_lossy()).collect::<Vec<_>>().join("/"))
    };
    files.filter_map(below).collect()
}
