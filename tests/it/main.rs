//! All integration tests, in one binary.

mod backlinks;
mod bad_input;
mod binder_pdf;
mod browser;
mod cli;
mod commonmark;
mod commonmark_html;
mod content;
mod edit;
mod emit;
mod findings;
mod import;
mod init;
mod load;
mod markdown_any;
mod markdown_events;
mod markdown_hostile;
mod output;
mod pdf;
mod project;
mod reproducible;
mod sample;
mod site;
mod tidy;
mod typst;
mod website;
