//! What a profile withholds: nothing of it is in anything that is made, all else stays where it was, and nothing is made
//! anew where nothing is withheld.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

pub(crate) mod house;

use std::collections::BTreeSet;

use house::{FILES, SECRETS, artifacts, house, inspector, shipped, whole};
use toji::diagnostics::{At, Code, Severity};
use toji::model::{Mask, Profile, RegisterKind};
use toji::view::{View, WithheldKind};

fn secret(number: usize) -> String {
    format!("zqx{number:02}")
}

#[test]
fn the_house_is_sound() {
    let (_folder, compiled) = house(FILES);
    let errors: Vec<_> = compiled
        .findings()
        .iter()
        .filter(|it| it.severity() == Severity::Error)
        .map(|it| (it.code, &it.arguments))
        .collect();
    assert_eq!(errors, []);
}

#[test]
fn no_withheld_text_is_in_anything_that_is_made() {
    let (_folder, compiled) = house(FILES);
    let full = artifacts(&compiled, &Profile::full());
    for number in 1..=SECRETS {
        let is_there =
            full.iter().any(|(path, text)| format!("{path} {text}").to_lowercase().contains(&secret(number)));
        assert!(is_there, "{} is nowhere in full: it proves nothing", secret(number));
    }
    let mut leaks = Vec::new();
    for (path, text) in artifacts(&compiled, &inspector()) {
        let text = format!("{path} {text}").to_lowercase();
        for (at, _) in text.match_indices("zqx") {
            let around =
                text.floor_char_boundary(at.saturating_sub(60))..text.ceil_char_boundary((at + 40).min(text.len()));
            leaks.push(format!("{path}: {}", &text[around]));
        }
    }
    assert_eq!(leaks, Vec::<String>::new());
}
