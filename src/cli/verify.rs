//! `toji verify`: whether an output is what was built, and who says so.

use std::path::Path;

use super::args::{FailOn, Verify};
use super::output::Terminal;
use super::pack::password;
use super::{Outcome, date, findings};
use crate::diagnostics::{Finding, catalogue};
use crate::handover::{self, Held, SignedBy};
use crate::model::{Date, PackKey};
use crate::pack::SigningKey;
use crate::source::Sources;

pub(super) fn run(arguments: &Verify, terminal: &Terminal) -> Outcome {
    match (&arguments.key, &arguments.sign) {
        (Some(key), _) => match read_key(key) {
            Some(key) => looked_at(&arguments.output, Some(&key), terminal),
            None => terminal.usage(catalogue::ui("pack-key-usage", terminal.language)),
        },
        (None, Some(secret)) => sign(arguments, secret, terminal),
        (None, None) => looked_at(&arguments.output, None, terminal),
    }
}

/// The key itself, or that of a file.
fn read_key(typed: &str) -> Option<PackKey> {
    PackKey::parse(typed).or_else(|| PackKey::parse(&std::fs::read_to_string(Path::new(typed)).ok()?))
}

/// Verifies, and checks the signatures where there is a key to check them with.
fn looked_at(out: &Path, key: Option<&PackKey>, terminal: &Terminal) -> Outcome {
    let (held, mut found) = handover::held(out);
    let mut signed = Vec::with_capacity(held.len());
    for it in &held {
        found.extend(it.findings.iter().cloned());
        let checked = key.filter(|_| it.built.is_some()).map(|key| handover::signed_by(&it.path, key));
        signed.push(checked.and_then(|it| it.map_err(|it| found.push(it)).ok()));
    }
    let outcome = findings::outcome(&found, FailOn::Error);
    if !found.is_empty() {
        findings::people(&found, &Sources::default(), terminal);
    }
    if outcome == Outcome::Done {
        terminal.message(catalogue::ui("verified", terminal.language));
        for (held, by) in held.iter().zip(&signed) {
            told(held, by.as_ref(), key, terminal);
        }
    }
    outcome
}

/// Which build it is, and who signed it.
fn told(held: &Held, by: Option<&SignedBy>, key: Option<&PackKey>, terminal: &Terminal) {
    let (Some(built), Some(manifest)) = (&held.built, &held.manifest) else { return };
    let (path, files) = (held.path.display().to_string(), built.files.len().to_string());
    let values = [
        ("path", &*path),
        ("build", &built.build),
        ("profile", &built.profile),
        ("files", &files),
        ("hash", &manifest.to_string()),
    ];
    terminal.message(&terminal.fill("verified-build", &values));
    if !built.facility.is_empty() {
        terminal.message(&terminal.fill("verified-facility", &[("facility", &built.facility)]));
    }
    match (by, key) {
        (Some(by), Some(key)) => {
            let values = [("comment", by.comment.as_str()), ("fingerprint", &key.fingerprint())];
            terminal.message(&terminal.fill("verified-signed", &values));
        }
        (_, _) if handover::is_signed(&held.path) => {
            terminal.message(&terminal.fill("verified-unchecked", &[("path", &path)]));
        }
        (_, _) => terminal.message(catalogue::ui("verified-unsigned", terminal.language)),
    }
}

/// Signs what is as it was built, and nothing else.
fn sign(arguments: &Verify, secret: &Path, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    let (held, mut found) = handover::held(&arguments.output);
    found.extend(held.iter().flat_map(|it| it.findings.iter().cloned()));
    let stops = findings::outcome(&found, FailOn::Error);
    if !found.is_empty() {
        findings::people(&found, &Sources::default(), terminal);
    }
    if stops != Outcome::Done {
        terminal.message(catalogue::ui("not-signed", terminal.language));
        return stops;
    }
    let password = match password::of_key(arguments.password_file.as_deref(), terminal) {
        Ok(it) => it,
        Err(message) => return terminal.usage(&message),
    };
    let signed = SigningKey::open(secret, password).and_then(|key| sign_all(&held, &key, today, terminal));
    match signed {
        Ok(()) => Outcome::Done,
        Err(finding) => refused(finding, terminal),
    }
}

fn sign_all(held: &[Held], key: &SigningKey, today: Date, terminal: &Terminal) -> Result<(), Finding> {
    for it in held {
        let path = it.path.display().to_string();
        let before = handover::is_signed(&it.path);
        let by = handover::sign(&it.path, key, today)?;
        let values = [("path", path.as_str()), ("comment", &by.comment)];
        terminal.message(&terminal.fill("output-signed", &values));
        if before {
            terminal.message(catalogue::ui("output-signed-anew", terminal.language));
        }
    }
    let values = [("key", key.public().as_str()), ("fingerprint", &key.public().fingerprint())];
    terminal.message(&terminal.fill("output-signed-next", &values));
    Ok(())
}

fn refused(finding: Finding, terminal: &Terminal) -> Outcome {
    let found = [finding];
    findings::people(&found, &Sources::default(), terminal);
    findings::outcome(&found, FailOn::Error)
}
