//! A month of the Gregorian calendar: how exactly the day of many a publication is known.

use super::Date;

/// A month, as its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Date);

impl Month {
    /// Reads `2026-06`.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = text.len() == 7 && text.as_bytes()[4] == b'-';
        Date::parse(&format!("{text}-01")).ok().filter(|_| sound).map(Self)
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        self.0
    }

    /// 令和8年6月.
    pub fn japanese(self) -> String {
        let day = self.0.japanese();
        day.strip_suffix("1日").map_or(day.clone(), str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_in_one_form() {
        let month = Month::parse("2026-06");
        assert_eq!(month.map(Month::japanese).as_deref(), Some("令和8年6月"));
        assert_eq!(month.map(Month::first_day), Date::new(2026, 6, 1));
        for wrong in ["2026", "2026-13", "2026-6", "2026/06", "2026-06-01", "R8.6", "令和8年6月", ""] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }
}
