//! `toji host log`: who looked at what, as a table or as it was written. A line that cannot be read hides no other.

use crate::cli::args::{FailOn, HostLog, LogFormat};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, date, findings};
use crate::diagnostics::{Sink, catalogue};
use crate::host::audit::{self, LOG, Read, Recorded, Unread};
use crate::model::AccountName;
use crate::source::Sources;

/// As many broken lines are named; the rest is counted.
const NAMED: usize = 5;

pub(super) fn run(arguments: &HostLog, terminal: &Terminal) -> Outcome {
    let since = match arguments.since.as_deref().map(|it| date::of(Some(it), terminal)).transpose() {
        Ok(since) => since,
        Err(message) => return terminal.usage(&message),
    };
    let account = match arguments.account.as_deref().map(AccountName::parse).transpose() {
        Ok(account) => account,
        Err(_) => {
            let typed = arguments.account.as_deref().unwrap_or_default();
            return terminal.usage(&terminal.fill("host-account-name", &[("name", typed)]));
        }
    };
    let mut sink = Sink::default();
    let read = audit::read(&arguments.state, since, account.as_ref().map(AccountName::as_str), &mut sink);
    match arguments.format {
        LogFormat::Json => read.recorded.iter().for_each(|it| terminal.result(&format!("{}\n", it.line))),
        LogFormat::Human => table(&read, arguments, terminal),
    }
    if !read.unread.is_empty() {
        terminal.message(&broken(&read.unread, terminal));
    }
    let found = sink.into_sorted();
    if found.is_empty() {
        return Outcome::Done;
    }
    findings::people(&found, &Sources::default(), terminal);
    findings::outcome(&found, FailOn::Error)
}

fn table(read: &Read, arguments: &HostLog, terminal: &Terminal) {
    let (Some(first), Some(last)) = (read.recorded.first(), read.recorded.last()) else {
        let path = arguments.state.join(LOG).display().to_string();
        return terminal.message(&terminal.fill("host-log-none", &[("path", &path)]));
    };
    let head: Vec<String> = catalogue::ui("host-log-head", terminal.language).split('\t').map(str::to_owned).collect();
    let rows: Vec<Vec<String>> =
        std::iter::once(head).chain(read.recorded.iter().map(|it| row(it, terminal))).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let widest = |at: usize| rows.iter().filter_map(|it| it.get(at)).map(|it| width(it)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(it, width)| padded(it, *width)).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    terminal.result(&text);
    let day = |it: &Recorded| audit::shown(it.time.get(..10).unwrap_or_default());
    let values = [("count", read.recorded.len().to_string()), ("from", day(first)), ("to", day(last))];
    let values = values.each_ref().map(|it| (it.0, it.1.as_str()));
    terminal.message(&terminal.fill("host-log-count", &values));
}

fn row(it: &Recorded, terminal: &Terminal) -> Vec<String> {
    let text = |it: &Option<String>| it.as_deref().map_or_else(|| "-".to_owned(), audit::shown);
    let time = it.time.get(..19).map_or_else(|| audit::shown(&it.time), |it| audit::shown(it).replacen('T', " ", 1));
    let status = it.status.map_or_else(|| "-".to_owned(), |it| it.to_string());
    let what = if it.path.is_some() { &it.path } else { &it.build };
    vec![time, event(it, terminal), text(&it.account), text(&it.address), status, text(what)]
}

/// A word for the event; that of a newer toji stays as it is.
fn event(it: &Recorded, terminal: &Terminal) -> String {
    let key = match (it.event.as_str(), it.why.as_deref()) {
        ("page", _) => "host-log-page",
        ("login", _) => "host-log-login",
        ("logout", _) => "host-log-logout",
        ("failure", Some("waiting")) => "host-log-failure-waiting",
        ("failure", Some("not-from-here")) => "host-log-failure-not-from-here",
        ("failure", _) => "host-log-failure-password",
        ("changed", _) => "host-log-changed",
        ("forged", _) => "host-log-forged",
        ("unknown", _) => "host-log-unknown",
        ("build", _) => "host-log-build",
        (other, _) => return audit::shown(other),
    };
    catalogue::ui(key, terminal.language).to_owned()
}

fn broken(unread: &[Unread], terminal: &Terminal) -> String {
    let mut places: Vec<String> = unread.iter().take(NAMED).map(|it| format!("{}:{}", it.file, it.line)).collect();
    if unread.len() > NAMED {
        places.push("…".to_owned());
    }
    terminal.fill("host-log-broken", &[("count", &unread.len().to_string()), ("places", &places.join(", "))])
}

fn padded(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// Terminals give characters of Japanese two columns.
fn width(text: &str) -> usize {
    text.chars().map(|it| if u32::from(it) < 0x1100 || ('\u{ff61}'..='\u{ffdc}').contains(&it) { 1 } else { 2 }).sum()
}
