//! The real executable with a preview running, and what it answers over its socket.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::project::toji;

/// Longer than anything here takes on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A preview; ended when it goes.
pub(super) struct Running {
    child: Child,
    said: Arc<Mutex<String>>,
    pub(super) port: u16,
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// An answer: status line, headers, body.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) head: String,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn status(&self) -> u16 {
        self.head.split(' ').nth(1).unwrap().parse().unwrap()
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|it| it.split_once(": "));
        lines.find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1)
    }

    pub(super) fn attribute(&self, name: &str) -> &str {
        self.body.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap()
    }
}

impl Running {
    pub(super) fn new(root: &Path, arguments: &[&str]) -> Self {
        let mut command = toji(&["--lang", "ja", "preview", "--date", "2025-12-01"]);
        let mut child = command.arg(root).args(arguments).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (held, stderr) = (Arc::clone(&said), child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                held.lock().unwrap().push_str(&(line + "\n"));
            }
        });
        let mut running = Self { child, said, port: 0 };
        let listening = running.wait_for("http://127.0.0.1:");
        let port = listening.rsplit("http://127.0.0.1:").next().unwrap().split('/').next().unwrap().parse();
        running.port = port.unwrap();
        running
    }

    /// On any port.
    pub(super) fn on(root: &Path) -> Self {
        Self::new(root, &["--port", "0"])
    }

    pub(super) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Waits until it has said this; gives all that it has said.
    #[track_caller]
    pub(super) fn wait_for(&self, expected: &str) -> String {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let said = self.said();
            if said.contains(expected) {
                return said;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("it never said {expected}: {}", self.said());
    }

    /// Sends this and reads until the line is closed.
    pub(super) fn raw(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        Answer { head: head.to_owned(), body: body.to_owned() }
    }

    /// GET as the reader's own browser does, with these headers too.
    pub(super) fn get_with(&self, path: &str, headers: &str) -> Answer {
        let port = self.port;
        self.raw(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n"))
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.get_with(path, "")
    }

    /// Asks what is new to somebody who has `page` as it was; `meanwhile` is done while the question is open.
    pub(super) fn news(&self, page: &Answer, meanwhile: impl FnOnce()) -> String {
        let (path, seen, bar) = (page.attribute("data-page"), page.attribute("data-seen"), page.attribute("data-bar"));
        let question = format!("/.toji/next?page={path}&seen={seen}&bar={bar}");
        std::thread::scope(|scope| {
            let asked = scope.spawn(|| self.get(&question));
            meanwhile();
            asked.join().unwrap().body
        })
    }

    /// Ctrl-C; gives how it ended and all that it said.
    #[cfg(unix)]
    pub(super) fn interrupt(mut self) -> (Option<i32>, String) {
        let sent = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let status = self.child.wait().unwrap();
        let said = self.wait_for("何も書き込んでいません");
        (status.code(), said)
    }
}
