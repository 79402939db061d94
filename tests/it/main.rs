//! All integration tests, in one binary.

mod commonmark;
mod commonmark_html;
mod emit;
mod findings;
mod load;
mod tidy;
mod typst;
