//! toji (綴じ)
pub mod diagnostics;
pub mod model;
pub mod parse;
pub mod source;
