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
    pub pdf: BTreeMap<String, Cow<'static, str>>,
    /// `i18n/`: fixed texts, one TOML a language.
    pub texts: BTreeMap<String, Cow<'static, str>>,
    /// `theme.toml`.
    pub settings: Cow<'static, str>,
}
