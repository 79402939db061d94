//! Whether a request names this machine: a web page elsewhere can point its own name here and read what needs no login.

use std::net::IpAddr;

/// Whether `host`, the value of a `Host` header, is loopback under one of its own names.
pub(super) fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
}

#[cfg(test)]
mod tests {
    #[test]
    fn loopback_has_few_names() {
        for (host, expected) in [
            ("127.0.0.1:8443", true),
            ("localhost", true),
            ("LOCALHOST:1", true),
            ("[::1]:8443", true),
            ("127.0.0.2", true),
            ("evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("localhost.evil.example:8443", false),
            ("10.0.0.1", false),
            ("::1", false),
            ("", false),
            ("[", false),
        ] {
            assert_eq!(super::is_loopback(host), expected, "{host}");
        }
    }
}
