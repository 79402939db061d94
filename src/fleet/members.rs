//! Who is in a fleet: each member's id and folder, and what keeps one from being built at all. Builds nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::{Place, beside};
use crate::diagnostics::{Code, Finding, Sink};
use crate::load::{self, MemberFolder};
use crate::parse;
use crate::source::{Sources, name_problem};

/// The fact of `[facility]` that names a member.
const ID: &str = "member_id";
/// An id becomes the name of a folder and of a file: some systems know no longer one.
const LONGEST: usize = 200;

/// A member, or what stands in the place of one.
#[derive(Debug)]
pub struct Member {
    /// Its id and its folder's name.
    pub place: Place,
    /// Where its source folder lies.
    pub root: PathBuf,
    /// Why it cannot be built; empty for one that may be.
    pub faults: Vec<Finding>,
}

/// Who is in a fleet's folder.
#[derive(Debug)]
pub(super) struct Listed {
    /// Everybody, by folder.
    pub(super) members: Vec<Member>,
    /// The names of files that are in nobody's place.
    pub(super) beside: Vec<String>,
}

/// Everybody in the folder `fleet`, by folder; `out` is no member, should it lie there.
///
/// # Errors
/// Where the folder cannot be listed, or nobody is in it.
pub fn members(fleet: &Path, out: &Path) -> Result<Vec<Member>, Finding> {
    listed(fleet, out).map(|it| it.members)
}

/// As [`members`], with what is none.
pub(super) fn listed(fleet: &Path, out: &Path) -> Result<Listed, Finding> {
    if fleet.join("binder.toml").exists() {
        let shown = fleet.display().to_string();
        return Err(Finding::of_path(Code::FleetIsMember, &shown).with("path", shown));
    }
    let found = beside::parted(load::members(fleet, out)?, fleet, out);
    let mut members: Vec<Member> = found.folders.into_iter().map(member).collect();
    if members.is_empty() {
        let shown = fleet.display().to_string();
        return Err(Finding::of_path(Code::FleetEmpty, &shown).with("path", shown));
    }
    tell_shared_ids(&mut members);
    Ok(Listed { members, beside: found.beside })
}

fn member(MemberFolder { name, root, binder }: MemberFolder) -> Member {
    match binder {
        Ok(text) => {
            let id = id(&text).unwrap_or_else(|| name.clone());
            let faults = unusable(&id).into_iter().collect();
            Member { place: Place { output: id.clone(), id, folder: name }, root, faults }
        }
        Err(finding) => {
            let place = Place { id: name.clone(), output: name.clone(), folder: name };
            Member { place, root, faults: vec![finding] }
        }
    }
}

/// What a `binder.toml` calls its member; what is wrong with the rest of it is told when it is built.
fn id(text: &str) -> Option<String> {
    let file = Sources::default().add("binder.toml", text);
    let config = parse::config::parse(file, text, &mut Sink::default())?;
    let fact = config.facility.facts.into_iter().find(|it| it.0 == ID)?;
    Some(fact.1.trim().to_owned()).filter(|it| !it.is_empty())
}

fn unusable(id: &str) -> Option<Finding> {
    let reason = match name_problem(id) {
        Some(problem) => problem.shown(),
        None if id.starts_with('.') => ".".to_owned(),
        None if id.len() > LONGEST => format!("{} > {LONGEST}", id.len()),
        None => return None,
    };
    Some(Finding::of_path(Code::FleetMemberId, "binder.toml").with("id", id).with("reason", reason))
}

/// Which ids are one: on some systems the folders would be.
pub(super) fn folded(id: &str) -> String {
    id.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

fn tell_shared_ids(members: &mut [Member]) {
    let mut by_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, member) in members.iter().enumerate().filter(|it| it.1.faults.is_empty()) {
        by_id.entry(folded(&member.place.id)).or_default().push(at);
    }
    for sharing in by_id.into_values().filter(|it| it.len() > 1) {
        let folders: Vec<&str> = sharing.iter().map(|it| members[*it].place.folder.as_str()).collect();
        let folders = folders.join("、");
        for at in sharing {
            let finding = Finding::of_path(Code::FleetMemberIdShared, "binder.toml");
            let finding = finding.with("id", &members[at].place.id).with("folders", &folders);
            members[at].faults.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_binders_word_or_none() {
        let binder = |line: &str| {
            let head = "format = 1\nfiscal_year = 2025\nedition = \"r7\"\n[facility]\nname = \"見本薬局\"\nkind = \"pharmacy\"\n";
            id(&format!("{head}{line}\n"))
        };
        assert_eq!(binder("member_id = \" 0123 \""), Some("0123".to_owned()));
        assert_eq!(binder("member_id = \"\""), None);
        assert_eq!(binder(""), None);
        assert_eq!(id("= broken"), None);
    }

    #[test]
    fn ids_that_differ_in_width_or_case_are_one() {
        assert_eq!(folded("ＮＡＲＡ-０１"), folded("nara-01"));
        assert_ne!(folded("nara-01"), folded("nara-02"));
    }

    #[test]
    fn an_id_that_is_no_name_of_a_folder_is_told() {
        for wrong in ["a/b", "..", "CON", "a.", ".a", "a:b", &"a".repeat(300)] {
            assert_eq!(unusable(wrong).map(|it| it.code), Some(Code::FleetMemberId), "{wrong}");
        }
        assert!(unusable("奈良-01").is_none());
    }
}
