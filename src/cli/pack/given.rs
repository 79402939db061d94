//! A template as it was named on the command line: the author's folder, or a pack.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostics::Sink;
use crate::load;
use crate::model::RegisterKind;
use crate::pack::publish::Facts;
use crate::pack::{self, NAME, Pack};
use crate::parse::sample;
use crate::source::Sources;

/// A template.
pub(super) struct Given {
    pub(super) pack: Pack,
    /// Files of the folder that are in no list of `pack.toml`.
    pub(super) unmarked: Vec<String>,
    /// What must not stand in a page for all.
    pub(super) facts: Facts,
}

/// Reads it; `None` with findings, which point into `sources`. A pack may have no signature yet.
pub(super) fn read(path: &Path, sources: &mut Sources, sink: &mut Sink) -> Option<Given> {
    let mut facts = Facts::of_sample(sample::names());
    if path.is_dir() {
        let files = files(path, sink)?;
        take_facts(&files, &mut facts);
        let authored = Pack::author(files, sources, sink)?;
        return Some(Given { pack: authored.pack, unmarked: authored.unmarked, facts });
    }
    let draft = pack::open_draft(path, sources, sink)?;
    Some(Given { pack: draft.pack, unmarked: Vec::new(), facts })
}

fn files(root: &Path, sink: &mut Sink) -> Option<BTreeMap<String, Cow<'static, [u8]>>> {
    let listed = load::files(root, sink);
    let read = listed.into_iter().map(|(path, place)| Some((path, Cow::Owned(load::outside_bytes(&place, sink)?))));
    read.collect()
}

/// The names, numbers and addresses of the facility that the template was written at.
fn take_facts(files: &BTreeMap<String, Cow<'static, [u8]>>, facts: &mut Facts) {
    let text = |path: &str| std::str::from_utf8(files.get(path)?).ok().map(|it| it.trim_start_matches('\u{feff}'));
    if let Some(text) = text("binder.toml") {
        facts.take_settings(text);
    }
    for kind in RegisterKind::ALL {
        if let Some(text) = text(&format!("registers/{}.csv", kind.as_str())) {
            facts.take_register(kind, text);
        }
    }
}

/// Files that stand in the folder and are meant to be there all the same.
pub(super) fn is_silent(path: &str) -> bool {
    [NAME, "README.md", "LICENSE"].contains(&path) || path.starts_with("standards/")
}
