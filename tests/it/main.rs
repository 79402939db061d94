//! The integration tests, in one binary.

mod commonmark;
mod commonmark_html;
