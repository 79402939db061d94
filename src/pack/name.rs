//! Whether the paths of a pack may be written at all, on any system, and are told apart there. Looks at text only.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use unicode_normalization::UnicodeNormalization as _;

use super::archive::SIGNATURE;
use super::template::NAME;
use crate::diagnostics::{Code, Finding};
use crate::source::{is_path_below, name_problem};

/// The longest name that every file system takes, in bytes.
const LONGEST: usize = 255;

/// Everything that is wrong with these paths.
pub(super) fn problems<'a>(paths: impl IntoIterator<Item = &'a str>) -> Vec<Finding> {
    let (mut findings, mut seen) = (Vec::new(), BTreeMap::new());
    for path in paths {
        match problem(path) {
            Some(reason) => {
                findings.push(Finding::of_path(Code::PackBadPath, path).with("path", path).with("reason", reason));
            }
            None => findings.extend(twice(path, &mut seen)),
        }
    }
    findings
}

/// Whether the file at this path belongs to a source folder: not what is hidden, what an office program has open, and what
/// toji made.
pub(super) fn is_source(path: &str) -> bool {
    path.split('/').next() != Some(OUTPUT) && path.split('/').all(|it| !it.starts_with(['.', '~']))
}

const OUTPUT: &str = "output";

/// Why a path must not be written, in a word.
pub(super) fn problem(path: &str) -> Option<String> {
    if !is_path_below(path) {
        return Some("..".to_owned());
    }
    if [NAME, SIGNATURE].contains(&path) {
        return Some(NAME.to_owned());
    }
    if !is_source(path) {
        // `.toji` holds toji's own records, `.git` somebody's history: neither is a template's.
        return Some(
            [".", "~"]
                .into_iter()
                .find(|it| path.split('/').any(|name| name.starts_with(it)))
                .unwrap_or(OUTPUT)
                .to_owned(),
        );
    }
    path.split('/').find_map(|name| match name {
        _ if name.len() > LONGEST => Some(LONGEST.to_string()),
        _ => name_problem(name).map(|it| it.shown()),
    })
}

/// A path as it was written, and whether a file lies there.
type Seen<'a> = BTreeMap<String, (&'a str, Place)>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Folder,
    File,
}

/// The first part of `path` that is one with another path on a system that takes capitals and small letters for the same.
fn twice<'a>(path: &'a str, seen: &mut Seen<'a>) -> Option<Finding> {
    let folders = path.match_indices('/').map(|(end, _)| (&path[..end], Place::Folder));
    for (part, place) in folders.chain([(path, Place::File)]) {
        let (other, there) = match seen.entry(folded(part)) {
            Entry::Vacant(free) => {
                free.insert((part, place));
                continue;
            }
            Entry::Occupied(taken) => *taken.get(),
        };
        let is_shared_folder = other == part && (there, place) == (Place::Folder, Place::Folder);
        if !is_shared_folder {
            return Some(Finding::of_path(Code::PackPathTwice, path).with("path", path).with("other", other));
        }
    }
    None
}

/// One writing for all paths that some system takes for the same.
pub(super) fn folded(path: &str) -> String {
    path.nfkc().collect::<String>().to_uppercase().to_lowercase().nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(paths: &[&str]) -> Vec<Code> {
        problems(paths.iter().copied()).into_iter().map(|it| it.code).collect()
    }

    #[test]
    fn paths_that_point_elsewhere_are_refused() {
        for path in [
            "",
            "/etc/passwd",
            "../a",
            "a/../../b",
            "a//b",
            "a/",
            "./a",
            r"a\b",
            r"..\a",
            "C:/a",
            "C:a",
            "a\0b",
            ".toji/template.toml",
            ".git/config",
            "a/.hidden",
            "a/~$b.md",
            "output/a.md",
            "CON",
            "rules/aux.md",
            "rules/a.",
            "rules/a ",
            "a\nb",
            "か\u{3099}.md",
            "pack.toml",
            "pack.toml.minisig",
            "a/\u{1b}[2J",
        ] {
            assert_eq!(codes(&[path]), [Code::PackBadPath], "{path:?}");
        }
        assert_eq!(codes(&[&"あ".repeat(86)]), [Code::PackBadPath]);
        assert_eq!(codes(&["rules/規程.md", "manual/pack.toml", "bcp/a b.md", &"あ".repeat(85)]), []);
    }

    #[test]
    fn paths_that_are_one_somewhere_are_refused() {
        for (a, b) in [
            ("rules/a.md", "rules/A.md"),
            ("rules/a.md", "rules/a.md"),
            ("Rules/a.md", "rules/b.md"),
            ("rules", "rules/b.md"),
            ("rules/b.md", "rules"),
            ("straße.md", "STRASSE.md"),
            ("ａ.md", "a.md"),
            ("ﬁ.md", "fi.md"),
        ] {
            assert_eq!(codes(&[a, b]), [Code::PackPathTwice], "{a} {b}");
        }
        assert_eq!(codes(&["rules/a.md", "rules/b.md", "rules/c/a.md", "rules/c/b.md", "bcp/a.md"]), []);
    }
}
