//! Another telephone number for somebody than the register of contacts has: in a document, or in a second row.
//!
//! Source: the binder disagrees with itself. A sentence that names somebody and holds the number of somebody else in the
//! register may well tell the one to call the other: only in a row of a table is that told. The number of a fax is none to call.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Context;
use crate::check::ledger::bare;
use crate::check::passages::{self, Passage};
use crate::check::telephone::{is_fax, is_of_fax, may_hold_one, numbers};
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

/// The name, the body and, outside, the desk: what two rows of one person share.
type Person = (String, String, Option<String>);

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
        let own_name = bare(&context.binder.config().facility.name);
        let mut bodies: BTreeMap<String, usize> = BTreeMap::new();
        for (contacts, row) in context.rows(RegisterKind::Contacts) {
            *bodies.entry(bare(contacts.text(row, "所属"))).or_default() += 1;
        }
        // One's own facility and a body with several rows name nobody.
        let is_name = |body: &str| body != own_name && bodies.get(body) == Some(&1);
        let entries = context.rows(RegisterKind::Contacts).map(|(it, row)| Entry::new(it, row, is_name));
        Self { context, entries: entries.filter(|it| !it.digits.is_empty()).collect(), own }
    }

    /// One person in two rows with two numbers.
    fn of_register(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut first_rows: BTreeMap<Person, &Entry<'_>> = BTreeMap::new();
        for second in &self.entries {
            let Some(person) = second.person() else { continue };
            let first = *first_rows.entry(person).or_insert(second);
            let is_other = !std::ptr::eq(first, second);
            if is_other && first.digits.iter().all(|it| !second.digits.contains(it)) {
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
        let is_called = |it: &(usize, &String)| !passage.heads.get(it.0).is_some_and(|head| is_fax(head));
        let cells = passage.cells.iter().enumerate().filter(is_called);
        let text = cells.map(|it| it.1.as_str()).collect::<Vec<_>>().join("　");
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
        let found = numbers(sentence).into_iter().filter(|it| !is_of_fax(&sentence[..it.at]) && differs(&it.digits));
        found.map(|it| first.finding(passages::locate(self.context, span, it.written), it.written)).collect()
    }
}

impl<'a> Entry<'a> {
    fn new(contacts: &'a Register, row: &'a Row, is_name: impl Fn(&str) -> bool) -> Self {
        let body = Some(bare(contacts.text(row, "所属"))).filter(|it| is_name(it));
        // 担当 stands in too many words.
        let names = [Some(bare(contacts.text(row, "氏名"))), body].into_iter().flatten();
        let digits = ["電話", "備考"].into_iter().flat_map(|it| numbers(contacts.text(row, it))).map(|it| it.digits);
        Self { contacts, row, names: names.filter(|it| it.chars().count() > 2).collect(), digits: digits.collect() }
    }

    /// Who it is; `None` without a name.
    fn person(&self) -> Option<Person> {
        let text = |column| bare(self.contacts.text(self.row, column));
        // Two desks of one body may both be called 受付.
        let is_outside = text("区分") == "外部";
        let desk = is_outside.then(|| text("役割"));
        Some((text("氏名"), text("所属"), desk)).filter(|it| !it.0.is_empty())
    }

    fn finding(&self, at: Span, found: &str) -> Finding {
        let finding = Finding::at(Code::NumberDiffers, at).related(self.contacts.cell_span(self.row, "電話"));
        let name = Some(self.contacts.text(self.row, "氏名")).filter(|it| !it.is_empty());
        let finding = finding.with("name", name.unwrap_or_else(|| self.contacts.text(self.row, "所属")));
        finding.with("found", found).with("number", self.contacts.text(self.row, "電話"))
    }
}
