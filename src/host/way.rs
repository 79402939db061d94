//! The way of a request, step by step. Each step is somebody else's; only their order is decided here.
//!
//! 1. a method other than GET, HEAD, or a POST to the gate: 405; a path too long: 414; no host or two: 400; a body too
//!    large: 413, too slow: 408;
//! 2. one of the gate's pages: [`Gate::answer`];
//! 3. who is it: [`Gate::by_name`] for a name that a trusted server in front sent, else [`Gate::by_session`]; nobody:
//!    [`Gate::invite`];
//! 4. the library's look-up, in what the profile is shown: 404, 503;
//! 5. [`Audit::record`], for all but the theme's own files; failed: 503;
//! 6. conditions, ranges, codings ([`show`]), then the headers that everything carries.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Version, header};
use axum::response::Response;
use tokio::time::timeout;

use super::answer::refusal;
use super::asked::{Asked, Transport};
use super::audit::{Audit, Entry};
use super::event::Event;
use super::front::{Claim, Front};
use super::gate::Gate;
use super::headers::dress;
use super::limits;
use super::name::is_loopback;
use super::shown::show;
use super::store::{Library, below};
use super::who::Who;

/// The theme's own files: the same in every binder, so looking at them is no looking at a binder.
const THEME: &str = "assets/";

/// All that a request meets.
pub(super) struct House {
    pub(super) library: Arc<Library>,
    pub(super) gate: Gate,
    pub(super) audit: Arc<Audit>,
    pub(super) front: Option<Front>,
    pub(super) transport: Transport,
    pub(super) admission: Admission,
    pub(super) tell: Tell,
}

/// Who gets in without being asked. Decided once, when the server starts: accounts that go away open nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    /// Nobody.
    Accounts,
    /// Everybody on this machine, until there is an account.
    ThisMachine,
}

/// Hears of what happens.
pub(super) type Tell = Arc<dyn Fn(Event) + Send + Sync>;

/// The other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) IpAddr);

/// Answers `request`, whatever it is.
pub(super) async fn answer(State(house): State<Arc<House>>, request: Request) -> Response {
    let way = async {
        match arrive(&house, request).await {
            Ok((asked, peer)) => house.pass(&asked, peer).await.unwrap_or_else(refusal),
            Err(status) => refusal(status),
        }
    };
    // A body that is slow was answered by then.
    let limit = limits::ANSWER_TIME + limits::BODY_TIME;
    dress(timeout(limit, way).await.unwrap_or_else(|_| refusal(StatusCode::SERVICE_UNAVAILABLE)))
}

/// What is left of a request within all limits.
async fn arrive(house: &House, request: Request) -> Result<(Asked, IpAddr), StatusCode> {
    let (parts, body) = request.into_parts();
    let Some(Peer(peer)) = parts.extensions.get::<Peer>().copied() else { return Err(StatusCode::BAD_REQUEST) };
    let target = parts.uri.path_and_query().map_or("", |it| it.as_str());
    if target.len() > limits::URL {
        return Err(StatusCode::URI_TOO_LONG);
    }
    named(house, parts.version, &parts.headers)?;
    let path = parts.uri.path().to_owned();
    may_be(&parts.method, house.gate.owns(&path))?;
    // Only whoever takes us for a proxy names a server in the first line.
    if parts.uri.authority().is_some() {
        return Err(StatusCode::NOT_FOUND);
    }
    let body = match parts.method == Method::POST {
        true => whole(body, limits::BODY_TIME).await?,
        false => Bytes::new(),
    };
    let query = parts.uri.query().map(str::to_owned);
    let address = house.front.as_ref().map_or(peer, |it| it.address(peer, &parts.headers));
    let (method, headers, transport) = (parts.method, parts.headers, house.transport);
    Ok((Asked { method, path, query, headers, body, address, transport }, peer))
}

fn may_be(method: &Method, is_of_gate: bool) -> Result<(), StatusCode> {
    let allowed = match *method {
        Method::GET | Method::HEAD => true,
        Method::POST => is_of_gate,
        _ => false,
    };
    if allowed { Ok(()) } else { Err(StatusCode::METHOD_NOT_ALLOWED) }
}

/// One host, and where nobody logs in, this machine's own name.
fn named(house: &House, version: Version, headers: &HeaderMap) -> Result<(), StatusCode> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().map_err(|_| StatusCode::BAD_REQUEST)?,
        (None, None) if version < Version::HTTP_11 => return Ok(()),
        (Some(_) | None, Some(_) | None) => return Err(StatusCode::BAD_REQUEST),
    };
    if house.is_open() && !is_loopback(host) { Err(StatusCode::BAD_REQUEST) } else { Ok(()) }
}

async fn whole(body: axum::body::Body, limit: Duration) -> Result<Bytes, StatusCode> {
    let read = timeout(limit, to_bytes(body, limits::BODY)).await.map_err(|_| StatusCode::REQUEST_TIMEOUT)?;
    read.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)
}

impl House {
    async fn pass(&self, asked: &Asked, peer: IpAddr) -> Result<Response, StatusCode> {
        if self.gate.owns(&asked.path) {
            return Ok(self.gate.answer(asked, &self.audit).await);
        }
        let Some(who) = self.who(asked, peer)? else { return Ok(self.gate.invite(asked)) };
        let shown = self.library.of(&who).ok_or(StatusCode::FORBIDDEN)?;
        let name = below(&asked.path).ok_or(StatusCode::NOT_FOUND)?;
        let file = shown.find(&name).ok_or(StatusCode::NOT_FOUND)?;
        if file.is_refused() {
            return Err(StatusCode::SERVICE_UNAVAILABLE);
        }
        let response = show(file, asked).await;
        self.record(&who, &file.path, response.status(), asked.address)?;
        Ok(response)
    }

    fn who(&self, asked: &Asked, peer: IpAddr) -> Result<Option<Who>, StatusCode> {
        let claim = self.front.as_ref().map_or(Claim::None, |it| it.claim(peer, &asked.headers));
        match claim {
            Claim::Trusted(name) => match self.gate.by_name(&name) {
                Some(who) => Ok(Some(who)),
                None => self.unknown(name, asked.address),
            },
            Claim::Forged(name) => {
                (self.tell)(Event::Forged { address: peer });
                self.logged(Entry::Forged { name: &name }, peer)?;
                Ok(self.gate.by_session(asked))
            }
            Claim::None if self.is_open() => Ok(Some(Who::Anybody)),
            Claim::None => Ok(self.gate.by_session(asked)),
        }
    }

    /// Whether nobody is asked to log in.
    fn is_open(&self) -> bool {
        match self.admission {
            Admission::Accounts => false,
            Admission::ThisMachine => !self.gate.has_accounts(),
        }
    }

    fn unknown(&self, name: String, address: IpAddr) -> Result<Option<Who>, StatusCode> {
        self.logged(Entry::Unknown { name: &name }, address)?;
        (self.tell)(Event::Unknown { name });
        Err(StatusCode::FORBIDDEN)
    }

    fn record(&self, who: &Who, path: &str, status: StatusCode, address: IpAddr) -> Result<(), StatusCode> {
        if !path.starts_with(THEME) {
            return self.logged(Entry::Page { who, path, status: status.as_u16() }, address);
        }
        if self.audit.has_failed() { Err(StatusCode::SERVICE_UNAVAILABLE) } else { Ok(()) }
    }

    fn logged(&self, entry: Entry<'_>, address: IpAddr) -> Result<(), StatusCode> {
        self.audit.record(entry, Some(address)).map_err(|_| {
            (self.tell)(Event::NotRecorded);
            StatusCode::SERVICE_UNAVAILABLE
        })
    }
}
