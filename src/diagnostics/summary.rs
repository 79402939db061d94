//! The last line of a run: how many findings of each severity. It never lists them.

use super::catalogue::{Language, fill, ui};
use super::{Finding, Severity};

/// 「エラー3件、警告1件、参考2件があります。」; what there is none of is not named.
pub fn summary(findings: &[Finding], language: Language) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let counts: Vec<_> = severities.into_iter().filter_map(|it| count(findings, it, language)).collect();
    match counts.is_empty() {
        true => ui("summary-clean", language).to_owned(),
        false => fill(ui("summary", language), &[("counts", &counts.join(ui("list-separator", language)))]),
    }
}

fn count(findings: &[Finding], severity: Severity, language: Language) -> Option<String> {
    let (one, many) = match severity {
        Severity::Error => ("count-error-one", "count-error"),
        Severity::Warning => ("count-warning-one", "count-warning"),
        Severity::Note => ("count-note-one", "count-note"),
    };
    match findings.iter().filter(|it| it.severity() == severity).count() {
        0 => None,
        1 => Some(ui(one, language).to_owned()),
        count => Some(fill(ui(many, language), &[("count", &count.to_string())])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn the_last_line_counts() {
        let of = |codes: &[Code]| codes.iter().map(|it| Finding::of_machine(*it)).collect::<Vec<_>>();
        let some = of(&[Code::UnknownItem, Code::UnknownSection, Code::BadDate, Code::BadDate]);
        assert_eq!(summary(&some, Language::Japanese), "エラー3件、参考1件があります。");
        assert_eq!(summary(&some, Language::English), "Found 3 errors, 1 note.");
        assert_eq!(summary(&[], Language::Japanese), "書き方の誤りは見つかりませんでした。");
    }
}
