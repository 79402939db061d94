//! A pack that is not there: what lies beside the place that was named, so that people find the one that they meant. Opens no
//! file.

use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::diagnostics::{Code, Finding};

/// How many packs are offered at most.
const OFFERED: usize = 5;

/// Whether a file is not there, rather than not to be read.
pub(super) fn is_missing(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// That there is no pack at `path`, and which there are beside it.
pub(super) fn told(path: &Path) -> Finding {
    let shown = path.display().to_string();
    Finding::of_path(Code::NoSuchPack, &shown).with("path", &shown).nearest(beside(path, &shown))
}

/// The packs of the same folder, the likeliest first.
fn beside(path: &Path, shown: &str) -> Vec<String> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten().filter_map(Result::ok);
    let is_pack = |it: &Path| it.extension().is_some_and(|it| it.eq_ignore_ascii_case("tojipack")) && it.is_file();
    let named =
        |it: std::fs::DirEntry| folder.map_or_else(|| it.file_name().into(), |folder| folder.join(it.file_name()));
    let packs = entries.filter(|it| is_pack(&it.path())).map(|it| named(it).display().to_string());
    let mut packs: Vec<(f64, String)> =
        packs.map(|it| (strsim::normalized_damerau_levenshtein(shown, &it), it)).collect();
    packs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    packs.into_iter().take(OFFERED).map(|it| it.1).collect()
}
