//! `toji fleet merge`: the reports of shares to one summary.

use std::path::{Component, Path, PathBuf};

use crate::cli::args::{FailOn, FleetMerge};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, findings};
use crate::diagnostics::{Finding, Sink};
use crate::fleet::summary::{self, Names};
use crate::fleet::{self, FleetReport, Found};
use crate::source::Sources;
use crate::{emit, load};

pub(in crate::cli) fn run(arguments: &FleetMerge, terminal: &Terminal) -> Outcome {
    let mut sink = Sink::default();
    let found: Vec<Found> = arguments.shards.iter().flat_map(|it| reports(it, &arguments.output, &mut sink)).collect();
    let count = found.len();
    let (merged, misfits) = fleet::merge(found);
    sink.extend(misfits);
    let names = if arguments.anonymous { Names::Hidden } else { Names::Shown };
    let written = merged.as_ref().and_then(|it| write(it, names, &arguments.output, &mut sink));
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &Sources::default(), terminal);
    }
    let Some(report) = merged else {
        terminal.message(&terminal.fill("fleet-merge-nothing", &[]));
        return if found.is_empty() { Outcome::Usage } else { findings::outcome(&found, FailOn::Error) };
    };
    if written.is_some() {
        said(&report, count, &super::summary::folder(&arguments.output, names), terminal);
        super::summary::tell_names(&arguments.output, names, terminal);
        let next = if found.is_empty() { "fleet-merge-next" } else { "fleet-merge-mend" };
        terminal.message(&terminal.fill(next, &[]));
    }
    let failed = report.members.iter().any(|it| !it.is_built());
    if found.is_empty() && failed { Outcome::Findings } else { findings::outcome(&found, FailOn::Error) }
}

/// The reports in one output. An output named twice is read twice, and told.
fn reports(out: &Path, to: &Path, sink: &mut Sink) -> Vec<Found> {
    let to_pages = way(to, out);
    let read = |(path, bytes): (String, Vec<u8>)| {
        let report = FleetReport::read(&path, &bytes);
        report.map(|report| Found { path, to_pages: to_pages.clone(), report })
    };
    let all: Vec<Result<Found, Finding>> = load::reports(out, sink).into_iter().map(read).collect();
    all.into_iter().filter_map(|it| it.map_err(|it| sink.push(it)).ok()).collect()
}

fn write(report: &FleetReport, names: Names, out: &Path, sink: &mut Sink) -> Option<()> {
    let files = summary::files(report, &load::theme(), names).map_err(|it| sink.push(it)).ok()?;
    emit::pages(&super::summary::folder(out, names), &files, summary::MARK, sink)
}

fn said(report: &FleetReport, reports: usize, out: &Path, terminal: &Terminal) {
    let built = report.members.iter().filter(|it| it.is_built()).count();
    let (reports, members, built) = (reports.to_string(), report.members.len().to_string(), built.to_string());
    let path = out.join("fleet.html").display().to_string();
    let words = [("reports", reports.as_str()), ("members", &members), ("built", &built), ("path", &path)];
    terminal.message(&terminal.fill("fleet-merged", &words));
}

/// The relative address from one folder to another; `None` where none leads there (another drive of Windows).
fn way(from: &Path, to: &Path) -> Option<String> {
    let (from, to) = (whole(from)?, whole(to)?);
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let in_the_way = |it: &Component<'_>| matches!(it, Component::Prefix(_) | Component::RootDir);
    if from[common..].iter().chain(&to[common..]).any(in_the_way) {
        return None;
    }
    let mut way = "../".repeat(from.len() - common);
    for it in &to[common..] {
        way.push_str(it.as_os_str().to_str()?);
        way.push('/');
    }
    Some(way)
}

/// Without links and `..` as far as it is there: what is not there yet has none.
fn whole(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let there = path.ancestors().find_map(|it| Some((it, it.canonicalize().ok()?)));
    let (ancestor, real) = there?;
    Some(real.join(path.strip_prefix(ancestor).ok()?))
}
