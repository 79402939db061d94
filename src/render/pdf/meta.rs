//! What the cover and the running headers say. The day the binder speaks of stands nowhere else in the tree.

use super::Surroundings;
use super::paper::Sender;
use super::scribe::Scribe;
use super::tree::{Fonts, Meta};
use crate::model::{FontFamilies, Theme};
use crate::view::View;

pub(super) fn of(scribe: &mut Scribe<'_>, view: &View<'_>, around: Surroundings<'_>) -> Meta {
    let (report, profile) = (view.report(), view.profile());
    let binder = scribe.binder;
    let (config, edition) = (binder.config(), binder.edition());
    // The notices of another year's form are not this year's.
    let of_year = binder.edition_of_year();
    scribe.nowhere();
    Meta {
        language: "ja",
        facility: scribe.line(&config.facility.name),
        kind: config.facility.kind.japanese(),
        fiscal_year: scribe.line(&config.fiscal_year.japanese()),
        edition: scribe.line(of_year.map_or("様式未取込", |it| &it.name)),
        notices: of_year.iter().flat_map(|it| &it.notices).map(|it| scribe.line(it)).collect(),
        notice_date: scribe.date(of_year.and_then(|it| it.notice_date)),
        guideline: scribe.line(&edition.guideline),
        as_of: report.as_of.to_string(),
        as_of_shown: scribe.date(Some(report.as_of)),
        duplex: config.pdf.duplex,
        made_for: scribe.line(&profile.label),
        recipient: profile.recipient.as_deref().map(|it| scribe.line(it)).unwrap_or_default(),
        fonts: fonts(around.fonts),
        theme: settings(&around.theme.settings),
    }
}

/// Of a paper that is no facility's: who sends it stands where a facility's name would.
pub(super) fn alone(sender: Sender<'_>, theme: &Theme, families: &FontFamilies) -> Meta {
    Meta {
        language: "ja",
        facility: sender.name.to_owned(),
        kind: "",
        fiscal_year: String::new(),
        edition: String::new(),
        notices: Vec::new(),
        notice_date: String::new(),
        guideline: String::new(),
        as_of: sender.day.to_string(),
        as_of_shown: sender.day.japanese(),
        duplex: false,
        made_for: String::new(),
        recipient: String::new(),
        fonts: fonts(families),
        theme: settings(&theme.settings),
    }
}

fn fonts(families: &FontFamilies) -> Fonts {
    let fonts = families.clone();
    Fonts { body: fonts.body, punctuation: fonts.punctuation, mono: fonts.mono, symbols: fonts.symbols }
}

/// The table `[pdf]` of `theme.toml`; empty where there is none. That the file is sound was seen when it was read.
fn settings(text: &str) -> serde_json::Value {
    let empty = || serde_json::Value::Object(serde_json::Map::new());
    let table: Option<toml::Table> = text.parse().ok();
    let pdf = table.and_then(|mut it| it.remove("pdf"));
    pdf.and_then(|it| serde_json::to_value(it).ok()).unwrap_or_else(empty)
}
