//! The gate: accounts, sessions, the login page. Says who somebody is; never what there is to see.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::accounts;
use super::answer::{page, refusal};
use super::asked::Asked;
use super::audit::{Audit, Entry};
use super::backoff::Backoff;
use super::cookie::Cookie;
use super::live::Live;
use super::login::Desk;
use super::login_form::{Forms, after_login, encoded, field, is_from_here};
use super::login_page::{self, CSS, LOGIN, LOGOUT, STYLE, Say};
use super::secret::Secret;
use super::session::Sessions;
use super::who::Who;
use crate::diagnostics::{Finding, Sink};
use crate::model::{Account, AccountName, Accounts};
use crate::source::Sources;

/// Accounts and sessions of one server.
#[derive(Debug)]
pub(super) struct Gate {
    /// `None` without a state folder: there can be no account.
    accounts: Option<Live>,
    pub(super) sessions: Sessions,
    pub(super) backoff: Backoff,
    /// Forms sent by pages of others, counted apart: such a page must not make people wait.
    pub(super) strays: Backoff,
    pub(super) forms: Forms,
    pub(super) desk: Desk,
    clock: Clock,
}

/// What time it is; in tests, what they say.
#[derive(Debug)]
enum Clock {
    Real,
    #[cfg(test)]
    Hand(std::sync::Mutex<Instant>),
}

impl Gate {
    /// The accounts in `state`; none where there is no such folder or no accounts file in it. A file that is there and cannot
    /// be relied on is told: the server does not start then.
    pub(super) fn open(state: Option<&Path>, sources: &mut Sources, sink: &mut Sink) -> Option<Self> {
        let there = match state {
            Some(state) => accounts::read(state, sources, sink)?,
            None => Accounts::default(),
        };
        Some(Self {
            accounts: state.map(|it| Live::new(it, there)),
            sessions: Sessions::default(),
            backoff: Backoff::default(),
            strays: Backoff::default(),
            forms: Forms::new(Instant::now())?,
            desk: Desk::default(),
            clock: Clock::Real,
        })
    }

    /// Whether there is an account. A file that cannot be relied on may hold some.
    pub(super) fn has_accounts(&self) -> bool {
        self.accounts.as_ref().is_some_and(|it| it.now().is_none_or(|it| !it.is_empty()))
    }

    /// What is wrong with the accounts for an output that offers these profiles.
    pub(super) fn not_offered(&self, offered: &[&str]) -> Vec<Finding> {
        self.now_accounts().map(|it| accounts::not_offered(&it, offered)).unwrap_or_default()
    }

    /// The accounts as they are; none that can be relied on is nobody.
    pub(super) fn now_accounts(&self) -> Option<Arc<Accounts>> {
        self.accounts.as_ref()?.now()
    }

    /// Whether `path` is one of the gate's own pages (`/-/login`, `/-/logout`, its style sheet). No output has a folder `-`.
    pub(super) fn owns(&self, path: &str) -> bool {
        path.starts_with("/-/")
    }

    /// Answers on one of its own pages: GET, HEAD and POST, as the page allows; 405 otherwise. What happens is recorded.
    pub(super) async fn answer(&self, asked: &Asked, audit: &Audit) -> Response {
        if !self.has_accounts() {
            return refusal(StatusCode::NOT_FOUND);
        }
        // An accounts file that cannot be relied on lets nobody in; a wrong password is not what is to be told of it.
        if self.now_accounts().is_none() {
            return refusal(StatusCode::SERVICE_UNAVAILABLE);
        }
        let looks = asked.method == Method::GET || asked.method == Method::HEAD;
        match asked.path.as_str() {
            LOGIN if looks => self.login_page(asked),
            LOGIN => super::login::answer(self, asked, audit).await,
            LOGOUT if looks => self.logout_page(asked),
            LOGOUT => self.log_out(asked, audit).await,
            STYLE if looks => style(),
            STYLE => refusal(StatusCode::METHOD_NOT_ALLOWED),
            _ => refusal(StatusCode::NOT_FOUND),
        }
    }

    /// Who sent this, by the session's cookie. Nobody where there are no accounts.
    pub(super) fn by_session(&self, asked: &Asked) -> Option<Who> {
        let secret = Cookie::Session.of(&asked.headers, asked.transport)?;
        let accounts = self.now_accounts()?;
        self.sessions.account(&secret, &accounts, self.now()).map(who)
    }

    /// The account that a trusted server in front named.
    pub(super) fn by_name(&self, name: &str) -> Option<Who> {
        let name = AccountName::parse(name).ok()?;
        self.now_accounts()?.get(&name).map(who)
    }

    /// Asks somebody unknown to log in: the same answer for every path.
    pub(super) fn invite(&self, asked: &Asked) -> Response {
        let whole = asked.query.as_ref().map_or_else(|| asked.path.clone(), |it| format!("{}?{it}", asked.path));
        let to = match after_login(&whole) {
            "/" => LOGIN.to_owned(),
            way => format!("{LOGIN}?to={}", encoded(way)),
        };
        see(&to)
    }

    /// The time by which sessions and waits are counted.
    pub(super) fn now(&self) -> Instant {
        match &self.clock {
            Clock::Real => Instant::now(),
            #[cfg(test)]
            Clock::Hand(now) => *now.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
        }
    }

    fn login_page(&self, asked: &Asked) -> Response {
        if let Some(Who::Account { name, .. }) = self.by_session(asked) {
            return page(StatusCode::OK, &login_page::logged_in(&name));
        }
        let way = asked.query.as_ref().and_then(|it| field(it.as_bytes(), "to")).unwrap_or_default();
        self.form(StatusCode::OK, Say::Nothing, after_login(&way), asked)
    }

    /// The login page with a form that is good for this browser alone.
    pub(super) fn form(&self, status: StatusCode, say: Say, way: &str, asked: &Asked) -> Response {
        // The one it has stays: two tabs of one browser are two forms with one cookie.
        let there = Cookie::Form.of(&asked.headers, asked.transport);
        let Some(cookie) = there.clone().or_else(Secret::new) else { return refusal(StatusCode::SERVICE_UNAVAILABLE) };
        let signed = self.forms.sign(&cookie, self.now());
        let mut response = page(status, &login_page::login(say, &signed, way));
        if there.is_none() {
            set(&mut response, Cookie::Form.set(&cookie, asked.transport));
        }
        response
    }

    fn logout_page(&self, asked: &Asked) -> Response {
        match self.by_session(asked) {
            Some(Who::Account { name, .. }) => page(StatusCode::OK, &login_page::logout(&name)),
            Some(Who::Anybody) | None => see(LOGIN),
        }
    }

    async fn log_out(&self, asked: &Asked, audit: &Audit) -> Response {
        if !is_from_here(&asked.headers, asked.transport) {
            return refusal(StatusCode::FORBIDDEN);
        }
        let who = self.by_session(asked);
        // The session ends whether that can be recorded or not.
        if let Some(secret) = Cookie::Session.of(&asked.headers, asked.transport) {
            self.sessions.end(&secret);
        }
        if let Some(who @ Who::Account { .. }) = &who
            && audit.record_for_good(Entry::Logout { who }, asked.address).await.is_err()
        {
            return refusal(StatusCode::SERVICE_UNAVAILABLE);
        }
        let mut response = self.form(StatusCode::OK, Say::LoggedOut, "/", asked);
        set(&mut response, Cookie::Session.clear(asked.transport));
        // What was looked at does not stay in the browser of a shared computer.
        response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
        response
    }
}

fn who(account: &Account) -> Who {
    Who::Account { name: account.name.to_string(), profile: account.profile.value.to_string() }
}

/// Sends somebody on by GET.
pub(super) fn see(way: &str) -> Response {
    let mut response = page(StatusCode::SEE_OTHER, "");
    if let Ok(way) = HeaderValue::try_from(way) {
        response.headers_mut().insert(header::LOCATION, way);
    }
    response
}

/// Adds a cookie to an answer.
pub(super) fn set(response: &mut Response, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

fn style() -> Response {
    let mut response = page(StatusCode::OK, CSS);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    response
}

#[cfg(test)]
#[path = "gate_attack_tests.rs"]
mod attacks;
#[cfg(test)]
#[path = "gate_tests.rs"]
mod tests;
