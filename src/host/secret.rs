//! 256 random bits that stand for somebody. Kept as their hash alone; compared in constant time.

use std::fmt;

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// Random bytes, as 64 small hex digits in a cookie or a form.
#[derive(Clone)]
pub struct Secret([u8; 32]);

/// What is kept of a secret: whoever reads the memory of the server cannot log in with it.
pub(super) type Kept = [u8; 32];

impl Secret {
    /// A new one; `None` where the machine gives no random numbers.
    pub(super) fn new() -> Option<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// Exactly 64 small hex digits.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let digit = |it: u8| match it {
            b'0'..=b'9' => Some(it - b'0'),
            b'a'..=b'f' => Some(it - b'a' + 10),
            _ => None,
        };
        let text: &[u8; 64] = text.try_into().ok()?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self(bytes))
    }

    /// As it goes into a cookie or a form.
    pub(super) fn to_hex(&self) -> String {
        self.0.iter().map(|it| format!("{it:02x}")).collect()
    }

    /// What is kept of it.
    pub(super) fn kept(&self) -> Kept {
        Sha256::digest(self.0).into()
    }

    /// What only whoever knows this secret can make of `text` (HMAC-SHA256, RFC 2104).
    pub(super) fn sign(&self, text: &[u8]) -> Self {
        let padded = |with: u8| {
            let mut block = [with; 64];
            block.iter_mut().zip(self.0).for_each(|(it, key)| *it ^= key);
            block
        };
        let inner = Sha256::new().chain_update(padded(0x36)).chain_update(text).finalize();
        Self(Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().into())
    }

    /// The bytes, to be signed.
    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_itself_in_hex_and_no_other() {
        let secret = Secret::new().unwrap();
        assert_eq!(Secret::parse(secret.to_hex().as_bytes()), Some(secret.clone()));
        assert_ne!(Secret::new().unwrap(), secret);
        assert_eq!(format!("{secret:?}"), "Secret(..)");
        for other in ["", "00", &"g0".repeat(32), &"AB".repeat(32), &"00".repeat(33)] {
            assert_eq!(Secret::parse(other.as_bytes()), None, "{other}");
        }
    }

    /// Test case 1 of RFC 4231: the key is 20 bytes, and a shorter key is filled up with zeros.
    #[test]
    fn signing_is_hmac() {
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        let expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
        assert_eq!(Secret(key).sign(b"Hi There").to_hex(), expected);
    }
}
