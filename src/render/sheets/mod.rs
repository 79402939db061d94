//! Prints of their own, beside the binder: one PDF each, set by a `.typ` of the theme's `pdf/sheets/`. Pure: what a sheet
//! says, never how it looks.

mod labels;
mod owed;
mod paper;
mod report;
mod vendor;

pub use paper::{ChangeNotice, ChangedBlock, ChangedPage, Letter, LetterPage, MOVED, Paper, Run, UNSAID};

use super::drawing::card::Card;
use crate::check;
use crate::model::{DrawingKind, RowId};
use crate::render::pdf::{Frame, PdfInput, Surroundings, sheet};
use crate::view::View;

/// What can be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sheet {
    /// 管理番号 of the devices, to be stuck on them.
    Labels,
    /// 緊急時カード: whom to call, what to unplug, what not to do.
    Emergency,
    /// A paper that goes out to a vendor.
    Vendor(VendorPaper, RowId),
    /// What every vendor owes.
    Owed,
    /// The draft of a 改善報告書, by the visit: its day, or the id of one of its rows.
    Report(String),
}

/// The papers that go out to a vendor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VendorPaper {
    /// 依頼状: asks for the form.
    Request,
    /// FAX送付状.
    Fax,
    /// The blank form, to be filled in by hand.
    Form,
    /// 督促状: asks once more.
    Reminder,
}

impl VendorPaper {
    fn name(self) -> &'static str {
        match self {
            Self::Request => "vendor-request",
            Self::Fax => "vendor-fax",
            Self::Form => "vendor-form",
            Self::Reminder => "vendor-reminder",
        }
    }

    /// As a reader knows it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Request => "依頼状",
            Self::Fax => "FAX送付状",
            Self::Form => "チェックリスト（手書き用）",
            Self::Reminder => "督促状",
        }
    }
}

impl Sheet {
    /// Its file's stem, and that of the theme's `.typ`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Labels => "labels",
            Self::Emergency => DrawingKind::Emergency.as_str(),
            Self::Vendor(paper, _) => paper.name(),
            Self::Owed => "vendors-owed",
            Self::Report(_) => "report",
        }
    }

    /// As a reader knows it.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Labels => "機器の管理番号ラベル",
            Self::Emergency => DrawingKind::Emergency.japanese(),
            Self::Vendor(paper, _) => paper.title(),
            Self::Owed => "事業者から届いていないものの一覧",
            Self::Report(_) => "改善報告書（案）",
        }
    }

    /// What the PDF holds among its keywords, by which a later print knows it.
    pub fn mark(&self) -> String {
        format!("toji-sheet-{}", self.name())
    }

    /// What typst is given; `None` where there is nothing to print.
    pub fn input(&self, view: &View<'_>, around: Surroundings<'_>) -> Option<PdfInput> {
        let mark = self.mark();
        let frame = Frame { title: self.title(), mark: &mark };
        match self {
            Self::Labels => {
                let content = labels::content(view.binder());
                (!content.labels.is_empty()).then(|| sheet(view, around, frame, &content))
            }
            Self::Emergency => {
                let card = Card::of(view.binder());
                (!card.is_empty()).then(|| sheet(view, around, frame, &card))
            }
            Self::Vendor(_, id) => {
                let letter = vendor::letter(view.binder(), view.report().as_of, id)?;
                Some(sheet(view, around, frame, &letter))
            }
            Self::Owed => Some(sheet(view, around, frame, &owed::content(view.binder(), view.report().as_of))),
            Self::Report(visit) => {
                let content = report::content(view.binder(), view.report(), &check::visit(view.binder(), visit)?);
                (!content.remarks.is_empty()).then(|| sheet(view, around, frame, &content))
            }
        }
    }
}
