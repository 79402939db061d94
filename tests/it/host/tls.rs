//! TLS with every usual kind of key, and with files that are broken.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write as _;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::client::{Answer, Body, connect, read, request, send};
use super::server::{House, Server, large};
use crate::project::{run, toji};

/// A name of the key, and how openssl makes it.
pub(super) const KEYS: [(&str, &[&str]); 5] = [
    ("rsa-pkcs8", &["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
    ("rsa-pkcs1", &["genrsa", "-traditional", "2048"]),
    ("ec-sec1", &["ecparam", "-genkey", "-noout", "-name", "prime256v1"]),
    ("ec-pkcs8", &["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]),
    ("ed25519", &["genpkey", "-algorithm", "ED25519"]),
];

fn openssl(arguments: &[&str]) {
    let made = Command::new("openssl").args(arguments).output();
    let made = made.unwrap_or_else(|it| panic!("openssl is needed for this test: {it}"));
    assert!(made.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&made.stderr));
}

/// A key and a certificate for this machine.
pub(super) fn pair(house: &House, name: &str, kind: &[&str]) -> (PathBuf, PathBuf) {
    let (cert, key) = (house.path(&format!("{name}.pem")), house.path(&format!("{name}.key")));
    let (cert_path, key_path) = (cert.to_str().unwrap(), key.to_str().unwrap());
    let (command, rest) = kind.split_first().unwrap();
    // genrsa wants its number last.
    openssl(&[&[*command, "-out", key_path][..], rest].concat());
    let subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
    let leaf = ["-addext", "basicConstraints=critical,CA:FALSE", "-days", "30"];
    openssl(&[&["req", "-x509", "-key", key_path, "-out", cert_path][..], &subject, &leaf].concat());
    (cert, key)
}

pub(super) fn over_tls(server: &Server, cert: &PathBuf, bytes: &[u8]) -> Option<Answer> {
    let mut roots = RootCertStore::empty();
    CertificateDer::pem_file_iter(cert).unwrap().for_each(|it| roots.add(it.unwrap()).unwrap());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let client = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream: StreamOwned<ClientConnection, TcpStream> = StreamOwned::new(client, connect(server.address));
    stream.write_all(bytes).unwrap();
    read(&mut stream, Body::Sent)
}

#[test]
fn every_usual_kind_of_key_serves() {
    let house = House::new();
    for (name, kind) in KEYS {
        let (cert, key) = pair(&house, name, kind);
        let arguments = ["--tls-cert", cert.to_str().unwrap(), "--tls-key", key.to_str().unwrap()];
        let server = Server::start(&house.out(), &arguments);
        assert!(server.said().contains("https://"), "{name}");
        let page = over_tls(&server, &cert, &request("GET", "/index.html", &[])).unwrap().expect(200);
        assert_eq!(page.body, fs::read(house.path("out/index.html")).unwrap(), "{name}");
        let pdf = over_tls(&server, &cert, &request("GET", "/binder.pdf", &[])).unwrap().expect(200);
        assert!(pdf.body == large("1"), "{name}");
        let bad = over_tls(&server, &cert, b"nonsense\r\n\r\n").unwrap().expect(400);
        assert_eq!(bad.header("x-content-type-options"), Some("nosniff"), "{name}");
        let mut plain = connect(server.address);
        plain.write_all(&request("GET", "/", &[])).unwrap();
        assert!(read(&mut plain, Body::Sent).is_none_or(|it| it.status == 400), "{name}: plain HTTP shows nothing");
    }
}

#[test]
fn a_certificate_made_here_is_kept() {
    let house = House::new();
    let state = house.path("state");
    let start = || Server::start(&house.out(), &["--tls-self-signed", "--state", state.to_str().unwrap()]);
    let fingerprint = |server: &mut Server| {
        server.hears("fingerprint");
        server.hears(":");
        let said = server.said();
        said.lines().find(|it| it.starts_with("  ") && it.matches(':').count() == 28).unwrap().trim().to_owned()
    };
    let mut server = start();
    let first = fingerprint(&mut server);
    let cert = state.join("tls-cert.pem");
    over_tls(&server, &cert, &request("GET", "/", &[])).unwrap().expect(200);
    drop(server);
    assert_eq!(fingerprint(&mut start()), first, "the fingerprint stays");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(state.join("tls-key.pem")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    fs::write(&cert, "damaged").unwrap();
    let mut command = toji(&["host", "serve", house.out().to_str().unwrap(), "--tls-self-signed"]);
    let output = run(command.args(["--state", state.to_str().unwrap()])).expect(2);
    assert!(output.stderr.contains("tls-bad-certificate"), "{}", output.stderr);
    assert_eq!(fs::read_to_string(&cert).unwrap(), "damaged", "nothing is overwritten silently");
}

#[test]
fn broken_files_are_findings() {
    let house = House::new();
    let (cert, key) = pair(&house, "good", KEYS[2].1);
    let (other, _) = pair(&house, "other", KEYS[2].1);
    let (rsa, _) = pair(&house, "rsa", KEYS[0].1);
    let text = fs::read_to_string(&cert).unwrap();
    let write = |name: &str, text: &str| {
        fs::write(house.path(name), text).unwrap();
        house.path(name)
    };
    let empty = write("empty.pem", "");
    let cut = write("cut.pem", &text[..text.len() / 2]);
    let garbled = write("garbled.pem", &text.replace(&text[60..100], &text[100..140]));
    let nonsense = write("nonsense.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    let bad_key = write("bad.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    let locked = house.path("locked.key");
    let (plain, locked_path) = (key.to_str().unwrap(), locked.to_str().unwrap());
    openssl(&["pkcs8", "-topk8", "-in", plain, "-out", locked_path, "-passout", "pass:word"]);
    let weak = house.path("weak.key");
    openssl(&["genrsa", "-out", weak.to_str().unwrap(), "1024"]);
    for (cert, key, code) in [
        (&empty, &key, "tls-bad-certificate"),
        (&cut, &key, "tls-bad-certificate"),
        (&garbled, &key, "tls-bad-certificate"),
        (&nonsense, &key, "tls-bad-certificate"),
        (&key, &key, "tls-bad-certificate"),
        (&cert, &empty, "tls-bad-key"),
        (&cert, &cert, "tls-bad-key"),
        (&cert, &bad_key, "tls-bad-key"),
        (&cert, &locked, "tls-bad-key"),
        (&cert, &weak, "tls-bad-key"),
        (&other, &key, "tls-mismatch"),
        (&rsa, &key, "tls-mismatch"),
        (&house.path("nowhere"), &key, "tls-unreadable"),
        (&cert, &house.path(""), "tls-unreadable"),
    ] {
        let out = house.out();
        let mut command = toji(&["host", "serve", out.to_str().unwrap(), "--listen", "127.0.0.1:0"]);
        command.args(["--tls-cert", cert.to_str().unwrap(), "--tls-key", key.to_str().unwrap()]);
        let output = run(&mut command).expect(2);
        assert!(output.stderr.contains(code), "{} {}: {}", cert.display(), key.display(), output.stderr);
        assert!(!output.stderr.contains("panicked"), "{}", output.stderr);
    }
}

#[test]
fn a_plain_server_shows_nothing_to_tls() {
    let house = House::new();
    let server = Server::start(&house.out(), &[]);
    let hello = [b"\x16\x03\x01\x00\x05hello".as_slice(), b"\r\n\r\n"].concat();
    send(server.address, &hello).expect(400);
}
