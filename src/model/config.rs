//! What `binder.toml` says.

use super::{Facility, FiscalYear, Role, RowId};
use crate::source::Spanned;

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
}

/// `[pdf]` in `binder.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PdfOptions {
    /// Whether both sides of a sheet are printed: tabs then start on the right-hand page.
    pub duplex: bool,
}
