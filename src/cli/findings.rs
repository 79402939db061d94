//! Findings on the terminal, and the outcome that follows from them.

use std::io::IsTerminal as _;
use std::path::Path;

use super::Outcome;
use super::args::{FailOn, Format};
use super::output::Terminal;
use crate::check::{Report, Vendor, Work, work_list};
use crate::diagnostics::catalogue::{self, Language};
use crate::diagnostics::human::{self, Color, Section, Style};
use crate::diagnostics::json::{self, JsonAccepted, JsonFinding};
use crate::diagnostics::{Actor, Code, Finding, Severity, github, sarif, summary};
use crate::pipeline::Compiled;
use crate::render::json::{JsonReadiness, readiness};
use crate::source::Sources;

#[derive(serde::Serialize)]
struct JsonReport {
    findings: Vec<JsonFinding>,
    accepted: Vec<JsonAccepted>,
    readiness: Option<JsonReadiness>,
}

/// Writes the findings in `format`: for people to standard error with a last line, for programs to standard output.
/// `dir` is the folder that was read.
pub(super) fn print(compiled: &Compiled, dir: &Path, format: Format, terminal: &Terminal) {
    let language = terminal.language;
    let (findings, sources) = (compiled.findings(), &compiled.sources);
    let report = compiled.outcome.as_ref().ok().map(|it| &it.report);
    match format {
        Format::Human => {
            work(findings, sources, report, terminal);
            if let Some(report) = report {
                terminal.message(&super::readiness::line(report, terminal));
            }
        }
        Format::Json => terminal.result(&json(findings, sources, report, language)),
        Format::Sarif => terminal.result(&sarif::render(findings, sources, &way_to(dir, sources), language)),
        Format::Github => terminal.result(&github::render(findings, sources, &way_to(dir, sources), language)),
    }
}

fn json(findings: &[Finding], sources: &Sources, report: Option<&Report>, language: Language) -> String {
    let accepted = report.map_or(&[][..], |it| &it.accepted);
    let json = JsonReport {
        findings: json::findings(findings, sources, language),
        accepted: accepted.iter().map(|it| json::accepted(&it.finding, &it.by, sources, language)).collect(),
        readiness: report.map(|it| readiness(&it.readiness)),
    };
    // Texts, numbers and lists alone: writing them cannot fail.
    let mut text = serde_json::to_string_pretty(&json).unwrap_or_default();
    text.push('\n');
    text
}

/// From the current folder to `dir`, where it lies below: where a check is run in a repository, that is its root. Where
/// nothing was read, findings name the folder itself.
fn way_to(dir: &Path, sources: &Sources) -> String {
    let current = std::env::current_dir().and_then(|it| it.canonicalize());
    let (Ok(current), Ok(dir), false) = (current, dir.canonicalize(), sources.files().is_empty()) else {
        return String::new();
    };
    let way = dir.strip_prefix(current).unwrap_or(Path::new(""));
    way.iter().map(|it| it.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Findings about a binder for people, by who must act, and a line that counts them.
pub(super) fn work(findings: &[Finding], sources: &Sources, report: Option<&Report>, terminal: &Terminal) {
    let language = terminal.language;
    let vendors = report.map_or(&[][..], |it| &it.vendors);
    let sections: Vec<_> = work_list(findings).into_iter().map(|it| section(it, vendors, language)).collect();
    listed(&sections, sources, terminal);
    let accepted = report.map_or(0, |it| it.accepted.len());
    terminal.message(&format!("{}{}", summary(findings, language), also_accepted(accepted, language)));
}

/// Findings about anything else for people, and a line that counts them.
pub(super) fn people(findings: &[Finding], sources: &Sources, terminal: &Terminal) {
    listed(&[Section { heading: None, findings: findings.iter().collect() }], sources, terminal);
    terminal.message(&summary(findings, terminal.language));
}

/// Some findings of a binder for people, without a count.
pub(super) fn some(findings: &[&Finding], sources: &Sources, terminal: &Terminal) {
    listed(&[Section { heading: None, findings: findings.to_vec() }], sources, terminal);
}

fn listed(sections: &[Section<'_>], sources: &Sources, terminal: &Terminal) {
    let color = if std::io::stderr().is_terminal() { Color::Ansi } else { Color::None };
    if sections.iter().any(|it| !it.findings.is_empty()) {
        terminal.message(&human::render(sections, sources, Style { language: terminal.language, color }));
    }
}

fn also_accepted(count: usize, language: Language) -> String {
    match count {
        0 => String::new(),
        count => catalogue::fill(catalogue::ui("accepted", language), &[("count", &count.to_string())]),
    }
}

fn section<'a>(work: Work<'a>, vendors: &[Vendor], language: Language) -> Section<'a> {
    let (key, name) = match work.actor {
        Actor::Facility => ("actor-facility", ""),
        // Where no binder was made, only the id is known.
        Actor::Vendor(id) => {
            ("actor-vendor", vendors.iter().find(|it| it.id == *id).map_or(id.as_str(), |it| it.name.as_str()))
        }
        Actor::Association => ("actor-association", ""),
    };
    let count = work.findings.len().to_string();
    let heading = catalogue::fill(catalogue::ui(key, language), &[("name", name), ("count", &count)]);
    Section { heading: Some(heading), findings: work.findings }
}

/// What findings of these severities mean for the exit code.
pub(super) fn outcome(findings: &[Finding], fail_on: FailOn) -> Outcome {
    if findings.iter().any(|it| is_of_machine(it.code)) {
        return Outcome::MachineFailed;
    }
    let least = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Note => Severity::Note,
        FailOn::Never => return Outcome::Done,
    };
    if findings.iter().any(|it| it.severity() <= least) { Outcome::Findings } else { Outcome::Done }
}

/// Not the author's mistake: disk, typst, fonts.
fn is_of_machine(code: Code) -> bool {
    [
        Code::DiskFull,
        Code::DiskReadOnly,
        Code::FontMissing,
        Code::NoSuchFolder,
        Code::NoSuchPack,
        Code::ThemeFailed,
        Code::TypstFailed,
        Code::TypstMissing,
        Code::TypstVersion,
        Code::UnreadableFile,
        Code::WriteFailed,
    ]
    .contains(&code)
}
