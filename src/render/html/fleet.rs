//! A fleet's members on one page that needs no other file: who stands where, and a table of items and members. What it
//! shows is counted elsewhere.

use serde::Serialize;

use super::ThemeError;
use super::escape;
use super::templates::{Html, Templates};
use super::texts::{Signs, Texts};
use crate::model::Theme;
use crate::source::Digest;

/// What the theme's `fleet.html` sees.
#[derive(Debug, Serialize)]
pub struct FleetPage {
    /// The day that it speaks of.
    pub as_of: String,
    /// The version of toji.
    pub toji: String,
    /// Whether it names nobody.
    pub is_anonymous: bool,
    /// Shares that are not in it.
    pub missing: Vec<String>,
    /// Files that are no members.
    pub beside: Vec<String>,
    /// Numbers of the whole fleet, by the names that the theme words.
    pub counts: Vec<(&'static str, String)>,
    /// How many members are of which kind.
    pub kinds: Vec<(&'static str, String)>,
    /// Members without a binder.
    pub failures: Vec<Failure>,
    /// All members.
    pub members: Vec<Member>,
    /// The items, in the order of the members' cells.
    pub items: Vec<Item>,
    /// Vendors that owe something.
    pub vendors: Vec<Vendor>,
    /// Answers whose day is over.
    pub overdue: Vec<Overdue>,
    /// Versions of templates.
    pub versions: Vec<Version>,
    /// Findings by how many members they concern.
    pub codes: Vec<Code>,
}

/// A member without a binder.
#[derive(Debug, Serialize)]
pub struct Failure {
    /// Its id.
    pub id: String,
    /// What it calls itself.
    pub name: String,
    /// Its folder.
    pub folder: String,
    /// Why.
    pub findings: Vec<Finding>,
}

/// Why there is no binder.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub help: String,
    /// Where.
    pub place: String,
    /// The stable name.
    pub code: String,
}

/// A row of the members' table.
#[derive(Debug, Serialize)]
pub struct Member {
    /// Its id.
    pub id: String,
    /// What it calls itself.
    pub name: String,
    /// Its binder; empty where no link leads there.
    pub href: String,
    /// Whether there is one.
    pub is_built: bool,
    /// What it is.
    pub kind: &'static str,
    /// Whether no 検査項目 is open.
    pub is_ready: bool,
    /// Rows that it answered.
    pub answered: u32,
    /// Rows that it must answer.
    pub demanded: u32,
    /// Answers whose day is over.
    pub overdue: u32,
    /// Forms that vendors owe it.
    pub owed: u32,
    /// Its template's version.
    pub version: String,
    /// What waits for a decision.
    pub pending: u32,
    /// Its answers, an item each.
    #[serde(skip)]
    pub cells: Vec<Cell>,
}

/// How an item stands with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// はい.
    Yes,
    /// はい, planned.
    Planned,
    /// いいえ.
    No,
    /// いいえ or planned, and the day is over.
    Overdue,
    /// 該当なし.
    NotApplicable,
    /// An answer without its day.
    Undated,
    /// No answer where one is asked for.
    Blank,
    /// Not asked.
    None,
}

/// An item and how members answer it.
#[derive(Debug, Serialize)]
pub struct Item {
    /// As people write it.
    pub number: String,
    /// What it is about.
    pub subject: String,
    /// Demanded, はい, planned, いいえ, overdue, 該当なし, undated, blank.
    pub counts: Vec<String>,
}

/// A vendor that owes something.
#[derive(Debug, Serialize)]
pub struct Vendor {
    /// Its name.
    pub name: String,
    /// Its products, and at how many members.
    pub products: Vec<(String, usize)>,
    /// Forms that were not asked for.
    pub not_asked: usize,
    /// Forms that were asked for and have not come.
    pub asked: usize,
    /// Of these, how many are overdue.
    pub overdue: usize,
    /// Members without its MDS/SDS.
    pub lacks_disclosure: usize,
    /// The members.
    pub members: Vec<OwedTo>,
}

/// What a vendor owes a member.
#[derive(Debug, Serialize)]
pub struct OwedTo {
    /// What the member calls itself.
    pub name: String,
    /// `not_asked`, `asked`, `came`: the theme has the words.
    pub form: &'static str,
    /// When it was asked.
    pub since: String,
    /// Whether the day by which it was asked back is over.
    pub is_overdue: bool,
    /// Whether there is no MDS/SDS.
    pub lacks_disclosure: bool,
}

/// An answer whose day is over.
#[derive(Debug, Serialize)]
pub struct Overdue {
    /// The day, to sort by.
    pub day: String,
    /// The day, to read.
    pub shown: String,
    /// The member.
    pub member: String,
    /// The item.
    pub number: String,
    /// What it is about.
    pub subject: String,
    /// The answer.
    pub answer: &'static str,
    /// The vendor, where it is a vendor's.
    pub vendor: String,
}

/// A version of a template.
#[derive(Debug, Serialize)]
pub struct Version {
    /// The template.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Whether these members have no template.
    pub is_none: bool,
    /// Whether others have a later one.
    pub is_behind: bool,
    /// How many.
    pub members: String,
    /// Those that are behind.
    pub behind: Vec<Named>,
}

/// A member by name.
#[derive(Debug, Serialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// What it calls itself.
    pub name: String,
}

/// A finding among the members.
#[derive(Debug, Serialize)]
pub struct Code {
    /// The stable name.
    pub code: String,
    /// What it is about.
    pub title: String,
    /// How many members have it.
    pub members: String,
    /// How often it occurs.
    pub times: String,
}

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    page: &'a FleetPage,
    /// The theme's own style sheet: the page stands alone.
    style: Html,
    /// By what the page's policy knows its script.
    script: String,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    member: &'a Member,
    /// Cells written by Rust: of a large fleet there are hundreds of thousands.
    answers: Html,
}

/// The page.
///
/// # Errors
/// Only where the theme is wrong.
pub fn page(page: &FleetPage, theme: &Theme) -> Result<Vec<u8>, ThemeError> {
    let (texts, value) = Texts::read(theme)?;
    let templates = Templates::new(theme)?;
    let row = |member| Row { member, answers: cells(member, &texts.fleet.sign) };
    let style = theme.assets.get("style.css").map(|it| String::from_utf8_lossy(it).into_owned());
    let script = theme.html.get("fleet.js").map(|it| base64(Digest::of(it.as_bytes()).as_bytes()));
    let whole = Whole {
        page,
        style: Html(style.unwrap_or_default()),
        script: script.unwrap_or_default(),
        rows: page.members.iter().map(row).collect(),
    };
    templates.render("fleet.html", &whole, &vec![("t", value)])
}

fn cells(member: &Member, signs: &Signs) -> Html {
    let mut out = String::new();
    for cell in &member.cells {
        let (class, sign) = match cell {
            Cell::Yes => ("y", &signs.yes),
            Cell::Planned => ("p", &signs.planned),
            Cell::No => ("n", &signs.no),
            Cell::Overdue => ("o", &signs.overdue),
            Cell::NotApplicable => ("a", &signs.not_applicable),
            Cell::Undated => ("u", &signs.undated),
            Cell::Blank => ("b", &signs.blank),
            Cell::None => ("x", &signs.none),
        };
        out.push_str("<td class=");
        out.push_str(class);
        out.push('>');
        escape::html(sign, &mut out);
    }
    Html(out)
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let at = |i: usize| u32::from(three.get(i).copied().unwrap_or_default());
        let number = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let digit = (number >> (18 - 6 * place)) & 63;
            let shown = DIGITS.get(digit as usize).copied().unwrap_or(b'=');
            out.push(if place <= three.len() { char::from(shown) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10.
    #[test]
    fn base64_is_that_of_everybody() {
        for (text, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
    }
}
