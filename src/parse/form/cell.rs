//! The cells of a form: an item in any written form, an answer, a date. Never folds a circled number.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Answer, Date, Inline, ItemId, RawRef, Reason, plain_text};
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
            | RawRef::NoNumber(..)
            | RawRef::Drawing(_)
            | RawRef::Wiki(_)
            | RawRef::Path(_)
            | RawRef::Outside(_)
            | RawRef::Variable(_) => item(&it.shown, row),
        },
        Inline::Emphasis(inner) | Inline::Strong(inner) => item(inner, row),
        Inline::Value(it) => item(&it.shown, row),
        Inline::Text(_)
        | Inline::Code(_)
        | Inline::Strikethrough(_)
        | Inline::HardBreak
        | Inline::Image(_)
        | Inline::FootnoteRef(_)
        | Inline::Checkbox(_) => ItemId::parse_written(&plain_text(cell)).map(|it| Spanned::new(it, row)),
    }
}

/// はい, いいえ, はい（予定）, 該当なし or nothing, in half or full width.
pub(super) fn answer(text: &str, span: Span, sink: &mut Sink) -> Option<Answer> {
    let folded = folded(text);
    let answer = known(&folded);
    if answer.is_none() && !folded.is_empty() {
        sink.push(Finding::at(Code::BadAnswer, span).with("text", text).nearest(meant(&folded)));
    }
    answer
}

/// The answer that a text is; `None` for any other text.
pub fn read_answer(text: &str) -> Option<Answer> {
    known(&folded(text))
}

fn folded(text: &str) -> String {
    text.nfkc().filter(|it| !it.is_whitespace()).collect()
}

fn known(folded: &str) -> Option<Answer> {
    match folded {
        "はい" => Some(Answer::Yes(None)),
        "はい(予定)" => Some(Answer::Yes(Some(Reason::Planned))),
        "いいえ" => Some(Answer::No),
        "該当なし" => Some(Answer::NotApplicable),
        _ => None,
    }
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
    fn a_sign_has_a_way_out() {
        for (sign, expected) in [("○", "はい"), ("×", "いいえ"), ("-", "該当なし"), ("はい予定", "はい（予定）")]
        {
            assert_eq!(meant(sign).first().map(String::as_str), Some(expected), "{sign}");
        }
        assert_eq!(meant("???").len(), 4);
    }
}
