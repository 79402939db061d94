//! The paper or file that a form was written down from, and how far a form has got. The original is the proof; what stands
//! in the folder is its transcription. Never judges a date.

use super::{Date, Form};
use crate::source::{Span, Spanned};

/// What a form's front matter says of its original.
#[derive(Debug, Clone)]
pub struct Original {
    /// The table `original`.
    pub span: Span,
    /// The file, by its path below the source folder; `None` where the original is on paper only.
    pub file: Option<Spanned<Box<str>>>,
    /// The SHA-256 of the file, in hex digits, as it came.
    pub sha256: Option<Spanned<String>>,
    /// When it came.
    pub received_on: Option<Spanned<Date>>,
    /// By what way: FAX, 郵送, メール.
    pub received_by: Option<String>,
    /// Who signed it.
    pub signed_by: Option<String>,
    /// Who transcribed it.
    pub transcribed_by: Option<String>,
    /// When.
    pub transcribed_on: Option<Spanned<Date>>,
    /// Where the original is kept.
    pub kept: Option<String>,
}

/// A form that was handed in.
#[derive(Debug, Clone)]
pub struct Submission {
    /// When.
    pub on: Date,
    /// To whom.
    pub to: Option<String>,
}

/// What a file of an original is, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OriginalKind {
    /// A PDF: its pages are printed.
    Pdf,
    /// A JPEG or PNG: printed as it is.
    Picture,
    /// A workbook or text of an office program: it is named, and not printed.
    Office,
}

impl OriginalKind {
    /// By the ending of the path, in any case.
    pub fn of(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "pdf" => Self::Pdf,
            "jpg" | "jpeg" | "png" => Self::Picture,
            "xlsx" | "docx" => Self::Office,
            _ => return None,
        })
    }
}

/// How far a form has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormState {
    /// 未依頼: not asked for.
    NotAsked,
    /// 依頼済: asked for on this day, and not there yet.
    Asked(Date),
    /// 受領・未転記: received on this day, and not transcribed.
    Received(Date),
    /// 転記済: it stands in `checklists/`, with an answer at least.
    Transcribed,
    /// 提出済: handed in on this day.
    Submitted(Date),
}

impl FormState {
    /// The stable name, for themes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::Asked(_) => "asked",
            Self::Received(_) => "received",
            Self::Transcribed => "transcribed",
            Self::Submitted(_) => "submitted",
        }
    }

    /// Whether the form stands in `checklists/`, with an answer at least.
    pub fn is_transcribed(self) -> bool {
        match self {
            Self::Transcribed | Self::Submitted(_) => true,
            Self::NotAsked | Self::Asked(_) | Self::Received(_) => false,
        }
    }
}

impl Original {
    /// The name of its file, without folders.
    pub fn file_name(&self) -> Option<&str> {
        self.file.as_ref().map(|it| it.value.rsplit('/').next().unwrap_or(&it.value))
    }

    /// What happened to it, as one line: 令和7年7月11日 FAXで受領、西田 誠 が署名、夏川 葉子 が令和7年7月12日に転記.
    pub fn history(&self) -> String {
        let received = self.received_on.as_ref().map(|it| it.value.japanese());
        let way = self.received_by.as_ref().map(|it| format!("{it}で"));
        let came: String = received.into_iter().chain(way).collect();
        let mut parts = Vec::new();
        if !came.is_empty() {
            parts.push(format!("{came}受領"));
        }
        parts.extend(self.signed_by.as_ref().map(|it| format!("{it} が署名")));
        let day = self.transcribed_on.as_ref().map(|it| format!("{}に", it.value.japanese())).unwrap_or_default();
        match &self.transcribed_by {
            Some(name) => parts.push(format!("{name} が{day}転記")),
            None if !day.is_empty() => parts.push(format!("{day}転記")),
            None => (),
        }
        parts.join("、")
    }
}

impl Form {
    /// How far it has got by itself: `None` for a blank that says nothing of an original.
    pub fn state(&self) -> Option<FormState> {
        let received = self.original.as_ref().and_then(|it| it.received_on.as_ref());
        match (&self.submitted, received) {
            (Some(submission), _) => Some(FormState::Submitted(submission.on)),
            (None, Some(day)) if !self.has_answers() => Some(FormState::Received(day.value)),
            (None, _) => (self.has_answers() && self.is_transcription()).then_some(FormState::Transcribed),
        }
    }

    /// Whether it was written down from a paper or file: a vendor's form always, the facility's where it names an original.
    pub fn is_transcription(&self) -> bool {
        match self.respondent {
            super::Respondent::Facility => self.original.is_some(),
            super::Respondent::Vendor(_) => true,
        }
    }
}
