//! Whether a signature was made by a key over a text. Holds no secret.

use minisign_verify::{PublicKey, Signature};

use crate::model::PackKey;

/// The one of `keys` that signed `list`; `None` where none did.
pub(super) fn signer<'a>(
    list: &[u8],
    signature: &str,
    keys: impl IntoIterator<Item = &'a PackKey>,
) -> Option<&'a PackKey> {
    let signature = Signature::decode(signature).ok()?;
    // Only the form in which a text is hashed first: the older one is not written by anybody any more.
    let signed = |key: &PublicKey| key.verify(list, &signature, false).is_ok();
    keys.into_iter().find(|it| PublicKey::from_base64(it.as_str()).is_ok_and(|it| signed(&it)))
}
