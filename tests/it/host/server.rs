//! An output that is quickly made, and the executable serving it on a port of its own.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use toji::diagnostics::Sink;
use toji::emit::{self, BuildIdentity};
use toji::render::{Artifact, Artifacts};
use toji::source::Digest;

use super::client::{self, Answer};
use crate::project::toji;

/// Larger than what is held in memory, and no multiple of the pieces in which it is read.
pub(crate) const LARGE: usize = (3 << 20) + 12_345;
pub(crate) const PAGES: [&str; 3] = ["index.html", "items/2-03.html", "rules/規程.html"];

/// A folder with an output in it, and room beside it.
#[derive(Debug)]
pub(crate) struct House {
    folder: TempDir,
}

impl House {
    /// With one build of the profile `full`.
    pub(crate) fn new() -> Self {
        let house = Self { folder: TempDir::new().unwrap() };
        house.build("out", "full", "1");
        house
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.path("out")
    }

    /// Builds into `out`, as `toji build` does; every page says `edition`.
    pub(crate) fn build(&self, out: &str, profile: &str, edition: &str) {
        let digest = Digest::of(format!("{profile}{edition}").as_bytes());
        let identity = BuildIdentity { digest, sources: Digest::of(b""), profile: profile.into(), facility: String::new(), pdf: true };
        let mut sink = Sink::default();
        let written = emit::write(&self.path(out), &artifacts(edition), &identity, &mut sink);
        assert!(written.is_some(), "{:?}", sink.into_sorted());
    }
}

fn artifacts(edition: &str) -> Artifacts {
    let page = |path: &str| {
        let line = format!("<p>{path} edition={edition};</p>\n");
        format!("<!doctype html>\n{}", line.repeat(200)).into_bytes()
    };
    let mut files: Vec<(&str, Vec<u8>)> = PAGES.iter().map(|it| (*it, page(it))).collect();
    files.push(("assets/style.css", format!("/* edition={edition}; */").repeat(60).into_bytes()));
    files.push(("binder.pdf", large(edition)));
    files.push(("attachments/plan.png", vec![7; 900]));
    files.push(("attachments/empty.txt", Vec::new()));
    files.push(("search.js", b"const search = [];".repeat(40)));
    files.into_iter().map(|(path, bytes)| (path.to_owned(), Artifact::Bytes(bytes))).collect()
}

/// The bytes of the PDF: no two pieces of it are alike.
pub(crate) fn large(edition: &str) -> Vec<u8> {
    let words = (0u32..).flat_map(|it| it.wrapping_mul(2_654_435_761).to_le_bytes());
    edition.bytes().chain(words).take(LARGE).collect()
}

/// The executable, serving. Killed when it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    said: Arc<Mutex<String>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// `toji host serve OUT` on a free port, with further `arguments`; returns once it takes connections.
    pub(crate) fn start(out: &Path, arguments: &[&str]) -> Self {
        let listen = if arguments.contains(&"--listen") { &[][..] } else { &["--listen", "127.0.0.1:0"] };
        let mut command = toji(&["--lang", "en", "host", "serve", out.to_str().unwrap()]);
        let mut child = command.args(listen).args(arguments).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (stderr, heard) = (child.stderr.take().unwrap(), said.clone());
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                heard.lock().unwrap().push_str(&(line + "\n"));
            }
        });
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), said };
        server.address = server.announced();
        server
    }

    fn announced(&mut self) -> SocketAddr {
        self.said_within("://", Duration::from_secs(30));
        let said = self.said();
        let address = said.split("://").nth(1).and_then(|it| it.split('/').next()).unwrap_or_default();
        address.parse().unwrap_or_else(|_| panic!("it did not start: {said}"))
    }

    /// What it has said to the terminal so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Waits until it says `text`.
    #[track_caller]
    pub(crate) fn hears(&mut self, text: &str) {
        assert!(self.said_within(text, Duration::from_secs(20)), "it never said {text:?}: {}", self.said());
    }

    fn said_within(&mut self, text: &str, limit: Duration) -> bool {
        let until = Instant::now() + limit;
        while Instant::now() < until {
            let ended = self.child.try_wait().unwrap().is_some();
            if self.said().contains(text) {
                return true;
            }
            if ended {
                std::thread::sleep(Duration::from_millis(100));
                return self.said().contains(text);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        client::get(self.address, target, &[])
    }

    pub(crate) fn get_with(&self, target: &str, headers: &[(&str, &str)]) -> Answer {
        client::get(self.address, target, headers)
    }

    /// Tells it to end, as systemd does.
    #[cfg(unix)]
    pub(crate) fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Its exit code, once it has ended.
    pub(crate) fn ended(&mut self) -> Option<i32> {
        let until = Instant::now() + Duration::from_secs(40);
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("it did not end: {}", self.said());
    }
}

/// Overwrites a file of an output in place, as somebody would who changes it there.
pub(crate) fn tamper(path: &Path, text: &[u8]) -> Vec<u8> {
    let old = fs::read(path).unwrap();
    fs::write(path, text).unwrap();
    old
}
