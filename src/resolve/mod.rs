//! From parsed parts to one [`Binder`]: what each reference points at, who points at what, order and addresses.
//!
//! Every reference is looked up here and nowhere else; one that leads nowhere is a finding and stays as text, so that all
//! of them are reported in one run. Nothing here reads a file, judges a facility or writes output.

mod address;
mod binder;
mod cell_rows;
mod cells;
mod coverage;
mod document;
mod forms;
mod glossary;
mod guideline;
mod imported;
mod index;
mod items;
mod left;
mod links;
mod masks;
mod mentions;
mod named;
mod order;
mod phases;
mod terms;
mod variable;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

pub use address::{Address, Tab, relative};
pub use binder::Binder;
pub use cells::CellLink;
pub use coverage::Covering;
pub use glossary::{Finders, Term};
pub use imported::OriginalFile;
pub use left::Left;
pub use mentions::Mention;
pub use phases::PhasePlace;

use crate::diagnostics::{Finding, Sink};
use crate::model::{Config, Document, Edition, Guideline, RawRef, Register};
use crate::source::AT_A_TIME;

/// What parsing a source folder gave.
#[derive(Debug)]
pub struct Parts {
    /// `binder.toml`.
    pub config: Config,
    /// The checklist of its edition.
    pub edition: Edition,
    /// The checklists of other years that are known as data.
    pub others: Vec<Edition>,
    /// The guideline that the edition's notes point at.
    pub guideline: Guideline,
    /// All documents.
    pub documents: Vec<Document<RawRef>>,
    /// All registers.
    pub registers: Vec<Register>,
    /// The paths of all other files below the source folder: what links and images may point at.
    pub files: BTreeSet<Box<str>>,
    /// What is known of the files that descriptors name, by path.
    pub originals: BTreeMap<Box<str>, OriginalFile>,
    /// What an earlier binder's glossary was found with.
    pub finders: Arc<Finders>,
}

/// Resolves everything.
pub fn binder(parts: Parts, sink: &mut Sink) -> Binder {
    let Parts { config, edition, others, guideline, mut documents, mut registers, files, originals, finders } = parts;
    registers.sort_by_key(|it| it.kind);
    let items = items::Items { edition: &edition, others: &others };
    let index = index::Index::new(&mut documents, &registers, &files, items, sink);
    let resolver =
        links::Resolver { config: &config, items, guideline: &guideline, registers: &registers, index: &index };
    imported::check(&documents, &originals, &index, sink);
    let resolved: Vec<_> = documents
        .into_par_iter()
        .with_max_len(AT_A_TIME)
        .map(|it| document::resolve(it, &resolver, &originals))
        .collect();
    let cells = cells::link(&resolver, sink);
    check_roles(&resolver, sink);
    masks::check(&resolver, sink);

    let mut documents = Vec::with_capacity(resolved.len());
    let mut found = Vec::with_capacity(resolved.len());
    let mut gathered = imported::Gathered::default();
    for (document, named, findings) in resolved {
        found.push((document.id.clone(), named));
        documents.push(document);
        sink.extend(findings.into_iter().filter_map(|it| gathered.keep(it)));
    }
    sink.extend(gathered.findings());
    let (mentions, (terms, coverage)) = rayon::join(
        || mentions::Mentions::new(found, &cells, &registers),
        || {
            order::sort(&mut documents);
            let terms = glossary::link(&mut documents, &index.glossary, &finders);
            (terms, coverage::collect(&documents))
        },
    );
    let years = Some(&edition).filter(|it| it.is_of_year(&config));
    forms::check(&documents, years.map(|_| items), &registers, sink);
    // Freeing it takes longer than the next stage wants to wait.
    rayon::spawn(|| drop(index));
    Binder::new(binder::Contents {
        config,
        edition,
        guideline,
        documents,
        registers,
        cells,
        mentions,
        terms,
        coverage,
        hidden_coverage: BTreeSet::new(),
        hidden_phases: BTreeSet::new(),
        phones: None,
    })
}

fn check_roles(resolver: &links::Resolver<'_>, sink: &mut Sink) {
    let contacts = resolver.registers.iter().find(|it| it.kind == crate::model::RegisterKind::Contacts);
    for (_, id) in &resolver.config.roles {
        if contacts.and_then(|it| it.row(&id.value)).is_none() {
            sink.push(
                Finding::at(crate::diagnostics::Code::UnknownRow, id.span)
                    .with("id", &id.value)
                    .nearest(resolver.nearest_rows(id.value.as_str())),
            );
        }
    }
}
