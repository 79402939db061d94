//! A value in a column of a register, written in another way. Every other byte of the CSV stays.

use std::ops::Range;

/// The text with `to` in the cells of `column` that hold `from` alone.
pub(super) fn mapped(text: &str, column: &str, from: &str, to: &str) -> String {
    let rows = rows(text);
    let Some(place) = rows.first().and_then(|it| it.iter().position(|it| said(&text[it.clone()]) == column)) else {
        return text.to_owned();
    };
    let mut out = text.to_owned();
    for cell in rows.iter().skip(1).rev().filter_map(|it| it.get(place)) {
        if said(&text[cell.clone()]) == from {
            out.replace_range(cell.clone(), &written(to));
        }
    }
    out
}

fn said(cell: &str) -> String {
    let cell = cell.trim_start_matches('\u{feff}').trim();
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
    use super::mapped;

    #[test]
    fn only_the_cells_of_the_column_change() {
        let before =
            "\u{feff}番号,区分,備考\r\nA-1,パソコン,パソコン\r\nA-2,\"パソコン\",\"a,\nパソコン\"\r\nA-3,サーバー,\r\n";
        let after =
            "\u{feff}番号,区分,備考\r\nA-1,PC・端末,パソコン\r\nA-2,PC・端末,\"a,\nパソコン\"\r\nA-3,サーバー,\r\n";
        assert_eq!(mapped(before, "区分", "パソコン", "PC・端末"), after);
        assert_eq!(mapped(after, "区分", "パソコン", "PC・端末"), after, "a second time");
        assert_eq!(mapped(before, "種類", "パソコン", "x"), before);
        assert_eq!(mapped("区分\na", "区分", "a", "b,c"), "区分\n\"b,c\"");
    }
}
