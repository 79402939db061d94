//! The clauses of the rules, those of one text beside those of another. Compares by number: a clause that got another number
//! is one that went and one that came.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{Piece, words};
use crate::model::{Block, BlockKind, Clause, Definition, Target, plain_text};
use crate::resolve::{Binder, Tab};

/// One clause in both texts.
#[derive(Debug, Clone)]
pub struct ClauseChange {
    /// Its number.
    pub clause: Clause,
    /// What became of it.
    pub kind: ClauseKind,
}

/// What became of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClauseKind {
    /// It reads as before.
    Same,
    /// It is new.
    Added(String),
    /// It is gone.
    Removed(String),
    /// It reads otherwise.
    Changed(Vec<Piece>),
}

/// Every clause of either binder, by number.
pub(super) fn compare(before: &Binder, after: &Binder) -> Vec<ClauseChange> {
    let (mut old, mut new) = (texts(before), texts(after));
    let numbers: BTreeSet<Clause> = old.keys().chain(new.keys()).copied().collect();
    let change = |clause| {
        let kind = match (old.remove(&clause), new.remove(&clause)) {
            (Some(old), Some(new)) if old == new => ClauseKind::Same,
            (Some(old), Some(new)) => ClauseKind::Changed(words(&old, &new)),
            (Some(old), None) => ClauseKind::Removed(old),
            (None, new) => ClauseKind::Added(new.unwrap_or_default()),
        };
        ClauseChange { clause, kind }
    };
    numbers.into_iter().map(change).collect()
}

/// The text of every clause, its heading first; a line a paragraph.
fn texts(binder: &Binder) -> BTreeMap<Clause, String> {
    let mut texts: BTreeMap<Clause, String> = BTreeMap::new();
    for document in binder.documents_in(Tab::Rules) {
        let mut open: Option<(Clause, u8)> = None;
        for block in &document.blocks {
            if let Some(heading) = block.heading() {
                let goes_on = |(_, level): &(Clause, u8)| heading.level > *level;
                open = heading.clause.map(|it| (it, heading.level)).or(open.filter(goes_on));
            }
            if let Some((clause, _)) = open {
                block_text(block, texts.entry(clause).or_default());
            }
        }
    }
    texts
}

fn block_text(block: &Block<Target>, out: &mut String) {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => line(&plain_text(content), out),
        BlockKind::Heading(heading) => line(&heading.text, out),
        BlockKind::List { items, .. } => items.iter().flatten().for_each(|it| block_text(it, out)),
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
            blocks.iter().for_each(|it| block_text(it, out));
        }
        BlockKind::Code { text, .. } => line(text, out),
        BlockKind::Table(table) => {
            for cells in std::iter::once(&table.head).chain(table.rows.iter().map(|it| &it.1)) {
                let cells: Vec<String> = cells.iter().map(|it| plain_text(it)).collect();
                line(&cells.join("｜"), out);
            }
        }
        BlockKind::Rule => (),
        BlockKind::Definitions(definitions) => definitions.iter().for_each(|it| definition(it, out)),
        // What a register holds today is no text of the rules.
        BlockKind::View(view) => line(view.register.japanese(), out),
    }
}

fn definition(definition: &Definition<Target>, out: &mut String) {
    line(&plain_text(&definition.term), out);
    definition.meanings.iter().flatten().for_each(|it| block_text(it, out));
}

fn line(text: &str, out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(text.trim_end());
}
