//! Which template the members have: counted, and who is behind.

use std::collections::BTreeMap;

use serde::Serialize;

use super::count::{Count, Names};
use crate::fleet::{InstalledReport, MemberReport};

/// The members with one version of a template.
#[derive(Debug, Serialize)]
pub(super) struct Version {
    /// The pack's id; empty for members without a template, and where names are hidden: it may name an association.
    pub(super) id: String,
    /// Its version; empty for members without a template.
    pub(super) version: String,
    pub(super) serial: u64,
    /// Whether a member has a later one.
    pub(super) is_behind: bool,
    pub(super) members: Count,
    /// The ids of those that are behind.
    pub(super) behind: Vec<String>,
    /// The same, as they are called.
    #[serde(skip)]
    pub(super) shown: Vec<String>,
}

/// The newest of each pack first; those without a template last. Who could not be read is not counted.
pub(super) fn all(members: &[MemberReport], names: Names) -> Vec<Version> {
    type Key<'a> = (bool, &'a str, std::cmp::Reverse<u64>, &'a str);
    let key = |it: Option<&'_ InstalledReport>| (it.is_none(), it.map_or(0, |it| it.serial));
    let mut newest: BTreeMap<&str, u64> = BTreeMap::new();
    let mut groups: BTreeMap<Key<'_>, Vec<&MemberReport>> = BTreeMap::new();
    for member in members.iter().filter(|it| it.is_built() || it.template.is_some()) {
        let installed = member.template.as_ref();
        let (is_none, serial) = key(installed);
        let (id, version) = installed.map_or(("", ""), |it| (it.id.as_str(), it.version.as_str()));
        let latest = newest.entry(id).or_default();
        *latest = serial.max(*latest);
        groups.entry((is_none, id, std::cmp::Reverse(serial), version)).or_default().push(member);
    }
    let version = |((_, id, serial, version), members): (Key<'_>, Vec<&MemberReport>)| {
        let is_behind = newest.get(id).is_some_and(|it| serial.0 < *it);
        let behind = || members.iter().filter(|_| is_behind);
        Version {
            id: match names {
                Names::Shown => id.to_owned(),
                Names::Hidden => String::new(),
            },
            version: version.to_owned(),
            serial: serial.0,
            is_behind,
            members: names.count(members.len()),
            behind: names.only(behind().map(|it| it.id.clone()).collect()),
            shown: names.only(behind().map(|it| it.shown().to_owned()).collect()),
        }
    };
    groups.into_iter().map(version).collect()
}
