//! One item of the checklist: the answers, what covers it, what proves it, and the manual's explanation.

use super::node::Inlines;
use super::original;
use super::register::row_reference;
use super::scribe::Scribe;
use super::table::{is_of_form, printed, remark_cell};
use super::tree::{Body, ItemAnswer, ItemBody, Section};
use super::walk::Walk;
use crate::model::{
    Block, BlockKind, Document, EvidenceKind, Form, Inline, Item, Profile, RegisterKind, RowId, Target,
};
use crate::resolve::{Mention, Tab};
use crate::source::Span;

/// How many records of what was done an item shows: the newest.
const RECORDS: usize = 3;

pub(super) fn section(scribe: &mut Scribe<'_>, item: &Item) -> Section {
    let binder = scribe.binder;
    let explanation = binder.explanation(item.id);
    let pos = match explanation {
        Some(document) => scribe.pos(document.title.span),
        None => format!("manual/{}.md:1", item.id),
    };
    scribe.nowhere();
    let id = scribe.claim_target(&Target::Item(item.id));
    let body = ItemBody {
        wording: scribe.line(item.wording.facility.as_deref().unwrap_or_default()),
        scope: scribe.line(&item.scope),
        shown: item.evidence.map(evidence_name),
        answers: answers(scribe, item),
        covering: covering(scribe, item),
        evidence: rows(scribe, item, RegisterKind::Evidence, "表題", usize::MAX),
        records: rows(scribe, item, RegisterKind::Records, "種別", RECORDS),
        blocks: explanation.map(|it| Walk::document(scribe, it).blocks(&it.blocks)),
    };
    scribe.nowhere();
    Section {
        pos,
        id,
        number: scribe.line(&item.id.shown()),
        title: scribe.line(&item.subject),
        body: Body::Item(Box::new(body)),
    }
}

/// The name of a document looked at in the flesh.
pub(super) fn evidence_name(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Devices => "devices",
        EvidenceKind::ContactChart => "contacts",
        EvidenceKind::Bcp => "bcp",
        EvidenceKind::Rules => "rules",
    }
}

fn answers(scribe: &mut Scribe<'_>, item: &Item) -> Vec<ItemAnswer> {
    let binder = scribe.binder;
    let answered = binder.forms().filter_map(|(document, form)| Some((document, form, form.row(item.id)?)));
    let mut answers = Vec::new();
    for (document, form, row) in answered {
        let (answer, date) = match row.second {
            Some(_) => (row.second, row.second_date),
            None => (row.first, row.first_date),
        };
        scribe.at(row.span);
        answers.push(ItemAnswer {
            who: respondent(scribe, document, form),
            answer: printed(answer),
            date: scribe.date(date),
            target: scribe.date(row.target),
            remark: remark(scribe, document, row.span, &row.remark),
        });
    }
    answers
}

/// A respondent's name as a reference to its form.
fn respondent(scribe: &mut Scribe<'_>, document: &Document<Target>, form: &Form) -> Inlines {
    let c = scribe.plain(scribe.binder.respondent_name(&form.respondent));
    let mut who = scribe.xref(&Target::Document(document.id.clone()), c);
    let original = original::reference(scribe, &document.id, form);
    if !original.is_empty() {
        who.extend(scribe.plain("（転記。"));
        who.extend(original);
        who.extend(scribe.plain("）"));
    }
    who
}

/// The remark with its references, from the form's own table.
fn remark(scribe: &mut Scribe<'_>, document: &Document<Target>, span: Span, text: &str) -> Inlines {
    match form_cell(document, span) {
        Some(cell) => Walk::anywhere(scribe, &[]).inlines(cell),
        None => scribe.plain(text),
    }
}

fn form_cell(document: &Document<Target>, span: Span) -> Option<&[Inline<Target>]> {
    let form = document.form()?;
    document.blocks.iter().filter_map(table).filter(|it| is_of_form(it, form)).find_map(|it| remark_cell(it, span))
}

fn table(block: &Block<Target>) -> Option<&crate::model::Table<Target>> {
    if let BlockKind::Table(table) = &block.kind { Some(table) } else { None }
}

fn covering(scribe: &mut Scribe<'_>, item: &Item) -> Vec<Inlines> {
    let binder = scribe.binder;
    let mut out = Vec::new();
    for covering in binder.covering(item.id) {
        let c = scribe.plain(&covering.title);
        out.push(scribe.xref(&covering.target, c));
    }
    if Tab::ALL.into_iter().any(|it| binder.hides_covering(item.id, it)) {
        out.push(scribe.plain(Profile::HIDDEN));
    }
    out
}

/// The rows of a register that name the item, newest first, each with the text of one column.
fn rows(scribe: &mut Scribe<'_>, item: &Item, kind: RegisterKind, column: &str, most: usize) -> Vec<Inlines> {
    let binder = scribe.binder;
    let Some(register) = binder.register(kind) else {
        return Vec::new();
    };
    let of_kind = |it: &Mention| match it {
        Mention::Row(of, id) if *of == kind => Some(id.clone()),
        Mention::Row(..) | Mention::Document(..) => None,
    };
    let ids: Vec<RowId> = binder.mentions(&Target::Item(item.id)).iter().filter_map(of_kind).collect();
    let mut found: Vec<_> = ids.iter().filter_map(|id| register.row(id)).collect();
    found.sort_by(|a, b| register.text(b, "実施日").cmp(register.text(a, "実施日")));
    let mut out = Vec::new();
    for row in found.into_iter().take(most) {
        scribe.at(row.id.span);
        let day = scribe.date_cell(register.text(row, "実施日"));
        let name = format!("{} {day}", register.text(row, column));
        let target = Target::Row(kind, row.id.value.clone());
        out.push(row_reference(scribe, &target, row.id.value.as_str(), name.trim()));
    }
    out
}
