//! The reports that builds of a fleet left in an output. Understands none of them.

use std::fs;
use std::io;
use std::path::Path;

use crate::diagnostics::{Code, Finding, Sink};

/// The reports of shares below `out`, by their path with `/`, sorted; where there are none, that of the whole fleet.
pub fn reports(out: &Path, sink: &mut Sink) -> Vec<(String, Vec<u8>)> {
    let folder = out.join("reports");
    let names = match names(&folder) {
        Ok(names) if !names.is_empty() => names,
        Ok(_) => {
            sink.push(unread(&folder, &io::Error::from(io::ErrorKind::NotFound)));
            return Vec::new();
        }
        Err(error) => {
            sink.push(unread(&folder, &error));
            return Vec::new();
        }
    };
    let read = names.into_iter().filter_map(|name| {
        let path = folder.join(&name);
        match fs::read(&path) {
            Ok(bytes) => Some((path.display().to_string(), bytes)),
            Err(error) => {
                sink.push(unread(&path, &error));
                None
            }
        }
    });
    read.collect()
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let is_share = |it: &String| it.starts_with("shard-") && it.ends_with(".json");
    // Of an output that once held all of them, the whole is older than the shares.
    if names.iter().any(is_share) {
        names.retain(is_share);
    } else {
        names.retain(|it| it == "fleet.json");
    }
    Ok(names)
}

fn unread(path: &Path, error: &io::Error) -> Finding {
    let shown = path.display().to_string();
    Finding::of_path(Code::FleetReportUnread, &shown).with("path", &shown).with("reason", error)
}
