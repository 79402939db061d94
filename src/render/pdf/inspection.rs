//! The inspector's two pages: who is responsible, what to look at, what is open; then every answer. No verdict, no finding,
//! no heading that nobody has verified: a copy may become public.

use super::node::Inlines;
use super::original;
use super::scribe::Scribe;
use super::table::printed;
use super::tree::{
    AnswerCell, AnswerRow, Fact, Inspection, OpenRow, PaperRow, Person, PlaceRow, Respondent, VendorRow,
};
use crate::check::{Paper, ReadyItem, Report};
use crate::model::{Answer, Item, Register, RegisterKind, Respondent as Who, Row, RowId, Target};
use crate::render::inspection::{Responsible, confirmed, dated, received, responsible};
use crate::render::shown::{Shown, in_the_flesh};

pub(super) fn pages(scribe: &mut Scribe<'_>, report: &Report) -> Inspection {
    scribe.nowhere();
    let respondents = respondents(scribe);
    Inspection {
        facts: facts(scribe),
        confirmed: scribe.date(confirmed(scribe.binder)),
        people: responsible(scribe.binder).into_iter().map(|it| person(scribe, &it)).collect(),
        vendors: vendors(scribe),
        papers: report.papers.iter().map(|it| paper(scribe, it)).collect(),
        open: open(scribe, report),
        rows: rows(scribe, report),
        respondents,
    }
}

/// What `[facility]` says beside name and kind, which the theme has from `meta`.
fn facts(scribe: &mut Scribe<'_>) -> Vec<Fact> {
    let facts = &scribe.binder.config().facility.facts;
    let shown = facts.iter().filter(|(key, _)| !matches!(key.as_str(), "name" | "kind"));
    shown.map(|(key, value)| Fact { key: scribe.line(key), value: scribe.line(value) }).collect()
}

fn person(scribe: &mut Scribe<'_>, responsible: &Responsible<'_>) -> Person {
    let holders = responsible.holders.iter();
    let names = holders.map(|it| scribe.at(it.span).line(&it.shown())).collect();
    Person { title: responsible.title, names }
}

fn vendors(scribe: &mut Scribe<'_>) -> Vec<VendorRow> {
    let Some(register) = scribe.binder.register(RegisterKind::Vendors) else {
        return Vec::new();
    };
    register.rows.iter().map(|it| vendor(scribe, register, it)).collect()
}

fn vendor(scribe: &mut Scribe<'_>, register: &Register, row: &Row) -> VendorRow {
    scribe.at(row.id.span);
    let name = scribe.plain(register.text(row, "名称"));
    let target = Target::Row(RegisterKind::Vendors, row.id.value.clone());
    VendorRow {
        name: scribe.goto(&target, name),
        systems: scribe.line(register.text(row, "担当システム")),
        contract_from: scribe.date_cell(register.text(row, "契約日")),
        contract_to: scribe.date_cell(register.text(row, "契約終了日")),
        form_date: form_date(scribe, register, row),
        form: vendor_form(scribe, &row.id.value),
        disclosure: disclosure(scribe, register.text(row, "MDS/SDS")),
    }
}

/// The day of the form; where it is not in the binder yet, that of its receipt.
fn form_date(scribe: &mut Scribe<'_>, register: &Register, row: &Row) -> String {
    let mut forms = scribe.binder.forms().filter(|(_, it)| it.has_answers());
    let form = forms.find(|(_, it)| it.respondent == Who::Vendor(row.id.value.clone()));
    match form.and_then(|(_, it)| it.answered_on) {
        Some(day) => scribe.date(Some(day)),
        None => scribe.date_cell(received(scribe.binder, register.text(row, "確認書受領日"))),
    }
}

fn vendor_form(scribe: &mut Scribe<'_>, id: &RowId) -> Inlines {
    // A blank is no answer of the vendor's.
    let mut forms = scribe.binder.forms().filter(|(_, it)| it.has_answers());
    let found = forms.find(|(_, it)| it.respondent == Who::Vendor(id.clone()));
    let Some((document, form)) = found else {
        return Inlines::new();
    };
    let mut out = scribe.xref(&Target::Document(document.id.clone()), Inlines::new());
    let original = original::reference(scribe, &document.id, form);
    if !original.is_empty() {
        out.extend(scribe.plain("、"));
        out.extend(original);
    }
    out
}

/// The ids in the cell as references, a line each; other text as it is.
fn disclosure(scribe: &mut Scribe<'_>, cell: &str) -> Inlines {
    let mut out = Inlines::new();
    for word in cell.split_whitespace() {
        let target = RowId::new(word).map(|it| Target::Row(RegisterKind::Evidence, it));
        let c = scribe.plain(word);
        out.extend(match target {
            Some(target) => scribe.xref(&target, c),
            None => c,
        });
    }
    out
}

fn paper(scribe: &mut Scribe<'_>, paper: &Paper) -> PaperRow {
    let item = scribe.nowhere().binder.edition().item(paper.item);
    let shown = item.map(|it| in_the_flesh(scribe.binder, it)).unwrap_or_default();
    PaperRow {
        kind: super::item::evidence_name(paper.kind),
        number: scribe.line(&paper.item.shown()),
        places: shown.into_iter().filter_map(|it| place(scribe, it)).collect(),
        last: scribe.date(paper.last),
        approver: scribe.line(&paper.approver),
        control_number: scribe.line(&paper.number()),
        established: scribe.date(paper.established),
        effective: scribe.date(paper.effective),
        kept: scribe.line(&paper.places()),
    }
}

/// None where the tree does not hold it.
fn place(scribe: &mut Scribe<'_>, shown: Shown) -> Option<PlaceRow> {
    match shown {
        Shown::Tab(tab) => {
            let id = tab.as_str().to_owned();
            scribe.holds(&id).then(|| PlaceRow { title: tab.japanese().to_owned(), tab: tab.number(), id })
        }
        Shown::Place(target, title) => {
            let (id, tab) = scribe.find(&target)?;
            Some(PlaceRow { title: scribe.line(&title), tab, id })
        }
    }
}

fn open(scribe: &mut Scribe<'_>, report: &Report) -> Vec<OpenRow> {
    let items = report.readiness.items.iter();
    let open = items.filter(|it| it.answer == Some(Answer::No));
    open.map(|it| OpenRow {
        number: scribe.line(&it.item.shown()),
        id: scribe.find(&Target::Item(it.item)).map(|it| it.0),
        subject: subject(scribe, it),
        who: scribe.line(scribe.binder.respondent_name(&it.respondent)),
        target: scribe.date(it.target),
    })
    .collect()
}

fn subject(scribe: &mut Scribe<'_>, row: &ReadyItem) -> String {
    let item = scribe.binder.edition().item(row.item);
    scribe.line(item.map_or("", |it| it.printed(&row.respondent).text()))
}

fn remark(scribe: &mut Scribe<'_>, row: &ReadyItem) -> String {
    let mut forms = scribe.binder.forms();
    let form = forms.find(|(_, it)| it.respondent == row.respondent).map(|it| it.1);
    let found = form.and_then(|it| it.row(row.item));
    match found {
        Some(found) => scribe.at(found.span).line(&found.remark),
        None => String::new(),
    }
}

fn respondents(scribe: &mut Scribe<'_>) -> Vec<Respondent> {
    let forms: Vec<_> = scribe.binder.forms().collect();
    let mut out = Vec::with_capacity(forms.len());
    for (document, form) in forms {
        let id = scribe.find(&Target::Document(document.id.clone())).map(|it| it.0);
        out.push(Respondent { name: scribe.line(scribe.binder.respondent_name(&form.respondent)), id });
    }
    out
}

fn rows(scribe: &mut Scribe<'_>, report: &Report) -> Vec<AnswerRow> {
    let mut section = 0;
    let items: Vec<&Item> = scribe.binder.edition_of_year().into_iter().flat_map(|it| &it.items).collect();
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        let opens = item.id.section() != section;
        section = item.id.section();
        out.push(AnswerRow {
            number: scribe.nowhere().line(&item.id.shown()),
            subject: scribe.line(item.printed(&crate::model::Respondent::Facility).text()),
            id: scribe.find(&Target::Item(item.id)).map(|it| it.0),
            opens,
            answers: answers(scribe, report, item),
        });
    }
    out
}

/// One cell a respondent; none where the respondent's form does not carry the item.
fn answers(scribe: &mut Scribe<'_>, report: &Report, item: &Item) -> Vec<Option<AnswerCell>> {
    let forms: Vec<_> = scribe.binder.forms().collect();
    let mut out = Vec::with_capacity(forms.len());
    for (_, form) in forms {
        let mut items = report.readiness.items.iter();
        let found = items.find(|it| it.item == item.id && it.respondent == form.respondent);
        out.push(found.map(|it| AnswerCell {
            answer: printed(it.answer),
            date: scribe.date(dated(&it.respondent, (it.answer, it.date))),
            target: scribe.date(it.target),
            remark: remark(scribe, it),
        }));
    }
    out
}
