//! What is sent back: every answer, errors too, says that it is for this page alone, is not to be kept, and in no frame.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};

/// For pages: what they say themselves, the script's questions, and no frame.
const PAGES: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// For what people attached: a browser runs what is in a drawing that it is shown by itself.
const FILES: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox; frame-ancestors 'none'";
/// A browser shows no PDF in a sandbox.
const PRINTS: &str = "frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
];

/// What kind of thing is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    Text,
    Json,
    /// A file by its name.
    File(Type),
}

/// A content type, and what a browser may do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Type {
    name: &'static str,
    policy: &'static str,
}

impl Type {
    /// By the ending of a path.
    pub(super) fn of(path: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |it| it.1).to_ascii_lowercase();
        let (name, policy) = match ending.as_str() {
            "css" => ("text/css; charset=utf-8", FILES),
            "js" => ("text/javascript; charset=utf-8", FILES),
            "html" | "htm" => ("text/html; charset=utf-8", FILES),
            "svg" => ("image/svg+xml", FILES),
            "png" => ("image/png", FILES),
            "jpg" | "jpeg" => ("image/jpeg", FILES),
            "pdf" => ("application/pdf", PRINTS),
            "txt" | "md" | "csv" | "toml" => ("text/plain; charset=utf-8", FILES),
            "xlsx" => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FILES),
            "docx" => ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", FILES),
            _ => ("application/octet-stream", FILES),
        };
        Self { name, policy }
    }
}

/// An answer with all its headers.
pub(super) fn answer(status: StatusCode, kind: Kind, body: impl Into<Body>) -> Response<Body> {
    let (name, policy) = match kind {
        Kind::Page => ("text/html; charset=utf-8", PAGES),
        Kind::Text => ("text/plain; charset=utf-8", FILES),
        Kind::Json => ("application/json", FILES),
        Kind::File(Type { name, policy }) => (name, policy),
    };
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(name));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}
