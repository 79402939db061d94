//! A copy of a PDF that only a passphrase opens: AES-256 as PDF 2.0 has it (V5, R6). The PDF itself is read and never
//! written; pages, tags, links, embedded files and metadata are what they were, all of it encrypted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, LoadOptions, Object, Permissions, StringFormat, dictionary};

use super::Passphrase;
use crate::diagnostics::{Code, Finding, Sink};
use crate::emit::{self, Built};
use crate::source::Digest;

/// A sealed copy.
#[derive(Debug)]
pub struct Sealed {
    /// What opens it. Whoever loses it makes another copy.
    pub passphrase: Passphrase,
    /// How many pages it has.
    pub pages: usize,
}

/// Where a sealed copy goes if nobody says: beside the PDF, and of one that is part of an output beside that output, since
/// a file in it that was not built would look like somebody's addition.
pub fn sealed_name(pdf: &Path) -> PathBuf {
    let folder = pdf.parent().unwrap_or(Path::new(""));
    let named = |it: &Path| format!("{}-sealed.pdf", it.file_name().unwrap_or_default().to_string_lossy());
    match folder.canonicalize().ok().filter(|_| Built::read(folder).is_some()) {
        Some(output) => output.with_file_name(named(&output)),
        None => folder.join(named(Path::new(pdf.file_stem().unwrap_or_default()))),
    }
}

/// Writes a sealed copy of the PDF at `pdf` to `out`, where no file is yet. `None` with findings where nothing was written.
pub fn seal(pdf: &Path, out: &Path, sink: &mut Sink) -> Option<Sealed> {
    let shown = pdf.display().to_string();
    let told = |code| Finding::of_path(code, &shown).with("path", &shown);
    let unread = |it: std::io::Error| told(Code::UnreadableFile).with("reason", it);
    let bytes = std::fs::read(pdf).map_err(|it| sink.push(unread(it))).ok()?;
    if is_other_than_built(pdf, &bytes) {
        sink.push(Finding::of_path(Code::OutputChanged, &shown).with("path", &shown));
        return None;
    }
    let failed = |it: String| told(Code::WriteFailed).with("reason", it);
    let passphrase = Passphrase::generate().map_err(|it| sink.push(failed(it.to_string()))).ok()?;
    let (sealed, pages) = encrypted(&bytes, &passphrase).map_err(|it| sink.push(told(it))).ok()?;
    // Nobody is told a passphrase that opens nothing.
    if pages_of(&sealed, &passphrase) != Some(pages) {
        sink.push(told(Code::SealDamaged));
        return None;
    }
    emit::new_file(out, &sealed, sink)?;
    Some(Sealed { passphrase, pages })
}

/// Whether it is a file of an output, and not as it was built.
fn is_other_than_built(pdf: &Path, bytes: &[u8]) -> bool {
    let built = pdf.parent().and_then(Built::read);
    let listed = built.as_ref().zip(pdf.file_name()).and_then(|(it, name)| it.files.get(name.to_str()?));
    listed.is_some_and(|it| *it != Digest::of(bytes).to_string())
}

/// The bytes of the copy, and how many pages it has.
fn encrypted(pdf: &[u8], passphrase: &Passphrase) -> Result<(Vec<u8>, usize), Code> {
    let is_locked = |it: &lopdf::Error| matches!(it, lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_));
    let unread = |it: lopdf::Error| if is_locked(&it) { Code::SealLocked } else { Code::SealDamaged };
    let mut document = Document::load_mem(pdf).map_err(unread)?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Code::SealLocked);
    }
    let pages = document.get_pages().len();
    if pages == 0 {
        return Err(Code::SealDamaged);
    }
    // Streams of objects belong to the old file; their objects are written one by one, each encrypted.
    document.objects.retain(|_, it| !it.type_name().is_ok_and(|it| it == b"ObjStm" || it == b"XRef"));
    claim_no_archive(&mut document);
    identify(&mut document, pdf);
    extend(&mut document);
    let state = state(passphrase).map_err(|_| Code::SealDamaged)?;
    document.encrypt(&state).map_err(|_| Code::SealDamaged)?;
    let mut sealed = Vec::with_capacity(2 * pdf.len());
    document.save_to(&mut sealed).map_err(|_| Code::SealDamaged)?;
    Ok((sealed, pages))
}

/// Everything may be done with the copy by whoever opens it: what a PDF forbids is only a request to the viewer, and would
/// keep screen readers out. The owner's password is nobody's, and is thrown away.
fn state(passphrase: &Passphrase) -> Result<EncryptionState, Box<dyn std::error::Error>> {
    let owner = Passphrase::generate()?;
    let mut key = [0; 32];
    getrandom::fill(&mut key)?;
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let version = EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
        file_encryption_key: &key,
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: owner.as_str(),
        user_password: passphrase.as_str(),
        permissions: Permissions::all(),
    };
    Ok(EncryptionState::try_from(version)?)
}

/// An encrypted file is never one for the archive (PDF/A forbids it); what it says of itself must not claim so. What it says
/// of its accessibility (PDF/UA) stays true.
fn claim_no_archive(document: &mut Document) {
    for object in document.objects.values_mut().filter(|it| it.type_name().is_ok_and(|it| it == b"Metadata")) {
        let Ok(stream) = object.as_stream_mut() else { continue };
        let Ok(bytes) = stream.get_plain_content() else { continue };
        let Ok(mut text) = String::from_utf8(bytes) else { continue };
        for name in ["pdfaid:part", "pdfaid:conformance", "pdfaid:rev"] {
            text = without(&text, name);
        }
        stream.set_plain_content(text.into_bytes());
    }
}

/// An XML text without the elements of this name.
fn without(text: &str, name: &str) -> String {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    let Some((before, rest)) = text.split_once(&start) else { return text.to_owned() };
    let Some((_, after)) = rest.split_once(&end) else { return text.to_owned() };
    format!("{before}{after}")
}

/// Some viewers want the two numbers of a file that is encrypted; a PDF that has none gets some from its contents.
fn identify(document: &mut Document, pdf: &[u8]) {
    if document.trailer.get(b"ID").is_err() {
        let id = Object::String(Digest::of(pdf).as_bytes()[..16].to_vec(), StringFormat::Hexadecimal);
        document.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    }
}

/// R6 came after PDF 1.7, on which PDF/UA rests: the file says which extension it uses, as other programs write it.
fn extend(document: &mut Document) {
    if document.version.as_str() >= "2.0" {
        return;
    }
    document.version = "1.7".to_owned();
    let adobe = dictionary! { "BaseVersion" => "1.7", "ExtensionLevel" => 8 };
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("Extensions", dictionary! { "ADBE" => adobe });
    }
}

/// How many pages there are with this passphrase; `None` where it does not open it, or something else does.
fn pages_of(sealed: &[u8], passphrase: &Passphrase) -> Option<usize> {
    let is_open = Document::load_mem(sealed).is_ok_and(|it| !it.is_encrypted());
    let options = LoadOptions { password: Some(passphrase.as_str().to_owned()), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(sealed, options).ok()?;
    (!is_open).then(|| document.get_pages().len())
}
