//! How wide the columns of a sheet are and how high its rows, so that a printed sheet is legible and nothing is cut off.
//! Measured in half-width characters; full-width ones count twice.

use super::table::{Table, holds, is_day};

/// What fits across a page of A4 and can still be read.
const ACROSS: usize = 170;
const NARROWEST: usize = 8;
const WIDEST: usize = 36;
/// 令和7年11月22日, which cannot be broken.
const DAY: usize = 16;
/// The arrow of the filter.
const ARROW: usize = 3;
/// Of a line of 10 points, in points.
const LINE: f64 = 14.0;

/// Widths by column.
pub(super) fn widths(table: &Table) -> Vec<usize> {
    let widest = (ACROSS / table.columns.len().max(1)).clamp(NARROWEST, WIDEST);
    let width = |(column, name): (usize, &String)| {
        let cells = table.rows.iter().filter_map(|it| it.cells.get(column)).flat_map(|it| it.lines());
        let text = cells.map(measure).max().unwrap_or_default().min(widest);
        let day = if is_day(holds(table.kind, name)) { DAY } else { 0 };
        // A header is broken in two at most, and a mark and the arrow stand behind it.
        let head = ((measure(name) + 2).div_ceil(2) + ARROW).min(widest.max(NARROWEST + ARROW));
        text.max(day).max(head).max(NARROWEST) + 1
    };
    table.columns.iter().enumerate().map(width).collect()
}

/// The height of a row of such cells, in points.
pub(in crate::exchange) fn height<'a>(cells: impl Iterator<Item = &'a str>, widths: &[usize]) -> f64 {
    let lines = cells.zip(widths).map(|(text, width)| lines(text, *width)).max().unwrap_or_default();
    LINE * f64::from(u8::try_from(lines.clamp(1, MOST)).unwrap_or(u8::MAX)) + 2.0
}

/// Excel makes no row higher than 409 points.
const MOST: usize = 28;

/// How many lines a text takes, rather one too many: a word is not broken, nor does 。 begin a line.
fn lines(text: &str, width: usize) -> usize {
    // Half a full-width character is none.
    let fits = (width.saturating_sub(1) / 2 * 2).max(2);
    let of_line = |line: &str| {
        let words = line.split(' ').map(measure);
        let (mut count, mut filled) = (1, 0);
        for word in words {
            if filled > 0 && filled + 1 + word > fits {
                count += 1;
                filled = 0;
            }
            let at = filled + usize::from(filled > 0) + word;
            count += at.saturating_sub(1) / fits;
            filled = if at > fits { (at - 1) % fits + 1 } else { at };
        }
        count
    };
    text.lines().map(of_line).sum::<usize>().max(1)
}

fn measure(text: &str) -> usize {
    text.chars().map(|it| if it.is_ascii() || ('\u{ff61}'..='\u{ff9f}').contains(&it) { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_break() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("受付端末", 9), 1);
        assert_eq!(lines("受付端末と", 9), 2);
        assert_eq!(lines("a\nb\nc", 10), 3);
        assert_eq!(lines("SV-01 PC-01 PC-02", 13), 2);
        assert_eq!(lines("あああああああああ", 10), 3);
    }

    #[test]
    fn no_row_is_higher_than_a_row_may_be() {
        let text = "あ".repeat(5_000);
        assert!(height([text.as_str()].into_iter(), &[10]) < 409.0);
    }
}
