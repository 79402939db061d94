//! Which column of a sheet holds what of a completed form, by the headings above the items. Never decides between two
//! columns that say the same.

use super::number::narrow;
use super::sheet::Sheet;
use crate::model::Column;

/// A heading is short; a sentence that speaks of 目標日 is none.
const LONGEST: usize = 20;

/// What a column's cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// One thing.
    One(Column),
    /// An answer with its day: `はい（7/9）`.
    AnswerAndDate(Column, Column),
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// From 0.
    pub(super) column: u32,
    pub(super) held: Held,
    /// Its headings, from above.
    pub(super) heading: String,
}

/// The first or the second confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Round {
    First,
    Second,
}

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Answer,
    Date,
    Both,
    Target,
    Remark,
}

/// The columns that are filled in, from the left, by the headings above row `first` (from 0).
pub(super) fn find(sheet: &Sheet, first: u32) -> Vec<Place> {
    let mut walk = Walk::default();
    for (column, headings) in headings(sheet, first) {
        walk.take(column, &headings);
    }
    walk.places()
}

fn means(heading: &str) -> bool {
    says(heading).is_some() || round(heading).is_some()
}

/// A text that may be a heading, in half width.
fn heading(text: &str) -> Option<String> {
    let text = narrow(text);
    (text.chars().count() <= LONGEST && !text.contains(['。', '※', '者'])).then_some(text)
}

/// The short texts above the items by column, from above. A merged cell is the heading of every column under it.
fn headings(sheet: &Sheet, first: u32) -> Vec<(u32, Vec<String>)> {
    let last = sheet.rows.iter().flat_map(|it| &it.cells).map(|it| it.column).max().unwrap_or_default();
    let widest = sheet.merged.iter().map(|it| it.end.1).max().unwrap_or_default();
    let above = || sheet.rows.iter().filter(|it| it.index() < first);
    let names_answers = |text: &str| heading(text).is_some_and(|it| means(&it));
    let lowest = above().rfind(|row| row.cells.iter().any(|it| names_answers(&it.text)));
    // Labels further up, such as a day, are no headings of columns.
    let from = lowest.map_or(first, |it| it.index().saturating_sub(1));
    let of_column = |column: u32| {
        let texts = above().filter(|it| it.index() >= from).filter_map(|row| {
            let (from_row, from) = sheet.anchor(row.index(), column);
            heading(&sheet.row(from_row)?.cell(from)?.text).filter(|it| means(it))
        });
        let mut texts: Vec<String> = texts.collect();
        texts.dedup();
        (column, texts)
    };
    (0..=last.max(widest)).map(of_column).filter(|it| !it.1.is_empty()).collect()
}

#[derive(Debug, Default)]
struct Walk {
    found: Vec<(u32, Option<Round>, Says, String)>,
    /// The round that the last heading to the left named.
    round: Option<Round>,
}

impl Walk {
    fn take(&mut self, column: u32, headings: &[String]) {
        let own = headings.iter().rev().find_map(|it| round(it));
        self.round = own.or(self.round);
        // The lowest heading is the column's own; one that names a round alone stands over answers.
        let said = headings.iter().rev().find_map(|it| says(it)).or(own.map(|_| Says::Answer));
        if let Some(said) = said {
            self.found.push((column, self.round, said, headings.join(" ")));
        }
    }

    fn places(self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let has_date = |found: &[(u32, Option<Round>, Says, String)]| found.iter().any(|it| it.2 == Says::Date);
        let dates_apart = has_date(&self.found);
        for (column, round, said, heading) in self.found {
            let taken = |wanted: Column| places.iter().any(|it| it.held.holds(wanted));
            let second = match round {
                Some(Round::First) => false,
                Some(Round::Second) => true,
                None => taken(if said == Says::Date { Column::FirstDate } else { Column::First }),
            };
            let (answer, date) =
                if second { (Column::Second, Column::SecondDate) } else { (Column::First, Column::FirstDate) };
            let held = match said {
                Says::Answer if dates_apart => Held::One(answer),
                Says::Answer | Says::Both => Held::AnswerAndDate(answer, date),
                Says::Date => Held::One(date),
                Says::Target => Held::One(Column::Target),
                Says::Remark => Held::One(Column::Remark),
            };
            places.push(Place { column, held, heading });
        }
        places
    }
}

impl Held {
    /// Whether cells of the column hold this.
    pub(super) fn holds(self, wanted: Column) -> bool {
        match self {
            Self::One(column) => column == wanted,
            Self::AnswerAndDate(answer, date) => answer == wanted || date == wanted,
        }
    }
}

fn round(text: &str) -> Option<Round> {
    let says = |words: [&str; 3]| words.iter().any(|it| text.contains(it));
    match (says(["1回目", "一回目", "第1回"]), says(["2回目", "二回目", "第2回"])) {
        (true, false) => Some(Round::First),
        (false, true) => Some(Round::Second),
        (true, true) | (false, false) => None,
    }
}

fn says(text: &str) -> Option<Says> {
    let any = |words: &[&str]| words.iter().any(|it| text.contains(it));
    let answer = any(&["確認結果", "回答", "はい", "結果"]);
    let date = any(&["確認日", "日付", "年月日", "月日", "実施日"]);
    match (answer, date) {
        _ if any(&["備考", "コメント", "特記"]) => Some(Says::Remark),
        _ if text.contains("目標") => Some(Says::Target),
        (true, true) => Some(Says::Both),
        (true, false) => Some(Says::Answer),
        (false, true) => Some(Says::Date),
        (false, false) => None,
    }
}
