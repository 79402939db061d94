//! All findings of the report as a list of work, by who must act, with their places and the way out; what is accepted
//! stands apart. The texts come from outside.

use serde::Serialize;

use super::ThemeError;
use super::dashboard::{TemplateView, template};
use super::page::{Link, Made, Page};
use super::site::Site;
use crate::check::{Accepted, Work, work_list};
use crate::diagnostics::{Actor, Finding, Weight};
use crate::model::Target;

pub(super) const PATH: &str = "findings.html";

#[derive(Serialize)]
struct FindingsPage {
    page: Page,
    as_of: String,
    template: Option<TemplateView>,
    count: usize,
    /// How many rows of the forms have a target date that stands, and how many no answer.
    open: usize,
    blank: usize,
    /// The weights that occur, to be explained.
    weights: Vec<&'static str>,
    groups: Vec<Group>,
    accepted: Vec<AcceptedView>,
}

#[derive(Serialize)]
struct Group {
    /// `facility`, `vendor`, `association`: the theme has the words.
    actor: &'static str,
    /// The vendor's name, else nothing.
    name: String,
    findings: Vec<FindingView>,
}

#[derive(Serialize)]
struct FindingView {
    /// `build`, `inspection`, `disagreement`, `advice`: the theme has the words.
    weight: &'static str,
    message: String,
    help: String,
    place: String,
    code: &'static str,
    item: Option<Link>,
    /// What to write to accept it; nothing where it cannot be.
    accept: String,
}

#[derive(Serialize)]
struct AcceptedView {
    finding: FindingView,
    reason: String,
    by: String,
    until: String,
}

/// Makes the page.
pub(super) fn make(site: &Site<'_>) -> Result<Made, ThemeError> {
    let findings = &site.report.findings;
    let rows = &site.report.readiness.items;
    let html = site.render(
        "findings.html",
        &FindingsPage {
            page: site.overview(PATH, &site.texts.title.findings),
            as_of: site.report.as_of.japanese(),
            template: template(site),
            count: findings.len(),
            open: rows.iter().filter(|it| it.open_until().is_some()).count(),
            blank: rows.iter().filter(|it| it.is_blank()).count(),
            weights: weights(findings),
            groups: work_list(findings).into_iter().map(|it| group(site, &it)).collect(),
            accepted: site.report.accepted.iter().map(|it| accepted(site, it)).collect(),
        },
    )?;
    Ok(Made { path: PATH.to_owned(), html, search: String::new() })
}

fn weights(findings: &[Finding]) -> Vec<&'static str> {
    let all = [Weight::Build, Weight::Inspection, Weight::Disagreement, Weight::Advice].into_iter();
    all.filter(|weight| findings.iter().any(|it| it.code.weight() == *weight)).map(Weight::as_str).collect()
}

fn group(site: &Site<'_>, work: &Work<'_>) -> Group {
    let name = match work.actor {
        Actor::Vendor(id) => site.report.vendors.iter().find(|it| it.id == *id).map_or(id.as_str(), |it| &it.name),
        Actor::Facility | Actor::Association => "",
    };
    Group {
        actor: work.actor.as_str(),
        name: name.to_owned(),
        findings: without_echoes(work.findings.iter().map(|it| view(site, it)).collect()),
    }
}

/// The way out is said once where one finding after the other has the same.
fn without_echoes(mut findings: Vec<FindingView>) -> Vec<FindingView> {
    let is_echo = |(a, b): (&FindingView, &FindingView)| a.code == b.code && a.help == b.help;
    let echoes: Vec<bool> = findings.iter().zip(findings.iter().skip(1)).map(is_echo).collect();
    for (finding, _) in findings.iter_mut().skip(1).zip(echoes).filter(|it| it.1) {
        finding.help.clear();
    }
    findings
}

fn view(site: &Site<'_>, finding: &Finding) -> FindingView {
    let text = (site.options.message)(finding);
    let item = finding.item.filter(|it| site.binder.edition().item(*it).is_some());
    FindingView {
        weight: finding.code.weight().as_str(),
        message: text.message,
        help: text.help,
        place: text.place,
        code: finding.code.as_str(),
        item: item.map(|it| Link::new(site.link(&Target::Item(it), PATH), it.shown())),
        accept: text.accept,
    }
}

fn accepted(site: &Site<'_>, accepted: &Accepted) -> AcceptedView {
    AcceptedView {
        finding: view(site, &accepted.finding),
        reason: accepted.by.reason.clone(),
        by: accepted.by.by.clone(),
        until: accepted.by.until.value.japanese(),
    }
}
