//! What must hold before anybody is let in. Each reason not to start is said, with the way out, and nothing listens.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use super::client;
use super::server::{House, Server};
use crate::project::{run, toji};

#[track_caller]
fn refused(house: &House, arguments: &[&str], code: i32, said: &[&str]) {
    let out = house.out();
    for language in ["en", "ja"] {
        let mut command = toji(&["--lang", language, "host", "serve", out.to_str().unwrap()]);
        let output = run(command.args(arguments)).expect(code);
        for part in said {
            assert!(output.stderr.contains(part), "{part}: {}", output.stderr);
        }
    }
}

#[test]
fn beyond_this_machine_it_needs_tls_and_an_account() {
    let house = House::new();
    let state = house.path("state");
    let state = state.to_str().unwrap();
    for listen in ["0.0.0.0:0", "[::]:0", "192.0.2.1:8443"] {
        refused(&house, &["--listen", listen], 2, &["host-needs-tls", "host-needs-account"]);
        let signed = ["--listen", listen, "--tls-self-signed", "--state", state];
        refused(&house, &signed, 2, &["host-needs-account", "toji host passwd"]);
    }
    refused(&house, &["--behind-proxy", "--trust", "127.0.0.1"], 2, &["host-needs-account"]);
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let house = House::new();
    let inside = house.path("out/state");
    let inside = inside.to_str().unwrap();
    let arguments = ["--state", inside, "--behind-proxy", "--tls-cert", "nowhere.pem", "--tls-key", "nowhere.key"];
    refused(&house, &arguments, 2, &["host-state-inside", "host-trusts-nobody", "tls-unreadable"]);
    refused(&house, &["--tls-self-signed"], 2, &["host-needs-state"]);
    let header = ["--behind-proxy", "--trust", "127.0.0.1", "--user-header", "not a name"];
    refused(&house, &header, 2, &["host-bad-header"]);
    assert!(!house.path("out/state").exists());
}

#[test]
fn a_folder_that_is_no_output_is_not_served() {
    let house = House::new();
    fs::remove_file(house.path("out/manifest.json")).unwrap();
    refused(&house, &[], 2, &["not-an-output"]);
    fs::write(house.path("out/manifest.json"), "{\"files\": [{\"path\": \"../secret\"}]}").unwrap();
    refused(&house, &[], 2, &["not-an-output"]);
}

#[test]
fn an_address_that_is_taken_is_said() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    refused(&house, &["--listen", &server.address.to_string()], 3, &["host-cannot-listen"]);
}

#[test]
fn of_several_profiles_none_is_chosen_for_nobody() {
    let house = House::new();
    house.build("all/inspector", "inspector", "1");
    house.build("all/full", "full", "1");
    let all = house.path("all");
    let output = run(&mut toji(&["host", "serve", all.to_str().unwrap()])).expect(2);
    assert!(output.stderr.contains("host-which-profile") && output.stderr.contains("inspector"), "{}", output.stderr);
    let server = Server::start(&house.path("all/inspector"), &[]);
    server.get("/").expect(200);
}

#[test]
fn without_a_login_only_this_machine_is_a_host() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    for (host, status) in
        [("localhost:1", 200), ("[::1]:80", 200), ("127.0.0.1", 200), ("evil.example", 400), ("", 400)]
    {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        client::send(server.address, request.as_bytes()).expect(status);
    }
}
