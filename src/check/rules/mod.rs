//! The rules, one file each, in one table sorted by code. A rule's documentation for users stands in the catalogue.

mod missing_explanation;
mod no_form;
mod unused_attachment;
mod year_without_edition;

use crate::diagnostics::{Code, Sink};
use crate::resolve::Binder;

/// What a rule may look at.
pub(super) struct Context<'a> {
    pub(super) binder: &'a Binder,
    /// The paths of all files that are no documents, sorted.
    pub(super) files: &'a [Box<str>],
}

/// A rule: what it may report and how it looks.
pub(super) struct Rule {
    #[cfg_attr(not(test), expect(dead_code, reason = "names the rule in tests about the table"))]
    pub(super) code: Code,
    pub(super) check: fn(&Context<'_>, &mut Sink),
}

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::MissingExplanation, check: missing_explanation::check },
    Rule { code: Code::NoForm, check: no_form::check },
    Rule { code: Code::UnusedAttachment, check: unused_attachment::check },
    Rule { code: Code::YearWithoutEdition, check: year_without_edition::check },
];

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn the_table_is_sorted_and_unique() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
    }
}
