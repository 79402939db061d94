//! What the appendix makes from the binder as a whole: coverage, cited guideline sections, glossary, attachments.

use super::node::Inlines;
use super::scribe::{Scribe, file_label};
use super::tree::{Body, FileNode, Section, TermNode};
use super::walk::Walk;
use crate::model::{Register, RegisterKind, Row, Target};
use crate::resolve::{Mention, Term};

/// A section that no file stands behind.
pub(super) fn section(scribe: &mut Scribe<'_>, id: &str, title: &str, body: Body) -> Section {
    let title = scribe.nowhere().line(title);
    let label = scribe.claim(id.to_owned());
    Section { pos: format!("({id})"), id: label, number: String::new(), title, body }
}

/// The glossary; none where nobody explains a word.
pub(super) fn glossary(scribe: &mut Scribe<'_>) -> Option<Body> {
    let terms: Vec<TermNode> = scribe.binder.terms().iter().map(|it| term(scribe, it)).collect();
    (!terms.is_empty()).then_some(Body::Glossary { terms })
}

fn term(scribe: &mut Scribe<'_>, term: &Term) -> TermNode {
    let document = Target::Document(term.document.clone());
    let title = scribe.binder.document(&term.document).map(|it| it.title.value.as_str());
    TermNode {
        id: scribe.claim_target(&Target::Term(term.anchor.clone())),
        name: scribe.nowhere().line(&term.name),
        meanings: term.meanings.iter().map(|it| Walk::anywhere(scribe, &[]).blocks(it)).collect(),
        from: named(scribe, &document, title.unwrap_or_default()),
    }
}

/// A target under a name.
fn named(scribe: &mut Scribe<'_>, target: &Target, name: &str) -> Inlines {
    let c = scribe.plain(name);
    scribe.xref(target, c)
}

/// The attachments; none where the binder has none.
pub(super) fn attachments(scribe: &mut Scribe<'_>) -> Option<Body> {
    let binder = scribe.binder;
    let files: Vec<FileNode> = binder.attachments().into_iter().map(|it| file(scribe, it)).collect();
    (!files.is_empty()).then_some(Body::Attachments { files })
}

fn file(scribe: &mut Scribe<'_>, path: &str) -> FileNode {
    let binder = scribe.binder;
    scribe.nowhere();
    let found = binder.register(RegisterKind::Evidence).and_then(|it| Some((it, evidence(it, path)?)));
    let (title, number, approved) = match found {
        Some((register, row)) => {
            let target = Target::Row(RegisterKind::Evidence, row.id.value.clone());
            let number = named(scribe, &target, row.id.value.as_str());
            (register.text(row, "表題"), number, register.text(row, "承認日"))
        }
        None => ("", Inlines::new(), ""),
    };
    let shown = path.strip_prefix("attachments/").unwrap_or(path);
    FileNode {
        id: scribe.claim(file_label(path)),
        path: scribe.line(shown),
        title: scribe.line(title),
        number,
        approved: scribe.date_cell(approved),
        cited: cited(scribe, &Target::Attachment(path.into())),
    }
}

fn evidence<'a>(register: &'a Register, path: &str) -> Option<&'a Row> {
    let name = path.strip_prefix("attachments/")?;
    register.rows.iter().find(|it| register.text(it, "ファイル") == name)
}

/// The documents that name a target, each once.
pub(super) fn cited(scribe: &mut Scribe<'_>, target: &Target) -> Vec<Inlines> {
    let binder = scribe.binder;
    let mut seen = Vec::new();
    for mention in binder.mentions(target) {
        match mention {
            Mention::Document(id, _) if !seen.contains(&id) => seen.push(id),
            Mention::Document(..) | Mention::Row(..) => (),
        }
    }
    let mut out = Vec::with_capacity(seen.len());
    for document in seen.into_iter().filter_map(|it| binder.document(it)) {
        let target = Target::Document(document.id.clone());
        let name = document.explains().map_or_else(|| document.title.value.clone(), |it| it.shown());
        out.push(named(scribe, &target, &name));
    }
    out
}
