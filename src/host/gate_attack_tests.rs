//! The gate against those who are not to get in: guessing, fixation, replay, foreign pages.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::net::IpAddr;
use std::time::Duration;

use super::tests::{Browser, House, RIGHT, WRONG, account};
use super::*;

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

#[tokio::test]
async fn only_so_many_passwords_are_checked_or_wait_for_it() {
    let house = House::new();
    let mut asked = Vec::new();
    for n in 0..40 {
        let mut browser = Browser::new();
        browser.address = IpAddr::from([10, 0, 0, n]);
        let form = browser.form(&house).await;
        let body = format!("form={form}&name=guess{n}&password={}", encoded(WRONG));
        asked.push(browser.asked(Method::POST, LOGIN, body));
    }
    let answers = futures_in_turn(asked.iter().map(|it| house.gate.answer(it, &house.audit)).collect()).await;
    let busy = answers.iter().filter(|it| it.status() == 503 && it.headers().contains_key(header::RETRY_AFTER)).count();
    let wrong = answers.iter().filter(|it| it.status() == 403).count();
    assert!(busy > 0 && wrong >= 18 && busy + wrong == 40, "{busy} {wrong}");
    assert_eq!(house.runs(), wrong as u64, "whoever is sent away costs nothing");
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
