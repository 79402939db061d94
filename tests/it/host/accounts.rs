//! Accounts: made by `toji host passwd`, looked at by a running server; what is wrong with their file is told by its line.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

use super::server::{House, Server};
use super::tls::{KEYS, over_tls, pair};
use super::visitor::{PASSWORD, Visitor, passwd};
use crate::project::{run, toji};

#[test]
fn each_account_sees_its_own_profile_at_the_top_and_no_other() {
    let house = House::new();
    house.build("all/full", "full", "F");
    house.build("all/staff", "staff", "S");
    let state = house.path("state");
    passwd(&state, &["Kanri", "--profile", "full"], PASSWORD).expect(0);
    passwd(&state, &["山田 花子", "--profile", "staff"], PASSWORD).expect(0);
    let server = Server::start(&house.path("all"), &["--state", state.to_str().unwrap()]);
    for (name, edition) in [("ｋａｎｒｉ", "edition=F;"), ("山田　花子", "edition=S;")] {
        let mut visitor = Visitor::new(server.address);
        let invited = visitor.get("/items/2-03.html").expect(303);
        assert_eq!(invited.header("location"), Some("/-/login?to=/items/2-03.html"));
        assert_eq!(visitor.get("/full/index.html").status, 303, "nobody is told what is there");
        let answer = visitor.log_in(name, PASSWORD).expect(303);
        assert_eq!(answer.header("location"), Some("/items/2-03.html"));
        assert!(visitor.get("/items/2-03.html").expect(200).text().contains(edition), "{name}");
        for other in ["/full/index.html", "/staff/index.html", "/../full/index.html"] {
            visitor.get(other).expect(404);
        }
        let kept = visitor.cookies.clone();
        visitor.post("/-/logout", "").expect(200);
        visitor.cookies = kept;
        visitor.get("/items/2-03.html").expect(303);
    }
}

#[test]
fn the_file_holds_no_password_and_is_nobody_elses() {
    let house = House::new();
    let state = house.path("state");
    let said = passwd(&state, &["kanri", "--profile", "full"], PASSWORD).expect(0).stderr;
    assert!(said.contains("toji host serve"), "{said}");
    let path = state.join("accounts.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("$argon2id$v=19$m=19456,t=2,p=1$") && !text.contains("つばめ"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(state.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }
    passwd(&state, &["proxy", "--profile", "staff", "--no-password"], "").expect(0);
    passwd(&state, &["kanri", "--remove"], "").expect(0);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("name = \"proxy\"") && !text.contains("kanri") && !text.contains("password ="), "{text}");
}

fn serve(out: &Path, state: &Path) -> Command {
    let mut command = toji(&["--lang", "en", "host", "serve"]);
    command.arg(out).arg("--state").arg(state);
    command
}

#[test]
fn what_cannot_be_an_account_is_refused_and_nothing_is_written() {
    let house = House::new();
    let state = house.path("state");
    for (arguments, password, told) in [
        (&["kanri", "--profile", "full"][..], "short", "12 characters"),
        (&["kanri", "--profile", "full"], "aaaaaaaaaaaaaaaa", "guessed"),
        (&["<b>", "--profile", "full"], PASSWORD, "cannot be an account"),
        (&["kanri"], PASSWORD, "--profile"),
        (&["kanri", "--remove"], "", "no account"),
    ] {
        let output = passwd(&state, arguments, password).expect(2);
        assert!(output.stderr.contains(told), "{output:?}");
        assert!(!state.exists());
    }
    for state in [house.out(), house.path("out/state"), house.path("out/a/../state")] {
        let output = passwd(&state, &["kanri", "--profile", "full"], PASSWORD).expect(1);
        assert!(output.stderr.contains("host-state-inside"), "{output:?}");
        assert!(!house.path("out/state").exists() && !house.path("out/accounts.toml").exists());
        assert!(run(&mut serve(&house.out(), &state)).expect(2).stderr.contains("host-state-inside"));
    }
}

#[test]
fn a_broken_file_is_told_by_its_line_and_nobody_is_served() {
    let house = House::new();
    let state = house.path("state");
    let hash = format!("$argon2id$v=19$m=19456,t=2,p=1${}${}", "A".repeat(22), "B".repeat(43));
    fs::create_dir(&state).unwrap();
    let account = |name: &str, profile: &str, password: &str| {
        format!("[[account]]\nname = \"{name}\"\nprofile = \"{profile}\"\npassword = \"{password}\"\n")
    };
    for (text, code, line) in [
        (account("a", "full", "my plain password"), "account-password", 5),
        (account("a", "full", &hash) + &account("Ａ", "full", &hash), "account-twice", 7),
        (account("a", "stuff", &hash), "account-profile", 4),
        (account("a'", "full", &hash), "bad-value", 3),
        ("[[acount]]\nname = \"a\"\n".to_owned(), "unknown-key", 2),
    ] {
        fs::write(state.join("accounts.toml"), format!("format = 1\n{text}")).unwrap();
        let output = run(&mut serve(&house.out(), &state)).expect(2);
        assert!(output.stderr.contains(code), "{output:?}");
        assert!(output.stderr.contains(&format!("accounts.toml:{line}:")), "{output:?}");
        assert!(!output.stderr.contains("my plain password\" "), "{output:?}");
        if code != "account-profile" {
            let before = fs::read(state.join("accounts.toml")).unwrap();
            passwd(&state, &["b", "--profile", "full"], PASSWORD).expect(1);
            assert_eq!(fs::read(state.join("accounts.toml")).unwrap(), before);
        }
    }
}

#[test]
fn writers_at_once_lose_nothing_of_one_another() {
    let house = House::new();
    let state = house.path("state");
    let names: Vec<String> = (0..6).map(|it| format!("n{it}")).collect();
    std::thread::scope(|scope| {
        for name in &names {
            let state = &state;
            scope.spawn(move || passwd(state, &[name, "--profile", "full", "--no-password"], "").expect(0));
        }
    });
    let text = fs::read_to_string(state.join("accounts.toml")).unwrap();
    assert!(names.iter().all(|it| text.contains(&format!("name = \"{it}\""))), "{text}");
}

#[test]
fn guessing_over_the_wire_waits_and_a_changed_password_ends_what_is_open() {
    let house = House::new();
    let state = house.path("state");
    passwd(&state, &["kanri", "--profile", "full"], PASSWORD).expect(0);
    let server = Server::start(&house.out(), &["--state", state.to_str().unwrap()]);
    let mut inside = Visitor::new(server.address);
    inside.log_in("kanri", PASSWORD).expect(303);
    inside.get("/index.html").expect(200);
    for _ in 0..3 {
        let answer = Visitor::new(server.address).log_in("kanri", "つばめ ３羽 と 猫 ３匹").expect(403);
        assert!(answer.text().contains("アカウントかパスワードが違います"));
    }
    let answer = Visitor::new(server.address).log_in("kanri", PASSWORD).expect(429);
    assert!(answer.header("retry-after").is_some() && answer.text().contains("お待ちください"));
    inside.get("/index.html").expect(200);
    passwd(&state, &["kanri"], "another twelve letters").expect(0);
    inside.get("/index.html").expect(303);
}

#[test]
fn over_tls_the_cookies_are_this_hosts_alone_and_never_go_plain() {
    let house = House::new();
    let state = house.path("state");
    passwd(&state, &["kanri", "--profile", "full"], PASSWORD).expect(0);
    let (cert, key) = pair(&house, "ec", KEYS[2].1);
    let files = ["--tls-cert", cert.to_str().unwrap(), "--tls-key", key.to_str().unwrap()];
    let server = Server::start(&house.out(), &[&["--state", state.to_str().unwrap()], &files[..]].concat());
    let host = format!("localhost:{}", server.address.port());
    let mut visitor = Visitor::over_tls(&host, |bytes| over_tls(&server, &cert, bytes).unwrap());
    let answer = visitor.log_in("kanri", PASSWORD).expect(303);
    let set: Vec<_> = answer.headers.iter().filter(|it| it.0 == "set-cookie").map(|it| it.1.as_str()).collect();
    assert!(set.len() == 2 && set.iter().all(|it| it.starts_with("__Host-toji")), "{set:?}");
    for part in ["; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"] {
        assert!(set.iter().all(|it| it.contains(part) && !it.contains("Domain")), "{set:?}");
    }
    visitor.get("/index.html").expect(200);
    visitor.post("/-/logout", "").expect(200);
    visitor.get("/index.html").expect(303);
}

#[test]
fn the_pages_of_the_login_carry_every_header_and_nothing_of_the_binder() {
    let house = House::new();
    let state = house.path("state");
    passwd(&state, &["kanri", "--profile", "full"], PASSWORD).expect(0);
    let server = Server::start(&house.out(), &["--state", state.to_str().unwrap()]);
    let mut visitor = Visitor::new(server.address);
    let answers = [
        visitor.get("/").expect(303),
        visitor.get("/-/login").expect(200),
        visitor.get("/-/login.css").expect(200),
        visitor.get("/-/other").expect(404),
        visitor.log_in("kanri", "wrong").expect(403),
        visitor.ask("POST", "/-/login", &[("Origin", "http://evil.example")], "").expect(403),
        visitor.post("/-/login.css", "").expect(405),
        visitor.log_in("kanri", PASSWORD).expect(303),
        visitor.get("/-/logout").expect(200),
        visitor.post("/-/logout", "").expect(200),
    ];
    for answer in answers {
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"));
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-robots-tag", "noindex, nofollow"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{answer:?}");
        }
        assert!(answer.header("cache-control").unwrap().contains("private"));
        assert!(!answer.text().contains("edition="), "{}", answer.text());
        for (_, set) in answer.headers.iter().filter(|it| it.0 == "set-cookie") {
            assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict") && set.contains("Path=/"), "{set}");
            assert!(!set.contains("Secure"), "plain on loopback: {set}");
        }
    }
}
