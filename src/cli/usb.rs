//! `toji usb`: an output onto a stick.

use std::path::{Path, PathBuf};

use super::args::{FailOn, Usb};
use super::output::Terminal;
use super::{Outcome, findings};
use crate::diagnostics::{Code, Finding, Sink, catalogue};
use crate::emit::{self, Built, FROZEN};
use crate::handover::{self, OnStick, Stick};
use crate::model::Profile;
use crate::source::Sources;

pub(super) fn run(arguments: &Usb, terminal: &Terminal) -> Outcome {
    let output = match chosen(arguments, terminal) {
        Ok(output) => output,
        Err(message) => return terminal.usage(&message),
    };
    let program = if arguments.with_toji { std::env::current_exe().ok() } else { None };
    if arguments.with_toji && program.is_none() {
        return terminal.usage(catalogue::ui("usb-no-program", terminal.language));
    }
    let toji = program.as_deref().map(|it| (it, if cfg!(windows) { "toji.exe" } else { "toji" }));
    let progress = terminal.progress();
    progress.set_message(catalogue::ui("step-copying", terminal.language));
    let mut sink = Sink::default();
    let stick = Stick { dir: &arguments.dir, output: &output, toji };
    let done = handover::put(&stick, &mut sink);
    progress.finish_and_clear();
    if let Some(done) = &done {
        sink.extend(whole(done));
        sink.extend(emit::verify(&done.folder));
    }
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &Sources::default(), terminal);
    }
    match done {
        Some(done) => told(&done, &output, toji.map(|it| it.1), terminal),
        None => terminal.message(catalogue::ui("usb-nothing", terminal.language)),
    }
    findings::outcome(&found, FailOn::Error)
}

/// Where the output of this profile lies, if nobody said; or what to type.
fn chosen(arguments: &Usb, terminal: &Terminal) -> Result<PathBuf, String> {
    let profile = arguments.profile.as_deref();
    match &arguments.output {
        Some(output) => within(output, profile, terminal),
        None => default(profile.unwrap_or(Profile::FULL), terminal),
    }
}

/// The output in `output`: itself, or the one of this profile of several.
fn within(output: &Path, profile: Option<&str>, terminal: &Terminal) -> Result<PathBuf, String> {
    let profiles = emit::profiles(output);
    let path = output.display().to_string();
    let names: Vec<&str> = profiles.iter().map(|it| it.0.as_str()).collect();
    let names = names.join(catalogue::ui("list-separator", terminal.language));
    match (Built::read(output), profile) {
        (Some(built), Some(name)) if built.profile != name => {
            Err(terminal.fill("usb-other-profile", &[("path", &path), ("found", &built.profile), ("profile", name)]))
        }
        (None, None) if !profiles.is_empty() => Err(terminal.fill("usb-choose", &[("path", &path), ("known", &names)])),
        (None, Some(name)) if !profiles.is_empty() => match profiles.into_iter().find(|it| it.0 == name) {
            Some((_, path)) => Ok(path),
            None => Err(terminal.fill("usb-choose", &[("path", &path), ("known", &names)])),
        },
        (Some(_) | None, _) => Ok(output.to_owned()),
    }
}

/// The one below `output` of the current folder. Where there are several, people choose.
fn default(profile: &str, terminal: &Terminal) -> Result<PathBuf, String> {
    let folder = Path::new("output");
    let alone = if profile == Profile::FULL { "binder" } else { profile };
    let places = [folder.join(alone), folder.join("profiles").join(profile), folder.join("copies").join(profile)];
    let mut there: Vec<PathBuf> = places.into_iter().filter(|it| Built::read(it).is_some()).collect();
    match (there.pop(), there.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(last), false) => {
            there.push(last);
            let paths: Vec<String> = there.iter().map(|it| it.display().to_string()).collect();
            let paths = paths.join(catalogue::ui("list-separator", terminal.language));
            Err(terminal.fill("usb-several", &[("paths", &paths)]))
        }
        (None, _) => Err(terminal.fill("usb-none", &[("profile", profile)])),
    }
}

/// What is meant for the house alone, and leaves it.
fn whole(done: &OnStick) -> Option<Finding> {
    let profile = done.built.profile.as_str();
    let path = done.folder.display();
    let finding = || Finding::of_path(Code::StickWhole, path.to_string()).with("path", path).with("profile", profile);
    [Profile::FULL, FROZEN].contains(&profile).then(finding)
}

fn told(done: &OnStick, output: &Path, toji: Option<&str>, terminal: &Terminal) {
    let texts = [
        ("from", output.display().to_string()),
        ("path", done.folder.display().to_string()),
        ("start", done.start.display().to_string()),
        ("files", done.copy.files.to_string()),
        ("size", megabytes(done.copy.bytes)),
        ("build", done.built.build.clone()),
        ("profile", done.built.profile.clone()),
    ];
    let values = texts.each_ref().map(|it| (it.0, it.1.as_str()));
    terminal.message(&terminal.fill("usb-done", &values));
    if let Some(name) = toji {
        terminal.message(&terminal.fill("usb-program", &[("name", name)]));
    }
    if let Some(leftover) = &done.copy.leftover {
        terminal.message(&terminal.fill("leftover", &[("path", &leftover.display().to_string())]));
    }
    terminal.message(&terminal.fill("usb-next", &values));
}

/// One digit behind the point, as folders show it.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}
