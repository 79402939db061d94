//! The as-of date: `--date`, then `SOURCE_DATE_EPOCH`, then today.

use super::output::Terminal;
use crate::diagnostics::catalogue;
use crate::model::Date;

/// The date, or a message for the user who typed one that is none.
pub(super) fn of(typed: Option<&str>, terminal: &Terminal) -> Result<Date, String> {
    if let Some(typed) = typed {
        let template = catalogue::ui("bad-date-argument", terminal.language);
        return Date::parse(typed).map_err(|_| catalogue::fill(template, &[("date", typed)]));
    }
    Ok(of_machine())
}

/// `SOURCE_DATE_EPOCH`, else today.
pub(super) fn of_machine() -> Date {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|it| it.trim().parse().ok());
    epoch.and_then(Date::from_unix_seconds).unwrap_or_else(Date::today)
}
