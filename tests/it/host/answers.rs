//! Files as answers: headers on every status, codings, conditions, ranges, changed files.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write as _;
use std::time::Duration;

use super::client::{Answer, Body, connect, read, request, send};
use super::server::{House, LARGE, Server, large, tamper};

/// What every answer carries.
const EVERYWHERE: [(&str, &str); 7] = [
    ("content-security-policy", "frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=()"),
    ("x-robots-tag", "noindex"),
];

#[track_caller]
fn is_dressed(answer: &Answer) {
    for (name, part) in EVERYWHERE {
        let all: Vec<_> = answer.headers.iter().filter(|it| it.0 == name).collect();
        assert_eq!(all.len(), 1, "{}: {name}: {:?}", answer.status, answer.headers);
        assert!(all[0].1.contains(part), "{}: {all:?}", answer.status);
    }
    let cache = answer.header("cache-control").unwrap_or_default();
    assert!(cache.contains("private") || cache.contains("no-store"), "{}: {cache}", answer.status);
    assert_eq!(answer.header("server"), None);
}

#[test]
fn every_status_carries_every_header() {
    let house = House::new();
    let mut server = Server::start(&house.out(), &[]);
    tamper(&house.path("out/search.js"), b"changed");
    server.hears("search.js is not what was built");
    let etag = server.get("/").header("etag").unwrap().to_owned();
    let long = format!("/{}", "a".repeat(3_000));
    let many: Vec<(String, String)> = (0..80).map(|it| (format!("x-{it}"), "a".to_owned())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    let wide = "a".repeat(20_000);
    let body = "a".repeat(9_000);
    let post = format!("POST /-/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    for (status, bytes) in [
        (200, request("GET", "/", &[])),
        (206, request("GET", "/", &[("Range", "bytes=0-3")])),
        (304, request("GET", "/", &[("If-None-Match", &etag)])),
        (400, b"GET / HTTP/1.1\r\nno colon\r\n\r\n".to_vec()),
        (400, b"GET / HTTP/1.1\r\n\r\n".to_vec()),
        (404, request("GET", "/nothing", &[])),
        (405, request("PUT", "/", &[])),
        (405, request("POST", "/", &[("Content-Length", "0")])),
        (405, request("DELETE", "/nothing", &[])),
        (405, request("OPTIONS", "*", &[])),
        (405, request("TRACE", "/", &[])),
        (405, request("CONNECT", "evil.example:443", &[])),
        (405, request("BREW", "/", &[])),
        (412, request("GET", "/", &[("If-Match", "\"other\"")])),
        (413, post.into_bytes()),
        (414, request("GET", &long, &[])),
        (416, request("GET", "/", &[("Range", "bytes=999999-")])),
        (431, request("GET", "/", &many)),
        (431, request("GET", "/", &[("X", &wide)])),
        (503, request("GET", "/search.js", &[])),
    ] {
        let answer = send(server.address, &bytes);
        assert_eq!(answer.status, status, "{}", bytes[..bytes.len().min(99)].escape_ascii());
        is_dressed(&answer);
    }
    let allowed = send(server.address, &request("PUT", "/", &[]));
    assert_eq!(allowed.header("allow"), Some("GET, HEAD"));
}

#[test]
fn a_head_or_a_body_that_never_comes_is_408() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    let mut head = connect(server.address);
    head.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ").unwrap();
    let mut body = connect(server.address);
    body.write_all(b"POST /-/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\na").unwrap();
    let mut idle = connect(server.address);
    for stream in [&mut head, &mut body] {
        let answer = read(stream, Body::Sent).unwrap().expect(408);
        is_dressed(&answer);
    }
    assert_eq!(read(&mut idle, Body::Sent), None, "whoever asks nothing is told nothing");
}

#[test]
fn a_page_goes_out_as_it_is_wanted() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    let file = fs::read(house.path("out/index.html")).unwrap();
    let plain = server.get("/index.html").expect(200);
    assert_eq!(plain.body, file);
    assert_eq!(plain.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!((plain.header("content-encoding"), plain.header("vary")), (None, Some("accept-encoding")));
    let gzip = server.get_with("/index.html", &[("Accept-Encoding", "br;q=0.1, gzip")]).expect(200);
    let mut unpacked = Vec::new();
    flate2::write::GzDecoder::new(&mut unpacked).write_all(&gzip.body).unwrap();
    assert_eq!((gzip.header("content-encoding"), unpacked), (Some("gzip"), file.clone()));
    let br = server.get_with("/index.html", &[("Accept-Encoding", "gzip, deflate, br")]).expect(200);
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut br.body.as_slice(), &mut unpacked).unwrap();
    assert_eq!((br.header("content-encoding"), unpacked), (Some("br"), file.clone()));
    let tags = [&plain, &gzip, &br].map(|it| it.header("etag").unwrap().to_owned());
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2], "{tags:?}");
    let known = server.get_with("/index.html", &[("Accept-Encoding", "br"), ("If-None-Match", &tags[2])]).expect(304);
    assert_eq!((known.header("etag"), known.body.len()), (Some(tags[2].as_str()), 0));
    let png = server.get_with("/attachments/plan.png", &[("Accept-Encoding", "br")]).expect(200);
    assert_eq!((png.header("content-encoding"), png.header("content-type")), (None, Some("image/png")));
    assert_eq!(server.get("/attachments/empty.txt").expect(200).body, b"");
    assert_eq!(
        server.get("/rules/%E8%A6%8F%E7%A8%8B.html").expect(200).header("content-type"),
        plain.header("content-type")
    );
    assert_eq!(server.get("/").body, file);
}

#[test]
fn ranges_of_small_and_large_files() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    let pdf = large("1");
    let piece = 256 << 10;
    for (range, expected) in [
        ("bytes=0-0", 0..1),
        ("bytes=0-99", 0..100),
        (&format!("bytes={}-{}", piece - 1, piece), piece - 1..piece + 1),
        (&format!("bytes={}-", LARGE - 7), LARGE - 7..LARGE),
        ("bytes=-5", LARGE - 5..LARGE),
        ("bytes=100000-2000000", 100_000..2_000_001),
        ("bytes=5-999999999999", 5..LARGE),
    ] {
        let answer = server.get_with("/binder.pdf", &[("Range", range), ("Accept-Encoding", "br")]).expect(206);
        let content_range = format!("bytes {}-{}/{LARGE}", expected.start, expected.end - 1);
        assert_eq!(answer.header("content-range"), Some(content_range.as_str()));
        assert!(answer.body == pdf[expected], "{range}");
    }
    let whole = server.get_with("/binder.pdf", &[("Range", "bytes=0-1,5-6")]).expect(200);
    assert!(whole.body == pdf && whole.header("accept-ranges") == Some("bytes"));
    let beyond = server.get_with("/binder.pdf", &[("Range", &format!("bytes={LARGE}-"))]).expect(416);
    assert_eq!(beyond.header("content-range"), Some(format!("bytes */{LARGE}").as_str()));
    let etag = whole.header("etag").unwrap();
    server.get_with("/binder.pdf", &[("Range", "bytes=0-1"), ("If-Range", etag)]).expect(206);
    server.get_with("/binder.pdf", &[("Range", "bytes=0-1"), ("If-Range", "\"other\"")]).expect(200);
    let page = server.get_with("/index.html", &[("Range", "bytes=2-8"), ("Accept-Encoding", "br")]).expect(206);
    assert_eq!((page.text().as_str(), page.header("content-encoding")), ("doctype", None));
    server.get_with("/attachments/empty.txt", &[("Range", "bytes=0-")]).expect(416);
}

#[test]
fn a_date_is_a_condition_too() {
    let house = House::new();
    std::thread::sleep(Duration::from_millis(2_200)); // a younger file has no date that tells it from the next
    let server = Server::start(&house.out(), &[]);
    let date = server.get("/").expect(200).header("last-modified").unwrap().to_owned();
    server.get_with("/", &[("If-Modified-Since", &date)]).expect(304);
    server.get_with("/", &[("If-Modified-Since", &date), ("If-None-Match", "\"other\"")]).expect(200);
    server.get_with("/", &[("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")]).expect(200);
    server.get_with("/", &[("If-Unmodified-Since", "Sat, 01 Jan 2000 00:00:00 GMT")]).expect(412);
}

#[test]
fn a_head_is_an_answer_without_its_body() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    for path in ["/index.html", "/binder.pdf", "/nothing"] {
        let mut stream = connect(server.address);
        stream.write_all(&request("HEAD", path, &[])).unwrap();
        let head = read(&mut stream, Body::Spared).unwrap();
        let get = server.get(path);
        assert_eq!((head.status, head.header("content-length")), (get.status, get.header("content-length")), "{path}");
        assert_eq!(read(&mut stream, Body::Sent), None, "{path}: nothing follows");
    }
}

#[test]
fn one_connection_carries_many_requests() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    let mut stream = connect(server.address);
    let ask = |target: &str| format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n").into_bytes();
    let all = [ask("/index.html"), ask("/nothing"), ask("/binder.pdf"), ask("/index.html")].concat();
    stream.write_all(&all).unwrap();
    let statuses: Vec<u16> = (0..4).map(|_| read(&mut stream, Body::Sent).unwrap().status).collect();
    assert_eq!(statuses, [200, 404, 200, 200]);
    stream.write_all(b"nonsense\r\n\r\n").unwrap();
    is_dressed(&read(&mut stream, Body::Sent).unwrap().expect(400));
    assert_eq!(read(&mut stream, Body::Sent), None);
}

#[test]
fn a_changed_file_is_refused_and_told_until_it_is_put_right() {
    let house = House::new();
    let mut server = Server::start(&house.out(), &[]);
    for (path, target) in [("out/index.html", "/index.html"), ("out/binder.pdf", "/binder.pdf")] {
        let good = server.get(target).expect(200).body;
        let old = tamper(&house.path(path), b"changed");
        let name = &target[1..];
        server.hears(&format!("{name} is not what was built"));
        assert!(!server.get(target).expect(503).text().contains("changed"));
        server.get("/items/2-03.html").expect(200);
        tamper(&house.path(path), &old);
        server.hears(&format!("{name} is what was built again"));
        assert!(server.get(target).expect(200).body == good);
    }
}

#[test]
fn a_file_that_was_changed_before_the_start_is_refused() {
    let house = House::new();
    let old = tamper(&house.path("out/index.html"), b"changed");
    let mut server = Server::start(&house.out(), &[]);
    server.hears("index.html is not what was built");
    server.get("/").expect(503);
    tamper(&house.path("out/index.html"), &old);
    server.hears("index.html is what was built again");
    assert_eq!(server.get("/").expect(200).body, old);
}

#[test]
fn no_changed_byte_of_a_large_file_leaves() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    // Behind the first piece, in place, the moment before it is asked for.
    let mut changed = large("1");
    changed[2 << 20] ^= 1;
    fs::write(house.path("out/binder.pdf"), &changed).unwrap();
    let mut stream = connect(server.address);
    stream.write_all(&request("GET", "/binder.pdf", &[])).unwrap();
    let mut bytes = Vec::new();
    let _ = std::io::Read::read_to_end(&mut stream, &mut bytes);
    let body = bytes.windows(4).position(|it| it == b"\r\n\r\n").map_or(&[][..], |it| &bytes[it + 4..]);
    let is_refusal = bytes.starts_with(b"HTTP/1.1 503");
    assert!(is_refusal || body.len() <= 2 << 20 && large("1").starts_with(body), "{} bytes", body.len());
}
