//! The Japanese calendar against that of ICU, day by day.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use icu_calendar::Date as Oracle;
use icu_calendar::cal::Japanese;
use toji::model::{Date, FiscalYear};

/// As ICU has it: 令和7年6月2日.
fn by_icu(year: i32, month: u8, day: u8) -> Option<String> {
    let date = Oracle::try_new_iso(year, month, day).ok()?.to_calendar(Japanese::new());
    let (month, day) = (date.month().number(), date.day_of_month().0);
    let year = date.era_year();
    let era = match year.era.as_str() {
        "reiwa" => "令和",
        "heisei" => "平成",
        "showa" => "昭和",
        "taisho" => "大正",
        "meiji" => "明治",
        other => panic!("{other}"),
    };
    let year = if year.year == 1 { "元".to_owned() } else { year.year.to_string() };
    Some(format!("{era}{year}年{month}月{day}日"))
}

#[test]
fn every_day_has_the_era_and_year_that_icu_gives_it() {
    let mut days = 0;
    for year in 1873..=2100 {
        for (month, day) in (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day))) {
            let ours = Date::new(year, month, day);
            let oracle = by_icu(year.into(), month.cast_unsigned(), day.cast_unsigned());
            assert_eq!(ours.map(Date::japanese), oracle, "{year}-{month}-{day}");
            let Some(text) = oracle else { continue };
            assert_eq!(Date::parse(&text).ok(), ours, "{text}");
            days += 1;
        }
    }
    assert_eq!(days, 83_275);
}

#[test]
fn the_year_2025_is_reiwa_7() {
    let year = FiscalYear::new(2025).unwrap();
    assert_eq!(year.japanese(), "令和7年度");
    let days = [year.first_day(), year.last_day()].map(|it| it.to_string());
    assert_eq!(days, ["2025-04-01", "2026-03-31"]);
}
