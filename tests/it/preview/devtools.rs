//! Chromium told what to do over its DevTools socket: as much of the two protocols as a test needs.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::browser::chromium;

const PATIENCE: Duration = Duration::from_secs(60);

/// A browser with one page open; ended when it goes.
pub(super) struct Browser {
    child: Child,
    socket: TcpStream,
    calls: u64,
    _profile: TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Browser {
    pub(super) fn open(url: &str) -> Self {
        let profile = TempDir::new().unwrap();
        let mut command = chromium(profile.path());
        command.args(["--remote-debugging-port=0", "--window-size=1280,900"]).arg(url);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = child.unwrap_or_else(|it| panic!("chromium: {it}. On Debian: apt-get install chromium"));
        let port = wait_for("chromium's port", || {
            let text = std::fs::read_to_string(profile.path().join("DevToolsActivePort")).ok()?;
            text.lines().next()?.parse::<u16>().ok()
        });
        let path = wait_for("chromium's page", || {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
            write!(stream, "GET /json/list HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").ok()?;
            // Chromium keeps the line open, whatever it is asked.
            let length =
                head(&mut stream)?.lines().find_map(|it| it.strip_prefix("Content-Length:")?.trim().parse().ok());
            let mut body = vec![0; length?];
            stream.read_exact(&mut body).ok()?;
            let pages: Value = serde_json::from_slice(&body).ok()?;
            let page = pages.as_array()?.iter().find(|it| it["type"] == "page")?;
            Some(page["webSocketDebuggerUrl"].as_str()?.split_once(&format!(":{port}"))?.1.to_owned())
        });
        let mut socket = TcpStream::connect(("127.0.0.1", port)).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(
            socket,
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        .unwrap();
        let answer = head(&mut socket).unwrap();
        assert!(answer.starts_with("HTTP/1.1 101"), "{answer}");
        Self { child, socket, calls: 0, _profile: profile }
    }

    /// The value of an expression in the page.
    pub(super) fn eval(&mut self, expression: &str) -> Value {
        self.calls += 1;
        let call = json!({
            "id": self.calls, "method": "Runtime.evaluate",
            "params": { "expression": expression, "returnByValue": true },
        });
        self.send(&call.to_string());
        loop {
            let answer: Value = serde_json::from_str(&self.receive()).unwrap();
            if answer["id"] == self.calls {
                return answer["result"]["result"]["value"].clone();
            }
        }
    }

    /// Waits until an expression holds.
    #[track_caller]
    pub(super) fn wait_until(&mut self, expression: &str) {
        let start = Instant::now();
        while self.eval(expression) != true {
            assert!(start.elapsed() < PATIENCE, "never: {expression}\n{}", self.eval("document.body.innerText"));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// One text frame, under a mask of zeros, which changes nothing (RFC 6455, 5.3).
    fn send(&mut self, text: &str) {
        let mut frame = vec![0x81, 0x80 | 127];
        frame.extend(u64::try_from(text.len()).unwrap().to_be_bytes());
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        self.socket.write_all(&frame).unwrap();
    }

    /// One message, of as many frames as it comes in.
    fn receive(&mut self) -> String {
        let mut message = Vec::new();
        loop {
            let mut head = [0; 2];
            self.socket.read_exact(&mut head).unwrap();
            let length = match head[1] & 0x7f {
                126 => usize::from(u16::from_be_bytes(self.bytes())),
                127 => usize::try_from(u64::from_be_bytes(self.bytes())).unwrap(),
                short => usize::from(short),
            };
            let mut frame = vec![0; length];
            self.socket.read_exact(&mut frame).unwrap();
            message.extend(frame);
            if head[0] & 0x80 != 0 {
                return String::from_utf8(message).unwrap();
            }
        }
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.socket.read_exact(&mut bytes).unwrap();
        bytes
    }
}

/// All that stands before the body.
fn head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

#[track_caller]
fn wait_for<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "no {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
