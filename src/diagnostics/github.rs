//! Annotations for GitHub Actions: one line a finding, `::error file=..,line=..::message`. Nothing that an author wrote can
//! end a line or begin a command: GitHub's escapes see to that.

use super::catalogue::{Language, help, message, title};
use super::location::location;
use super::{Finding, Severity};
use crate::source::{Place, Sources};

/// All findings, each with its line end. An annotation names its file from the root of the repository: `folder` is the way
/// from there to the source folder, with `/`, or empty.
pub fn render(findings: &[Finding], sources: &Sources, folder: &str, language: Language) -> String {
    findings.iter().map(|it| line(it, sources, folder, language)).collect()
}

fn line(finding: &Finding, sources: &Sources, folder: &str, language: Language) -> String {
    let mut properties = Vec::new();
    if let Some(location) = location(finding, sources) {
        properties.push(format!("file={}", property(&location.path_below(folder))));
        properties.extend(location.place.iter().flat_map(region));
    }
    let title = format!("{} ({})", title(finding.code, language), finding.code);
    properties.push(format!("title={}", property(&title)));
    let text = [Some(message(finding, language)), help(finding, language)].into_iter().flatten().collect::<Vec<_>>();
    format!("::{} {}::{}\n", command(finding.severity()), properties.join(","), data(&text.join("\n")))
}

/// GitHub takes columns only where the place begins and ends on one line.
fn region(place: &Place) -> Vec<String> {
    let Place { path: _, line, column, end_line, end_column } = place;
    match line == end_line {
        true => vec![format!("line={line},col={column},endLine={end_line},endColumn={end_column}")],
        false => vec![format!("line={line},endLine={end_line}")],
    }
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::sample::sample;
    use crate::diagnostics::{Code, Finding};
    use crate::source::Span;

    #[test]
    fn one_line_a_finding() {
        let (sources, sample) = sample();
        let text = render(&sample, &sources, "", Language::English);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), sample.len());
        let starts = [
            "::error file=bcp/detection.md,line=3,col=4,endLine=3,endColumn=7,title=an item that the checklist does not have \
             (unknown-item)::the checklist of this year has no item \"2-⑭\".%0Adid you mean 2-⑬, 2-④?%0A",
            "::error file=bcp/detection.md,line=6,col=2,endLine=6,endColumn=5,title=",
            "::notice file=rules/規程 #1.md,line=1,col=1,endLine=1,endColumn=11,title=",
            "::notice file=写真%2C100%25%3Aa.md,title=",
            "::error title=typst is not there (typst-missing)::",
        ];
        for (line, start) in lines.iter().zip(starts) {
            assert!(line.starts_with(start), "{line}\n{start}");
        }
    }

    #[test]
    fn a_place_over_two_lines_has_no_columns() {
        let mut sources = Sources::default();
        let file = sources.add("a.md", "一\n二\n");
        let text =
            render(&[Finding::at(Code::ImageWithoutText, Span::new(file, 0..7))], &sources, "", Language::English);
        assert!(text.starts_with("::error file=a.md,line=1,endLine=2,title="), "{text}");
    }

    #[test]
    fn no_text_begins_a_command() {
        let finding =
            Finding::of_path(Code::UnknownFile, "a\n::stop-commands::x").with("path", "a\r\n::stop-commands::x");
        let text = render(&[finding], &Sources::default(), "", Language::English);
        assert_eq!(text.lines().count(), 1, "{text}");
    }
}
