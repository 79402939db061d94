//! One try to log in. A wrong name and a wrong password cost the same work and get the same answer; only so many are checked
//! at once. Never says which of the two was wrong.

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::answer::refusal;
use super::asked::Asked;
use super::audit::{Audit, Entry, Failure};
use super::backoff::{News, Wait};
use super::cookie::Cookie;
use super::gate::{Gate, see, set};
use super::login_form::{after_login, field, is_from_here};
use super::login_page::Say;
use super::password::Checker;
use super::who::Who;
use crate::model::{Account, AccountName, PasswordHash};

/// As many passwords are checked at once: each takes 19 MiB.
const AT_ONCE: usize = 2;
/// As many wait for their turn; further ones are asked to come again.
const IN_LINE: usize = 16;

/// Where passwords are checked, a few at a time.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) checker: Arc<Checker>,
    line: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Desk {
    fn default() -> Self {
        let line = Arc::new(Semaphore::new(AT_ONCE + IN_LINE));
        Self { checker: Arc::default(), line, places: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

/// A turn at the desk, held until the work is done: somebody who goes away in the middle frees no place before.
#[derive(Debug)]
struct Turn {
    _line: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
}

impl Desk {
    /// `None` where too many are waiting already.
    async fn turn(&self) -> Option<Turn> {
        let line = Arc::clone(&self.line).try_acquire_owned().ok()?;
        let place = Arc::clone(&self.places).acquire_owned().await.ok()?;
        Some(Turn { _line: line, _place: place })
    }

    /// Whether the password is right, found out on a thread that may block.
    async fn is_right(&self, password: String, hash: Option<PasswordHash>, turn: Turn) -> bool {
        let checker = Arc::clone(&self.checker);
        let check = move || {
            let right = checker.is_right(&password, hash.as_ref());
            drop(turn);
            right
        };
        tokio::task::spawn_blocking(check).await.unwrap_or(false)
    }
}

/// What was sent, as far as it is a try at all.
#[derive(Debug)]
struct Try {
    /// `None` where what was typed cannot be a name.
    name: Option<AccountName>,
    password: String,
    way: String,
}

/// Answers a POST of the login form.
pub(super) async fn answer(gate: &Gate, asked: &Asked, audit: &Audit) -> Response {
    if !is_from_here(&asked.headers, asked.transport) {
        return failed(gate, asked, audit, Failed::NotFromHere).await;
    }
    let Some(attempt) = attempt(gate, asked) else {
        let way = field(&asked.body, "to").unwrap_or_default();
        return gate.form(StatusCode::FORBIDDEN, Say::Stale, after_login(&way), asked);
    };
    let Some(turn) = gate.desk.turn().await else {
        let response = gate.form(StatusCode::SERVICE_UNAVAILABLE, Say::Busy, &attempt.way, asked);
        return later(response, 5);
    };
    // The time is asked for after the turn has come: a wait must not be over because others were in line before.
    if let Err(wait) = gate.backoff.begin(asked.address, attempt.name.as_ref(), gate.now()) {
        return failed(gate, asked, audit, Failed::Wait(wait, attempt)).await;
    }
    let accounts = gate.now_accounts();
    let account = accounts.as_ref().zip(attempt.name.as_ref()).and_then(|(all, name)| all.get(name));
    let hash = account.and_then(|it| it.password.clone());
    let is_right = gate.desk.is_right(attempt.password.clone(), hash, turn).await;
    match account.filter(|_| is_right) {
        Some(account) => succeeded(gate, asked, audit, account, &attempt.way).await,
        None => failed(gate, asked, audit, Failed::Password(attempt)).await,
    }
}

/// `None` where it is no form of ours, or was open for too long.
fn attempt(gate: &Gate, asked: &Asked) -> Option<Try> {
    let is_form = asked.headers.get(header::CONTENT_TYPE).is_some_and(|it| {
        it.to_str()
            .is_ok_and(|it| it.split(';').next().is_some_and(|it| it.trim() == "application/x-www-form-urlencoded"))
    });
    let cookie = Cookie::Form.of(&asked.headers, asked.transport)?;
    let signed = field(&asked.body, "form")?;
    if !is_form || !gate.forms.is_ours(&signed, &cookie, gate.now()) {
        return None;
    }
    let (name, password) = (field(&asked.body, "name")?, field(&asked.body, "password")?);
    let way = after_login(&field(&asked.body, "to").unwrap_or_default()).to_owned();
    Some(Try { name: AccountName::parse(&name).ok(), password, way })
}

async fn succeeded(gate: &Gate, asked: &Asked, audit: &Audit, account: &Account, way: &str) -> Response {
    gate.backoff.succeeded(asked.address, &account.name);
    let who = Who::Account { name: account.name.to_string(), profile: account.profile.value.to_string() };
    if audit.record_for_good(Entry::Login { who: &who }, asked.address).await.is_err() {
        return refusal(StatusCode::SERVICE_UNAVAILABLE);
    }
    // Whatever session the browser came with is over: nobody goes on under a secret that somebody else may have chosen.
    if let Some(old) = Cookie::Session.of(&asked.headers, asked.transport) {
        gate.sessions.end(&old);
    }
    let Some(secret) = gate.sessions.begin(account, gate.now()) else {
        return refusal(StatusCode::SERVICE_UNAVAILABLE);
    };
    let mut response = see(way);
    set(&mut response, Cookie::Session.set(&secret, asked.transport));
    set(&mut response, Cookie::Form.clear(asked.transport));
    response
}

/// How a try failed.
#[derive(Debug)]
enum Failed {
    NotFromHere,
    Wait(Wait, Try),
    Password(Try),
}

async fn failed(gate: &Gate, asked: &Asked, audit: &Audit, how: Failed) -> Response {
    let accounts = gate.now_accounts();
    let known =
        |it: &Try| accounts.as_ref().zip(it.name.as_ref()).and_then(|(all, name)| Some(all.get(name)?.name.clone()));
    let (account, why, response) = match &how {
        Failed::NotFromHere => {
            let page = refusal(StatusCode::FORBIDDEN);
            if gate.strays.begin(asked.address, None, gate.now()).is_err_and(|it| it.is_news == News::Again) {
                return page;
            }
            (None, Failure::NotFromHere, page)
        }
        Failed::Wait(wait, attempt) => {
            let page = gate.form(StatusCode::TOO_MANY_REQUESTS, Say::Wait(wait.seconds), &attempt.way, asked);
            if wait.is_news == News::Again {
                return later(page, wait.seconds);
            }
            (known(attempt), Failure::Waiting, later(page, wait.seconds))
        }
        Failed::Password(attempt) => {
            let page = gate.form(StatusCode::FORBIDDEN, Say::Wrong, &attempt.way, asked);
            (known(attempt), Failure::Password, page)
        }
    };
    let entry = Entry::Failure { account: account.as_ref(), why };
    match audit.record_for_good(entry, asked.address).await {
        Ok(()) => response,
        Err(_) => refusal(StatusCode::SERVICE_UNAVAILABLE),
    }
}

fn later(mut response: Response, seconds: u64) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}
