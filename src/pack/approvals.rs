//! Which documents are to be approved again after their text changed, and which have been.
//!
//! A document counts where it is under document control (文書管理): where its descriptor or its front matter says a number, a
//! day, who approved it. Never judges: `check` tells what is still open.

use super::files::Files;
use super::plan::{Plan, What};
use crate::diagnostics::Sink;
use crate::model::{Approval, Control, Date, DocId, Fingerprint, Template};
use crate::parse;
use crate::source::Sources;

/// Adds what the plan changes, and drops what has been approved since.
pub(super) fn renew(plan: &mut Plan, files: &Files, today: Date) {
    let paths: Vec<String> = plan.template.files.iter().map(|it| it.path.clone()).collect();
    let after = |path: &str| match plan.after.get(path) {
        Some(after) => after.as_deref(),
        None => files.get(path).map(Vec::as_slice),
    };
    let mut changed = Vec::new();
    for path in paths.iter().filter(|it| is_document(it)) {
        let before = match plan.files.get(path) {
            Some(What::Renamed { from }) => from,
            Some(_) | None => path,
        };
        let (Some(old), Some(new)) = (files.get(before), after(path)) else { continue };
        if old != new {
            changed.extend(due(path, (old, new), after(&descriptor(path)), &plan.template.version, today));
        }
    }
    let mut open: Vec<Approval> = plan.template.approvals.iter().filter(|it| !is_settled(it, after)).cloned().collect();
    open.retain(|it| changed.iter().all(|new| new.path != it.path));
    open.extend(changed);
    open.sort_by(|a, b| a.path.cmp(&b.path));
    plan.template.approvals = open;
}

/// What is due where one file changes outside an update, when somebody decides about a proposal.
pub(super) fn after_decision(template: &mut Template, path: &str, (old, new): (&[u8], &[u8]), files: &Files, on: Date) {
    let beside = files.get(&descriptor(path)).map(Vec::as_slice);
    if let Some(approval) = due(path, (old, new), beside, &template.version, on).filter(|_| is_document(path)) {
        template.approvals.retain(|it| it.path != path);
        template.approvals.push(approval);
        template.approvals.sort_by(|a, b| a.path.cmp(&b.path));
    }
}

fn due(
    path: &str,
    (old, new): (&[u8], &[u8]),
    descriptor: Option<&[u8]>,
    version: &str,
    since: Date,
) -> Option<Approval> {
    let (print, control) = read(path, new, descriptor);
    let print = print?;
    let before = read(path, old, descriptor).0;
    let is_same = before.is_some_and(|it| it.as_str() == print.as_str());
    (!control.is_empty() && !is_same).then(|| Approval {
        path: path.to_owned(),
        version: version.to_owned(),
        since,
        text: print.as_str().to_owned(),
    })
}

/// Drops what has been approved since.
pub(super) fn drop_settled(template: &mut Template, files: &Files) {
    template.approvals.retain(|it| !is_settled(it, |path| files.get(path).map(Vec::as_slice)));
}

/// Whether 改訂履歴 has a row of or after the day on which the text changed, or there is no such document any more.
fn is_settled<'a>(approval: &Approval, text: impl Fn(&str) -> Option<&'a [u8]>) -> bool {
    let Some(document) = text(&approval.path) else { return true };
    let control = read(&approval.path, document, text(&descriptor(&approval.path))).1;
    control.revisions.iter().any(|it| it.date >= approval.since)
}

fn is_document(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".md")
}

fn descriptor(path: &str) -> String {
    format!("{}.toml", path.rsplit_once('.').map_or(path, |it| it.0))
}

/// What a reader sees of a document, and what it says of itself as a paper. Its mistakes are told by `check`.
fn read(path: &str, text: &[u8], descriptor: Option<&[u8]>) -> (Option<Fingerprint>, Control) {
    let mut sources = Sources::default();
    let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned();
    let (text, descriptor) = (plain(text), descriptor.map(plain));
    let file = sources.add(path, text.as_str());
    let beside = descriptor.as_deref().map(|it| (sources.add("", it), it));
    let source = parse::Source { file, path, text: &text, folder: folder(path), descriptor: beside };
    match DocId::from_path(path) {
        Some(id) => {
            let document = parse::document(source, id, &[], &mut Sink::default());
            (document.print, document.front.control)
        }
        None => (None, Control::default()),
    }
}

/// What its folder makes of a document: the fingerprint hangs on how its headings are read.
fn folder(path: &str) -> parse::Folder {
    match path.split_once('/').map(|it| it.0) {
        Some("rules") => parse::Folder::Rules,
        Some("bcp") => parse::Folder::Bcp,
        Some("manual") => parse::Folder::Manual,
        Some(_) | None => parse::Folder::Other,
    }
}
