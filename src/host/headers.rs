//! The headers that every answer carries, whatever its status. Decides nothing about its content.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

/// The site's own policy, as its pages carry it, without `file:`, and not to be framed by anybody.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'none'";
const NOTHING_PERMITTED: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), \
                                 geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), \
                                 payment=(), serial=(), usb=()";

const EVERYWHERE: [(HeaderName, HeaderValue); 7] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(NOTHING_PERMITTED)),
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow")),
];

/// Puts them on. What an answer says of caching stays, if it says something.
pub(super) fn dress(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in EVERYWHERE {
        headers.insert(name, value);
    }
    // Whoever logs out, or is shown less from now on, asks again for what the browser still has.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    response
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_policy_is_the_pages_own() {
        let page = include_str!("../../themes/default/html/base.html");
        let policy = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1);
        let policy = policy.and_then(|it| it.split('"').next()).unwrap_or_default().replace(" file:", "");
        assert_eq!(super::POLICY, format!("{policy}; frame-ancestors 'none'"));
    }
}
