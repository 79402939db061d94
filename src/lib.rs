//! toji (綴じ)
pub mod diagnostics;
pub mod disk;
pub mod emit;
pub mod load;
pub mod model;
pub mod render;
pub mod source;
