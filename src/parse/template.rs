//! `.toji/template.toml` to [`Template`]: the one reader of it, for `check` and for updates alike. toji alone writes it, so that
//! one mistake is enough to give it up. Looks nothing up, and takes nothing for a record that is not one.

use std::ops::Range;

use serde::Deserialize;

use crate::diagnostics::{Code, Finding};
use crate::model::Template;
use crate::source::{FileId, Span};

/// What every format of the file says.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

/// Why a record is given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    reason: String,
    /// The part of the text that is to blame, where it is not the whole.
    range: Option<Range<usize>>,
}

impl Broken {
    /// The file as a whole.
    pub fn whole(reason: impl ToString) -> Self {
        Self { reason: reason.to_string(), range: None }
    }

    /// Told at the place that is to blame.
    pub fn within(self, file: FileId) -> Finding {
        let finding = match self.range {
            Some(range) => Finding::at(Code::TemplateStateBroken, Span::new(file, range)),
            None => return self.finding(),
        };
        finding.with("reason", self.reason)
    }

    /// Told of the file.
    pub fn finding(self) -> Finding {
        Finding::of_path(Code::TemplateStateBroken, Template::PATH).with("reason", self.reason)
    }
}

/// Reads it.
///
/// # Errors
/// Where it is broken, or of another format.
pub fn parse(text: &str) -> Result<Template, Broken> {
    match toml::from_str::<Head>(text) {
        Ok(head) if head.format != Template::FORMAT => {
            return Err(Broken::whole(format!("format = {}（≠ {}）", head.format, Template::FORMAT)));
        }
        // Without a format the reading of the whole says what is wrong.
        Ok(_) | Err(_) => {}
    }
    toml::from_str(text).map_err(|it| broken(text, &it))
}

/// [`parse`] of a file as it lies on the disk.
///
/// # Errors
/// Those of [`parse`], and where it is no UTF-8.
pub fn of_bytes(bytes: &[u8]) -> Result<Template, Broken> {
    let text = std::str::from_utf8(bytes).map_err(|_| Broken::whole(Code::NotUtf8))?;
    parse(text.trim_start_matches('\u{feff}'))
}

fn broken(text: &str, error: &toml::de::Error) -> Broken {
    let range = error.span().filter(|it| it.start < it.end && it.end <= text.len() && *it != (0..text.len()));
    Broken { reason: error.message().to_owned(), range }
}
