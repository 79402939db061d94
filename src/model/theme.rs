//! A theme: templates and files by name. What they look like inside is the renderers' affair.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The files of a theme, each by its path below the folder named.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// `html/`: tera templates.
    pub html: BTreeMap<String, Cow<'static, str>>,
    /// `assets/`: style sheets, scripts; copied as they are.
    pub assets: BTreeMap<String, Cow<'static, [u8]>>,
    /// `pdf/`: typst files.
    pub pdf: BTreeMap<String, Cow<'static, [u8]>>,
    /// `i18n/`: fixed texts, one TOML a language.
    pub texts: BTreeMap<String, Cow<'static, str>>,
    /// `theme.toml`.
    pub settings: Cow<'static, str>,
}

impl Theme {
    /// Every file by its path in the theme, sorted: what the digest of a build covers.
    pub fn files(&self) -> BTreeMap<String, &[u8]> {
        let mut files = BTreeMap::from([("theme.toml".to_owned(), self.settings.as_bytes())]);
        for (folder, texts) in [("html", &self.html), ("i18n", &self.texts)] {
            files.extend(texts.iter().map(|(name, it)| (format!("{folder}/{name}"), it.as_bytes())));
        }
        for (folder, bytes) in [("assets", &self.assets), ("pdf", &self.pdf)] {
            files.extend(bytes.iter().map(|(name, it)| (format!("{folder}/{name}"), &**it)));
        }
        files
    }
}
