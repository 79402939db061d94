//! What a login form sends: its fields, whether it is a form that this server gave out, and where it wants to go afterwards.
//! Checks no password.

use std::time::{Duration, Instant};

use axum::http::{HeaderMap, header};

use super::asked::Transport;
use super::secret::Secret;

/// A form that was open for longer is given anew.
const GOOD_FOR: Duration = Duration::from_secs(60 * 60);
/// Longer addresses are forgotten over a login.
const LONGEST_WAY: usize = 512;

/// Signs forms. A form is good together with the cookie that came with it, and for an hour.
#[derive(Debug)]
pub(super) struct Forms {
    key: Secret,
    begun: Instant,
}

impl Forms {
    /// `None` where the machine gives no random numbers.
    pub(super) fn new(now: Instant) -> Option<Self> {
        Some(Self { key: Secret::new()?, begun: now })
    }

    /// What goes into a form beside `cookie`.
    pub(super) fn sign(&self, cookie: &Secret, now: Instant) -> String {
        let age = now.saturating_duration_since(self.begun).as_secs();
        format!("{age:016x}{}", self.signature(cookie, age).to_hex())
    }

    /// Whether `signed` is from here, for `cookie`, and not too old.
    pub(super) fn is_ours(&self, signed: &str, cookie: &Secret, now: Instant) -> bool {
        let Some((age, signature)) = signed.split_at_checked(16) else { return false };
        let (Ok(age), Some(signature)) = (u64::from_str_radix(age, 16), Secret::parse(signature.as_bytes())) else {
            return false;
        };
        let made = self.begun.checked_add(Duration::from_secs(age));
        let is_fresh = made.is_some_and(|it| now.saturating_duration_since(it) < GOOD_FOR && it <= now);
        is_fresh && self.signature(cookie, age) == signature
    }

    fn signature(&self, cookie: &Secret, age: u64) -> Secret {
        self.key.sign(&[&cookie.bytes()[..], &age.to_be_bytes()].concat())
    }
}

/// Whether a POST comes from a page of this very server, as far as the browser says. A browser that says nothing is refused:
/// all that are kept up to date say it.
pub(super) fn is_from_here(headers: &HeaderMap, transport: Transport) -> bool {
    let text = |it: header::HeaderName| {
        let mut all = headers.get_all(it).iter();
        (all.next(), all.next())
    };
    let scheme = match transport {
        Transport::Secure => "https",
        Transport::Loopback => "http",
    };
    let (Some(host), None) = text(header::HOST) else { return false };
    let ours = [scheme.as_bytes(), b"://", host.as_bytes()].concat();
    let site = text(header::HeaderName::from_static("sec-fetch-site"));
    match (site, text(header::ORIGIN)) {
        // Where a page says no referrer, its origin is `null`; the browser still says that it is the same.
        ((Some(site), None), (None, None)) => site == "same-origin",
        ((Some(site), None), (Some(origin), None)) => {
            site == "same-origin" && (origin == "null" || *origin.as_bytes() == *ours)
        }
        ((None, None), (Some(origin), None)) => *origin.as_bytes() == *ours,
        (_, _) => false,
    }
}

/// The value of the field `name` of an `application/x-www-form-urlencoded` text; `None` unless it is there once and is text.
pub fn field(body: &[u8], name: &str) -> Option<String> {
    let mut found = body.split(|it| *it == b'&').filter_map(|pair| {
        let at = pair.iter().position(|it| *it == b'=')?;
        (decoded(&pair[..at]) == name.as_bytes()).then(|| &pair[at + 1..])
    });
    let (first, None) = (found.next()?, found.next()) else { return None };
    String::from_utf8(decoded(first)).ok()
}

/// A percent sign that no two digits follow stands for itself, as browsers do it.
fn decoded(text: &[u8]) -> Vec<u8> {
    let digit = |it: &u8| char::from(*it).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        let pair = tail.first().and_then(digit).zip(tail.get(1).and_then(digit));
        let (byte, used) = match (first, pair) {
            (b'+', _) => (b' ', 1),
            (b'%', Some((high, low))) => (high << 4 | low, 3),
            (other, _) => (*other, 1),
        };
        bytes.push(byte);
        rest = &rest[used..];
    }
    bytes
}

/// Where somebody goes after the login: `way` where it is a plain path of this server, else the cover. Never elsewhere.
pub fn after_login(way: &str) -> &str {
    let is_plain = way.starts_with('/') && way.bytes().all(|it| it.is_ascii_graphic() && !b"\\\"<>".contains(&it));
    // Two slashes are another host, dots become slashes in browsers, and `/-/` is the gate itself.
    let strays = ["//", "/.", "/-/"].iter().any(|it| way.contains(it));
    if is_plain && !strays && way.len() <= LONGEST_WAY { way } else { "/" }
}

/// `text` within a query.
pub(super) fn encoded(text: &str) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"/._-~".contains(&it);
    text.bytes().map(|it| if plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") }).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_form_is_good_with_its_cookie_for_an_hour() {
        let now = Instant::now();
        let (forms, cookie) = (Forms::new(now).unwrap(), Secret::new().unwrap());
        let later = now + Duration::from_secs(100);
        let signed = forms.sign(&cookie, later);
        assert!(forms.is_ours(&signed, &cookie, later + GOOD_FOR - Duration::from_secs(1)));
        assert!(!forms.is_ours(&signed, &cookie, later + GOOD_FOR), "too old");
        assert!(!forms.is_ours(&signed, &cookie, now), "not given out yet");
        assert!(!forms.is_ours(&signed, &Secret::new().unwrap(), later), "another browser's");
        assert!(!Forms::new(now).unwrap().is_ours(&signed, &cookie, later), "another server's");
        let forged = format!("{:016x}{}", 3000, &signed[16..]);
        assert!(!forms.is_ours(&forged, &cookie, later + GOOD_FOR));
        for other in ["", "x", &"ffffffffffffffff".repeat(5), "あいうえおか"] {
            assert!(!forms.is_ours(other, &cookie, later));
        }
    }

    fn headers(all: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair =
            |it: &(&'static str, &'static str)| (header::HeaderName::from_static(it.0), HeaderValue::from_static(it.1));
        all.iter().map(pair).collect()
    }

    #[test]
    fn a_post_comes_from_here_or_is_refused() {
        let host = ("host", "pc-1:8443");
        let ours = [
            vec![host, ("origin", "https://pc-1:8443")],
            vec![host, ("origin", "https://pc-1:8443"), ("sec-fetch-site", "same-origin")],
            vec![host, ("origin", "null"), ("sec-fetch-site", "same-origin")],
            vec![host, ("sec-fetch-site", "same-origin")],
        ];
        let others = [
            vec![host],
            vec![("origin", "https://pc-1:8443")],
            vec![host, ("origin", "http://pc-1:8443")],
            vec![host, ("origin", "https://pc-1")],
            vec![host, ("origin", "https://evil.example")],
            vec![host, ("origin", "null")],
            vec![host, ("origin", "https://pc-1:8443"), ("sec-fetch-site", "cross-site")],
            vec![host, ("origin", "https://pc-1:8443"), ("sec-fetch-site", "same-site")],
            vec![host, ("origin", "https://pc-1:8443"), ("sec-fetch-site", "none")],
            vec![host, ("origin", "https://evil.example"), ("sec-fetch-site", "same-origin")],
            vec![host, ("origin", "https://pc-1:8443"), ("origin", "https://evil.example")],
            vec![host, ("host", "evil.example"), ("origin", "https://pc-1:8443")],
        ];
        assert!(ours.iter().all(|it| is_from_here(&headers(it), Transport::Secure)));
        for it in others {
            assert!(!is_from_here(&headers(&it), Transport::Secure), "{it:?}");
        }
    }

    #[test]
    fn fields_are_decoded_once_and_must_be_there_once() {
        let body = "name=%E5%B1%B1%E7%94%B0+a&password=100%25+%2B%&to=";
        assert_eq!(field(body.as_bytes(), "name").unwrap(), "山田 a");
        assert_eq!(field(body.as_bytes(), "password").unwrap(), "100% +%");
        assert_eq!(field(body.as_bytes(), "to").unwrap(), "");
        assert_eq!(field(body.as_bytes(), "token"), None);
        assert_eq!(field(b"a=1&a=2", "a"), None);
        assert_eq!(field(b"a=%FF", "a"), None);
        assert_eq!(field(b"&&=&a", "a"), None);
    }

    #[test]
    fn after_a_login_nobody_is_sent_elsewhere() {
        for way in ["/", "/index.html", "/items/2-03.html?q=%E5%B1%B1#x", "/registers/devices.html"] {
            assert_eq!(after_login(way), way);
        }
        let long = format!("/{}", "a".repeat(LONGEST_WAY));
        for way in [
            "",
            "index.html",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/..//evil.example",
            "/.//evil",
            "/\t/evil.example",
            "/a\r\nSet-Cookie: x",
            "/-/logout",
            "/山",
            "javascript:alert(1)",
            "/a\"b",
            &long,
        ] {
            assert_eq!(after_login(way), "/", "{way}");
        }
    }

    proptest! {
        #[test]
        fn any_body_is_looked_through(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = field(&body, "password");
        }

        #[test]
        fn what_is_encoded_comes_back(text in any::<String>()) {
            let body = format!("x=1&to={}&y=2", encoded(&text));
            prop_assert_eq!(field(body.as_bytes(), "to"), Some(text));
        }

        #[test]
        fn any_way_after_a_login_is_a_path_of_ours(way in any::<String>()) {
            let way = after_login(&way);
            prop_assert!(way.starts_with('/') && !way.starts_with("//") && way.is_ascii());
        }
    }
}
