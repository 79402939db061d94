//! A server in front: whose headers are believed, and what they say. From anybody else they are as if they were not there.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName};

/// What was said about the server in front.
#[derive(Debug, Clone)]
pub struct Front {
    /// Its addresses.
    pub trusted: Vec<IpAddr>,
    /// The header with the user's name, where it is the one who asks for it.
    pub user_header: Option<HeaderName>,
}

/// What a request says of its user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Claim {
    /// Nothing.
    None,
    /// A name, from somebody trusted.
    Trusted(String),
    /// Somebody who is not trusted says something.
    Forged(String),
}

impl Front {
    /// What `headers` from `peer` say.
    pub(super) fn claim(&self, peer: IpAddr, headers: &HeaderMap) -> Claim {
        let Some(name) = &self.user_header else { return Claim::None };
        let mut values = headers.get_all(name).iter();
        let Some(first) = values.next() else { return Claim::None };
        let text = String::from_utf8_lossy(first.as_bytes()).trim().to_owned();
        // Two names: the one in front added its own to one that a user sent. Nobody knows which is which.
        match self.trusts(peer) && values.next().is_none() && std::str::from_utf8(first.as_bytes()).is_ok() {
            true if text.is_empty() => Claim::None,
            true => Claim::Trusted(text),
            false => Claim::Forged(text),
        }
    }

    /// Who sent it: the peer, or the last whom a trusted peer says it forwards for.
    pub(super) fn address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let last = headers.get_all("x-forwarded-for").iter().next_back().filter(|_| self.trusts(peer));
        let last = last.and_then(|it| address(it.to_str().ok()?.rsplit(',').next()?.trim()));
        last.unwrap_or(peer)
    }

    /// Whether what `peer` says is believed.
    pub(super) fn trusts(&self, peer: IpAddr) -> bool {
        self.trusted.iter().any(|it| it.to_canonical() == peer.to_canonical())
    }
}

/// IIS adds the port.
fn address(text: &str) -> Option<IpAddr> {
    text.parse().ok().or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()))
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use axum::http::HeaderValue;

    use super::*;

    const PEER: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
    const OTHER: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2));

    fn front() -> Front {
        Front { trusted: vec![PEER], user_header: Some(HeaderName::from_static("x-user")) }
    }

    fn headers(values: &[&'static [u8]]) -> HeaderMap {
        let value = |it: &&'static [u8]| HeaderValue::from_bytes(it).unwrap_or(HeaderValue::from_static(""));
        values.iter().map(|it| (HeaderName::from_static("x-user"), value(it))).collect()
    }

    #[test]
    fn a_name_is_believed_from_the_trusted_alone() {
        let claim = |peer, values: &[&'static [u8]]| front().claim(peer, &headers(values));
        assert_eq!(claim(PEER, &[b"DOMAIN\\hana"]), Claim::Trusted("DOMAIN\\hana".into()));
        assert_eq!(claim(OTHER, &[b"hana"]), Claim::Forged("hana".into()));
        assert_eq!(claim(PEER, &[b"hana", b"taro"]), Claim::Forged("hana".into()));
        assert!(matches!(claim(PEER, &[b"\xff"]), Claim::Forged(_)));
        assert_eq!(claim(PEER, &[b""]), Claim::None);
        assert_eq!(claim(OTHER, &[]), Claim::None);
        let mapped = IpAddr::V6(Ipv4Addr::new(10, 0, 0, 1).to_ipv6_mapped());
        assert_eq!(claim(mapped, &[b"hana"]), Claim::Trusted("hana".into()));
    }

    #[test]
    fn an_address_is_believed_from_the_trusted_alone() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("10.9.9.9, 10.0.0.2"));
        assert_eq!(front().address(PEER, &headers), OTHER);
        assert_eq!(front().address(OTHER, &headers), OTHER);
        for with_port in ["10.0.0.2:51234", "[::ffff:10.0.0.2]:51234"] {
            headers.insert("x-forwarded-for", HeaderValue::from_static(with_port));
            assert_eq!(front().address(PEER, &headers).to_canonical(), OTHER);
        }
        headers.append("x-forwarded-for", HeaderValue::from_static("nonsense"));
        assert_eq!(front().address(PEER, &headers), PEER);
    }
}
