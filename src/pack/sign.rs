//! Signs a pack, and makes the keys for it. The only place that holds a secret, and it writes none but into its own file,
//! locked with a password.

use std::path::{Path, PathBuf};

use minisign::{KeyPair, PublicKey, SecretKey, SecretKeyBox};

use super::build::{packed, replace};
use super::list;
use super::read::{SignedPack, open_draft};
use crate::diagnostics::{Code, Finding, Sink};
use crate::disk::Disk;
use crate::model::PackKey;
use crate::source::{Digest, Sources};

/// A signing key that was unlocked. It cannot be printed.
pub struct SigningKey {
    secret: SecretKey,
    public: PackKey,
}

/// The files of a new key.
#[derive(Debug)]
pub struct NewKey {
    /// The public key.
    pub key: PackKey,
    /// Where the secret one lies.
    pub secret: PathBuf,
    /// Where the public one lies.
    pub public: PathBuf,
}

impl SigningKey {
    /// Unlocks the key in the file at `path`.
    ///
    /// # Errors
    /// Where it is no signing key, or the password is another.
    pub fn open(path: &Path, password: String) -> Result<Self, Finding> {
        let shown = path.display().to_string();
        let unreadable = || Finding::of_path(Code::KeyUnreadable, &shown).with("path", &shown);
        let bytes = std::fs::read(path)
            .map_err(|it| Finding::of_path(Code::UnreadableFile, &shown).with("path", &shown).with("reason", it))?;
        let text = String::from_utf8(bytes).map_err(|_| unreadable())?;
        if !is_locked_key(&text) {
            return Err(unreadable());
        }
        let wrong = |_| Finding::of_path(Code::KeyWrongPassword, &shown).with("path", &shown);
        let locked = SecretKeyBox::from_string(&text).map_err(|_| unreadable())?;
        let secret = locked.into_secret_key(Some(password)).map_err(wrong)?;
        let public = PublicKey::from_secret_key(&secret).ok().and_then(|it| PackKey::parse(&it.to_base64()));
        Ok(Self { secret, public: public.ok_or_else(unreadable)? })
    }

    /// The text of a minisign signature over `bytes`, with a comment that is signed along and one that is not.
    ///
    /// # Errors
    /// Where it could not be made; `path` is what was to be signed.
    pub fn sign(&self, bytes: &[u8], signed: &str, unsigned: &str, path: &Path) -> Result<String, Finding> {
        let signature = minisign::sign(None, &self.secret, bytes, Some(signed), Some(unsigned));
        let shown = path.display().to_string();
        let failed = |it| Finding::of_path(Code::WriteFailed, &shown).with("path", &shown).with("reason", it);
        signature.map(minisign::SignatureBox::into_string).map_err(failed)
    }

    /// The public half.
    pub fn public(&self) -> &PackKey {
        &self.public
    }
}

/// A comment, and a key in base64 of the length that minisign writes.
fn is_locked_key(text: &str) -> bool {
    const LENGTH: usize = 212;
    let mut lines = text.lines();
    let comment = lines.next().is_some_and(|it| it.starts_with("untrusted comment:"));
    comment && lines.next().is_some_and(|it| it.trim().len() == LENGTH && it.starts_with("RW"))
}

/// Makes a key in `dir`: `NAME.key`, locked with the password, and `NAME.pub`. Never writes over a file.
pub fn new_key(dir: &Path, name: &str, password: String, sink: &mut Sink) -> Option<NewKey> {
    let (secret, public) = (dir.join(format!("{name}.key")), dir.join(format!("{name}.pub")));
    let there: Vec<_> = [&secret, &public].into_iter().filter(|it| it.symlink_metadata().is_ok()).collect();
    if !there.is_empty() {
        let taken = |it: String| Finding::of_path(Code::FileExists, &it).with("path", it);
        sink.extend(there.iter().map(|it| taken(it.display().to_string())));
        return None;
    }
    let made = KeyPair::generate_encrypted_keypair(Some(password)).and_then(|pair| {
        let comment = format!("toji pack: secret key {name}");
        Ok((pair.sk.to_box(Some(&comment))?.into_string(), pair.pk.to_box()?.into_string()))
    });
    let path = secret.display().to_string();
    let failed = |it| Finding::of_path(Code::WriteFailed, &path).with("path", &path).with("reason", it);
    let (locked, open) = made.map_err(|it| sink.push(failed(it.to_string()))).ok()?;
    let key = PackKey::parse(&open);
    let disk = Disk::default();
    let written = disk.create_folders(dir).and_then(|()| {
        disk.write_secret(&secret, locked.as_bytes())?;
        disk.write_synced(&public, open.as_bytes())
    });
    written.map_err(|it| sink.push(it.finding())).ok()?;
    Some(NewKey { key: key?, secret, public })
}

/// Whether a pack said before it was signed which key is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// It named the key that signed it.
    Named,
    /// It named none, and names this one from now on: any other key would have done as well.
    NamedNow,
}

/// Signs the pack at `path`: the file is written anew as a whole, or stays as it was. A pack that names no key is given
/// this one; one that names another is refused. A signature that is there is replaced.
pub fn sign(path: &Path, key: &SigningKey, sources: &mut Sources, sink: &mut Sink) -> Option<(SignedPack, Naming)> {
    let mut pack = open_draft(path, sources, sink)?.pack;
    let naming = if pack.head.key.is_some() { Naming::Named } else { Naming::NamedNow };
    let named = pack.head.key.get_or_insert_with(|| key.public.clone());
    if *named != key.public {
        let shown = path.display().to_string();
        let finding = Finding::of_path(Code::PackOtherKey, shown).with("found", key.public.fingerprint());
        sink.push(finding.with("named", named.fingerprint()));
        return None;
    }
    let list = list::text(&pack);
    let comment = format!("toji pack {}", pack.head.id);
    let signature = key.sign(list.as_bytes(), &comment, "toji pack: signature", path);
    let bytes = signature.and_then(|it| packed(&pack, list.as_bytes(), Some(&it)));
    let written = bytes.and_then(|it| replace(path, &it));
    written.map_err(|it| sink.push(it)).ok()?;
    Some((SignedPack { pack, key: key.public.clone(), list: Digest::of(list.as_bytes()) }, naming))
}
