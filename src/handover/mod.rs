//! Copies that leave the house: signed, on a stick, under a passphrase. Never changes an output or a source folder.
