//! From an address to what is sent: a page with the bar, a file as it is, or what is new of a page that somebody looks at.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde::Serialize;

use super::answer::{Kind, Type, answer};
use super::bar::text;
use super::desk::{From, State};
use super::inject::{self, Label};
use super::version::Shown;
use crate::diagnostics::catalogue::{Language, ui};
use crate::source::Digest;

/// Where the preview's own files lie; nothing of a binder is called like that.
const OWN: &str = "/.toji/";

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// The script.
    Script,
    /// The style sheet.
    Style,
    /// What is new to somebody who has this.
    News(Seen),
    /// A file of the website.
    Page(String),
    /// Nothing that there can be.
    Nonsense,
}

/// What a page in a browser is made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Seen {
    page: String,
    seen: String,
    bar: String,
}

impl Address {
    pub(super) fn of(path: &str, query: &str) -> Self {
        match path.strip_prefix(OWN) {
            Some("preview.js") => Self::Script,
            Some("preview.css") => Self::Style,
            Some("next") => Self::News(seen(query)),
            Some(_) => Self::Nonsense,
            None => {
                decoded(path).and_then(|it| Some(page_of(it.strip_prefix('/')?))).map_or(Self::Nonsense, Self::Page)
            }
        }
    }
}

/// A folder is its first page.
fn page_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

fn seen(query: &str) -> Seen {
    let mut seen = Seen::default();
    for (name, value) in query.split('&').filter_map(|it| it.split_once('=')) {
        let Some(value) = decoded(value) else { continue };
        match name {
            "page" => seen.page = value,
            "seen" => seen.seen = value,
            "bar" => seen.bar = value,
            _ => (),
        }
    }
    seen
}

/// `%E3%81%82` -> `あ`; `None` where it is no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, behind) = rest.split_at_checked(2)?;
        let digits = std::str::from_utf8(digits).ok().filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = behind;
    }
    String::from_utf8(bytes).ok()
}

/// What tells what is shown from what was shown before; nothing of a page that is not there.
fn sign(shown: &Shown, from: From) -> String {
    let digest = |it: &Digest| it.to_string().get(..16).unwrap_or_default().to_owned();
    match (shown, from) {
        (Shown::Made(_, it), From::Now) => digest(it),
        (Shown::Made(_, it), From::Before) => format!("{}-before", digest(it)),
        (Shown::Copied(_) | Shown::Nothing | Shown::Failed(_), _) => String::new(),
    }
}

#[derive(Serialize)]
struct News<'a> {
    reload: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    bar: Option<&'a str>,
    mark: &'a str,
}

/// What whoever has `known` does not have yet, as JSON.
pub(super) fn news(state: &State, known: &Seen) -> Option<String> {
    let (shown, from) = state.found(&known.page);
    let bar = &state.bar;
    let reload = sign(&shown, from) != known.seen;
    if !reload && bar.mark() == known.bar {
        return None;
    }
    let news = News { reload, bar: (!reload).then(|| bar.html()), mark: bar.mark() };
    serde_json::to_string(&news).ok()
}

/// The file at `path`.
pub(super) fn page(state: &State, path: &str) -> Response<Body> {
    let (shown, from) = state.found(path);
    let label = |seen| Label { path, seen, from };
    match &shown {
        Shown::Made(bytes, _) if path.ends_with(".html") => {
            let page = inject::with(&String::from_utf8_lossy(bytes), label(&sign(&shown, from)), &state.bar);
            answer(StatusCode::OK, Kind::Page, page)
        }
        Shown::Made(bytes, _) => answer(StatusCode::OK, Kind::File(Type::of(path)), bytes.to_vec()),
        Shown::Copied(location) => match std::fs::read(location) {
            Ok(bytes) => answer(StatusCode::OK, Kind::File(Type::of(path)), bytes),
            Err(_) => answer(StatusCode::NOT_FOUND, Kind::Page, stand_in(state, label(""), None)),
        },
        Shown::Nothing => answer(StatusCode::NOT_FOUND, Kind::Page, stand_in(state, label(""), None)),
        Shown::Failed(reason) => {
            answer(StatusCode::INTERNAL_SERVER_ERROR, Kind::Page, stand_in(state, label(""), Some(reason)))
        }
    }
}

/// A page where there is none: it has the bar as well, and becomes the page as soon as there is one.
fn stand_in(state: &State, label: Label<'_>, reason: Option<&str>) -> String {
    let said = |key| text(ui(key, Language::Japanese));
    let key = if state.version.is_some() { "preview-no-page" } else { "preview-nothing-yet" };
    let mut body = format!("<main><h1>{}</h1><p>{}</p>", said("preview-bar"), said(key));
    if let Some(reason) = reason {
        body.push_str(&format!("<pre>{}</pre>", text(reason)));
    }
    let to_cover = if state.version.is_some() {
        format!("<p><a href=\"/\">{}</a></p>", said("preview-to-cover"))
    } else {
        String::new()
    };
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>\
         <link rel=\"stylesheet\" href=\"/assets/style.css\"></head><body><div class=\"frame\">{body}{to_cover}</main></div>\
         </body></html>\n",
        said("preview-bar")
    );
    inject::with(&page, label, &state.bar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let page = |it: &str| Address::Page(it.to_owned());
        assert_eq!(Address::of("/", ""), page("index.html"));
        assert_eq!(Address::of("/rules/", "x=1"), page("rules/index.html"));
        assert_eq!(Address::of("/rules/%E8%A6%8F%E7%A8%8B.html", ""), page("rules/規程.html"));
        assert_eq!(Address::of("/a%2fb+c.html", ""), page("a/b+c.html"));
        for nonsense in ["/%", "/%4", "/%zz", "/%+1", "/%ff", "/.toji/", "/.toji/template.toml", "*", ""] {
            assert_eq!(Address::of(nonsense, ""), Address::Nonsense, "{nonsense}");
        }
    }

    #[test]
    fn what_somebody_has() {
        let seen = Seen { page: "規程.html".to_owned(), seen: "1f".to_owned(), bar: String::new() };
        let of = |query| Address::of("/.toji/next", query);
        assert_eq!(of("page=%E8%A6%8F%E7%A8%8B.html&seen=1f&bar=&x=2"), Address::News(seen));
        assert_eq!(of("page=%ff&&=&seen"), Address::News(Seen::default()));
    }
}
