//! The container of a pack: a zip of the list, its signature and the files, each as the list has it. Writes bytes in memory;
//! the same pack and signature give the same bytes.

use std::io::{Cursor, Write as _};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::template::{NAME, Pack};

/// The signature of the list, beside it.
pub(super) const SIGNATURE: &str = "pack.toml.minisig";

/// Pictures and the like are packed already.
const PACKED: [&str; 6] = ["png", "jpg", "jpeg", "pdf", "xlsx", "zip"];

/// A pack's bytes. `list` is what was signed, byte for byte.
pub(super) fn bytes(pack: &Pack, list: &[u8], signature: Option<&str>) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, bytes: &[u8]| {
        zip.start_file(path, options(path))?;
        zip.write_all(bytes).map_err(zip::result::ZipError::from)
    };
    add(NAME, list)?;
    signature.map_or(Ok(()), |it| add(SIGNATURE, it.as_bytes()))?;
    pack.files.iter().try_for_each(|(path, it)| add(path, &it.bytes))?;
    Ok(zip.finish()?.into_inner())
}

/// No time and no owner: a pack tells what is in it, not when and by whom it was packed.
fn options(path: &str) -> SimpleFileOptions {
    let end = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let method = if PACKED.contains(&end.as_str()) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    let options = SimpleFileOptions::default().compression_method(method);
    options.last_modified_time(DateTime::default()).unix_permissions(0o644)
}
