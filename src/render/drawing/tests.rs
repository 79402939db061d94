//! Drawings measured: no text leaves its page or lies on another, no line crosses another or a text.

use proptest::prelude::*;

use super::calls::{Caller, Calls, Deputy, Person, Side};
use super::chart::chart;
use super::outside::Body;
use super::shape::{Area, Point, Shape, Sheet};

/// Every pair of texts that lie on each other, of lines that cross, and every text or box beyond the page.
pub(super) fn faults(sheet: &Sheet) -> Vec<String> {
    let mut faults = Vec::new();
    let texts: Vec<(&str, Area)> = sheet.shapes.iter().filter_map(text).collect();
    for (index, (text, area)) in texts.iter().enumerate() {
        if area.x < 0.0 || area.y < 0.0 || area.right() > sheet.width || area.bottom() > sheet.height {
            faults.push(format!("beyond the page: {text}"));
        }
        for (other, beside) in &texts[index + 1..] {
            if overlap(*area, *beside) {
                faults.push(format!("on each other: {text} / {other}"));
            }
        }
    }
    for piece in pieces(sheet) {
        for (text, _) in texts.iter().filter(|(_, area)| passes(piece, *area)) {
            faults.push(format!("a line through: {text}"));
        }
    }
    faults
}

/// The places at which two lines cross in their course, an end touching another line not being one.
pub(super) fn crossings(sheet: &Sheet) -> usize {
    let pieces: Vec<_> = pieces(sheet).collect();
    let mut count = 0;
    for (index, a) in pieces.iter().enumerate() {
        count += pieces[index + 1..].iter().filter(|b| cross(*a, **b)).count();
    }
    count
}

pub(super) fn text(shape: &Shape) -> Option<(&str, Area)> {
    match shape {
        Shape::Text(text) => Some((&text.text, text.area())),
        Shape::Box(..) | Shape::Line(_) => None,
    }
}

fn pieces(sheet: &Sheet) -> impl Iterator<Item = (Point, Point)> {
    let lines = sheet.shapes.iter().filter_map(|it| match it {
        Shape::Line(line) => Some(line),
        Shape::Box(..) | Shape::Text(_) => None,
    });
    lines.flat_map(|it| it.points.windows(2).filter_map(|it| Some((*it.first()?, *it.get(1)?))))
}

fn overlap(a: Area, b: Area) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

fn passes((from, to): (Point, Point), area: Area) -> bool {
    let line = Area { x: from.x.min(to.x), y: from.y.min(to.y), w: (to.x - from.x).abs(), h: (to.y - from.y).abs() };
    overlap(line, area)
}

/// All pieces are upright or level: an upright and a level one cross, two on one another do where they share a stretch.
fn cross(a: (Point, Point), b: (Point, Point)) -> bool {
    const NEAR: f64 = 0.01;
    let span =
        |(from, to): (Point, Point)| ((from.x.min(to.x), from.x.max(to.x)), (from.y.min(to.y), from.y.max(to.y)));
    let ((ax, ay), (bx, by)) = (span(a), span(b));
    let within = |(low, high): (f64, f64), (from, to): (f64, f64)| low < to - NEAR && from < high - NEAR;
    let (is_level_a, is_level_b) = (ay.1 - ay.0 < NEAR, by.1 - by.0 < NEAR);
    match (is_level_a, is_level_b) {
        (true, true) => (ay.0 - by.0).abs() < NEAR && within(ax, bx),
        (false, false) => (ax.0 - bx.0).abs() < NEAR && within(ay, by),
        (true, false) => bx.0 > ax.0 + NEAR && bx.0 < ax.1 - NEAR && ay.0 > by.0 + NEAR && ay.0 < by.1 - NEAR,
        (false, true) => ax.0 > bx.0 + NEAR && ax.0 < bx.1 - NEAR && by.0 > ay.0 + NEAR && by.0 < ay.1 - NEAR,
    }
}

fn person(side: Side, role: &str, name: &str) -> Person {
    Person {
        id: "CT-01".to_owned(),
        side,
        role: role.to_owned(),
        name: name.to_owned(),
        body: "みやこネットワークサービス株式会社".to_owned(),
        phone: "0000-00-1201".to_owned(),
        confirmed: "令和7年11月4日".to_owned(),
        deputies: vec![Deputy { name: "夏川 葉子".to_owned(), phone: "0000-00-1202".to_owned() }],
    }
}

/// So many people inside, and so many calls for each of them in turn.
fn calls(inside: usize, outside: usize, role: &str, name: &str) -> Calls {
    let caller = |_| Caller { person: person(Side::Inside, role, name), calls: Vec::new() };
    let mut chain: Vec<Caller> = (0..inside).map(caller).collect();
    for i in 0..outside {
        chain[i % inside.max(1)].calls.push(person(Side::Outside(Body::Other), role, name));
    }
    Calls { finder: Vec::new(), chain }
}

#[test]
fn twenty_contacts_fit_one_page_even_with_long_names() {
    let long = "医療情報システム安全管理責任者（企画管理者・管理薬剤師）の代理をつとめる者";
    for (role, name) in
        [("システム運用担当者", "秋山 健"), (long, "サポート窓口（夜間と休日は携帯電話へ転送）西田 太郎")]
    {
        for inside in 1..=6 {
            let drawing = chart(&calls(inside, 20 - inside, role, name)).map(|it| it.sheets.len());
            assert_eq!(drawing, Some(1), "{inside} inside, {name}");
        }
    }
}

#[test]
fn more_contacts_go_on_over_a_second_page_and_nobody_is_lost() {
    let drawing = chart(&calls(3, 40, "保守", "窓口")).unwrap_or_else(|| panic!("no chart"));
    assert!(drawing.sheets.len() > 1);
    let shown = drawing.sheets.iter().flat_map(|it| &it.shapes).filter_map(text);
    assert_eq!(shown.filter(|(text, _)| text.contains("0000-00-1201")).count(), 43);
}

#[test]
fn nobody_to_call_is_no_chart() {
    assert_eq!(chart(&Calls::default()), None);
}

#[test]
fn the_measure_finds_what_it_is_for() {
    let mut sheet = Sheet { width: 100.0, height: 100.0, ..Sheet::default() };
    let point = Point::new;
    let text = |x: f64, y: f64| super::shape::Text {
        at: point(x, y),
        anchor: super::shape::Anchor::Start,
        size: 10.0,
        weight: super::measure::Weight::Regular,
        text: "あいう".to_owned(),
    };
    let line = |from: Point, to: Point| {
        Shape::Line(super::shape::Line {
            points: vec![from, to],
            stroke: super::shape::Stroke::Solid,
            tip: super::shape::Tip::Bare,
        })
    };
    sheet.shapes = vec![Shape::Text(text(10.0, 20.0)), Shape::Text(text(30.0, 22.0)), Shape::Text(text(80.0, 60.0))];
    assert_eq!(faults(&sheet).len(), 2);
    sheet.shapes = vec![line(point(0.0, 50.0), point(90.0, 50.0)), line(point(40.0, 10.0), point(40.0, 90.0))];
    assert_eq!(crossings(&sheet), 1);
    sheet.shapes[1] = line(point(40.0, 50.0), point(40.0, 90.0));
    assert_eq!(crossings(&sheet), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn charts_of_up_to_thirty_neither_cross_nor_overlap(
        inside in 1usize..12,
        outside in 0usize..30,
        role in "[a-zA-Z0-9ぁ-んァ-ン一-龠（）・、]{0,45}",
        name in "[a-zA-ZＡ-Ｚァ-ン一-龠（） ]{0,40}",
    ) {
        let drawing = chart(&calls(inside, outside.min(30 - inside), &role, &name)).unwrap_or_else(|| panic!("no chart"));
        for sheet in &drawing.sheets {
            prop_assert_eq!(faults(sheet), Vec::<String>::new());
            prop_assert_eq!(crossings(sheet), 0);
            prop_assert!(sheet.height * sheet.scale <= 640.0);
        }
    }
}
