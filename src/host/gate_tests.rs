//! The gate as a browser meets it, by a clock that the tests move.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::Duration;

use axum::body::to_bytes;
use axum::http::{HeaderMap, HeaderName};

use super::*;
use crate::host::asked::Transport;
use crate::host::audit::{Recorded, read};
use crate::host::password;
use crate::host::session::IDLE;
use crate::model::PasswordHash;
use crate::source::{Span, Spanned};

pub(super) const RIGHT: &str = "swallows under the eaves";
pub(super) const WRONG: &str = "sparrows under the eaves";

/// A server's gate with the accounts `ana` (staff) and `bea` (full), and its record.
pub(super) struct House {
    pub(super) state: tempfile::TempDir,
    pub(super) gate: Gate,
    pub(super) audit: Audit,
}

/// A browser: it keeps cookies, and says where a form comes from.
pub(super) struct Browser {
    pub(super) cookies: BTreeMap<String, String>,
    pub(super) address: IpAddr,
    pub(super) says: Vec<(&'static str, &'static str)>,
}

/// An answer, as far as tests look at it.
pub(super) struct Got {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

fn hash(of: &str) -> PasswordHash {
    password::taken(of, &AccountName::parse("nobody").unwrap()).unwrap().unwrap()
}

pub(super) fn account(name: &str, profile: &str, password: Option<&str>) -> Account {
    let span = Span::new(Sources::default().add("accounts.toml", ""), 0..0);
    Account {
        name: AccountName::parse(name).unwrap(),
        profile: Spanned::new(profile.into(), span),
        password: password.map(hash),
    }
}

impl House {
    pub(super) fn new() -> Self {
        let state = tempfile::tempdir().unwrap();
        let house = Self { gate: opened(state.path()), audit: Audit::open(Some(state.path())).unwrap(), state };
        house.change(|it| it.with(account("ana", "staff", Some(RIGHT))).with(account("bea", "full", Some(RIGHT))));
        Self { gate: opened(house.state.path()), ..house }
    }

    pub(super) fn change(&self, change: impl FnOnce(Accounts) -> Accounts) {
        accounts::change(self.state.path(), change, &mut Sources::default(), &mut Sink::default()).unwrap();
    }

    pub(super) fn later(&self, by: Duration) {
        let Clock::Hand(now) = &self.gate.clock else { panic!("a real clock") };
        *now.lock().unwrap() += by;
    }

    pub(super) fn runs(&self) -> u64 {
        self.gate.desk.checker.runs()
    }

    /// The record: each line's event, account and reason.
    pub(super) fn record(&self) -> Vec<String> {
        let read = read(self.state.path(), None, None, &mut Sink::default());
        assert!(read.unread.is_empty());
        let line = |it: &Recorded| {
            [Some(it.event.clone()), it.account.clone(), it.why.clone()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        };
        read.recorded.iter().map(line).collect()
    }
}

fn shown(who: Who) -> String {
    match who {
        Who::Account { name, profile } => format!("{name} {profile}"),
        Who::Anybody => "anybody".to_owned(),
    }
}

fn opened(state: &Path) -> Gate {
    let gate = Gate::open(Some(state), &mut Sources::default(), &mut Sink::default()).unwrap();
    Gate { clock: Clock::Hand(Mutex::new(Instant::now())), ..gate }
}

impl Browser {
    pub(super) fn new() -> Self {
        let says = vec![("host", "pc-1:8443"), ("origin", "https://pc-1:8443"), ("sec-fetch-site", "same-origin")];
        Self { cookies: BTreeMap::new(), address: "192.0.2.7".parse().unwrap(), says }
    }

    pub(super) fn asked(&self, method: Method, path: &str, body: String) -> Asked {
        let (path, query) = path.split_once('?').map_or((path, None), |it| (it.0, Some(it.1.to_owned())));
        let mut headers = HeaderMap::new();
        for (name, value) in &self.says {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers.append(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        let cookies: Vec<_> = self.cookies.iter().map(|it| format!("{}={}", it.0, it.1)).collect();
        headers.append(header::COOKIE, cookies.join("; ").parse().unwrap());
        let (path, body, transport) = (path.to_owned(), body.into(), Transport::Secure);
        Asked { method, path, query, headers, body, address: self.address, transport }
    }

    pub(super) async fn ask(&mut self, house: &House, method: Method, path: &str, body: String) -> Got {
        let asked = self.asked(method, path, body);
        let response = house.gate.answer(&asked, &house.audit).await;
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = set.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let body = String::from_utf8(to_bytes(body, 1 << 20).await.unwrap().to_vec()).unwrap();
        Got { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// Opens the login page and gives the field that signs its form.
    pub(super) async fn form(&mut self, house: &House) -> String {
        let page = self.ask(house, Method::GET, LOGIN, String::new()).await;
        let after = page.body.split("name=\"form\" value=\"").nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    }

    pub(super) async fn log_in(&mut self, house: &House, name: &str, password: &str) -> Got {
        let form = self.form(house).await;
        self.send(house, name, password, &form).await
    }

    pub(super) async fn send(&mut self, house: &House, name: &str, password: &str, form: &str) -> Got {
        let body = format!("form={form}&name={}&password={}&to=%2Fitems%2F2-03.html", encoded(name), encoded(password));
        self.ask(house, Method::POST, LOGIN, body).await
    }

    /// What a page of the binder would find out about who asks.
    pub(super) fn who(&self, house: &House) -> Option<String> {
        house.gate.by_session(&self.asked(Method::GET, "/", String::new())).map(shown)
    }
}

#[tokio::test]
async fn a_login_leads_to_the_page_that_was_asked_for_and_a_logout_out() {
    let (house, mut browser) = (House::new(), Browser::new());
    assert_eq!(browser.who(&house), None);
    let invited = house.gate.invite(&browser.asked(Method::GET, "/items/2-03.html?q=a b", String::new()));
    assert_eq!(invited.headers()[header::LOCATION], "/-/login");
    let invited = house.gate.invite(&browser.asked(Method::GET, "/items/2-03.html", String::new()));
    assert_eq!(invited.headers()[header::LOCATION], "/-/login?to=/items/2-03.html");
    let got = browser.log_in(&house, "ＡＮＡ", RIGHT).await;
    assert_eq!((got.status, &got.headers[header::LOCATION]), (303, &HeaderValue::from_static("/items/2-03.html")));
    assert_eq!(browser.who(&house).unwrap(), "ana staff");
    assert!(browser.ask(&house, Method::GET, LOGIN, String::new()).await.body.contains("ana さんとして"));
    assert_eq!(browser.ask(&house, Method::GET, LOGOUT, String::new()).await.status, 200);
    assert_eq!(browser.who(&house).unwrap(), "ana staff", "opening a page logs nobody out");
    let got = browser.ask(&house, Method::POST, LOGOUT, String::new()).await;
    assert!(
        got.status == 200 && got.body.contains("ログアウトしました") && got.headers.contains_key("clear-site-data")
    );
    assert_eq!(browser.who(&house), None);
    assert_eq!(house.record(), ["login ana", "logout ana"]);
}

#[tokio::test]
async fn a_session_ends_after_fifteen_minutes_without_a_page() {
    let (house, mut browser) = (House::new(), Browser::new());
    browser.log_in(&house, "ana", RIGHT).await;
    for _ in 0..3 {
        house.later(IDLE - Duration::from_secs(1));
        assert!(browser.who(&house).is_some());
    }
    house.later(IDLE);
    assert_eq!(browser.who(&house), None);
    assert_eq!(IDLE, Duration::from_secs(15 * 60));
}

#[tokio::test]
async fn another_password_profile_or_no_account_counts_at_once() {
    let (house, mut browser) = (House::new(), Browser::new());
    browser.log_in(&house, "ana", RIGHT).await;
    let kept = house.gate.now_accounts().unwrap().get(&AccountName::parse("ana").unwrap()).unwrap().clone();
    let profile = Spanned::new("inspector".into(), kept.profile.span);
    house.change(|it| it.with(Account { profile, ..kept }));
    assert_eq!(browser.who(&house).unwrap(), "ana inspector");
    house.change(|it| it.with(account("ana", "staff", Some("another twelve letters"))));
    assert_eq!(browser.who(&house), None);
    browser.log_in(&house, "bea", RIGHT).await;
    house.change(|it| it.without(&AccountName::parse("bea").unwrap()));
    assert_eq!(browser.who(&house), None);
    house.change(|_| Accounts::default());
    assert_eq!(browser.who(&house), None);
}

#[tokio::test]
async fn an_accounts_file_that_is_broken_lets_nobody_in_until_it_is_mended() {
    let (house, mut browser) = (House::new(), Browser::new());
    browser.log_in(&house, "ana", RIGHT).await;
    let path = house.state.path().join(accounts::ACCOUNTS);
    let sound = std::fs::read(&path).unwrap();
    std::fs::write(&path, "format = 1\n[[account]]\nname = \"ana\"\n").unwrap();
    assert_eq!(browser.who(&house), None);
    assert_eq!(browser.ask(&house, Method::GET, LOGIN, String::new()).await.status, 503);
    std::fs::write(&path, sound).unwrap();
    assert_eq!(browser.who(&house).unwrap(), "ana staff", "the session itself did not end");
}

#[tokio::test]
async fn a_login_that_cannot_be_recorded_is_none() {
    let (house, mut browser) = (House::new(), Browser::new());
    let form = browser.form(&house).await;
    let log = house.state.path().join(crate::host::audit::LOG);
    std::fs::remove_dir_all(&log).unwrap();
    std::fs::write(&log, "").unwrap();
    assert_eq!(browser.send(&house, "ana", RIGHT, &form).await.status, 503);
    assert_eq!((browser.who(&house), house.audit.has_failed()), (None, true));
    std::fs::remove_file(&log).unwrap();
    assert_eq!(browser.send(&house, "ana", RIGHT, &form).await.status, 303);
    assert!(!house.audit.has_failed());
}

#[tokio::test]
async fn the_gates_pages_are_these_and_take_what_they_take() {
    let (house, mut browser) = (House::new(), Browser::new());
    for (method, path, status) in [
        (Method::HEAD, LOGIN, 200),
        (Method::GET, STYLE, 200),
        (Method::POST, STYLE, 405),
        (Method::GET, LOGOUT, 303),
        (Method::GET, "/-/", 404),
        (Method::GET, "/-/login/", 404),
        (Method::POST, "/-/other", 404),
    ] {
        assert_eq!(browser.ask(&house, method, path, String::new()).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn without_accounts_there_is_no_login() {
    let state = tempfile::tempdir().unwrap();
    let audit = Audit::open(Some(state.path())).unwrap();
    let house = House { gate: opened(state.path()), audit, state };
    let mut browser = Browser::new();
    assert!(!house.gate.has_accounts() && browser.who(&house).is_none());
    assert_eq!(browser.ask(&house, Method::GET, LOGIN, String::new()).await.status, 404);
    house.change(|it| it.with(account("ana", "staff", Some(RIGHT))));
    assert!(house.gate.has_accounts(), "an account that is made while the server runs counts at once");
}

#[test]
fn a_server_in_front_names_whom_the_accounts_know() {
    let house = House::new();
    house.change(|it| it.with(account("clinic\\yamada", "inspector", None)));
    let named = |it: &str| house.gate.by_name(it).map(shown);
    assert_eq!(named("CLINIC\\Yamada").as_deref(), Some("clinic\\yamada inspector"));
    assert_eq!(named("ana").as_deref(), Some("ana staff"));
    assert_eq!((named("nobody"), named(""), named("ana\u{0}")), (None, None, None));
}
