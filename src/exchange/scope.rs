//! On what machines an item is asked: a cell or a line of nothing but the words for them.

use super::number::narrow;

/// The words, narrow, longest first.
const WORDS: [&str; 6] = ["医療情報システム全般", "ネットワーク機器", "端末PC", "サーバー", "サーバ", "端末"];

/// What may stand around them.
const BRACKETS: [char; 14] = ['【', '】', '〔', '〕', '（', '）', '(', ')', '[', ']', '「', '」', '<', '>'];

/// The scope that a cell or line is, without its brackets; `None` for any other text.
pub(super) fn read(text: &str) -> Option<String> {
    let text = narrow(text.trim());
    let text = text.trim_matches(BRACKETS).trim();
    let text = text.strip_prefix("対象").map_or(text, |it| it.trim_start_matches([':', ' ']));
    let text = text.split_once("について").map_or(text, |it| it.0);
    let text = text.trim_matches(BRACKETS).trim();
    let mut rest = text;
    let mut words = Vec::new();
    while !rest.is_empty() {
        let word = WORDS.iter().find(|it| rest.starts_with(**it))?;
        words.push(*word);
        rest = rest[word.len()..].trim_start();
        rest = ["及び", "および", "並びに", "、", ",", "・", "/"]
            .iter()
            .find_map(|it| rest.strip_prefix(it))
            .unwrap_or(rest);
        rest = rest.trim_start();
    }
    (!words.is_empty()).then(|| words.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_nothing_but_its_words() {
        for (text, scope) in [
            ("医療情報システム全般", "医療情報システム全般"),
            ("【サーバ、端末ＰＣ】", "サーバ、端末PC"),
            ("対象：ネットワーク機器", "ネットワーク機器"),
            ("サーバ及び端末PCについて、以下を実施している。", "サーバ、端末PC"),
        ] {
            assert_eq!(read(text).as_deref(), Some(scope), "{text}");
        }
        for text in ["", "サーバの台帳", "端末を止める", "【】", "について"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
