//! A page of the template that the facility deleted. It is told anew every fiscal year: an acceptance holds for one.
//!
//! Source: good practice. A page that was not needed once may be needed after the year's changes; an update never puts it back.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{FiscalYear, Given};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(template) = context.template else { return };
    let today = i64::from(context.today.year());
    let years = [today - 1, today].into_iter().filter_map(FiscalYear::new);
    let year = years.filter(|it| it.contains(context.today)).map(FiscalYear::japanese).next().unwrap_or_default();
    for file in template.files.iter().filter(|it| it.kind == Given::Managed && !is_there(context, &it.path)) {
        let finding = Finding::of_path(Code::TemplatePageDeleted, &file.path).with("path", &file.path);
        sink.push(finding.with("id", &template.id).with("version", &template.version).with("year", &year));
    }
}

fn is_there(context: &Context<'_>, path: &str) -> bool {
    context.sources.file_at(path).is_some() || context.has_file(path)
}
