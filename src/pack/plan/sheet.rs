//! One file of the template with all that is known of it: what was brought, what the facility has, what is offered.
//! Decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Given, Migration, Taken, Template, TemplateFile};
use crate::pack::files::Files;
use crate::pack::migrate;
use crate::pack::offer::{Offer, Offered};
use crate::pack::state;

/// A file that the template speaks of, under its path of now; earlier names in it are put right.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) path: String,
    /// Its path before, where it had another.
    pub(super) from: Option<String>,
    pub(super) entry: Option<TemplateFile>,
    /// What was brought; `None` also where it is lost.
    pub(super) base: Option<Vec<u8>>,
    /// What the facility has.
    pub(super) mine: Option<Vec<u8>>,
    pub(super) theirs: Option<Offered>,
    /// The blocks of which it was decided, for this version, that the facility's text stands.
    pub(super) decided: Vec<String>,
}

/// The migrations that apply to this folder, in order.
pub(super) fn moves<'a>(files: &Files, installed: Option<&Template>, offer: &'a Offer) -> Vec<&'a Migration> {
    let Some(installed) = installed else { return Vec::new() };
    if installed.serial >= offer.serial && installed.id == offer.id {
        return Vec::new();
    }
    let mut tracked: BTreeSet<String> = installed.files.iter().map(|it| it.path.clone()).collect();
    let mut apply = |it: &Migration| match it {
        Migration::RenamePage { from, to } => {
            // Where the facility has a page of its own at the new place, nothing is moved over it.
            let is_free = !files.contains_key(to) && !tracked.contains(to);
            is_free && tracked.remove(from) && tracked.insert(to.clone())
        }
        Migration::SplitPage { from, .. } => tracked.contains(from),
        Migration::RenameVariable { .. } | Migration::MapValue { .. } | Migration::RetirePage { .. } => true,
    };
    offer.migrations.iter().filter(|it| apply(it)).collect()
}

/// Every file that the template brought or brings, by its path of now.
pub(super) fn sheets(
    files: &Files,
    installed: Option<&Template>,
    offer: &Offer,
    moves: &[&Migration],
) -> BTreeMap<String, Sheet> {
    let entries = installed.map(|it| it.files.as_slice()).unwrap_or_default();
    let mut sheets: BTreeMap<String, Sheet> = BTreeMap::new();
    for entry in entries {
        let sheet = of_entry(files, entry, moves);
        sheets.insert(sheet.path.clone(), sheet);
    }
    for decision in
        installed.iter().flat_map(|it| &it.decisions).filter(|it| it.version == offer.version && !it.block.is_empty())
    {
        if let (Some(sheet), Taken::Mine | Taken::Edited) = (sheets.get_mut(&decision.path), decision.taken) {
            sheet.decided.push(decision.block.clone());
        }
    }
    for (path, offered) in &offer.files {
        let sheet = sheets.entry(path.clone()).or_insert_with(|| Sheet {
            path: path.clone(),
            from: None,
            entry: None,
            base: None,
            mine: files.get(path).map(|it| migrate::text(path, it, moves)),
            theirs: None,
            decided: Vec::new(),
        });
        sheet.theirs = Some(offered.clone());
    }
    sheets
}

fn of_entry(files: &Files, entry: &TemplateFile, moves: &[&Migration]) -> Sheet {
    let path = migrate::path(&entry.path, moves);
    let put_right = |it: &[u8]| match entry.kind {
        Given::Managed => migrate::text(&entry.path, it, moves),
        Given::Seed => it.to_vec(),
    };
    Sheet {
        from: (path != entry.path).then(|| entry.path.clone()),
        base: state::base(files, &entry.base).map(put_right),
        mine: files.get(&entry.path).map(|it| migrate::text(&entry.path, it, moves)),
        entry: Some(entry.clone()),
        theirs: None,
        decided: Vec::new(),
        path,
    }
}
