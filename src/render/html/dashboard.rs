//! Where the work stands: answers counted by respondent, how far the vendors' forms have got, what falls due, what is
//! still blank. For staff; it says nothing of whether an inspection would be passed.

use serde::Serialize;

use super::ThemeError;
use super::answers;
use super::page::{Link, Made, Page};
use super::site::Site;
use super::timeline::{Calendar, calendar};
use crate::check::{ReadyItem, Vendor};
use crate::diagnostics::Weight;
use crate::model::{Date, FormState, RegisterKind, Respondent, Target};

pub(super) const PATH: &str = "dashboard.html";

#[derive(Serialize)]
struct DashboardPage {
    page: Page,
    as_of: String,
    template: Option<TemplateView>,
    respondents: Vec<Counts>,
    vendors: Vec<VendorView>,
    calendar: Calendar,
    blank: Vec<Line>,
    findings: Vec<Count>,
    accepted: usize,
}

/// The template that the folder stands on.
#[derive(Serialize)]
pub(super) struct TemplateView {
    id: String,
    version: String,
    installed: String,
}

#[derive(Serialize)]
struct Counts {
    who: String,
    yes: usize,
    planned: usize,
    no: usize,
    not_applicable: usize,
    blank: usize,
    total: usize,
}

#[derive(Serialize)]
struct VendorView {
    row: Link,
    /// `not_asked`, `asked`, `received`, `transcribed`: the theme has the words.
    form: &'static str,
    /// The day it was asked for or received.
    date: String,
    /// For how many days it has been asked for.
    days: Option<i32>,
}

#[derive(Serialize)]
struct Line {
    item: Link,
    subject: String,
    who: String,
}

#[derive(Serialize)]
struct Count {
    weight: &'static str,
    count: usize,
}

/// Makes the page.
pub(super) fn make(site: &Site<'_>) -> Result<Made, ThemeError> {
    let blank = site.report.readiness.items.iter().filter(|it| it.is_blank());
    let vendors = site.report.vendors.iter().filter(|it| it.is_in_force);
    let html = site.render(
        "dashboard.html",
        &DashboardPage {
            page: site.overview(PATH, &site.texts.title.dashboard),
            as_of: site.report.as_of.japanese(),
            template: template(site),
            respondents: respondents(site),
            vendors: vendors.map(|it| vendor(site, it)).collect(),
            calendar: calendar(site, PATH),
            blank: blank.map(|it| line(site, it)).collect(),
            findings: findings(site),
            accepted: site.report.accepted.len(),
        },
    )?;
    Ok(Made { path: PATH.to_owned(), html, search: String::new() })
}

/// For staff; `None` where the folder says nothing of a template.
pub(super) fn template(site: &Site<'_>) -> Option<TemplateView> {
    let it = site.report.template.as_ref()?;
    Some(TemplateView { id: it.id.clone(), version: it.version.clone(), installed: it.installed.japanese() })
}

fn respondents(site: &Site<'_>) -> Vec<Counts> {
    let rows = &site.report.readiness.items;
    let mut seen: Vec<&Respondent> = Vec::new();
    for row in rows {
        if !seen.contains(&&row.respondent) {
            seen.push(&row.respondent);
        }
    }
    seen.sort();
    seen.into_iter().map(|it| counts(site, rows, it)).collect()
}

fn counts(site: &Site<'_>, rows: &[ReadyItem], respondent: &Respondent) -> Counts {
    let own: Vec<_> = rows.iter().filter(|it| it.respondent == *respondent).collect();
    let of = |style: &str| own.iter().filter(|it| answers::word(site, it.answer).style == style).count();
    Counts {
        who: site.binder.respondent_name(respondent).to_owned(),
        yes: of("yes"),
        planned: own.iter().filter(|it| it.is_planned()).count(),
        no: of("no"),
        not_applicable: of("none"),
        blank: of("blank"),
        total: own.len(),
    }
}

fn vendor(site: &Site<'_>, vendor: &Vendor) -> VendorView {
    let date = match vendor.form {
        FormState::NotAsked => None,
        FormState::Asked(day) | FormState::Received(day) | FormState::Submitted(day) => Some(day),
        FormState::Transcribed => received(site, vendor),
    };
    let asked = date.filter(|_| matches!(vendor.form, FormState::Asked(_)));
    let target = Target::Row(RegisterKind::Vendors, vendor.id.clone());
    VendorView {
        row: Link::new(site.link(&target, PATH), &vendor.name),
        form: vendor.form.as_str(),
        date: answers::shown(date),
        days: asked.map(|it| site.report.as_of.days_since(it)),
    }
}

/// The day on which a form came that has been transcribed since.
fn received(site: &Site<'_>, vendor: &Vendor) -> Option<Date> {
    let register = site.binder.register(RegisterKind::Vendors)?;
    register.date(register.row(&vendor.id)?, "確認書受領日")
}

fn line(site: &Site<'_>, row: &ReadyItem) -> Line {
    let item = site.binder.edition().item(row.item);
    Line {
        item: Link::new(site.link(&Target::Item(row.item), PATH), row.item.shown()),
        subject: item.map(|it| it.subject.clone()).unwrap_or_default(),
        who: site.binder.respondent_name(&row.respondent).to_owned(),
    }
}

fn findings(site: &Site<'_>) -> Vec<Count> {
    let weights = [Weight::Build, Weight::Inspection, Weight::Disagreement, Weight::Advice];
    let of = |weight: Weight| {
        let findings = site.report.findings.iter();
        findings.filter(|it| it.code.weight() == weight).count()
    };
    weights.into_iter().map(|it| Count { weight: it.as_str(), count: of(it) }).collect()
}
