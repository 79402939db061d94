//! A key of `binder.toml` under another name, and a value of one written in another way. Every other byte stays; what
//! cannot be changed so is left alone.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The text with the key `to` for the key `from`, both with dots.
pub(super) fn renamed(text: &str, from: &str, to: &str) -> String {
    let Some((table, old)) = from.rsplit_once('.') else { return within(text, "", from, to) };
    match to.rsplit_once('.') {
        Some((target, new)) if target == table => within(text, table, old, new),
        target => {
            let (target, new) = target.unwrap_or(("", to));
            across(text, (table, old), (target, new)).unwrap_or_else(|| text.to_owned())
        }
    }
}

/// The text with `to` where the key holds `from`.
pub(super) fn mapped(text: &str, key: &str, from: &str, to: &str) -> String {
    let (table, name) = key.rsplit_once('.').unwrap_or(("", key));
    let Some(place) = place(text, table, name) else { return text.to_owned() };
    let now = &text[place.value.clone()];
    if now.trim_matches(['"', '\'']) != from {
        return text.to_owned();
    }
    let is_text = now.starts_with(['"', '\'']);
    let value = if is_text { toml::Value::String(to.to_owned()).to_string() } else { to.to_owned() };
    sound(replaced(text, place.value, &value), text)
}

struct Place {
    key: Range<usize>,
    value: Range<usize>,
}

/// Where a key and its value stand, counted from the start of the file.
fn place(text: &str, table: &str, key: &str) -> Option<Place> {
    let body = text.trim_start_matches('\u{feff}');
    let start = text.len() - body.len();
    let parsed = DeTable::parse(body).ok()?;
    let mut found = parsed.get_ref();
    for name in table.split('.').filter(|it| !it.is_empty()) {
        found = match found.get(name).map(Spanned::get_ref)? {
            DeValue::Table(table) => table,
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_) => return None,
        };
    }
    let (name, value) = found.get_key_value(key)?;
    let shifted = |it: Range<usize>| it.start + start..it.end + start;
    Some(Place { key: shifted(name.span()), value: shifted(value.span()) })
}

fn within(text: &str, table: &str, old: &str, new: &str) -> String {
    match (place(text, table, old), place(text, table, new)) {
        (Some(place), None) => sound(replaced(text, place.key, new), text),
        (Some(_) | None, _) => text.to_owned(),
    }
}

/// Takes the line to another table, which is made at the end where there is none.
fn across(text: &str, (table, old): (&str, &str), (target, new): (&str, &str)) -> Option<String> {
    let place = place(text, table, old)?;
    if self::place(text, target, new).is_some() || target.is_empty() {
        return None;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line_start = text[..place.key.start].rfind('\n').map_or(0, |it| it + 1);
    let stop = text[place.value.end..].find('\n').map_or(text.len(), |it| place.value.end + it + 1);
    let said = text[place.key.end..stop].trim_end().to_owned();
    let mut out = replaced(text, line_start..stop, "");
    let head = format!("[{target}]");
    let line = format!("{new}{said}{line_end}");
    let mut at = 0;
    let below = out.split_inclusive('\n').find_map(|it| {
        at += it.len();
        it.trim_end().starts_with(&head).then_some(at)
    });
    match below {
        Some(at) => out.insert_str(at, &line),
        None => out.push_str(&format!("{line_end}{head}{line_end}{line}")),
    }
    Some(sound(out, text))
}

fn replaced(text: &str, place: Range<usize>, by: &str) -> String {
    let mut out = text.to_owned();
    out.replace_range(place, by);
    out
}

/// What is no TOML any more is not taken.
fn sound(after: String, before: &str) -> String {
    match DeTable::parse(after.trim_start_matches('\u{feff}')) {
        Ok(_) => after,
        Err(_) => before.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "\u{feff}format = 1\r\n[facility]\r\nname = \"tel\" # 名\r\ntel = '0000-00-0000' # 電話\r\n[limits]\r\ndays = 92\r\n";

    #[test]
    fn a_key_has_another_name() {
        let after = BEFORE.replace("tel = ", "phone = ");
        assert_eq!(renamed(BEFORE, "facility.tel", "facility.phone"), after);
        assert_eq!(renamed(&after, "facility.tel", "facility.phone"), after, "a second time");
        assert_eq!(renamed(BEFORE, "facility.tel", "facility.name"), BEFORE, "a name that is taken");
        assert_eq!(renamed("a = ", "a", "b"), "a = ", "no TOML");
    }

    #[test]
    fn a_key_goes_to_another_table() {
        let after = renamed(BEFORE, "facility.tel", "limits.tel");
        assert!(after.ends_with("[limits]\r\ntel = '0000-00-0000' # 電話\r\ndays = 92\r\n"), "{after}");
        let after = renamed(BEFORE, "facility.tel", "contact.phone");
        assert!(after.ends_with("\r\n[contact]\r\nphone = '0000-00-0000' # 電話\r\n"), "{after}");
        assert!(!after.contains("\r\ntel"), "{after}");
    }

    #[test]
    fn a_value_is_written_in_another_way() {
        assert_eq!(mapped(BEFORE, "limits.days", "92", "31"), BEFORE.replace("92", "31"));
        assert_eq!(mapped(BEFORE, "limits.days", "90", "31"), BEFORE);
        assert_eq!(mapped(BEFORE, "facility.name", "tel", "a\"b"), BEFORE.replace("\"tel\"", "'a\"b'"));
    }
}
