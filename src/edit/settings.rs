//! One value of a TOML text, set or taken out; every other byte stays: comments, order, line ends. Touches no disk, and
//! gives nothing where the result would not read as meant.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

const BOM: &str = "\u{feff}";

/// Which table of a text.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// The top.
    Top,
    /// `[name]`.
    Table(&'a str),
    /// One of `[[name]]`, from 0.
    Element(&'a str, usize),
}

/// `text` with `key` set to `value`, or without `key`; `None` where that cannot be done without writing the text anew.
pub fn set(text: &str, place: Place<'_>, key: &str, value: Option<&toml::Value>) -> Option<String> {
    let body = text.strip_prefix(BOM).unwrap_or(text);
    let root = DeTable::parse(body).ok()?;
    let edited = match (table(root.get_ref(), place), value) {
        (None, None) => body.to_owned(),
        (None, Some(value)) => new_table(body, place, key, value)?,
        (Some(table), value) => match (table.get(key).map(Spanned::span), value) {
            (None, None) => body.to_owned(),
            (Some(span), Some(value)) => replaced(body, span, &value.to_string()),
            (Some(span), None) => without(body, key, span)?,
            (None, Some(value)) => added(body, table, place, &format!("{} = {value}", bare(key)))?,
        },
    };
    let reads = toml::from_str::<toml::Table>(&edited).ok()?;
    let meant = at(&reads, place).and_then(|it| it.get(key)).cloned();
    (meant.as_ref() == value).then(|| text[..text.len() - body.len()].to_owned() + &edited)
}

fn table<'t, 'i>(root: &'t DeTable<'i>, place: Place<'_>) -> Option<&'t DeTable<'i>> {
    let found = |value: &'t Spanned<DeValue<'i>>| match value.get_ref() {
        DeValue::Table(it) => Some(it),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_) => None,
    };
    match place {
        Place::Top => Some(root),
        Place::Table(name) => found(root.get(name)?),
        Place::Element(name, index) => match root.get(name)?.get_ref() {
            DeValue::Array(items) => found(items.get(index)?),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Table(_) => None,
        },
    }
}

fn at<'t>(root: &'t toml::Table, place: Place<'_>) -> Option<&'t toml::Table> {
    match place {
        Place::Top => Some(root),
        Place::Table(name) => root.get(name)?.as_table(),
        Place::Element(name, index) => root.get(name)?.as_array()?.get(index)?.as_table(),
    }
}

fn replaced(text: &str, span: Range<usize>, value: &str) -> String {
    let mut out = text.to_owned();
    out.replace_range(span, value);
    out
}

/// Without the line of a key that stands on one by itself; what stands behind the value goes with it.
fn without(text: &str, key: &str, span: Range<usize>) -> Option<String> {
    let start = text[..span.start].rfind('\n').map_or(0, |it| it + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |it| span.end + it + 1);
    text[start..span.start].trim_start().starts_with(&*bare(key)).then(|| text[..start].to_owned() + &text[end..])
}

/// Behind the last value of the table, or behind its head.
fn added(text: &str, table: &DeTable<'_>, place: Place<'_>, line: &str) -> Option<String> {
    let is_table = |it: &Spanned<DeValue<'_>>| matches!(it.get_ref(), DeValue::Table(_));
    let last = table.values().filter(|it| !is_table(it)).map(|it| it.span().end).max();
    let at = last.or_else(|| head(text, place))?;
    let end = text[at..].find('\n').map(|it| at + it + 1);
    let new = mark(text);
    Some(match end {
        Some(end) => format!("{}{line}{new}{}", &text[..end], &text[end..]),
        None => format!("{text}{new}{line}{new}"),
    })
}

/// The end of the only head of a table without values.
fn head(text: &str, place: Place<'_>) -> Option<usize> {
    let wanted = match place {
        Place::Top => return Some(0),
        Place::Table(name) => format!("[{name}]"),
        Place::Element(name, _) => format!("[[{name}]]"),
    };
    let mut found = text.match_indices(&wanted).map(|it| it.0 + wanted.len());
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn new_table(text: &str, place: Place<'_>, key: &str, value: &toml::Value) -> Option<String> {
    let head = match place {
        Place::Top => return None,
        Place::Table(name) => format!("[{name}]"),
        Place::Element(name, _) => format!("[[{name}]]"),
    };
    let new = mark(text);
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { new };
    Some(format!("{text}{gap}{new}{head}{new}{} = {value}{new}", bare(key)))
}

fn mark(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// A key as TOML has it.
fn bare(key: &str) -> String {
    let is_bare = !key.is_empty() && key.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'));
    if is_bare { key.to_owned() } else { toml::Value::String(key.to_owned()).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# 設定\r\nformat = 1\r\n[facility]\r\nname = '甲'  # 名前\r\n# 以下は役割\r\n[roles]\r\n\r\n[[accept]]\r\ncode = \"x\"\r\n";

    fn set_text(text: &str, place: Place<'_>, key: &str, value: &str) -> Option<String> {
        set(text, place, key, Some(&toml::Value::String(value.to_owned())))
    }

    #[test]
    fn one_value_changes_and_all_else_stays() {
        let named = set_text(TEXT, Place::Table("facility"), "name", "乙\"");
        assert_eq!(named, Some(TEXT.replace("'甲'", "'乙\"'")));
        let phone = set_text(TEXT, Place::Table("facility"), "phone", "0000-00-0000");
        let expected = TEXT.replace("# 名前\r\n", "# 名前\r\nphone = \"0000-00-0000\"\r\n");
        assert_eq!(phone, Some(expected));
        let role = set_text(TEXT, Place::Table("roles"), "owner", "CT-01");
        assert_eq!(role, Some(TEXT.replace("[roles]\r\n", "[roles]\r\nowner = \"CT-01\"\r\n")));
        let element = set_text(TEXT, Place::Element("accept", 0), "code", "y");
        assert_eq!(element, Some(TEXT.replace("\"x\"", "\"y\"")));
        let new = set_text(TEXT, Place::Element("member", 0), "id", "N-1");
        assert_eq!(new, Some(format!("{TEXT}\r\n[[member]]\r\nid = \"N-1\"\r\n")));
    }

    #[test]
    fn a_key_goes_with_its_line() {
        let gone = set(TEXT, Place::Table("facility"), "name", None);
        assert_eq!(gone, Some(TEXT.replace("name = '甲'  # 名前\r\n", "")));
        assert_eq!(set(TEXT, Place::Table("roles"), "owner", None).as_deref(), Some(TEXT));
    }

    #[test]
    fn what_would_not_read_as_meant_is_not_written() {
        assert_eq!(set_text("facility = { name = \"x\" }\n", Place::Table("facility"), "phone", "1"), None);
        assert_eq!(set_text("a = \n", Place::Top, "a", "1"), None);
    }
}
