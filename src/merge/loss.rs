//! The last look at a merge: whether every line that only the member has came out of it. The rest of this module sees to
//! that; should it ever fail to, the file is left to people as a whole. Mends nothing.

use rustc_hash::FxHashMap;

use super::split::Format;
use super::text::normal;

/// Whether `after` lacks a line (of a register, a cell: it may have got other columns) that `mine` has more often than `base`.
pub(super) fn is_any_lost(format: Format, [base, mine, after]: [&str; 3]) -> bool {
    let mut own: FxHashMap<String, usize> = FxHashMap::default();
    for line in parts(format, mine) {
        *own.entry(line).or_default() += 1;
    }
    // What the base has may go, once for each time that it has it; what is left must have come out.
    for line in [base, after].into_iter().flat_map(|it| parts(format, it)) {
        if let Some(count) = own.get_mut(&line) {
            *count = count.saturating_sub(1);
        }
    }
    own.values().any(|it| *it > 0)
}

/// The lines or cells in which something is written, in the form in which they are compared.
fn parts(format: Format, text: &str) -> Vec<String> {
    let text = normal(text);
    let parts: Vec<String> = match format {
        Format::Toml => text.split('\n').map(packed).collect(),
        Format::Csv => text.split(['\n', ',']).map(packed).collect(),
        Format::Markdown => text.split('\n').map(undrawn).collect(),
    };
    parts.into_iter().filter(|it| !it.is_empty()).collect()
}

fn packed(line: &str) -> String {
    line.split_whitespace().collect()
}

/// How wide the columns of a table are drawn says nothing, nor does the line below its head.
fn undrawn(line: &str) -> String {
    let line = packed(line).replace('|', "");
    if line.contains(|it| !matches!(it, '-' | ':')) { line } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "## 甲\n\n本文\n\n本文\n";

    #[test]
    fn a_line_of_the_members_that_is_gone_is_seen() {
        let mine = format!("{BASE}\n追記\n");
        assert!(is_any_lost(Format::Markdown, [BASE, &mine, BASE]));
        assert!(!is_any_lost(Format::Markdown, [BASE, &mine, "追記\n"]));
        let twice = format!("{mine}\n追記\n");
        assert!(is_any_lost(Format::Markdown, [BASE, &twice, &mine]));
        let thrice = format!("{BASE}\n本文\n");
        assert!(is_any_lost(Format::Markdown, [BASE, &thrice, "## 甲\n"]));
        assert!(!is_any_lost(Format::Markdown, [BASE, BASE, ""]));
    }

    #[test]
    fn line_ends_and_composition_are_no_loss() {
        assert!(!is_any_lost(Format::Toml, ["", "a = 1\r\nb = \"カ\u{3099}\"\r\n", "b = \"ガ\"\n\na = 1"]));
        assert!(is_any_lost(Format::Toml, ["", "a = 1\n", "a = 10\n"]));
    }

    #[test]
    fn the_drawing_of_a_table_is_no_loss() {
        let mine = "| 名    | 役  |\n|:------|-----|\n| 春野  | 長 |\n";
        assert!(!is_any_lost(Format::Markdown, ["", mine, "|名|役|\n|---|---|\n春野|長"]));
        assert!(is_any_lost(Format::Markdown, ["", mine, "|名|役|\n|---|---|\n"]));
    }

    #[test]
    fn cells_of_a_register_may_stand_elsewhere() {
        let mine = "番号,名称\nA-1,うちの名\n";
        assert!(!is_any_lost(Format::Csv, ["", mine, "番号,種別,名称\nA-1,,うちの名\n"]));
        assert!(is_any_lost(Format::Csv, ["番号,名称\nA-1,一\n", mine, "番号,種別,名称\nA-1,,一\n"]));
    }
}
