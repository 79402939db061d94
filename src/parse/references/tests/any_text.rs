//! What holds for every text: nothing is lost, every span is right, nothing panics, and scanning is linear.

use std::ops::Range;

use proptest::prelude::*;

use super::Scanned;
use crate::model::{Inline, RawRef, plain_text};
use crate::parse::references::cursor::steps;
use crate::parse::run::join_lines;

/// Pieces that the grammar knows, and some that it does not.
const ALPHABET: &str = "▶|システム運用編|編|運用管理規程|BCP|ＢＣＰ|台帳|チェックリスト|第|条|項|の|2|１|9|0|12|十|二|〇|①|②|⑳|㊿|.|．\
    |-|－|−|(|)|（|）|～|〜|~|、|，|,|・|及び|から|まで|と| |　|\n|{{|}}|{|}|[|]|facility|SV-01|法|令|」|a|を|\u{3099}|\u{fe0f}|🏥|%";

fn composed(pieces: Range<usize>) -> impl Strategy<Value = String> {
    let alphabet: Vec<_> = ALPHABET.split('|').collect();
    prop::collection::vec(prop::sample::select(alphabet), pieces).prop_map(|it| it.concat())
}

fn without_line_ends(text: &str) -> String {
    text.replace(['\n', ' '], "")
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let scanned = Scanned::new(text);
    let mut seen = String::new();
    for inline in &scanned.inlines {
        seen.push_str(&plain_text(std::slice::from_ref(inline)));
        if let Inline::Ref(it) = inline
            && matches!(it.to, RawRef::Variable(_))
        {
            seen.push_str(scanned.sources.slice(it.span));
        }
    }
    prop_assert_eq!(without_line_ends(&seen), without_line_ends(text));
    if !(text.contains('\n') && (text.contains('▶') || text.contains("{{"))) {
        prop_assert_eq!(seen, join_lines(text));
    }
    for it in scanned.references().filter(|it| !it.shown.is_empty()) {
        let (written, shown) = (scanned.sources.slice(it.span), plain_text(&it.shown));
        prop_assert!(shown == join_lines(written) || shown == written.replace('\n', " "), "{written:?} {shown:?}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn nothing_is_lost_of_any_text(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn nothing_is_lost_of_texts_made_from_the_grammar(text in composed(0..40)) {
        check(&text)?;
    }

    #[test]
    fn text_without_a_sign_stays_one_text(text in "[あ-んア-ン0-9、。 ]{1,60}") {
        prop_assert_eq!(Scanned::new(&text).inlines.len(), 1);
    }

    #[test]
    fn scanning_repeated_pieces_is_linear(text in composed(1..5)) {
        prop_assert!(steps_for(&text, 4096) <= 16 * text.len() * 4096, "{}", text);
    }
}

fn steps_for(text: &str, times: usize) -> usize {
    let text = text.repeat(times);
    steps::taken();
    let _ = Scanned::new(&text);
    steps::taken()
}

#[test]
fn many_of_one_sign_are_read_in_bounded_steps() {
    let texts = [
        "▶",
        "▶ ",
        "▶\n",
        "▶あ",
        "▶台帳 A1 ",
        "2-",
        "2(",
        "2-①",
        "2-①、",
        "第",
        "第1",
        "第1条",
        "法第1条、",
        "{{",
        "{{ ",
        "{{ a",
        "1.",
        "▶編1.",
    ];
    for text in texts {
        let times = (1 << 17) / text.len();
        let steps = steps_for(text, times);
        assert!(steps <= 16 * text.len() * times, "{text}: {steps}");
    }
}

#[test]
fn a_sign_before_many_of_one_character_is_read_in_bounded_steps() {
    for (sign, filler) in [
        ("▶台帳 SV-1 ", "A"),
        ("▶", " "),
        ("▶", "あ"),
        ("▶編", "9"),
        ("▶編 9", ".9"),
        ("{{", "a"),
        ("第", "一"),
        ("2-①", "①"),
    ] {
        let text = format!("{sign}{}", filler.repeat(1 << 18));
        let steps = steps_for(&text, 1);
        assert!(steps <= 16 * text.len(), "{sign}{filler}: {steps}");
    }
}
