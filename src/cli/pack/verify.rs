//! `toji pack verify`: a pack's signature and contents.

use std::path::Path;

use crate::cli::args::{FailOn, PackVerify};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, date, findings};
use crate::diagnostics::{Sink, catalogue};
use crate::model::{PackKey, Share};
use crate::pack::{self, SignedPack, Trust};
use crate::source::Sources;

pub(in crate::cli) fn run(arguments: &PackVerify, terminal: &Terminal) -> Outcome {
    let trust = match arguments.key.as_deref().map(key) {
        None => Trust::First,
        Some(Some(key)) => Trust::Pinned(vec![key]),
        Some(None) => return terminal.usage(catalogue::ui("pack-key-usage", terminal.language)),
    };
    let today = match date::of(None, terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let signed = pack::open(&arguments.file, &trust, &mut sources, &mut sink);
    sink.extend(signed.as_ref().and_then(|it| pack::expired(&it.pack, today)));
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &sources, terminal);
    }
    if let Some(signed) = signed {
        let path = arguments.file.display().to_string();
        let values = [("path", path.as_str()), ("fingerprint", &signed.key.fingerprint())];
        let said = match trust {
            Trust::First => "pack-verified-own",
            Trust::Pinned(_) => "pack-verified",
        };
        terminal.message(&terminal.fill(said, &values));
        terminal.result(&contents(&signed, terminal));
    }
    findings::outcome(&found, FailOn::Error)
}

/// The key itself, or that of a file.
fn key(typed: &str) -> Option<PackKey> {
    PackKey::parse(typed).or_else(|| PackKey::parse(&std::fs::read_to_string(Path::new(typed)).ok()?))
}

fn contents(signed: &SignedPack, terminal: &Terminal) -> String {
    let head = &signed.pack.head;
    let count = |share| signed.pack.of(share).count().to_string();
    let values = [
        ("id", head.id.clone()),
        ("version", head.version.clone()),
        ("serial", head.serial.to_string()),
        ("managed", count(Share::Managed)),
        ("seed", count(Share::Seed)),
        ("example", count(Share::Example)),
    ];
    let mut lines = vec![terminal.fill("pack-contents", &values.each_ref().map(|it| (it.0, it.1.as_str())))];
    lines.extend(head.expires.map(|it| terminal.fill("pack-expires", &[("until", &it.japanese())])));
    lines.extend(head.disclosures.iter().map(|it| {
        let values = [
            ("kind", it.kind.as_str()),
            ("product", &it.product),
            ("version", &it.version),
            ("file", &it.file),
            ("permitted", &it.permitted),
        ];
        terminal.fill("pack-disclosure", &values)
    }));
    lines.join("\n") + "\n"
}
