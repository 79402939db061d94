//! The originals of the year's forms, for the rules about their days. Makes no finding.

use super::Context;
use crate::model::{Date, Form, Original, Register, RegisterKind, Respondent, Row};
use crate::source::Span;

/// A vendor's form with the day on which its original says it came.
pub(super) struct Receipt<'a> {
    pub(super) register: &'a Register,
    pub(super) row: &'a Row,
    pub(super) name: &'a str,
    pub(super) day: Date,
    /// Where that day is written.
    pub(super) span: Span,
}

/// The forms that name an original.
pub(super) fn named<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Form, &'a Original)> {
    context.binder.forms().filter_map(|(_, form)| Some((form, form.original.as_ref()?)))
}

/// Those of vendors that say when they came.
pub(super) fn receipts<'a>(context: &Context<'a>) -> impl Iterator<Item = Receipt<'a>> {
    let binder = context.binder;
    named(context).filter_map(move |(form, original)| {
        let Respondent::Vendor(id) = &form.respondent else { return None };
        let register = binder.register(RegisterKind::Vendors)?;
        let received = original.received_on.as_ref()?;
        let name = binder.respondent_name(&form.respondent);
        Some(Receipt { register, row: register.row(id)?, name, day: received.value, span: received.span })
    })
}
