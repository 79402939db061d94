//! Prints of their own, beside the binder: one PDF each, set by a `.typ` of the theme's `pdf/sheets/`. Pure: what a sheet
//! says, never how it looks.

mod labels;

use crate::check::Report;
use crate::render::pdf::{Frame, PdfInput, Surroundings, sheet};
use crate::view::View;

/// What can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// 管理番号 of the devices, to be stuck on them.
    Labels,
}

impl Sheet {
    /// Its file's stem, and that of the theme's `.typ`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Labels => "labels",
        }
    }

    /// As a reader knows it.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Labels => "機器の管理番号ラベル",
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
        }
    }
}
