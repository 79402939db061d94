//! What the member agreed to, by the workbook. A consent with a gap, or whose day of deletion is over, is none.

use super::ChangedCell;
use super::taken::three_way;
use super::words;
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::member::{ConsentKey, Filled, FilledCell, Key};
use crate::fleet::consents::ConsentFile;
use crate::fleet::workbook::consent_text;
use crate::model::{Answer, Date, MemberConsent};

pub(super) struct TakenConsent {
    pub(super) consent: MemberConsent,
    pub(super) cells: Vec<ChangedCell>,
}

pub(super) fn take(filled: &Filled, file: &ConsentFile, (id, on): (&str, Date), sink: &mut Sink) -> TakenConsent {
    let now = file.member(id);
    let mut cells = Vec::new();
    let text = |key: ConsentKey, cells: &mut Vec<ChangedCell>, sink: &mut Sink| {
        let stands = consent_text(now, key);
        let Some(cell) = cell(filled, key) else { return stands };
        let new = match key {
            ConsentKey::Given => match words::answer(&filled.path, cell, sink) {
                Some(new) => new,
                None => return stands,
            },
            ConsentKey::By | ConsentKey::On | ConsentKey::DeleteBy => cell.new.clone(),
        };
        let take = three_way(&filled.path, cell, (&cell.old, stands.clone(), new), sink);
        cells.extend(take.as_ref().map(super::taken::Take::shown));
        take.map_or(stands, |it| it.new)
    };
    let given = text(ConsentKey::Given, &mut cells, sink);
    let given_by = text(ConsentKey::By, &mut cells, sink);
    let given_on = Date::parse(&text(ConsentKey::On, &mut cells, sink)).ok();
    let delete_by = Date::parse(&text(ConsentKey::DeleteBy, &mut cells, sink)).ok();
    let says_yes = given == Answer::Yes(None).written();
    let gaps = [
        (ConsentKey::By, given_by.trim().is_empty()),
        (ConsentKey::On, given_on.is_none()),
        (ConsentKey::DeleteBy, delete_by.is_none()),
    ];
    for (key, _) in gaps.iter().filter(|it| says_yes && it.1) {
        sink.extend(cell(filled, *key).map(|it| {
            let finding = Finding::of_path(Code::MemberConsentOpen, &filled.path).with("cell", &it.cell);
            finding.with("name", &it.name)
        }));
    }
    let past = delete_by.filter(|it| says_yes && (*it < on || given_on.is_some_and(|given| *it < given)));
    if let Some((past, cell)) = past.zip(cell(filled, ConsentKey::DeleteBy)) {
        let finding = Finding::of_path(Code::MemberConsentPast, &filled.path).with("cell", &cell.cell);
        sink.push(finding.with("day", past.japanese()));
    }
    let agreed = says_yes && past.is_none() && gaps.iter().all(|it| !it.1);
    let id = now.map_or_else(|| id.to_owned(), |it| it.id.clone());
    let none =
        MemberConsent { id, received: Some(on), agreed, given_by: String::new(), given_on: None, delete_by: None };
    let consent = match agreed {
        true => MemberConsent { given_by, given_on, delete_by, ..none },
        // Of a member who said no the day is kept, and nothing else.
        false => MemberConsent { given_on: given_on.filter(|_| given == Answer::No.written()), ..none },
    };
    TakenConsent { consent, cells }
}

fn cell(filled: &Filled, key: ConsentKey) -> Option<&FilledCell> {
    filled.cells.iter().find(|it| it.key == Key::Consent(key))
}
