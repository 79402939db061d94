//! What two folders hold beside the rules' clauses: documents by their fingerprints, registers row by row. Says that
//! something changed, never how, and leaves a form's answers to their own table.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{DocId, Document, Register, RegisterKind, Target};
use crate::resolve::Binder;

/// What became of a document or a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

/// What is different in two folders.
#[derive(Debug, Clone)]
pub struct Contents {
    /// The documents that changed.
    pub documents: Vec<DocumentChange>,
    /// The registers that changed.
    pub registers: Vec<RegisterChange>,
}

/// A document that is not as it was.
#[derive(Debug, Clone)]
pub struct DocumentChange {
    /// Its path below the folder, without the ending.
    pub id: DocId,
    /// Its title, the later one where there are two.
    pub title: String,
    /// What became of it.
    pub kind: ContentKind,
}

/// The rows of a register that are not as they were.
#[derive(Debug, Clone)]
pub struct RegisterChange {
    /// Which.
    pub register: RegisterKind,
    /// The ids of the rows, sorted, and what became of each.
    pub rows: Vec<(String, ContentKind)>,
}

impl RegisterChange {
    /// The rows of which this became.
    pub fn ids(&self, kind: ContentKind) -> Vec<&str> {
        self.rows.iter().filter(|it| it.1 == kind).map(|it| it.0.as_str()).collect()
    }
}

/// Everything of either binder that differs.
pub(super) fn compare(before: &Binder, after: &Binder) -> Contents {
    let (old, new) = (rows_of_all(before), rows_of_all(after));
    let kinds: BTreeSet<RegisterKind> = old.keys().chain(new.keys()).copied().collect();
    let none = Rows::new();
    let register = |register: RegisterKind| {
        let (old, new) = (old.get(&register).unwrap_or(&none), new.get(&register).unwrap_or(&none));
        let rows: Vec<_> = changes(old, new).map(|(id, kind)| ((*id).to_owned(), kind)).collect();
        (!rows.is_empty()).then_some(RegisterChange { register, rows })
    };
    Contents { documents: documents(before, after), registers: kinds.into_iter().filter_map(register).collect() }
}

fn documents(before: &Binder, after: &Binder) -> Vec<DocumentChange> {
    let state = |binder: &Binder| -> BTreeMap<DocId, Vec<String>> {
        binder.documents().iter().map(|it| (it.id.clone(), state(it))).collect()
    };
    let (old, new) = (state(before), state(after));
    let change = |(id, kind): (&DocId, ContentKind)| {
        let document = after.document(id).or_else(|| before.document(id));
        let title = document.map(|it| it.title.value.clone()).unwrap_or_default();
        DocumentChange { id: id.clone(), title, kind }
    };
    changes(&old, &new).map(change).collect()
}

/// All of a document that tells it from another: its text or file, its table of clauses, and how it was approved.
fn state(document: &Document<Target>) -> Vec<String> {
    let control = &document.front.control;
    let day = |it: Option<crate::model::Date>| it.map(|it| it.to_string()).unwrap_or_default();
    let mut state = vec![
        document.title.value.clone(),
        document.print.as_ref().map(|it| it.as_str().to_owned()).unwrap_or_default(),
        day(control.approved_on),
        day(control.effective),
        day(control.established),
    ];
    let texts = [&control.number, &control.approved_by, &control.retention, &control.kept];
    state.extend(texts.into_iter().map(|it| it.clone().unwrap_or_default()));
    for it in &control.revisions {
        let print = it.text.as_ref().map(|it| it.value.as_str()).unwrap_or_default();
        let words = [Some(it.reason.as_str()), it.clauses.as_deref(), it.approver.as_deref(), Some(print)];
        state.extend([it.date.to_string(), day(it.effective)]);
        state.extend(words.into_iter().map(|it| it.unwrap_or_default().to_owned()));
    }
    state.extend(document.front.covers.iter().map(|it| it.value.shown()));
    if let Some(imported) = &document.imported {
        state.push(imported.file.as_ref().map(|it| it.value.to_string()).unwrap_or_default());
        for entry in &imported.entries {
            state.push(entry.shown());
            state.extend(entry.items.iter().map(|it| it.value.shown()));
        }
    }
    state
}

/// The cells with something in them, by the row's id; two rows of one id are taken together.
type Rows<'a> = BTreeMap<&'a str, Vec<(&'a str, &'a str)>>;

fn rows_of_all(binder: &Binder) -> BTreeMap<RegisterKind, Rows<'_>> {
    binder.registers().iter().map(|it| (it.kind, rows(it))).collect()
}

fn rows(register: &Register) -> Rows<'_> {
    let mut rows = Rows::new();
    for row in &register.rows {
        let cells = register.columns.iter().zip(&row.cells).filter(|it| !it.1.value.is_empty());
        rows.entry(row.id.value.as_str()).or_default().extend(cells.map(|it| (it.0.value.as_str(), &*it.1.value)));
    }
    // Columns that changed their places are no change.
    rows.values_mut().for_each(|it| it.sort_unstable());
    rows
}

fn changes<'a, K: Ord, V: PartialEq>(
    old: &'a BTreeMap<K, V>,
    new: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = (&'a K, ContentKind)> {
    let keys: BTreeSet<&K> = old.keys().chain(new.keys()).collect();
    keys.into_iter().filter_map(|key| match (old.get(key), new.get(key)) {
        (Some(before), Some(after)) => (before != after).then_some((key, ContentKind::Changed)),
        (Some(_), None) => Some((key, ContentKind::Removed)),
        (None, _) => Some((key, ContentKind::Added)),
    })
}
