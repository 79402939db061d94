//! `toji build`: the website and the PDF.

use std::path::{Path, PathBuf};

use super::args::{Build, FailOn};
use super::output::Terminal;
use super::{Outcome, date, findings, press, readiness};
use crate::diagnostics::{Sink, catalogue};
use crate::emit::Written;
use crate::load;
use crate::model::Profile;
use crate::pipeline::{self, Press, Request, Step};

pub(super) fn run(arguments: &Build, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
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
    let stops = findings::outcome(compiled.findings(), FailOn::Error);
    let (Ok(whole), Outcome::Done) = (&compiled.outcome, stops) else {
        progress.finish_and_clear();
        let report = compiled.outcome.as_ref().ok().map(|it| &it.report);
        findings::work(compiled.findings(), &compiled.sources, report, terminal);
        terminal.message(catalogue::ui("nothing-replaced", terminal.language));
        return stops;
    };

    let mut sink = Sink::default();
    let press =
        if arguments.no_pdf { None } else { press::find(arguments.typst.clone(), &arguments.font_path, &mut sink) };
    let lacks_pdf = press.is_none() && !arguments.no_pdf;
    let out = output(arguments);
    let theme = load::theme();
    let profile = Profile::full();
    let request = Request { out: &out, theme: &theme, press: press.as_ref(), profile: &profile, many: None };
    let watch = |step| progress.set_message(catalogue::ui(message(step), terminal.language));
    let written = pipeline::build(&compiled, whole, &request, &mut sink, &watch);
    progress.finish_and_clear();

    let mut found = compiled.findings().to_vec();
    found.extend(sink.into_sorted());
    findings::work(&found, &compiled.sources, Some(&whole.report), terminal);
    let outcome = match written {
        Some(written) => {
            terminal.message(&readiness::line(&whole.report, terminal));
            said(&written, &out, request.press, terminal);
            if lacks_pdf { Outcome::MachineFailed } else { Outcome::Done }
        }
        None => {
            terminal.message(catalogue::ui("nothing-replaced", terminal.language));
            findings::outcome(&found, FailOn::Error)
        }
    };
    // The program ends: taking a large binder apart, string by string, would be a tenth of the whole time.
    std::mem::forget(compiled);
    outcome
}

/// `-o`, else `output/binder` in the source folder.
fn output(arguments: &Build) -> PathBuf {
    arguments.output.clone().unwrap_or_else(|| arguments.dir.join("output").join("binder"))
}

fn message(step: Step) -> &'static str {
    match step {
        Step::Website => "step-website",
        Step::Pdf => "step-pdf",
        Step::Writing => "step-writing",
    }
}

fn said(written: &Written, out: &Path, press: Option<&Press>, terminal: &Terminal) {
    let fill = |key, path: PathBuf| {
        let (files, build) = (written.files.to_string(), written.build.as_str());
        let path = path.display().to_string();
        terminal.fill(key, &[("path", &path), ("files", &files), ("build", build)])
    };
    terminal.message(&fill("built", out.join("index.html")));
    if press.is_some() {
        terminal.message(&fill("built-pdf", out.join("binder.pdf")));
    } else {
        terminal.message(catalogue::ui("built-without-pdf", terminal.language));
    }
    if let Some(leftover) = &written.leftover {
        terminal.message(&fill("leftover", leftover.clone()));
    }
}
