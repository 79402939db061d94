//! Findings as a list of work: by who must act, and for each what comes first. Never judges, words or prints one.

use std::collections::BTreeMap;

use crate::diagnostics::{Actor, Code, Finding};

/// What one of those who can act has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// What: that the year is over, then errors, 検査項目, 食い違い, 助言, each in the order given.
    pub findings: Vec<&'a Finding>,
}

/// The work in `findings`, which come sorted by place: first what the facility does itself, then what it asks of each
/// vendor, then what is for whoever gives out template and data.
pub fn work_list(findings: &[Finding]) -> Vec<Work<'_>> {
    let mut by_actor: BTreeMap<&Actor, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_actor.entry(&finding.actor).or_default().push(finding);
    }
    let work = |(actor, mut findings): (_, Vec<_>)| {
        // That the year is over bears on every answer and every date below it.
        findings.sort_by_key(|it: &&Finding| (it.code != Code::EditionPastYear, it.code.weight()));
        Work { actor, findings }
    };
    by_actor.into_iter().map(work).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RowId;

    #[test]
    fn who_acts_comes_first_then_what_weighs_most() {
        let vendor = |id: &str| RowId::new(id).map_or(Actor::Facility, Actor::Vendor);
        let found = |code, actor: &Actor| Finding::of_path(code, "a.md").by(actor.clone());
        let (one, two) = (vendor("VD-01"), vendor("VD-02"));
        let findings = [
            found(Code::UnknownSection, &Actor::Association),
            found(Code::NoDeputy, &Actor::Facility),
            found(Code::ItemUnanswered, &two),
            found(Code::EvidenceChanged, &Actor::Facility),
            found(Code::ItemUnanswered, &Actor::Facility),
            found(Code::UnknownItem, &Actor::Facility),
            found(Code::ItemUnanswered, &one),
        ];
        let list = work_list(&findings);
        let told: Vec<_> =
            list.iter().map(|it| (it.actor, it.findings.iter().map(|it| it.code).collect::<Vec<_>>())).collect();
        let own = vec![Code::UnknownItem, Code::ItemUnanswered, Code::EvidenceChanged, Code::NoDeputy];
        assert_eq!(
            told,
            [
                (&Actor::Facility, own),
                (&one, vec![Code::ItemUnanswered]),
                (&two, vec![Code::ItemUnanswered]),
                (&Actor::Association, vec![Code::UnknownSection]),
            ]
        );
    }

    #[test]
    fn that_the_year_is_over_comes_before_all_else() {
        let of = |code| Finding::of_path(code, "a.md");
        let findings = [of(Code::UnknownItem), of(Code::DateOutsideYear), of(Code::EditionPastYear)];
        let list = work_list(&findings);
        assert_eq!(list[0].findings[0].code, Code::EditionPastYear);
        assert_eq!(list[0].findings[1].code, Code::UnknownItem);
    }

    #[test]
    fn places_keep_their_order_within_a_weight() {
        let of = |path: &str| Finding::of_path(Code::ItemUnanswered, path);
        let findings = [of("a.md"), of("b.md"), of("c.md")];
        let list = work_list(&findings);
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].findings, findings.iter().collect::<Vec<_>>());
    }
}
