//! Those who take and give nothing: slow heads, silent connections, answers that nobody fetches. And the end of a server.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::client::{Body, connect, read, request};
use super::server::{House, Server, large};

/// Connections that send a head a byte at a time, or nothing.
struct Loris {
    streams: Vec<TcpStream>,
}

impl Loris {
    fn new(server: &Server, count: usize) -> Self {
        let slow = |n: usize| {
            let mut stream = connect(server.address);
            let start: &[u8] = if n.is_multiple_of(2) { b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " } else { b"" };
            let _ = stream.write_all(start);
            stream
        };
        Self { streams: (0..count).map(slow).collect() }
    }

    /// A further byte on each that is still open.
    fn drip(&mut self) {
        self.streams.retain_mut(|it| it.write_all(b"a").is_ok());
    }
}

#[test]
fn five_hundred_slow_connections_keep_nobody_out() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    let mut loris = Loris::new(&server, 500);
    let until = Instant::now() + Duration::from_secs(4);
    let mut slowest = Duration::ZERO;
    let mut served = 0;
    while Instant::now() < until {
        loris.drip();
        let started = Instant::now();
        server.get("/index.html").expect(200);
        slowest = slowest.max(started.elapsed());
        served += 1;
    }
    assert!(served >= 5 && slowest < Duration::from_secs(2), "{served} served, the slowest in {slowest:?}");
}

#[test]
fn dripping_does_not_lengthen_the_time_for_a_head() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    let mut loris = Loris::new(&server, 50);
    let started = Instant::now();
    while !loris.streams.is_empty() {
        loris.drip();
        std::thread::sleep(Duration::from_millis(250));
        assert!(started.elapsed() < Duration::from_secs(20), "{} are still open", loris.streams.len());
    }
    assert!(started.elapsed() > Duration::from_secs(5), "nobody is that slow on purpose");
}

#[test]
fn whoever_is_being_answered_is_not_sent_away() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    let mut reader = connect(server.address);
    reader.write_all(&request("GET", "/binder.pdf", &[])).unwrap();
    let mut begun = [0; 1000];
    reader.read_exact(&mut begun).unwrap();
    let loris = Loris::new(&server, 500);
    server.get("/index.html").expect(200);
    let mut rest = Vec::new();
    reader.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(&large("1")[1_000_000..]), "{} bytes", rest.len());
    drop(loris);
}

#[cfg(unix)]
#[test]
fn told_to_end_it_finishes_what_it_has_begun() {
    let house = House::new();
    let mut server = Server::start(&house.out(), &[]);
    let mut reader = connect(server.address);
    reader.write_all(b"GET /binder.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut begun = [0; 1];
    reader.read_exact(&mut begun).unwrap();
    let mut kept = connect(server.address);
    kept.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    read(&mut kept, Body::Sent).unwrap().expect(200);
    let silent = connect(server.address);
    server.terminate();
    std::thread::sleep(Duration::from_millis(700));
    assert!(TcpStream::connect(server.address).is_err(), "nobody new is taken in");
    let rest = read(&mut begun.chain(&mut reader), Body::Sent).unwrap().expect(200);
    assert!(rest.body == large("1"));
    let started = Instant::now();
    assert_eq!(server.ended(), Some(0), "{}", server.said());
    assert!(started.elapsed() < Duration::from_secs(5), "silent connections hold nothing up");
    assert_eq!(read(&mut kept, Body::Sent), None);
    drop(silent);
}

#[cfg(unix)]
#[test]
fn told_to_end_without_work_it_ends_at_once() {
    let house = House::new();
    let mut server = Server::start(&house.out(), &[]);
    server.get("/").expect(200);
    server.terminate();
    assert_eq!(server.ended(), Some(0));
}
