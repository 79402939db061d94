//! The accounts file in the state folder: read with findings, written whole, by one program at a time. Never within an output.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Finding, Severity, Sink};
use crate::disk::{Disk, DiskError};
use crate::load::{self, Lying};
use crate::model::{Accounts, Profile};
use crate::parse;
use crate::source::Sources;

/// Its name in the state folder.
pub const ACCOUNTS: &str = "accounts.toml";
const LOCK: &str = "accounts.lock";
const NEW: &str = "accounts.new";

const HEAD: &str = "# toji host のアカウント。toji host passwd が書きます（手で書きかえないでください）。
# パスワードそのものは、どこにも残りません。ここにあるのは、確かめるための値だけです。
# The accounts of toji host, written by toji host passwd. No password is kept, only what one is checked against.
format = 1
";

/// A state folder that lies within a built output: whoever gets a copy of the output would get the accounts with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithinOutput {
    state: PathBuf,
}

impl WithinOutput {
    /// As people are told.
    pub fn finding(&self) -> Finding {
        let state = self.state.display();
        Finding::of_path(Code::HostStateInside, state.to_string()).with("path", state)
    }
}

/// Whether `state` lies outside of `output` and of any other built output.
///
/// # Errors
/// If it does not.
pub fn outside(state: &Path, output: Option<&Path>) -> Result<(), WithinOutput> {
    let place = whole(state);
    let is_output = |it: &Path| output.is_some_and(|out| whole(out) == *it) || load::is_build(it);
    let inside = place.ancestors().any(is_output);
    if inside { Err(WithinOutput { state: state.to_owned() }) } else { Ok(()) }
}

/// The path without links and dots, as far as it is there.
fn whole(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = absolute.ancestors().find_map(|it| it.canonicalize().ok().map(|whole| (it, whole)));
    let Some((there, whole)) = there else { return absolute };
    // Joining nothing would add a slash.
    match absolute.strip_prefix(there) {
        Ok(rest) if rest != Path::new("") => whole.join(rest),
        Ok(_) | Err(_) => whole,
    }
}

/// The accounts in `state`; none where there is no file. `None` where the file cannot be relied on: what is wrong is told,
/// with its text added to `sources`.
pub fn read(state: &Path, sources: &mut Sources, sink: &mut Sink) -> Option<Accounts> {
    match load::lying(&state.join(ACCOUNTS), sink) {
        Lying::Nothing => Some(Accounts::default()),
        Lying::Unread => None,
        Lying::Bytes(bytes) => parsed(&bytes, sources, sink),
    }
}

fn parsed(bytes: &[u8], sources: &mut Sources, sink: &mut Sink) -> Option<Accounts> {
    let text = load::outside_text(ACCOUNTS, bytes, sink)?;
    let file = sources.add(ACCOUNTS, text.as_str());
    let mut told = Sink::default();
    let accounts = parse::accounts::parse(file, &text, &mut told);
    let found = told.into_sorted();
    let is_sound = !found.iter().any(|it| it.severity() == Severity::Error);
    sink.extend(found);
    is_sound.then_some(accounts)
}

/// Changes the accounts in `state`, which is made where it is not there. Waits for another program that does the same.
/// `None` where nothing was changed; why is told.
pub fn change(
    state: &Path,
    change: impl FnOnce(Accounts) -> Accounts,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<Accounts> {
    let disk = Disk::default();
    let _lock = lock(&disk, state).map_err(|it| sink.push(it.finding())).ok()?;
    let accounts = change(read(state, sources, sink)?);
    write(&disk, state, &accounts).map_err(|it| sink.push(it.finding())).ok()?;
    Some(accounts)
}

fn lock(disk: &Disk, state: &Path) -> Result<File, DiskError> {
    disk.create_private_folders(state)?;
    let path = state.join(LOCK);
    let file = disk.step(&path, || File::options().create(true).append(true).open(&path))?;
    // Where a share knows no locks, one administrator at a time has to do.
    let _ = file.lock();
    Ok(file)
}

fn write(disk: &Disk, state: &Path, accounts: &Accounts) -> Result<(), DiskError> {
    let new = state.join(NEW);
    disk.remove_file(&new)?;
    disk.write_secret(&new, text(accounts).as_bytes())?;
    disk.rename(&new, &state.join(ACCOUNTS))
}

fn text(accounts: &Accounts) -> String {
    let quoted = |it: &str| toml::Value::String(it.to_owned());
    let mut text = HEAD.to_owned();
    for it in accounts.iter() {
        let (name, profile) = (quoted(it.name.as_str()), quoted(&it.profile.value));
        text.push_str(&format!("\n[[account]]\nname = {name}\nprofile = {profile}\n"));
        if let Some(hash) = &it.password {
            text.push_str(&format!("password = \"{}\"\n", hash.as_str()));
        }
    }
    text
}

/// The account that may see every profile is shown whatever single build there is.
const FULL: &str = Profile::FULL;

/// The findings about accounts whose profile is not among those `offered`.
pub fn not_offered(accounts: &Accounts, offered: &[&str]) -> Vec<Finding> {
    let sees = |it: &str| offered.contains(&it) || (it == FULL && offered.len() == 1);
    let others = accounts.iter().filter(|it| !sees(&it.profile.value));
    others
        .map(|it| {
            let profile = &it.profile.value;
            let finding = Finding::at(Code::AccountProfile, it.profile.span).with("name", &it.name);
            let near = crate::diagnostics::nearest(profile, offered.iter().copied());
            finding.with("profile", profile).with("offered", offered.join(", ")).nearest(near)
        })
        .collect()
}
