//! The signature of an output: minisign over its manifest, and so over every file. Holds no secret and asks for none.

use std::path::Path;

use minisign_verify::{Error, PublicKey, Signature};

use crate::diagnostics::{Code, Finding};
use crate::emit::{self, Built, SIGNATURE};
use crate::model::{Date, PackKey};
use crate::pack::SigningKey;

/// A signature that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedBy {
    /// What the signer wrote into it: build, profile and day.
    pub comment: String,
}

/// Whether something that claims to be a signature lies beside the manifest. Nobody has looked at it.
pub fn is_signed(folder: &Path) -> bool {
    folder.join(SIGNATURE).symlink_metadata().is_ok()
}

/// Whether the output in `folder` is signed by `key`.
///
/// # Errors
/// Where there is no signature, it is by another key, or of another manifest.
pub fn signed_by(folder: &Path, key: &PackKey) -> Result<SignedBy, Finding> {
    let shown = folder.join(SIGNATURE).display().to_string();
    let told = |code| Finding::of_path(code, &shown).with("path", &shown);
    let bytes = read(folder)?.ok_or_else(|| told(Code::SignatureMissing))?;
    let text = String::from_utf8(bytes).map_err(|_| told(Code::SignatureUnreadable))?;
    let signature = Signature::decode(&text).map_err(|_| told(Code::SignatureUnreadable))?;
    let public = PublicKey::from_base64(key.as_str()).map_err(|_| told(Code::SignatureUnreadable))?;
    let path = folder.join(emit::MANIFEST);
    let manifest = std::fs::read(&path).map_err(|it| unreadable(&path, &it))?;
    // Only the form in which a text is hashed first: the older one is not written by anybody any more.
    match public.verify(&manifest, &signature, false) {
        Ok(()) => Ok(SignedBy { comment: signature.trusted_comment().to_owned() }),
        Err(Error::UnexpectedKeyId) => Err(told(Code::SignatureOtherKey).with("fingerprint", key.fingerprint())),
        Err(Error::UnexpectedAlgorithm | Error::UnsupportedLegacyMode | Error::InvalidEncoding) => {
            Err(told(Code::SignatureUnreadable))
        }
        Err(_) => Err(told(Code::SignatureWrong)),
    }
}

/// Signs the output in `folder`, in the place of a signature that is there. The comment that is signed along says which
/// build it is, for which profile, and when it was signed.
///
/// # Errors
/// Where the folder is no output, or the signature cannot be written.
pub fn sign(folder: &Path, key: &SigningKey, today: Date) -> Result<SignedBy, Finding> {
    let shown = folder.display().to_string();
    let none = || Finding::of_path(Code::NotAnOutput, &shown).with("path", &shown);
    let built = Built::read(folder).ok_or_else(none)?;
    let path = folder.join(emit::MANIFEST);
    let manifest = std::fs::read(&path).map_err(|it| unreadable(&path, &it))?;
    let comment = format!("toji build {} profile {} date {today}", line(&built.build), line(&built.profile));
    let text = key.sign(&manifest, &comment, "toji: signature of manifest.json", &path)?;
    emit::put_signature(folder, &text)?;
    Ok(SignedBy { comment })
}

/// A manifest is a text that anybody can write; what of it goes into a signature is one line.
fn line(text: &str) -> String {
    text.chars().filter(|it| !it.is_control()).take(100).collect()
}

fn read(folder: &Path) -> Result<Option<Vec<u8>>, Finding> {
    emit::signature(folder).map_err(|it| unreadable(&folder.join(SIGNATURE), &it))
}

fn unreadable(path: &Path, reason: &std::io::Error) -> Finding {
    let path = path.display();
    Finding::of_path(Code::UnreadableFile, path.to_string()).with("path", path).with("reason", reason)
}
