//! Where a BCP speaks of each of its phases.

use super::{Binder, Tab};
use crate::model::{BcpPhase, Target};

/// A document or section of the BCP that a phase names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhasePlace {
    /// The document, or its section.
    pub target: Target,
    /// As a reader knows it.
    pub title: Box<str>,
}

impl Binder {
    /// The places of a phase, in reading order: documents whose title names it, else the sections whose headings do.
    pub fn phase(&self, phase: BcpPhase) -> Vec<PhasePlace> {
        let mut places = Vec::new();
        for document in self.documents_in(Tab::Bcp) {
            if phase.is_named_in(&document.title.value) {
                let target = Target::Document(document.id.clone());
                places.push(PhasePlace { target, title: document.title.value.as_str().into() });
            } else {
                let named = document.headings().filter(|it| phase.is_named_in(&it.text));
                places.extend(named.map(|it| PhasePlace {
                    target: Target::Heading(document.id.clone(), it.id.clone()),
                    title: it.text.clone(),
                }));
                let entries = document.imported.iter().flat_map(|it| &it.entries);
                let listed = entries.filter(|it| phase.is_named_in(&it.title));
                places
                    .extend(listed.map(|it| PhasePlace { target: it.target(&document.id), title: it.shown().into() }));
            }
        }
        places
    }
}
