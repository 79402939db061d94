//! `toji pack new-key`: a signing key, and where it is to be kept.

use super::password;
use crate::cli::args::{FailOn, PackNewKey};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, findings};
use crate::diagnostics::{Sink, catalogue};
use crate::pack;
use crate::source::Sources;

pub(in crate::cli) fn run(arguments: &PackNewKey, terminal: &Terminal) -> Outcome {
    let name = arguments.name.as_str();
    let is_sound = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || b"-.".contains(&it);
    if name.is_empty() || name.starts_with('.') || !name.bytes().all(is_sound) {
        return terminal.usage(catalogue::ui("bad-key-name", terminal.language));
    }
    let password = match password::new(arguments.password_file.as_deref(), terminal) {
        Ok(it) => it,
        Err(message) => return terminal.usage(&message),
    };
    let mut sink = Sink::default();
    let made = pack::new_key(&arguments.output, name, password, &mut sink);
    let found = sink.into_sorted();
    let Some(made) = made else {
        findings::people(&found, &Sources::default(), terminal);
        return findings::outcome(&found, FailOn::Error);
    };
    let (secret, public) = (made.secret.display().to_string(), made.public.display().to_string());
    let values = [
        ("name", name),
        ("secret", &secret),
        ("public", &public),
        ("key", made.key.as_str()),
        ("fingerprint", &made.key.fingerprint()),
    ];
    terminal.message(&terminal.fill("key-made", &values));
    Outcome::Done
}
