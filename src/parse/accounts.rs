//! `accounts.toml` of `toji host`: who may look, and at which profile. An account with a mistake lets nobody in.

use super::toml::{KeyStyle, Origin, Reader, read};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Account, AccountName, Accounts, PasswordHash};
use crate::source::{FileId, Spanned};

/// The `format` that this toji reads.
const FORMAT: i64 = 1;

/// Reads `accounts.toml`.
pub fn parse(file: FileId, text: &str, sink: &mut Sink) -> Accounts {
    let toml = read(text, &Origin::slice(file, 0), KeyStyle::Toml, sink);
    let mut reader = Reader::new(&toml).need(&["format"]);
    if let Some(found) = reader.integer("format", sink).filter(|it| it.value != FORMAT) {
        let finding = Finding::at(Code::UnsupportedFormat, found.span);
        sink.push(finding.with("found", found.value).with("supported", FORMAT));
    }
    let accounts: Vec<_> = reader.tables("account", sink).into_iter().filter_map(|it| account(it, sink)).collect();
    reader.finish(sink);
    let mut names = std::collections::BTreeSet::new();
    for it in accounts.iter().filter(|it| !names.insert(&it.value.name)) {
        sink.push(Finding::at(Code::AccountTwice, it.span).with("name", &it.value.name));
    }
    drop(names);
    Accounts::new(accounts.into_iter().map(|it| it.value))
}

fn account(reader: Reader<'_>, sink: &mut Sink) -> Option<Spanned<Account>> {
    let mut reader = reader.need(&["name", "profile"]);
    let name = name(&mut reader, sink);
    let profile = reader.string("profile", sink).map(|it| Spanned::new(it.value.into_boxed_str(), it.span));
    // What stands there may be a password that somebody wrote by hand: it is not shown.
    let password = reader.string("password", sink).map(|it| {
        let hash = PasswordHash::parse(&it.value);
        if hash.is_none() {
            sink.push(Finding::at(Code::AccountPassword, it.span));
        }
        hash
    });
    reader.finish(sink);
    let (name, profile) = (name?, profile?);
    let span = name.span;
    let password = password.map_or(Some(None), |it| it.map(Some))?;
    Some(Spanned::new(Account { name: name.value, profile, password }, span))
}

fn name(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Spanned<AccountName>> {
    let typed = reader.string("name", sink)?;
    match AccountName::parse(&typed.value) {
        Ok(name) => Some(Spanned::new(name, typed.span)),
        Err(_) => {
            sink.push(reader.bad_value("name", &typed, "a-z 0-9 あ-ん ア-ン 漢字 . _ - + @ \\ (1–64)"));
            None
        }
    }
}
