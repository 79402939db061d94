//! Paths that nobody types by accident. All of them are the same 404, whatever lies around the output.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use super::client::{request, send};
use super::server::{House, Server};

/// Request targets as they are sent.
const HOSTILE: &[&str] = &[
    // up and away
    "/../secret.txt",
    "/../../../../../../etc/passwd",
    "/items/../../secret.txt",
    "/items/../index.html",
    "/./index.html",
    "/items/./2-03.html",
    "/items/../../out/index.html",
    "/..",
    "/.",
    "/../",
    "/.../secret.txt",
    "/....//secret.txt",
    "/..;/secret.txt",
    "/items/..;/index.html",
    "/;/index.html",
    "/index.html;a=b",
    // encoded once, in part, twice, three times
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%2fsecret.txt",
    "/%2E%2E%2Fsecret.txt",
    "/.%2e/secret.txt",
    "/%2e./secret.txt",
    "/items%2f..%2findex.html",
    "/%2findex.html",
    "/%252e%252e%252fsecret.txt",
    "/%252e%252e/secret.txt",
    "/%25252e%25252e%25252fsecret.txt",
    "/%2569ndex.html",
    "/index%252ehtml",
    "/items%252f2-03.html",
    // escapes that are none
    "/%",
    "/%2",
    "/%zz",
    "/%u002e%u002e/secret.txt",
    "/index.html%",
    "/%-1index.html",
    // overlong and broken UTF-8, surrogates
    "/%c0%ae%c0%ae/secret.txt",
    "/%c0%afsecret.txt",
    "/%e0%80%ae%e0%80%ae/secret.txt",
    "/%f0%80%80%ae/secret.txt",
    "/%c1%9csecret.txt",
    "/%ed%a0%80.html",
    "/%ff%fe",
    "/rules/%E8%A6%8F%E7%A8.html",
    // backslashes, drives, UNC, devices
    "/..\\secret.txt",
    "/..\\..\\windows\\win.ini",
    "/items\\2-03.html",
    "/items\\..\\index.html",
    "\\..\\secret.txt",
    "/..%5csecret.txt",
    "/%5c..%5csecret.txt",
    "/items%5c2-03.html",
    "/..%255csecret.txt",
    "/C:/Windows/win.ini",
    "/C:%5cWindows%5cwin.ini",
    "/C%3a/Windows/win.ini",
    "/c:index.html",
    "/file:///etc/passwd",
    "//server/share/secret.txt",
    "/%5c%5cserver%5cshare%5csecret.txt",
    "/\\\\?\\C:\\secret.txt",
    "/%5c%5c.%5cC:%5csecret.txt",
    "/CON",
    "/con.html",
    "/NUL",
    "/AUX.html",
    "/items/COM1",
    "/LPT1.html",
    "/CONIN$",
    // streams, short names, ends that Windows drops
    "/index.html::$DATA",
    "/index.html:$DATA",
    "/index.html%3a%3a$DATA",
    "/index.html:evil",
    "/items::$INDEX_ALLOCATION/2-03.html",
    "/items:$i30:$INDEX_ALLOCATION/",
    "/INDEX~1.HTM",
    "/index.html.",
    "/index.html..",
    "/index.html%20",
    "/index.html%20.",
    "/index.html+",
    "/index.html/",
    "/index.html/.",
    "/items%20/2-03.html",
    "/items./2-03.html",
    "/%20index.html",
    // other cases
    "/INDEX.HTML",
    "/Index.html",
    "/index.HTML",
    "/ITEMS/2-03.html",
    // control characters
    "/\0",
    "/index.html\0.png",
    "/\u{1}index.html",
    "/\u{7f}",
    "/index.html%00",
    "/index.html%00.png",
    "/%00index.html",
    "/..%00/secret.txt",
    "/index.html%0a",
    "/index.html%0d%0aSet-Cookie:%20a=b",
    "/%09index.html",
    "/index.html%7f",
    "/%1b[31m",
    // what looks like something else
    "/%EF%BC%8E%EF%BC%8E/secret.txt",
    "/%EF%BC%8E%EF%BC%8E%EF%BC%8Fsecret.txt",
    "/items%EF%BC%8F2-03.html",
    "/items%E2%88%952-03.html",
    "/items%E2%81%842-03.html",
    "/%E2%80%A5/secret.txt",
    "/%E2%80%A4%E2%80%A4/secret.txt",
    "/%EF%BD%89ndex.html",
    "/ind%E2%80%8Bex.html",
    "/%EF%BB%BFindex.html",
    "/index%E3%80%82html",
    "/rules/%E3%83%BB%E8%A6%8F%E7%A8%8B.html",
    "/..%EF%BC%BCsecret.txt",
    // what lies there and is nobody's business
    "/manifest.json",
    "/Manifest.json",
    "/.git/config",
    "/.htaccess",
    "/.env",
    "/.toji-build-1-0/marker",
    "/.gitignore",
    "/unlisted.html",
    "/planted.html",
    "/planted/secret.txt",
    "/items/planted.txt",
    "/desktop.ini",
    "/Thumbs.db",
    "/accounts.toml",
    "/binder.toml",
    // folders, doubled slashes
    "/items",
    "/items/",
    "//index.html",
    "///index.html",
    "/items//2-03.html",
    "//",
    "/assets/",
    "/~root/",
    // a server named in the first line
    "http://127.0.0.1/index.html",
    "http://evil.example/index.html",
    "https://127.0.0.1/",
    "http://127.0.0.1:1/../secret.txt",
    "index.html",
    "127.0.0.1/index.html",
    "http://user:word@127.0.0.1/index.html",
    // what other servers would answer
    "/cgi-bin/.%2e/.%2e/bin/sh",
    "/index.php?file=../../secret.txt",
    "/wp-login.php",
    "/server-status",
    "/metrics",
    "/actuator/env",
    "/$%7bjndi:ldap://evil.example/a%7d",
    "/<script>alert(1)</script>",
    "/%3cscript%3e",
    "/'%20or%201=1--",
    "/{{7*7}}",
    "/?../secret.txt/",
    "/*",
];

/// Those of the table that are the index with something after the question mark, which is not part of a path.
const INDEX_ALL_THE_SAME: &[&str] = &["/?../secret.txt/"];

/// What is no request at all.
const NO_REQUEST: &[&[u8]] = &[
    b"GET /index.html HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /a b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nno colon\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\0b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    b"\r\n\r\n\r\nnonsense\r\n\r\n",
];

fn house() -> House {
    let house = House::new();
    fs::write(house.path("secret.txt"), "秘密").unwrap();
    fs::write(house.path("out/unlisted.html"), "秘密").unwrap();
    fs::write(house.path("out/.htaccess"), "秘密").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(house.path("secret.txt"), house.path("out/planted.html")).unwrap();
        symlink(house.path("secret.txt"), house.path("out/items/planted.txt")).unwrap();
        symlink(house.path(""), house.path("out/planted")).unwrap();
    }
    house
}

#[test]
fn every_hostile_path_is_the_same_404() {
    let house = house();
    let server = Server::start(&house.out(), &[]);
    let plain = server.get("/nothing").expect(404);
    let mut wrong = Vec::new();
    let hostile = HOSTILE.iter().filter(|it| !INDEX_ALL_THE_SAME.contains(it));
    let mut asked = 0;
    for (target, method) in hostile.flat_map(|it| [(*it, "GET"), (*it, "HEAD")]) {
        let answer = send_as(&server, method, target);
        asked += 1;
        if (answer.0, answer.1.as_slice()) != (404, if method == "GET" { &plain.body } else { &[] }) {
            wrong.push(format!("{method} {target}: {}", answer.0));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(asked >= 2 * 100, "{asked}");
    server.get("/index.html").expect(200);
}

fn send_as(server: &Server, method: &str, target: &str) -> (u16, Vec<u8>) {
    use super::client::{Body, connect, read};
    use std::io::Write as _;
    let mut stream = connect(server.address);
    stream.write_all(&request(method, target, &[])).unwrap();
    let body = if method == "HEAD" { Body::Spared } else { Body::Sent };
    read(&mut stream, body).map_or((0, Vec::new()), |it| (it.status, it.body))
}

#[test]
fn a_question_is_no_part_of_a_path() {
    let house = house();
    let server = Server::start(&house.out(), &[]);
    let index = server.get("/").expect(200);
    for target in INDEX_ALL_THE_SAME {
        assert_eq!(server.get(target).expect(200).body, index.body, "{target}");
    }
}

#[test]
fn no_request_is_the_same_400() {
    let house = house();
    let server = Server::start(&house.out(), &[]);
    let plain = send(server.address, NO_REQUEST[0]).expect(400);
    for bytes in NO_REQUEST {
        let answer = send(server.address, bytes);
        assert_eq!((answer.status, &answer.body), (400, &plain.body), "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_file_that_became_a_link_is_refused() {
    #[cfg(unix)]
    {
        let house = house();
        let mut server = Server::start(&house.out(), &[]);
        server.get("/items/2-03.html").expect(200);
        fs::remove_file(house.path("out/items/2-03.html")).unwrap();
        std::os::unix::fs::symlink(house.path("secret.txt"), house.path("out/items/2-03.html")).unwrap();
        server.hears("items/2-03.html is not what was built");
        server.get("/items/2-03.html").expect(503);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 1, failure_persistence: None, ..Default::default() })]
    #[test]
    fn any_target_is_answered(targets in proptest::collection::vec("/[!-~]{0,80}", 300)) {
        let house = house();
        let server = Server::start(&house.out(), &[]);
        for target in targets {
            let status = send_as(&server, "GET", &target).0;
            let is_index = target.split(['?', '#']).next() == Some("/");
            proptest::prop_assert!(status == 404 || is_index && status == 200, "{} {}", target, status);
        }
    }
}
