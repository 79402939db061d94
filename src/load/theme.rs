//! The theme inside the executable, by folder. Lists no file by hand, so that a new template needs no Rust.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, File, include_dir};

use crate::model::Theme;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The embedded theme.
pub fn theme() -> Theme {
    Theme {
        html: texts("html"),
        assets: bytes("assets"),
        pdf: bytes("pdf"),
        texts: texts("i18n"),
        settings: EMBEDDED.get_file("theme.toml").map(text).unwrap_or_default(),
    }
}

fn bytes(folder: &str) -> BTreeMap<String, Cow<'static, [u8]>> {
    files(folder).into_iter().map(|(name, file)| (name, Cow::Borrowed(file.contents()))).collect()
}

fn texts(folder: &str) -> BTreeMap<String, Cow<'static, str>> {
    files(folder).into_iter().map(|(name, file)| (name, text(file))).collect()
}

fn text(file: &'static File<'static>) -> Cow<'static, str> {
    String::from_utf8_lossy(file.contents())
}

fn files(folder: &str) -> BTreeMap<String, &'static File<'static>> {
    let mut found = BTreeMap::new();
    if let Some(start) = EMBEDDED.get_dir(folder) {
        collect(start, start, &mut found);
    }
    found
}

fn collect(
    start: &'static Dir<'static>,
    dir: &'static Dir<'static>,
    found: &mut BTreeMap<String, &'static File<'static>>,
) {
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
        let theme = theme();
        let on_disk = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default"));
        let names = on_disk.into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file());
        let names = names.filter(|it| !it.file_name().to_string_lossy().starts_with('.')).count();
        let has_settings = usize::from(EMBEDDED.get_file("theme.toml").is_some());
        assert_eq!(theme.files().len() - 1 + has_settings, names);
        assert!(theme.html.values().chain(theme.texts.values()).all(|it| !it.contains('\u{fffd}')));
    }
}
