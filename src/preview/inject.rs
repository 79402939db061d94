//! The bar in a page, and the way to what keeps it fresh. Everything else of the page stays as it is.

use super::bar::{Bar, text};
use super::desk::From;
use crate::diagnostics::catalogue::{Language, ui};

const BEGIN: &str = "<!--toji-preview-->";
const END: &str = "<!--/toji-preview-->";
/// What the script needs beside what the page allows: to ask this server whether something changed.
const ASKS: &str = "connect-src 'self'; ";
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
const HEAD: &str =
    "<link rel=\"stylesheet\" href=\"/.toji/preview.css\"><script src=\"/.toji/preview.js\" defer></script>";

/// What a page says of itself to its script.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label<'a> {
    /// Its path below the website.
    pub(super) path: &'a str,
    /// What tells it from an earlier one of the same path.
    pub(super) seen: &'a str,
    pub(super) from: From,
}

/// The page with the bar in it.
pub(super) fn with(page: &str, label: Label<'_>, bar: &Bar) -> String {
    let mut out = String::with_capacity(page.len() + bar.html().len() + 1024);
    let (policy, rest) = split_behind(page, POLICY);
    out.push_str(policy);
    if !policy.is_empty() {
        out.push_str(ASKS);
    }
    let (head, body) = rest.split_once("</head>").unwrap_or(("", rest));
    let foot = body.rfind("</body>").unwrap_or(body.len());
    let is_cut = head.len() + body.len() < rest.len();
    for part in [head, BEGIN, HEAD, END, if is_cut { "</head>" } else { "" }, &body[..foot], BEGIN] {
        out.push_str(part);
    }
    push_bar(label, bar, &mut out);
    out.push_str(END);
    out.push_str(&body[foot..]);
    out
}

fn push_bar(Label { path, seen, from }: Label<'_>, bar: &Bar, out: &mut String) {
    if from == From::Before {
        let earlier = ui("preview-earlier-page", Language::Japanese);
        out.push_str(&format!("<p id=\"toji-preview-earlier\">{}</p>", text(earlier)));
    }
    let (path, seen, mark) = (text(path), text(seen), text(bar.mark()));
    out.push_str(&format!("<div id=\"toji-preview\" data-page=\"{path}\" data-seen=\"{seen}\" data-bar=\"{mark}\">"));
    out.push_str(bar.html());
    out.push_str("</div>");
}

/// Behind the first `wanted`; all of it second where there is none.
fn split_behind<'a>(text: &'a str, wanted: &str) -> (&'a str, &'a str) {
    text.find(wanted).map_or(("", text), |at| text.split_at(at + wanted.len()))
}

/// The page as it was before: what a build writes.
pub fn without(page: &str) -> String {
    let mut out = page.replacen(&format!("{POLICY}{ASKS}"), POLICY, 1);
    while let Some((at, end)) = out.find(BEGIN).and_then(|at| Some((at, at + out.get(at..)?.find(END)? + END.len()))) {
        out.replace_range(at..end, "");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\
                        <title>見本</title></head><body><p>&lt;/body> 本文</p></body></html>";

    fn label() -> Label<'static> {
        Label { path: "rules/\"規程\".html", seen: "1", from: From::Before }
    }

    #[test]
    fn a_page_is_the_same_but_for_the_bar() {
        let page = with(PAGE, label(), &Bar::default());
        assert!(page.contains("content=\"connect-src 'self'; default-src 'none'\""), "{page}");
        assert!(page.contains("data-page=\"rules/&quot;規程&quot;.html\""), "{page}");
        assert!(page.contains("preview.js\" defer></script><!--/toji-preview--></head>"), "{page}");
        assert!(page.ends_with("</div><!--/toji-preview--></body></html>"), "{page}");
        assert_eq!(without(&page), PAGE);
    }

    #[test]
    fn what_is_no_whole_page_keeps_all_it_has() {
        for page in ["", "<p>本文</p>", "</body>", "</head>", "</head></body>"] {
            assert_eq!(without(&with(page, label(), &Bar::default())), page);
        }
    }
}
