//! A form that is not the one for this kind of facility, or not the vendor's.
//!
//! Source: the edition's data: there is a form for medical institutions, one for pharmacies and one for vendors.

use super::Context;
use crate::check::context::actor;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let (edition, facility) = (context.binder.edition(), context.binder.config().facility.kind);
    for (_, form) in context.binder.forms() {
        let Some((written, right)) = form.kind.as_ref().zip(edition.form_kind(&form.respondent, facility)) else {
            continue;
        };
        if written.value != right.id {
            let known = edition.form_kinds.iter().find(|it| it.id == written.value);
            let found = known.map_or(&written.value, |it| &it.name);
            let finding = Finding::at(Code::WrongFormKind, written.span).by(actor(&form.respondent));
            let finding = finding.with("found", found).with("expected", &right.name).with("id", &right.id);
            sink.push(finding.nearest(vec![right.id.clone()]));
        }
    }
}
