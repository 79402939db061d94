//! `toji pack diff`: the change notice between two versions, as Markdown and as PDF.

use std::path::PathBuf;

use super::given;
use crate::cli::args::{FailOn, PackDiff};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, date, findings, press};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Action, Date};
use crate::pack::publish::{self, MARK, PageChange, State};
use crate::render::pdf::Sender;
use crate::render::sheets::Paper;
use crate::source::Sources;
use crate::{emit, load, pipeline};

pub(in crate::cli) fn run(arguments: &PackDiff, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let made = make(arguments, today, terminal, (&mut sources, &mut sink));
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &sources, terminal);
    }
    match made {
        Some(message) => {
            terminal.message(&message);
            Outcome::Done
        }
        None => findings::outcome(&found, FailOn::Error),
    }
}

fn make(
    arguments: &PackDiff,
    today: Date,
    terminal: &Terminal,
    (sources, sink): (&mut Sources, &mut Sink),
) -> Option<String> {
    let before = given::read(&arguments.before, sources, sink);
    let after = given::read(&arguments.after, sources, sink);
    let (before, after) = (before?.pack, after?.pack);
    if before.head.id != after.head.id {
        let finding = Finding::of_path(Code::PackIdDiffers, arguments.after.display().to_string());
        sink.push(finding.with("found", &after.head.id).with("before", &before.head.id));
        return None;
    }
    let changes = publish::changes(&before, &after);
    let notice = publish::change_notice(&before, &after, &changes, today);
    let text = publish::markdown(&notice);
    let press = press::find(arguments.engine.typst.clone(), &arguments.engine.font_path, sink)?;
    let paper = Paper::Changes(notice);
    let sender = Sender { name: &after.head.id, day: today };
    let pdf = pipeline::print_paper(&paper, sender, &load::theme(), &press, sink)?;
    let folder = arguments.output.clone().unwrap_or_else(|| PathBuf::from("."));
    let place = |end: &str| folder.join(format!("change-notice-{}.{end}", after.head.version));
    let places = (place("md"), place("pdf"));
    emit::page(&places.0, text.as_bytes(), MARK, sink)?;
    emit::page(&places.1, &pdf, &paper.mark(), sink)?;
    Some(told(&changes, &places, terminal))
}

fn told(changes: &[PageChange<'_>], places: &(PathBuf, PathBuf), terminal: &Terminal) -> String {
    let of = |wanted: Action| changes.iter().filter(|it| it.note.is_some_and(|it| it.action == wanted)).count();
    let changed = |it: &&PageChange<'_>| it.state != State::Same;
    let values = [
        ("markdown", places.0.display().to_string()),
        ("pdf", places.1.display().to_string()),
        ("required", of(Action::Required).to_string()),
        ("look", of(Action::Look).to_string()),
        ("changed", changes.iter().filter(changed).count().to_string()),
    ];
    let message = terminal.fill("pack-diff-written", &values.each_ref().map(|(key, it)| (*key, it.as_str())));
    let unmarked = changes.iter().filter(changed).filter(|it| it.note.is_none()).count();
    if unmarked == 0 {
        return message;
    }
    format!("{message}\n{}", terminal.fill("pack-diff-unmarked", &[("count", &unmarked.to_string())]))
}
