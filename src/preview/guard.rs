//! Whether it is the reader's own browser, and a page of ours in it, that asks. A page elsewhere can make a browser ask for
//! anything on loopback, and can give its own name loopback's address: what it is called, and by whom, tells. Looks at the
//! head of a request alone.

use axum::http::header::{HOST, HeaderMap, ORIGIN};
use axum::http::{Method, Uri};

/// Why nothing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is asked for under another name than loopback's.
    Name,
    /// A page elsewhere asks.
    Elsewhere,
    /// Something else than to see is asked.
    Method,
}

/// `port` is that on which we listen.
pub(super) fn check(method: &Method, uri: &Uri, headers: &HeaderMap, port: u16) -> Result<(), Refusal> {
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|it| it.to_str().ok());
    let is_ours = host.is_some_and(|it| is_loopback(it, port)) && hosts.next().is_none();
    if !is_ours || uri.authority().is_some_and(|it| !is_loopback(it.as_str(), port)) {
        return Err(Refusal::Name);
    }
    let origins_are_ours = headers
        .get_all(ORIGIN)
        .iter()
        .all(|it| it.to_str().ok().and_then(|it| it.strip_prefix("http://")).is_some_and(|it| is_loopback(it, port)));
    // What the browser itself says of the page that asks; `none` is somebody who typed the address.
    let is_own = |it: &axum::http::HeaderValue| [b"same-origin".as_slice(), b"none"].contains(&it.as_bytes());
    if !origins_are_ours || !headers.get_all("sec-fetch-site").iter().all(is_own) {
        return Err(Refusal::Elsewhere);
    }
    if [Method::GET, Method::HEAD].contains(method) { Ok(()) } else { Err(Refusal::Method) }
}

/// Whether this is a name of this machine for itself, and our port.
fn is_loopback(host: &str, port: u16) -> bool {
    let Some((name, typed)) = host.rsplit_once(':').filter(|it| !it.1.ends_with(']')) else {
        // Browsers leave the port of plain HTTP out.
        return port == 80 && is_name(host);
    };
    is_name(name) && typed == port.to_string()
}

fn is_name(name: &str) -> bool {
    ["127.0.0.1", "[::1]"].contains(&name) || name.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn asked(headers: &[(&'static str, &str)]) -> Result<(), Refusal> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).unwrap_or_else(|_| HeaderValue::from_static("?")));
        }
        check(&Method::GET, &Uri::from_static("/"), &map, 8000)
    }

    #[test]
    fn only_loopbacks_own_names_are_answered() {
        for host in ["127.0.0.1:8000", "localhost:8000", "LocalHost:8000", "[::1]:8000"] {
            assert_eq!(asked(&[("host", host)]), Ok(()), "{host}");
        }
        for host in [
            "",
            "127.0.0.1",
            "localhost",
            "127.0.0.1:80",
            "127.0.0.1:08000",
            "evil.example:8000",
            "localhost.evil.example:8000",
            "localhost:8000.evil.example",
            "evil.example@localhost:8000",
            "127.0.0.2:8000",
            "[::1]",
            "::1:8000",
            "localhost.:8000",
            "0.0.0.0:8000",
        ] {
            assert_eq!(asked(&[("host", host)]), Err(Refusal::Name), "{host}");
        }
        assert_eq!(asked(&[]), Err(Refusal::Name));
        assert_eq!(asked(&[("host", "localhost:8000"), ("host", "evil.example")]), Err(Refusal::Name));
    }

    #[test]
    fn only_our_own_pages_may_ask() {
        let with = |name, value| asked(&[("host", "localhost:8000"), (name, value)]);
        assert_eq!(with("origin", "http://localhost:8000"), Ok(()));
        assert_eq!(with("sec-fetch-site", "same-origin"), Ok(()));
        assert_eq!(with("sec-fetch-site", "none"), Ok(()));
        for origin in
            ["null", "https://localhost:8000", "http://evil.example", "http://localhost:8001", "localhost:8000"]
        {
            assert_eq!(with("origin", origin), Err(Refusal::Elsewhere), "{origin}");
        }
        for site in ["cross-site", "same-site", "", "None"] {
            assert_eq!(with("sec-fetch-site", site), Err(Refusal::Elsewhere), "{site}");
        }
    }

    #[test]
    fn nothing_can_be_asked_but_to_see() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("localhost:80"));
        let of = |method: Method, uri: &'static str| check(&method, &Uri::from_static(uri), &headers, 80);
        assert_eq!((of(Method::GET, "/"), of(Method::HEAD, "/")), (Ok(()), Ok(())));
        assert_eq!(of(Method::POST, "/"), Err(Refusal::Method));
        assert_eq!(of(Method::GET, "http://evil.example/"), Err(Refusal::Name));
        headers.insert(HOST, HeaderValue::from_static("localhost"));
        assert_eq!(check(&Method::GET, &Uri::from_static("/"), &headers, 80), Ok(()));
    }
}
