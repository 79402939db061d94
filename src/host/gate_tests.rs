//! The gate as a browser meets it, by a clock that the tests move: guessing, fixation, replay, idling, foreign pages.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::Duration;

use axum::body::to_bytes;
use axum::http::{HeaderMap, HeaderName};

use super::super::asked::Transport;
use super::super::password;
use super::super::session::IDLE;
use super::*;
use crate::model::PasswordHash;
use crate::source::{Span, Spanned};

const RIGHT: &str = "swallows under the eaves";
const WRONG: &str = "sparrows under the eaves";

/// A server's gate with the accounts `ana` (staff) and `bea` (full), and its record.
struct House {
    state: tempfile::TempDir,
    gate: Gate,
    audit: Audit,
}

/// A browser: it keeps cookies, and says where a form comes from.
struct Browser {
    cookies: BTreeMap<String, String>,
    address: IpAddr,
    says: Vec<(&'static str, &'static str)>,
}

/// An answer, as far as tests look at it.
struct Got {
    status: u16,
    headers: HeaderMap,
    body: String,
}

fn hash(of: &str) -> PasswordHash {
    password::taken(of, &AccountName::parse("nobody").unwrap()).unwrap().unwrap()
}

fn account(name: &str, profile: &str, password: Option<&str>) -> Account {
    let span = Span::new(Sources::default().add("accounts.toml", ""), 0..0);
    Account {
        name: AccountName::parse(name).unwrap(),
        profile: Spanned::new(profile.into(), span),
        password: password.map(hash),
    }
}

impl House {
    fn new() -> Self {
        let state = tempfile::tempdir().unwrap();
        let house = Self { gate: opened(state.path()), audit: Audit::open(Some(state.path())).unwrap(), state };
        house.change(|it| it.with(account("ana", "staff", Some(RIGHT))).with(account("bea", "full", Some(RIGHT))));
        Self { gate: opened(house.state.path()), ..house }
    }

    fn change(&self, change: impl FnOnce(Accounts) -> Accounts) {
        accounts::change(self.state.path(), change, &mut Sources::default(), &mut Sink::default()).unwrap();
    }

    fn later(&self, by: Duration) {
        let Clock::Hand(now) = &self.gate.clock else { panic!("a real clock") };
        *now.lock().unwrap() += by;
    }

    fn runs(&self) -> u64 {
        self.gate.desk.checker.runs()
    }

    /// The record: each line's event, account and reason.
    fn record(&self) -> Vec<String> {
        let read = crate::host::audit::read(self.state.path(), None, None, &mut Sink::default());
        assert!(read.unread.is_empty());
        let line = |it: &crate::host::audit::Recorded| {
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
    fn new() -> Self {
        let says = vec![("host", "pc-1:8443"), ("origin", "https://pc-1:8443"), ("sec-fetch-site", "same-origin")];
        Self { cookies: BTreeMap::new(), address: "192.0.2.7".parse().unwrap(), says }
    }

    fn asked(&self, method: Method, path: &str, body: String) -> Asked {
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

    async fn ask(&mut self, house: &House, method: Method, path: &str, body: String) -> Got {
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
    async fn form(&mut self, house: &House) -> String {
        let page = self.ask(house, Method::GET, LOGIN, String::new()).await;
        let after = page.body.split("name=\"form\" value=\"").nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    }

    async fn log_in(&mut self, house: &House, name: &str, password: &str) -> Got {
        let form = self.form(house).await;
        self.send(house, name, password, &form).await
    }

    async fn send(&mut self, house: &House, name: &str, password: &str, form: &str) -> Got {
        let body = format!("form={form}&name={}&password={}&to=%2Fitems%2F2-03.html", encoded(name), encoded(password));
        self.ask(house, Method::POST, LOGIN, body).await
    }

    /// What a page of the binder would find out about who asks.
    fn who(&self, house: &House) -> Option<String> {
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
async fn an_unknown_name_costs_the_same_work_and_gets_the_same_answer() {
    let house = House::new();
    house.change(|it| it.with(account("proxy", "staff", None)));
    let mut answers = Vec::new();
    for name in ["ana", "nobody-at-all", "proxy", "<script>"] {
        let before = house.runs();
        let got = Browser::new().log_in(&house, name, WRONG).await;
        assert_eq!(house.runs() - before, 1, "{name}");
        let (head, tail) = got.body.split_once("name=\"form\" value=\"").unwrap();
        answers.push((got.status, head.to_owned(), tail.split_once('"').unwrap().1.to_owned(), got.headers.len()));
    }
    assert_eq!(answers[0].0, 403);
    assert!(answers.windows(2).all(|it| it[0] == it[1]), "{answers:#?}");
    // A name that nobody has may be a password in the wrong field: it is not recorded.
    assert_eq!(
        house.record(),
        ["failure ana password", "failure password", "failure proxy password", "failure password"]
    );
}

#[tokio::test]
async fn guessing_waits_longer_each_time_and_costs_the_server_nothing() {
    let house = House::new();
    for _ in 0..3 {
        assert_eq!(Browser::new().log_in(&house, "ana", WRONG).await.status, 403);
    }
    let before = house.runs();
    for _ in 0..50 {
        let got = Browser::new().log_in(&house, "ana", RIGHT).await;
        assert_eq!((got.status, &got.headers[header::RETRY_AFTER]), (429, &HeaderValue::from_static("1")));
        assert!(got.body.contains("あと1秒お待ちください"));
    }
    assert_eq!(house.runs(), before, "no password is checked while somebody waits");
    assert_eq!(house.record().len(), 4, "one line a wait");
    let mut browser = Browser::new();
    assert_eq!(browser.log_in(&house, "bea", RIGHT).await.status, 303, "others go on");
    house.later(Duration::from_secs(1));
    assert_eq!(Browser::new().log_in(&house, "ana", WRONG).await.status, 403);
    let got = Browser::new().log_in(&house, "nobody", WRONG).await;
    assert_eq!(got.status, 403, "the address has tries left for other names");
    house.later(Duration::from_secs(2));
    assert_eq!(Browser::new().log_in(&house, "ana", RIGHT).await.status, 303, "nobody stays out");
}

#[tokio::test]
async fn a_name_that_nobody_has_waits_like_any_other() {
    let house = House::new();
    for _ in 0..3 {
        Browser::new().log_in(&house, "nobody", WRONG).await;
    }
    let got = Browser::new().log_in(&house, "nobody", WRONG).await;
    assert_eq!(got.status, 429);
}

#[tokio::test]
async fn many_guesses_at_once_count_like_one_after_another() {
    let house = House::new();
    let mut browser = Browser::new();
    let form = browser.form(&house).await;
    let body = format!("form={form}&name=ana&password={}", encoded(WRONG));
    let asked: Vec<_> = (0..12).map(|_| browser.asked(Method::POST, LOGIN, body.clone())).collect();
    let (gate, audit) = (&house.gate, &house.audit);
    let answers: Vec<_> = asked.iter().map(|it| gate.answer(it, audit)).collect();
    let mut statuses = Vec::new();
    for answer in futures_in_turn(answers).await {
        statuses.push(answer.status().as_u16());
    }
    assert_eq!(statuses.iter().filter(|it| **it == 403).count(), 3, "{statuses:?}");
    assert_eq!(house.runs(), 3);
}

/// All of them at once, on one thread.
async fn futures_in_turn<F: Future<Output = Response>>(all: Vec<F>) -> Vec<Response> {
    let mut all: Vec<_> = all.into_iter().map(Box::pin).collect();
    let mut answers = Vec::new();
    std::future::poll_fn(move |context| {
        all.retain_mut(|it| match it.as_mut().poll(context) {
            std::task::Poll::Ready(answer) => {
                answers.push(answer);
                false
            }
            std::task::Poll::Pending => true,
        });
        if all.is_empty() { std::task::Poll::Ready(std::mem::take(&mut answers)) } else { std::task::Poll::Pending }
    })
    .await
}

#[tokio::test]
async fn a_session_that_somebody_planted_is_never_the_one_that_is_logged_in() {
    let (house, mut browser) = (House::new(), Browser::new());
    let planted = Secret::new().unwrap();
    browser.cookies.insert("__Host-toji".to_owned(), planted.to_hex());
    browser.log_in(&house, "ana", RIGHT).await;
    assert_ne!(browser.cookies["__Host-toji"], planted.to_hex());
    // The attacker's own session, planted: after the login it is over.
    let mut attacker = Browser::new();
    attacker.log_in(&house, "bea", RIGHT).await;
    let theirs = attacker.cookies["__Host-toji"].clone();
    let mut victim = Browser::new();
    let form = victim.form(&house).await;
    victim.cookies.insert("__Host-toji".to_owned(), theirs.clone());
    victim.send(&house, "ana", RIGHT, &form).await;
    assert_ne!(victim.cookies["__Host-toji"], theirs);
    assert_eq!(victim.who(&house).unwrap(), "ana staff");
    assert_eq!(attacker.who(&house), None);
}

#[tokio::test]
async fn a_cookie_kept_from_before_the_logout_is_nobodys() {
    let (house, mut browser) = (House::new(), Browser::new());
    browser.log_in(&house, "ana", RIGHT).await;
    let kept = browser.cookies.clone();
    browser.ask(&house, Method::POST, LOGOUT, String::new()).await;
    browser.cookies = kept;
    assert_eq!(browser.who(&house), None);
    assert_eq!(browser.ask(&house, Method::GET, LOGOUT, String::new()).await.status, 303);
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
async fn a_form_of_somebody_else_is_refused_unread() {
    let house = House::new();
    let mut browser = Browser::new();
    let form = browser.form(&house).await;
    for says in [
        vec![("host", "pc-1:8443"), ("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")],
        vec![("host", "pc-1:8443"), ("origin", "null")],
        vec![("host", "pc-1:8443")],
    ] {
        browser.says = says;
        assert_eq!(browser.send(&house, "ana", RIGHT, &form).await.status, 403);
        assert_eq!(browser.who(&house), None);
    }
    assert_eq!(house.runs(), 0);
    assert_eq!(house.record(), ["failure not-from-here"; 3]);
    // A logout by a foreign page is none, either.
    let mut browser = Browser::new();
    browser.log_in(&house, "ana", RIGHT).await;
    browser.says[1].1 = "https://evil.example";
    assert_eq!(browser.ask(&house, Method::POST, LOGOUT, String::new()).await.status, 403);
    assert_eq!(browser.who(&house).unwrap(), "ana staff");
}

#[tokio::test]
async fn a_form_without_its_mark_is_given_anew() {
    let house = House::new();
    let mut browser = Browser::new();
    let form = browser.form(&house).await;
    let others = Browser::new().form(&house).await;
    for signed in ["", "x", &others] {
        let got = browser.send(&house, "ana", RIGHT, signed).await;
        assert!(got.status == 403 && got.body.contains("もう一度入力してください"), "{}", got.body);
    }
    let got = Browser::new().send(&house, "ana", RIGHT, &form).await;
    assert_eq!(got.status, 403, "without the cookie");
    house.later(Duration::from_secs(3600));
    assert_eq!(browser.send(&house, "ana", RIGHT, &form).await.status, 403, "too old");
    assert_eq!(house.runs(), 0);
    assert_eq!(browser.log_in(&house, "ana", RIGHT).await.status, 303);
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
