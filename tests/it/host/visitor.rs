//! Somebody with a browser: keeps cookies, fills in the login form, follows nothing by itself.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use super::client::{self, Answer};
use crate::project::{Output, toji};

pub(crate) const PASSWORD: &str = "つばめ ３羽 と 猫 ２匹";

/// `toji host passwd` with `arguments`, and `password` on its standard input.
pub(crate) fn passwd(state: &Path, arguments: &[&str], password: &str) -> Output {
    let mut command = toji(&["--lang", "en", "host", "passwd", "--state", state.to_str().unwrap()]);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Where the command refuses what was typed, nobody reads this.
    let _ = writeln!(child.stdin.take().unwrap(), "{password}");
    let output = child.wait_with_output().unwrap();
    let text = |it: Vec<u8>| String::from_utf8(it).unwrap();
    Output { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Sends bytes and gives the answer.
type Sender<'a> = Box<dyn Fn(&[u8]) -> Answer + 'a>;

/// A browser at one address.
pub(crate) struct Visitor<'a> {
    /// As it stands in an address: host and port.
    host: String,
    scheme: &'static str,
    send: Sender<'a>,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl<'a> Visitor<'a> {
    pub(crate) fn new(at: SocketAddr) -> Self {
        let send = Box::new(move |bytes: &[u8]| client::send(at, bytes));
        Self { host: at.to_string(), scheme: "http", send, cookies: BTreeMap::new() }
    }

    /// One that sends what it has to send by `send`, which does the encryption.
    pub(crate) fn over_tls(host: &str, send: impl Fn(&[u8]) -> Answer + 'a) -> Self {
        Self { host: host.to_owned(), scheme: "https", send: Box::new(send), cookies: BTreeMap::new() }
    }

    pub(crate) fn get(&mut self, target: &str) -> Answer {
        self.ask("GET", target, &[], "")
    }

    /// A POST as a browser sends it from a page of this server.
    pub(crate) fn post(&mut self, target: &str, body: &str) -> Answer {
        let origin = format!("{}://{}", self.scheme, self.host);
        let headers = [("Origin", origin.as_str()), ("Sec-Fetch-Site", "same-origin")];
        self.ask("POST", target, &headers, body)
    }

    pub(crate) fn ask(&mut self, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|it| format!("{}={}", it.0, it.1)).collect();
        let mut text = format!("{method} {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.host);
        headers.iter().for_each(|it| text.push_str(&format!("{}: {}\r\n", it.0, it.1)));
        if !cookies.is_empty() {
            text.push_str(&format!("Cookie: {}\r\n", cookies.join("; ")));
        }
        if method == "POST" {
            text.push_str("Content-Type: application/x-www-form-urlencoded\r\n");
            text.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        let answer = (self.send)(format!("{text}\r\n{body}").as_bytes());
        for (_, set) in answer.headers.iter().filter(|it| it.0 == "set-cookie") {
            let (name, rest) = set.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            match value {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        answer
    }

    pub(crate) fn log_in(&mut self, name: &str, password: &str) -> Answer {
        let page = self.get("/-/login?to=/items/2-03.html").expect(200).text();
        let form = page.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let encoded = |it: &str| it.bytes().map(|it| format!("%{it:02x}")).collect::<String>();
        let body = format!("form={form}&to=%2Fitems%2F2-03.html&name={}&password={}", encoded(name), encoded(password));
        self.post("/-/login", &body)
    }
}
