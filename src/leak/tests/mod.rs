//! The check proved: each scanner finds what was planted in its format, and not what only looks like it.

mod any_bytes;
mod formats;
mod pdf;
mod writings;

use crate::leak::Secrets;
use crate::model::RegisterKind;
use crate::source::{Sources, Span};
use crate::view::{Withheld, WithheldKind};

/// The value that is planted, and one more character of a token behind it.
const PLANTED: [&str; 3] = ["192.168.77.1", "KDS-7001", "合言葉は青い鳥"];
const ALIKE: [&str; 3] = ["192.168.77.10", "KDS-70012", "合言葉は青い花"];

/// These texts as what is withheld, while `shown` may be said.
fn found(secret: &str, shown: &str, path: &str, bytes: &[u8]) -> bool {
    let at = Span::new(Sources::default().add("a.md", ""), 0..0);
    let withheld = vec![Withheld { kind: WithheldKind::Cell(RegisterKind::Devices), text: secret.into(), at }];
    !Secrets::of(withheld, &[shown.to_owned()]).in_file(path, [bytes]).is_empty()
}

/// Each value is found in what `write` makes of it, and not in what it makes of the look-alike.
fn tell_apart(path: &str, write: impl Fn(&str) -> Vec<u8>) {
    for (planted, alike) in PLANTED.into_iter().zip(ALIKE) {
        assert!(found(planted, "", path, &write(planted)), "{path}: {planted} in {}", lossy(&write(planted)));
        assert!(!found(planted, "", path, &write(alike)), "{path}: {planted} in {}", lossy(&write(alike)));
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().take(600).collect()
}
