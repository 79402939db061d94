//! Calendar dates as people in Japan write them, and fiscal years (1 April to 31 March).

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// It has none of the forms `2025-06-02`, `2025/6/2`, `2025年6月2日`, `令和7年6月2日`, `R7.6.2`.
    Form,
    /// The form is right, but there is no such day (2月30日) or no such year of the era (令和0年, 平成40年).
    NoSuchDay,
}

/// The eras since the Gregorian calendar came in, with their first day (明治6年1月1日 for 明治), newest first.
/// Source: 改元 of 2019-05-01, 1989-01-08, 1926-12-25, 1912-07-30; 太政官布告 of 1872 for the calendar.
const ERAS: [Era; 5] = [
    Era { names: ["令和", "令", "R"], base: 2018, first: (2019, 5, 1) },
    Era { names: ["平成", "平", "H"], base: 1988, first: (1989, 1, 8) },
    Era { names: ["昭和", "昭", "S"], base: 1925, first: (1926, 12, 25) },
    Era { names: ["大正", "大", "T"], base: 1911, first: (1912, 7, 30) },
    Era { names: ["明治", "明", "M"], base: 1867, first: (1873, 1, 1) },
];

struct Era {
    names: [&'static str; 3],
    base: i16,
    first: (i16, i8, i8),
}

impl Date {
    /// A day that exists; `None` for 2月30日.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Reads a date in any Japanese or ISO form, in half or full width, with arabic or kanji numerals.
    ///
    /// # Errors
    /// [`DateError::Form`] for a text that is no date, [`DateError::NoSuchDay`] for a day that does not exist.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text: String = text.nfkc().filter(|it| !it.is_whitespace()).collect();
        let (era, rest) = split_era(&text);
        let [year, month, day] = numbers(rest).ok_or(DateError::Form)?;
        let date = |year| {
            let narrow = |it: i16| i8::try_from(it).map_err(|_| DateError::NoSuchDay);
            Self::new(year, narrow(month)?, narrow(day)?).ok_or(DateError::NoSuchDay)
        };
        let Some(era) = era else {
            return if year >= 1000 { date(year) } else { Err(DateError::Form) };
        };
        if year < 1 {
            return Err(DateError::NoSuchDay);
        }
        let date = date(era.base.checked_add(year).ok_or(DateError::NoSuchDay)?)?;
        if Era::of(date).is_some_and(|it| it.base == era.base) { Ok(date) } else { Err(DateError::NoSuchDay) }
    }

    /// With the era: 令和7年6月2日; before 1873 the Gregorian year.
    pub fn japanese(self) -> String {
        let (month, day) = (self.0.month(), self.0.day());
        match Era::of(self) {
            Some(era) => match self.0.year() - era.base {
                1 => format!("{}元年{month}月{day}日", era.names[0]),
                year => format!("{}{year}年{month}月{day}日", era.names[0]),
            },
            None => format!("{}年{month}月{day}日", self.0.year()),
        }
    }

    /// The year of the Gregorian calendar.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// How many days lie between `earlier` and this day; negative where it is the later one.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.since(earlier.0).map_or(0, |it| it.get_days())
    }

    /// The day `days` days later; `None` beyond the calendar.
    pub fn plus_days(self, days: u16) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().days(i64::from(days))).ok().map(Self)
    }

    /// The same day a year earlier; 28 February for 29 February.
    pub fn a_year_before(self) -> Self {
        Self(self.0.saturating_sub(jiff::Span::new().years(1)))
    }

    /// The same day a year later; 28 February for 29 February.
    pub fn a_year_after(self) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().years(1)))
    }

    /// The first day of the month that is `months` months after this day's own; `None` beyond the calendar.
    pub fn first_of_month(self, months: u8) -> Option<Self> {
        self.0.first_of_month().checked_add(jiff::Span::new().months(i64::from(months))).ok().map(Self)
    }

    /// The day of the week, 0 for Monday.
    pub fn weekday(self) -> usize {
        usize::try_from(self.0.weekday().to_monday_zero_offset()).unwrap_or_default()
    }

    /// The month, from 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Midnight UTC of this day in seconds since 1970-01-01.
    pub fn unix_seconds(self) -> i64 {
        let days = self.0.since(jiff::civil::date(1970, 1, 1)).map_or(0, |it| i64::from(it.get_days()));
        days * 86_400
    }

    /// The day that `seconds` since 1970-01-01 fall on, in UTC.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let timestamp = jiff::Timestamp::from_second(seconds).ok()?;
        Some(Self(timestamp.to_zoned(jiff::tz::TimeZone::UTC).date()))
    }

    /// Today, by the machine's clock and time zone.
    pub fn today() -> Self {
        Self(jiff::Zoned::now().date())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Era {
    fn of(date: Date) -> Option<&'static Self> {
        let day = (date.0.year(), date.0.month(), date.0.day());
        ERAS.iter().find(|it| day >= it.first)
    }
}

fn split_era(text: &str) -> (Option<&'static Era>, &str) {
    for era in &ERAS {
        for name in era.names {
            let head = text.get(..name.len());
            if head.is_some_and(|it| it.eq_ignore_ascii_case(name)) {
                return (Some(era), &text[name.len()..]);
            }
        }
    }
    (None, text)
}

/// Year, month and day from `7年6月2日`, `7.6.2`, `2025-06-02`, `二〇二五年六月二日`.
fn numbers(text: &str) -> Option<[i16; 3]> {
    let parts: Vec<&str> = if text.contains('年') {
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        vec![year, month, rest.strip_suffix('日')?]
    } else {
        let separator = ['-', '/', '.', '‐', '−', '・'].into_iter().find(|it| text.contains(*it))?;
        text.split(separator).collect()
    };
    let numbers: Vec<i16> = parts.into_iter().map(number).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

fn number(text: &str) -> Option<i16> {
    if text == "元" {
        return Some(1);
    }
    if !text.is_empty() && text.len() <= 4 && text.bytes().all(|it| it.is_ascii_digit()) {
        return text.parse().ok();
    }
    kanji_number(text)
}

/// 十二, 三十一, 二〇二五, 元.
fn kanji_number(text: &str) -> Option<i16> {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|it| it == c).and_then(|it| i16::try_from(it).ok());
    let digits = |text: &str| text.chars().try_fold(0i16, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?));
    match text.split_once('十') {
        _ if text.is_empty() => None,
        None => digits(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digits(tens).filter(|it| (1..=9).contains(it))? };
            let ones = if ones.is_empty() { 0 } else { digits(ones).filter(|it| (1..=9).contains(it))? };
            Some(tens * 10 + ones)
        }
    }
}

/// A fiscal year by the calendar year in which it begins: 2025 is 令和7年度, 2025-04-01 to 2026-03-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(i16);

impl FiscalYear {
    /// 1900 to 2200.
    pub fn new(year: i64) -> Option<Self> {
        i16::try_from(year).ok().filter(|it| (1900..=2200).contains(it)).map(Self)
    }

    /// The calendar year in which it begins.
    pub fn year(self) -> i16 {
        self.0
    }

    /// The year after it.
    pub fn next(self) -> Option<Self> {
        Self::new(i64::from(self.0) + 1)
    }

    /// The name that editions go by: `r8` for 令和8年度.
    pub fn edition_id(self) -> String {
        format!("r{}", i32::from(self.0) - 2018)
    }

    /// First day: 1 April.
    pub fn first_day(self) -> Date {
        Date(jiff::civil::date(self.0, 4, 1))
    }

    /// Last day: 31 March of the next calendar year.
    pub fn last_day(self) -> Date {
        Date(jiff::civil::date(self.0 + 1, 3, 31))
    }

    /// Whether `date` falls in it.
    pub fn contains(self, date: Date) -> bool {
        (self.first_day()..=self.last_day()).contains(&date)
    }

    /// 令和7年度.
    pub fn japanese(self) -> String {
        let day = self.first_day().0.last_of_year();
        match Era::of(Date(day)) {
            Some(era) if self.0 - era.base == 1 => format!("{}元年度", era.names[0]),
            Some(era) => format!("{}{}年度", era.names[0], self.0 - era.base),
            None => format!("{}年度", self.0),
        }
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_written_form_is_one_day() {
        let day = Date::new(2025, 6, 2).ok_or(DateError::Form);
        for text in [
            "2025-06-02",
            "2025/6/2",
            "2025.6.2",
            "2025年6月2日",
            "令和7年6月2日",
            "令7.6.2",
            "R7.6.2",
            "r7/6/2",
            "Ｒ７．６．２",
            "令和七年六月二日",
            "令和 7年 6月 2日",
            "令７．６．２",
            "㋿7年6月2日",
            "２０２５－０６－０２",
            "２０２５年６月２日",
            "二〇二五年六月二日",
        ] {
            assert_eq!(Date::parse(text), day, "{text}");
        }
        for text in ["令和元年5月1日", "令元.5.1", "R元.5.1", "令和一年五月一日", "Ｒ１．５．１"]
        {
            assert_eq!(Date::parse(text), Date::new(2019, 5, 1).ok_or(DateError::Form), "{text}");
        }
        assert_eq!(Date::parse("令和七年十二月三十一日"), Date::new(2025, 12, 31).ok_or(DateError::Form));
        assert_eq!(Date::parse("昭和六十四年一月七日"), Date::new(1989, 1, 7).ok_or(DateError::Form));
    }

    #[test]
    fn impossible_days_are_told_from_no_dates() {
        for text in
            ["令和7年2月30日", "令和0年1月1日", "平成40年1月1日", "令和元年4月30日", "2025-13-01", "2025年6月200日"]
        {
            assert_eq!(Date::parse(text), Err(DateError::NoSuchDay), "{text}");
        }
        for text in ["", "来月", "6月2日", "7-6-2", "令和7年6月"] {
            assert_eq!(Date::parse(text), Err(DateError::Form), "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_begins_in_april() {
        let year =
            FiscalYear::new(2025).map(|it| (it.first_day().to_string(), it.last_day().to_string(), it.japanese()));
        assert_eq!(year, Some(("2025-04-01".to_owned(), "2026-03-31".to_owned(), "令和7年度".to_owned())));
    }

    #[test]
    fn days_are_counted() {
        let date = |year, month, day| Date::new(year, month, day).unwrap_or_else(|| panic!("no such day"));
        assert_eq!(date(2025, 3, 1).days_since(date(2024, 2, 28)), 367);
        assert_eq!(date(2025, 1, 1).days_since(date(2025, 1, 3)), -2);
        assert_eq!(date(2025, 12, 31).plus_days(1), Date::new(2026, 1, 1));
        assert_eq!(date(2024, 2, 29).a_year_before(), date(2023, 2, 28));
        assert_eq!(date(2024, 2, 29).a_year_after(), date(2025, 2, 28));
        assert_eq!(date(2025, 12, 31).first_of_month(2), Some(date(2026, 2, 1)));
    }

    proptest! {
        #[test]
        fn a_printed_day_reads_back(year in 1873i16..2200, month in 1i8..=12, day in 1i8..=31) {
            if let Some(date) = Date::new(year, month, day) {
                prop_assert_eq!(Date::parse(&date.japanese()), Ok(date));
                prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
                prop_assert_eq!(Date::from_unix_seconds(date.unix_seconds()), Some(date));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,12}") {
            let _ = Date::parse(&text);
        }
    }
}
