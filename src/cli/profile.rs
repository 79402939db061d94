//! `--profile`: the word that was typed becomes a profile of the binder, or a message with the nearest and all others.

use super::output::Terminal;
use crate::diagnostics::{catalogue, nearest};
use crate::model::{Config, Profile};

/// The profile that was typed; the facility's own copy where none was.
///
/// # Errors
/// What to tell where there is no such profile.
pub(super) fn one(config: &Config, typed: Option<&str>, terminal: &Terminal) -> Result<Profile, String> {
    let name = typed.unwrap_or(Profile::FULL);
    config.profile(name).cloned().ok_or_else(|| unknown(config, name, terminal))
}

fn unknown(config: &Config, name: &str, terminal: &Terminal) -> String {
    let separator = catalogue::ui("list-separator", terminal.language);
    let names: Vec<&str> = config.profiles.iter().map(|it| &*it.name).collect();
    let near = nearest(name, names.iter().copied()).join(separator);
    let known: Vec<String> = config.profiles.iter().map(|it| format!("{}（{}）", it.name, it.label)).collect();
    let known = known.join(separator);
    let key = if near.is_empty() { "profile-unknown" } else { "profile-unknown-near" };
    terminal.fill(key, &[("name", name), ("nearest", &near), ("known", &known)])
}
