//! `toji pack build`: a folder to a pack. Never writes over a file.

use std::path::PathBuf;

use crate::cli::args::{FailOn, PackBuild};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, findings};
use crate::diagnostics::{Sink, catalogue};
use crate::emit;
use crate::pack::{self, Authored};
use crate::source::Sources;

pub(in crate::cli) fn run(arguments: &PackBuild, terminal: &Terminal) -> Outcome {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let made = make(arguments, &mut sources, &mut sink);
    let found = sink.into_sorted();
    let Some((authored, path)) = made else {
        findings::people(&found, &sources, terminal);
        return findings::outcome(&found, FailOn::Error);
    };
    if !authored.unmarked.is_empty() {
        let files: Vec<String> = authored.unmarked.iter().map(|it| format!("  {it}")).collect();
        let values = [("count", files.len().to_string()), ("files", files.join("\n"))];
        terminal.message(&terminal.fill("pack-unmarked", &values.each_ref().map(|it| (it.0, it.1.as_str()))));
    }
    let head = &authored.pack.head;
    if head.key.is_none() {
        terminal.message(catalogue::ui("pack-key-missing", terminal.language));
    }
    let values = [
        ("path", path.display().to_string()),
        ("id", head.id.clone()),
        ("version", head.version.clone()),
        ("serial", head.serial.to_string()),
        ("files", authored.pack.files.len().to_string()),
    ];
    terminal.message(&terminal.fill("pack-built", &values.each_ref().map(|it| (it.0, it.1.as_str()))));
    Outcome::Done
}

fn make(arguments: &PackBuild, sources: &mut Sources, sink: &mut Sink) -> Option<(Authored, PathBuf)> {
    let authored = pack::author(&arguments.dir, sources, sink)?;
    let mut missing = pack::missing_pages(&authored.pack);
    missing.extend(pack::nothing_managed(&authored.pack));
    if !missing.is_empty() {
        sink.extend(missing);
        return None;
    }
    let head = &authored.pack.head;
    let name = || PathBuf::from(format!("{}-{}.tojipack", head.id, head.version));
    let path = arguments.output.clone().unwrap_or_else(name);
    let bytes = pack::unsigned(&authored.pack).map_err(|it| sink.push(it)).ok()?;
    emit::new_file(&path, &bytes, sink)?;
    Some((authored, path))
}
