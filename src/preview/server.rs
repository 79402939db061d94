//! Loopback alone: a page, a file, and the question whether a page has changed. Looks up what was made; never a path on the
//! disk.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request as Asked, State as Held};
use axum::http::{Response, StatusCode};
use tokio::sync::watch;

use super::answer::{Kind, Type, answer};
use super::desk::{Desk, State};
use super::guard::{self, Refusal};
use super::pages::{self, Address};
use super::watch::{Signal, Watch};
use super::work::Worker;
use super::{Request, Said};
use crate::diagnostics::catalogue::{Language, ui};
use crate::render::html::ThemeError;

/// So many ports behind the one that is wanted are tried, then any.
const TRIED: u16 = 20;
/// So long a question whether something changed stays open.
const OPEN: Duration = Duration::from_secs(25);
/// So long answers that are under way may take when it ends.
const LAST: Duration = Duration::from_secs(2);

/// Why nothing is shown.
#[derive(Debug)]
pub enum Stopped {
    /// The theme is wrong.
    Theme(ThemeError),
    /// The machine gives no port, or no threads.
    Machine(std::io::Error),
}

/// What every answer is made from.
#[derive(Clone)]
struct Desks {
    states: watch::Receiver<Arc<State>>,
    ending: watch::Receiver<bool>,
    port: u16,
}

/// Shows the folder until Ctrl-C, and tells `say` what happens.
///
/// # Errors
/// Where it cannot even begin. A folder with mistakes is no error: they are shown.
pub fn serve(request: &Request, say: &(dyn Fn(Said<'_>) + Sync)) -> Result<(), Stopped> {
    let desk = Desk::new(request).map_err(Stopped::Theme)?;
    let (listener, taken) = listen(request.port).map_err(Stopped::Machine)?;
    let port = listener.local_addr().map_err(Stopped::Machine)?.port();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(Stopped::Machine)?;
    let (stop, signals) = mpsc::channel();
    // Watched before it is read: a change in between is none too many.
    let (watch, why) = Watch::new(&request.root, request.noticing, (stop.clone(), signals));
    if let Some(why) = why {
        say(Said::Looking(why));
    }
    let (states, seen) = watch::channel(desk.state());
    let (end, ending) = watch::channel(false);
    let desks = Desks { states: seen, ending, port };
    let served = std::thread::scope(|scope| {
        let mut worker = Worker::new((desk, watch), states, request, say);
        scope.spawn(move || {
            worker.begin();
            say(Said::Listening { url: format!("http://127.0.0.1:{port}/"), taken });
            worker.run();
        });
        let served = runtime.block_on(answering(listener, desks, end));
        say(Said::Ending);
        // The worker may have ended already.
        drop(stop.send(Signal::Stop));
        served
    });
    runtime.shutdown_timeout(LAST);
    served.map_err(Stopped::Machine)
}

/// The port that is wanted, or the next free one; with the one that was taken.
fn listen(wanted: u16) -> std::io::Result<(TcpListener, Option<u16>)> {
    let at = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let first = at(wanted);
    if first.is_ok() || wanted == 0 {
        return first.map(|it| (it, None));
    }
    let behind = (wanted..=wanted.saturating_add(TRIED)).skip(1).find_map(|it| at(it).ok());
    let listener = behind.map_or_else(|| at(0), Ok)?;
    Ok((listener, Some(wanted)))
}

async fn answering(listener: TcpListener, desks: Desks, end: watch::Sender<bool>) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut ending = desks.ending.clone();
    let app = Router::new().fallback(answered).with_state(desks);
    let stopped = async move {
        interrupted().await;
        end.send_replace(true);
    };
    let served = std::future::IntoFuture::into_future(axum::serve(listener, app).with_graceful_shutdown(stopped));
    tokio::select! {
        served = served => served,
        () = async { drop(ending.wait_for(|it| *it).await); tokio::time::sleep(LAST).await } => Ok(()),
    }
}

/// Ctrl-C, or what a system sends that ends a program.
#[cfg(unix)]
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let ended = async {
        match signal(SignalKind::terminate()) {
            Ok(mut ended) => drop(ended.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => (),
        () = ended => (),
    }
}

#[cfg(not(unix))]
async fn interrupted() {
    drop(tokio::signal::ctrl_c().await);
}

async fn answered(Held(desks): Held<Desks>, asked: Asked) -> Response<Body> {
    let (head, _) = asked.into_parts();
    if let Err(refusal) = guard::check(&head.method, &head.uri, &head.headers, desks.port) {
        return refused(refusal);
    }
    match Address::of(head.uri.path(), head.uri.query().unwrap_or_default()) {
        Address::Script => file("preview.js", include_str!("client/preview.js")),
        Address::Style => file("preview.css", include_str!("client/preview.css")),
        Address::News(known) => news(desks, known).await,
        Address::Page(path) => page(desks, path).await,
        Address::Nonsense => answer(StatusCode::NOT_FOUND, Kind::Text, said("preview-no-page")),
    }
}

fn said(key: &'static str) -> String {
    format!("{}\n{}\n", ui(key, Language::Japanese), ui(key, Language::English))
}

fn refused(refusal: Refusal) -> Response<Body> {
    match refusal {
        Refusal::Name => answer(StatusCode::MISDIRECTED_REQUEST, Kind::Text, said("preview-wrong-name")),
        Refusal::Elsewhere => answer(StatusCode::FORBIDDEN, Kind::Text, said("preview-elsewhere")),
        Refusal::Method => answer(StatusCode::METHOD_NOT_ALLOWED, Kind::Text, said("preview-only-to-see")),
    }
}

fn file(name: &str, text: &'static str) -> Response<Body> {
    answer(StatusCode::OK, Kind::File(Type::of(name)), text)
}

async fn page(mut desks: Desks, path: String) -> Response<Body> {
    // The first version may still be in the making.
    let Ok(state) = desks.states.wait_for(|it| it.number > 0).await.map(|it| Arc::clone(&it)) else {
        return answer(StatusCode::SERVICE_UNAVAILABLE, Kind::Text, said("preview-ending"));
    };
    let made = tokio::task::spawn_blocking(move || pages::page(&state, &path)).await;
    made.unwrap_or_else(|_| answer(StatusCode::INTERNAL_SERVER_ERROR, Kind::Text, said("preview-failed")))
}

/// Answers when there is something that the page does not show yet, or after some time.
async fn news(mut desks: Desks, known: pages::Seen) -> Response<Body> {
    let until = tokio::time::Instant::now() + OPEN;
    loop {
        let state = Arc::clone(&desks.states.borrow_and_update());
        let asked = known.clone();
        let news = tokio::task::spawn_blocking(move || pages::news(&state, &asked)).await;
        match news {
            Ok(None) => (),
            Ok(Some(news)) => return answer(StatusCode::OK, Kind::Json, news),
            Err(_) => return answer(StatusCode::INTERNAL_SERVER_ERROR, Kind::Text, said("preview-failed")),
        }
        let ended = tokio::select! {
            changed = desks.states.changed() => changed.is_err(),
            _ = desks.ending.changed() => true,
            () = tokio::time::sleep_until(until) => true,
        };
        if ended {
            return answer(StatusCode::OK, Kind::Json, "{}");
        }
    }
}
