//! The certificate of `--tls-self-signed`: made once, kept beside the accounts, so that its fingerprint stays. Writes those two
//! files and nothing else.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Finding};

const CERT: &str = "tls-cert.pem";
const KEY: &str = "tls-key.pem";

/// The certificate and its key in `state`, made where there are none.
pub(super) fn kept(state: &Path, names: &[String]) -> Result<(PathBuf, PathBuf), Finding> {
    let (cert, key) = (state.join(CERT), state.join(KEY));
    if !cert.exists() {
        make(&cert, &key, names).map_err(|error| {
            let path = state.display();
            Finding::of_path(Code::WriteFailed, path.to_string()).with("path", path).with("reason", error)
        })?;
    }
    Ok((cert, key))
}

/// The key first: a certificate that is there has one.
fn make(cert: &Path, key: &Path, names: &[String]) -> io::Result<()> {
    let made = rcgen::generate_simple_self_signed(names).map_err(io::Error::other)?;
    if let Some(folder) = cert.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write(key, &made.signing_key.serialize_pem())?;
    write(cert, &made.cert.pem())
}

/// For its owner alone, where the system knows owners.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
