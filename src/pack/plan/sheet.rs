//! One file of the template with all that is known of it: what was brought, what the facility has, what is offered.
//! Decides nothing.

use std::collections::BTreeMap;

use super::moves::Moves;
use crate::model::{Given, Taken, Template, TemplateFile};
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

/// Every file that the template brought or brings, by its path of now.
pub(super) fn sheets(
    files: &Files,
    installed: Option<&Template>,
    offer: &Offer,
    moves: &Moves<'_>,
) -> BTreeMap<String, Sheet> {
    let entries = installed.map(|it| it.files.as_slice()).unwrap_or_default();
    let mut sheets: BTreeMap<String, Sheet> = BTreeMap::new();
    for entry in entries {
        let sheet = moves.now(&entry.path).map(|now| of_entry(files, entry, now, moves));
        sheets.extend(sheet.map(|it| (it.path.clone(), it)));
    }
    for decision in
        installed.iter().flat_map(|it| &it.decisions).filter(|it| it.serial == offer.serial && !it.block.is_empty())
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
            // What lies there may be a page that moves on.
            mine: files
                .get(path)
                .filter(|_| !moves.is_brought(path))
                .map(|it| migrate::text(path, it, &moves.versions)),
            theirs: None,
            decided: Vec::new(),
        });
        sheet.theirs = Some(offered.clone());
    }
    sheets
}

fn of_entry(files: &Files, entry: &TemplateFile, path: &str, moves: &Moves<'_>) -> Sheet {
    let put_right = |it: &[u8]| match entry.kind {
        Given::Managed => migrate::text(&entry.path, it, &moves.versions),
        Given::Seed => it.to_vec(),
    };
    Sheet {
        from: (path != entry.path).then(|| entry.path.clone()),
        base: state::base(files, &entry.base).map(put_right),
        mine: files.get(&entry.path).map(|it| migrate::text(&entry.path, it, &moves.versions)),
        entry: Some(entry.clone()),
        theirs: None,
        decided: Vec::new(),
        path: path.to_owned(),
    }
}
