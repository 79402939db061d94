//! The report without what a profile withholds: findings that stand in it or quote it, rows of withheld forms, days and
//! papers. Judges nothing anew: whether the facility is ready, and how many of its rows say what, is as true of the copy.

use super::gone::Gone;
use super::quotes::Quotes;
use crate::check::{self, Accepted, Due, Paper, Readiness, ReadyItem, Report, Vendor};
use crate::diagnostics::{Actor, At, Finding};
use crate::model::{Omitted, Profile, RegisterKind, Respondent, Template};
use crate::resolve::Binder;

/// What is needed to judge.
pub(super) struct Desk<'a> {
    pub(super) whole: &'a Binder,
    /// What is left of it.
    pub(super) left: &'a Binder,
    pub(super) profile: &'a Profile,
    pub(super) gone: &'a Gone,
    pub(super) quotes: &'a Quotes,
}

impl Desk<'_> {
    /// The report as the profile's readers may see it.
    pub(super) fn report(&self, report: &Report) -> Report {
        let findings = self.findings(&report.findings.iter().collect::<Vec<_>>()).into_iter().flatten().collect();
        let accepted = self.findings(&report.accepted.iter().map(|it| &it.finding).collect::<Vec<_>>());
        let accepted = report.accepted.iter().zip(accepted);
        let accepted = accepted.filter_map(|(it, finding)| Some(Accepted { finding: finding?, by: it.by.clone() }));
        let readiness = self.readiness(&report.readiness);
        let (papers, due) = self.papers_and_days(report, &readiness);
        Report {
            as_of: report.as_of,
            findings,
            accepted: accepted.collect(),
            readiness,
            vendors: report.vendors.iter().filter_map(|it| self.vendor(it)).collect(),
            papers,
            due,
            template: report.template.as_ref().map(|it| self.template(it)),
        }
    }

    /// Each of them as it may be told, if it may.
    fn findings(&self, findings: &[&Finding]) -> Vec<Option<Finding>> {
        let words = findings.iter().flat_map(|it| it.arguments.iter().map(|it| &it.1).chain(&it.nearest));
        let quote = self.quotes.among(&words.map(String::as_str).collect::<Vec<_>>());
        let mut quote = quote.into_iter();
        let mut told = Vec::with_capacity(findings.len());
        for finding in findings {
            let quotes: Vec<bool> = quote.by_ref().take(finding.arguments.len() + finding.nearest.len()).collect();
            let (arguments, nearest) = quotes.split_at(finding.arguments.len());
            told.push((self.stands(finding) && !arguments.contains(&true)).then(|| self.told(finding, nearest)));
        }
        told
    }

    fn told(&self, finding: &Finding, quotes: &[bool]) -> Finding {
        let mut told = finding.clone();
        let mut quotes = quotes.iter();
        told.nearest.retain(|_| quotes.next() != Some(&true));
        told.related.retain(|it| !self.gone.has_place(*it));
        told
    }

    fn stands(&self, finding: &Finding) -> bool {
        let is_for_others = match finding.actor {
            Actor::Facility => false,
            Actor::Vendor(_) | Actor::Association => self.profile.omits(Omitted::FindingsOfOthers),
        };
        let is_gone = match &finding.at {
            At::Span(span) => self.gone.has_place(*span),
            At::Path(path) => self.gone.has_path(path),
            At::Nowhere => false,
        };
        !is_for_others && !is_gone
    }

    /// The answers that are shown. The verdict and the counts stay those of the whole: a copy that says less must not make a
    /// facility look more ready, or less.
    fn readiness(&self, readiness: &Readiness) -> Readiness {
        let mut readiness = readiness.clone();
        readiness.items.retain(|it| self.shows(it));
        readiness
    }

    /// Whether its form says so in what is left; what no form said before is as it was.
    fn shows(&self, row: &ReadyItem) -> bool {
        let said = |binder: &Binder| {
            binder.forms().any(|(_, it)| it.respondent == row.respondent && it.row(row.item).is_some())
        };
        let is_known = match &row.respondent {
            Respondent::Facility => true,
            Respondent::Vendor(id) => !self.gone.has_row_of(RegisterKind::Vendors, id, self.whole),
        };
        is_known && (!said(self.whole) || said(self.left))
    }

    /// A vendor by the name that it is left.
    fn vendor(&self, vendor: &Vendor) -> Option<Vendor> {
        if self.gone.has_row_of(RegisterKind::Vendors, &vendor.id, self.whole) {
            return None;
        }
        let respondent = Respondent::Vendor(vendor.id.clone());
        Some(Vendor { name: self.left.respondent_name(&respondent).to_owned(), ..vendor.clone() })
    }

    /// Found once more in what is left, so that they say nothing else. A day that only seems to fall due for want of what is
    /// gone is none.
    fn papers_and_days(&self, report: &Report, readiness: &Readiness) -> (Vec<Paper>, Vec<Due>) {
        let (papers, mut due) = check::papers_and_days(self.left, &readiness.items, report.as_of);
        let is_true = |it: &Due| {
            report.due.iter().any(|other| (other.date, other.kind, &other.target) == (it.date, it.kind, &it.target))
        };
        due.retain(is_true);
        (papers, due)
    }

    fn template(&self, template: &Template) -> Template {
        let mut template = template.clone();
        let is_shown = |path: &str| !self.gone.has_path(path) && self.quotes.among(&[path]) == [false];
        template.files.retain(|it| is_shown(&it.path));
        template.pending.retain(|it| is_shown(&it.path));
        template.approvals.retain(|it| is_shown(&it.path));
        template.decisions.retain(|it| is_shown(&it.path) && self.quotes.among(&[&it.block]) == [false]);
        for pending in &mut template.pending {
            pending.blocks.retain(|it| self.quotes.among(&[it]) == [false]);
        }
        template
    }
}
