//! What of last year's answers may stand in this year's form, for people to confirm. Carries no date, ever, and no いいえ:
//! whoever says はい this year looks again.

use super::origins::{Old, answers};
use crate::model::{Answer, Edition, FiscalYear, Form, Item, ItemRow, Reason};

/// One item of the new form and what is proposed for it.
#[derive(Debug, Clone)]
pub struct Carried<'a> {
    /// The item.
    pub item: &'a Item,
    /// The rows that it goes back to, and what they said.
    pub old: Vec<Old>,
    /// What is proposed.
    pub proposal: Proposal,
}

/// What becomes of last year's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposal {
    /// The answer may stand again, once it is confirmed and dated.
    Carry(Answer),
    /// It is answered anew.
    Anew(Why),
}

/// Why an item is answered anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The item is new in the edition.
    New,
    /// No data says which rows it goes back to.
    NoMap,
    /// There is no form of the year before.
    NoForm,
    /// One of its rows was not はい.
    NotAllYes,
    /// はい stood for a plan, and a plan alone allows はい no longer.
    PlanOver,
}

/// The proposals for every item of `after` that the respondent is asked, from the form of the year before.
pub(super) fn carry<'a>(
    after: &'a Edition,
    is_asked: impl Fn(&Item) -> bool,
    before: Option<&Form>,
) -> Vec<Carried<'a>> {
    let all: Vec<ItemRow> = after.items.iter().flat_map(|it| &it.previous).map(|it| it.row).collect();
    let asked = after.items.iter().filter(|it| is_asked(it));
    asked
        .map(|item| {
            let old = answers(before, &item.previous, &all);
            let said: Vec<Option<Answer>> = old.iter().map(|it| it.answer).collect();
            let proposal = match before {
                Some(_) => proposal(item, after.fiscal_year, &said),
                None if item.is_new => Proposal::Anew(Why::New),
                None => Proposal::Anew(Why::NoForm),
            };
            Carried { item, old, proposal }
        })
        .collect()
}

/// A はい is carried only where every row that the item goes back to said はい.
fn proposal(item: &Item, year: FiscalYear, old: &[Option<Answer>]) -> Proposal {
    if old.is_empty() {
        return Proposal::Anew(if item.is_new { Why::New } else { Why::NoMap });
    }
    let mut planned = None;
    for answer in old {
        match answer {
            Some(Answer::Yes(None)) => (),
            Some(Answer::Yes(Some(Reason::Planned))) => planned = Some(Reason::Planned),
            Some(Answer::No | Answer::NotApplicable) | None => return Proposal::Anew(Why::NotAllYes),
        }
    }
    match planned {
        Some(_) if item.plan_until.is_none_or(|it| it < year) => Proposal::Anew(Why::PlanOver),
        Some(_) | None => Proposal::Carry(Answer::Yes(planned)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Certainty, ItemId, NoteStatus, Previous, Refs, VendorForm, Wording};

    fn item(rows: usize, is_new: bool, plan_until: Option<i64>) -> Option<Item> {
        let id = ItemId::new(2, 4)?;
        let row = |_| Previous { row: ItemRow { item: id, machine: None }, certainty: Certainty::Verified };
        Some(Item {
            id,
            subject: String::new(),
            wording: Wording::default(),
            scope: String::new(),
            vendor_form: VendorForm::No,
            refs: Refs { status: NoteStatus::Printed, citations: Vec::new() },
            evidence: None,
            needs_vendor: false,
            is_new,
            plan_until: plan_until.and_then(FiscalYear::new),
            plan_reported: None,
            topic: None,
            previous: (0..rows).map(row).collect(),
            certainty: Certainty::Verified,
        })
    }

    fn any_answer() -> impl Strategy<Value = Option<Answer>> {
        prop_oneof![
            4 => Just(Some(Answer::Yes(None))),
            1 => Just(Some(Answer::Yes(Some(Reason::Planned)))),
            1 => Just(Some(Answer::No)),
            1 => Just(Some(Answer::NotApplicable)),
            1 => Just(None),
        ]
    }

    proptest! {
        #[test]
        fn yes_is_carried_just_where_every_old_row_was_yes(
            old in prop::collection::vec(any_answer(), 0..5), is_new: bool, plan_until in prop::option::of(2025i64..2028),
        ) {
            let Some((item, year)) = item(old.len(), is_new, plan_until).zip(FiscalYear::new(2026)) else {
                return Err(TestCaseError::fail("no such item or year"));
            };
            let all_yes = !old.is_empty() && old.iter().all(|it| matches!(it, Some(Answer::Yes(_))));
            let is_planned = old.contains(&Some(Answer::Yes(Some(Reason::Planned))));
            let plan_counts = plan_until.is_some_and(|it| it >= 2026);
            let carried = matches!(proposal(&item, year, &old), Proposal::Carry(_));
            prop_assert_eq!(carried, all_yes && (plan_counts || !is_planned));
            // A merged row is no more than its weakest part.
            prop_assert!(!is_planned || proposal(&item, year, &old) != Proposal::Carry(Answer::Yes(None)));
        }
    }

    #[test]
    fn an_item_without_old_rows_is_answered_anew() {
        let said = |is_new| Some(proposal(&item(0, is_new, None)?, FiscalYear::new(2026)?, &[]));
        assert_eq!(said(true), Some(Proposal::Anew(Why::New)));
        assert_eq!(said(false), Some(Proposal::Anew(Why::NoMap)));
    }
}
