//! toji (綴じ)
pub mod check;
pub mod diagnostics;
pub mod model;
pub mod render;
pub mod resolve;
pub mod source;
pub mod view;
