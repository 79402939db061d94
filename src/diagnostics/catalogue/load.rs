//! Reads the catalogue. Deserialising validates: a catalogue with a code too many or too few, an empty text or a
//! placeholder that its code does not know is refused as a whole.

use std::collections::BTreeMap;
use std::ops::Deref;

use serde::Deserialize;

use super::template::placeholders;
use super::{Code, Language};

/// All texts.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "Raw")]
pub(super) struct Catalogue {
    codes: BTreeMap<Code, Entry>,
    ui: BTreeMap<String, Word>,
}

/// The texts of one code in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    pub(super) title: Text,
    pub(super) message: Text,
    pub(super) help: Text,
    pub(super) why: Text,
    /// On what a rule rests: a notice, a guideline, the binder's own papers, good practice.
    pub(super) source: Option<Text>,
}

/// A text that is not blank.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Text(String);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    wrong: Option<Text>,
    right: Option<Text>,
    ja: Texts,
    en: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Word {
    ja: Text,
    en: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    codes: BTreeMap<String, Entry>,
    ui: BTreeMap<String, Word>,
}

impl Catalogue {
    pub(super) fn texts(&self, code: Code, language: Language) -> Option<&Texts> {
        self.codes.get(&code).map(|it| it.texts(language))
    }

    /// Key of the head in `[ui]`, and the example.
    pub(super) fn examples(&self, code: Code) -> impl Iterator<Item = (&'static str, &str)> {
        let entry = self.codes.get(&code);
        let wrong = entry.and_then(|it| it.wrong.as_deref()).map(|it| ("explain-wrong", it));
        let right = entry.and_then(|it| it.right.as_deref()).map(|it| ("explain-right", it));
        wrong.into_iter().chain(right)
    }

    pub(super) fn ui(&self, key: &str, language: Language) -> Option<&str> {
        self.ui.get(key).map(|it| it.text(language).as_ref())
    }
}

impl Entry {
    fn texts(&self, language: Language) -> &Texts {
        match language {
            Language::Japanese => &self.ja,
            Language::English => &self.en,
        }
    }

    fn check(&self, code: Code) -> Result<(), String> {
        for texts in Language::ALL.map(|it| self.texts(it)) {
            let used = sorted([&texts.message, &texts.help].into_iter().flat_map(|it| placeholders(it)));
            if used != sorted(code.arguments().iter().copied()) {
                return Err(format!("{code}: message and help name {used:?}, the code {:?}", code.arguments()));
            }
            if !placeholders(&texts.title).is_empty() || !placeholders(&texts.why).is_empty() {
                return Err(format!("{code}: a title or why cannot have a placeholder"));
            }
        }
        same_in_both(code.as_str(), &self.ja.message, &self.en.message)?;
        if self.ja.source.is_some() != self.en.source.is_some() {
            return Err(format!("{code}: a source in one language only"));
        }
        if self.wrong.is_some() == self.right.is_some() { Ok(()) } else { Err(format!("{code}: half an example")) }
    }
}

impl Word {
    fn text(&self, language: Language) -> &Text {
        match language {
            Language::Japanese => &self.ja,
            Language::English => &self.en,
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Text {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.trim().is_empty() { Err("a text is empty") } else { Ok(Self(text)) }
    }
}

impl TryFrom<Raw> for Catalogue {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, Self::Error> {
        let mut codes = BTreeMap::new();
        for (name, entry) in raw.codes {
            let code = Code::parse(&name).ok_or_else(|| format!("there is no code {name}"))?;
            entry.check(code)?;
            codes.insert(code, entry);
        }
        if let Some(code) = Code::ALL.iter().find(|it| !codes.contains_key(it)) {
            return Err(format!("{code} has no texts"));
        }
        raw.ui.iter().try_for_each(|(key, word)| same_in_both(key, &word.ja, &word.en))?;
        Ok(Self { codes, ui: raw.ui })
    }
}

/// A text that speaks of one thing only may leave the number to its words, in both languages alike.
fn same_in_both(name: &str, ja: &str, en: &str) -> Result<(), String> {
    let (ja, en) = (sorted(placeholders(ja)), sorted(placeholders(en)));
    if ja == en { Ok(()) } else { Err(format!("{name}: {ja:?} in Japanese, {en:?} in English")) }
}

fn sorted<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::catalogue::fill;

    const SOURCE: &str = include_str!("../catalogue.toml");

    /// Words of programmers that no pharmacist should have to know.
    const JARGON: &[&str] = &[
        "パース",
        "シンタックス",
        "構文",
        "トークン",
        "エンコード",
        "エンコーディング",
        "ディレクトリ",
        "文字列",
        "バイト列",
        "スキーマ",
        "オブジェクト",
        "配列",
        "インデックス",
        "例外",
        "プレースホルダ",
        "パラメータ",
        "無効な",
        "不正な",
        "parse",
        "token",
        "string",
        "array",
        "null",
        "syntax",
        "encoding",
        "directory",
        "invalid",
        "schema",
        "byte",
    ];

    fn japanese() -> impl Iterator<Item = String> {
        let catalogue: Catalogue = toml::from_str(SOURCE).unwrap_or_default();
        let codes = catalogue.codes.into_values().flat_map(|it| [it.ja.title, it.ja.message, it.ja.help, it.ja.why]);
        codes.chain(catalogue.ui.into_values().map(|it| it.ja)).map(|it| fill(&it, &[]))
    }

    #[test]
    fn the_catalogue_is_whole() {
        let catalogue = toml::from_str::<Catalogue>(SOURCE);
        assert_eq!(catalogue.err().map(|it| it.to_string()), None);
    }

    #[test]
    fn the_file_is_sorted() {
        let names = |head, end| SOURCE.lines().filter_map(move |it| it.strip_prefix(head)?.strip_suffix(end));
        let codes: Vec<_> = names("[codes.", ".ja]").collect();
        let ui: Vec<_> = names("[ui.", "]").collect();
        assert!(codes.is_sorted() && codes.len() == Code::ALL.len(), "{codes:?}");
        assert!(ui.is_sorted(), "{ui:?}");
    }

    #[test]
    fn the_japanese_is_plain() {
        assert!(japanese().count() > 4 * Code::ALL.len());
        for text in japanese() {
            let found = JARGON.iter().find(|it| text.contains(**it));
            assert_eq!(found, None, "{text}");
        }
    }

    #[test]
    fn the_japanese_is_japanese_and_courteous() {
        let catalogue: Catalogue = toml::from_str(SOURCE).unwrap_or_default();
        for (code, entry) in &catalogue.codes {
            for text in [&entry.ja.message, &entry.ja.help, &entry.ja.why] {
                let polite =
                    ["です", "ます", "ません", "ください", "でした", "ました"].iter().any(|it| text.contains(it));
                assert!(polite || text.starts_with("使える値"), "{code}: {}", &**text);
            }
        }
    }

    #[test]
    fn a_bad_catalogue_is_refused() {
        let refused = |from: &str, to: &str| toml::from_str::<Catalogue>(&SOURCE.replacen(from, to, 1)).is_err();
        assert!(refused("[codes.bad-date.ja]", "[codes.bad-dale.ja]"));
        assert!(refused("「{item}」は、この年度", "「{itme}」は、この年度"));
        assert!(refused("en = \"also here\"", "en = \" \""));
        assert!(refused("en = \"1 note\"", "en = \"{count} note\""));
        assert!(!refused("also here", "here too"));
    }
}
