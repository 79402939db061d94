//! What a profile withholds of a binder, found in one walk: documents, sections, quotes, rows, cells, files, and what is left
//! without them. Changes nothing.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::fate::{Fate, fates};
use super::footnotes::Footnotes;
use super::texts::Texts;
use super::withheld::{self, Withheld, WithheldKind};
use crate::model::{
    Block, BlockKind, Class, ClauseRef, DocId, Document, Holds, Profile, Register, RegisterKind, Row, RowId, Target,
    choice_word,
};
use crate::resolve::Binder;
use crate::source::{AT_A_TIME, FileId, Span};

/// All of it.
#[derive(Debug, Default)]
pub(super) struct Gone {
    /// Documents as a whole.
    pub(super) documents: FxHashSet<DocId>,
    /// The files that these were read from.
    pub(super) sources: FxHashSet<FileId>,
    /// Headings and 項 of documents that stay.
    anchors: FxHashSet<(DocId, Box<str>)>,
    /// Footnotes of documents that stay.
    notes: FxHashSet<(DocId, Box<str>)>,
    /// Terms of the glossary, by their anchors.
    terms: FxHashSet<Box<str>>,
    /// Files, by their paths below the source folder.
    pub(super) files: FxHashSet<Box<str>>,
    /// Rows, by their places in their registers.
    rows: FxHashMap<RegisterKind, FxHashSet<usize>>,
    /// The places of all that is withheld in documents that stay, and of cells, in order.
    pub(super) places: Vec<Span>,
    /// Its texts.
    pub(super) texts: Vec<Withheld>,
}

/// What is withheld of one document that stays.
#[derive(Debug, Default)]
struct Scan {
    places: Vec<Span>,
    anchors: Vec<Box<str>>,
    definitions: Vec<Span>,
    notes: FxHashSet<Box<str>>,
    texts: Texts,
}

impl Gone {
    /// What `profile` withholds of `binder`.
    pub(super) fn of(binder: &Binder, profile: &Profile) -> Self {
        let mut gone = Self::default();
        let scan = |it: &Document<Target>| profile.sees(it.front.class).then(|| Scan::of(it, profile));
        let scans: Vec<Option<Scan>> = binder.documents().par_iter().with_max_len(AT_A_TIME).map(scan).collect();
        let mut definitions = FxHashSet::default();
        for (document, scan) in binder.documents().iter().zip(scans) {
            match scan {
                Some(scan) => gone.take(document, scan, &mut definitions),
                None => gone.take_whole(document, &mut definitions),
            }
        }
        let terms = binder.terms().iter().filter(|it| definitions.contains(&it.span));
        gone.terms = terms.map(|it| it.anchor.clone()).collect();
        binder.registers().iter().for_each(|it| gone.take_register(it, profile));
        gone.places.retain(|it| !it.range().is_empty());
        gone.places.sort_unstable();
        gone
    }

    /// Whether nothing is withheld.
    pub(super) fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.places.is_empty() && self.rows.is_empty()
    }

    fn take(&mut self, document: &Document<Target>, scan: Scan, definitions: &mut FxHashSet<Span>) {
        let of_document = |it: Box<str>| (document.id.clone(), it);
        self.anchors.extend(scan.anchors.into_iter().map(of_document));
        self.notes.extend(scan.notes.into_iter().map(of_document));
        self.places.extend(scan.places);
        self.texts.extend(scan.texts.0);
        definitions.extend(scan.definitions);
    }

    fn take_whole(&mut self, document: &Document<Target>, definitions: &mut FxHashSet<Span>) {
        self.documents.insert(document.id.clone());
        let revisions = document.front.control.revisions.iter().map(|it| it.span.file);
        self.sources.extend([document.file, document.title.span.file].into_iter().chain(revisions));
        let original = document.form().and_then(|it| it.original.as_ref()?.file.as_ref());
        let imported = document.imported.as_ref().and_then(|it| it.file.as_ref());
        self.files.extend(original.into_iter().chain(imported).map(|it| it.value.clone()));
        let mut all = Scan::default();
        document.blocks.iter().for_each(|it| all.names(it));
        definitions.extend(all.definitions);
        let mut texts = Texts::default();
        texts.document(document);
        self.texts.extend(texts.0);
    }

    fn take_register(&mut self, register: &Register, profile: &Profile) {
        let kind = register.kind;
        // The id is the row: where it may not be seen, no row may.
        let is_nameless = register.columns.first().is_some_and(|it| profile.masks(kind, &it.value));
        for (i, row) in register.rows.iter().enumerate() {
            if is_nameless || !profile.sees(class_of(register, row)) {
                self.rows.entry(kind).or_default().insert(i);
                self.take_row(register, row);
            }
        }
        let kept = |it: &usize| !self.rows.get(&kind).is_some_and(|rows| rows.contains(it));
        let rows = (0..register.rows.len()).filter(kept).map(|it| &register.rows[it]);
        let cells = withheld::cells(register, rows, profile);
        self.places.extend(cells.iter().map(|it| it.at));
        self.texts.extend(cells);
    }

    fn take_row(&mut self, register: &Register, row: &Row) {
        let mut texts = Texts::default();
        for cell in &row.cells {
            texts.push(WithheldKind::Cell(register.kind), &cell.value, cell.span);
            self.places.push(cell.span);
        }
        let names = register.columns.iter().zip(&row.cells).enumerate();
        let files = names.filter(|(i, _)| register.known(*i).is_some_and(|it| it.holds == Holds::File));
        for (_, (_, cell)) in files.filter(|(_, (_, cell))| !cell.value.trim().is_empty()) {
            let name = cell.value.trim();
            let path = format!("attachments/{}", name.strip_prefix("attachments/").unwrap_or(name));
            texts.push(WithheldKind::File, &path, cell.span);
            self.files.insert(path.into());
        }
        self.texts.extend(texts.0);
    }

    /// Whether the row at this place of this register is withheld.
    pub(super) fn has_row(&self, kind: RegisterKind, row: usize) -> bool {
        self.rows.get(&kind).is_some_and(|it| it.contains(&row))
    }

    /// Where a row that stays stands when the others are gone.
    pub(super) fn place_left(&self, kind: RegisterKind, row: usize) -> usize {
        let gone = self.rows.get(&kind).map_or(0, |it| it.iter().filter(|it| **it < row).count());
        row - gone
    }

    /// Whether the footnote is withheld.
    pub(super) fn has_note(&self, document: &DocId, label: &str) -> bool {
        self.notes.contains(&(document.clone(), label.into()))
    }

    /// Whether a path below the source folder is that of something withheld, or of its descriptor.
    pub(super) fn has_path(&self, path: &str) -> bool {
        let stem = path.rsplit_once('.').map_or(path, |it| it.0);
        self.files.contains(path) || self.documents.iter().any(|it| it.as_str() == stem)
    }

    /// Whether a place is within what is withheld, or holds some of it.
    pub(super) fn has_place(&self, at: Span) -> bool {
        if self.sources.contains(&at.file) {
            return true;
        }
        let (start, end) = (at.range().start, at.range().end.max(at.range().start + 1));
        let before = self.places.partition_point(|it| (it.file, it.range().start) < (at.file, end));
        // None of them overlap, so that the last to begin before the end is the only one that may.
        let last = before.checked_sub(1).and_then(|it| self.places.get(it));
        last.is_some_and(|it| it.file == at.file && it.range().end > start)
    }

    /// Whether a target is withheld. An item's page, a register and what is drawn are there in every copy.
    pub(super) fn has(&self, target: &Target, binder: &Binder) -> bool {
        let part = |id: &DocId, anchor: &str| {
            self.documents.contains(id) || self.anchors.contains(&(id.clone(), anchor.into()))
        };
        match target {
            Target::Document(id) => self.documents.contains(id),
            Target::Heading(id, heading) => part(id, heading),
            Target::Clause(id, clause) => {
                let whole = ClauseRef { paragraph: None, ..*clause };
                part(id, &clause.to_string()) || part(id, &whole.to_string())
            }
            Target::Row(kind, id) => self.has_row_of(*kind, id, binder),
            Target::Term(anchor) => self.terms.contains(anchor),
            Target::Attachment(path) => self.files.contains(path),
            Target::Item(_)
            | Target::Register(_)
            | Target::Drawing(_)
            | Target::Guideline(_)
            | Target::Part(_)
            | Target::Outside(_) => false,
        }
    }

    /// Whether the row with this id is withheld.
    pub(super) fn has_row_of(&self, kind: RegisterKind, id: &RowId, binder: &Binder) -> bool {
        let row = || binder.register(kind)?.position(id);
        self.rows.contains_key(&kind) && row().is_some_and(|it| self.has_row(kind, it))
    }
}

/// The class of a row of `evidence`. A word that is none is the narrowest: nothing is shown by mistake.
fn class_of(register: &Register, row: &Row) -> Option<Class> {
    if register.kind != RegisterKind::Evidence {
        return None;
    }
    let text = register.text(row, "区分").trim();
    let narrowest = || Class::parse(&choice_word(text).to_ascii_lowercase()).unwrap_or(Class::Confidential);
    (!text.is_empty()).then(narrowest)
}

impl Scan {
    fn of(document: &Document<Target>, profile: &Profile) -> Self {
        let mut scan = Self::default();
        let mut notes = Footnotes::default();
        scan.blocks(&document.blocks, profile, &mut notes);
        for (label, lost) in notes.lost() {
            scan.notes.insert(label.into());
            // One that stood in what goes is told already.
            lost.iter().for_each(|it| scan.remove(it));
        }
        scan
    }

    fn blocks<'a>(&mut self, blocks: &'a [Block<Target>], profile: &'a Profile, notes: &mut Footnotes<'a>) {
        for (block, fate) in fates(blocks, profile) {
            match fate {
                Fate::Goes => {
                    notes.goes(block);
                    self.remove(block);
                }
                Fate::Stays => {
                    notes.stays(block);
                    self.within(block, profile, notes);
                }
            }
        }
    }

    fn within<'a>(&mut self, block: &'a Block<Target>, profile: &'a Profile, notes: &mut Footnotes<'a>) {
        match &block.kind {
            BlockKind::List { items, .. } => items.iter().for_each(|it| self.blocks(it, profile, notes)),
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => self.blocks(blocks, profile, notes),
            // What it names is told with the footnote itself.
            BlockKind::Footnote { blocks, .. } => self.blocks(blocks, profile, &mut Footnotes::default()),
            BlockKind::Definitions(definitions) => {
                let meanings = definitions.iter().flat_map(|it| &it.meanings);
                meanings.for_each(|it| self.blocks(it, profile, notes));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Heading(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::View(_) => (),
        }
    }

    fn remove(&mut self, block: &Block<Target>) {
        self.places.push(block.span);
        self.texts.block(block);
        self.names(block);
    }

    /// What others may point at in it.
    fn names(&mut self, block: &Block<Target>) {
        self.anchors.extend(block.anchor.clone());
        match &block.kind {
            BlockKind::Heading(heading) => self.anchors.push(heading.id.clone()),
            BlockKind::List { items, .. } => items.iter().flatten().for_each(|it| self.names(it)),
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
                blocks.iter().for_each(|it| self.names(it));
            }
            BlockKind::Definitions(definitions) => {
                self.definitions.extend(definitions.iter().map(|it| it.span));
                definitions.iter().flat_map(|it| &it.meanings).flatten().for_each(|it| self.names(it));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::View(_) => (),
        }
    }
}
