//! The names of the files in a folder that need not be there. Opens none.

use std::fs;
use std::path::Path;

/// The names of the files in `folder`, sorted; none where it is not there or cannot be listed.
pub fn file_names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|it| it.file_type().is_ok_and(|it| it.is_file()));
    let mut names: Vec<String> = files.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
