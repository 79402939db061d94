//! Annotated TOML: the findings of a text, and what is read of it all the same.

use proptest::prelude::*;

use super::{KeyStyle, Origin, Reader, read};
use crate::diagnostics::Sink;
use crate::parse::expect::{findings, run};
use crate::source::FileId;

/// Reads the keys that the tests use; which of them had a value.
fn keys(file: FileId, text: &str, sink: &mut Sink) -> Vec<&'static str> {
    let toml = read(text, &Origin::slice(file, 0), KeyStyle::Toml, sink);
    let mut reader = Reader::new(&toml).need(&["name", "year"]);
    let mut found = Vec::new();
    found.extend(reader.string("name", sink).map(|_| "name"));
    found.extend(reader.integer("year", sink).map(|_| "year"));
    found.extend(reader.boolean("open", sink).map(|_| "open"));
    found.extend(reader.date("day", sink).map(|_| "day"));
    found.extend(reader.strings("list", sink).map(|_| "list"));
    if let Some(mut sub) = reader.table("sub", sink) {
        found.extend(sub.string("name", sink).map(|_| "sub.name"));
        sub.finish(sink);
    }
    for mut row in reader.tables("row", sink) {
        found.extend(row.string("name", sink).map(|_| "row.name"));
        row.finish(sink);
    }
    reader.finish(sink);
    found
}

#[test]
fn a_sound_text_has_no_findings() {
    let text = "name = \"x\"\nyear = 2025\nopen = true\nday = 2025-06-02\nlist = []\n[sub]\nname = 'y'\n[[row]]\nname = \"z\"\n";
    let expected = ["name", "year", "open", "day", "list", "sub.name", "row.name"];
    assert_eq!(run(text, keys), (expected.to_vec(), Vec::new()));
}

#[test]
fn five_mistakes_are_five_findings() {
    let text = "nmae = \"x\"\nyear = \"2025\"\nopen = yes\nday = 2025-02-30\nlist = [\"a\", 2]\n";
    let expected = ["1:1 unknown-key", "2:8 wrong-type", "3:8 toml-syntax", "4:7 impossible-date", "5:14 wrong-type"];
    assert_eq!(findings(text, keys), expected);
}

#[test]
fn one_mistake_is_one_finding() {
    let whole = "name = \"x\"\nyear = 1\n";
    for (broken, expected) in [
        ("name =\nyear = 1\n", "1:7 toml-syntax"),
        ("name \"x\"\nyear = 1\n", "1:6 toml-syntax"),
        ("name = \"x\"\nyear = 1\n[sub]\n[sub]\nname = \"y\"\n", "4:2 toml-syntax"),
        ("name = x\nyear = 1\n", "1:8 toml-syntax"),
        ("name = \"x\nyear = 1\n", "1:10 toml-syntax"),
        ("name = 令和7年6月2日\nyear = 1\n", "1:8 toml-syntax"),
        ("year = 2o25\nname = \"x\"\n", "1:8 toml-syntax"),
        ("year = 99999999999999999999\nname = \"x\"\n", "1:8 toml-syntax"),
        ("year = 1 open = true\nname = \"x\"\n", "1:8 toml-syntax"),
        ("これは何\nname = \"x\"\nyear = 1\n", "1:1 toml-syntax"),
        ("名前 = \"x\"\nname = \"x\"\nyear = 1\n", "1:1 toml-syntax"),
        ("name = \"x\"\nname = \"y\"\nyear = 1\n", "2:1 toml-syntax"),
        ("list = [\"a\"\nname = \"x\"\nyear = 1\n", "1:12 toml-syntax"),
        ("list = [\"a\",\nname = \"x\"\nyear = 1\n[sub]\nname=\"y\"\n", "1:13 toml-syntax"),
        ("name = \"x\"\nyear = 1\nlist = [\n  \"a\", # one\n\n[sub]\nname = \"y\"\n", "4:13 toml-syntax"),
        ("name = \"x\"\nyear = 1\nsub = { name = \"y\"\nopen = true\n", "3:19 toml-syntax"),
        ("name = \"x\"\nyear = 1\n[sub\nname = \"y\"\n", "3:5 toml-syntax"),
        ("name = \"x\"\nyear = 1\n[[row]\nname = \"y\"\n", "3:7 toml-syntax"),
        ("name = \"x\"\nyear = 1\n[[row\nname = \"y\"\n", "3:6 toml-syntax"),
        ("name = \"x\"\nyear = 1\n[sbu]\nname = \"y\"\n", "3:2 unknown-key"),
        ("name = \"x\"\nyaer = 1\n", "2:1 unknown-key"),
        ("name = \"x\"\n", "1:1 missing-key"),
        ("name = \"x\"\nyear = 1\nday = \"来月\"\n", "3:7 bad-date"),
        ("name = \"x\"\nyear = 1\nday = \"令和7年2月30日\"\n", "3:7 impossible-date"),
        ("name = \"x\"\nyear = 1\nday = 10:00:00\n", "3:7 wrong-type"),
    ] {
        assert_eq!(findings(broken, keys), [expected], "{broken}");
        let crlf = broken.replace('\n', "\r\n");
        assert_eq!(findings(&crlf, keys), [expected], "{crlf:?}");
    }
    assert_eq!(findings(whole, keys), [""; 0]);
}

#[test]
fn mistakes_on_neighbouring_lines_are_two() {
    assert_eq!(findings("name =\n= 3\nyear = 1\n", keys), ["1:7 toml-syntax", "2:1 toml-syntax"]);
}

#[test]
fn what_stands_below_an_unclosed_array_is_read() {
    let text = "list = [\"a\"\nname = \"x\"\nyear = 1\n[sub]\nname = \"y\"\n";
    assert_eq!(run(text, keys).0, ["name", "year", "list", "sub.name"]);
}

#[test]
fn several_open_brackets_are_told_apart() {
    let text = "list = [\"a\"\nname = \"x\"\nyear = 1\n[sub\nname = \"y\"\n[[row]\nname = 3\n";
    let expected = ["1:12 toml-syntax", "4:5 toml-syntax", "6:7 toml-syntax", "7:8 wrong-type"];
    assert_eq!(findings(text, keys), expected);
}

#[test]
fn places_count_from_the_start_of_the_file() {
    let text = "表題\n+++\nname = 5\n+++\n";
    let parse = |file: FileId, text: &str, sink: &mut Sink| {
        let inner = &text[11..20];
        let toml = read(inner, &Origin::slice(file, 11), KeyStyle::Toml, sink);
        let mut reader = Reader::new(&toml);
        let _ = reader.string("name", sink);
        reader.finish(sink);
    };
    assert_eq!(findings(text, parse), ["3:8 wrong-type"]);
}

proptest! {
    #[test]
    fn no_text_panics(text in "([\\[\\]{}\"'=,.#\n a-c0-9あ\r]|name = |list = \\[){0,24}") {
        let _ = findings(&text, keys);
    }
}
