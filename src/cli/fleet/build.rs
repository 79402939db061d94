//! `toji fleet build`: all members, and the summary.

use std::num::NonZero;
use std::time::{Duration, Instant};

use crate::cli::args::FleetBuild;
use crate::cli::output::Terminal;
use crate::cli::{Outcome, date, findings, press, recover};
use crate::diagnostics::{Finding, Sink, catalogue};
use crate::fleet::{self, FleetBuilt, FleetRequest, MemberReport};
use crate::load;
use crate::source::Sources;

use super::overdue;
use super::watch::Watch;
use super::{shard, summary};

/// More failures than this are not read on a terminal.
const SHOWN: usize = 20;

pub(in crate::cli) fn run(arguments: &FleetBuild, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    let shard = match shard::of(arguments.shard.as_deref(), terminal) {
        Ok(shard) => shard,
        Err(message) => return terminal.usage(&message),
    };
    if let Err(outcome) = recover::run(&arguments.fleet, terminal) {
        return outcome;
    }
    let mut sink = Sink::default();
    let engine = &arguments.engine;
    let press = if arguments.no_pdf { None } else { press::find(engine.typst.clone(), &engine.font_path, &mut sink) };
    let lacks_pdf = press.is_none() && !arguments.no_pdf;
    let theme = load::theme();
    let request = FleetRequest {
        fleet: &arguments.fleet,
        out: &arguments.output,
        theme: &theme,
        press: press.as_ref(),
        today,
        jobs: arguments.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, NonZero::get)).max(1),
        shard,
    };
    let pdfs = if arguments.no_pdf { fleet::pdfs(&arguments.output) } else { 0 };
    if pdfs > 0 {
        terminal.message(&terminal.fill("fleet-pdfs-go", &[("count", &pdfs.to_string())]));
    }
    let started = Instant::now();
    let watch = Watch::new(terminal);
    let built = fleet::build(request, &|it| watch.tell(it));
    watch.end();
    overdue::tell(&arguments.fleet, today, terminal);
    people(&sink.into_sorted(), terminal);
    match built {
        Ok(built) => {
            let mut outcome = said(&built, started.elapsed(), terminal);
            let gone = pdfs.saturating_sub(fleet::pdfs(&arguments.output));
            if gone > 0 {
                terminal.message(&terminal.fill("fleet-pdfs-gone", &[("count", &gone.to_string())]));
            }
            if summary::write(&built.report, arguments, &theme, terminal).is_none() {
                outcome = Outcome::MachineFailed;
            }
            if lacks_pdf && outcome == Outcome::Done { Outcome::MachineFailed } else { outcome }
        }
        Err(found) => {
            people(&found, terminal);
            findings::outcome(&found, crate::cli::args::FailOn::Error)
        }
    }
}

/// Of nothing, nothing is said.
fn people(found: &[Finding], terminal: &Terminal) {
    if !found.is_empty() {
        findings::people(found, &Sources::default(), terminal);
    }
}

fn said(built: &FleetBuilt, time: Duration, terminal: &Terminal) -> Outcome {
    people(&built.findings, terminal);
    let members = &built.report.members;
    let failed: Vec<&MemberReport> = members.iter().filter(|it| !it.is_built()).collect();
    if !failed.is_empty() {
        terminal.message(catalogue::ui("fleet-failed", terminal.language));
        failed.iter().take(SHOWN).for_each(|it| terminal.message(&failure(it)));
    }
    if failed.len() > SHOWN {
        let count = (failed.len() - SHOWN).to_string();
        terminal.message(&terminal.fill("fleet-more-failed", &[("count", &count)]));
    }
    if built.shared_texts > 0 {
        terminal.message(&terminal.fill("fleet-shared", &[("texts", &built.shared_texts.to_string())]));
    }
    let reused = members.iter().filter(|it| is_reused(it)).count();
    let number = |it: usize| it.to_string();
    terminal.message(&terminal.fill(
        "fleet-built",
        &[
            ("all", &number(members.len())),
            ("built", &number(members.len() - reused - failed.len())),
            ("reused", &number(reused)),
            ("failed", &number(failed.len())),
            ("time", &super::watch::shown(time)),
            ("runs", &number(built.typst_runs)),
        ],
    ));
    if let Some(day) = built.other_days.iter().max() {
        let count = number(built.other_days.len());
        terminal.message(&terminal.fill("fleet-other-day", &[("count", &count), ("day", day)]));
    }
    if failed.is_empty() {
        return Outcome::Done;
    }
    terminal.message(catalogue::ui("fleet-next-failed", terminal.language));
    Outcome::Findings
}

fn is_reused(report: &MemberReport) -> bool {
    match report.outcome {
        fleet::Outcome::Built { reused, .. } => reused,
        fleet::Outcome::Failed => false,
    }
}

/// The member, and what stopped it, a line each.
fn failure(member: &MemberReport) -> String {
    let folder = if member.folder == member.id { String::new() } else { format!(" ({})", member.folder) };
    let mut text = format!("  {}{folder}", member.id);
    for finding in member.findings.iter().take(5) {
        let place = if finding.place.is_empty() { String::new() } else { format!("{}: ", finding.place) };
        text.push_str(&format!("\n    [{}] {place}{}", finding.code, finding.message));
    }
    text
}
