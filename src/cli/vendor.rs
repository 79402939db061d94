//! `toji vendor kit`: what goes out to vendors, and on the terminal what each of them owes.

use std::path::PathBuf;

use super::args::{FailOn, Vendor, VendorKit, VendorWhat};
use super::output::Terminal;
use super::{Outcome, date, findings, press};
use crate::check::{self, Owed};
use crate::diagnostics::{Code, Finding, Sink, catalogue};
use crate::emit::{self, BuildIdentity};
use crate::load;
use crate::model::{Date, FormState};
use crate::pipeline::{self, Compiled, KitDesk, Whole};
use crate::render::{Artifact, Artifacts};
use crate::source::Digester;

pub(super) fn run(arguments: &Vendor, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        VendorWhat::Kit(kit) => make(kit, terminal),
    }
}

/// A folder with errors sends out nothing: a letter cannot be mended once it is sent.
fn make(arguments: &VendorKit, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    if let Err(outcome) = super::recover::run(&arguments.dir, terminal) {
        return outcome;
    }
    let compiled = pipeline::compile(&arguments.dir, today);
    let errors = findings::outcome(compiled.findings(), FailOn::Error);
    let Some(whole) = compiled.outcome.as_ref().ok().filter(|_| errors == Outcome::Done) else {
        findings::people(compiled.findings(), &compiled.sources, terminal);
        return errors;
    };
    let mut sink = Sink::default();
    let owed = check::owed(&whole.binder, today);
    list(&owed, terminal);
    let made = chosen(arguments, whole, &owed, &mut sink)
        .and_then(|vendors| Some((written(arguments, (&compiled, whole), &vendors, today, &mut sink)?, vendors)));
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &compiled.sources, terminal);
    }
    match made {
        Some((out, vendors)) => {
            tell(&out, &vendors, (today, whole), terminal);
            Outcome::Done
        }
        None if found.is_empty() => Outcome::Done,
        None => findings::outcome(&found, FailOn::Error),
    }
}

/// Who gets a kit: the vendor that was named, else all under contract whose form is still to come.
fn chosen(arguments: &VendorKit, whole: &Whole, owed: &[Owed], sink: &mut Sink) -> Option<Vec<Owed>> {
    if whole.binder.edition_of_year().is_none() {
        let says_so = |it: &&Finding| matches!(it.code, Code::EditionNotImported | Code::YearWithoutEdition);
        sink.extend(whole.report.findings.iter().filter(says_so).cloned());
        return None;
    }
    match &arguments.vendor {
        Some(typed) => {
            let id = super::new::vendor(typed, whole, sink)?;
            Some(owed.iter().filter(|it| it.id == id).cloned().collect())
        }
        None => Some(owed.iter().filter(|it| it.is_in_force && it.owes_form()).cloned().collect()),
    }
}

/// The folder, once it is written; `None` with findings.
fn written(
    arguments: &VendorKit,
    (compiled, whole): (&Compiled, &Whole),
    vendors: &[Owed],
    today: Date,
    sink: &mut Sink,
) -> Option<PathBuf> {
    let default = || arguments.dir.join("output").join(format!("vendor-kit-{today}"));
    let out = arguments.output.clone().unwrap_or_else(default);
    untouched(&out, sink)?;
    let press = press::find(arguments.typst.clone(), &arguments.font_path, sink)?;
    let theme = load::theme();
    let files = pipeline::kit(KitDesk { compiled, whole, theme: &theme, press: &press }, vendors, sink)?;
    let (digest, facility) = (digest(&files), whole.binder.config().facility.name.clone());
    let identity = BuildIdentity { digest, sources: digest, profile: emit::KIT.to_owned(), pdf: true, facility };
    emit::write(&out, &files, &identity, sink)?;
    Some(out)
}

/// A kit is replaced only as it was made: a form that was filled in within it is somebody's work.
fn untouched(out: &std::path::Path, sink: &mut Sink) -> Option<()> {
    let is_there = out.symlink_metadata().is_ok();
    let mut changed: Vec<Finding> = if is_there { emit::verify(out) } else { Vec::new() };
    changed.iter_mut().filter(|it| it.code == Code::NotAnOutput).for_each(|it| it.code = Code::KitChanged);
    let is_sound = changed.is_empty();
    sink.extend(changed);
    is_sound.then_some(())
}

fn digest(files: &Artifacts) -> crate::source::Digest {
    let mut digester = Digester::default();
    for (path, artifact) in files {
        match artifact {
            Artifact::Bytes(bytes) => digester.add(path, bytes),
            Artifact::Pieces(pieces) => pieces.iter().for_each(|it| digester.add(path, it.as_bytes())),
            Artifact::CopyOf(from) => digester.add(path, from.to_string_lossy().as_bytes()),
        }
    }
    digester.finish()
}

/// What each vendor owes.
fn list(owed: &[Owed], terminal: &Terminal) {
    let shown: Vec<&Owed> = owed.iter().filter(|it| it.is_in_force || it.contract.is_none()).collect();
    if shown.is_empty() {
        terminal.result(&format!("{}\n", catalogue::ui("owed-nobody", terminal.language)));
        return;
    }
    let lines = shown.iter().map(|it| format!("{} {}: {}\n", it.id, it.name, things(it, terminal)));
    let head = catalogue::ui("owed-head", terminal.language);
    terminal.result(&format!("{head}\n{}", lines.collect::<String>()));
}

fn things(it: &Owed, terminal: &Terminal) -> String {
    let due = it.due.map(|it| it.to_string()).unwrap_or_default();
    let mut things = Vec::new();
    match it.form {
        FormState::NotAsked => things.push(terminal.fill("owed-form-not-asked", &[])),
        FormState::Asked(day) => {
            let key = if it.is_overdue { "owed-form-overdue" } else { "owed-form-asked" };
            things.push(terminal.fill(key, &[("asked", &day.to_string()), ("due", &due)]));
        }
        FormState::Received(day) => things.push(terminal.fill("owed-form-received", &[("day", &day.to_string())])),
        FormState::Transcribed | FormState::Submitted(_) => (),
    }
    if it.lacks_disclosure {
        things.push(terminal.fill("owed-disclosure", &[]));
    }
    if it.contract.is_none() {
        things.push(terminal.fill("owed-contract", &[]));
    }
    if things.is_empty() {
        return catalogue::ui("owed-nothing", terminal.language).to_owned();
    }
    things.join(catalogue::ui("list-separator", terminal.language))
}

fn tell(out: &std::path::Path, vendors: &[Owed], (today, whole): (Date, &Whole), terminal: &Terminal) {
    let path = out.display().to_string();
    terminal.result(&format!("{path}\n"));
    if vendors.is_empty() {
        return terminal.message(&terminal.fill("kit-list-only", &[("path", &path)]));
    }
    let separator = catalogue::ui("list-separator", terminal.language);
    let names = |of: &dyn Fn(&Owed) -> bool| {
        vendors.iter().filter(|it| of(it)).map(|it| it.id.as_str()).collect::<Vec<_>>().join(separator)
    };
    let said = |key, names: &str| match names {
        "" => None,
        _ => Some(terminal.fill(key, &[("vendors", names), ("today", &today.to_string())])),
    };
    let letters = [("kit-requests", names(&|it| !it.is_asked())), ("kit-reminders", names(&Owed::is_asked))];
    let letters: Vec<String> = letters.iter().filter_map(|(key, names)| said(key, names)).collect();
    let asked = said("kit-asked", &names(&|it| it.form == FormState::NotAsked)).unwrap_or_default();
    let due = |it: &Owed| terminal.fill("kit-due", &[("vendor", it.id.as_str()), ("day", &it.reply_by.to_string())]);
    let due: Vec<String> = vendors.iter().map(due).collect();
    let values = [
        ("path", &*path),
        ("count", &*vendors.len().to_string()),
        ("vendors", &*names(&|_| true)),
        ("letters", &*letters.join(separator)),
        ("asked", &*asked),
        ("due", &*due.join(separator)),
    ];
    terminal.message(&terminal.fill("kit-made", &values));
    if !has_way_back(whole) {
        terminal.message(&terminal.fill("kit-no-way-back", &[]));
    }
}

/// Whether letters name a number or an address that a filled in form can be sent to without paper.
fn has_way_back(whole: &Whole) -> bool {
    let facts = &whole.binder.config().facility.facts;
    facts.iter().any(|(key, value)| ["fax", "email"].contains(&key.as_str()) && !value.trim().is_empty())
}
