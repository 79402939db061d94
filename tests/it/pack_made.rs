//! Template packs made by hand, so that they can be wrong in every way. No test here.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use minisign::KeyPair;
use toji::diagnostics::{Code, Sink};
use toji::model::PackKey;
use toji::pack::{self, SignedPack, Trust};
use toji::source::{Digest, Sources};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// One of three signing keys, the same in all tests; without a password, which takes long to make sure of.
pub(crate) fn key(number: usize) -> &'static KeyPair {
    static KEYS: [OnceLock<KeyPair>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
    KEYS[number].get_or_init(|| KeyPair::generate_unencrypted_keypair().unwrap())
}

/// The public half.
pub(crate) fn public(number: usize) -> PackKey {
    PackKey::parse(&key(number).pk.to_base64()).unwrap()
}

/// A pack that is sound until a test makes it otherwise.
#[derive(Clone)]
pub(crate) struct Made {
    pub(crate) version: &'static str,
    pub(crate) serial: u64,
    pub(crate) id: &'static str,
    /// Further lines of the list's head.
    pub(crate) head: String,
    /// The key that it names, and the one that signs it.
    pub(crate) named: usize,
    pub(crate) signer: usize,
    /// Path, kind, and what the list says of it.
    pub(crate) listed: Vec<(String, &'static str, Vec<u8>)>,
    /// What is in the zip.
    pub(crate) held: Vec<(String, Vec<u8>)>,
}

pub(crate) const RULES: &str = "# 規程\n\n## 第1条（目的）\n\n本文。\n";

impl Made {
    pub(crate) fn new() -> Self {
        let made = Self {
            version: "2025.1",
            serial: 1,
            id: "nara",
            head: String::new(),
            named: 0,
            signer: 0,
            listed: Vec::new(),
            held: Vec::new(),
        };
        made.file("rules/rules.md", RULES.as_bytes()).file("manual/memo.md", "# 覚え\n\n本文。\n".as_bytes())
    }

    /// A file that is listed and held.
    pub(crate) fn file(self, path: &str, bytes: &[u8]) -> Self {
        self.listed(path, bytes).held(path, bytes)
    }

    pub(crate) fn listed(mut self, path: &str, bytes: &[u8]) -> Self {
        self.listed.push((path.to_owned(), "managed", bytes.to_vec()));
        self
    }

    pub(crate) fn held(mut self, path: &str, bytes: &[u8]) -> Self {
        self.held.push((path.to_owned(), bytes.to_vec()));
        self
    }

    pub(crate) fn head(mut self, lines: &str) -> Self {
        self.head.push_str(lines);
        self.head.push('\n');
        self
    }

    pub(crate) fn list(&self) -> String {
        let Self { version, serial, id, head, named, .. } = self;
        let key = public(*named);
        let mut list = format!(
            "format = 1\nid = \"{id}\"\nversion = \"{version}\"\nserial = {serial}\nkinds = [\"pharmacy\"]\nkey = \"{key}\"\n{head}"
        );
        for (path, kind, bytes) in &self.listed {
            let path = toml::Value::String(path.clone());
            let (size, digest) = (bytes.len(), Digest::of(bytes));
            list.push_str(&format!(
                "[[files]]\npath = {path}\nkind = \"{kind}\"\nsize = {size}\nsha256 = \"{digest}\"\n"
            ));
        }
        list
    }

    pub(crate) fn signature(&self, list: &str) -> String {
        minisign::sign(None, &key(self.signer).sk, list.as_bytes(), Some("test"), None).unwrap().into_string()
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let list = self.list();
        self.packed(list.as_bytes(), Some(self.signature(&list).as_bytes()))
    }

    pub(crate) fn packed(&self, list: &[u8], signature: Option<&[u8]>) -> Vec<u8> {
        let mut files = vec![("pack.toml", list)];
        files.extend(signature.map(|it| ("pack.toml.minisig", it)));
        files.extend(self.held.iter().map(|(path, it)| (path.as_str(), it.as_slice())));
        zipped(&files)
    }
}

pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in files {
        zip.start_file(*path, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A file in a folder that goes away with it.
pub(crate) fn written(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nara.tojipack");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// What comes of opening a pack: the pack, or all that is wrong, by code.
pub(crate) fn open(path: &Path, trust: &Trust) -> Result<SignedPack, Vec<Code>> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let opened = pack::open(path, trust, &mut sources, &mut sink);
    let codes: Vec<Code> = sink.into_sorted().into_iter().map(|it| it.code).collect();
    assert_eq!(opened.is_some(), codes.is_empty(), "{codes:?}");
    opened.ok_or(codes)
}

/// What is wrong with these bytes as a pack.
pub(crate) fn faults(bytes: &[u8]) -> Vec<Code> {
    let (_folder, path) = written(bytes);
    open(&path, &Trust::First).err().unwrap_or_default()
}

pub(crate) fn opened(made: &Made, trust: &Trust) -> Result<SignedPack, Vec<Code>> {
    let (_folder, path) = written(&made.bytes());
    open(&path, trust)
}
