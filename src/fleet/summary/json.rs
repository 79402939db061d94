//! `fleet.json`: the report and what was counted, for programs. Without the members where names are hidden.

use serde::Serialize;

use super::{Names, Summary};
use crate::fleet::{FleetReport, Subject};

#[derive(Serialize)]
struct Named<'a> {
    #[serde(flatten)]
    report: &'a FleetReport,
    summary: &'a Summary,
}

#[derive(Serialize)]
struct Nameless<'a> {
    format: u32,
    toji: &'a str,
    as_of: String,
    anonymous: bool,
    items: &'a [Subject],
    summary: &'a Summary,
}

pub(super) fn json(report: &FleetReport, summary: &Summary) -> Vec<u8> {
    // Texts, numbers and lists alone: writing them cannot fail.
    let written = match summary.names {
        Names::Shown => serde_json::to_vec(&Named { report, summary }),
        Names::Hidden => serde_json::to_vec(&Nameless {
            format: report.format,
            toji: &report.toji,
            as_of: report.as_of.to_string(),
            anonymous: true,
            items: &report.items,
            summary,
        }),
    };
    written.unwrap_or_default()
}
