//! All integration tests, in one binary.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod commonmark;
mod commonmark_html;
mod edit;
mod emit;
mod findings;
mod load;
mod markdown_any;
mod markdown_events;
mod markdown_hostile;
mod pdf;
mod tidy;
mod typst;
mod website;
