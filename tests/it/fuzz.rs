//! What the fuzz targets assert, on packs and texts that were spoilt by dice: always the same ones.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use crate::pack_made::Made;
use crate::sample::content;

#[path = "../../fuzz/bodies/document.rs"]
mod document;
#[path = "../../fuzz/bodies/host.rs"]
mod host;
#[path = "../../fuzz/bodies/pack.rs"]
mod pack;
#[path = "../../fuzz/bodies/register.rs"]
mod register;
#[path = "../../fuzz/bodies/settings.rs"]
mod settings;

/// Numbers that look like chance, from a seed (an xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// A pack or a text, with some bytes changed, taken out, doubled or cut off.
fn spoilt(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        let end = (at + dice.below(24)).min(bytes.len());
        match dice.below(5) {
            0 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            1 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            2 => drop(bytes.drain(at..end)),
            3 => drop(bytes.splice(at..at, seed[at.min(seed.len())..end.min(seed.len())].to_vec())),
            _ => bytes.truncate(if dice.below(8) == 0 { at } else { bytes.len() }),
        }
    }
    bytes
}

#[test]
fn spoilt_packs_are_read_or_refused_with_a_reason() {
    let made = Made::new();
    let list = made.list();
    let seeds = [made.bytes(), made.packed(list.as_bytes(), None), list.into_bytes()];
    for (n, seed) in seeds.iter().enumerate() {
        pack::tried(seed);
        let mut dice = Dice(0x5eed + n as u64);
        (0..600).for_each(|_| pack::tried(&spoilt(seed, &mut dice)));
    }
}

fn texts(path: &str, cases: usize, body: fn(&str)) {
    let seed = fs::read(content().join(path)).unwrap();
    let mut dice = Dice(seed.len() as u64);
    (0..cases).for_each(|_| body(&String::from_utf8_lossy(&spoilt(&seed, &mut dice))));
}

#[test]
fn spoilt_texts_are_read_as_far_as_they_go() {
    texts("rules/operation-rules.md", 40, document::tried);
    texts("registers/devices.csv", 200, register::tried);
    texts("binder.toml", 60, settings::tried);
}

#[test]
fn spoilt_cookies_forms_and_addresses_are_looked_through() {
    let session = "0f".repeat(32);
    let seeds = [
        format!("theme=dark; __Host-toji={session}; toji-form={session}"),
        format!("form=0000000000000001{session}&to=%2Fitems%2F2-03.html&name=%E5%B1%B1&password=a+b%25"),
        "/rules/%E8%A6%8F%E7%A8%8B.html?q=%2e%2e%2f#x".to_owned(),
        r"/%2e%2e/%5c..%5c//\\host\share/%00::$DATA".to_owned(),
    ];
    let mut dice = Dice(0x40_57);
    for seed in &seeds {
        host::tried(seed.as_bytes());
        (0..4000).for_each(|_| host::tried(&spoilt(seed.as_bytes(), &mut dice)));
    }
}
