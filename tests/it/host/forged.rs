//! A server in front: the user's name in its header is believed from its address, and from no other.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;

use super::client::{Answer, Body, read, request};
use super::server::{House, Server};
use super::visitor::{PASSWORD, passwd};

/// A request from a loopback address of the test's choosing: all of 127.0.0.0/8 is this machine on Linux.
fn ask_from(last: u8, server: &Server, target: &str, headers: &[(&str, &str)]) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let stream: TcpStream = runtime.block_on(async {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::from((Ipv4Addr::new(127, 0, 0, last), 0))).unwrap();
        socket.connect(server.address).await.unwrap().into_std().unwrap()
    });
    stream.set_nonblocking(false).unwrap();
    let mut stream = stream;
    stream.write_all(&request("GET", target, headers)).unwrap();
    read(&mut stream, Body::Sent).unwrap()
}

/// Two profiles, an account for each.
fn start(house: &House) -> Server {
    house.build("all/inspector", "inspector", "inspectors");
    house.build("all/full", "full", "everything");
    // What somebody left there is nobody's profile.
    house.build("all/inspector-old", "inspector", "before");
    let state = house.path("state");
    passwd(&state, &["hana", "--profile", "inspector"], PASSWORD).expect(0);
    passwd(&state, &["kanri", "--profile", "full"], PASSWORD).expect(0);
    let front = ["--behind-proxy", "--trust", "127.0.0.9", "--user-header", "X-Remote-User"];
    Server::start(&house.path("all"), &[&["--state", state.to_str().unwrap()][..], &front].concat())
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_counts_from_the_trusted_address_alone() {
    let house = House::new();
    let mut server = start(&house);
    let named = |last, name| ask_from(last, &server, "/index.html", &[("X-Remote-User", name)]);
    assert!(named(9, "hana").expect(200).text().contains("edition=inspectors;"));
    assert!(named(9, "kanri").expect(200).text().contains("edition=everything;"));
    named(9, "nobody").expect(403);
    let stranger = ask_from(8, &server, "/index.html", &[]);
    for (last, name) in [(8, "kanri"), (1, "kanri"), (8, "hana"), (8, "nobody")] {
        let answer = named(last, name);
        assert_eq!((answer.status, &answer.body), (stranger.status, &stranger.body), "127.0.0.{last} {name}");
        assert!(!answer.text().contains("edition="));
    }
    let twice = [("X-Remote-User", "hana"), ("x-remote-user", "kanri")];
    assert_eq!(ask_from(9, &server, "/index.html", &twice).status, stranger.status);
    let forwarded = [("X-Remote-User", "kanri"), ("X-Forwarded-For", "127.0.0.9")];
    assert_eq!(ask_from(8, &server, "/index.html", &forwarded).status, stranger.status);
    server.hears("127.0.0.8 sent a user's name without being trusted");
    let record = record(&house.path("state"));
    assert!(record.contains("\"forged\"") && record.contains("127.0.0.8"), "{record}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_address_that_is_forwarded_counts_from_the_trusted_alone() {
    let house = House::new();
    let server = start(&house);
    let named = ("X-Remote-User", "kanri");
    ask_from(9, &server, "/index.html", &[named, ("X-Forwarded-For", "192.0.2.7, 192.0.2.8")]).expect(200);
    let record = record(&house.path("state"));
    assert!(record.contains("192.0.2.8") && !record.contains("192.0.2.7"), "{record}");
}

/// All that stands in the record.
fn record(state: &Path) -> String {
    let files = walkdir::WalkDir::new(state).into_iter().map(Result::unwrap).filter(|it| it.file_type().is_file());
    files.filter_map(|it| fs::read_to_string(it.path()).ok()).filter(|it| it.starts_with('{')).collect()
}
