//! Whether words behind a role's name say who fills it. Texts are given without blanks. Nothing here makes a finding.

use super::people::Person;

/// How a sentence goes on that says who somebody is: 管理者は山田とする.
const ENDINGS: [&str; 13] = [
    "。",
    "とする",
    "とし",
    "である",
    "であり",
    "です",
    "だ",
    "が務め",
    "が担",
    "が兼ね",
    "が就",
    "を充て",
    "をもって充て",
];

/// What stands between two names of a list.
const AND: [&str; 6] = ["、", "・", "，", "及び", "と", "/"];

/// The person whom `rest`, the text behind the role's name, states; `None` where it states nobody, or the holder too.
pub(super) fn stated<'a, 'b>(rest: &str, people: &'a [Person<'b>], holder: &str) -> Option<&'a Person<'b>> {
    let (rest, is_stated): (&str, fn(&str) -> bool) = if let Some(rest) = strip(rest, &["：", ":"]) {
        (rest, ends_word)
    } else if let Some(rest) = strip(rest, &["は、", "は"]) {
        (rest, |it| it.is_empty() || ENDINGS.iter().any(|ending| it.starts_with(ending)))
    } else if let Some(rest) = strip(rest, &["（", "("]) {
        (rest, |it| it.starts_with(['）', ')']))
    } else if let Some(rest) = strip(rest, &["の"]) {
        (rest, |_| true)
    } else {
        (rest, |_| true)
    };
    let person = first(rest, people)?;
    let behind = &rest[person.bare.len()..];
    let behind = strip(behind, &["さん", "氏", "様"]).unwrap_or(behind);
    (is_stated(behind) && !goes_on_with(behind, holder)).then_some(person)
}

/// The person of `cell`, which stands beside one that names a role and nothing else but what is in brackets.
pub(super) fn beside<'a, 'b>(rest: &str, cell: &str, people: &'a [Person<'b>], holder: &str) -> Option<&'a Person<'b>> {
    let is_alone = rest.is_empty() || (rest.starts_with(['（', '(']) && rest.ends_with(['）', ')']));
    let person = first(cell, people).filter(|_| is_alone)?;
    let behind = &cell[person.bare.len()..];
    (ends_word(behind) && !goes_on_with(behind, holder)).then_some(person)
}

/// Whether the column behind `column` says who fills the role of this one. A table without heads is a list of both.
pub(super) fn names_people(heads: &[String], column: usize) -> bool {
    let head = |at: usize| heads.get(at).map_or("", |it| it.trim());
    let is_role = head(column).is_empty() || head(column).contains("役");
    let beside = head(column + 1);
    is_role && (beside.is_empty() || ["氏名", "名前", "担う", "就く", "担当"].iter().any(|it| beside.contains(it)))
}

/// The longest name that `text` begins with.
fn first<'a, 'b>(text: &str, people: &'a [Person<'b>]) -> Option<&'a Person<'b>> {
    people.iter().filter(|it| text.starts_with(&it.bare)).max_by_key(|it| it.bare.len())
}

fn strip<'a>(text: &'a str, heads: &[&str]) -> Option<&'a str> {
    heads.iter().find_map(|it| text.strip_prefix(it))
}

/// Whether a name ends here: 山田に would be somebody who is told something.
fn ends_word(behind: &str) -> bool {
    let is_particle = behind.chars().next().is_some_and(|it| ('ぁ'..='ゖ').contains(&it));
    !is_particle || ENDINGS.iter().any(|it| behind.starts_with(it))
}

fn goes_on_with(behind: &str, holder: &str) -> bool {
    strip(behind, &AND).is_some_and(|it| it.starts_with(holder))
}
