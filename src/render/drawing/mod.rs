//! Drawings from the registers: 連絡体制図, ネットワーク構成図, and the emergency card. Facts are read from the binder, then
//! laid out as shapes, then written as SVG for the website and for typst.
//!
//! Everything is black on white: what differs, differs in line and words. No text is wider than its box with any font that
//! a browser may fall back to; what has to be shortened ends in an ellipsis and stands in full in the table beneath.
//! Nothing here reads a file, judges a facility, or makes up a fact that no register holds.

pub mod calls;
pub mod card;
pub mod chart;
mod content;
pub mod measure;
pub mod network;
pub mod outside;
pub mod shape;
mod svg;
#[cfg(test)]
mod tests;

pub use svg::{Faces, svg};

use crate::resolve::Binder;
use calls::Calls;
use network::Network;
use shape::Sheet;

/// A drawing on one page or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Its name in files and anchors.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// What it shows, in words.
    pub alt: String,
    /// Whether a text was shortened: it stands in full in the table.
    pub is_cut: bool,
    /// Its pages.
    pub sheets: Vec<Sheet>,
}

/// What the binder's registers give to draw, each where there is something to show.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawings {
    /// 連絡体制図.
    pub chart: Option<Drawing>,
    /// ネットワーク構成図.
    pub network: Option<Drawing>,
}

impl Drawings {
    /// By what the binder says.
    pub fn of(binder: &Binder) -> Self {
        Self { chart: chart::chart(&Calls::of(binder)), network: network::network(&Network::of(binder)) }
    }

    /// Those that there are.
    pub fn all(&self) -> impl Iterator<Item = &Drawing> {
        self.chart.iter().chain(&self.network)
    }
}

impl Drawing {
    /// The file of a page of it, where a PDF takes it from.
    pub fn file(&self, index: usize) -> String {
        format!("drawn/{}-{}.svg", self.name, index + 1)
    }
}
