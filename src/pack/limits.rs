//! How much of a pack is read. Generous for any template with its pictures and disclosure documents, and far below what
//! fills a clinic's computer.

/// A pack, in bytes.
pub(super) const PACK: u64 = 256 << 20;
/// All its files together, unpacked.
pub(super) const TOTAL: u64 = 512 << 20;
/// One file, unpacked.
pub(super) const FILE: u64 = 64 << 20;
/// The list.
pub(super) const LIST: u64 = 8 << 20;
/// The signature.
pub(super) const SIGNATURE: u64 = 4 << 10;
/// The files of a pack.
pub(super) const FILES: usize = 10_000;
/// So many times its packed size a file may have, unpacked. Texts come to ten, blank pictures to hundreds.
pub(super) const RATIO: u64 = 200;
/// A file up to this size may be packed as tightly as it can.
pub(super) const SMALL: u64 = 1 << 20;

/// For people.
pub(super) fn shown(bytes: u64) -> String {
    if bytes >= 1 << 20 { format!("{} MiB", bytes >> 20) } else { format!("{} KiB", bytes >> 10) }
}
