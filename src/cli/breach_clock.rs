//! `toji breach-clock`: by when a breach of personal data is to be reported, as dates to be confirmed. Reads no folder and
//! gives no legal advice: the day on which the facility became aware is counted as the first, which gives the earlier dates.

use super::Outcome;
use super::args::BreachClock;
use super::output::Terminal;
use crate::diagnostics::catalogue::{self, Language};
use crate::model::Date;

/// Days within which the first report is due, roughly.
const FIRST: [u16; 2] = [3, 5];
/// Days within which the full report is due; more where a wrongful purpose is suspected.
const FULL: u16 = 30;
const FULL_OF_WRONG: u16 = 60;

pub(super) fn run(arguments: &BreachClock, terminal: &Terminal) -> Outcome {
    let aware = match Date::parse(&arguments.date) {
        Ok(aware) => aware,
        Err(_) => return bad(arguments, terminal),
    };
    let day = |days: u16| aware.plus_days(days - 1).map(|it| shown(it, terminal.language));
    let (Some(early), Some(late), Some(full), Some(longest)) =
        (day(FIRST[0]), day(FIRST[1]), day(FULL), day(FULL_OF_WRONG))
    else {
        return bad(arguments, terminal);
    };
    terminal.result(&terminal.fill(
        "breach-clock",
        &[
            ("aware", &shown(aware, terminal.language)),
            ("early", &early),
            ("late", &late),
            ("full", &full),
            ("longest", &longest),
        ],
    ));
    Outcome::Done
}

fn bad(arguments: &BreachClock, terminal: &Terminal) -> Outcome {
    let template = catalogue::ui("bad-date-argument", terminal.language);
    terminal.usage(&catalogue::fill(template, &[("date", &arguments.date)]))
}

/// 令和8年5月7日（木）, with the day of the Gregorian calendar beside it.
fn shown(date: Date, language: Language) -> String {
    const JAPANESE: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
    const ENGLISH: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = date.weekday();
    match language {
        Language::Japanese => format!("{}（{}）　{date}", date.japanese(), JAPANESE[day]),
        Language::English => format!("{date} ({}), {}", ENGLISH[day], date.japanese()),
    }
}
