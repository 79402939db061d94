//! Files among the members' folders: which stand in a member's place, and which are nobody's. Opens none of them.

use std::collections::BTreeSet;
use std::path::Path;

use super::consents::ConsentFile;
use super::members::folded;
use super::record::Record;
use super::{MEMBERS, REPORTS, holding};
use crate::diagnostics::{Code, Sink};
use crate::load::{self, MemberFolder};
use crate::source::Sources;

/// What lies in a fleet's folder.
pub(super) struct Parted {
    /// What is, or should be, a member's folder.
    pub(super) folders: Vec<MemberFolder>,
    /// The names of files that are nobody's.
    pub(super) beside: Vec<String>,
}

/// A file stands in a member's place where its name has no ending, as a folder's, or where it, or what is before its
/// ending, is known as a member's: a folder that came packed. Any other is only named.
pub(super) fn parted(all: Vec<MemberFolder>, fleet: &Path, out: &Path) -> Parted {
    let is_candidate = |it: &MemberFolder| {
        it.binder.as_ref().is_err_and(|it| it.code == Code::FleetMemberNoFolder) && stem(&it.name).is_some()
    };
    let (files, mut folders): (Vec<MemberFolder>, Vec<MemberFolder>) = all.into_iter().partition(is_candidate);
    let mut beside = Vec::new();
    if files.is_empty() {
        return Parted { folders, beside };
    }
    let there: BTreeSet<String> = folders.iter().map(|it| folded(&it.name)).collect();
    let known = known(fleet, out);
    for file in files {
        let is_missing = |name: &str| known.contains(&folded(name)) && !there.contains(&folded(name));
        if is_missing(&file.name) || stem(&file.name).is_some_and(is_missing) {
            folders.push(file);
        } else {
            beside.push(file.name);
        }
    }
    folders.sort_by(|a, b| a.name.cmp(&b.name));
    Parted { folders, beside }
}

/// What is before an ending such as `.txt`; `None` where there is none. A number is no ending: 第3.2薬局, 店舗No.3.
fn stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_ending = (1..=5).contains(&ending.len())
        && ending.bytes().all(|it| it.is_ascii_alphanumeric())
        && ending.bytes().any(|it| it.is_ascii_alphabetic());
    is_ending.then_some(stem).filter(|it| !it.is_empty())
}

/// Ids and folders of members that `fleet.toml`, workbooks that came, or an earlier build name.
fn known(fleet: &Path, out: &Path) -> BTreeSet<String> {
    let records = out.join(REPORTS).join(MEMBERS);
    let names = load::file_names(&records);
    let built = names.iter().filter_map(|it| Record::read(&records, it.strip_suffix(".json")?));
    let built = built.flat_map(|it| [it.report.id, it.report.folder]);
    // What is wrong with it is told by whoever relies on it.
    let consents = ConsentFile::read(fleet, &mut Sources::default(), &mut Sink::default());
    let agreed = consents.into_iter().flat_map(|it| it.consents.members).map(|it| it.value.id);
    built.chain(agreed).chain(holding::folders(fleet)).map(|it| folded(&it)).collect()
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn a_number_is_no_ending() {
        for (name, expected) in [
            ("メモ.txt", Some("メモ")),
            ("名簿.2026.XLS", Some("名簿.2026")),
            ("m1.7z", Some("m1")),
            ("m1", None),
            ("店舗No.3", None),
            ("A.薬局", None),
            ("様式.", None),
            ("a.longest", None),
        ] {
            assert_eq!(stem(name), expected, "{name}");
        }
    }
}
