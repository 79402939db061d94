//! A template past its last day. What it brought can be used and built as before.
//!
//! Source: whoever gives out the template set its last day.

use super::Context;
use crate::check::template;
use crate::diagnostics::{Actor, Code, Sink};
use crate::model::Template;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(template) = context.template else { return };
    let Some(last) = template.expires.filter(|it| *it < context.today) else { return };
    let finding = template::finding(Code::TemplateExpired, context, (Template::PATH, "expires"));
    let finding = finding.with("id", &template.id).with("version", &template.version);
    sink.push(finding.with("last", last.japanese()).by(Actor::Association));
}
