//! `fleet.toml`: read for what may be kept, and written when a workbook was received or something was deleted. Every byte
//! that people wrote stays.

use std::path::Path;

use crate::diagnostics::{Code, Finding, Severity, Sink};
use crate::edit::{ChangeSet, Place, set};
use crate::load::{self, Lying};
use crate::model::{Consents, Date, MemberConsent};
use crate::parse;
use crate::source::Sources;

/// Its path below the fleet's folder.
pub const CONSENTS: &str = "fleet.toml";

const FRESH: &str = "# だれから何を預かり、いつ消したかの控え。toji fleet receive と toji fleet purge が書く。
# consent = true は、given_by（同意した人）、given_on（同意した日）、delete_by（消す日）がそろったときだけ有効。
# Who agreed to what, and what was deleted when. Written by toji fleet receive and toji fleet purge.
format = 1
";

const MEMBER: &str = "member";

/// The file as it lies.
#[derive(Debug, Default)]
pub struct ConsentFile {
    /// Its bytes; `None` where there is none.
    before: Option<Vec<u8>>,
    text: String,
    /// What it says.
    pub consents: Consents,
}

impl ConsentFile {
    /// Reads `fleet.toml`; what is wrong with it is told, with its texts added to `sources`. `None` where it cannot be
    /// relied on.
    pub fn read(fleet: &Path, sources: &mut Sources, sink: &mut Sink) -> Option<Self> {
        let before = match load::lying(&fleet.join(CONSENTS), sink) {
            Lying::Nothing => return Some(Self { text: FRESH.to_owned(), ..Self::default() }),
            Lying::Unread => return None,
            Lying::Bytes(bytes) => bytes,
        };
        let text = load::outside_text(CONSENTS, &before, sink)?;
        let file = sources.add(CONSENTS, text.as_str());
        let mut told = Sink::default();
        let consents = parse::consents::parse(file, &text, &mut told);
        let found = told.into_sorted();
        let is_sound = !found.iter().any(|it| it.severity() == Severity::Error);
        sink.extend(found);
        is_sound.then_some(Self { before: Some(before), text, consents })
    }

    /// Whether there is such a file.
    pub fn is_there(&self) -> bool {
        self.before.is_some()
    }

    /// What the member agreed to.
    pub fn member(&self, id: &str) -> Option<&MemberConsent> {
        self.consents.member(id).map(|it| it.1)
    }

    /// The last day on which what came on `received` may be kept.
    pub fn until(&self, id: &str, received: Date) -> Date {
        self.member(id).map_or(received, |it| it.until(received))
    }

    /// The text with what `consent` says of its member; `None` where it cannot be written.
    pub fn with(&self, consent: &MemberConsent) -> Option<String> {
        let id = &consent.id;
        let (at, mut text) = match self.consents.member(id) {
            Some((at, _)) => (at, self.text.clone()),
            None => {
                let at = self.consents.members.len();
                let new = line_end(&self.text);
                let gap = if self.text.ends_with('\n') { "" } else { new };
                let id = toml::Value::String(id.clone());
                (at, format!("{}{gap}{new}[[{MEMBER}]]{new}id = {id}{new}", self.text))
            }
        };
        let day = |it: Date| it.to_string().parse().ok().map(toml::Value::Datetime);
        let by = Some(&consent.given_by).filter(|it| !it.is_empty()).cloned().map(toml::Value::String);
        let values = [
            ("received", consent.received.and_then(day)),
            ("consent", Some(toml::Value::Boolean(consent.agreed))),
            ("given_by", by),
            ("given_on", consent.given_on.and_then(day)),
            ("delete_by", consent.delete_by.and_then(day)),
        ];
        for (key, value) in &values {
            text = set(&text, Place::Element(MEMBER, at), key, value.as_ref())?;
        }
        Some(text)
    }

    /// The text with a receipt of what was deleted: when, what, why, and nothing of its content.
    pub fn with_receipt(&self, id: &str, on: Date, why: &str, files: &[String]) -> String {
        let new = line_end(&self.text);
        let quoted = |it: &str| toml::Value::String(it.to_owned()).to_string();
        let files: Vec<String> = files.iter().map(|it| quoted(it)).collect();
        let gap = if self.text.ends_with('\n') { "" } else { new };
        let lines = [
            "[[purged]]".to_owned(),
            format!("id = {}", quoted(id)),
            format!("on = {on}"),
            format!("why = {}", quoted(why)),
            format!("files = [{}]", files.join(", ")),
        ];
        format!("{}{gap}{new}{}{new}", self.text, lines.join(new))
    }

    /// Adds the change to `text`, where it is one.
    pub(super) fn put(&self, text: &str, changes: &mut ChangeSet) {
        match &self.before {
            Some(before) if self.text != text => {
                let mark = if before.starts_with(b"\xef\xbb\xbf") { "\u{feff}" } else { "" };
                changes.replace(CONSENTS, before, format!("{mark}{text}"));
            }
            Some(_) => (),
            None => changes.create(CONSENTS, text),
        }
    }
}

/// It cannot be written without writing it anew.
pub(super) fn unsound() -> Finding {
    Finding::of_path(Code::MemberFileUnsound, CONSENTS).with("path", CONSENTS).with("reason", "TOML")
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
