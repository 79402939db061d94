//! From a view of the binder to files: pure, path to content. Nothing here reads or writes a file or starts a program.

mod artifact;
mod control;
pub mod drawing;
pub mod html;
mod inspection;
pub mod json;
pub mod pdf;
mod pictures;
mod printed;
pub mod sheets;
mod shown;

pub use artifact::{Artifact, Artifacts};
pub use pictures::pictures;
pub use printed::{Pages, printed};
