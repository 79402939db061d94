//! A template pack in memory: what it says of itself, and its files, each with what becomes of it. Writes nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use super::{marks, seed};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Listed, PackHead, Share};
use crate::parse;
use crate::source::{Digest, Sources};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// The file that describes a pack.
pub const NAME: &str = "pack.toml";

/// A template pack.
#[derive(Debug, Clone)]
pub struct Pack {
    /// What it says of itself.
    pub head: PackHead,
    /// Its files, by path with `/`.
    pub files: BTreeMap<String, PackFile>,
}

/// A file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// What becomes of it.
    pub share: Share,
    /// What is in it. Of a seed, only what is nobody's: a register's headings, the settings without a facility.
    pub bytes: Cow<'static, [u8]>,
    /// The ids of its blocks, in order; empty for what has none.
    pub blocks: Vec<String>,
}

impl PackFile {
    /// A file with the blocks that its text has.
    pub fn new(path: &str, share: Share, bytes: Cow<'static, [u8]>) -> Self {
        let blocks = blocks(path, &bytes);
        Self { share, bytes, blocks }
    }

    /// As the signed list names it.
    pub fn listed(&self, path: &str) -> Listed {
        Listed {
            path: path.to_owned(),
            share: self.share,
            size: self.bytes.len() as u64,
            sha256: Digest::of(&self.bytes).to_string(),
            blocks: self.blocks.clone(),
        }
    }
}

/// Those of a text; a picture has none.
fn blocks(path: &str, bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    crate::merge::blocks(path, text).into_iter().map(|it| it.id).filter(|it| !it.is_empty()).collect()
}

/// An author's pack, and what of the folder is not part of it.
#[derive(Debug, Clone)]
pub struct Authored {
    /// The pack.
    pub pack: Pack,
    /// The files that no mark speaks of: they are not carried.
    pub unmarked: Vec<String>,
}

impl Pack {
    /// The pack inside the executable. It has no key.
    ///
    /// # Errors
    /// Those of [`Pack::author`]: a mistake in `content/pack.toml`, which the tests of this file would show.
    pub fn embedded() -> Result<Self, Vec<Finding>> {
        let mut files = BTreeMap::new();
        collect(&EMBEDDED, &mut files);
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let authored = Self::author(files, &mut sources, &mut sink);
        authored.map(|it| it.pack).ok_or_else(|| sink.into_sorted())
    }

    /// The pack that an author's files make, by path with `/`. `None` where `pack.toml` is missing or cannot be used; what
    /// is wrong is told in any case.
    pub fn author(
        files: BTreeMap<String, Cow<'static, [u8]>>,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Option<Authored> {
        let Some(bytes) = files.get(NAME) else {
            sink.push(Finding::of_path(Code::MissingFile, NAME).with("path", NAME));
            return None;
        };
        let Ok(text) = std::str::from_utf8(bytes) else {
            sink.push(Finding::of_path(Code::NotUtf8, NAME).with("encoding", "?"));
            return None;
        };
        let text = text.trim_start_matches('\u{feff}');
        let file = sources.add(NAME, text);
        let (head, marks) = parse::pack::author(file, text, sink)?;
        let mut authored = Authored { pack: Self { head, files: BTreeMap::new() }, unmarked: Vec::new() };
        for (path, bytes) in files.into_iter().filter(|it| it.0 != NAME) {
            // What a vendor permitted to hand on goes to every member, wherever it lies.
            let is_disclosed = authored.pack.head.disclosures.iter().any(|it| it.file == path);
            match if is_disclosed { Some(Share::Managed) } else { marks::share(&marks, &path) } {
                None => authored.unmarked.push(path),
                Some(share) => {
                    let bytes = if share == Share::Seed { seed::cut(&path, bytes) } else { bytes };
                    let file = PackFile::new(&path, share, bytes);
                    authored.pack.files.insert(path, file);
                }
            }
        }
        Some(authored)
    }

    /// The files of one kind, by path.
    pub fn of(&self, share: Share) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().filter(move |it| it.1.share == share).map(|(path, it)| (path.as_str(), &*it.bytes))
    }

    /// The files that are installed as they are, by path.
    pub fn managed(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.of(Share::Managed)
    }

    /// The file with this path.
    pub fn file(&self, path: &str) -> Option<&PackFile> {
        self.files.get(path)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn embedded() -> Authored {
        let mut files = BTreeMap::new();
        collect(&EMBEDDED, &mut files);
        let mut sink = Sink::default();
        let authored = Pack::author(files, &mut Sources::default(), &mut sink);
        authored.unwrap_or_else(|| panic!("{:?}", sink.into_sorted()))
    }

    #[test]
    fn every_file_of_the_embedded_pack_is_marked() {
        // The standards are in the executable; what tells people about the folder is nobody's.
        let own = |it: &&String| ["README.md", "LICENSE"].contains(&it.as_str()) || it.starts_with("standards/");
        let authored = embedded();
        assert_eq!(authored.unmarked.iter().filter(|it| !own(it)).collect::<Vec<_>>(), [""; 0]);
        assert!(authored.pack.managed().count() > 10 && authored.pack.of(Share::Seed).count() > 5);
        assert!(authored.pack.of(Share::Example).any(|it| it.0.starts_with("checklists/")));
    }

    #[test]
    fn a_pack_that_cannot_be_used_is_told() {
        let codes = |text: Option<&'static str>| -> Vec<Code> {
            let files = text.map(|it| (NAME.to_owned(), Cow::Borrowed(it.as_bytes()))).into_iter().collect();
            let mut sink = Sink::default();
            Pack::author(files, &mut Sources::default(), &mut sink);
            sink.into_sorted().into_iter().map(|it| it.code).collect()
        };
        assert_eq!(codes(None), [Code::MissingFile]);
        assert_eq!(codes(Some("id = 'a'\nversion = '1'\nserial = 1\nkinds = ['pharmcy']")), [Code::BadValue]);
        assert_eq!(codes(Some("id = 'a'\nversion = '1'\nserial = 1\nkinds = ['pharmacy']")), []);
        assert!(codes(Some("id = ")).contains(&Code::TomlSyntax));
    }
}
