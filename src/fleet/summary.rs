//! What an association sees of its members together: who is not ready, which vendor owes what to how many of them, what is
//! overdue, who has which template, whom no binder could be made for. As a page, a workbook, a CSV and JSON. Pure, and the
//! same for one report whenever it is made.

mod cell;
mod count;
mod csv;
mod json;
mod overdue;
mod page;
mod tables;
mod tally;
mod vendors;
mod versions;
mod xlsx;

pub use count::{Count, Names};

use serde::Serialize;

use super::{FindingReport, FleetReport, MemberReport, Shard};
use crate::diagnostics::{Code, Finding};
use crate::model::Theme;
use overdue::Overdue;
use tally::{CodeTally, ItemTally, KindTally};
use vendors::Vendor;
use versions::Version;

/// By what the page is known to be ours. The theme's template writes it.
pub const MARK: &str = "<meta name=\"generator\" content=\"toji fleet\">";

/// The summary of one report.
#[derive(Debug, Serialize)]
pub struct Summary {
    #[serde(skip)]
    names: Names,
    /// All members, those that failed too.
    members: Count,
    /// Those with a binder.
    built: Count,
    /// Those without.
    failed: Count,
    /// Those with no open 検査項目.
    ready: Count,
    /// Those with a file that waits for a decision after an update.
    pending: Count,
    /// Members and vendors: forms that have not come.
    forms_owed: Count,
    /// Answers whose day is over.
    overdue_answers: Count,
    kinds: Vec<KindTally>,
    items: Vec<ItemTally>,
    vendors: Vec<Vendor>,
    overdue: Vec<Overdue>,
    versions: Vec<Version>,
    codes: Vec<CodeTally>,
    failures: Vec<Failure>,
}

/// A member without a binder, and why.
#[derive(Debug, Serialize)]
struct Failure {
    id: String,
    folder: String,
    findings: Vec<FindingReport>,
}

/// The files: name and content.
///
/// # Errors
/// Where the theme is wrong, or the workbook cannot be written.
pub fn files(report: &FleetReport, theme: &Theme, names: Names) -> Result<Vec<(&'static str, Vec<u8>)>, Finding> {
    let summary = Summary::of(report, names);
    let failed = |reason: String| Finding::of_machine(Code::ThemeFailed).with("reason", reason);
    Ok(vec![
        ("fleet.html", page::page(report, &summary, theme).map_err(|it| failed(it.to_string()))?),
        ("fleet.csv", csv::csv(report, &summary)),
        ("fleet.xlsx", xlsx::workbook(report, &summary).map_err(|it| failed(it.to_string()))?),
        ("fleet.json", json::json(report, &summary)),
    ])
}

impl Summary {
    /// Counts a report's members.
    pub fn of(report: &FleetReport, names: Names) -> Self {
        let members = &report.members;
        let count =
            |wanted: &dyn Fn(&MemberReport) -> bool| names.count(members.iter().filter(|it| wanted(it)).count());
        let vendors = vendors::all(members);
        let overdue = overdue::all(report);
        Self {
            names,
            members: names.count(members.len()),
            built: count(&|it| it.is_built()),
            failed: count(&|it| !it.is_built()),
            ready: count(&|it| it.ready),
            pending: count(&|it| it.template.as_ref().is_some_and(|it| it.pending > 0)),
            forms_owed: names.count(vendors.iter().map(Vendor::forms).sum()),
            overdue_answers: names.count(overdue.len()),
            kinds: tally::kinds(members, names),
            items: tally::items(report, names),
            versions: versions::all(members, names),
            codes: tally::codes(members, names),
            vendors: names.only(vendors),
            overdue: names.only(overdue),
            failures: names.only(failures(members)),
        }
    }
}

fn failures(members: &[MemberReport]) -> Vec<Failure> {
    let failed = members.iter().filter(|it| !it.is_built());
    let failure =
        |it: &MemberReport| Failure { id: it.id.clone(), folder: it.folder.clone(), findings: it.findings.clone() };
    failed.map(failure).collect()
}

/// Shares that are not in the report: `2/4`.
fn missing(report: &FleetReport) -> Vec<String> {
    report.missing.iter().map(Shard::to_string).collect()
}
