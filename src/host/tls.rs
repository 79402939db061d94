//! TLS: certificates and keys out of PEM files, or made here. Whatever is wrong with them is a finding.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{Error, ServerConfig};

use super::self_signed;
use crate::diagnostics::{Code, Finding};
use crate::source::Digest;

/// Where the certificate comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tls {
    /// Nowhere: plain HTTP.
    None,
    /// From files.
    Files {
        /// The certificate, and those above it.
        cert: PathBuf,
        /// Its key.
        key: PathBuf,
    },
    /// From here.
    SelfSigned,
}

/// A certificate that can be used.
pub(super) struct Identity {
    pub(super) config: Arc<ServerConfig>,
    /// The certificate's SHA-256, in groups.
    pub(super) fingerprint: String,
}

/// What `tls` gives; `None` for plain HTTP. `names` is what a certificate made here is for, kept in `state`.
pub(super) fn identity(tls: &Tls, state: Option<&Path>, names: &[String]) -> Result<Option<Identity>, Finding> {
    match tls {
        Tls::None => Ok(None),
        Tls::Files { cert, key } => of_files(cert, key).map(Some),
        Tls::SelfSigned => {
            let state = state.ok_or_else(|| Finding::of_machine(Code::HostNeedsState))?;
            let (cert, key) = self_signed::kept(state, names)?;
            of_files(&cert, &key).map(Some)
        }
    }
}

fn of_files(cert: &Path, key: &Path) -> Result<Identity, Finding> {
    let chain = certificates(cert)?;
    let fingerprint = chain.first().map(grouped).unwrap_or_default();
    let key_der = private_key(key)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = builder.and_then(|it| it.with_no_client_auth().with_single_cert(chain, key_der));
    let mut config = config.map_err(|error| unusable(&error, cert, key))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Identity { config: Arc::new(config), fingerprint })
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, Finding> {
    let bytes = read(path)?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    let chain = chain.ok().filter(|it| !it.is_empty());
    chain.ok_or_else(|| of(Code::TlsBadCertificate, path))
}

fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, Finding> {
    let bytes = read(path)?;
    PrivateKeyDer::from_pem_slice(&bytes).map_err(|_| of(Code::TlsBadKey, path))
}

fn read(path: &Path) -> Result<Vec<u8>, Finding> {
    std::fs::read(path).map_err(|error| of(Code::TlsUnreadable, path).with("reason", error))
}

fn unusable(error: &Error, cert: &Path, key: &Path) -> Finding {
    if matches!(error, Error::InconsistentKeys(_)) {
        return of(Code::TlsMismatch, key).with("cert", cert.display());
    }
    // ring says no to kinds and sizes of keys that it does not know, in words of its own.
    if matches!(error, Error::InvalidCertificate(_)) || error.to_string().contains("certificate") {
        return of(Code::TlsBadCertificate, cert);
    }
    of(Code::TlsBadKey, key)
}

fn of(code: Code, path: &Path) -> Finding {
    Finding::of_path(code, path.display().to_string()).with("path", path.display())
}

/// As browsers show it: pairs of digits, here in four groups that can be read aloud.
fn grouped(certificate: &CertificateDer<'_>) -> String {
    let pairs: Vec<String> = Digest::of(certificate).as_bytes().iter().map(|it| format!("{it:02X}")).collect();
    pairs.chunks(8).map(|it| it.join(":")).collect::<Vec<_>>().join(" ")
}
