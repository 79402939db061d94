//! What `toji fleet build` leaves beside the binders: its report, and the summary where it built the whole fleet.

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
    Some(())
}

fn write_all(
    report: &FleetReport,
    arguments: &FleetBuild,
    theme: &Theme,
    sink: &mut Sink,
) -> Option<std::path::PathBuf> {
    let path = arguments.output.join(FleetReport::path(report.shard));
    emit::page(&path, &report.to_bytes(), REPORT_MARK, sink)?;
    // The summary of a share would be taken for that of the whole.
    if report.shard.is_some() {
        return Some(path);
    }
    let names = if arguments.anonymous { Names::Hidden } else { Names::Shown };
    let files = summary::files(report, theme, names).map_err(|it| sink.push(it)).ok()?;
    emit::pages(&arguments.output, &files, summary::MARK, sink)?;
    Some(arguments.output.join("fleet.html"))
}
