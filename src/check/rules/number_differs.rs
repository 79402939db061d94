//! Another telephone number for somebody than the register of contacts has: in a document, or in a second row.
//!
//! Source: the binder disagrees with itself. A sentence that names somebody and holds the number of somebody else in the
//! register may well tell the one to call the other: only in a row of a table is that told.

use rayon::prelude::*;

use super::Context;
use crate::check::ledger::bare;
use crate::check::passages::{self, Passage};
use crate::check::telephone::{may_hold_one, numbers};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Document, Register, RegisterKind, Row, Target};
use crate::source::Span;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let book = Book::new(context);
    if book.entries.is_empty() {
        return;
    }
    sink.extend(book.of_register());
    let documents: Vec<_> = context.current_documents().collect();
    let may = |it: &&&Document<Target>| may_hold_one(context.sources.file(it.file).text());
    let found: Vec<Finding> = documents.par_iter().filter(may).flat_map_iter(|it| book.of_document(it)).collect();
    sink.extend(found);
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy)]
enum Setting {
    /// In a row of a table: what stands there belongs together.
    Row,
    /// Anywhere else.
    Prose,
}

/// Everybody with a number.
struct Book<'a> {
    context: &'a Context<'a>,
    entries: Vec<Entry<'a>>,
    /// The facility's own numbers.
    own: Vec<String>,
}

struct Entry<'a> {
    contacts: &'a Register,
    row: &'a Row,
    /// The words that name it and nobody else, without blanks.
    names: Vec<String>,
    /// Every number of the row.
    digits: Vec<String>,
}

impl<'a> Book<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        let facts = &context.binder.config().facility.facts;
        let own = facts.iter().flat_map(|it| numbers(&it.1)).map(|it| it.digits).collect();
        let entries = context.rows(RegisterKind::Contacts).map(|(it, row)| Entry::new(context, it, row));
        Self { context, entries: entries.filter(|it| !it.digits.is_empty()).collect(), own }
    }

    /// One person in two rows with two numbers.
    fn of_register(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (i, second) in self.entries.iter().enumerate() {
            let Some(first) = self.entries[..i].iter().find(|it| it.is_same_person(second)) else { continue };
            if first.digits.iter().all(|it| !second.digits.contains(it)) {
                let found = second.contacts.text(second.row, "電話");
                findings.push(first.finding(second.contacts.cell_span(second.row, "電話"), found));
            }
        }
        findings
    }

    fn of_document(&self, document: &Document<Target>) -> Vec<Finding> {
        passages::of(document).iter().flat_map(|it| self.of_passage(it)).collect()
    }

    fn of_passage(&self, passage: &Passage) -> Vec<Finding> {
        let setting = if passage.cells.len() > 1 { Setting::Row } else { Setting::Prose };
        let text = passage.cells.join("　");
        let sentences = text.split('。').filter(|it| may_hold_one(it));
        sentences.flat_map(|it| self.of_sentence(it, passage.span, setting)).collect()
    }

    fn of_sentence(&self, sentence: &str, span: Span, setting: Setting) -> Vec<Finding> {
        let text = bare(sentence);
        let named: Vec<&Entry<'_>> =
            self.entries.iter().filter(|it| it.names.iter().any(|name| text.contains(name))).collect();
        let Some(first) = named.first() else { return Vec::new() };
        let is_somebody_elses = |digits: &String| self.entries.iter().any(|it| it.digits.contains(digits));
        let is_theirs = |digits: &String| named.iter().any(|it| it.digits.contains(digits));
        let is_told = |digits: &String| match setting {
            Setting::Row => true,
            Setting::Prose => !is_somebody_elses(digits),
        };
        let differs = |it: &String| !is_theirs(it) && !self.own.contains(it) && is_told(it);
        let found = numbers(sentence).into_iter().filter(|it| differs(&it.digits));
        found.map(|it| first.finding(passages::locate(self.context, span, it.written), it.written)).collect()
    }
}

impl<'a> Entry<'a> {
    fn new(context: &Context<'_>, contacts: &'a Register, row: &'a Row) -> Self {
        let body = bare(contacts.text(row, "所属"));
        let same = context.rows(RegisterKind::Contacts).filter(|(it, row)| bare(it.text(row, "所属")) == body).count();
        // One's own facility and a body with several rows name nobody; 担当 stands in too many words.
        let is_own = body == bare(&context.binder.config().facility.name);
        let body = Some(body).filter(|_| same == 1 && !is_own);
        let names = [Some(bare(contacts.text(row, "氏名"))), body].into_iter().flatten();
        let digits = ["電話", "備考"].into_iter().flat_map(|it| numbers(contacts.text(row, it))).map(|it| it.digits);
        Self { contacts, row, names: names.filter(|it| it.chars().count() > 2).collect(), digits: digits.collect() }
    }

    fn is_same_person(&self, other: &Self) -> bool {
        let text = |it: &Self, column| bare(it.contacts.text(it.row, column));
        let is_same = |column| text(self, column) == text(other, column);
        // Two desks of one body may both be called 受付.
        let is_outside = text(self, "区分") == "外部";
        !text(self, "氏名").is_empty() && is_same("氏名") && is_same("所属") && (!is_outside || is_same("役割"))
    }

    fn finding(&self, at: Span, found: &str) -> Finding {
        let finding = Finding::at(Code::NumberDiffers, at).related(self.contacts.cell_span(self.row, "電話"));
        let name = Some(self.contacts.text(self.row, "氏名")).filter(|it| !it.is_empty());
        let finding = finding.with("name", name.unwrap_or_else(|| self.contacts.text(self.row, "所属")));
        finding.with("found", found).with("number", self.contacts.text(self.row, "電話"))
    }
}
