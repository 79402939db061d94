//! Conditional requests (RFC 9110, 13): whether somebody has the file already, or wants it only as it was.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::{HeaderMap, HeaderName, header};

/// What tells one state of a file from another.
#[derive(Debug, Clone)]
pub(super) struct Validators {
    /// With its quotes; strong.
    pub(super) etag: String,
    pub(super) modified: Option<SystemTime>,
}

/// What follows from the conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The file.
    Send,
    /// 304.
    NotModified,
    /// 412.
    Failed,
}

/// What the conditions in `headers` say of a file.
pub(super) fn verdict(headers: &HeaderMap, file: &Validators) -> Verdict {
    if let Some(wanted) = text(headers, &header::IF_MATCH) {
        if !lists(&wanted, &file.etag, Comparison::Strong) {
            return Verdict::Failed;
        }
    } else if let Some(since) = date(headers, &header::IF_UNMODIFIED_SINCE)
        && file.modified.is_none_or(|it| seconds(it) > seconds(since))
    {
        return Verdict::Failed;
    }
    let has_it = match text(headers, &header::IF_NONE_MATCH) {
        Some(known) => lists(&known, &file.etag, Comparison::Weak),
        // Only the very same day: an older build that was put back is older, and another.
        None => date(headers, &header::IF_MODIFIED_SINCE).is_some_and(|it| is_of(file, it)),
    };
    if has_it { Verdict::NotModified } else { Verdict::Send }
}

/// Whether a range may be sent: without `If-Range`, or where it names this very state.
pub(super) fn may_be_partial(headers: &HeaderMap, file: &Validators) -> bool {
    let Some(wanted) = text(headers, &header::IF_RANGE) else { return true };
    wanted == file.etag || httpdate::parse_http_date(&wanted).is_ok_and(|it| is_of(file, it))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Strong,
    Weak,
}

fn lists(header: &str, etag: &str, comparison: Comparison) -> bool {
    let plain = |it: &str| match comparison {
        Comparison::Strong => it.to_owned(),
        Comparison::Weak => it.strip_prefix("W/").unwrap_or(it).to_owned(),
    };
    // No tag of ours has a comma in it.
    header.split(',').map(str::trim).any(|it| it == "*" || plain(it) == etag)
}

fn is_of(file: &Validators, date: SystemTime) -> bool {
    file.modified.is_some_and(|it| seconds(it) == seconds(date))
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs())
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|it| it.to_str().ok()).collect();
    (!values.is_empty()).then(|| values.join(","))
}

fn date(headers: &HeaderMap, name: &HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::http::HeaderValue;

    use super::*;

    const DAY: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
    const LATER: &str = "Mon, 07 Nov 1994 08:49:37 GMT";

    fn headers(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    fn file() -> Validators {
        Validators { etag: "\"a\"".into(), modified: Some(UNIX_EPOCH + Duration::from_secs(784_111_777)) }
    }

    #[test]
    fn conditions_in_their_order() {
        use header::{IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE};
        for (pairs, expected) in [
            (vec![], Verdict::Send),
            (vec![(IF_NONE_MATCH, "\"a\"")], Verdict::NotModified),
            (vec![(IF_NONE_MATCH, "\"b\", W/\"a\"")], Verdict::NotModified),
            (vec![(IF_NONE_MATCH, "*")], Verdict::NotModified),
            (vec![(IF_NONE_MATCH, "\"b\""), (IF_MODIFIED_SINCE, DAY)], Verdict::Send),
            (vec![(IF_MODIFIED_SINCE, DAY)], Verdict::NotModified),
            (vec![(IF_MODIFIED_SINCE, LATER)], Verdict::Send),
            (vec![(IF_MODIFIED_SINCE, "nonsense")], Verdict::Send),
            (vec![(IF_MATCH, "\"b\"")], Verdict::Failed),
            (vec![(IF_MATCH, "W/\"a\"")], Verdict::Failed),
            (vec![(IF_MATCH, "\"a\""), (IF_NONE_MATCH, "\"a\"")], Verdict::NotModified),
            (vec![(IF_UNMODIFIED_SINCE, DAY)], Verdict::Send),
            (vec![(IF_UNMODIFIED_SINCE, "Sat, 05 Nov 1994 08:49:37 GMT")], Verdict::Failed),
        ] {
            assert_eq!(verdict(&headers(&pairs), &file()), expected, "{pairs:?}");
        }
    }

    #[test]
    fn a_range_of_another_state_is_the_whole() {
        for (value, expected) in [("\"a\"", true), ("W/\"a\"", false), ("\"b\"", false), (DAY, true), (LATER, false)] {
            assert_eq!(may_be_partial(&headers(&[(header::IF_RANGE, value)]), &file()), expected, "{value}");
        }
        assert!(may_be_partial(&HeaderMap::new(), &file()));
    }
}
