//! Prints of their own, beside the binder: one PDF each, set by a `.typ` of the theme's `pdf/sheets/`. Pure: what a sheet
//! says, never how it looks.

mod labels;
mod report;

use crate::check::{self, Report};
use crate::render::pdf::{Frame, PdfInput, Surroundings, sheet};
use crate::view::View;

/// What can be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sheet {
    /// 管理番号 of the devices, to be stuck on them.
    Labels,
    /// The draft of a 改善報告書, by the visit: its day, or the id of one of its rows.
    Report(String),
}

impl Sheet {
    /// Its file's stem, and that of the theme's `.typ`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Labels => "labels",
            Self::Report(_) => "report",
        }
    }

    /// As a reader knows it.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Labels => "機器の管理番号ラベル",
            Self::Report(_) => "改善報告書（案）",
        }
    }

    /// What the PDF holds among its keywords, by which a later print knows it.
    pub fn mark(&self) -> String {
        format!("toji-sheet-{}", self.name())
    }

    /// What typst is given; `None` where there is nothing to print.
    pub fn input(&self, view: &View<'_>, report: &Report, around: Surroundings<'_>) -> Option<PdfInput> {
        let mark = self.mark();
        let frame = Frame { title: self.title(), mark: &mark };
        match self {
            Self::Labels => {
                let content = labels::content(view.binder());
                (!content.labels.is_empty()).then(|| sheet(view, report, around, frame, &content))
            }
            Self::Report(visit) => {
                let content = report::content(view.binder(), report, &check::visit(view.binder(), visit)?);
                (!content.remarks.is_empty()).then(|| sheet(view, report, around, frame, &content))
            }
        }
    }
}
