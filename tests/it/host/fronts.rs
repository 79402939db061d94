//! What `toji host config` prints, checked by the programs it is for, and run in front of a server.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use quick_xml::events::Event;

use super::client::{self, Answer};
use super::server::{House, Server};
use super::visitor::{PASSWORD, passwd};
use crate::project::{run, toji};

/// `kanri:secret` as a browser sends it.
const BASIC: &str = "Basic a2Fucmk6c2VjcmV0";

fn sample(of: &str) -> String {
    let output = run(&mut toji(&["host", "config", of])).expect(0);
    assert!(!output.stderr.is_empty());
    output.stdout
}

/// What `program` says. A missing program fails the test: nothing would be tested without it.
#[track_caller]
fn asked(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|it| panic!("{command:?}: {it}. On Debian: apt-get install nginx caddy systemd"));
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{command:?}: {said}");
    said
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Every one of these is there, once or more, and is put for another.
#[track_caller]
fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}: {text}");
        text.replace(from, to)
    })
}

/// A program in front, ended when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have workers: it is asked to end them, before it is made to.
        let _ = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status();
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until && matches!(self.0.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn started(command: &mut Command, port: u16) -> Running {
    let running = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let running =
        Running(running.unwrap_or_else(|it| panic!("{command:?}: {it}. On Debian: apt-get install nginx caddy")));
    let until = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < until, "{command:?} did not start");
        std::thread::sleep(Duration::from_millis(50));
    }
    running
}

/// Two profiles, two names without passwords, and a server that believes this machine.
struct Behind {
    house: House,
    server: Server,
}

impl Behind {
    fn new() -> Self {
        let house = House::new();
        house.build("all/full", "full", "F");
        house.build("all/staff", "staff", "S");
        let state = house.path("state");
        passwd(&state, &["kanri", "--profile", "staff", "--no-password"], "").expect(0);
        passwd(&state, &["chief", "--profile", "full", "--no-password"], "").expect(0);
        let front = ["--behind-proxy", "--trust", "127.0.0.1", "--user-header", "X-Toji-User"];
        let arguments = [&["--state", state.to_str().unwrap()], &front[..]].concat();
        let server = Server::start(&house.path("all"), &arguments);
        Self { house, server }
    }

    /// What anybody gets through a front at `port`: nothing without the password, their own profile with it, whatever name
    /// they claim.
    fn is_well_served_through(&self, port: u16) {
        let at = SocketAddr::from(([127, 0, 0, 1], port));
        // Caddy unpacks what it asked for packed, and then says no length.
        let get = |headers: &[(&str, &str)]| -> Answer {
            client::get(at, "/items/2-03.html", &[headers, &[("Accept-Encoding", "identity")]].concat())
        };
        get(&[]).expect(401);
        get(&[("X-Toji-User", "chief")]).expect(401);
        let own = get(&[("Authorization", BASIC)]).expect(200);
        assert!(own.text().contains("edition=S;"), "{}", own.text());
        assert!(own.header("content-security-policy").is_some() && own.header("etag").is_some());
        for name in ["X-Toji-User", "x-toji-user", "X-TOJI-USER"] {
            let claimed = get(&[("Authorization", BASIC), (name, "chief")]).expect(200);
            assert!(claimed.text().contains("edition=S;"), "a name that a user sends is not believed");
        }
        let forwarded = get(&[("Authorization", BASIC), ("X-Forwarded-For", "198.51.100.9")]).expect(200);
        assert_eq!(forwarded.body, own.body);
        let log =
            run(toji(&["host", "log", "--format", "json", "--state"]).arg(self.house.path("state"))).expect(0).stdout;
        assert!(log.lines().count() == 5 && log.lines().all(|it| it.contains("\"account\":\"kanri\"")), "{log}");
        assert!(!log.contains("198.51.100.9"), "an address that a user sends is not believed: {log}");
    }
}

fn nginx_around(folder: &Path, snippet: &str) -> PathBuf {
    fs::write(folder.join("toji.conf"), snippet).unwrap();
    let below = folder.display();
    let temporary =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|it| format!("{it}_temp_path {below}/{it};"));
    let main = format!(
        "daemon off; pid {below}/nginx.pid; error_log {below}/error.log;\nevents {{}}\n\
         http {{ access_log off; {} include {below}/toji.conf; }}\n",
        temporary.join(" ")
    );
    // Its workers run as somebody else, who must be able to read the list of users.
    fs::write(folder.join("users"), "kanri:{PLAIN}secret\n").unwrap();
    fs::write(folder.join("nginx.conf"), main).unwrap();
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    folder.join("nginx.conf")
}

#[test]
fn nginx_takes_the_sample_as_it_is_but_for_the_places_of_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let key = rcgen::generate_simple_self_signed(vec!["binder.example.jp".to_owned()]).unwrap();
    fs::write(folder.path().join("toji.pem"), key.cert.pem()).unwrap();
    fs::write(folder.path().join("toji.key"), key.signing_key.serialize_pem()).unwrap();
    let here = format!("{}/", folder.path().display());
    let config = nginx_around(folder.path(), &changed(&sample("nginx"), &[("/etc/nginx/", &here)]));
    let said = asked(Command::new("nginx").arg("-t").arg("-c").arg(config));
    assert!(said.contains("syntax is ok") && said.contains("test is successful") && !said.contains("warn"), "{said}");
}

#[test]
fn behind_nginx_people_see_what_is_theirs() {
    let behind = Behind::new();
    let folder = tempfile::tempdir().unwrap();
    let (port, users) = (free_port(), folder.path().join("users").display().to_string());
    let snippet = changed(
        &sample("nginx"),
        &[
            ("listen 443 ssl;", &format!("listen 127.0.0.1:{port};")),
            ("    listen [::]:443 ssl;\n", ""),
            ("    ssl_certificate ", "    # "),
            ("    ssl_certificate_key ", "    # "),
            ("/etc/nginx/toji.htpasswd", &users),
            ("http://127.0.0.1:8443", &format!("http://{}", behind.server.address)),
        ],
    );
    let config = nginx_around(folder.path(), &snippet);
    let _nginx = started(Command::new("nginx").arg("-c").arg(config), port);
    behind.is_well_served_through(port);
}

fn caddy(folder: &Path) -> Command {
    let mut command = Command::new("caddy");
    command.env("HOME", folder).env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder);
    command
}

#[test]
fn caddy_takes_the_sample_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("Caddyfile");
    fs::write(&config, sample("caddy")).unwrap();
    let said = asked(caddy(folder.path()).args(["validate", "--adapter", "caddyfile", "--config"]).arg(&config));
    assert!(said.contains("Valid configuration") && !said.contains("not formatted"), "{said}");
}

#[test]
fn behind_caddy_people_see_what_is_theirs() {
    let behind = Behind::new();
    let folder = tempfile::tempdir().unwrap();
    let hash = asked(caddy(folder.path()).args(["hash-password", "--plaintext", "secret"]));
    let (port, text) = (free_port(), sample("caddy"));
    let nobodys = text.lines().find_map(|it| it.trim().strip_prefix("kanri ")).unwrap();
    let here = format!("http://127.0.0.1:{port} {{");
    let address = behind.server.address.to_string();
    let changes = [
        ("binder.example.jp {", &*here),
        ("\ttls internal\n", ""),
        (nobodys, hash.trim()),
        ("127.0.0.1:8443", &address),
    ];
    let text = format!("{{\n\tadmin off\n\tauto_https off\n}}\n{}", changed(&text, &changes));
    let config = folder.path().join("Caddyfile");
    fs::write(&config, text).unwrap();
    let mut command = caddy(folder.path());
    let _caddy = started(command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&config), port);
    behind.is_well_served_through(port);
}

#[test]
fn systemd_takes_the_sample() {
    let folder = tempfile::tempdir().unwrap();
    let unit = folder.path().join("toji.service");
    fs::write(
        &unit,
        changed(&sample("systemd"), &[("/usr/local/bin/toji host", &format!("{} host", env!("CARGO_BIN_EXE_toji")))]),
    )
    .unwrap();
    let said = asked(Command::new("systemd-analyze").arg("verify").arg(&unit));
    assert!(!said.contains("toji.service"), "{said}");
}

/// There is no IIS here: that it is well-formed is all that is checked, as the sample says.
#[test]
fn the_sample_for_iis_is_well_formed() {
    let text = sample("iis");
    let mut reader = quick_xml::Reader::from_str(&text);
    reader.config_mut().check_comments = true;
    let mut names = Vec::new();
    loop {
        let event = reader.read_event().unwrap();
        if let Event::Start(it) = &event {
            names.push(it.name().as_ref().to_owned());
        }
        if event == Event::Eof {
            break;
        }
    }
    assert_eq!(&names[..4], ["configuration", "system.webServer", "rewrite", "rules"]);
    assert!(text.contains("XMLとして正しいことだけ") && text.contains("not on IIS"));
}

/// The commands in the samples are this program's own.
#[test]
fn what_the_samples_tell_to_type_can_be_typed() {
    let behind = House::new();
    let state = behind.path("state");
    passwd(&state, &["kanri", "--profile", "full", "--no-password"], PASSWORD).expect(0);
    for of in ["nginx", "caddy", "systemd"] {
        let text = sample(of);
        let (serve, account) = (
            text.contains("toji host serve /srv/toji/binder --state /var/lib/toji"),
            "toji host passwd kanri --profile full",
        );
        assert!(serve && text.contains(account), "{text}");
    }
}
