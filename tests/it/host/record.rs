//! The record: one line for each page, login and failure; read by `toji host log`; without it nothing is shown.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use super::server::{House, Server};
use super::visitor::{PASSWORD, Visitor, passwd};
use crate::project::{Output, run, toji};

fn log(state: &Path, arguments: &[&str]) -> Output {
    let mut command = toji(&["--lang", "en", "host", "log", "--state", state.to_str().unwrap()]);
    run(command.args(arguments))
}

fn day(state: &Path) -> std::path::PathBuf {
    let mut files: Vec<_> = fs::read_dir(state.join("log")).unwrap().map(|it| it.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "a day may have begun while this test ran");
    files.remove(0)
}

#[test]
fn who_looked_at_what_is_told_as_a_table_and_as_json() {
    let house = House::new();
    let state = house.path("state");
    passwd(&state, &["kanri", "--profile", "full"], PASSWORD).expect(0);
    let server = Server::start(&house.out(), &["--state", state.to_str().unwrap()]);
    let mut visitor = Visitor::new(server.address);
    visitor.log_in("kanri", "wrong wrong wrong").expect(403);
    visitor.log_in("my secret password", "x").expect(403);
    visitor.log_in("kanri", PASSWORD).expect(303);
    let tag = visitor.get("/rules/%E8%A6%8F%E7%A8%8B.html").expect(200).header("etag").unwrap().to_owned();
    visitor.ask("GET", "/rules/%E8%A6%8F%E7%A8%8B.html", &[("If-None-Match", &tag)], "").expect(304);
    visitor.get("/assets/style.css").expect(200);
    visitor.post("/-/logout", "").expect(200);
    let json = log(&state, &["--format", "json"]).expect(0).stdout;
    let lines: Vec<serde_json::Value> = json.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let told: Vec<_> = lines
        .iter()
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap_or("-").to_owned();
            format!("{} {} {} {}", text("event"), text("account"), it["status"], text("path"))
        })
        .collect();
    let expected = [
        "failure kanri 403 -",
        "failure - 403 -",
        "login kanri 303 -",
        "page kanri 200 rules/規程.html",
        "page kanri 304 rules/規程.html",
        "logout kanri 303 -",
    ];
    assert_eq!(told, expected);
    assert!(lines.iter().all(|it| it["address"] == "127.0.0.1" && it["time"].as_str().unwrap().len() >= 20));
    assert!(!json.contains("secret"), "what may be a password in the wrong field is not kept");
    fs::OpenOptions::new()
        .append(true)
        .open(day(&state))
        .map(|mut it| std::io::Write::write_all(&mut it, b"{\"ti"))
        .unwrap()
        .unwrap();
    let table = log(&state, &[]).expect(0);
    assert_eq!(table.stdout.lines().count(), 7, "{}", table.stdout);
    assert!(table.stdout.lines().next().unwrap().starts_with("time "), "{}", table.stdout);
    assert!(table.stderr.contains("1 lines cannot be read") && table.stderr.contains("jsonl:7"), "{}", table.stderr);
    assert_eq!(log(&state, &["--since", "2100-01-01"]).expect(0).stdout, "");
    assert_eq!(log(&state, &["--account", "KANRI"]).expect(0).stdout.lines().count(), 6);
    log(&state, &["--since", "soon"]).expect(2);
    // The server goes on behind the half line.
    visitor.log_in("kanri", PASSWORD).expect(303);
    assert_eq!(log(&state, &["--account", "kanri"]).expect(0).stdout.lines().count(), 7);
}

#[test]
fn what_cannot_be_recorded_is_not_shown() {
    let house = House::new();
    let state = house.path("state");
    passwd(&state, &["kanri", "--profile", "full"], PASSWORD).expect(0);
    let server = Server::start(&house.out(), &["--state", state.to_str().unwrap()]);
    let mut visitor = Visitor::new(server.address);
    visitor.log_in("kanri", PASSWORD).expect(303);
    let page = visitor.get("/index.html").expect(200);
    let (log, aside) = (state.join("log"), state.join("aside"));
    fs::rename(&log, &aside).unwrap();
    fs::write(&log, "").unwrap();
    let refused = visitor.get("/index.html").expect(503);
    assert!(!refused.text().contains("edition="));
    assert_eq!(visitor.get("/items/2-03.html").expect(503).body, refused.body);
    visitor.get("/assets/style.css").expect(503);
    Visitor::new(server.address).log_in("kanri", PASSWORD).expect(503);
    fs::remove_file(&log).unwrap();
    assert_eq!(visitor.get("/index.html").expect(200).body, page.body);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_stops_serving() {
    let house = House::new();
    let state = house.path("state");
    passwd(&state, &["kanri", "--profile", "full"], PASSWORD).expect(0);
    let server = Server::start(&house.out(), &["--state", state.to_str().unwrap()]);
    let mut visitor = Visitor::new(server.address);
    visitor.log_in("kanri", PASSWORD).expect(303);
    visitor.get("/index.html").expect(200);
    let file = day(&state);
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("/dev/full", &file).unwrap();
    visitor.get("/index.html").expect(503);
    fs::remove_file(&file).unwrap();
    visitor.get("/index.html").expect(200);
}
