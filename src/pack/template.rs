//! A template pack: files, and `pack.toml`, which says what becomes of each. Holds contents; writes nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::diagnostics::{Code, Finding};
use crate::model::FacilityKind;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content");
const NAME: &str = "pack.toml";

/// What becomes of a file of the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Installed as it is, and kept up to date by whoever gives out the pack.
    Managed,
    /// Given once; then it is the facility's own.
    Seed,
    /// The fictional facility's own: not given.
    Example,
    /// Nothing says: not given.
    Unmarked,
}

/// A template pack.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The kinds of facility that it is for.
    pub kinds: Vec<FacilityKind>,
    marks: Marks,
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

#[derive(Debug, Deserialize)]
struct Head {
    id: String,
    version: String,
    kinds: Vec<String>,
    #[serde(flatten)]
    marks: Marks,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Marks {
    managed: Vec<String>,
    seed: Vec<String>,
    example: Vec<String>,
}

impl Pack {
    /// The pack inside the executable.
    ///
    /// # Errors
    /// As [`Pack::new`].
    pub fn embedded() -> Result<Self, Finding> {
        let mut files = BTreeMap::new();
        collect(&EMBEDDED, &mut files);
        Self::new(files)
    }

    /// A pack of these files, by path with `/`.
    ///
    /// # Errors
    /// Where `pack.toml` is missing, is no TOML, or names a kind of facility that is not known.
    pub fn new(files: BTreeMap<String, Cow<'static, [u8]>>) -> Result<Self, Finding> {
        let bytes = files.get(NAME).ok_or_else(|| Finding::of_path(Code::MissingFile, NAME).with("path", NAME))?;
        let wrong = |it: toml::de::Error| Finding::of_path(Code::TomlSyntax, NAME).with("reason", it.message());
        let head: Head = toml::from_slice(bytes).map_err(wrong)?;
        let kinds = head.kinds.iter().map(|it| kind(it)).collect::<Result<_, _>>()?;
        Ok(Self { id: head.id, version: head.version, kinds, marks: head.marks, files })
    }

    /// What becomes of the file with this path.
    pub fn share(&self, path: &str) -> Share {
        let marked = |patterns: &[String]| patterns.iter().any(|it| fits(it, path));
        match () {
            () if marked(&self.marks.example) => Share::Example,
            () if marked(&self.marks.seed) => Share::Seed,
            () if marked(&self.marks.managed) => Share::Managed,
            () => Share::Unmarked,
        }
    }

    /// The files that are installed as they are, by path.
    pub fn managed(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, it)| (path.as_str(), &**it)).filter(|it| self.share(it.0) == Share::Managed)
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

fn kind(name: &str) -> Result<FacilityKind, Finding> {
    let known = FacilityKind::ALL.map(FacilityKind::as_str);
    let unknown = || {
        let finding = Finding::of_path(Code::BadValue, NAME).with("key", "kinds").with("value", name);
        finding.with("expected", known.join(", ")).nearest(crate::diagnostics::nearest(name, known))
    };
    FacilityKind::parse(name).ok_or_else(unknown)
}

fn collect(folder: &'static Dir<'static>, files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    for file in folder.files() {
        let parts: Vec<_> = file.path().iter().map(|it| it.to_string_lossy()).collect();
        if parts.iter().all(|it| !it.starts_with('.')) {
            files.insert(parts.join("/"), Cow::Borrowed(file.contents()));
        }
    }
    folder.dirs().for_each(|it| collect(it, files));
}

/// Whether a path fits a pattern: `*` stands for any part of a name, `**` for any names.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    names_fit(&pattern, &path)
}

fn names_fit(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        ([], []) => true,
        (["**", rest @ ..], _) => (0..=path.len()).any(|it| names_fit(rest, &path[it..])),
        ([first, rest @ ..], [name, names @ ..]) => name_fits(first, name) && names_fit(rest, names),
        ([], [_, ..]) | ([_, ..], []) => false,
    }
}

fn name_fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|name| {
            let ends = name.char_indices().map(|it| it.0).chain([name.len()]);
            ends.into_iter().any(|it| name_fits(rest, &name[it..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_names() {
        for (pattern, path) in [
            ("manual/**", "manual/2-03.md"),
            ("manual/**", "manual/figures/a.png"),
            ("registers/*.csv", "registers/devices.csv"),
            ("binder.toml", "binder.toml"),
            ("**/*.md", "a/b/c.md"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("manual/**", "manuals/a.md"),
            ("registers/*.csv", "registers/old/devices.csv"),
            ("registers/*.csv", "registers/devices.csv.bak"),
            ("binder.toml", "a/binder.toml"),
        ] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn every_file_of_the_embedded_pack_is_marked() {
        // The pack's own description and the standards, which are in the executable, are nobody's.
        let Ok(pack) = Pack::embedded() else { return };
        let own = |it: &&str| [NAME, "README.md", "LICENSE"].contains(it) || it.starts_with("standards/");
        let unmarked: Vec<_> = pack.paths().filter(|it| !own(it) && pack.share(it) == Share::Unmarked).collect();
        assert_eq!(unmarked, [""; 0]);
    }

    #[test]
    fn a_pack_that_cannot_be_used_is_told() {
        let pack = |text: &'static str| Pack::new([(NAME.to_owned(), Cow::Borrowed(text.as_bytes()))].into());
        let code = |text| pack(text).err().map(|it| it.code);
        assert_eq!(Pack::new(BTreeMap::new()).err().map(|it| it.code), Some(Code::MissingFile));
        assert_eq!(code("id = "), Some(Code::TomlSyntax));
        assert_eq!(code("id = 'a'\nversion = '1'\nkinds = ['pharmcy']"), Some(Code::BadValue));
        assert_eq!(code("id = 'a'\nversion = '1'\nkinds = ['pharmacy']"), None);
    }
}
