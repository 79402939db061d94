//! Findings: what is wrong or worth a look, where, and the way out.
//!
//! There is one type, [`Finding`]. Stages collect findings and go on; nothing here prints or ends the program. The texts
//! of all codes, in Japanese and English, stand in one [`catalogue`]; how findings are written out is one file a format.

pub mod catalogue;
mod code;
mod finding;
pub mod github;
pub mod human;
pub mod json;
mod location;
#[cfg(test)]
mod sample;
pub mod sarif;
mod summary;
mod weight;

pub use code::Code;
pub use finding::{Actor, At, Finding, Sink, nearest};
pub use summary::summary;
pub use weight::{Severity, Weight};
