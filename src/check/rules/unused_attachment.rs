//! A file that nothing links to: below `attachments/` it does not get into the binder; elsewhere a text was perhaps meant
//! as a document, of which toji reads only `.md`.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Respondent, Transcript};

/// The endings of what people write texts in.
const TEXTS: [&str; 8] = ["txt", "docx", "doc", "rtf", "odt", "html", "htm", "markdown"];

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let linked = context.binder.attachments();
    for path in context.files.iter().filter(|it| linked.binary_search(&&***it).is_err()) {
        if path.starts_with("attachments/") {
            if is_earlier_return(context, path) {
                continue;
            }
            sink.push(Finding::of_path(Code::UnusedAttachment, &**path).with("path", path));
        } else if !["registers/", "standards/"].iter().any(|it| path.starts_with(it)) && is_text(path) {
            sink.push(Finding::of_path(Code::UnknownFile, &**path).with("path", path).nearest(meant(path)));
        }
    }
}

/// What a vendor's later return took the place of: it is kept for the facility, not shown.
fn is_earlier_return(context: &Context<'_>, path: &str) -> bool {
    context.binder.all_forms().any(|(_, form)| match &form.respondent {
        Respondent::Vendor(id) => path.starts_with(&Transcript::kept(form.fiscal_year, id)),
        Respondent::Facility => false,
    })
}

fn is_text(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, it)| TEXTS.iter().any(|text| it.eq_ignore_ascii_case(text)))
}

/// `backup.md` for `backup.md.txt`, which Windows shows as `backup.md`.
fn meant(path: &str) -> Vec<String> {
    let stem = path.rsplit_once('.').map_or(path, |it| it.0);
    let is_document = stem.rsplit_once('.').is_some_and(|(_, it)| it.eq_ignore_ascii_case("md"));
    if is_document { vec![stem.to_owned()] } else { Vec::new() }
}
