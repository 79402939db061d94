//! Answers that are the same for everybody: one constant page a status. Says nothing about what was asked.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::diagnostics::catalogue::{Language, ui};

/// The page of `status`, in both languages. The same bytes whatever was asked.
pub(super) fn refusal(status: StatusCode) -> Response {
    let mut response = page(status, &text(status));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// `html` as an answer; its headers are `headers`'s.
pub(super) fn page(status: StatusCode, html: &str) -> Response {
    let mut response = Response::new(Body::from(html.to_owned()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

/// The page of `status` as text.
pub(super) fn text(status: StatusCode) -> String {
    let key = key(status);
    let (ja, en, number) = (ui(key, Language::Japanese), ui(key, Language::English), status.as_u16());
    format!(
        "<!doctype html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{number}</title></head>\n\
         <body><p>{ja}</p><p lang=\"en\">{en}</p><p>{number}</p></body></html>\n"
    )
}

fn key(status: StatusCode) -> &'static str {
    match status.as_u16() {
        403 => "host-403",
        404 => "host-404",
        405 => "host-405",
        408 => "host-408",
        412 => "host-412",
        413 => "host-413",
        414 => "host-414",
        416 => "host-416",
        429 => "host-429",
        431 => "host-431",
        500 => "host-500",
        503 => "host-503",
        _ => "host-400",
    }
}
