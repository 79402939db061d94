//! `fleet.html`: what the theme's page of a fleet sees.

use super::cell::address;
use super::vendors::{OwedTo, Vendor};
use super::{Names, Summary};
use crate::fleet::{AnswerWord, FleetReport, FormOwed, ItemReport, MemberReport};
use crate::model::{Date, FacilityKind, ItemId, Theme};
use crate::render::html::ThemeError;
use crate::render::html::fleet::{
    self, Cell, Code, Failure, FleetPage, Item, Member, Named, Overdue, OwedTo as Row, Version,
};

pub(super) fn page(report: &FleetReport, summary: &Summary, theme: &Theme) -> Result<Vec<u8>, ThemeError> {
    let rows = match summary.names {
        Names::Shown => report.members.iter().map(|it| member(report, it)).collect(),
        Names::Hidden => Vec::new(),
    };
    let counts = [
        ("members", summary.members),
        ("built", summary.built),
        ("failed", summary.failed),
        ("ready", summary.ready),
        ("forms_owed", summary.forms_owed),
        ("overdue", summary.overdue_answers),
        ("pending", summary.pending),
    ];
    let page = FleetPage {
        as_of: report.as_of.japanese(),
        toji: report.toji.clone(),
        is_anonymous: summary.names == Names::Hidden,
        missing: super::missing(report),
        beside: summary.names.only(report.beside.clone()),
        counts: counts.map(|(key, count)| (key, count.to_string())).to_vec(),
        kinds: summary.kinds.iter().map(|it| (it.kind, it.members.to_string())).collect(),
        failures: report
            .members
            .iter()
            .filter(|it| summary.names == Names::Shown && !it.is_built())
            .map(failure)
            .collect(),
        members: rows,
        items: summary.items.iter().map(item).collect(),
        vendors: summary.vendors.iter().map(vendor).collect(),
        overdue: summary.overdue.iter().map(overdue).collect(),
        versions: summary.versions.iter().map(version).collect(),
        codes: summary.codes.iter().map(code).collect(),
    };
    fleet::page(&page, theme)
}

fn member(report: &FleetReport, it: &MemberReport) -> Member {
    let own = |item: ItemId| it.own().find(|it| it.item == item);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Member {
        id: it.id.clone(),
        name: it.shown().to_owned(),
        href: if it.is_built() { address(&it.page) } else { String::new() },
        is_built: it.is_built(),
        kind: it.kind.map(FacilityKind::japanese).unwrap_or_default(),
        is_ready: it.ready,
        answered: it.answered,
        demanded: it.demanded,
        overdue: count(it.answers.iter().flat_map(|it| &it.items).filter(|it| it.overdue).count()),
        owed: count(it.owed.iter().filter(|it| it.form != FormOwed::Came).count()),
        version: it.template.as_ref().map(|it| it.version.clone()).unwrap_or_default(),
        pending: it.template.as_ref().map_or(0, |it| it.pending),
        cells: report.items.iter().map(|it| cell(own(it.item))).collect(),
    }
}

fn cell(it: Option<&ItemReport>) -> Cell {
    let Some(it) = it else { return Cell::None };
    match it.answer {
        _ if it.overdue => Cell::Overdue,
        AnswerWord::Yes => Cell::Yes,
        AnswerWord::Planned => Cell::Planned,
        AnswerWord::No => Cell::No,
        AnswerWord::NotApplicable => Cell::NotApplicable,
        AnswerWord::Undated => Cell::Undated,
        AnswerWord::Blank if !it.demanded => Cell::None,
        AnswerWord::Blank => Cell::Blank,
    }
}

fn failure(it: &MemberReport) -> Failure {
    let findings = it.findings.iter().map(|it| fleet::Finding {
        message: it.message.clone(),
        help: it.help.clone(),
        place: it.place.clone(),
        code: it.code.clone(),
    });
    Failure { id: it.id.clone(), name: it.shown().to_owned(), folder: it.folder.clone(), findings: findings.collect() }
}

fn item(it: &super::ItemTally) -> Item {
    let counts = [it.demanded, it.yes, it.planned, it.no, it.overdue, it.not_applicable, it.undated, it.blank];
    Item {
        number: it.item.clone(),
        subject: it.subject.clone(),
        counts: counts.iter().map(ToString::to_string).collect(),
    }
}

fn vendor(it: &Vendor) -> fleet::Vendor {
    fleet::Vendor {
        name: it.name.clone(),
        products: it.products.iter().map(|it| (it.name.clone(), it.members)).collect(),
        not_asked: it.counting(|it| it.form == FormOwed::NotAsked),
        asked: it.counting(|it| it.form == FormOwed::Asked),
        overdue: it.counting(|it| it.overdue),
        lacks_disclosure: it.counting(|it| it.lacks_disclosure),
        members: it.members.iter().map(owed).collect(),
    }
}

fn owed(it: &OwedTo) -> Row {
    Row {
        name: it.shown.clone(),
        form: match it.form {
            FormOwed::NotAsked => "not_asked",
            FormOwed::Asked => "asked",
            FormOwed::Came => "came",
        },
        since: it.since.map(Date::japanese).unwrap_or_default(),
        is_overdue: it.overdue,
        lacks_disclosure: it.lacks_disclosure,
    }
}

fn overdue(it: &super::Overdue) -> Overdue {
    Overdue {
        day: it.target.to_string(),
        shown: it.target.japanese(),
        member: it.shown.clone(),
        number: it.item.shown(),
        subject: it.subject.clone(),
        answer: it.answer.japanese(),
        vendor: it.vendor.clone(),
    }
}

fn version(it: &super::Version) -> Version {
    Version {
        id: it.id.clone(),
        version: it.version.clone(),
        is_none: it.version.is_empty() && it.serial == 0,
        is_behind: it.is_behind,
        members: it.members.to_string(),
        behind: it
            .behind
            .iter()
            .zip(&it.shown)
            .map(|(id, name)| Named { id: id.clone(), name: name.clone() })
            .collect(),
    }
}

fn code(it: &super::CodeTally) -> Code {
    Code {
        code: it.code.clone(),
        title: it.title.clone(),
        members: it.members.to_string(),
        times: it.times.to_string(),
    }
}
