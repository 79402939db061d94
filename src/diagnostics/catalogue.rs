//! Everything that the terminal says, in Japanese and in English, out of one file: `catalogue.toml`.
//!
//! The file is parsed once, when a text is first needed. This module only words things: it never prints, never looks at a
//! source text and never decides what a finding weighs.

mod explain;
mod language;
mod load;
mod template;

use std::sync::LazyLock;

pub use explain::explain;
pub(super) use explain::severity_key;
pub use language::Language;
pub use template::fill;

use self::load::Catalogue;
use super::{Code, Finding};

/// A catalogue that cannot be parsed is caught by a test; at run time the names of codes and texts would stand in.
static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| toml::from_str(include_str!("catalogue.toml")).unwrap_or_default());

/// The most characters of one argument that a message shows.
const ARGUMENT_LIMIT: usize = 300;

/// What is wrong in a few words, whatever the place.
pub fn title(code: Code, language: Language) -> &'static str {
    CATALOGUE.texts(code, language).map_or(code.as_str(), |it| &it.title)
}

/// What is wrong here, in one line.
pub fn message(finding: &Finding, language: Language) -> String {
    let template = CATALOGUE.texts(finding.code, language).map_or(finding.code.as_str(), |it| &it.message);
    fill_from(template, finding)
}

/// The way out: the nearest valid things on a line of their own, then what to write instead.
pub fn help(finding: &Finding, language: Language) -> Option<String> {
    let general = CATALOGUE.texts(finding.code, language).map(|it| fill_from(&it.help, finding));
    let lines: Vec<_> = did_you_mean(finding, language).into_iter().chain(general).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// On what a rule rests; `None` for a code that no rule gives.
pub fn source(code: Code, language: Language) -> Option<&'static str> {
    CATALOGUE.texts(code, language)?.source.as_deref()
}

/// A text of `[ui]`; the key itself where there is none.
pub fn ui(key: &'static str, language: Language) -> &'static str {
    CATALOGUE.ui(key, language).unwrap_or(key)
}

fn did_you_mean(finding: &Finding, language: Language) -> Option<String> {
    let nearest: Vec<_> = finding.nearest.iter().map(|it| shown(it)).collect();
    let list = nearest.join(ui("list-separator", language));
    (!list.is_empty()).then(|| fill(ui("did-you-mean", language), &[("nearest", &list)]))
}

fn fill_from(template: &str, finding: &Finding) -> String {
    let values: Vec<_> = finding.arguments.iter().map(|(name, value)| (*name, shown(value))).collect();
    let arguments: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fill(template, &arguments)
}

/// What an author wrote, made safe for one line of a terminal: no control characters, no endless text.
fn shown(value: &str) -> String {
    let clean = |it: char| match it {
        '\n' | '\t' => ' ',
        it if it.is_control() => char::REPLACEMENT_CHARACTER,
        it => it,
    };
    let mut text: String = value.chars().filter(|it| *it != '\r').take(ARGUMENT_LIMIT).map(clean).collect();
    if value.chars().nth(ARGUMENT_LIMIT).is_some() {
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_its_words_and_the_nearest() {
        let finding =
            Finding::of_machine(Code::UnknownItem).with("item", "2-⑭").nearest(vec!["2-③".into(), "2-④".into()]);
        assert_eq!(message(&finding, Language::Japanese), "項目番号「2-⑭」は、この年度のチェックリストにありません。");
        assert_eq!(message(&finding, Language::English), "the checklist of this year has no item \"2-⑭\".");
        let first = |language| help(&finding, language).and_then(|it| it.lines().next().map(str::to_owned));
        assert_eq!(first(Language::Japanese).as_deref(), Some("もしかして：2-③、2-④"));
        assert_eq!(first(Language::English).as_deref(), Some("did you mean 2-③, 2-④?"));
    }

    #[test]
    fn what_an_author_wrote_cannot_steer_the_terminal() {
        let finding =
            Finding::of_machine(Code::RawHtml).with("text", format!("<b>\r\n\u{1b}[31m{}", "x".repeat(5_000_000)));
        let message = message(&finding, Language::English);
        assert!(message.chars().count() < 400 && !message.contains(['\u{1b}', '\n', '\r']), "{message}");
    }

    #[test]
    fn an_argument_is_not_filled_again() {
        let finding = Finding::of_machine(Code::UnknownKey).with("key", "{key}");
        assert_eq!(message(&finding, Language::English), "there is no setting \"{key}\".");
    }
}
