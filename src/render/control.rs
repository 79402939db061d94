//! 附則 of rules: from when the text and its revisions hold, where the text itself does not say it. One list for the
//! website and the PDF; the sentences are the themes'.

use crate::model::{Date, Document, DocumentKind, Target};

/// A sentence of 附則.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InForce {
    /// この規程は、…から施行する。
    Made(Date),
    /// この規程の改正は、…から施行する。
    Revised(Date),
}

/// The sentences, by day; none where the text has its own, and for anything but rules.
pub(super) fn in_force(document: &Document<Target>) -> Vec<InForce> {
    let is_rules = matches!(document.kind, DocumentKind::Rules) && document.imported.is_none();
    let has_own = document.headings().any(|it| without_blanks(&it.text).starts_with("附則"));
    if !is_rules || has_own {
        return Vec::new();
    }
    let control = &document.front.control;
    let mut days: Vec<Date> = control.revisions.iter().filter_map(|it| it.effective).chain(control.effective).collect();
    days.sort_unstable();
    days.dedup();
    let made = control.effective.or_else(|| days.first().copied());
    let later = days.iter().filter(|it| made.is_some_and(|made| **it > made)).map(|it| InForce::Revised(*it));
    made.map(InForce::Made).into_iter().chain(later).collect()
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}
