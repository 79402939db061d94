//! The texts of the four papers that are looked at in the flesh, in pieces with their places: what must not be left as the
//! template had it. Nothing here makes a finding.

use super::context::Context;
use super::passages;
use crate::model::RegisterKind;
use crate::resolve::Tab;
use crate::source::Span;

/// The passages of rules and BCP, and the cells of devices and contacts.
pub(super) fn texts(context: &Context<'_>) -> Vec<(Span, String)> {
    let mut texts = Vec::new();
    for document in [Tab::Rules, Tab::Bcp].into_iter().flat_map(|it| context.binder.documents_in(it)) {
        texts.extend(passages::of(document).into_iter().map(|it| (it.span, it.cells.join("\n"))));
    }
    for (_, row) in [RegisterKind::Devices, RegisterKind::Contacts].into_iter().flat_map(|it| context.rows(it)) {
        texts.extend(row.cells.iter().filter(|it| !it.value.is_empty()).map(|it| (it.span, it.value.to_string())));
    }
    texts
}
