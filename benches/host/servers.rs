//! The two servers, each on a port of its own, ended when they are dropped.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;

/// A running server.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked first: nginx ends its workers then.
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

/// `cert.pem` and `key.pem` in `place`, for both.
pub(crate) fn certificate(place: &Path) -> Outcome<()> {
    let kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-subj", "/CN=localhost", "-keyout", "key.pem", "-out", "cert.pem"]).args(kind);
    let made = openssl.current_dir(place).stderr(Stdio::null()).status()?;
    if made.success() { Ok(()) } else { Err("openssl made no certificate".into()) }
}

impl Server {
    /// With what Debian's package sets, and no limit that would end a connection.
    pub(crate) fn nginx(place: &Path) -> Outcome<Self> {
        let (port, here) = (free()?, place.display());
        let text = format!(
            "worker_processes 2; pid {here}/nginx.pid; error_log {here}/error.log; daemon off;
            events {{ worker_connections 768; }}
            http {{
                sendfile on; tcp_nopush on; types_hash_max_size 2048; include /etc/nginx/mime.types;
                access_log {here}/access.log; keepalive_requests 100000000;
                client_body_temp_path {here}/body; proxy_temp_path {here}/proxy; fastcgi_temp_path {here}/fastcgi;
                uwsgi_temp_path {here}/uwsgi; scgi_temp_path {here}/scgi;
                server {{
                    listen 127.0.0.1:{port} ssl; ssl_certificate {here}/cert.pem; ssl_certificate_key {here}/key.pem;
                    ssl_protocols TLSv1.2 TLSv1.3; root {here}/out;
                }}
            }}"
        );
        let path = place.join("nginx.conf");
        fs::write(&path, text)?;
        let child = Command::new("nginx").arg("-c").arg(&path).stderr(Stdio::null()).spawn()?;
        Self { child, port }.ready()
    }

    pub(crate) fn toji(place: &Path) -> Outcome<Self> {
        let port = free()?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_toji"));
        command.args(["host", "serve", "out", "--state", "state", "--listen", &format!("127.0.0.1:{port}")]);
        command.args(["--tls-cert", "cert.pem", "--tls-key", "key.pem"]).current_dir(place);
        Self { child: command.stderr(Stdio::null()).spawn()?, port }.ready()
    }

    fn ready(self) -> Outcome<Self> {
        let until = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if Instant::now() > until {
                return Err("a server did not start".into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(self)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("https://127.0.0.1:{}/{path}", self.port)
    }
}

fn free() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
