//! The people of `registers/contacts.csv`: who fills which role, how roles and names are written in prose. Nothing here
//! makes a finding.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::context::Context;
use super::ledger::bare;
use crate::model::{Register, RegisterKind, Role, Row};

/// Somebody inside.
#[derive(Debug)]
pub(super) struct Person<'a> {
    pub(super) contacts: &'a Register,
    pub(super) row: &'a Row,
    /// The name as written.
    pub(super) name: &'a str,
    /// The name without blanks.
    pub(super) bare: String,
}

/// Everybody inside with a name of two characters or more; a shorter one stands in too many words.
pub(super) fn inside<'a>(context: &Context<'a>) -> Vec<Person<'a>> {
    let rows = context.rows(RegisterKind::Contacts).filter(|(it, row)| it.text(row, "区分") != "外部");
    let people = rows.map(|(contacts, row)| {
        let name = contacts.text(row, "氏名");
        Person { contacts, row, name, bare: bare(name) }
    });
    people.filter(|it| it.bare.chars().count() > 1).collect()
}

/// Every role that somebody fills, with that person's name without blanks.
pub(super) fn holders(context: &Context<'_>) -> Vec<(Role, String)> {
    let holder = |role| {
        let (contacts, row) = context.binder.role_holder(role)?;
        let name = bare(contacts.text(row, "氏名"));
        (!name.is_empty()).then_some((role, name))
    };
    Role::ALL.into_iter().filter_map(holder).collect()
}

/// The words by which documents call a role.
pub(super) fn words(role: Role) -> &'static [&'static str] {
    match role {
        Role::Owner => &["経営層", "開設者"],
        Role::Manager => &["管理者", "薬局の管理者", "管理薬剤師", "院長"],
        Role::PlanningManager => &["企画管理者"],
        // In a pharmacy whoever is both planning manager and safety officer is the システム管理責任者.
        Role::SafetyOfficer => &["医療情報システム安全管理責任者", "安全管理責任者", "システム管理責任者"],
        Role::SystemOperator => &["システム運用担当者"],
    }
}

/// Whether a text holds a word for a role: one look at a text that is asked for all of them.
pub(super) fn may_name_a_role(text: &str) -> bool {
    static WORDS: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let made = WORDS.get_or_init(|| AhoCorasick::new(Role::ALL.into_iter().flat_map(words)).ok());
    made.as_ref().is_none_or(|it| it.is_match(text))
}

/// Where a text without blanks names a role: the byte behind each of its names, with the role. 管理者 within a longer word
/// (媒体管理者) or of something else (媒体の管理者) is no role.
pub(super) fn roles_in(text: &str) -> Vec<(usize, Role)> {
    let mut found = Vec::new();
    if !may_name_a_role(text) {
        return found;
    }
    for role in Role::ALL {
        for word in words(role) {
            let begins = |start: &usize| text[..*start].chars().next_back().is_none_or(is_boundary);
            found.extend(text.match_indices(word).map(|it| it.0).filter(begins).map(|it| (it + word.len(), role)));
        }
    }
    found.sort();
    found
}

/// Whether the role's name that ends at `end` is that of whoever stands in: 管理者（代行）, 代行（管理者・開設者）.
pub(super) fn is_stand_in(text: &str, end: usize) -> bool {
    let says_so = |it: &str| ["代行", "代理", "不在", "副", "補佐"].iter().any(|word| it.contains(word));
    let (before, behind) = text.split_at(end);
    let remark = behind.strip_prefix(['（', '(']).and_then(|it| it.split(['）', ')']).next());
    let opened = before.rfind(['（', '(']).filter(|at| !before[*at..].contains(['）', ')']));
    let around = opened.and_then(|at| before[..at].rsplit(['・', '、', '，', ',', '/', '／']).next());
    remark.is_some_and(says_so) || around.is_some_and(says_so)
}

/// Whether a word may begin behind this character, or end before it.
pub(super) fn is_boundary(c: char) -> bool {
    let is_kana = ('ぁ'..='ゖ').contains(&c) && c != 'の';
    is_kana || c.is_whitespace() || "、。，．・（）()「」『』［］[]【】：:；;／/｜|＝=→＋+&＆!！?？─—-".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_a_word_of_its_own() {
        let roles = |text: &str| roles_in(text).into_iter().map(|it| it.1).collect::<Vec<_>>();
        assert_eq!(
            roles("管理薬剤師（企画管理者・医療情報システム安全管理責任者）"),
            [Role::Manager, Role::PlanningManager, Role::SafetyOfficer,]
        );
        assert_eq!(roles("管理者は"), [Role::Manager]);
        assert_eq!(roles("薬局の管理者は"), [Role::Manager]);
        for (text, expected) in [
            ("管理者（代行）", true),
            ("代行（管理者・開設者）", true),
            ("管理者（不在時の代理）", true),
            ("企画管理者（代行）・管理者", false),
            ("管理薬剤師（管理者）", false),
        ] {
            let last = roles_in(text).iter().map(|it| it.0).max();
            assert_eq!(last.map(|it| is_stand_in(text, it)), Some(expected), "{text}");
        }
        for other in ["媒体管理者", "媒体の管理者", "前企画管理者", "運用担当者"] {
            assert_eq!(roles(other), [], "{other}");
        }
    }
}
