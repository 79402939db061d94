//! Where the work stands: answers counted by respondent, the next target dates, what is still blank. For staff; it says
//! nothing of whether an inspection would be passed.

use serde::Serialize;

use super::ThemeError;
use super::answers::{self, Word};
use super::page::{Link, Made, Page};
use super::site::Site;
use crate::check::ReadyItem;
use crate::diagnostics::Weight;
use crate::model::{Respondent, Target};

const PATH: &str = "dashboard.html";

#[derive(Serialize)]
struct DashboardPage {
    page: Page,
    as_of: String,
    respondents: Vec<Counts>,
    /// Soonest first.
    targets: Vec<Line>,
    blank: Vec<Line>,
    findings: Vec<Count>,
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
struct Line {
    item: Link,
    subject: String,
    who: String,
    answer: Word,
    date: String,
    is_past: bool,
}

#[derive(Serialize)]
struct Count {
    weight: &'static str,
    count: usize,
}

/// Makes the page.
pub(super) fn make(site: &Site<'_>) -> Result<Made, ThemeError> {
    let rows = &site.report.readiness.items;
    let mut targets: Vec<_> = rows.iter().filter(|it| is_open(it)).collect();
    targets.sort_by_key(|it| (it.target, it.item));
    let blank = rows.iter().filter(|it| is_blank(it));
    let html = site.render(
        "dashboard.html",
        &DashboardPage {
            page: site.overview(PATH, &site.texts.title.dashboard),
            as_of: site.report.as_of.japanese(),
            respondents: respondents(site),
            targets: targets.into_iter().map(|it| line(site, it)).collect(),
            blank: blank.map(|it| line(site, it)).collect(),
            findings: findings(site),
        },
    )?;
    Ok(Made { path: PATH.to_owned(), html, search: String::new() })
}

/// Whether it has a target date that stands.
pub(super) fn is_open(row: &ReadyItem) -> bool {
    let style_is_no = row.answer == Some(crate::model::Answer::No);
    row.target.is_some() && (style_is_no || row.is_planned())
}

/// Whether an answer is asked for and missing.
pub(super) fn is_blank(row: &ReadyItem) -> bool {
    row.demanded && row.answer.is_none()
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

fn line(site: &Site<'_>, row: &ReadyItem) -> Line {
    let item = site.binder.edition().item(row.item);
    Line {
        item: Link::new(site.link(&Target::Item(row.item), PATH), row.item.shown()),
        subject: item.map(|it| it.subject.clone()).unwrap_or_default(),
        who: site.binder.respondent_name(&row.respondent).to_owned(),
        answer: answers::word(site, row.answer),
        date: answers::shown(row.target),
        is_past: row.target.is_some_and(|it| it < site.report.as_of),
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
