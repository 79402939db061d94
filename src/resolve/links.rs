//! One reference: from what was written to what it points at.

use super::index::{Index, fold, nearest_items};
use super::items::{Items, Written};
use crate::diagnostics::{Code, Finding, nearest};
use crate::model::{
    Clause, ClauseRef, Config, DocId, Fragment, Guideline, ItemId, Numbered, RawRef, Register, RegisterKind, RowId,
    SectionNumber, Target, Value,
};
use crate::source::Span;

/// All that a reference is looked up in.
pub(super) struct Resolver<'a> {
    pub(super) config: &'a Config,
    pub(super) items: Items<'a>,
    pub(super) guideline: &'a Guideline,
    pub(super) registers: &'a [Register],
    pub(super) index: &'a Index,
}

/// What a reference turned into.
pub(super) enum Resolved {
    /// Something to link to, perhaps with a note.
    Target(Target, Option<Finding>),
    /// A value, inserted as text.
    Text(Box<str>),
    /// The text of a cell, inserted with where it came from.
    Cell(Box<Value<Target>>),
    /// Nothing: the text stays.
    Dangling(Finding),
}

/// Where a clause is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// In the document that names it, then in the rules.
    HereFirst,
    /// In the rules.
    Rules,
}

impl From<Result<Target, Finding>> for Resolved {
    fn from(result: Result<Target, Finding>) -> Self {
        match result {
            Ok(target) => Self::Target(target, None),
            Err(finding) => Self::Dangling(finding),
        }
    }
}

impl Resolver<'_> {
    /// Looks `raw` up, as written at `span` in `here`.
    pub(super) fn resolve(&self, raw: RawRef, span: Span, here: &DocId) -> Resolved {
        match raw {
            RawRef::Guideline { part, section, item } => {
                super::guideline::cite(self.guideline, &part, section, item, span)
            }
            RawRef::Part(name) => super::guideline::part(self.guideline, &name, span).into(),
            RawRef::Item(item) => self.item(item, span).into(),
            RawRef::Clause(clause) => self.clause(clause, span, (here, Within::HereFirst)),
            RawRef::RulesClause(clause) => self.clause(clause, span, (here, Within::Rules)),
            RawRef::Rules => self.rules(span).into(),
            RawRef::Bcp(number) => self.bcp(number, span),
            RawRef::Row(id) => self.row(&id, span).into(),
            RawRef::Drawing(kind) => Ok(Target::Drawing(kind)).into(),
            RawRef::NoNumber(word, behind) => Resolved::Dangling(self.no_number(word, &behind, span)),
            RawRef::Wiki(name) => self.wiki(&name, span, here).into(),
            RawRef::Path(path) => self.path(&path, span, here).into(),
            RawRef::Outside(url) => Ok(Target::Outside(url)).into(),
            RawRef::Variable(path) => match super::variable::value(self, &path) {
                Some((text, None)) => Resolved::Text(text),
                Some((text, Some(cell))) => Resolved::Cell(Box::new(cell.holding(text, span))),
                None => Resolved::Dangling(super::variable::missing(self, &path, span)),
            },
        }
    }

    fn item(&self, item: ItemId, span: Span) -> Result<Target, Finding> {
        if self.items.has(item) { Ok(Target::Item(item)) } else { Err(self.items.missing(item, span, Written::Shown)) }
    }

    fn clause(&self, clause: ClauseRef, span: Span, (here, within): (&DocId, Within)) -> Resolved {
        let anchor = clause.to_string();
        let has = |id: &DocId| self.index.documents.get(id).is_some_and(|it| it.anchors.contains_key(&*anchor));
        if within == Within::HereFirst && has(here) {
            return Resolved::Target(Target::Clause(here.clone(), clause), None);
        }
        match self.index.clauses.get(&clause.clause) {
            Some((document, _)) if self.index.imported.holds(document) => self.listed(clause, span, (here, document)),
            Some((document, _)) if has(document) => Resolved::Target(Target::Clause(document.clone(), clause), None),
            Some(_) | None => match self.index.imported.only_rules() {
                Some(rules) => self.unlisted(rules, &clause.shown(), span),
                None => Resolved::Dangling(self.unknown_clause(clause, span)),
            },
        }
    }

    /// A clause of an imported file; where the table knows no 項, the clause as a whole.
    fn listed(&self, clause: ClauseRef, span: Span, (here, document): (&DocId, &DocId)) -> Resolved {
        let whole = ClauseRef { clause: clause.clause, paragraph: None };
        let anchors = self.index.documents.get(document).map(|it| &it.anchors);
        let has = |it: ClauseRef| anchors.is_some_and(|anchors| anchors.contains_key(&*it.to_string()));
        let Some(found) = [clause, whole].into_iter().find(|it| has(*it)) else {
            return self.unlisted(document, &clause.shown(), span);
        };
        let item = self.index.documents.get(here).and_then(|it| it.item);
        let others = item.and_then(|it| Some((it, self.index.imported.answers_others(found, it)?)));
        let note = others.map(|(item, others)| {
            let pair = format!("{}のページの{}（表では{others}）", item.shown(), clause.shown());
            self.of_table(Code::ClauseForOthers, document, span).with("pairs", pair)
        });
        Resolved::Target(Target::Clause(document.clone(), found), note)
    }

    fn of_table(&self, code: Code, document: &DocId, span: Span) -> Finding {
        let title = self.index.documents.get(document).map_or("", |it| &it.title);
        Finding::at(code, span).with("title", title).with("path", format!("{document}.toml"))
    }

    /// A clause or section that the table of an imported file does not name: the file as a whole is what there is.
    fn unlisted(&self, document: &DocId, wanted: &str, span: Span) -> Resolved {
        let note = self.of_table(Code::ClauseUnlisted, document, span).with("clause", wanted);
        Resolved::Target(Target::Document(document.clone()), Some(note))
    }

    fn unknown_clause(&self, clause: ClauseRef, span: Span) -> Finding {
        let near = nearest_by(self.index.clauses.keys().copied(), |it| it.distance(clause.clause));
        let near = near.into_iter().map(Clause::shown).collect();
        Finding::at(Code::UnknownClause, span).with("clause", clause.shown()).nearest(near)
    }

    fn rules(&self, span: Span) -> Result<Target, Finding> {
        match &self.index.rules {
            Some(first) => Ok(Target::Document(first.clone())),
            None => Err(Finding::at(Code::UnknownPage, span).with("name", "rules/")),
        }
    }

    fn bcp(&self, number: Option<SectionNumber>, span: Span) -> Resolved {
        let imported = self.index.imported.only_bcp();
        let Some(number) = number else {
            let first = self.index.bcp.iter().min_by_key(|(number, _)| *number).map(|(_, it)| &it.document);
            let missing = || Finding::at(Code::UnknownPage, span).with("name", "bcp/");
            return first.or(imported).map(|it| Target::Document(it.clone())).ok_or_else(missing).into();
        };
        if let Some(section) = self.index.bcp.get(&number) {
            return Resolved::Target(section.target(), None);
        }
        if let Some(document) = imported {
            return self.unlisted(document, &number.to_string(), span);
        }
        let near = nearest_by(self.index.bcp.keys(), |it| it.distance(&number));
        let near = near.into_iter().map(ToString::to_string).collect();
        Resolved::Dangling(Finding::at(Code::UnknownBcpSection, span).with("number", number).nearest(near))
    }

    pub(super) fn row(&self, id: &RowId, span: Span) -> Result<Target, Finding> {
        match self.index.rows.get(id).map(Vec::as_slice) {
            Some([register]) => Ok(Target::Row(*register, id.clone())),
            None | Some([]) => {
                Err(Finding::at(Code::UnknownRow, span).with("id", id).nearest(self.nearest_rows(id.as_str())))
            }
            Some(several) => {
                let names: Vec<_> = several.iter().map(|it| it.japanese()).collect();
                Err(Finding::at(Code::AmbiguousRow, span).with("name", id).with("registers", names.join("、")))
            }
        }
    }

    fn no_number(&self, word: Numbered, behind: &str, span: Span) -> Finding {
        let near = match word {
            Numbered::Checklist => {
                let meant = ItemId::parse_written(behind).into_iter();
                meant.flat_map(|it| nearest_items(it, self.items.edition)).map(ItemId::shown).collect()
            }
            Numbered::Register => self.nearest_rows(behind),
            Numbered::Bcp => {
                let numbers: Vec<_> = self.index.bcp.keys().map(ToString::to_string).collect();
                nearest(behind, numbers.iter().map(String::as_str))
            }
        };
        let note = format!("▶{} {behind}", word.word());
        Finding::at(Code::BadNote, span).with("note", note.trim_end()).nearest(near)
    }

    pub(super) fn nearest_rows(&self, id: &str) -> Vec<String> {
        nearest(id, self.registers.iter().flat_map(|it| &it.rows).map(|it| it.id.value.as_str()))
    }

    fn wiki(&self, name: &Fragment, span: Span, here: &DocId) -> Result<Target, Finding> {
        if name.path.is_empty() {
            return self.heading(here, name, span);
        }
        match self.index.names.get(&fold(&name.path)).map(Vec::as_slice) {
            Some([document]) => self.heading(document, name, span),
            None | Some([]) => match self.index.glossary.anchor(&name.path) {
                Some(anchor) if name.heading.is_none() => Ok(Target::Term(anchor.into())),
                Some(_) | None => Err(self.unknown_page(&name.path, span)),
            },
            Some(several) => {
                let pages: Vec<_> = several.iter().map(DocId::as_str).collect();
                Err(Finding::at(Code::AmbiguousPage, span).with("name", &name.path).with("pages", pages.join("、")))
            }
        }
    }

    fn unknown_page(&self, name: &str, span: Span) -> Finding {
        let stems = self.index.documents.keys().flat_map(|it| [it.stem(), it.as_str()]);
        Finding::at(Code::UnknownPage, span).with("name", name).nearest(nearest(name, stems))
    }

    /// A relative link, as on GitHub.
    fn path(&self, path: &Fragment, span: Span, here: &DocId) -> Result<Target, Finding> {
        if path.path.is_empty() {
            return self.heading(here, path, span);
        }
        let missing = |at: &str| {
            let files = self.index.files.iter().map(|it| &**it).chain(self.index.documents.keys().map(DocId::as_str));
            Finding::at(Code::MissingFile, span).with("path", at).nearest(nearest(at, files))
        };
        let Some(full) = join(here, &path.path) else {
            return Err(missing(&path.path));
        };
        match full.rsplit_once('.') {
            Some((_, ending)) if ending.eq_ignore_ascii_case("md") => match DocId::from_path(&full) {
                Some(id) if self.index.documents.contains_key(&id) => self.heading(&id, path, span),
                Some(_) | None => Err(missing(&full)),
            },
            Some((stem, "csv")) if stem.starts_with("registers/") => {
                self.register(stem, path, span).ok_or_else(|| missing(&full))?
            }
            Some(_) | None if self.index.files.contains(full.as_str()) => self.file(full, span),
            Some(_) | None => Err(missing(&full)),
        }
    }

    fn file(&self, path: String, span: Span) -> Result<Target, Finding> {
        if self.index.is_taken(&path) {
            return Err(Finding::at(Code::ReservedAddress, span).with("path", path));
        }
        Ok(Target::Attachment(path.into()))
    }

    fn register(&self, stem: &str, path: &Fragment, span: Span) -> Option<Result<Target, Finding>> {
        let kind = RegisterKind::parse(stem.strip_prefix("registers/")?)?;
        let register = self.registers.iter().find(|it| it.kind == kind)?;
        let Some(id) = path.heading.as_deref().and_then(RowId::new) else {
            return Some(Ok(Target::Register(kind)));
        };
        let unknown = || Finding::at(Code::UnknownRow, span).with("id", &id).nearest(self.nearest_rows(id.as_str()));
        Some(register.row(&id).map(|row| Target::Row(kind, row.id.value.clone())).ok_or_else(unknown))
    }

    fn heading(&self, document: &DocId, fragment: &Fragment, span: Span) -> Result<Target, Finding> {
        let Some(wanted) = &fragment.heading else {
            return Ok(self.page(document));
        };
        let Some(entry) = self.index.documents.get(document) else { return Ok(Target::Document(document.clone())) };
        if crate::model::slug(&entry.title) == **wanted {
            return Ok(self.page(document));
        }
        match entry.anchors.get(wanted) {
            Some(id) => Ok(Target::Heading(document.clone(), id.clone())),
            None => {
                let near = nearest(wanted, entry.anchors.keys().map(|it| &**it));
                Err(Finding::at(Code::UnknownAnchor, span).with("anchor", wanted).with("page", document).nearest(near))
            }
        }
    }

    /// A document as a whole; one that explains an item is the item's page.
    fn page(&self, document: &DocId) -> Target {
        match self.index.documents.get(document).and_then(|it| it.item) {
            Some(item) => Target::Item(item),
            None => Target::Document(document.clone()),
        }
    }

    /// What else a mention of `target` is a mention of: the clause of a 項, the item of its explanation's heading.
    pub(super) fn filed_also(&self, target: &Target) -> Option<Target> {
        match target {
            Target::Clause(document, clause) => clause
                .paragraph
                .map(|_| Target::Clause(document.clone(), ClauseRef { clause: clause.clause, paragraph: None })),
            Target::Heading(document, _) => self.index.documents.get(document)?.item.map(Target::Item),
            Target::Item(_)
            | Target::Document(_)
            | Target::Row(..)
            | Target::Register(_)
            | Target::Drawing(_)
            | Target::Guideline(_)
            | Target::Part(_)
            | Target::Term(_)
            | Target::Attachment(_)
            | Target::Outside(_) => None,
        }
    }
}

/// The three that are nearest by number, nearest first.
fn nearest_by<T: Ord, D: Ord>(candidates: impl Iterator<Item = T>, distance: impl Fn(&T) -> D) -> Vec<T> {
    let mut near: Vec<_> = candidates.map(|it| (distance(&it), it)).collect();
    near.sort();
    near.into_iter().take(3).map(|it| it.1).collect()
}

/// `relative` as seen from the folder of `here`; `None` where it leaves the source folder.
fn join(here: &DocId, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = here.as_str().split('/').collect();
    parts.pop();
    if let Some(rooted) = relative.strip_prefix('/') {
        return join(&DocId::from_path("x")?, rooted);
    }
    for part in relative.split('/') {
        match part {
            "" | "." => (),
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}
