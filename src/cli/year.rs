//! `toji new year`: a new fiscal year's forms, and what of last year's answers could be carried over.

use std::collections::BTreeMap;

use super::args::{FailOn, NewYear};
use super::output::Terminal;
use super::{Outcome, date, findings};
use crate::check::{Contract, looked_after};
use crate::diagnostics::{Code, Finding, Sink, catalogue, nearest};
use crate::edit::{self, Given, Turned};
use crate::model::{Certainty, Date, Edition, FiscalYear, Previous, Respondent, RowId};
use crate::pipeline::{self, Whole};
use crate::source::Sources;
use crate::year::{self, Carried, Old, Plan, Proposal, Why};

pub(super) fn run(arguments: &NewYear, terminal: &Terminal) -> Outcome {
    let Some(new) = year_of(&arguments.year) else {
        return terminal.usage(&terminal.fill("bad-year-argument", &[("year", &arguments.year)]));
    };
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    let whole = match super::whole::read(&arguments.dir, today, terminal) {
        Ok((whole, _)) => whole,
        Err(outcome) => return outcome,
    };
    let current = whole.binder.config().fiscal_year;
    if new < current {
        let values = [("year", &*new.japanese()), ("current", &*current.japanese())];
        return terminal.usage(&terminal.fill("year-goes-back", &values));
    }
    // A year goes by in between: with a slip of the hand it would be lost, since there is no way back.
    if let Some(next) = current.next().filter(|it| *it < new && whole.standards.of_year(new).is_none()) {
        let values = [("year", &*new.japanese()), ("next", &*next.japanese()), ("number", &*next.to_string())];
        return terminal.usage(&terminal.fill("year-too-far", &values));
    }
    match edition(arguments, &whole, new) {
        Ok((id, edition)) => turn(arguments, &whole, (new, &id, edition), today, terminal),
        Err(Refused::OfAnotherYear(edition)) => {
            let values = [("edition", &*edition.id), ("year", &*edition.fiscal_year.japanese())];
            terminal.usage(&terminal.fill("edition-of-another-year", &values))
        }
        Err(Refused::Unknown(finding)) => {
            findings::people(&[*finding], &Sources::default(), terminal);
            Outcome::Findings
        }
    }
}

/// `2026`, `令和8年度`.
pub(super) fn year_of(typed: &str) -> Option<FiscalYear> {
    let typed = typed.trim();
    if typed.len() == 4 && typed.bytes().all(|it| it.is_ascii_digit()) {
        return FiscalYear::new(typed.parse().ok()?);
    }
    let stem = typed.strip_suffix("年度")?;
    Date::parse(&format!("{stem}年4月1日")).ok().and_then(|it| FiscalYear::new(it.year().into()))
}

/// Why the edition cannot be that of the year.
enum Refused<'a> {
    OfAnotherYear(&'a Edition),
    Unknown(Box<Finding>),
}

/// The id of the year's edition, and its data if that is there.
fn edition<'a>(
    arguments: &NewYear,
    whole: &'a Whole,
    year: FiscalYear,
) -> Result<(String, Option<&'a Edition>), Refused<'a>> {
    let standards = &whole.standards;
    let id = arguments.edition.clone().unwrap_or_else(|| standards.id_for(year));
    match standards.edition(&id) {
        Some(edition) if edition.fiscal_year == year => Ok((id, Some(edition))),
        Some(edition) => Err(Refused::OfAnotherYear(edition)),
        None if standards.names(&id, year) => Ok((id, None)),
        None => {
            let named = standards.editions.iter().filter_map(|it| it.successor.as_ref().map(|it| it.id.as_str()));
            let known = standards.editions.iter().map(|it| it.id.as_str()).chain(named);
            let finding = Finding::of_path(Code::UnknownEdition, "--edition").with("name", &id);
            Err(Refused::Unknown(Box::new(finding.nearest(nearest(&id, known)))))
        }
    }
}

fn turn(
    arguments: &NewYear,
    whole: &Whole,
    (year, id, edition): (FiscalYear, &str, Option<&Edition>),
    today: Date,
    terminal: &Terminal,
) -> Outcome {
    let plans = edition.map(|it| year::plans(&whole.binder, it, vendors(whole, today))).unwrap_or_default();
    let given = |it: &Plan<'_>| match it.respondent {
        Respondent::Facility if arguments.carry => carried(&it.carried),
        // A vendor's answer is the vendor's to give.
        Respondent::Facility | Respondent::Vendor(_) => Given::new(),
    };
    let respondents = plans.iter().map(|it| (it.respondent.clone(), given(it))).collect();
    let mut sink = Sink::default();
    let facility = whole.binder.config().facility.kind;
    let new = edit::NewYear { year, id, edition, facility, respondents, scopes: scopes(whole, &plans) };
    let Some(turned) = edit::new_year(&arguments.dir, &new, &mut sink) else {
        let found = sink.into_sorted();
        findings::people(&found, &Sources::default(), terminal);
        return findings::outcome(&found, FailOn::Error);
    };
    said(&turned, whole, year, terminal);
    match edition {
        Some(_) => plans.iter().for_each(|it| terminal.result(&proposals(it, whole, year, terminal))),
        None => tell_not_imported(arguments, today, terminal),
    }
    Outcome::Done
}

/// What each vendor is known to look after.
fn scopes(whole: &Whole, plans: &[Plan<'_>]) -> BTreeMap<Respondent, Vec<RowId>> {
    let scope = |it: &Plan<'_>| match &it.respondent {
        Respondent::Facility => None,
        Respondent::Vendor(id) => Some((it.respondent.clone(), looked_after(&whole.binder, id))),
    };
    plans.iter().filter_map(scope).collect()
}

/// Every vendor with a contract on the day.
fn vendors(whole: &Whole, day: Date) -> Vec<RowId> {
    let contracts = Contract::all(&whole.binder, day);
    contracts.iter().filter(|it| it.is_in_force).map(|it| it.id().clone()).collect()
}

fn carried(carried: &[Carried<'_>]) -> Given {
    let given = carried.iter().filter_map(|it| match it.proposal {
        Proposal::Carry(answer) => Some((it.item.id, answer)),
        Proposal::Anew(_) => None,
    });
    given.collect()
}

fn said(turned: &Turned, whole: &Whole, year: FiscalYear, terminal: &Terminal) {
    for path in &turned.written {
        terminal.message(&terminal.fill("year-wrote", &[("path", path)]));
    }
    for path in &turned.kept {
        terminal.message(&terminal.fill("year-kept", &[("path", path)]));
    }
    if turned.written.is_empty() {
        terminal.message(&terminal.fill("year-begun", &[("year", &year.japanese())]));
    }
    let before = whole.binder.all_forms().map(|it| it.1.fiscal_year).filter(|it| *it < year).max();
    if let Some(before) = before {
        let folder = format!("checklists/{before}");
        terminal.message(&terminal.fill("year-archived", &[("year", &before.japanese()), ("path", &folder)]));
    }
}

/// The folder as it is now says it, with the place in `binder.toml`.
fn tell_not_imported(arguments: &NewYear, today: Date, terminal: &Terminal) {
    let compiled = pipeline::compile(&arguments.dir, today);
    let findings = compiled.findings().iter().filter(|it| it.code == Code::EditionNotImported);
    let found: Vec<Finding> = findings.cloned().collect();
    findings::people(&found, &compiled.sources, terminal);
}

fn proposals(plan: &Plan<'_>, whole: &Whole, year: FiscalYear, terminal: &Terminal) -> String {
    let name = whole.binder.respondent_name(&plan.respondent);
    let mut out = terminal.fill("carry-head", &[("respondent", name), ("year", &year.japanese())]);
    out.push('\n');
    for it in &plan.carried {
        out.push_str(&format!("  {} {}\n", it.item.id.shown(), it.item.subject));
        if !it.old.is_empty() {
            let old: Vec<String> = it.old.iter().map(|it| old_row(it, terminal)).collect();
            let old = old.join(catalogue::ui("list-separator", terminal.language));
            out.push_str(&format!("      {}\n", terminal.fill("carry-old", &[("rows", &old)])));
        }
        out.push_str(&format!("      {}\n", proposal(it.proposal, terminal)));
    }
    let (all, carried) = (plan.carried.len().to_string(), carried(&plan.carried).len().to_string());
    out.push_str(&terminal.fill("carry-count", &[("all", &all), ("carried", &carried)]));
    out.push('\n');
    out
}

/// 2-④ サーバ はい.
pub(super) fn old_row(old: &Old, terminal: &Terminal) -> String {
    let answer = old.answer.map_or(catalogue::ui("answer-blank", terminal.language), |it| it.written());
    format!("{} {answer}", shown_row(&old.from, terminal))
}

/// 2-④ サーバ, and that its number is inferred where it is.
pub(super) fn shown_row(it: &Previous, terminal: &Terminal) -> String {
    let doubt = match it.certainty {
        Certainty::Verified => "",
        Certainty::Unverified => catalogue::ui("row-inferred", terminal.language),
    };
    format!("{}{doubt}", it.row)
}

fn proposal(proposal: Proposal, terminal: &Terminal) -> String {
    let key = match proposal {
        Proposal::Carry(answer) => return terminal.fill("carry-yes", &[("answer", answer.written())]),
        Proposal::Anew(Why::New) => "carry-new",
        Proposal::Anew(Why::NoMap) => "carry-no-map",
        Proposal::Anew(Why::NoForm) => "carry-no-form",
        Proposal::Anew(Why::NotAllYes) => "carry-not-yes",
        Proposal::Anew(Why::PlanOver) => "carry-plan-over",
    };
    catalogue::ui(key, terminal.language).to_owned()
}
