//! From what a reader may see to files: pure functions to [`Artifacts`]. Nothing here reads or writes a file.

mod artifact;

pub use artifact::{Artifact, Artifacts};
