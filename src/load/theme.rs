//! The theme inside the executable, by folder. Lists no file by hand, so that a new template needs no Rust.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, File, include_dir};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// What renderers take from a theme. Every key is a path below the folder, with `/`.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// `html/`: templates.
    pub html: BTreeMap<String, String>,
    /// `assets/`: copied as they are.
    pub assets: BTreeMap<String, Cow<'static, [u8]>>,
    /// `pdf/`: read by typst.
    pub pdf: BTreeMap<String, Cow<'static, [u8]>>,
    /// `i18n/`: TOML.
    pub i18n: BTreeMap<String, String>,
    /// `theme.toml`; empty where there is none.
    pub settings: String,
}

impl Theme {
    /// The embedded theme.
    pub fn embedded() -> Self {
        Self {
            html: texts("html"),
            assets: bytes("assets"),
            pdf: bytes("pdf"),
            i18n: texts("i18n"),
            settings: EMBEDDED.get_file("theme.toml").map(text).unwrap_or_default(),
        }
    }

    /// Every file by its path in the theme, sorted: what the digest of a build covers.
    pub fn files(&self) -> BTreeMap<String, &[u8]> {
        let html = self.html.iter().map(|(name, it)| (format!("html/{name}"), it.as_bytes()));
        let assets = self.assets.iter().map(|(name, it)| (format!("assets/{name}"), &**it));
        let pdf = self.pdf.iter().map(|(name, it)| (format!("pdf/{name}"), &**it));
        let i18n = self.i18n.iter().map(|(name, it)| (format!("i18n/{name}"), it.as_bytes()));
        let settings = ("theme.toml".to_owned(), self.settings.as_bytes());
        html.chain(assets).chain(pdf).chain(i18n).chain([settings]).collect()
    }
}

fn bytes(folder: &str) -> BTreeMap<String, Cow<'static, [u8]>> {
    files(folder).into_iter().map(|(name, file)| (name, Cow::Borrowed(file.contents()))).collect()
}

fn texts(folder: &str) -> BTreeMap<String, String> {
    files(folder).into_iter().map(|(name, file)| (name, text(file))).collect()
}

fn text(file: &File<'_>) -> String {
    String::from_utf8_lossy(file.contents()).into_owned()
}

fn files(folder: &str) -> BTreeMap<String, &'static File<'static>> {
    let mut found = BTreeMap::new();
    if let Some(start) = EMBEDDED.get_dir(folder) {
        collect(start, start, &mut found);
    }
    found
}

fn collect(start: &'static Dir<'static>, dir: &'static Dir<'static>, found: &mut BTreeMap<String, &'static File<'static>>) {
    for file in dir.files() {
        let below = file.path().strip_prefix(start.path()).unwrap_or(file.path());
        let parts: Vec<_> = below.iter().map(|it| it.to_string_lossy()).collect();
        if parts.iter().all(|it| !it.starts_with('.')) {
            found.insert(parts.join("/"), file);
        }
    }
    dir.dirs().for_each(|it| collect(start, it, found));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_theme_is_found_and_templates_are_text() {
        let theme = Theme::embedded();
        let on_disk = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default"));
        let names = on_disk.into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file());
        let names = names.filter(|it| !it.file_name().to_string_lossy().starts_with('.')).count();
        let has_settings = usize::from(EMBEDDED.get_file("theme.toml").is_some());
        assert_eq!(theme.files().len() - 1 + has_settings, names);
        assert!(theme.html.values().chain(theme.i18n.values()).all(|it| !it.contains('\u{fffd}')));
    }
}
