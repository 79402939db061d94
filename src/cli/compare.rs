//! `toji compare`: two years side by side, on the terminal and as one page.

use std::path::{Path, PathBuf};

use super::args::{Compare, FailOn};
use super::output::Terminal;
use super::year::{old_row, shown_row, year_of};
use super::{Outcome, compare_contents, findings};
use crate::diagnostics::{Code, Finding, Sink, catalogue};
use crate::model::{Date, FiscalYear};
use crate::pipeline::{self, Whole};
use crate::render::html;
use crate::source::Sources;
use crate::year::{self, Answers, ClauseChange, ClauseKind, Comparison, ItemChange, ItemKind, Side};
use crate::{emit, load};

/// What is compared with what.
enum Request {
    Years(FiscalYear, FiscalYear),
    Folders,
}

pub(super) fn run(arguments: &Compare, terminal: &Terminal) -> Outcome {
    let Some(request) = request(arguments) else {
        return terminal.usage(catalogue::ui("compare-usage", terminal.language));
    };
    let made = match request {
        Request::Years(before, after) => read(&arguments.dir, terminal).map(|it| {
            let side = |year| Side { binder: &it.binder, year, folder: "" };
            (compare(side(before), side(after), &it), it.binder.config().facility.name.clone(), arguments.dir.clone())
        }),
        Request::Folders => read(&arguments.before, terminal)
            .and_then(|before| Ok((before, read(&arguments.after, terminal)?)))
            .map(|(before, after)| {
                let side = |it: &'_ Whole| it.binder.config().fiscal_year;
                let (old, new) = (side(&before), side(&after));
                let names = compare_contents::names(&arguments.before, &arguments.after, terminal);
                let before = Side { binder: &before.binder, year: old, folder: &names.0 };
                let side = Side { binder: &after.binder, year: new, folder: &names.1 };
                let name = after.binder.config().facility.name.clone();
                (compare(before, side, &after), name, arguments.after.clone())
            }),
    };
    match made {
        Ok((comparison, facility, folder)) => show(arguments, &comparison, (&facility, &folder), terminal),
        Err(outcome) => outcome,
    }
}

/// Two years, or two folders; a folder that is called 2024 is written `./2024`.
fn request(arguments: &Compare) -> Option<Request> {
    let year = |it: &Path| it.to_str().and_then(year_of);
    match (year(&arguments.before), year(&arguments.after)) {
        (Some(before), Some(after)) => (before <= after).then_some(Request::Years(before, after)),
        (None, None) => Some(Request::Folders),
        (Some(_), None) | (None, Some(_)) => None,
    }
}

fn read(dir: &Path, terminal: &Terminal) -> Result<Whole, Outcome> {
    let sources = frozen_sources(dir).unwrap_or_else(|| dir.to_owned());
    super::whole::read(&sources, Date::today(), terminal).map(|it| it.0)
}

/// What a frozen binder was built from; `None` for any other folder.
fn frozen_sources(dir: &Path) -> Option<PathBuf> {
    let sources = dir.join(pipeline::SOURCE);
    (emit::Built::read(dir).is_some() && sources.join("binder.toml").is_file()).then_some(sources)
}

fn compare(before: Side<'_>, after: Side<'_>, whole: &Whole) -> Comparison {
    year::compare(before, after, &whole.standards.editions, &whole.standards.former)
}

fn show(
    arguments: &Compare,
    comparison: &Comparison,
    (facility, folder): (&str, &Path),
    terminal: &Terminal,
) -> Outcome {
    terminal.result(&text(comparison, terminal));
    let out = arguments.output.clone().unwrap_or_else(|| default_output(comparison, folder));
    let mut sink = Sink::default();
    match html::comparison(comparison, facility, &load::theme()) {
        Ok(page) => {
            // What kept it from being written stands in the sink.
            let _ = emit::page(&out, &page, html::COMPARISON_MARK, &mut sink);
        }
        Err(error) => sink.push(Finding::of_machine(Code::ThemeFailed).with("reason", error)),
    }
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &Sources::default(), terminal);
        return findings::outcome(&found, FailOn::Error);
    }
    terminal.message(&terminal.fill("compare-written", &[("path", &out.display().to_string())]));
    Outcome::Done
}

/// Never within a frozen binder: then in the folder that it was made of.
fn default_output(comparison: &Comparison, folder: &Path) -> PathBuf {
    let around = frozen_sources(folder).map(|_| folder.join("..").join(".."));
    around
        .as_deref()
        .unwrap_or(folder)
        .join("output")
        .join(format!("compare-{}-{}.html", comparison.before.0, comparison.after.0))
}

fn text(it: &Comparison, terminal: &Terminal) -> String {
    let after = it.after.0.japanese();
    let mut lines = vec![terminal.fill("compare-head", &[("before", &it.labels.0), ("after", &it.labels.1)])];
    if it.items.is_empty() {
        lines.push(terminal.fill("compare-no-edition", &[("year", &after)]));
    } else {
        lines.push(ui("compare-items", terminal));
        lines.extend(it.items.iter().filter(|it| it.kind != ItemKind::Kept).map(|it| item_line(it, terminal)));
        let kept = it.items.iter().filter(|it| it.kind == ItemKind::Kept).count();
        lines.push(format!("  {}", terminal.fill("compare-items-kept", &[("count", &kept.to_string())])));
    }
    if !it.gone.is_empty() {
        let rows: Vec<String> = it.gone.iter().map(ToString::to_string).collect();
        let rows = rows.join(catalogue::ui("list-separator", terminal.language));
        lines.push(format!("  {}", terminal.fill("row-gone", &[("rows", &rows)])));
    }
    it.answers.iter().for_each(|it| lines.extend(answer_lines(it, terminal)));
    lines.extend(clause_lines(it.clauses.as_deref(), terminal));
    lines.extend(it.contents.iter().flat_map(|it| compare_contents::lines(it, terminal)));
    lines.join("\n") + "\n"
}

fn item_line(it: &ItemChange, terminal: &Terminal) -> String {
    let from: Vec<String> = it.from.iter().map(|it| shown_row(it, terminal)).collect();
    let from = from.join(catalogue::ui("list-separator", terminal.language));
    let arrow = if from.is_empty() { "" } else { " ← " };
    format!("  {} {}{arrow}{from}: {}", it.item.shown(), it.subject, ui(kind_key(it.kind), terminal))
}

fn kind_key(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::New => "kind-new",
        ItemKind::Merged => "kind-merged",
        ItemKind::Moved => "kind-moved",
        ItemKind::Kept => "kind-kept",
        ItemKind::NoMap => "kind-no-map",
    }
}

fn answer_lines(it: &Answers, terminal: &Terminal) -> Vec<String> {
    let mut lines = vec![terminal.fill("compare-answers", &[("respondent", &it.name)])];
    if let Some(year) = it.without_form {
        lines.push(format!("  {}", terminal.fill("compare-no-form", &[("year", &year.japanese())])));
        return lines;
    }
    for row in it.rows.iter().filter(|it| !it.is_same()) {
        let old: Vec<String> = row.old.iter().map(|it| old_row(it, terminal)).collect();
        let old = match (old.as_slice(), row.kind) {
            ([], kind) => ui(kind_key(kind), terminal),
            (rows, _) => rows.join(catalogue::ui("list-separator", terminal.language)),
        };
        let new = row.new.map_or_else(|| ui("answer-blank", terminal), |it| it.written().to_owned());
        lines.push(format!("  {} {}: {old} → {new}", row.item.shown(), row.subject));
    }
    let same = it.rows.iter().filter(|it| it.is_same()).count().to_string();
    lines.push(format!("  {}", terminal.fill("compare-answers-same", &[("count", &same)])));
    lines
}

fn clause_lines(clauses: Option<&[ClauseChange]>, terminal: &Terminal) -> Vec<String> {
    let Some(clauses) = clauses else { return vec![ui("compare-clauses-one-text", terminal)] };
    let mut lines = vec![ui("compare-clauses", terminal)];
    let mut same = 0;
    for it in clauses {
        let key = match &it.kind {
            ClauseKind::Same => {
                same += 1;
                continue;
            }
            ClauseKind::Added(_) => "kind-added",
            ClauseKind::Removed(_) => "kind-removed",
            ClauseKind::Changed(_) => "kind-changed",
        };
        lines.push(format!("  {}: {}", it.clause.shown(), ui(key, terminal)));
    }
    lines.push(format!("  {}", terminal.fill("compare-answers-same", &[("count", &same.to_string())])));
    lines
}

fn ui(key: &'static str, terminal: &Terminal) -> String {
    catalogue::ui(key, terminal.language).to_owned()
}
