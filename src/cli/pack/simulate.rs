//! `toji pack simulate`: what an update would do to every member. Writes nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::given;
use crate::cli::args::{FailOn, PackSimulate};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, date, findings};
use crate::diagnostics::{Code, Finding, Sink};
use crate::load;
use crate::pack::publish::{self, Passage, Simulated, Simulation};
use crate::pack::{Pack, What};
use crate::source::Sources;

pub(in crate::cli) fn run(arguments: &PackSimulate, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let given = given::read(&arguments.pack, &mut sources, &mut sink);
    let members = members(&arguments.against, &mut sink);
    let (Some(given), Some(members)) = (given, members) else {
        let found = sink.into_sorted();
        findings::people(&found, &sources, terminal);
        return findings::outcome(&found, FailOn::Error);
    };
    let (members, left_out) = members;
    if !left_out.is_empty() {
        terminal.message(&terminal.fill("simulate-left-out", &[("folders", &left_out.join("、"))]));
    }
    let simulation = publish::simulate(&given.pack, &members, today);
    terminal.result(&text(&simulation, &given.pack, terminal));
    let found: Vec<Finding> = simulation.members.iter().flat_map(|it| &it.findings).cloned().collect();
    if !found.is_empty() {
        findings::people(&found, &Sources::default(), terminal);
    }
    let next = match () {
        () if !found.is_empty() => "simulate-next-failed",
        () if simulation.count(Passage::Conflict) > 0 => "simulate-next-conflicts",
        () => "simulate-next-clean",
    };
    let next = terminal.fill(next, &[]);
    terminal.message(&terminal.fill("simulate-done", &[("next", &next)]));
    if found.is_empty() { Outcome::Done } else { Outcome::Findings }
}

/// The folders with `binder.toml` directly below, and the names of those without; the folder itself where it is one.
fn members(folder: &Path, sink: &mut Sink) -> Option<(Vec<PathBuf>, Vec<String>)> {
    let shown = folder.display().to_string();
    let is_member = |it: &Path| it.join("binder.toml").is_file() && !load::is_build(it);
    if is_member(folder) {
        return Some((vec![folder.to_owned()], Vec::new()));
    }
    let unread =
        |it: std::io::Error| Finding::of_path(Code::UnreadableFile, &shown).with("path", &shown).with("reason", it);
    let entries = fs::read_dir(folder).map_err(|it| sink.push(unread(it))).ok()?;
    let is_hidden = |it: &Path| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with('.'));
    let paths = entries.filter_map(|it| Some(it.ok()?.path()));
    let mut paths: Vec<PathBuf> = paths.filter(|it| !is_hidden(it) && it.is_dir() && !load::is_build(it)).collect();
    paths.sort();
    let (members, others): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|it| is_member(it));
    if members.is_empty() {
        sink.push(Finding::of_path(Code::NoMember, &shown).with("path", &shown));
        return None;
    }
    let name = |it: &PathBuf| it.file_name().map(|it| it.to_string_lossy().into_owned());
    Some((members, others.iter().filter_map(name).collect()))
}

fn text(simulation: &Simulation, pack: &Pack, terminal: &Terminal) -> String {
    let count = simulation.members.len().to_string();
    let head = [("id", &*pack.head.id), ("version", &*pack.head.version), ("count", &*count)];
    let mut lines = vec![terminal.fill("simulate-head", &head)];
    for it in &simulation.members {
        lines.push(member(it, terminal));
        lines.extend(it.pages.iter().filter_map(|(path, what)| page(path, what, terminal)));
    }
    lines.push(counted("simulate-total", |it| simulation.count(it), &[], terminal));
    let conflicts = simulation.conflicts();
    if !conflicts.is_empty() {
        lines.push(terminal.fill("simulate-conflicts", &[]));
        lines.extend(conflicts.iter().map(|it| conflict(it, terminal)));
    }
    lines.extend(facts(simulation, terminal));
    lines.push(String::new());
    lines.join("\n")
}

/// What members have to write into their settings, by how many of them.
fn facts(simulation: &Simulation, terminal: &Terminal) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    simulation.members.iter().flat_map(|it| &it.facts).for_each(|it| *counts.entry(it).or_default() += 1);
    let line =
        |(key, count): (&str, usize)| terminal.fill("simulate-fact", &[("key", key), ("members", &count.to_string())]);
    counts.into_iter().map(line).collect()
}

fn member(it: &Simulated, terminal: &Terminal) -> String {
    if !it.findings.is_empty() {
        return terminal.fill("simulate-failed", &[("member", &it.member)]);
    }
    let none = terminal.fill("simulate-no-version", &[]);
    let installed = if it.version.is_empty() { &none } else { &it.version };
    let values = [("member", it.member.as_str()), ("installed", installed.as_str())];
    counted("simulate-member", |passage| it.count(passage), &values, terminal)
}

/// A page that does not simply come through.
fn page(path: &str, what: &What, terminal: &Terminal) -> Option<String> {
    match (Passage::of(what), what) {
        (Passage::Merged, _) => Some(terminal.fill("simulate-member-merged", &[("path", path)])),
        (_, What::Conflict { blocks }) => {
            let blocks = if blocks.is_empty() { String::new() } else { format!("（{}）", blocks.join("、")) };
            Some(terminal.fill("simulate-member-conflict", &[("path", path), ("blocks", &blocks)]))
        }
        (Passage::Clean | Passage::Conflict | Passage::Deleted, _) => None,
    }
}

fn counted(
    key: &'static str,
    count: impl Fn(Passage) -> usize,
    more: &[(&'static str, &str)],
    terminal: &Terminal,
) -> String {
    let counts = [
        ("clean", count(Passage::Clean).to_string()),
        ("merged", count(Passage::Merged).to_string()),
        ("conflict", count(Passage::Conflict).to_string()),
        ("deleted", count(Passage::Deleted).to_string()),
    ];
    let mut values: Vec<(&'static str, &str)> = counts.iter().map(|(key, it)| (*key, it.as_str())).collect();
    values.extend(more);
    terminal.fill(key, &values)
}

fn conflict((path, members, blocks): &(&str, usize, BTreeMap<&str, usize>), terminal: &Terminal) -> String {
    let mut named: Vec<(&&str, &usize)> = blocks.iter().collect();
    named.sort_by_key(|it| (std::cmp::Reverse(it.1), it.0));
    let mut words = String::new();
    for (i, (block, count)) in named.iter().enumerate() {
        let _ = write!(words, "{}{block} {count}", if i == 0 { "（" } else { "、" });
    }
    words.push_str(if named.is_empty() { "" } else { "）" });
    terminal.fill("simulate-conflict", &[("path", path), ("members", &members.to_string()), ("blocks", &words)])
}
