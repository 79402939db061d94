//! The word of a cell that holds one of several: full-width or not, with a remark behind it or not.

use unicode_normalization::UnicodeNormalization;

/// What else people write for the word of a drop-down.
const ALSO: [(&str, &[&str]); 4] = [
    ("あり", &["有", "有り", "○", "〇", "◯"]),
    ("なし", &["無", "無し", "×", "✕", "-", "ー", "―", "ありません", "対象外"]),
    ("はい", &["あり", "有", "有り", "○", "〇", "◯"]),
    ("いいえ", &["なし", "無", "無し", "×", "✕", "-", "ー", "―", "対象外"]),
];

/// The first word of a cell, without the remark behind it: あり（VPN） is あり.
pub fn choice_word(text: &str) -> String {
    let folded: String = text.nfkc().collect();
    let end = folded.trim_start().find(['(', '、', ',', '・', ':', ';', ' ', '。', '/']);
    let trimmed = folded.trim();
    end.map_or(trimmed, |it| trimmed[..it.min(trimmed.len())].trim()).to_owned()
}

/// Whether a cell says one of the words, or what people write for it.
pub fn is_choice(words: &[&str], text: &str) -> bool {
    let found = choice_word(text);
    let is_said = |word: &str| {
        let also = ALSO.iter().filter(|it| it.0 == word).flat_map(|it| it.1);
        found.eq_ignore_ascii_case(word) || also.into_iter().any(|it| found == *it)
    };
    words.iter().any(|it| is_said(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_and_width_do_not_make_another_word() {
        for text in ["あり", " あり ", "あり（VPN）", "有", "○（VPN）", "あり、保守のときだけ", "無し", "－", "なし"]
        {
            assert!(is_choice(&["あり", "なし"], text), "{text}");
        }
        for text in ["不明", "ありそう", "", "（あり）", "はい"] {
            assert!(!is_choice(&["あり", "なし"], text), "{text}");
        }
        assert!(is_choice(&["サーバ", "端末PC"], "端末ＰＣ（タブレット）"));
        assert!(!is_choice(&["サーバ", "端末PC"], "サーバー"));
    }
}
