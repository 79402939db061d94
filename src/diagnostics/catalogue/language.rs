//! The languages of the terminal. Which one is spoken is decided elsewhere: nothing here asks the machine.

/// A language of the terminal. What a binder says follows its own `language` instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// 日本語.
    Japanese,
    /// English.
    English,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Japanese, Self::English];

    /// The code on the command line: `ja`, `en`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }

    /// Reads the code; `None` for any other word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == code)
    }

    /// The language for a locale as systems name it (`ja`, `ja-JP`, `ja_JP.UTF-8`): English where it is not Japanese.
    pub fn of_locale(locale: &str) -> Self {
        let primary = locale.split(['-', '_', '.', '@']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("ja") { Self::Japanese } else { Self::English }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_japanese_or_else_english() {
        for locale in ["ja", "ja-JP", "ja_JP.UTF-8", "JA_JP"] {
            assert_eq!(Language::of_locale(locale), Language::Japanese, "{locale}");
        }
        for locale in ["", "C", "en-US", "jam", "POSIX"] {
            assert_eq!(Language::of_locale(locale), Language::English, "{locale}");
        }
    }
}
