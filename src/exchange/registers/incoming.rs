//! A cell of the workbook as the text of a register. What a spreadsheet made of somebody's keystrokes is not guessed back:
//! a number may have lost its leading zero, a day may have been an item's number.

use super::read::Value;
use super::table::{is_day, is_same};
use super::write::serial;
use crate::diagnostics::Code;
use crate::model::{Date, Holds};

/// What came in.
#[derive(Debug, PartialEq)]
pub(in crate::exchange) enum Incoming {
    /// A text for the register.
    Text(String),
    /// Something that cannot be taken over as it is, and why.
    Unclear(Code),
}

/// Reads a cell that said `old` when it was handed out.
pub(in crate::exchange) fn incoming(value: Option<&Value>, holds: Holds, old: &str) -> Incoming {
    let Some(value) = value else { return Incoming::Text(String::new()) };
    let is_value = !matches!(value, Value::Valueless(_) | Value::Merged);
    if is_value && is_same(holds, &value.shown(), old) {
        return Incoming::Text(old.to_owned());
    }
    match value {
        Value::Text(text) if is_day(holds) => {
            Date::parse(text).map_or(Incoming::Unclear(Code::WorkbookNotADay), |it| Incoming::Text(it.to_string()))
        }
        Value::Text(text) => Incoming::Text(text.replace("\r\n", "\n").replace('\r', "\n")),
        Value::Day(day) if is_day(holds) => Incoming::Text(day.to_string()),
        Value::Day(day) if Date::parse(old) == Ok(*day) => Incoming::Text(old.to_owned()),
        Value::Day(_) => Incoming::Unclear(Code::WorkbookDayInText),
        // Another spreadsheet may drop the format of a day and keep its number.
        Value::Number(number) if is_day(holds) && is_serial(*number, old) => Incoming::Text(old.to_owned()),
        Value::Number(_) if is_day(holds) => Incoming::Unclear(Code::WorkbookNotADay),
        Value::Number(number) if is_count(holds) && number.fract() == 0.0 => Incoming::Text(number.to_string()),
        Value::Number(_) => Incoming::Unclear(Code::WorkbookNumberInText),
        Value::Valueless(_) => Incoming::Unclear(Code::WorkbookFormulaWithoutValue),
        Value::Merged if old.is_empty() => Incoming::Text(String::new()),
        Value::Merged => Incoming::Unclear(Code::WorkbookMergedCell),
        Value::Other(_) => Incoming::Unclear(Code::WorkbookCellUnclear),
    }
}

/// Whether the number is that of the day that stood there.
fn is_serial(number: f64, old: &str) -> bool {
    Date::parse(old).ok().and_then(serial).is_some_and(|it| f64::from(it) == number)
}

/// Whether a number is all that the column holds.
fn is_count(holds: Holds) -> bool {
    matches!(holds, Holds::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> Option<Date> {
        Date::new(2025, 6, 2)
    }

    #[test]
    fn days_come_in_every_form() {
        for text in ["2025-06-02", "令和7年6月2日", "R7.6.2", "２０２５年６月２日", " 2025/6/2 "] {
            let came = incoming(Some(&Value::Text(text.to_owned())), Holds::Date, "2024-01-01");
            assert_eq!(came, Incoming::Text("2025-06-02".to_owned()), "{text}");
            let kept = incoming(day().map(Value::Day).as_ref(), Holds::Date, text);
            assert_eq!(kept, Incoming::Text(text.to_owned()), "a day that stays keeps its form");
        }
        let came = |value: Value| incoming(Some(&value), Holds::Date, "");
        assert_eq!(came(Value::Text("不明".to_owned())), Incoming::Unclear(Code::WorkbookNotADay));
        let serial = incoming(Some(&Value::Number(45_810.0)), Holds::Date, "令和7年6月2日");
        assert_eq!(serial, Incoming::Text("令和7年6月2日".to_owned()));
        assert_eq!(came(Value::Number(45_000.0)), Incoming::Unclear(Code::WorkbookNotADay));
        let stays = incoming(Some(&Value::Text("不明".to_owned())), Holds::Date, "不明");
        assert_eq!(stays, Incoming::Text("不明".to_owned()));
    }

    #[test]
    fn what_a_spreadsheet_made_of_a_text_is_unclear() {
        let came = |value: Value, old: &str| incoming(Some(&value), Holds::Text, old);
        assert_eq!(came(Value::Number(9_012_345_678.0), "09012345678"), Incoming::Unclear(Code::WorkbookNumberInText));
        assert_eq!(came(Value::Number(2.0), "2"), Incoming::Text("2".to_owned()));
        assert_eq!(came(Value::Other("#N/A".to_owned()), "x"), Incoming::Unclear(Code::WorkbookCellUnclear));
        let day = day().map(Value::Day);
        assert_eq!(day.map(|it| came(it, "2-6")), Some(Incoming::Unclear(Code::WorkbookDayInText)));
        assert_eq!(incoming(None, Holds::Text, "x"), Incoming::Text(String::new()));
    }
}
