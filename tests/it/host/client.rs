//! A client that sends bytes as they are: libraries would mend a hostile path before it leaves.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Names in small letters.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Itself, after it had `status`.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:?} {}", self.headers, self.text().chars().take(300).collect::<String>());
        self
    }
}

pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// Sends `bytes` over a connection of its own and reads one answer.
pub(crate) fn send(address: SocketAddr, bytes: &[u8]) -> Answer {
    let mut stream = connect(address);
    stream.write_all(bytes).unwrap();
    read(&mut stream, Body::Sent).unwrap_or_else(|| panic!("no answer to {:?}", bytes.escape_ascii().to_string()))
}

/// A GET of `target`, with `headers` after the host's.
pub(crate) fn get(address: SocketAddr, target: &str, headers: &[(&str, &str)]) -> Answer {
    send(address, &request("GET", target, headers))
}

/// A request as bytes; it asks for the connection to be closed.
pub(crate) fn request(method: &str, target: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{headers}\r\n").into_bytes()
}

/// Whether an answer brings the body that it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    Sent,
    /// HEAD, 304.
    Spared,
}

/// One answer out of `stream`; `None` where it ends before one.
pub(crate) fn read(stream: &mut impl Read, body: Body) -> Option<Answer> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.split("\r\n").filter(|it| !it.is_empty());
    let status: u16 = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let header = |it: &str| it.split_once(": ").map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    let headers: Vec<_> = lines.map(|it| header(it).unwrap_or_else(|| panic!("{it:?} is no header"))).collect();
    let length = headers.iter().find(|it| it.0 == "content-length").map_or(0, |it| it.1.parse().unwrap());
    let mut bytes = vec![0; if body == Body::Sent && status != 304 { length } else { 0 }];
    stream.read_exact(&mut bytes).ok()?;
    Some(Answer { status, headers, body: bytes })
}
