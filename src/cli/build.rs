//! `toji build`: the website and the PDF, for one profile or for all.

mod gone;
mod handed;
mod plan;

use std::path::PathBuf;

use super::args::{Build, FailOn};
use super::output::Terminal;
use super::{Outcome, date, findings, press, readiness};
use crate::diagnostics::{Finding, Sink, catalogue};
use crate::emit::Written;
use crate::load;
use crate::model::{Profile, Theme};
use crate::pipeline::{self, Compiled, Press, Request, Step, Whole};
use plan::Plan;

pub(super) fn run(arguments: &Build, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    if let Some(fault) = plan::fault(arguments, terminal) {
        return terminal.usage(&fault);
    }
    if let Some(jobs) = arguments.jobs
        && rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).build_global().is_err()
    {
        terminal.message(catalogue::ui("jobs-ignored", terminal.language));
    }
    if let Err(outcome) = super::recover::run(&arguments.dir, terminal) {
        return outcome;
    }
    let progress = terminal.progress();
    progress.set_message(catalogue::ui("step-reading", terminal.language));
    let compiled = pipeline::compile(&arguments.dir, today);
    progress.finish_and_clear();
    let stops = findings::outcome(compiled.findings(), FailOn::Error);
    let outcome = match (&compiled.outcome, stops) {
        (Ok(whole), Outcome::Done) => match plan::of(arguments, whole.binder.config(), terminal) {
            Ok(plan) => carry_out(&plan, arguments, (&compiled, whole), terminal),
            Err(message) => terminal.usage(&message),
        },
        (outcome, _) => {
            let report = outcome.as_ref().ok().map(|it| &it.report);
            findings::work(compiled.findings(), &compiled.sources, report, terminal);
            terminal.message(catalogue::ui("nothing-replaced", terminal.language));
            stops
        }
    };
    // The program ends: taking a large binder apart, string by string, would be a tenth of the whole time.
    std::mem::forget(compiled);
    outcome
}

/// Builds what was planned, says what came of it, and gives how that ends.
fn carry_out(plan: &Plan, arguments: &Build, (compiled, whole): (&Compiled, &Whole), terminal: &Terminal) -> Outcome {
    let mut sink = Sink::default();
    if let Some(finding) = plan.obstacle() {
        findings::people(std::slice::from_ref(&finding), &compiled.sources, terminal);
        return findings::outcome(&[finding], FailOn::Error);
    }
    let press =
        if arguments.no_pdf { None } else { press::find(arguments.typst.clone(), &arguments.font_path, &mut sink) };
    let lacks_pdf = press.is_none() && !arguments.no_pdf;
    let theme = load::theme();
    let desk = Desk { compiled, whole, theme: &theme, press: press.as_ref() };
    let written = desk.build(plan, &mut sink, terminal);

    let mut found = compiled.findings().to_vec();
    found.extend(once(sink.into_sorted()));
    findings::work(&found, &compiled.sources, Some(&whole.report), terminal);
    if written.iter().any(Option::is_some) {
        terminal.message(&readiness::line(&whole.report, terminal));
    }
    for (output, made) in plan.outputs.iter().zip(&written) {
        told(plan, output, made.as_ref(), &desk, terminal);
    }
    if let Some(folder) = &plan.folder {
        let left = gone::remove(folder, &whole.binder.config().profiles, terminal);
        if !left.is_empty() {
            findings::people(&left, &compiled.sources, terminal);
            return findings::outcome(&left, FailOn::Error);
        }
    }
    if written.iter().any(Option::is_none) {
        return findings::outcome(&found, FailOn::Error);
    }
    match (plan.outputs.as_slice(), written.as_slice()) {
        _ if lacks_pdf => Outcome::MachineFailed,
        ([(profile, _)], [Some(made)]) => handed::list(arguments, (compiled, whole), (profile, &made.build), terminal),
        _ => Outcome::Done,
    }
}

/// What every output is made from.
struct Desk<'a> {
    compiled: &'a Compiled,
    whole: &'a Whole,
    theme: &'a Theme,
    press: Option<&'a Press>,
}

impl Desk<'_> {
    /// One output after the other: what fails leaves its own old one, and the others are made all the same.
    fn build(&self, plan: &Plan, sink: &mut Sink, terminal: &Terminal) -> Vec<Option<Written>> {
        let progress = terminal.progress();
        let build = |(profile, out): &(Profile, PathBuf)| {
            let request = Request { out, theme: self.theme, press: self.press, profile, many: None };
            let watch = |step| progress.set_message(catalogue::ui(message(step), terminal.language));
            pipeline::build(self.compiled, self.whole, &request, sink, &watch)
        };
        let written = plan.outputs.iter().map(build).collect();
        progress.finish_and_clear();
        written
    }
}

/// What several outputs have in common is told once.
fn once(found: Vec<Finding>) -> Vec<Finding> {
    let mut told: Vec<Finding> = Vec::with_capacity(found.len());
    for finding in found {
        if !told.contains(&finding) {
            told.push(finding);
        }
    }
    told
}

fn message(step: Step) -> &'static str {
    match step {
        Step::Website => "step-website",
        Step::Pdf => "step-pdf",
        Step::Writing => "step-writing",
    }
}

/// What came of one output: of one alone in full, of many a line each.
fn told(plan: &Plan, output: &(Profile, PathBuf), written: Option<&Written>, desk: &Desk<'_>, terminal: &Terminal) {
    let (profile, out) = output;
    let fill = |key, path: PathBuf| {
        let files = written.map_or_else(String::new, |it| it.files.to_string());
        let build = written.map_or("", |it| it.build.as_str());
        let (path, name, label) = (path.display().to_string(), &*profile.name, &*profile.label);
        terminal.fill(key, &[("path", &path), ("files", &files), ("build", build), ("profile", name), ("label", label)])
    };
    let index = out.join("index.html");
    match (written, &plan.folder) {
        (None, None) => terminal.message(catalogue::ui("nothing-replaced", terminal.language)),
        (None, Some(_)) => terminal.message(&fill("profile-kept", out.clone())),
        (Some(_), Some(_)) => terminal.message(&fill("profile-built", index)),
        (Some(_), None) => {
            let key = if profile.is_whole() { "built" } else { "built-for" };
            terminal.message(&fill(key, index));
            if desk.press.is_some() {
                terminal.message(&fill("built-pdf", out.join("binder.pdf")));
            } else {
                terminal.message(catalogue::ui("built-without-pdf", terminal.language));
            }
        }
    }
    if written.is_some_and(|it| it.was_signed) {
        terminal.message(&fill("signature-dropped", out.clone()));
    }
    if let Some(leftover) = written.and_then(|it| it.leftover.as_ref()) {
        terminal.message(&fill("leftover", leftover.clone()));
    }
}
