//! `toji doctor`: what this machine has and lacks for building.

use std::fmt::Write as _;

use super::Outcome;
use super::args::Doctor;
use super::output::Terminal;
use super::press;
use crate::diagnostics::catalogue::{self, Language};
use crate::diagnostics::{Finding, Sink};
use crate::emit::typst::{SearchPlaces, Typst};
use crate::load::Fonts;

pub(super) fn run(arguments: &Doctor, terminal: &Terminal) -> Outcome {
    let ui = |key| catalogue::ui(key, terminal.language);
    let mut text = format!("toji {}\n", env!("CARGO_PKG_VERSION"));
    let typst = Typst::find(&SearchPlaces::of_machine(arguments.typst.clone()));
    let fonts = press::fonts(&arguments.font_path);
    match &typst {
        Ok(typst) => push(&mut text, &format!("typst {}: {}", typst.version, typst.path.display())),
        Err(finding) => {
            push(&mut text, &lacking(std::slice::from_ref(finding), ui("doctor-how-typst"), terminal.language))
        }
    }
    match &fonts {
        Ok(fonts) => list(&mut text, ui("doctor-fonts"), fonts),
        Err(findings) => push(&mut text, &lacking(findings, ui("doctor-how-fonts"), terminal.language)),
    }
    let ready = typst.is_ok() && fonts.is_ok();
    push(&mut text, ui(if ready { "doctor-ready" } else { "doctor-without-pdf" }));
    terminal.result(&text);
    if ready { Outcome::Done } else { Outcome::MachineFailed }
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn list(text: &mut String, title: &str, fonts: &Fonts) {
    push(text, title);
    for font in fonts.report() {
        let files: Vec<_> = font.files.iter().map(|it| it.display().to_string()).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {}  {}  {}", font.family, font.characters, files.join(", "));
    }
}

fn lacking(findings: &[Finding], how: &str, language: Language) -> String {
    let mut sink = Sink::default();
    sink.extend(findings.iter().cloned());
    let messages: Vec<_> = sink.into_sorted().iter().map(|it| catalogue::message(it, language)).collect();
    format!("{}\n  {how}", messages.join("\n"))
}
