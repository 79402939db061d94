//! `toji host passwd`: the accounts. A password is typed and not shown, or comes on standard input; never as an argument, which
//! other programs see.

use std::io::{self, BufRead as _, IsTerminal as _};

use crate::cli::args::{FailOn, HostPasswd};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, findings};
use crate::diagnostics::{Finding, Sink, catalogue};
use crate::host::accounts::{self, ACCOUNTS};
use crate::host::password::{self, LEAST, PasswordError};
use crate::model::{Account, AccountName, Accounts, PasswordHash};
use crate::source::{Sources, Span, Spanned};

pub(super) fn run(arguments: &HostPasswd, terminal: &Terminal) -> Outcome {
    let Ok(name) = AccountName::parse(&arguments.name) else {
        return terminal.usage(&terminal.fill("host-account-name", &[("name", &arguments.name)]));
    };
    if let Err(within) = accounts::outside(&arguments.state, None) {
        return told(vec![within.finding()], &Sources::default(), terminal);
    }
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let Some(there) = accounts::read(&arguments.state, &mut sources, &mut sink) else {
        return told(sink.into_sorted(), &sources, terminal);
    };
    if arguments.remove {
        remove(&name, &there, arguments, terminal)
    } else {
        write(&name, &there, arguments, terminal)
    }
}

fn remove(name: &AccountName, there: &Accounts, arguments: &HostPasswd, terminal: &Terminal) -> Outcome {
    if there.get(name).is_none() {
        let names: Vec<_> = there.iter().map(|it| it.name.as_str()).collect();
        let names = if names.is_empty() { "-".to_owned() } else { names.join(", ") };
        let values = [("name", name.as_str()), ("accounts", &names)];
        return terminal.usage(&terminal.fill("host-account-none", &values));
    }
    change(
        |it| it.without(name),
        arguments,
        terminal,
        || terminal.fill("host-account-removed", &[("name", name.as_str())]),
    )
}

fn write(name: &AccountName, there: &Accounts, arguments: &HostPasswd, terminal: &Terminal) -> Outcome {
    let before = there.get(name);
    let profile = arguments.profile.as_deref().map(str::trim).filter(|it| !it.is_empty());
    let Some(profile) = profile.or_else(|| before.map(|it| &*it.profile.value)) else {
        return terminal.usage(catalogue::ui("host-account-profile", terminal.language));
    };
    let password = match arguments.no_password {
        true => Ok(None),
        false => asked(name, terminal).map(Some),
    };
    let password = match password {
        Ok(password) => password,
        Err(message) => return terminal.usage(&message),
    };
    let key = match (&password, before) {
        (None, _) => "host-account-passwordless",
        (Some(_), Some(_)) => "host-account-changed",
        (Some(_), None) => "host-account-made",
    };
    // Where it stands is known when it is read again.
    let nowhere = Span::new(Sources::default().add(ACCOUNTS, ""), 0..0);
    let account = Account { name: name.clone(), profile: Spanned::new(profile.into(), nowhere), password };
    let path = arguments.state.join(ACCOUNTS).display().to_string();
    let dir = arguments.state.display().to_string();
    let values = [("name", name.as_str()), ("profile", profile), ("path", &path), ("dir", &dir)];
    change(|it| it.with(account), arguments, terminal, || terminal.fill(key, &values))
}

fn change(
    change: impl FnOnce(Accounts) -> Accounts,
    arguments: &HostPasswd,
    terminal: &Terminal,
    message: impl FnOnce() -> String,
) -> Outcome {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    match accounts::change(&arguments.state, change, &mut sources, &mut sink) {
        Some(_) => {
            terminal.message(&message());
            Outcome::Done
        }
        None => told(sink.into_sorted(), &sources, terminal),
    }
}

fn told(found: Vec<Finding>, sources: &Sources, terminal: &Terminal) -> Outcome {
    findings::people(&found, sources, terminal);
    findings::outcome(&found, FailOn::Error)
}

/// What is kept of the password that is typed twice, or stands on the first line of standard input.
fn asked(name: &AccountName, terminal: &Terminal) -> Result<PasswordHash, String> {
    let typed = if io::stdin().is_terminal() { twice(name, terminal)? } else { first_line(terminal)? };
    let least = LEAST.to_string();
    let refused = |it: PasswordError| match it {
        PasswordError::Short => terminal.fill("host-password-short", &[("least", &least)]),
        PasswordError::Long => terminal.fill("host-password-long", &[]),
        PasswordError::Guessable => terminal.fill("host-password-guessable", &[]),
    };
    let kept = password::taken(&typed, name).map_err(refused)?;
    kept.ok_or_else(|| terminal.fill("host-password-failed", &[]))
}

fn twice(name: &AccountName, terminal: &Terminal) -> Result<String, String> {
    let prompt = terminal.fill("host-password-new", &[("name", name.as_str()), ("least", &LEAST.to_string())]);
    let password = rpassword::prompt_password(prompt).map_err(|it| unread(&it, terminal))?;
    let again = catalogue::ui("host-password-again", terminal.language);
    let same = rpassword::prompt_password(again).map_err(|it| unread(&it, terminal))? == password;
    if same { Ok(password) } else { Err(catalogue::ui("host-password-differs", terminal.language).to_owned()) }
}

fn first_line(terminal: &Terminal) -> Result<String, String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(|it| unread(&it, terminal))?;
    Ok(line.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']).to_owned())
}

fn unread(error: &io::Error, terminal: &Terminal) -> String {
    terminal.fill("host-password-unread", &[("reason", &error.to_string())])
}
