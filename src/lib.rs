//! toji (綴じ)
pub mod diagnostics;
pub mod model;
mod parse;
pub mod source;
