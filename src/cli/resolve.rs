//! `toji resolve`: decides what an update left open.

use std::fs;

use super::args::{FailOn, Resolve};
use super::output::{Terminal, quoted};
use super::{Outcome, date, findings, recover};
use crate::diagnostics::{Code, Finding, Sink, catalogue};
use crate::model::{Date, Template};
use crate::pack::{self, Asked, Choice, Folder, Open, Refused, Waiting};
use crate::source::Sources;

/// What stands for a name, and for a file, in the commands that are shown: whoever copies one whole is told.
const SAMPLE_NAMES: [&str; 3] = ["NAME", "名前", "決めた人の名前"];
const SAMPLE_FILES: [&str; 2] = ["FILE", "書き直した文のファイル"];

pub(super) fn run(arguments: &Resolve, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    if let Err(outcome) = recover::run(&arguments.dir, terminal) {
        return outcome;
    }
    let folder = match Folder::read(&arguments.dir, []) {
        Ok(folder) => folder,
        Err(found) => return told(found, terminal),
    };
    let Some(template) = &folder.installed else {
        return terminal.usage(catalogue::ui("resolve-nothing", terminal.language));
    };
    let has_choice = arguments.mine || arguments.theirs || arguments.edited.is_some();
    match &arguments.path {
        Some(path) if has_choice => decide(arguments, &plain(path), (&folder, template), today, terminal),
        Some(path) => list(arguments, (&folder, template), Some(&plain(path)), terminal),
        None if has_choice => terminal.usage(catalogue::ui("resolve-which", terminal.language)),
        None => list(arguments, (&folder, template), None, terminal),
    }
}

/// As the state writes it: people type `.\rules\a.md` on Windows.
fn plain(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.trim_start_matches("./").to_owned()
}

fn told(found: Vec<Finding>, terminal: &Terminal) -> Outcome {
    findings::people(&found, &Sources::default(), terminal);
    // A record of the template that cannot be read keeps nobody from building, and so is no error: here nothing goes on.
    findings::outcome(&found, FailOn::Warning)
}

fn list(
    arguments: &Resolve,
    (folder, template): (&Folder, &Template),
    only: Option<&str>,
    terminal: &Terminal,
) -> Outcome {
    let all = pack::waiting(&folder.files, template);
    let wanted: Vec<&Waiting<'_>> = all.iter().filter(|it| only.is_none_or(|path| it.pending.path == path)).collect();
    if wanted.is_empty() && only.is_some() && !all.is_empty() {
        let paths = all.iter().map(|it| it.pending.path.clone()).collect();
        return refused(Refused::NotWaiting(paths), (only.unwrap_or_default(), ""), terminal);
    }
    if wanted.is_empty() {
        terminal.message(catalogue::ui("resolve-nothing", terminal.language));
        return Outcome::Done;
    }
    let dir = arguments.dir.display().to_string();
    terminal.result(&wanted.iter().map(|it| shown(it, &dir, terminal)).collect::<String>());
    terminal.message(&terminal.fill("resolve-how", &[("dir", &dir)]));
    Outcome::Done
}

/// One file that waits, with what to type for each of its blocks.
fn shown(waiting: &Waiting<'_>, dir: &str, terminal: &Terminal) -> String {
    let pending = waiting.pending;
    let values = [("path", &*pending.path), ("version", &*pending.version), ("since", &*pending.since.to_string())];
    let head = terminal.fill("resolve-file", &values) + "\n";
    let path = quoted(&pending.path);
    let line = |block: &str| {
        let choices = [("resolve-mine", "--mine"), ("resolve-theirs", "--theirs"), ("resolve-edited", "--edited FILE")];
        let typed = |(key, choice): (&'static str, &str)| {
            let command = format!("toji resolve {path}{block} {choice} --by NAME -C {}", quoted(dir));
            format!("      {}{command}\n", catalogue::ui(key, terminal.language))
        };
        choices.map(typed).concat()
    };
    let body = match &waiting.open {
        Open::Blocks(conflicts) => conflicts
            .iter()
            .map(|it| format!("    {}\n{}", pack::called(it), line(&format!(" --block {}", quoted(pack::called(it))))))
            .collect(),
        Open::Whole { .. } => {
            format!("    {}\n{}", catalogue::ui("resolve-whole", terminal.language), line(""))
        }
        Open::Gone => format!("    {}\n{}", catalogue::ui("resolve-gone", terminal.language), line("")),
        Open::Lost => format!("    {}\n", catalogue::ui("resolve-lost", terminal.language)),
    };
    head + &body
}

fn decide(
    arguments: &Resolve,
    path: &str,
    (folder, template): (&Folder, &Template),
    on: Date,
    terminal: &Terminal,
) -> Outcome {
    let by = arguments.by.as_deref().map(str::trim).filter(|it| !it.is_empty() && !it.contains(char::is_control));
    let Some(by) = by else { return terminal.usage(catalogue::ui("resolve-by", terminal.language)) };
    if SAMPLE_NAMES.contains(&by) {
        return terminal.usage(&terminal.fill("resolve-by-sample", &[("by", by)]));
    }
    let file = arguments.edited.as_ref().map(|it| it.display().to_string()).unwrap_or_default();
    let edited = match arguments.edited.as_ref().map(|it| (it, fs::read(it))) {
        Some((_, Err(_))) if SAMPLE_FILES.contains(&&*file) => {
            return terminal.usage(&terminal.fill("resolve-edited-sample", &[("file", &file)]));
        }
        Some((file, Err(error))) => {
            let shown = file.display().to_string();
            let found = Finding::of_path(Code::UnreadableFile, &shown).with("path", &shown).with("reason", error);
            return told(vec![found], terminal);
        }
        Some((_, Ok(bytes))) => Some(bytes),
        None => None,
    };
    let choice = match &edited {
        Some(bytes) => Choice::Edited(bytes),
        None if arguments.theirs => Choice::Theirs,
        None => Choice::Mine,
    };
    let asked = Asked { path, block: arguments.block.as_deref(), choice, by, on };
    let resolved = match pack::resolve(&folder.files, template, &asked) {
        Ok(resolved) => resolved,
        Err(why) => return refused(why, (path, &file), terminal),
    };
    let mut sink = Sink::default();
    if pack::apply_decision(&arguments.dir, folder, &asked, &resolved, &mut sink).is_none() {
        return told(sink.into_sorted(), terminal);
    }
    let dir = arguments.dir.display().to_string();
    let files = resolved.template.pending.len().to_string();
    let waits = resolved.template.pending.iter().any(|it| it.path == path);
    let blocks = match resolved.left.as_slice() {
        [] => catalogue::ui("resolve-whole", terminal.language).to_owned(),
        left => left.join("、"),
    };
    let next = match (usize::from(waits), resolved.template.pending.len()) {
        (0, 0) => "resolve-next-none",
        (0, _) => "resolve-next-files",
        (_, _) => "resolve-next-blocks",
    };
    terminal.message(&terminal.fill("resolve-done", &[("path", path), ("by", by), ("dir", &dir)]));
    terminal.message(&terminal.fill(next, &[("path", path), ("blocks", &blocks), ("files", &files), ("dir", &dir)]));
    if !resolved.lost.is_empty() {
        let values = [("covers", &*resolved.lost.join(" ")), ("dir", &*dir)];
        terminal.message(&terminal.fill("resolve-edited-lost", &values));
    }
    if resolved.template.approvals.iter().any(|it| it.path == path && it.since == on) {
        terminal.message(&terminal.fill("update-next-approve", &[("paths", path), ("dir", &dir)]));
    }
    Outcome::Done
}

/// `file` is the text written anew, if there is one.
fn refused(why: Refused, (path, file): (&str, &str), terminal: &Terminal) -> Outcome {
    match why {
        Refused::NotWaiting(paths) if paths.is_empty() => {
            terminal.usage(catalogue::ui("resolve-nothing", terminal.language))
        }
        Refused::NotWaiting(paths) => {
            let values = [("path", path), ("paths", &*paths.join("\n  "))];
            terminal.usage(&terminal.fill("resolve-not-waiting", &values))
        }
        Refused::NoSuchBlock(blocks) if blocks.is_empty() => {
            terminal.usage(&terminal.fill("resolve-whole-only", &[("path", path)]))
        }
        Refused::NoSuchBlock(blocks) => {
            let values = [("path", path), ("blocks", &*blocks.join("\n  "))];
            terminal.usage(&terminal.fill("resolve-no-block", &values))
        }
        Refused::Lost => told(vec![Finding::of_path(Code::ProposalMissing, path).with("path", path)], terminal),
        Refused::Unwritable => {
            told(vec![Finding::of_path(Code::ProposalUnwritable, path).with("path", path)], terminal)
        }
        Refused::NotText => told(vec![Finding::of_path(Code::NotUtf8, file).with("encoding", "?")], terminal),
        Refused::Empty => terminal.usage(&terminal.fill("resolve-edited-empty", &[("file", file)])),
        Refused::OtherHeading(expected) => {
            let values = [("file", file), ("expected", &*expected)];
            terminal.usage(&terminal.fill("resolve-edited-heading", &values))
        }
    }
}
