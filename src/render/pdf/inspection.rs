//! The inspector's two pages: who is responsible, what to look at, what is open; then every answer. No verdict, no finding,
//! no heading that nobody has verified: a copy may become public.

use super::node::Inlines;
use super::scribe::Scribe;
use super::table::printed;
use super::tree::{AnswerCell, AnswerRow, Fact, Inspection, OpenRow, Respondent, RoleRow, Shown, VendorRow};
use crate::check::{ReadyItem, Report};
use crate::model::{Answer, EvidenceKind, Item, Register, RegisterKind, Respondent as Who, Role, Row, RowId, Target};
use crate::render::shown::{Shown as Flesh, in_the_flesh};

pub(super) fn pages(scribe: &mut Scribe<'_>, report: &Report) -> Inspection {
    scribe.nowhere();
    let respondents = respondents(scribe);
    Inspection {
        facts: facts(scribe),
        roles: Role::ALL.into_iter().filter_map(|it| role(scribe, it)).collect(),
        vendors: vendors(scribe),
        documents: documents(scribe),
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

fn role(scribe: &mut Scribe<'_>, role: Role) -> Option<RoleRow> {
    let (contacts, row) = scribe.binder.role_holder(role)?;
    scribe.at(row.id.span);
    Some(RoleRow {
        role: role.japanese(),
        name: scribe.line(contacts.text(row, "氏名")),
        belongs: scribe.line(contacts.text(row, "所属")),
        phone: scribe.line(contacts.text(row, "電話")),
    })
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
        form_received: scribe.date_cell(register.text(row, "確認書受領日")),
        form: vendor_form(scribe, &row.id.value),
        disclosure: disclosure(scribe, register.text(row, "MDS/SDS")),
    }
}

fn vendor_form(scribe: &mut Scribe<'_>, id: &RowId) -> Inlines {
    let mut forms = scribe.binder.forms();
    let found = forms.find(|(_, it)| it.respondent == Who::Vendor(id.clone()));
    let Some((document, _)) = found else {
        return Inlines::new();
    };
    scribe.xref(&Target::Document(document.id.clone()), Inlines::new())
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

/// The documents looked at in the flesh, in the order of the items that name them.
fn documents(scribe: &mut Scribe<'_>) -> Vec<Shown> {
    let binder = scribe.binder;
    let shown = binder.edition().items.iter().filter_map(|item| Some((item, item.evidence?)));
    shown.flat_map(|(item, kind)| document(scribe, item, kind)).collect()
}

/// A row for each place; one without a place where the binder holds none.
fn document(scribe: &mut Scribe<'_>, item: &Item, kind: EvidenceKind) -> Vec<Shown> {
    let kind = super::item::evidence_name(kind);
    let mut out = Vec::new();
    for shown in in_the_flesh(scribe.binder, item) {
        let (found, title) = match shown {
            Flesh::Tab(tab) => {
                let label = tab.as_str().to_owned();
                (scribe.holds(&label).then_some((label, tab.number())), String::new())
            }
            Flesh::Place(Target::Register(kind), _) => (scribe.find(&Target::Register(kind)), String::new()),
            Flesh::Place(target, title) => (scribe.find(&target), scribe.line(&title)),
        };
        out.extend(found.map(|(id, tab)| row(scribe, item, kind, title, Some((id, tab)))));
    }
    if out.is_empty() {
        out.push(row(scribe, item, kind, String::new(), None));
    }
    out
}

fn row(scribe: &mut Scribe<'_>, item: &Item, kind: &'static str, title: String, place: Option<(String, u8)>) -> Shown {
    let tab = place.as_ref().map(|it| it.1);
    let id = place.map(|it| it.0);
    Shown { kind, title, number: scribe.line(&item.id.shown()), subject: scribe.line(&item.subject), tab, id }
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
        remark: remark(scribe, it),
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
            date: scribe.date(it.date),
            target: scribe.date(it.target),
            remark: remark(scribe, it),
        }));
    }
    out
}
