//! One line of the record. Whatever a name or a path holds, it stays one line, and shows as what it is.

use std::net::IpAddr;

use serde::Serialize;

use super::{Entry, Failure};
use crate::host::who::Who;
use crate::model::AccountName;

/// Longer names and paths are cut: what nobody is shown may be as long as anybody likes.
const LONGEST: usize = 512;

/// The keys of a line, in their order.
#[derive(Debug, Serialize)]
struct Line<'a> {
    time: String,
    event: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<IpAddr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    build: Option<&'a str>,
}

/// The line of `entry`, with its line end.
pub(super) fn of(entry: &Entry<'_>, address: Option<IpAddr>, now: &jiff::Zoned) -> String {
    let time = now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let bare = Line {
        time,
        event: "",
        account: None,
        profile: None,
        address: address.map(|it| it.to_canonical()),
        status: None,
        path: None,
        why: None,
        build: None,
    };
    let line = match *entry {
        Entry::Page { who, path, status } => {
            Line { event: "page", status: Some(status), path: Some(cut(path)), ..by(who, bare) }
        }
        Entry::Login { who } => Line { event: "login", status: Some(303), ..by(who, bare) },
        Entry::Logout { who } => Line { event: "logout", status: Some(303), ..by(who, bare) },
        Entry::Failure { account, why } => failure(account, why, bare),
        Entry::Changed { path } => Line { event: "changed", status: Some(503), path: Some(cut(path)), ..bare },
        Entry::Forged { name } => Line { event: "forged", account: Some(cut(name)), ..bare },
        Entry::Unknown { name } => Line { event: "unknown", status: Some(403), account: Some(cut(name)), ..bare },
        Entry::Build { build } => Line { event: "build", build: Some(cut(build)), ..bare },
    };
    // A struct of texts and numbers is always JSON.
    let mut text = one_line(&serde_json::to_string(&line).unwrap_or_default());
    text.push('\n');
    text
}

fn by<'a>(who: &'a Who, line: Line<'a>) -> Line<'a> {
    match who {
        Who::Anybody => line,
        Who::Account { name, profile } => Line { account: Some(name), profile: Some(profile), ..line },
    }
}

fn failure<'a>(account: Option<&'a AccountName>, why: Failure, line: Line<'a>) -> Line<'a> {
    let status = match why {
        Failure::Password | Failure::NotFromHere => 403,
        Failure::Waiting => 429,
    };
    let account = account.map(AccountName::as_str);
    Line { event: "failure", account, status: Some(status), why: Some(why.as_str()), ..line }
}

fn cut(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |it| it.0);
    &text[..end]
}

/// JSON escapes the line ends of ASCII. Others, and signs that turn the direction of writing, are escaped here; they can stand
/// in a text of JSON alone, so that it says the same.
fn one_line(json: &str) -> String {
    json.chars().map(|it| if hides(it) { format!("\\u{:04x}", u32::from(it)) } else { it.to_string() }).collect()
}

/// Whether a character is not seen as itself: control characters, line and paragraph separators, directions. All of them are
/// in the first plane.
pub(super) fn hides(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn noon() -> jiff::Zoned {
        "2026-11-23T12:34:56+09:00[+09:00]".parse().unwrap()
    }

    #[test]
    fn a_line_says_when_what_who_from_where_and_what_of() {
        let who = Who::Account { name: "山田".into(), profile: "staff".into() };
        let address = Some("::ffff:192.0.2.7".parse().unwrap());
        let line = of(&Entry::Page { who: &who, path: "items/2-03.html", status: 200 }, address, &noon());
        let expected = "{\"time\":\"2026-11-23T12:34:56+09:00\",\"event\":\"page\",\"account\":\"山田\",\"profile\":\"staff\",\
                        \"address\":\"192.0.2.7\",\"status\":200,\"path\":\"items/2-03.html\"}\n";
        assert_eq!(line, expected);
        let line = of(&Entry::Failure { account: None, why: Failure::Password }, address, &noon());
        assert!(line.contains("\"status\":403,\"why\":\"password\"") && !line.contains("account"), "{line}");
    }

    proptest! {
        #[test]
        fn nothing_that_is_claimed_breaks_a_line_or_hides_in_it(name in any::<String>(), end in "[\\PC\u{85}\u{202e}\r\n\"]*") {
            let name = format!("{name}\n{{\"event\":\"login\"}}\r\u{2028}{end}");
            let line = of(&Entry::Forged { name: &name }, None, &noon());
            let body = line.strip_suffix('\n').unwrap();
            prop_assert!(!body.chars().any(hides), "{}", body);
            let json: serde_json::Value = serde_json::from_str(body).unwrap();
            prop_assert_eq!(json["event"].as_str(), Some("forged"));
            prop_assert_eq!(json["account"].as_str(), Some(cut(&name)));
        }
    }
}
