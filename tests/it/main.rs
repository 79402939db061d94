//! The integration tests, in one binary.

mod commonmark;
mod commonmark_html;
mod markdown_any;
mod markdown_events;
mod markdown_hostile;
