//! Findings on the terminal, and the outcome that follows from them.

use std::io::IsTerminal as _;
use std::path::Path;

use super::Outcome;
use super::args::{FailOn, Format};
use super::output::Terminal;
use crate::check::Readiness;
use crate::diagnostics::human::{self, Color, Style};
use crate::diagnostics::json::{self, JsonFinding};
use crate::diagnostics::{Code, Finding, Severity, catalogue, github, sarif, summary};
use crate::render::json::{JsonReadiness, readiness};
use crate::source::Sources;

#[derive(serde::Serialize)]
struct Report {
    findings: Vec<JsonFinding>,
    readiness: Option<JsonReadiness>,
}

/// Writes the findings in `format`: for people to standard error with a last line, for programs to standard output.
/// `dir` is the folder that `sources` were read from.
pub(super) fn print(
    findings: &[Finding],
    (dir, sources): (&Path, &Sources),
    ready: Option<&Readiness>,
    format: Format,
    terminal: &Terminal,
) {
    let language = terminal.language;
    match format {
        Format::Human => {
            people(findings, sources, terminal);
            if let Some(ready) = ready {
                terminal.message(&readiness_line(ready, terminal));
            }
        }
        Format::Json => {
            let findings = json::findings(findings, sources, language);
            let report = Report { findings, readiness: ready.map(readiness) };
            // Texts, numbers and lists alone: writing them cannot fail.
            let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
            text.push('\n');
            terminal.result(&text);
        }
        Format::Sarif => terminal.result(&sarif::render(findings, sources, &way_to(dir, sources), language)),
        Format::Github => terminal.result(&github::render(findings, sources, &way_to(dir, sources), language)),
    }
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

/// Findings for people, and the last line.
pub(super) fn people(findings: &[Finding], sources: &Sources, terminal: &Terminal) {
    let color = if std::io::stderr().is_terminal() { Color::Ansi } else { Color::None };
    if !findings.is_empty() {
        terminal.message(&human::render(findings, sources, Style { language: terminal.language, color }));
    }
    terminal.message(&summary(findings, terminal.language));
}

/// 立入検査の確認項目：18項目中16項目が記入済みです。
pub(super) fn readiness_line(ready: &Readiness, terminal: &Terminal) -> String {
    let (answered, all) = ready.answered();
    if all == 0 {
        return catalogue::ui("readiness-none", terminal.language).to_owned();
    }
    let values = [("answered", &*answered.to_string()), ("all", &*all.to_string())];
    catalogue::fill(catalogue::ui("readiness", terminal.language), &values)
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
        Code::FontMissing,
        Code::NoSuchFolder,
        Code::ThemeFailed,
        Code::TypstFailed,
        Code::TypstMissing,
        Code::TypstVersion,
        Code::UnreadableFile,
        Code::WriteFailed,
    ]
    .contains(&code)
}
