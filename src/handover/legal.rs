//! Whether an output can lie on a stick that any computer reads: names, lengths and sizes as FAT32 and Windows have them.
//! Looks at the list of files alone.
//!
//! Source: "Naming Files, Paths, and Namespaces" and "File System Functionality Comparison", Microsoft Learn.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Finding};
use crate::source::name_problem;

/// The largest file that FAT32 holds, in bytes.
const LARGEST: u64 = u32::MAX as u64;
/// `MAX_PATH` of Windows without the end mark that it counts.
const LONGEST: usize = 259;
/// `D:\`, where a stick is seen.
const DRIVE: usize = 3;

/// Everything that a stick would not hold, of files (path with `/`, size) that go below the folder `below` of it.
pub(super) fn faults<'a>(below: &str, files: impl Iterator<Item = (&'a str, u64)>) -> Vec<Finding> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut findings = Vec::new();
    for (path, size) in files {
        let told = |code| Finding::of_path(code, path).with("path", path);
        let problem = path.split('/').find_map(name_problem);
        findings.extend(problem.map(|it| told(Code::StickName).with("reason", it.shown())));
        let length = DRIVE + below.encode_utf16().count() + 1 + path.encode_utf16().count();
        if length > LONGEST {
            findings.push(told(Code::StickPathLong).with("count", length).with("longest", LONGEST));
        }
        if size > LARGEST {
            findings.push(told(Code::StickFileTooLarge).with("size", size));
        }
        findings.extend(twin(path, &mut seen).map(|it| told(Code::StickNamesClash).with("other", it)));
    }
    findings
}

/// A file or folder seen before that a stick takes for this one, or for a folder of it: `A.html` and `a.html`.
fn twin<'a>(path: &'a str, seen: &mut BTreeMap<String, &'a str>) -> Option<&'a str> {
    let ends = path.match_indices('/').map(|it| it.0).chain([path.len()]);
    let parts = ends.map(|it| &path[..it]);
    let earlier: Vec<_> = parts.map(|it| (*seen.entry(it.to_lowercase()).or_insert(it), it)).collect();
    earlier.into_iter().find(|(earlier, it)| earlier != it).map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(files: &[(&str, u64)]) -> Vec<Code> {
        faults("binder", files.iter().copied()).into_iter().map(|it| it.code).collect()
    }

    #[test]
    fn names_that_windows_takes_for_one_or_for_none_are_told() {
        assert_eq!(codes(&[("rules/規程.html", 9), ("rules/規程2.html", 9), ("index.html", 0)]), []);
        assert_eq!(codes(&[("a/B.html", 1), ("a/b.html", 1)]), [Code::StickNamesClash]);
        assert_eq!(codes(&[("A/b.html", 1), ("a/c.html", 1)]), [Code::StickNamesClash]);
        for name in ["con.html", "x/nul", "a?.html", "a./b", "x ", "a:b"] {
            assert_eq!(codes(&[(name, 1)]), [Code::StickName], "{name}");
        }
    }

    #[test]
    fn lengths_count_the_drive_and_the_folder() {
        let room = LONGEST - DRIVE - "binder/".len();
        assert_eq!(codes(&[(&"あ".repeat(room), 1)]), []);
        assert_eq!(codes(&[(&"あ".repeat(room + 1), 1)]), [Code::StickPathLong]);
        assert_eq!(codes(&[(&"𠮷".repeat(room / 2 + 1), 1)]), [Code::StickPathLong]);
    }

    #[test]
    fn four_gigabytes_are_one_byte_too_many() {
        assert_eq!(codes(&[("a.mp4", (4 << 30) - 1)]), []);
        assert_eq!(codes(&[("a.mp4", 4 << 30)]), [Code::StickFileTooLarge]);
    }
}
