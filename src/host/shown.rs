//! A file as an answer: coding, conditions, ranges. Whether somebody may see it was decided before.

use std::ops::Range;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::answer::refusal;
use super::asked::Asked;
use super::coding;
use super::condition::{Validators, Verdict, may_be_partial, verdict};
use super::range::{Wanted, wanted};
use super::store::{Coding, Content, File, Pieces};

/// `file`, as far as `asked` wants it. A file that turns out to be changed while it is read is 503.
pub(super) async fn show(file: &Arc<File>, asked: &Asked) -> Response {
    let is_part = asked.method == Method::GET && asked.headers.contains_key(header::RANGE);
    let packed = if is_part { None } else { packed(file, &asked.headers).await };
    let coding = packed.as_ref().map_or(Coding::Plain, |it| it.0);
    let validators = validators(file, coding);
    let response = match verdict(&asked.headers, &validators) {
        Verdict::Failed => return refusal(StatusCode::PRECONDITION_FAILED),
        Verdict::NotModified => with_status(StatusCode::NOT_MODIFIED, Body::empty()),
        Verdict::Send => match packed {
            Some((coding, bytes)) => encoded(coding, bytes),
            None => plain(file, asked, &validators).await,
        },
    };
    described(response, file, &validators)
}

async fn packed(file: &File, headers: &HeaderMap) -> Option<(Coding, Bytes)> {
    let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let coding = if file.is_packable() { coding::best(accepted) } else { return None };
    Some((coding, file.packed(coding).await?))
}

/// A packed file is another representation: it has a tag of its own.
fn validators(file: &File, coding: Coding) -> Validators {
    let etag = match coding {
        Coding::Plain => format!("\"{}\"", file.sha256),
        Coding::Gzip | Coding::Brotli => format!("\"{}-{}\"", file.sha256, coding.name()),
    };
    Validators { etag, modified: file.modified }
}

fn encoded(coding: Coding, bytes: Bytes) -> Response {
    let length = bytes.len() as u64;
    let mut response = with_status(StatusCode::OK, Body::from(bytes));
    response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
    response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    response
}

async fn plain(file: &Arc<File>, asked: &Asked, validators: &Validators) -> Response {
    let size = match &file.content {
        Content::Held(bytes) => bytes.len() as u64,
        Content::OnDisk { size, .. } => *size,
        Content::Wrong => return refusal(StatusCode::SERVICE_UNAVAILABLE),
    };
    let range =
        asked.headers.get(header::RANGE).and_then(|it| it.to_str().ok()).filter(|_| asked.method == Method::GET);
    let range = range.filter(|_| may_be_partial(&asked.headers, validators));
    match range.map_or(Wanted::Whole, |it| wanted(it, size)) {
        Wanted::Whole => sent(file, asked, StatusCode::OK, 0..size).await,
        Wanted::Beyond => {
            let mut response = refusal(StatusCode::RANGE_NOT_SATISFIABLE);
            insert(&mut response, header::CONTENT_RANGE, &format!("bytes */{size}"));
            response
        }
        Wanted::Part(range) => {
            let content_range = format!("bytes {}-{}/{size}", range.start, range.end - 1);
            let mut response = sent(file, asked, StatusCode::PARTIAL_CONTENT, range).await;
            insert(&mut response, header::CONTENT_RANGE, &content_range);
            response
        }
    }
}

async fn sent(file: &Arc<File>, asked: &Asked, status: StatusCode, range: Range<u64>) -> Response {
    let length = range.end - range.start;
    let body = match &file.content {
        _ if asked.method == Method::HEAD => Body::empty(),
        Content::Held(bytes) => Body::from(slice(bytes, range)),
        Content::OnDisk { .. } => match Pieces::open(file.clone(), range).await {
            Ok(pieces) => Body::new(pieces),
            Err(_) => return refusal(StatusCode::SERVICE_UNAVAILABLE),
        },
        Content::Wrong => return refusal(StatusCode::SERVICE_UNAVAILABLE),
    };
    let mut response = with_status(status, body);
    response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    response
}

fn slice(bytes: &Bytes, range: Range<u64>) -> Bytes {
    // A range lies within the file, and the file within the memory.
    let within = |it: u64| usize::try_from(it).unwrap_or_default().min(bytes.len());
    bytes.slice(within(range.start)..within(range.end))
}

/// What is said of a file whatever of it is sent; nothing where it is refused after all.
fn described(mut response: Response, file: &File, validators: &Validators) -> Response {
    let tells = [StatusCode::OK, StatusCode::PARTIAL_CONTENT, StatusCode::NOT_MODIFIED].contains(&response.status());
    if !tells {
        return response;
    }
    insert(&mut response, header::ETAG, &validators.etag);
    if let Some(modified) = validators.modified {
        insert(&mut response, header::LAST_MODIFIED, &httpdate::fmt_http_date(modified));
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind.media_type));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if file.is_packable() {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

fn with_status(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

fn insert(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
