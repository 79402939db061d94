//! Cookies: found in a request, set in an answer. What is not exactly one of ours is none; nothing here panics on any bytes.

use axum::http::{HeaderMap, HeaderValue, header};

use super::asked::Transport;
use super::secret::Secret;

/// Which of our cookies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cookie {
    /// Of somebody who is logged in.
    Session,
    /// Of somebody who looks at the login page.
    Form,
}

impl Cookie {
    /// `__Host-` keeps other hosts and plain connections from setting it. Browsers take such a name over TLS alone.
    fn name(self, transport: Transport) -> &'static str {
        match (self, transport) {
            (Self::Session, Transport::Secure) => "__Host-toji",
            (Self::Session, Transport::Loopback) => "toji",
            (Self::Form, Transport::Secure) => "__Host-toji-form",
            (Self::Form, Transport::Loopback) => "toji-form",
        }
    }

    /// The one that came with a request. Two of one name are none: somebody has planted one of them.
    pub(super) fn of(self, headers: &HeaderMap, transport: Transport) -> Option<Secret> {
        let name = self.name(transport);
        let mut found = headers.get_all(header::COOKIE).iter().flat_map(|it| values(it.as_bytes(), name));
        let first = found.next()?;
        found.next().is_none().then(|| Secret::parse(first)).flatten()
    }

    /// Until the browser is closed: how long it is good for is known here alone.
    pub(super) fn set(self, secret: &Secret, transport: Transport) -> Option<HeaderValue> {
        self.header(&secret.to_hex(), "", transport)
    }

    /// Taken back.
    pub(super) fn clear(self, transport: Transport) -> Option<HeaderValue> {
        self.header("", "; Max-Age=0", transport)
    }

    fn header(self, value: &str, age: &str, transport: Transport) -> Option<HeaderValue> {
        let secure = match transport {
            Transport::Secure => "; Secure",
            Transport::Loopback => "",
        };
        let name = self.name(transport);
        HeaderValue::try_from(format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{age}")).ok()
    }
}

/// The values of the cookies called `name` in a `Cookie` header, as they stand there.
pub fn values<'a>(header: &'a [u8], name: &'a str) -> impl Iterator<Item = &'a [u8]> {
    header.split(|it| *it == b';').filter_map(move |pair| {
        let pair = pair.trim_ascii();
        let at = pair.iter().position(|it| *it == b'=')?;
        (pair[..at] == *name.as_bytes()).then(|| &pair[at + 1..])
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sent(cookies: &[&[u8]]) -> HeaderMap {
        let value = |it: &&[u8]| (header::COOKIE, HeaderValue::from_bytes(it).unwrap());
        cookies.iter().map(value).collect()
    }

    #[test]
    fn what_is_set_comes_back_under_the_same_transport_alone() {
        let secret = Secret::new().unwrap();
        let set = Cookie::Session.set(&secret, Transport::Secure).unwrap();
        let set = set.to_str().unwrap();
        for part in ["__Host-toji=", "; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"] {
            assert!(set.contains(part), "{set}");
        }
        assert!(!set.contains("Domain"), "{set}");
        let back = sent(&[b"theme=dark", set.split(';').next().unwrap().as_bytes()]);
        assert_eq!(Cookie::Session.of(&back, Transport::Secure), Some(secret));
        assert_eq!(Cookie::Session.of(&back, Transport::Loopback), None);
        assert_eq!(Cookie::Form.of(&back, Transport::Secure), None);
        let plain = Cookie::Session.set(&Secret::new().unwrap(), Transport::Loopback).unwrap();
        assert!(plain.to_str().unwrap().starts_with("toji=") && !plain.to_str().unwrap().contains("Secure"));
    }

    #[test]
    fn two_of_one_name_or_anything_but_ours_is_none() {
        let one = format!("toji={}", "ab".repeat(32));
        let of = |it: &[&[u8]]| Cookie::Session.of(&sent(it), Transport::Loopback);
        assert!(of(&[one.as_bytes()]).is_some());
        assert!(of(&[format!(" a=b;{one} ;c").as_bytes()]).is_some());
        for none in [
            vec![one.clone(), one.clone()],
            vec![format!("{one}; {one}")],
            vec![one.to_uppercase()],
            vec![format!("{one}0")],
            vec!["toji=\"\"".to_owned()],
            vec![format!("toji=\"{}\"", "ab".repeat(32))],
            vec![";;=;toji".to_owned()],
        ] {
            let none: Vec<&[u8]> = none.iter().map(String::as_bytes).collect();
            assert_eq!(of(&none), None);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_looked_through(header in proptest::collection::vec(any::<u8>(), 0..400)) {
            for value in values(&header, "toji") {
                prop_assert!(!value.contains(&b';'));
            }
        }

        #[test]
        fn every_session_is_found_among_others(before in "[a-z=; ]{0,40}", after in "[a-su-z=; ]{0,40}") {
            let header = format!("{before};toji={};{after}", "0f".repeat(32));
            let found: Vec<_> = values(header.as_bytes(), "toji").collect();
            prop_assert!(found.contains(&"0f".repeat(32).as_bytes()));
        }
    }
}
