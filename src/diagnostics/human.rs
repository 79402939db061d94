//! Findings for people: the line that was written with carets under the place, what is wrong, and the way out.
//!
//! Returns text and never prints it; never looks whether a terminal is there, which is for the caller to say.

mod alike;
mod excerpt;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use self::excerpt::{Edge, Excerpt, LONGEST};
use super::catalogue::{Language, help, message, severity_key, ui};
use super::{At, Finding, Severity, Weight};
use crate::source::{Place, Sources, Span};

/// How findings are to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The language of everything but the quoted lines.
    pub language: Language,
    /// Whether to use colours.
    pub color: Color,
}

/// Whether the reader's terminal shows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// It does.
    Ansi,
    /// It does not, or the text goes into a file.
    None,
}

/// Findings that belong together, in the order in which they are to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'a> {
    /// One line above them, if one.
    pub heading: Option<String>,
    /// The findings.
    pub findings: Vec<&'a Finding>,
}

/// All sections, a blank line behind each heading and each finding. Of many findings of one code only the first is shown
/// whole, unless they are errors.
pub fn render(sections: &[Section<'_>], sources: &Sources, style: Style) -> String {
    let renderer = renderer(style.color);
    let mut text = String::new();
    for section in sections {
        text.extend(section.heading.iter().map(|it| heading(it, style.color) + "\n\n"));
        for lot in alike::lots(&section.findings) {
            text.push_str(&renderer.render(&[group(lot.first, sources, style.language)]));
            text.push_str(&alike::lines(&lot.others, sources, style.language));
            text.push_str("\n\n");
        }
    }
    text
}

/// It may hold a name that an author wrote.
fn heading(text: &str, color: Color) -> String {
    let text = normalize_untrusted_str(text);
    match color {
        Color::Ansi => format!("\u{1b}[1m== {text} ==\u{1b}[0m"),
        Color::None => format!("== {text} =="),
    }
}

/// Lines come cut to size: the renderer, which does not know where words end, must not cut them again. Its frames are
/// ASCII, the only ones that line up in every console of a Japanese Windows.
fn renderer(color: Color) -> Renderer {
    let renderer = match color {
        Color::Ansi => Renderer::styled(),
        Color::None => Renderer::plain(),
    };
    renderer.decor_style(DecorStyle::Ascii).term_width(8 * LONGEST)
}

fn group<'a>(finding: &Finding, sources: &Sources, language: Language) -> Group<'a> {
    let level = level(finding.severity()).with_name(ui(level_key(finding.code.weight()), language));
    let title = level.primary_title(message(finding, language)).id(finding.code.as_str());
    let mut elements = match &finding.at {
        At::Span(span) => primary(*span, sources),
        At::Path(path) => vec![Origin::path(normalize_untrusted_str(path)).into()],
        At::Nowhere => Vec::new(),
    };
    elements.extend(finding.related.iter().map(|it| related(*it, sources, language)));
    let help = help(finding, language).map(|it| normalize_help(&it));
    elements.extend(help.map(|it| Level::HELP.with_name(ui("help", language)).message(it).into()));
    title.elements(elements)
}

/// The crate prints paths and what stands below a finding as they are, and both may hold what an author wrote.
fn normalize_help(help: &str) -> String {
    help.lines().map(normalize_untrusted_str).collect::<Vec<_>>().join("\n")
}

/// The two kinds of warning are told apart: only one of them can be accepted.
fn level_key(weight: Weight) -> &'static str {
    match weight {
        Weight::Inspection => "level-inspection",
        Weight::Disagreement => "level-disagreement",
        Weight::Build | Weight::Advice => severity_key(weight.severity()),
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// The crate counts columns in the excerpt. Where that is cut on its left, the true place stands in a line behind it.
fn primary<'a>(span: Span, sources: &Sources) -> Vec<Element<'a>> {
    let place = sources.place(span);
    let Excerpt { text, marked, left } = Excerpt::new(sources.file(span.file), span);
    let snippet = Snippet::source(text).line_start(place.line).annotation(AnnotationKind::Primary.span(marked));
    match left {
        Edge::Whole => vec![snippet.path(normalize_untrusted_str(&place.path)).into()],
        Edge::Cut => vec![snippet.into(), origin(&place).into()],
    }
}

/// A place in a cut line is only named.
fn related<'a>(span: Span, sources: &Sources, language: Language) -> Element<'a> {
    let place = sources.place(span);
    let Excerpt { text, marked, left } = Excerpt::new(sources.file(span.file), span);
    let annotation = AnnotationKind::Context.span(marked).label(ui("related", language));
    match left {
        Edge::Whole => Snippet::source(text)
            .line_start(place.line)
            .path(normalize_untrusted_str(&place.path))
            .annotation(annotation)
            .into(),
        Edge::Cut => origin(&place).into(),
    }
}

fn origin<'a>(place: &Place) -> Origin<'a> {
    Origin::path(normalize_untrusted_str(&place.path)).line(place.line).char_column(place.column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::sample::{of, sample};
    use crate::diagnostics::{Code, Finding};

    /// All of them under one heading.
    fn render(findings: &[Finding], sources: &Sources, style: Style) -> String {
        let heading = Some("見出し\u{1b}[2J".to_owned());
        super::render(&[Section { heading, findings: findings.iter().collect() }], sources, style)
    }

    const JAPANESE: Style = Style { language: Language::Japanese, color: Color::None };

    /// Written anew with `SNAPSHOTS=overwrite`.
    #[test]
    fn the_sample_in_both_languages() {
        let (sources, sample) = sample();
        let english = Style { language: Language::English, color: Color::None };
        let assert = snapbox::Assert::new().action_env("SNAPSHOTS");
        let own = Section {
            heading: Some("当施設で行うこと（4件）".to_owned()),
            findings: sample[..4].iter().collect(),
        };
        let other = Some("見本システムに頼むこと（1件）".to_owned());
        let sections = [own, Section { heading: other, findings: sample[4..].iter().collect() }];
        assert.eq(super::render(&sections, &sources, JAPANESE), snapbox::file!["human/sample.ja.txt"].raw());
        assert.eq(super::render(&sections, &sources, english), snapbox::file!["human/sample.en.txt"].raw());
    }

    /// The columns that carets and marked text take on a terminal that draws full-width characters over two.
    #[test]
    fn carets_line_up_under_full_width_text() {
        let width = |text: &str| text.chars().map(|it| if it.is_ascii() { 1 } else { 2 }).sum::<usize>();
        let mut sources = Sources::default();
        let file = sources.add("a.md", "全角ＡＢとabc、誤りの後");
        let finding = Finding::at(Code::BadDate, of(&sources, file, "誤り")).with("text", "誤り");
        let text = render(&[finding], &sources, JAPANESE);
        let line = text.lines().find(|it| it.contains("全角")).unwrap_or_default();
        let carets = text.lines().find(|it| it.contains('^')).unwrap_or_default();
        let (before, _) = line.split_once("誤り").unwrap_or_default();
        assert_eq!(carets.find('^'), Some(width(before)), "{text}");
        assert_eq!(carets.matches('^').count(), width("誤り"), "{text}");
    }

    #[test]
    fn crlf_and_escapes_do_not_reach_the_terminal() {
        let mut sources = Sources::default();
        let file = sources.add("a\u{1b}[2J.md", "一\u{1b}[31m二\r\n三\r\n");
        let span = of(&sources, file, "二");
        let finding = Finding::at(Code::BadDate, span).with("text", "\u{1b}[31m").nearest(vec!["\u{1b}]0;x".into()]);
        let text = render(&[finding], &sources, JAPANESE);
        assert!(!text.contains(['\r', '\u{1b}']), "{text:?}");
    }

    #[test]
    fn a_heading_is_bold_where_the_terminal_can() {
        let bold = |color| super::heading("甲", color);
        assert_eq!((bold(Color::None), bold(Color::Ansi)), ("== 甲 ==".into(), "\u{1b}[1m== 甲 ==\u{1b}[0m".into()));
    }

    #[test]
    fn a_line_of_50_mb_prints_short() {
        let mut sources = Sources::default();
        let file = sources.add("a.md", "漢字".repeat(50_000_000 / 6));
        let finding = |start| Finding::at(Code::LongLine, Span::new(file, start..50_000_000)).with("length", "50 MB");
        let text = render(&[finding(0), finding(24_000_000)], &sources, JAPANESE);
        assert!(text.len() < 4_000, "{}", text.len());
        assert!(text.contains(" ::: a.md:1:8000001\n"), "{text}");
    }

    #[test]
    fn of_many_warnings_alike_the_first_is_shown_whole() {
        let mut sources = Sources::default();
        let file = sources.add("a.md", "一行\n".repeat(5));
        let finding = |line: usize, item: &str| {
            let span = Span::new(file, line * 7..line * 7 + 3);
            Finding::at(Code::ItemUnanswered, span).with("item", item).with("respondent", "見本")
        };
        let findings = [finding(0, "2-①"), finding(2, "2-②"), finding(4, "2-③\u{1b}[31m")];
        let text = render(&findings, &sources, JAPANESE);
        assert_eq!(text.matches("[item-unanswered]").count(), 1, "{text}");
        assert!(text.contains("ほかに2件、同じ指摘があります。\n     a.md:3:1: 2-② に回答"), "{text}");
        assert!(text.contains("\n     a.md:5:1: 2-③") && !text.contains('\u{1b}'), "{text}");
        let text = render(&findings[..2], &sources, JAPANESE);
        assert_eq!(text.matches("[item-unanswered]").count(), 2, "{text}");
    }

    #[test]
    fn many_findings_are_all_there() {
        let mut sources = Sources::default();
        let file = sources.add("a.md", "一行\n".repeat(1_000));
        let finding = |line: usize| Finding::at(Code::EmptyHeading, Span::new(file, line * 7..line * 7));
        let text = render(&(0..1_000).map(finding).collect::<Vec<_>>(), &sources, JAPANESE);
        assert_eq!(text.matches("[empty-heading]").count(), 1_000);
        assert!(text.contains("\n    --> a.md:1000:1\n     |\n1000 | 一行\n     | ^\n"), "{text}");
    }
}
