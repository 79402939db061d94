//! Prints of their own, beside the binder: one PDF each, set by a `.typ` of the theme's `pdf/sheets/`. Pure: what a sheet
//! says, never how it looks.

mod labels;

use super::drawing::card::Card;
use crate::check::Report;
use crate::model::DrawingKind;
use crate::render::pdf::{Frame, PdfInput, Surroundings, sheet};
use crate::view::View;

/// What can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// 管理番号 of the devices, to be stuck on them.
    Labels,
    /// 緊急時カード: whom to call, what to unplug, what not to do.
    Emergency,
}

impl Sheet {
    /// Its file's stem, and that of the theme's `.typ`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Labels => "labels",
            Self::Emergency => DrawingKind::Emergency.as_str(),
        }
    }

    /// As a reader knows it.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Labels => "機器の管理番号ラベル",
            Self::Emergency => DrawingKind::Emergency.japanese(),
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
            Self::Emergency => {
                let card = Card::of(view.binder());
                (!card.is_empty()).then(|| sheet(view, report, around, frame, &card))
            }
        }
    }
}
