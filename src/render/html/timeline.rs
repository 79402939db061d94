//! What falls due, as a table, and the next 12 months of it as a line to be drawn. The theme draws; nothing here judges.

use serde::Serialize;

use super::page::Link;
use super::site::Site;
use crate::check::{Due, DueKind};
use crate::model::{Date, Omitted};

/// The drawing in its own units. The theme's template is drawn to these.
const LEFT: i32 = 24;
const LENGTH: i32 = 712;
/// Room for the name of the last month.
const RIGHT: i32 = 48;
const APART: i32 = 28;
const LANE: i32 = 30;
const ABOVE: i32 = 20;

/// All of it.
#[derive(Serialize)]
pub(super) struct Calendar {
    /// Past days, then the next 12 months.
    soon: Vec<DueRow>,
    later: Vec<DueRow>,
    line: Option<Line>,
}

/// What falls due on one day for one reason.
#[derive(Serialize)]
struct DueRow {
    /// Its mark on the line; 0 where it has none.
    mark: usize,
    date: String,
    /// `target`, `plan`, `form` ...: the theme has the words.
    kind: &'static str,
    what: Vec<Link>,
    is_past: bool,
    #[serde(skip)]
    day: Date,
    #[serde(skip)]
    is_owed: bool,
}

#[derive(Serialize)]
struct Line {
    width: i32,
    height: i32,
    left: i32,
    right: i32,
    /// Where the axis lies.
    axis: i32,
    months: Vec<Month>,
    marks: Vec<Mark>,
}

#[derive(Serialize)]
struct Month {
    x: i32,
    name: String,
    /// Where a year begins, and at the start of the line.
    year: String,
}

#[derive(Serialize)]
struct Mark {
    number: usize,
    x: i32,
    y: i32,
    /// An いいえ to be mended or a form to be got: drawn full.
    is_owed: bool,
    date: String,
    kind: &'static str,
}

/// The calendar of the report, with links from `page`.
pub(super) fn calendar(site: &Site<'_>, page: &str) -> Calendar {
    let today = site.report.as_of;
    let mut soon = rows(site, page);
    let later = soon.split_off(soon.partition_point(|it| it.day <= today.a_year_after()));
    for (index, row) in soon.iter_mut().filter(|it| !it.is_past).enumerate() {
        row.mark = index + 1;
    }
    let line = line(&soon, today);
    Calendar { soon, later, line }
}

/// Things of one kind and day together.
fn rows(site: &Site<'_>, page: &str) -> Vec<DueRow> {
    let days = site.report.due.chunk_by(|a, b| (a.date, a.kind) == (b.date, b.kind));
    days.filter_map(|same| {
        let first = same.first()?;
        Some(DueRow {
            mark: 0,
            date: first.date.japanese(),
            kind: first.kind.as_str(),
            what: same.iter().map(|it| what(site, it, page)).collect(),
            is_past: first.date < site.report.as_of,
            day: first.date,
            is_owed: is_owed(first.kind),
        })
    })
    .collect()
}

fn what(site: &Site<'_>, due: &Due, page: &str) -> Link {
    let href = due.target.as_ref().map(|it| site.link(it, page));
    // Of what has no page of its own, the list of work tells more, where there is one.
    let list = if site.has(Omitted::Findings) { "findings.html#t.accepted" } else { "#t.main" };
    Link::new(href.unwrap_or_else(|| list.to_owned()), &due.what)
}

fn is_owed(kind: DueKind) -> bool {
    match kind {
        DueKind::Target | DueKind::Form | DueKind::Remark => true,
        DueKind::Plan
        | DueKind::Support
        | DueKind::Contract
        | DueKind::Evidence
        | DueKind::Review
        | DueKind::Acceptance => false,
    }
}

fn x(day: Date, today: Date) -> i32 {
    let year = today.a_year_after().days_since(today).max(1);
    LEFT + day.days_since(today) * LENGTH / year
}

fn line(rows: &[DueRow], today: Date) -> Option<Line> {
    let shown: Vec<_> = rows.iter().filter(|it| it.mark > 0).collect();
    let mut lanes: Vec<i32> = Vec::new();
    let placed: Vec<(i32, usize)> = shown.iter().map(|it| lane(x(it.day, today), &mut lanes)).collect();
    let rise = |lane: usize| i32::try_from(lane).unwrap_or_default() * LANE;
    let axis = ABOVE + rise(lanes.len());
    let marks = shown.iter().zip(placed).map(|(row, (x, lane))| Mark {
        number: row.mark,
        x,
        y: axis - LANE / 2 - 6 - rise(lane),
        is_owed: row.is_owed,
        date: row.date.clone(),
        kind: row.kind,
    });
    let marks: Vec<_> = marks.collect();
    let (width, height, right) = (LEFT + LENGTH + RIGHT, axis + 52, LEFT + LENGTH);
    (!marks.is_empty()).then(|| Line { width, height, left: LEFT, right, axis, months: months(today), marks })
}

/// The lowest lane in which no mark is in the way; `lanes` holds where each one's last mark stands.
fn lane(x: i32, lanes: &mut Vec<i32>) -> (i32, usize) {
    match lanes.iter().position(|last| x - last >= APART) {
        Some(lane) => {
            lanes[lane] = x;
            (x, lane)
        }
        None => {
            lanes.push(x);
            (x, lanes.len() - 1)
        }
    }
}

/// Where each month begins.
fn months(today: Date) -> Vec<Month> {
    let firsts = (1..=12).filter_map(|it| today.first_of_month(it)).enumerate();
    let month = |(index, day): (usize, Date)| {
        let year = if index == 0 || day.month() == 1 { year(day) } else { String::new() };
        Month { x: x(day, today), name: day.month().to_string(), year }
    };
    firsts.map(month).collect()
}

/// 令和8年
fn year(day: Date) -> String {
    day.japanese().split_inclusive('年').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_would_touch_stand_above_each_other() {
        let mut lanes = Vec::new();
        let placed: Vec<_> = [24, 30, 52, 53, 81].into_iter().map(|it| lane(it, &mut lanes).1).collect();
        assert_eq!(placed, [0, 1, 0, 2, 0]);
    }

    #[test]
    fn a_line_spans_12_months_from_any_day() {
        for day in ["2024-02-29", "2025-12-01", "2025-12-31"] {
            let today = Date::parse(day).unwrap_or_else(|it| panic!("{it:?}"));
            let months = months(today);
            assert_eq!(months.len(), 12, "{day}");
            assert!(months.iter().all(|it| (LEFT..=LEFT + LENGTH).contains(&it.x)), "{day}");
            assert_eq!(x(today.a_year_after(), today), LEFT + LENGTH);
        }
    }
}
