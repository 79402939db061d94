//! All integration tests, in one binary.

mod edit;
mod emit;
mod load;
mod typst;
