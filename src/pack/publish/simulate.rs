//! What an update would do to every member's folder. Writes nothing anywhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostics::Finding;
use crate::model::{Date, Share};
use crate::pack::{Folder, Offer, Pack, What, could_admit};

/// What an update would do to one member.
#[derive(Debug)]
pub struct Simulated {
    /// The name of its folder.
    pub member: String,
    /// The version that it has; empty where nothing says one.
    pub version: String,
    /// What would become of each page of the template.
    pub pages: BTreeMap<String, What>,
    /// The facts of the facility that the new version asks for and it does not have.
    pub facts: Vec<String>,
    /// What keeps it from being updated.
    pub findings: Vec<Finding>,
}

/// What an update would do to all.
#[derive(Debug)]
pub struct Simulation {
    /// By the names of their folders.
    pub members: Vec<Simulated>,
}

/// How a page comes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passage {
    /// Nothing to decide: left, replaced, new, moved.
    Clean,
    /// Both sides changed it, in different places.
    Merged,
    /// Both changed one place.
    Conflict,
    /// The member deleted it: it stays deleted.
    Deleted,
}

impl Passage {
    /// Of what becomes of a page.
    pub fn of(what: &What) -> Self {
        match what {
            What::Merged => Self::Merged,
            What::Conflict { .. } => Self::Conflict,
            What::DeletedByYou { .. } => Self::Deleted,
            What::Unchanged
            | What::Replaced
            | What::Added
            | What::Removed
            | What::NowYours
            | What::Renamed { .. }
            | What::Split { .. }
            | What::Adjusted
            | What::NewColumns { .. } => Self::Clean,
        }
    }
}

impl Simulated {
    /// How many pages come through in this way.
    pub fn count(&self, wanted: Passage) -> usize {
        self.pages.values().filter(|it| Passage::of(it) == wanted).count()
    }
}

impl Simulation {
    /// How many pages of all members come through in this way.
    pub fn count(&self, wanted: Passage) -> usize {
        self.members.iter().map(|it| it.count(wanted)).sum()
    }

    /// The pages with conflicts, by how many members have one, and by their blocks: the most first.
    pub fn conflicts(&self) -> Vec<(&str, usize, BTreeMap<&str, usize>)> {
        let mut pages: BTreeMap<&str, (usize, BTreeMap<&str, usize>)> = BTreeMap::new();
        for (path, what) in self.members.iter().flat_map(|it| &it.pages) {
            if let What::Conflict { blocks } = what {
                let (members, named) = pages.entry(path).or_default();
                *members += 1;
                blocks.iter().for_each(|it| *named.entry(it).or_default() += 1);
            }
        }
        let mut pages: Vec<_> = pages.into_iter().map(|(path, it)| (path, it.0, it.1)).collect();
        pages.sort_by_key(|it| (std::cmp::Reverse(it.1), it.0));
        pages
    }
}

/// Thinks an update out for each of the members' folders.
pub fn simulate(pack: &Pack, members: &[PathBuf], today: Date) -> Simulation {
    Simulation { members: members.iter().map(|it| member(pack, it, today)).collect() }
}

fn member(pack: &Pack, root: &Path, today: Date) -> Simulated {
    let member = root.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let mut simulated =
        Simulated { member, version: String::new(), pages: BTreeMap::new(), facts: Vec::new(), findings: Vec::new() };
    let folder = match Folder::read(root, pack.files.keys().map(String::as_str)) {
        Ok(folder) => folder,
        Err(findings) => return Simulated { findings, ..simulated },
    };
    simulated.version = folder.installed.as_ref().map(|it| it.version.clone()).unwrap_or_default();
    if let Some(Err(finding)) = folder.installed.as_ref().map(|it| could_admit(it, &pack.head)) {
        simulated.findings.push(finding);
        return simulated;
    }
    let kind = match folder.kind() {
        Ok(kind) => kind,
        Err(finding) => return Simulated { findings: vec![finding], ..simulated },
    };
    let plan = crate::pack::plan(&folder.files, folder.installed.as_ref(), &Offer::of(pack, kind), today);
    simulated.facts = crate::pack::lacking(pack, &folder.files, &plan);
    let is_page = |path: &str| pack.file(path).is_none_or(|it| it.share == Share::Managed);
    simulated.pages = plan.files.into_iter().filter(|it| is_page(&it.0)).collect();
    simulated
}
