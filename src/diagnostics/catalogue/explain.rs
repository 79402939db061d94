//! What `toji explain CODE` says. It only words the catalogue: nothing here looks at a finding.

use super::{CATALOGUE, Language, fill, title, ui};
use crate::diagnostics::{Code, Severity, Weight};

/// All about a code, ready for the terminal: what it is, what it weighs, why it matters, an example, what to do.
pub fn explain(code: Code, language: Language) -> String {
    let severity = ui(severity_key(code.weight().severity()), language);
    let weight = [("severity", severity), ("weight", ui(weight_key(code.weight()), language))];
    let weight = fill(ui("explain-weight-line", language), &weight);
    let mut text = format!("{code}: {}\n", title(code, language));
    section(&mut text, ui("explain-weight", language), &weight);
    if let Some(texts) = CATALOGUE.texts(code, language) {
        section(&mut text, ui("explain-why", language), &a_sentence_a_line(&texts.why));
        if let Some(source) = &texts.source {
            section(&mut text, ui("explain-source", language), &a_sentence_a_line(source));
        }
        for (key, example) in CATALOGUE.examples(code) {
            section(&mut text, ui(key, language), example);
        }
        section(&mut text, ui("explain-do", language), &a_sentence_a_line(&fill(&texts.help, &[])));
    }
    text
}

/// The key of the word for a severity in `[ui]`.
pub(in crate::diagnostics) fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    }
}

fn weight_key(weight: Weight) -> &'static str {
    match weight {
        Weight::Build => "weight-build",
        Weight::Inspection => "weight-inspection",
        Weight::Disagreement => "weight-disagreement",
        Weight::Advice => "weight-advice",
    }
}

fn section(text: &mut String, head: &str, body: &str) {
    text.push_str(&format!("\n{head}\n"));
    for line in body.lines() {
        text.push_str(&format!("  {line}\n"));
    }
}

fn a_sentence_a_line(text: &str) -> String {
    text.replace("。", "。\n").replace(". ", ".\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for (code, language) in Code::ALL.iter().flat_map(|code| Language::ALL.map(|language| (*code, language))) {
            let text = explain(code, language);
            assert!(text.starts_with(code.as_str()), "{text}");
            for key in ["explain-weight", "explain-why", "explain-do"] {
                assert!(text.contains(&format!("\n{}\n  ", ui(key, language))), "{text}");
            }
        }
    }
}
