//! SHA-256 of bytes, of what a reader gives, and of named parts. Opens no file.

use std::fmt;
use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

/// A SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// Hashes named parts so that no two lists of parts give one digest.
#[derive(Debug, Default)]
pub struct Digester(Sha256);

impl Digest {
    /// Of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Of texts one behind the other, with their size in bytes.
    pub fn of_pieces(pieces: &[String]) -> (Self, u64) {
        let mut hasher = Sha256::new();
        pieces.iter().for_each(|it| hasher.update(it));
        (Self(hasher.finalize().into()), pieces.iter().map(|it| it.len() as u64).sum())
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The first 12 hex digits: enough to tell two builds apart.
    pub fn build_id(&self) -> String {
        self.to_string().chars().take(12).collect()
    }

    /// Of everything that `reader` gives, with its size in bytes.
    ///
    /// # Errors
    /// Those of the reader.
    pub fn of_reader(mut reader: impl Read) -> io::Result<(Self, u64)> {
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 64 << 10];
        let mut size = 0;
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok((Self(hasher.finalize().into()), size)),
                read => {
                    hasher.update(&buffer[..read]);
                    size += read as u64;
                }
            }
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let digits = self.0.iter().flat_map(|it| [it >> 4, it & 15]).map(|it| char::from(HEX[usize::from(it)]));
        f.write_str(&digits.collect::<String>())
    }
}

impl Digester {
    /// Takes one part in.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        for part in [name.as_bytes(), bytes] {
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }

    /// The digest of all parts.
    pub fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_framed() {
        let digest = |parts: &[(&str, &str)]| {
            let mut digester = Digester::default();
            parts.iter().for_each(|(name, text)| digester.add(name, text.as_bytes()));
            digester.finish()
        };
        assert_ne!(digest(&[("a", "bc")]), digest(&[("ab", "c")]));
        assert_ne!(digest(&[("a", ""), ("b", "")]), digest(&[("a", "b")]));
        assert_eq!(Digest::of_pieces(&["a".to_owned(), "bc".to_owned()]), (Digest::of(b"abc"), 3));
        let empty = Digest::of(b"");
        assert_eq!(empty.build_id(), "e3b0c44298fc");
        assert_eq!(empty.to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
