//! `toji host serve`: what must hold before anybody is let in, then connections until the server is told to end.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use tokio::net::TcpListener;
use tokio::sync::watch as channel;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tower_http::catch_panic::CatchPanicLayer;

use super::accounts;
use super::answer::refusal;
use super::asked::Transport;
use super::audit::{Audit, Entry};
use super::event::Event;
use super::front::Front;
use super::gate::Gate;
use super::headers::dress;
use super::line::{Attendance, Door, attend};
use super::store::{Library, watch};
use super::tls::{Identity, Tls, identity};
use super::way::{Admission, House, Tell, answer};
use crate::diagnostics::{Code, Finding, Sink};
use crate::source::Sources;

/// After the system gave no connection: it has run out of something, and will for a while.
const BREATH: Duration = Duration::from_millis(100);

/// What is to be served, and how.
#[derive(Debug, Clone)]
pub struct Serving {
    /// The output folder.
    pub output: PathBuf,
    /// Accounts and logs.
    pub state: Option<PathBuf>,
    /// Where to listen.
    pub listen: SocketAddr,
    /// With which certificate.
    pub tls: Tls,
    /// The server in front, if there is one.
    pub front: Option<Front>,
}

/// Who may look, and whether it is known afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admitted {
    /// Whoever has an account; recorded.
    Accounts,
    /// Everybody on this machine; recorded.
    Everybody,
    /// Everybody on this machine; there is no folder for a record.
    Unrecorded,
}

/// What is said once connections are taken.
#[derive(Debug, Clone)]
pub struct Started {
    /// Where it listens: the port that the system chose, where none was given.
    pub address: SocketAddr,
    /// Profiles and their build ids.
    pub builds: Vec<(String, String)>,
    /// The certificate's SHA-256; `None` for plain HTTP.
    pub fingerprint: Option<String>,
    /// Whether people log in, and whether it is recorded who looks.
    pub admission: Admitted,
    /// Files that are refused already.
    pub wrong: Vec<String>,
}

/// Serves until the process is told to end. `started` is called once; `tell` hears of what happens then. The text of the
/// accounts file is added to `sources`.
///
/// # Errors
/// All that keeps it from starting, at once.
pub fn serve(
    serving: &Serving,
    sources: &mut Sources,
    started: impl FnOnce(&Started),
    tell: impl Fn(Event) + Send + Sync + 'static,
) -> Result<(), Vec<Finding>> {
    let (house, identity) = furnish(serving, sources, Arc::new(tell))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| vec![cannot_listen(serving.listen, &error)])?;
    runtime.block_on(run(serving, house, identity, started)).map_err(|it| vec![it])
}

/// Everything that a request meets, and all that is wrong with it.
fn furnish(serving: &Serving, sources: &mut Sources, tell: Tell) -> Result<(House, Option<Identity>), Vec<Finding>> {
    let mut findings = misplaced(serving);
    // Nothing is made in a folder that is the wrong one.
    let is_misplaced = findings.iter().any(|it| it.code == Code::HostStateInside);
    let state = serving.state.as_deref().filter(|_| !is_misplaced);
    let tls = if is_misplaced && serving.tls == Tls::SelfSigned { &Tls::None } else { &serving.tls };
    let mut keep = |it: Finding| findings.push(it);
    let library = Library::open(&serving.output).map_err(|_| keep(no_output(&serving.output))).ok();
    let mut told = Sink::default();
    let gate = Gate::open(state, sources, &mut told);
    let audit = Audit::open(state).map_err(&mut keep).ok();
    let identity = identity(tls, state, &names(serving.listen.ip())).map_err(&mut keep).ok();
    findings.extend(told.into_sorted());
    let (Some(library), Some(gate), Some(audit), Some(identity)) = (library, gate, audit, identity) else {
        return Err(findings);
    };
    findings.extend(unguarded(serving, &gate, &library));
    if !findings.is_empty() {
        return Err(findings);
    }
    let admission = if gate.has_accounts() { Admission::Accounts } else { Admission::ThisMachine };
    let secure = identity.is_some() || serving.front.is_some();
    let transport = if secure { Transport::Secure } else { Transport::Loopback };
    let (library, audit, front) = (Arc::new(library), Arc::new(audit), serving.front.clone());
    Ok((House { library, gate, audit, front, transport, admission, tell }, identity))
}

fn misplaced(serving: &Serving) -> Vec<Finding> {
    let inside = |state: &Path| accounts::outside(state, Some(&serving.output)).err().map(|it| it.finding());
    let trusts_nobody = serving.front.as_ref().is_some_and(|it| it.trusted.is_empty());
    let inside = serving.state.as_deref().and_then(inside);
    inside.into_iter().chain(trusts_nobody.then(|| Finding::of_machine(Code::HostTrustsNobody))).collect()
}

/// Whatever would let somebody in who should not be.
fn unguarded(serving: &Serving, gate: &Gate, library: &Library) -> Vec<Finding> {
    let beyond = !serving.listen.ip().is_loopback();
    let of = |code| Finding::of_machine(code).with("address", serving.listen);
    let profiles: Vec<String> = library.builds().into_iter().map(|it| it.0).collect();
    let needs_tls = beyond && serving.tls == Tls::None;
    let without = !gate.has_accounts();
    let whom = Finding::of_machine(Code::HostWhichProfile).with("profiles", profiles.join(", "));
    let reasons = [
        needs_tls.then(|| of(Code::HostNeedsTls)),
        (without && (beyond || serving.front.is_some())).then(|| of(Code::HostNeedsAccount)),
        (without && !beyond && profiles.len() > 1).then_some(whom),
    ];
    let offered: Vec<&str> = profiles.iter().map(String::as_str).collect();
    reasons.into_iter().flatten().chain(gate.not_offered(&offered)).collect()
}

fn no_output(output: &Path) -> Finding {
    Finding::of_path(Code::NotAnOutput, output.display().to_string()).with("path", output.display())
}

/// What a certificate made here is for: this machine, under the names by which it is reached for certain.
fn names(listen: IpAddr) -> Vec<String> {
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    if !listen.is_unspecified() && !listen.is_loopback() {
        names.push(listen.to_string());
    }
    names
}

async fn run(
    serving: &Serving,
    house: House,
    identity: Option<Identity>,
    started: impl FnOnce(&Started),
) -> Result<(), Finding> {
    let failed = |error: io::Error| cannot_listen(serving.listen, &error);
    let listener = TcpListener::bind(serving.listen).await.map_err(failed)?;
    let ended = ended().map_err(failed)?;
    started(&Started {
        address: listener.local_addr().map_err(failed)?,
        builds: house.library.builds(),
        fingerprint: identity.as_ref().map(|it| it.fingerprint.clone()),
        admission: match (house.admission, &serving.state) {
            (Admission::Accounts, _) => Admitted::Accounts,
            (Admission::ThisMachine, Some(_)) => Admitted::Everybody,
            (Admission::ThisMachine, None) => Admitted::Unrecorded,
        },
        wrong: house.library.wrong(),
    });
    let watch = watch(house.library.clone(), heard(&house));
    let (end, ending) = channel::channel(false);
    let tls = identity.map(|it| TlsAcceptor::from(it.config));
    let door = Door::new(house.front.as_ref().map(|it| it.trusted.clone()).unwrap_or_default());
    let all = Attendance { router: router(house), tls, end: ending };
    let mut connections = take(listener, &all, &door, ended).await;
    // Nobody listens where there is no connection.
    let _ = end.send(true);
    while connections.join_next().await.is_some() {}
    drop(watch);
    Ok(())
}

/// Takes connections until `ended`; those that are still open.
async fn take(
    listener: TcpListener,
    all: &Attendance,
    door: &Arc<Door>,
    ended: impl Future<Output = ()>,
) -> JoinSet<()> {
    let mut connections = JoinSet::new();
    tokio::pin!(ended);
    loop {
        tokio::select! {
            () = &mut ended => return connections,
            Some(_) = connections.join_next(), if !connections.is_empty() => (),
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    // The same machine is the same address, whichever way it came.
                    let peer = peer.ip().to_canonical();
                    if let Some(place) = door.admit(peer) {
                        connections.spawn(attend(all.clone(), stream, peer, place));
                    }
                }
                Err(_) => tokio::time::sleep(BREATH).await,
            },
        }
    }
}

fn router(house: House) -> Router {
    calm(Router::new().fallback(answer).with_state(Arc::new(house)))
}

/// A panic is 500, dressed as everything else.
fn calm(router: Router) -> Router {
    router.layer(CatchPanicLayer::custom(|_| dress(refusal(StatusCode::INTERNAL_SERVER_ERROR))))
}

/// What the watch sees goes on the record too.
fn heard(house: &House) -> impl Fn(Event) + Send + 'static {
    let (audit, tell) = (house.audit.clone(), house.tell.clone());
    move |event| {
        let entry = match &event {
            Event::Build { build, .. } => Some(Entry::Build { build }),
            Event::Changed { path } => Some(Entry::Changed { path }),
            Event::BuildUnsound { .. }
            | Event::Restored { .. }
            | Event::Forged { .. }
            | Event::Unknown { .. }
            | Event::NotRecorded => None,
        };
        if entry.is_some_and(|it| audit.record(it, None).is_err()) {
            tell(Event::NotRecorded);
        }
        tell(event);
    }
}

fn cannot_listen(address: SocketAddr, error: &io::Error) -> Finding {
    Finding::of_machine(Code::HostCannotListen).with("address", address).with("reason", error)
}

/// Ctrl-C, and what systemd and others send.
fn ended() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    #[cfg(windows)]
    let mut terminate = tokio::signal::windows::ctrl_close()?;
    Ok(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => (),
            _ = terminate.recv() => (),
        }
    })
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;

    use super::*;

    async fn panics() -> &'static str {
        panic!("planted")
    }

    #[test]
    fn a_panic_is_500_with_every_header() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap_or_else(|it| panic!("{it}"));
        let asked = calm(Router::new().fallback(panics)).oneshot(Request::new(Body::empty()));
        let answer = runtime.block_on(asked).unwrap_or_else(|it| match it {});
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        for name in ["content-security-policy", "x-content-type-options", "x-robots-tag", "cache-control"] {
            assert!(answer.headers().contains_key(name), "{name}");
        }
    }
}
