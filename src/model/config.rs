//! What `binder.toml` says.

use super::{Date, Facility, FiscalYear, Mask, Profile, RegisterKind, Role, RowId};
use crate::source::{Span, Spanned};

/// The settings of a source folder.
#[derive(Debug, Clone)]
pub struct Config {
    /// The facility.
    pub facility: Facility,
    /// Who fills which role.
    pub roles: Vec<(Role, Spanned<RowId>)>,
    /// The year whose forms are shown.
    pub fiscal_year: FiscalYear,
    /// The checklist edition, by id.
    pub edition: Spanned<String>,
    /// `[pdf]`.
    pub pdf: PdfOptions,
    /// `[limits]`.
    pub limits: Limits,
    /// `[[accept]]`.
    pub accepted: Vec<Acceptance>,
    /// `[registers.*.columns]`.
    pub aliases: Vec<ColumnAlias>,
    /// Every profile: those that ship with toji, as `[profiles.*]` redefines them, then the facility's own.
    pub profiles: Vec<Profile>,
    /// The masks that `[profiles.*]` names, with their places: whether there is such a column is known only later.
    pub masks: Vec<Spanned<Mask>>,
}

impl Config {
    /// The profile of this name.
    pub fn profile(&self, name: &str) -> Option<&Profile> {
        self.profiles.iter().find(|it| *it.name == *name)
    }
}

/// `[registers.devices.columns]` in `binder.toml`: a header of another tool's export, and the column that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnAlias {
    /// In which register.
    pub register: RegisterKind,
    /// The header in the file.
    pub theirs: Spanned<String>,
    /// The column, as the schema spells it.
    pub ours: Spanned<&'static str>,
}

/// `[limits]` in `binder.toml`: what the facility's rules set in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// For how many days a device in use may go without an update.
    pub patch_days: Option<u16>,
}

/// `[[accept]]` in `binder.toml`: a finding that the facility has looked at and lets stand for a time.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// The whole entry.
    pub span: Span,
    /// The finding's code.
    pub code: Spanned<String>,
    /// The path of the file that it speaks of; empty for the binder as a whole.
    pub place: String,
    /// What it said when it was accepted, as eight hex digits; `None` where that was not written down.
    pub seen: Option<Spanned<String>>,
    /// Why it may stand.
    pub reason: String,
    /// Who decided so.
    pub by: String,
    /// The last day on which it may.
    pub until: Spanned<Date>,
}

/// `[pdf]` in `binder.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PdfOptions {
    /// Whether both sides of a sheet are printed: tabs then start on the right-hand page.
    pub duplex: bool,
}
