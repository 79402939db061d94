//! A value in a column of a register, written in another way. Every other byte of the CSV stays.

use std::ops::Range;

use encoding_rs::SHIFT_JIS;

use crate::source::{Splice, Writing};

/// The register with `to` in the cells of `column` that hold `from` alone, in UTF-8 or CP932 as it was. One that is written
/// otherwise, or in which `to` cannot be written, stays.
pub(super) fn mapped(bytes: &[u8], column: &str, from: &str, to: &str) -> Vec<u8> {
    let changed = || {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned(),
        };
        Writing::of(bytes, &text)?.splice(bytes, &text, &splices(&text, column, from, to))
    };
    changed().unwrap_or_else(|| bytes.to_vec())
}

fn splices(text: &str, column: &str, from: &str, to: &str) -> Vec<Splice> {
    let rows = rows(text);
    let Some(place) = rows.first().and_then(|it| it.iter().position(|it| said(&text[it.clone()]) == column)) else {
        return Vec::new();
    };
    let cells = rows.iter().skip(1).filter_map(|it| it.get(place));
    let cells = cells.filter(|it| said(&text[(*it).clone()]) == from);
    cells.map(|it| Splice { range: it.clone(), text: written(to) }).collect()
}

fn said(cell: &str) -> String {
    let cell = cell.trim();
    match cell.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => cell.to_owned(),
    }
}

fn written(value: &str) -> String {
    if value.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}

/// Where the cells of each row stand; a quoted cell may hold commas and line ends.
fn rows(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut rows = vec![Vec::new()];
    let (mut begin, mut is_quoted) = (0, false);
    for (at, sign) in text.char_indices() {
        match sign {
            '"' => is_quoted = !is_quoted,
            ',' | '\n' if !is_quoted => {
                if let Some(row) = rows.last_mut() {
                    row.push(begin..at);
                }
                begin = at + 1;
                if sign == '\n' {
                    rows.push(Vec::new());
                }
            }
            _ => (),
        }
    }
    if let Some(row) = rows.last_mut() {
        row.push(begin..text.len());
    }
    for row in &mut rows {
        // The CR of a CRLF is no part of the last cell.
        if let Some(last) = row.last_mut().filter(|it| text[(*it).clone()].ends_with('\r')) {
            last.end -= 1;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use encoding_rs::SHIFT_JIS;

    use super::mapped;

    const BEFORE: &str =
        "番号,区分,備考\r\nA-1,パソコン,パソコン\r\nA-2,\"パソコン\",\"a,\nパソコン\"\r\nA-3,サーバー,\r\n";
    const AFTER: &str = "番号,区分,備考\r\nA-1,端末,パソコン\r\nA-2,端末,\"a,\nパソコン\"\r\nA-3,サーバー,\r\n";

    #[test]
    fn only_the_cells_of_the_column_change() {
        let utf8 = |it: &str| it.as_bytes().to_vec();
        let marked = |it: &str| format!("\u{feff}{it}").into_bytes();
        let cp932 = |it: &str| SHIFT_JIS.encode(it).0.into_owned();
        for write in [utf8, marked, cp932] as [fn(&str) -> Vec<u8>; 3] {
            assert_eq!(mapped(&write(BEFORE), "区分", "パソコン", "端末"), write(AFTER));
            assert_eq!(mapped(&write(AFTER), "区分", "パソコン", "端末"), write(AFTER), "a second time");
            assert_eq!(mapped(&write(BEFORE), "種類", "パソコン", "x"), write(BEFORE));
        }
        assert_eq!(mapped(&cp932(BEFORE), "区分", "パソコン", "💻"), cp932(BEFORE), "no sign for it");
        assert_eq!(mapped(b"a\xff\xfe", "a", "b", "c"), b"a\xff\xfe");
        assert_eq!(mapped(b"k\na", "k", "a", "b,c"), b"k\n\"b,c\"");
    }
}
