//! `.toji/template.toml` to [`Template`]. toji alone writes it, so that one mistake is enough to give it up: it is told, and
//! the folder counts as one without a template.

use serde::Deserialize;

use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Template;
use crate::source::{FileId, Span};

/// What every format of the file says.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

/// Reads it; `None` with a finding where it is broken, or of a later format.
pub fn parse(file: FileId, text: &str, sink: &mut Sink) -> Option<Template> {
    match toml::from_str::<Head>(text) {
        Ok(head) if head.format > Template::FORMAT => {
            let reason = format!("format = {}（> {}）", head.format, Template::FORMAT);
            sink.push(Finding::of_path(Code::TemplateStateBroken, Template::PATH).with("reason", reason));
            return None;
        }
        Ok(_) | Err(_) => {}
    }
    toml::from_str(text).map_err(|it| sink.push(broken(file, text, &it))).ok()
}

fn broken(file: FileId, text: &str, error: &toml::de::Error) -> Finding {
    let finding = match error.span().filter(|it| it.start < it.end && it.end <= text.len() && *it != (0..text.len())) {
        Some(range) => Finding::at(Code::TemplateStateBroken, Span::new(file, range)),
        None => Finding::of_path(Code::TemplateStateBroken, Template::PATH),
    };
    finding.with("reason", error.message())
}
