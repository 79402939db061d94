//! `toji pack notice`: the covering letter to members, one A4 page fit for fax.

use std::path::PathBuf;

use super::given;
use crate::cli::args::{FailOn, PackNotice};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, date, findings, press};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Date;
use crate::pack::publish::{self, Asked};
use crate::render::pdf::Sender;
use crate::render::sheets::{Letter, Paper};
use crate::source::Sources;
use crate::{emit, load, pipeline};

/// So long a line of the letter's head may be: more would push the rest off the page.
const LIMIT: usize = 60;

pub(in crate::cli) fn run(arguments: &PackNotice, terminal: &Terminal) -> Outcome {
    let days = date::of(arguments.date.as_deref(), terminal)
        .and_then(|made| Ok((made, date::of(Some(&arguments.deadline), terminal)?)));
    let (made, deadline) = match days {
        Ok(days) => days,
        Err(message) => return terminal.usage(&message),
    };
    if deadline < made {
        let values = [("deadline", &*deadline.to_string()), ("date", &*made.to_string())];
        return terminal.usage(&terminal.fill("letter-deadline", &values));
    }
    let lines = [&arguments.number, &arguments.phone].into_iter().flatten().chain([&arguments.from]);
    if lines.into_iter().any(|it| !is_line(it)) {
        return terminal.usage(&terminal.fill("letter-line", &[("limit", &LIMIT.to_string())]));
    }
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let written = write(arguments, (made, deadline), (&mut sources, &mut sink));
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &sources, terminal);
    }
    match written {
        Some((path, letter)) => {
            let values = [
                ("path", path.display().to_string()),
                ("required", letter.count.to_string()),
                ("look", letter.look.to_string()),
                ("fingerprint", letter.fingerprint),
            ];
            let values = values.each_ref().map(|(key, it)| (*key, it.as_str()));
            terminal.message(&terminal.fill("letter-written", &values));
            Outcome::Done
        }
        None => findings::outcome(&found, FailOn::Error),
    }
}

fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= LIMIT && !text.contains(char::is_control)
}

fn write(
    arguments: &PackNotice,
    (made, deadline): (Date, Date),
    (sources, sink): (&mut Sources, &mut Sink),
) -> Option<(PathBuf, Letter)> {
    let pack = given::read(&arguments.pack, sources, sink)?.pack;
    let default = format!("{}-{}.tojipack", pack.head.id, pack.head.version);
    let named = arguments.pack.file_name().filter(|_| arguments.pack.is_file());
    let file = named.map_or(default, |it| it.to_string_lossy().into_owned());
    let from = arguments.from.trim();
    let [number, phone] =
        [&arguments.number, &arguments.phone].map(|it| it.as_deref().map(str::trim).unwrap_or_default());
    let Some(letter) = publish::letter(&pack, Asked { number, phone, deadline, from, made, file: &file }) else {
        let shown = arguments.pack.display().to_string();
        sink.push(Finding::of_path(Code::PackUnsigned, &shown).with("path", &shown));
        return None;
    };
    let press = press::find(arguments.engine.typst.clone(), &arguments.engine.font_path, sink)?;
    let paper = Paper::Letter(letter.clone());
    let pdf = pipeline::print_paper(&paper, Sender { name: from, day: made }, &load::theme(), &press, sink)?;
    let default = || PathBuf::from(format!("notice-{}.pdf", pack.head.version));
    let out = arguments.output.clone().unwrap_or_else(default);
    emit::page(&out, &pdf, &paper.mark(), sink)?;
    Some((out, letter))
}
