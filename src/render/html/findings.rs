//! All findings of the report, with their places and the way out, by weight. The texts come from outside.

use serde::Serialize;

use super::page::{Link, Made, Page};
use super::site::Site;
use super::{ThemeError, dashboard};
use crate::diagnostics::{Finding, Weight};
use crate::model::Target;

const PATH: &str = "findings.html";

#[derive(Serialize)]
struct FindingsPage {
    page: Page,
    as_of: String,
    count: usize,
    /// How many rows of the forms have a target date to come, and how many no answer.
    open: usize,
    blank: usize,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    /// `build`, `inspection`, `disagreement`, `advice`: the theme has the words.
    weight: &'static str,
    findings: Vec<FindingView>,
}

#[derive(Serialize)]
struct FindingView {
    message: String,
    help: String,
    place: String,
    code: &'static str,
    item: Option<Link>,
}

/// Makes the page.
pub(super) fn make(site: &Site<'_>) -> Result<Made, ThemeError> {
    let weights = [Weight::Build, Weight::Inspection, Weight::Disagreement, Weight::Advice];
    let groups = weights.map(|weight| Group {
        weight: weight.as_str(),
        findings: site
            .report
            .findings
            .iter()
            .filter(|it| it.code.weight() == weight)
            .map(|it| view(site, it))
            .collect(),
    });
    let rows = &site.report.readiness.items;
    let html = site.render(
        "findings.html",
        &FindingsPage {
            page: site.overview(PATH, &site.texts.title.findings),
            as_of: site.report.as_of.japanese(),
            count: site.report.findings.len(),
            open: rows.iter().filter(|it| dashboard::is_open(it)).count(),
            blank: rows.iter().filter(|it| dashboard::is_blank(it)).count(),
            groups: groups.into_iter().filter(|it| !it.findings.is_empty()).collect(),
        },
    )?;
    Ok(Made { path: PATH.to_owned(), html, search: String::new() })
}

fn view(site: &Site<'_>, finding: &Finding) -> FindingView {
    let text = (site.options.message)(finding);
    let item = finding.item.filter(|it| site.binder.edition().item(*it).is_some());
    FindingView {
        message: text.message,
        help: text.help,
        place: text.place,
        code: finding.code.as_str(),
        item: item.map(|it| Link::new(site.link(&Target::Item(it), PATH), it.shown())),
    }
}
