//! The bar at the foot of every page: that it is a preview, of what, and what is to be mended, with the way out. HTML that
//! needs no script; the same for all pages of a version. Decides nothing about what is shown above it.

use std::fmt::Write as _;

use crate::diagnostics::catalogue::{Language, fill, ui};
use crate::diagnostics::{Finding, Severity, summary};
use crate::model::{Omitted, Profile};
use crate::pipeline::{Compiled, finding_text};
use crate::render::html::FindingText;
use crate::source::{Digest, Sources};

/// So many findings are shown; the page of findings has all of them.
const SHOWN: usize = 50;

/// The bar of one version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bar {
    html: String,
    mark: String,
    has_errors: bool,
}

/// What became of the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is what is seen.
    Shown,
    /// No binder could be made of it.
    NotMade,
    /// There is no profile of the name that was given: nothing is shown rather than too much.
    NoProfile,
}

impl Bar {
    /// What is to be said of `compiled`; `profile` is that of the pages in sight, none where there are none.
    pub(super) fn new(compiled: &Compiled, standing: Standing, profile: Option<&Profile>) -> Self {
        let findings = compiled.findings();
        let has_errors = findings.iter().any(|it| it.severity() == Severity::Error);
        let standing = match (standing, profile) {
            (Standing::Shown, _) if has_errors => Some("preview-has-errors"),
            (Standing::Shown, _) => None,
            (Standing::NotMade, Some(_)) => Some("preview-stays"),
            (Standing::NotMade, None) => Some("preview-nothing-yet"),
            (Standing::NoProfile, _) => Some("preview-no-profile"),
        };
        let html = html(findings, &compiled.sources, profile, standing);
        let mark = Digest::of(html.as_bytes()).to_string();
        Self { html, mark: mark[..16].to_owned(), has_errors }
    }

    /// What stands in the bar.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// What tells it from others.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// Whether there are mistakes.
    pub fn has_errors(&self) -> bool {
        self.has_errors
    }
}

fn said(key: &'static str) -> &'static str {
    ui(key, Language::Japanese)
}

fn html(findings: &[Finding], sources: &Sources, profile: Option<&Profile>, standing: Option<&'static str>) -> String {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|it| it.severity());
    let loudest = sorted.first().map_or("clean", |it| it.severity().as_str());
    // A mistake lies open; all else waits until somebody wants to see it.
    let open = if loudest == Severity::Error.as_str() { " open" } else { "" };
    let mut html = format!("<details class=\"tp-{loudest}\"{open}><summary><b>{}</b> ", said("preview-bar"));
    let label = profile.map_or("", |it| &*it.label);
    let _ = write!(html, "<span class=\"tp-for\">{}</span> ", text(label));
    let _ = write!(html, "<span class=\"tp-count\">{}</span>", text(&summary(findings, Language::Japanese)));
    let _ = write!(html, "<span class=\"tp-lost\" hidden>{}</span></summary><div>", text(said("preview-lost")));
    if let Some(key) = standing {
        let _ = write!(html, "<p class=\"tp-standing\">{}</p>", text(said(key)));
    }
    if !sorted.is_empty() {
        html.push_str("<ol>");
        sorted.iter().take(SHOWN).for_each(|it| entry(it, sources, &mut html));
        html.push_str("</ol>");
    }
    rest(sorted.len(), profile, &mut html);
    let _ = write!(html, "<noscript><p>{}</p></noscript></div></details>", text(said("preview-without-scripts")));
    html
}

fn entry(finding: &Finding, sources: &Sources, html: &mut String) {
    let FindingText { message, help, place, .. } = finding_text(finding, sources);
    let severity = finding.severity();
    let word = match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    };
    let _ = write!(html, "<li class=\"tp-{}\"><p><b>{}</b> ", severity.as_str(), text(said(word)));
    if !place.is_empty() {
        let _ = write!(html, "<code>{}</code> ", text(&place));
    }
    let _ = write!(html, "{}</p>", text(&message));
    if !help.is_empty() {
        let _ = write!(html, "<p class=\"tp-help\">{}</p>", text(&help).replace('\n', "<br>"));
    }
    html.push_str("</li>");
}

/// Where those are that the bar has no room for.
fn rest(count: usize, profile: Option<&Profile>, html: &mut String) {
    if count > SHOWN {
        let more = fill(said("preview-more"), &[("count", &(count - SHOWN).to_string())]);
        let _ = write!(html, "<p>{}</p>", text(&more));
    }
    if count > 0 && profile.is_some_and(|it| !it.omits(Omitted::Findings)) {
        let _ = write!(html, "<p><a href=\"/findings.html\">{}</a></p>", text(said("preview-all-findings")));
    }
}

/// As text of a page, or the value of an attribute in double quotes.
pub(super) fn text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_author_wrote_is_never_markup() {
        assert_eq!(text("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
    }
}
