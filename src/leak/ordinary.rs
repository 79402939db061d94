//! What toji writes by itself and what therefore is no secret wherever else it stands: dates, numbers of clauses and of
//! sections. Looks at the shape alone.

use unicode_normalization::UnicodeNormalization as _;

/// Whether the text is a date, a time of day, or the number of a clause or section, and nothing else.
pub(super) fn is_ordinary(text: &str) -> bool {
    let text: String = text.nfkc().filter(|it| !it.is_whitespace()).collect();
    is_date(&text) || is_time(&text) || is_clause(&text) || is_section(&text)
}

/// A text without the number in front of it, where something else follows that is none of the number's: `2-③ 手順`.
pub(super) fn without_number(text: &str) -> &str {
    let of_number = |it: char| it.is_numeric() || it.is_whitespace() || "-.．－第条章節項号の".contains(it);
    let rest = text.trim_start_matches(of_number);
    let number = &text[..text.len() - rest.len()];
    let is_apart = number.ends_with(char::is_whitespace) || !rest.starts_with(|it: char| it.is_ascii_alphanumeric());
    if number.contains(char::is_numeric) && is_apart { rest } else { text }
}

/// `13.2`, `3.1.2`; an address of a network has four parts.
fn is_section(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    matches!(parts.len(), 2 | 3)
        && parts.iter().all(|it| (1..=3).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit()))
}

/// `2026-05-01`, `2026/5/1`, `2026.05`, `令和8年5月1日`, `R8.5.1`, `2026年度`.
fn is_date(text: &str) -> bool {
    let eras = ["令和", "平成", "昭和", "R", "H", "S", "r", "h", "s"];
    let era = eras.iter().find_map(|it| text.strip_prefix(it));
    let rest = era.unwrap_or(text).replacen('元', "1", 1);
    let rest = rest.trim_end_matches(['日', '月', '度']).trim_end_matches('年');
    let parts: Vec<&str> = rest.split(['-', '/', '.', '年', '月']).collect();
    let marks = text.contains(['-', '/', '.', '年', '月']);
    let [year, rest @ ..] = parts.as_slice() else { return false };
    let years = if era.is_some() { 1..=2 } else { 4..=4 };
    let is_month_or_day =
        |it: &&str| (1..=2).contains(&it.len()) && it.parse::<u8>().is_ok_and(|it| (1..=31).contains(&it));
    let is_year = years.contains(&year.len()) && year.bytes().all(|it| it.is_ascii_digit());
    let is_plausible = era.is_some() || (year.starts_with("19") || year.starts_with("20"));
    marks && is_year && is_plausible && rest.len() <= 2 && rest.iter().all(is_month_or_day) || is_day_of_year(text)
}

/// `5月1日`.
fn is_day_of_year(text: &str) -> bool {
    let Some((month, day)) = text.trim_end_matches('日').split_once('月') else { return false };
    [month, day].iter().all(|it| it.len() <= 2 && it.bytes().all(|it| it.is_ascii_digit()))
}

/// `10:30`, `10:30:15`.
fn is_time(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    matches!(parts.len(), 2 | 3)
        && parts.iter().all(|it| (1..=2).contains(&it.len()) && it.parse::<u8>().is_ok_and(|it| it < 60))
}

/// `第12条`, `第3章第2節`, `第十二条の二`.
fn is_clause(text: &str) -> bool {
    let body = text.trim_start_matches('第');
    body.len() < text.len()
        && body.contains(['条', '項', '号', '章', '節', '編', '版', '回'])
        && body.chars().all(|it| it.is_ascii_digit() || "第条項号章節編版回の一二三四五六七八九十百".contains(it))
}

#[cfg(test)]
mod tests {
    use super::{is_ordinary, without_number};

    #[test]
    fn a_number_in_front_is_none_of_a_text() {
        for (text, rest) in [
            ("2-③ 手順", "手順"),
            ("第2条の2（目的）", "（目的）"),
            ("3.1.2 RACK", "RACK"),
            ("3F-RACK", "3F-RACK"),
            ("の手順", "の手順"),
            ("2-③リモート", "リモート"),
        ] {
            assert_eq!(without_number(text), rest);
        }
    }

    #[test]
    fn by_the_shape_alone() {
        let ordinary = [
            "2026-05-01",
            "2026/5/1",
            "2026.05",
            "令和8年5月1日",
            "令和元年5月",
            "R8.5.1",
            "2026年度",
            "5月1日",
            "２０２６年５月",
            "10:30",
            "第12条",
            "第3章第2節",
            "第十二条の二",
            "13.2",
            "3.1.2",
        ];
        for text in ordinary {
            assert!(is_ordinary(text), "{text}");
        }
        let secret = [
            "4821",
            "2026",
            "192.168.1.1",
            "10.20.30.4",
            "2026-0501-1",
            "9021-05-01",
            "00:11:22:33:44:55",
            "第12倉庫",
            "0000-00-1234",
            "5月の合言葉",
            "SN2026-05",
            "2026-05-01A",
            "R8.5.1.9",
        ];
        for text in secret {
            assert!(!is_ordinary(text), "{text}");
        }
    }
}
