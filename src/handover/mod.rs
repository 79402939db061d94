//! Copies that leave the house: signed, on a stick, under a passphrase. Never changes what was built nor a source folder.

mod legal;
mod outputs;
mod passphrase;
mod seal;
mod signed;
mod start;
mod stick;

pub use outputs::{Held, held};
pub use passphrase::Passphrase;
pub use seal::{Sealed, seal, sealed_name};
pub use signed::{SignedBy, is_signed, sign, signed_by};
pub use stick::{FOLDER, OnStick, START, Stick, put};
