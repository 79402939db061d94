//! Another person for a role than the settings name: in a document that says who it is, or in the register of contacts.
//!
//! Source: the binder disagrees with itself. Only what says outright who fills a role counts (`管理者は山田とする`,
//! `管理者：山田`, `管理者の山田`, the cell beside the role), never who has something to do with it.

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use super::Context;
use crate::check::ledger::bare;
use crate::check::passages::{self, Passage};
use crate::check::people::{self, Person, roles_in};
use crate::check::statement;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Document, RegisterKind, Role, Target};
use crate::source::Span;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let roster = Roster { context, people: people::inside(context), holders: people::holders(context) };
    if roster.holders.is_empty() || roster.people.is_empty() {
        return;
    }
    sink.extend(roster.people.iter().flat_map(|it| roster.of_register(it)));
    let Some(prefilter) = roster.prefilter() else { return };
    let documents: Vec<_> = context.current_documents().collect();
    let found: Vec<Finding> = documents
        .par_iter()
        .filter(|it| prefilter.lets(context, it))
        .flat_map_iter(|it| roster.of_document(it))
        .collect();
    sink.extend(found);
}

/// Who fills which role, and who is there.
struct Roster<'a> {
    context: &'a Context<'a>,
    people: Vec<Person<'a>>,
    holders: Vec<(Role, String)>,
}

/// Most documents name no role or nobody: their trees need not be walked.
struct Prefilter {
    people: AhoCorasick,
}

impl Prefilter {
    fn lets(&self, context: &Context<'_>, document: &Document<Target>) -> bool {
        let text = context.sources.file(document.file).text();
        self.people.is_match(text) && people::may_name_a_role(text)
    }
}

impl Roster<'_> {
    fn prefilter(&self) -> Option<Prefilter> {
        // A name may be written with or without its blank.
        let first = |it: &Person<'_>| match it.name.split_once(char::is_whitespace) {
            Some((family, _)) => family.to_owned(),
            None => it.name.chars().take(1).collect(),
        };
        let names: Vec<String> = self.people.iter().map(first).collect();
        // A variable may stand for one: a role's, a register's, or a fact that holds one.
        let facts = self.context.binder.config().facility.facts.iter();
        let facts = facts.filter(|(_, value)| names.iter().any(|it| value.contains(it))).map(|(key, _)| key.clone());
        let registers = RegisterKind::ALL.into_iter().map(|it| format!("{}[", it.as_str()));
        let variables: Vec<String> = facts.chain(registers).chain(["roles".to_owned()]).collect();
        Some(Prefilter { people: AhoCorasick::new(names.iter().chain(&variables)).ok()? })
    }

    fn holder(&self, role: Role) -> Option<&str> {
        self.holders.iter().find(|it| it.0 == role).map(|it| it.1.as_str())
    }

    /// A role in the 役割 of somebody whom the settings do not name for it.
    fn of_register(&self, person: &Person<'_>) -> Vec<Finding> {
        let claimed = bare(person.contacts.text(person.row, "役割"));
        let is_whole = |end: usize| claimed[end..].chars().next().is_none_or(|it| "（）()・、，/／".contains(it));
        let is_claimed = |it: &(usize, Role)| is_whole(it.0) && !people::is_stand_in(&claimed, it.0);
        let mut roles: Vec<Role> = roles_in(&claimed).into_iter().filter(is_claimed).map(|it| it.1).collect();
        roles.dedup();
        let at = person.contacts.cell_span(person.row, "役割");
        roles.into_iter().filter_map(|it| self.judge(it, person, at)).collect()
    }

    fn of_document(&self, document: &Document<Target>) -> Vec<Finding> {
        passages::of(document).iter().flat_map(|it| self.of_passage(it)).collect()
    }

    fn of_passage(&self, passage: &Passage) -> Vec<Finding> {
        if !passage.cells.iter().any(|it| people::may_name_a_role(it) || it.contains(char::is_whitespace)) {
            return Vec::new();
        }
        let cells: Vec<String> = passage.cells.iter().map(|it| bare(it)).collect();
        let mut findings = Vec::new();
        for (column, cell) in cells.iter().enumerate() {
            for (end, role) in roles_in(cell).into_iter().filter(|it| !people::is_stand_in(cell, it.0)) {
                let Some(holder) = self.holder(role) else { continue };
                let beside = statement::names_people(&passage.heads, column).then(|| cells.get(column + 1)).flatten();
                let stated = statement::stated(&cell[end..], &self.people, holder)
                    .or_else(|| statement::beside(&cell[end..], beside?, &self.people, holder));
                findings.extend(
                    stated.and_then(|it| self.judge(role, it, passages::locate(self.context, passage.span, it.name))),
                );
            }
        }
        findings
    }

    fn judge(&self, role: Role, person: &Person<'_>, at: Span) -> Option<Finding> {
        let holder = self.holder(role).filter(|it| *it != person.bare)?;
        let holder = self.people.iter().find(|it| it.bare == holder).map_or(holder, |it| it.name);
        let (_, set) = self.context.binder.config().roles.iter().find(|it| it.0 == role)?;
        let finding = Finding::at(Code::RoleDiffers, at).related(set.span).with("role", role.japanese());
        Some(finding.with("found", person.name).with("holder", holder))
    }
}
