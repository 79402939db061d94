//! How many members are of which kind, answer what, and are told what.

use std::collections::BTreeMap;

use serde::Serialize;

use super::count::{Count, Names};
use crate::diagnostics::Code;
use crate::diagnostics::catalogue::{self, Language};
use crate::fleet::{AnswerWord, FleetReport, ItemReport, MemberReport};
use crate::model::{FacilityKind, ItemId};

/// Members of one kind.
#[derive(Debug, Serialize)]
pub(super) struct KindTally {
    pub(super) kind: &'static str,
    pub(super) members: Count,
}

/// The members' own answers to one item.
#[derive(Debug, Serialize)]
pub(super) struct ItemTally {
    pub(super) item: String,
    pub(super) subject: String,
    pub(super) yes: Count,
    pub(super) planned: Count,
    pub(super) no: Count,
    /// Of `planned` and `no`, those whose day is over.
    pub(super) overdue: Count,
    pub(super) not_applicable: Count,
    /// Of all answers, those without a date of the year.
    pub(super) undated: Count,
    pub(super) blank: Count,
    /// All that must answer it.
    pub(super) demanded: Count,
}

/// A finding among the members.
#[derive(Debug, Serialize)]
pub(super) struct CodeTally {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) members: Count,
    pub(super) times: Count,
}

pub(super) fn kinds(members: &[MemberReport], names: Names) -> Vec<KindTally> {
    let of = |kind: FacilityKind| members.iter().filter(|it| it.kind == Some(kind)).count();
    let kinds = FacilityKind::ALL.into_iter().map(|kind| (kind, of(kind))).filter(|it| it.1 > 0);
    kinds.map(|(kind, count)| KindTally { kind: kind.japanese(), members: names.count(count) }).collect()
}

pub(super) fn items(report: &FleetReport, names: Names) -> Vec<ItemTally> {
    let mut answers: BTreeMap<ItemId, Vec<&ItemReport>> = BTreeMap::new();
    for it in
        report.members.iter().flat_map(MemberReport::own).filter(|it| it.demanded || it.answer != AnswerWord::Blank)
    {
        answers.entry(it.item).or_default().push(it);
    }
    let items = report.items.iter().map(|it| {
        let answers = answers.get(&it.item).map(Vec::as_slice).unwrap_or_default();
        let of = |word| names.count(answers.iter().filter(|it| it.answer == word || it.said == Some(word)).count());
        ItemTally {
            item: it.item.shown(),
            subject: it.subject.clone(),
            yes: of(AnswerWord::Yes),
            planned: of(AnswerWord::Planned),
            no: of(AnswerWord::No),
            overdue: names.count(answers.iter().filter(|it| it.overdue).count()),
            not_applicable: of(AnswerWord::NotApplicable),
            undated: of(AnswerWord::Undated),
            blank: of(AnswerWord::Blank),
            demanded: names.count(answers.iter().filter(|it| it.demanded).count()),
        }
    });
    items.collect()
}

/// The most frequent first.
pub(super) fn codes(members: &[MemberReport], names: Names) -> Vec<CodeTally> {
    let mut codes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (code, times) in members.iter().flat_map(|it| &it.codes) {
        let counted = codes.entry(code).or_default();
        counted.0 += 1;
        counted.1 += usize::try_from(*times).unwrap_or(usize::MAX);
    }
    let title = |code| Code::parse(code).map(|it| catalogue::title(it, Language::Japanese)).unwrap_or_default();
    let tally = codes.into_iter().map(|(code, (members, times))| CodeTally {
        code: code.to_owned(),
        title: title(code).to_owned(),
        members: names.count(members),
        times: names.count(times),
    });
    let mut tally: Vec<CodeTally> = tally.collect();
    // By what is shown: an exact order would tell more than the rough counts do.
    tally.sort_by(|a, b| (b.members.least(), &a.code).cmp(&(a.members.least(), &b.code)));
    tally
}
