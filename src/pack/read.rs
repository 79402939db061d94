//! Reads a `.tojipack`: the list and its signature first, then every file that the list names, and nothing else. Changes
//! nothing; what is wrong is told all at once.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::archive::SIGNATURE;
use super::container::{Container, Unread, too_large};
use super::template::{NAME, Pack, PackFile};
use super::{declared, limits, name, signature};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Listed, PackHead, PackKey, Share, Template};
use crate::parse;
use crate::source::{Digest, Sources};

/// Whose signature counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// The key that the pack itself names: for the first install, when people compare its fingerprint with the paper.
    First,
    /// One of these: the key taken in at the first install, and the one that it announced.
    Pinned(Vec<PackKey>),
}

impl Trust {
    /// What a folder with this template trusts. One that was made from toji's own template has no key yet.
    pub fn of(installed: Option<&Template>) -> Self {
        let keys = installed.into_iter().flat_map(|it| [&it.key, &it.next_key]).flatten();
        let keys: Vec<_> = keys.filter_map(|it| PackKey::parse(it)).collect();
        if installed.is_some_and(|it| it.key.is_some()) { Self::Pinned(keys) } else { Self::First }
    }
}

/// A pack whose signature and contents are right.
#[derive(Debug, Clone)]
pub struct SignedPack {
    /// The pack.
    pub pack: Pack,
    /// The key that signed it; the one that it names.
    pub key: PackKey,
    /// The SHA-256 of the list that was signed.
    pub list: Digest,
}

/// A pack of whoever makes it: it may have no signature yet.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The pack.
    pub pack: Pack,
    /// The key that signed it, if one did.
    pub key: Option<PackKey>,
    /// The SHA-256 of the list.
    pub list: Digest,
}

/// Reads a signed pack. `None` with findings where there is anything wrong with it.
pub fn open(path: &Path, trust: &Trust, sources: &mut Sources, sink: &mut Sink) -> Option<SignedPack> {
    let mut opened = Opened::new(path, sink)?;
    let Some(signature) = opened.signature.take() else {
        sink.push(Finding::of_path(Code::PackUnsigned, opened.shown()).with("path", opened.shown()));
        return None;
    };
    let pinned = match trust {
        Trust::First => &[][..],
        Trust::Pinned(keys) => keys,
    };
    let known = signature::signer(&opened.list, &signature, pinned).cloned();
    if let (Trust::Pinned(keys), None) = (trust, &known) {
        sink.push(opened.stranger(&signature, keys));
        return None;
    }
    let (head, files) = opened.parse(sources, sink)?;
    let named = head.key.clone().filter(|it| known.as_ref().is_none_or(|known| known == it));
    let Some(key) = named.filter(|it| signature::signer(&opened.list, &signature, [it]).is_some()) else {
        sink.push(opened.bad_signature());
        return None;
    };
    let list = Digest::of(&opened.list);
    Some(SignedPack { pack: opened.pack(head, &files, sink)?, key, list })
}

/// Reads a pack that may have no signature; one that it has must be right. `None` with findings where anything is wrong.
pub fn open_draft(path: &Path, sources: &mut Sources, sink: &mut Sink) -> Option<Draft> {
    let mut opened = Opened::new(path, sink)?;
    let (head, files) = opened.parse(sources, sink)?;
    let key = match opened.signature.take() {
        None => None,
        Some(it) => {
            let key = head.key.as_ref().filter(|key| signature::signer(&opened.list, &it, [*key]).is_some());
            let Some(key) = key else {
                sink.push(opened.bad_signature());
                return None;
            };
            Some(key.clone())
        }
    };
    let list = Digest::of(&opened.list);
    Some(Draft { pack: opened.pack(head, &files, sink)?, key, list })
}

struct Opened {
    path: String,
    container: Container,
    list: Vec<u8>,
    signature: Option<String>,
}

impl Opened {
    fn new(path: &Path, sink: &mut Sink) -> Option<Self> {
        let shown = path.display().to_string();
        let mut container = Container::open(path).map_err(|it| sink.push(it)).ok()?;
        let list = container.read(NAME, limits::LIST);
        let list = list.map_err(|it| sink.push(unread(&shown, NAME, it, limits::LIST))).ok()?;
        let signature = match container.read(SIGNATURE, limits::SIGNATURE) {
            // What is no text is no signature, and fits nothing.
            Ok(bytes) => Some(String::from_utf8(bytes).unwrap_or_default()),
            Err(Unread::Missing) => None,
            Err(Unread::TooLarge | Unread::Bomb | Unread::Damaged) => Some(String::new()),
        };
        Some(Self { path: shown, container, list, signature })
    }

    fn shown(&self) -> &str {
        &self.path
    }

    fn bad_signature(&self) -> Finding {
        Finding::of_path(Code::PackBadSignature, &self.path).with("path", &self.path)
    }

    /// What is said of a signature by none of the keys that count. The list is read only to tell a changed pack from one of
    /// somebody else.
    fn stranger(&self, signature: &str, pinned: &[PackKey]) -> Finding {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let own = self.parse(&mut sources, &mut sink).and_then(|it| it.0.key);
        match own.filter(|it| signature::signer(&self.list, signature, [it]).is_some()) {
            None => self.bad_signature(),
            Some(own) => unknown_key(&self.path, &own, pinned),
        }
    }

    /// Every fault of the list is one of the pack: nothing of it is then used.
    fn parse(&self, sources: &mut Sources, sink: &mut Sink) -> Option<(PackHead, Vec<Listed>)> {
        let Ok(text) = std::str::from_utf8(&self.list) else {
            sink.push(damaged(&self.path, "pack.toml: UTF-8"));
            return None;
        };
        let file = sources.add(format!("{}/{NAME}", self.path), text);
        let mut found = Sink::default();
        let parsed = parse::pack::signed(file, text, &mut found);
        let found = found.into_sorted();
        let is_whole = found.is_empty();
        sink.extend(found);
        parsed.filter(|_| is_whole)
    }

    /// Reads all files; `None` with all that is wrong.
    fn pack(mut self, head: PackHead, files: &[Listed], sink: &mut Sink) -> Option<Pack> {
        let mut findings = name::problems(files.iter().map(|it| it.path.as_str()));
        findings.extend(declared::problems(&head, files.iter().map(|it| it.path.as_str())));
        let is_managed = |path: &str| files.iter().any(|it| it.share == Share::Managed && it.path == path);
        findings.extend(declared::missing(&head, is_managed));
        findings.extend(self.beyond(files));
        findings.extend(self.extra(files));
        findings.extend(unlisted(&head, files));
        let total: u64 = files.iter().map(|it| it.size).fold(0, u64::saturating_add);
        if total > limits::TOTAL || files.len() > limits::FILES {
            findings.push(too_large(&self.path, &limits::shown(limits::TOTAL)));
            sink.extend(findings);
            return None;
        }
        let mut read = BTreeMap::new();
        for listed in files.iter().filter(|it| it.size <= limits::FILE) {
            match self.file(listed) {
                Ok(file) => drop(read.insert(listed.path.clone(), file)),
                Err(finding) => findings.push(finding),
            }
        }
        let is_whole = findings.is_empty();
        sink.extend(findings);
        is_whole.then_some(Pack { head, files: read })
    }

    fn file(&mut self, listed: &Listed) -> Result<PackFile, Finding> {
        let path = listed.path.as_str();
        let bytes = self.container.read(path, listed.size).map_err(|it| unread(path, path, it, limits::FILE))?;
        let is_same = bytes.len() as u64 == listed.size && Digest::of(&bytes).to_string() == listed.sha256;
        if !is_same {
            return Err(changed(path));
        }
        Ok(PackFile { share: listed.share, bytes: Cow::Owned(bytes), blocks: listed.blocks.clone() })
    }

    fn beyond(&self, files: &[Listed]) -> Vec<Finding> {
        let large = files.iter().filter(|it| it.size > limits::FILE);
        large.map(|it| too_large(&it.path, &limits::shown(limits::FILE))).collect()
    }

    fn extra(&self, files: &[Listed]) -> Vec<Finding> {
        let listed: BTreeSet<&[u8]> = files.iter().map(|it| it.path.as_bytes()).collect();
        let own = [NAME.as_bytes(), SIGNATURE.as_bytes()];
        let extra = self.container.names().filter(|it| !own.contains(it) && !listed.contains(it));
        let shown: BTreeSet<_> = extra.map(|it| String::from_utf8_lossy(it).into_owned()).collect();
        shown.iter().map(|it| Finding::of_path(Code::PackFileExtra, it).with("path", it)).collect()
    }
}

/// Disclosure documents that the pack speaks of and does not hold.
fn unlisted(head: &PackHead, files: &[Listed]) -> Vec<Finding> {
    let is_there = |path: &str| files.iter().any(|it| it.path == path);
    let missing = head.disclosures.iter().filter(|it| !is_there(&it.file));
    missing.map(|it| Finding::of_path(Code::PackFileMissing, &it.file).with("path", &it.file)).collect()
}

/// A pack signed by `found`, where only `pinned` count.
pub(super) fn unknown_key(path: &str, found: &PackKey, pinned: &[PackKey]) -> Finding {
    let pinned = pinned.first().map(PackKey::fingerprint).unwrap_or_default();
    let finding = Finding::of_path(Code::PackKeyUnknown, path).with("found", found.fingerprint());
    finding.with("pinned", pinned)
}

fn damaged(path: &str, reason: &str) -> Finding {
    Finding::of_path(Code::PackDamaged, path).with("path", path).with("reason", reason)
}

fn changed(path: &str) -> Finding {
    Finding::of_path(Code::PackFileChanged, path).with("path", path)
}

fn unread(at: &str, name: &str, why: Unread, limit: u64) -> Finding {
    match why {
        Unread::Missing if name == NAME => damaged(at, "pack.toml ?"),
        Unread::Missing => Finding::of_path(Code::PackFileMissing, name).with("path", name),
        Unread::TooLarge if name == NAME => too_large(name, &limits::shown(limit)),
        Unread::Bomb => too_large(name, &format!("{} x", limits::RATIO)),
        Unread::TooLarge | Unread::Damaged => changed(name),
    }
}
