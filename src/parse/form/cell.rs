//! The cells of a form: an item in any written form, an answer, a date. Never folds a circled number.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Answer, Circled, Date, Inline, ItemId, RawRef, Reason, plain_text};
use crate::parse::date;
use crate::source::{Span, Spanned};

/// The answers as people are to write them.
const ANSWERS: [&str; 4] = ["はい", "いいえ", "はい（予定）", "該当なし"];

/// The item that a cell begins with; the subject may follow.
pub(super) fn item(cell: &[Inline<RawRef>], row: Span) -> Option<Spanned<ItemId>> {
    let is_blank = |it: &&Inline<RawRef>| matches!(it, Inline::Text(text) if text.trim().is_empty());
    match cell.iter().find(|it| !is_blank(it))? {
        Inline::Ref(it) => match it.to {
            RawRef::Item(id) => Some(Spanned::new(id, it.span)),
            RawRef::Guideline { .. }
            | RawRef::Part(_)
            | RawRef::Clause(_)
            | RawRef::RulesClause(_)
            | RawRef::Rules
            | RawRef::Bcp(_)
            | RawRef::Row(_)
            | RawRef::Wiki(_)
            | RawRef::Path(_)
            | RawRef::Outside(_)
            | RawRef::Variable(_) => item(&it.shown, row),
        },
        Inline::Emphasis(inner) | Inline::Strong(inner) => item(inner, row),
        Inline::Text(_)
        | Inline::Code(_)
        | Inline::Strikethrough(_)
        | Inline::HardBreak
        | Inline::Image(_)
        | Inline::FootnoteRef(_)
        | Inline::Checkbox(_) => written_item(&plain_text(cell)).map(|it| Spanned::new(it, row)),
    }
}

/// `2-①`, `2①`, `2-(1)`, `2(1)`, `2-⑴`, `2-1`, `2-01`, in half or full width, at the start of `text`.
fn written_item(text: &str) -> Option<ItemId> {
    let text = text.trim_start();
    let (section, rest) = digits(text, 1)?;
    let behind = rest.trim_start_matches(['-', '－', '‐', '‑', '–', '−', 'ー']);
    let first = behind.chars().next()?;
    if let Some(circled) = Circled::from_char(first) {
        return ItemId::new(section, circled.number().into());
    }
    if let Some(number) = parenthesised(first) {
        return ItemId::new(section, number);
    }
    if let Some(inner) = behind.strip_prefix(['(', '（']) {
        let (number, rest) = digits(inner, 2)?;
        return rest.starts_with([')', '）']).then(|| ItemId::new(section, number)).flatten();
    }
    let (number, rest) = digits(behind, 2).filter(|_| behind.len() < rest.len())?;
    digits(rest, 1).is_none().then(|| ItemId::new(section, number)).flatten()
}

/// One to `most` digits of either width, and what follows.
fn digits(text: &str, most: usize) -> Option<(u32, &str)> {
    let mut number = None;
    let mut rest = text;
    for c in text.chars().take(most) {
        let Some(digit) = digit(c) else { break };
        number = Some(number.unwrap_or_default() * 10 + digit);
        rest = &rest[c.len_utf8()..];
    }
    Some((number?, rest))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    }
}

/// ⑴ to ⒇.
fn parenthesised(c: char) -> Option<u32> {
    ('⑴'..='⒇').contains(&c).then(|| c as u32 - '⑴' as u32 + 1)
}

/// はい, いいえ, はい（予定）, 該当なし or nothing, in half or full width.
pub(super) fn answer(text: &str, span: Span, sink: &mut Sink) -> Option<Answer> {
    let folded: String = text.nfkc().filter(|it| !it.is_whitespace()).collect();
    match folded.as_str() {
        "" => return None,
        "はい" => return Some(Answer::Yes(None)),
        "はい(予定)" => return Some(Answer::Yes(Some(Reason::Planned))),
        "いいえ" => return Some(Answer::No),
        "該当なし" => return Some(Answer::NotApplicable),
        _ => (),
    }
    sink.push(Finding::at(Code::BadAnswer, span).with("text", text).nearest(meant(&folded)));
    None
}

/// What a cell that is no answer was meant to say; all answers where nobody can tell.
fn meant(folded: &str) -> Vec<String> {
    let near = match folded {
        "○" | "◯" | "〇" | "◎" | "✓" | "✔" | "レ" | "有" | "済" | "Yes" | "YES" | "yes" => {
            vec!["はい".to_owned()]
        }
        "×" | "✕" | "✗" | "✖" | "無" | "未" | "No" | "NO" | "no" => vec!["いいえ".to_owned()],
        "-" | "ー" | "―" | "—" | "/" => vec!["該当なし".to_owned()],
        "予定" | "計画中" => vec!["はい（予定）".to_owned(), "いいえ".to_owned()],
        _ => nearest(folded, ANSWERS),
    };
    if near.is_empty() { ANSWERS.map(str::to_owned).to_vec() } else { near }
}

/// A date, or nothing.
pub(super) fn date(text: &str, span: Span, sink: &mut Sink) -> Option<Date> {
    if text.is_empty() { None } else { date::read(text, span, sink) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_read_in_every_written_form() {
        for text in
            ["2-①", "2－①", "２－①", "2①", "2-(1)", "２（１）", "2(1)", "2-⑴", "2-1", "2-01", " 2-① 台帳", "2-1台帳"]
        {
            assert_eq!(written_item(text).map(ItemId::shown), Some("2-①".to_owned()), "{text}");
        }
        assert_eq!(written_item("2-⑬").map(ItemId::shown), Some("2-⑬".to_owned()));
        for text in ["", "①", "台帳", "2", "21", "2-", "2-(1", "2-001", "0-①", "合計", "2025-06-02"] {
            assert_eq!(written_item(text), None, "{text}");
        }
    }

    #[test]
    fn a_sign_has_a_way_out() {
        for (sign, expected) in [("○", "はい"), ("×", "いいえ"), ("-", "該当なし"), ("はい予定", "はい（予定）")]
        {
            assert_eq!(meant(sign).first().map(String::as_str), Some(expected), "{sign}");
        }
        assert_eq!(meant("???").len(), 4);
    }
}
