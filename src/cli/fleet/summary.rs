//! What `toji fleet build` leaves beside the binders: its report, and the summary where it built the whole fleet. One
//! without names lies in a folder of its own: all around it names somebody, and may not be handed on.

use std::path::{Path, PathBuf};

use crate::cli::args::FleetBuild;
use crate::cli::findings;
use crate::cli::output::Terminal;
use crate::diagnostics::Sink;
use crate::emit;
use crate::fleet::FleetReport;
use crate::fleet::summary::{self, Names};
use crate::model::Theme;
use crate::source::Sources;

/// By what a report is known to be ours.
const REPORT_MARK: &str = "\"toji\":\"";

/// Where the summary without names lies below the output.
const ANONYMOUS: &str = "anonymous";

/// Where the summary goes.
pub(super) fn folder(out: &Path, names: Names) -> PathBuf {
    match names {
        Names::Hidden => out.join(ANONYMOUS),
        Names::Shown => out.to_owned(),
    }
}

/// Which files may be handed on, where that was asked for.
pub(super) fn tell_names(out: &Path, names: Names, terminal: &Terminal) {
    match names {
        Names::Hidden => {
            let path = folder(out, names).display().to_string();
            terminal
                .message(&terminal.fill("fleet-anonymous", &[("path", &path), ("out", &out.display().to_string())]));
        }
        Names::Shown => (),
    }
}

/// Writes them and says what to do next. `None` where not all could be written: the binders are there all the same.
pub(super) fn write(report: &FleetReport, arguments: &FleetBuild, theme: &Theme, terminal: &Terminal) -> Option<()> {
    let mut sink = Sink::default();
    let written = write_all(report, arguments, theme, &mut sink);
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &Sources::default(), terminal);
    }
    let path = written?.display().to_string();
    let out = arguments.output.display().to_string();
    let text = match report.shard {
        Some(shard) => {
            let shard = shard.to_string();
            terminal.fill("fleet-next-share", &[("shard", &shard), ("path", &path), ("out", &out)])
        }
        None => terminal.fill("fleet-next", &[("path", &path)]),
    };
    terminal.message(&text);
    if report.shard.is_none() {
        tell_names(&arguments.output, names(arguments), terminal);
    }
    Some(())
}

fn write_all(report: &FleetReport, arguments: &FleetBuild, theme: &Theme, sink: &mut Sink) -> Option<PathBuf> {
    let path = arguments.output.join(FleetReport::path(report.shard));
    emit::page(&path, &report.to_bytes(), REPORT_MARK, sink)?;
    // The summary of a share would be taken for that of the whole.
    if report.shard.is_some() {
        return Some(path);
    }
    let names = names(arguments);
    let files = summary::files(report, theme, names).map_err(|it| sink.push(it)).ok()?;
    let folder = folder(&arguments.output, names);
    emit::pages(&folder, &files, summary::MARK, sink)?;
    Some(folder.join("fleet.html"))
}

fn names(arguments: &FleetBuild) -> Names {
    if arguments.anonymous { Names::Hidden } else { Names::Shown }
}
