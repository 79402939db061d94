//! `toji host`: a read-only server for a built output. Reads what `manifest.json` lists and nothing else; never writes into an
//! output.
//!
//! # A request's way
//!
//! ```text
//! connection --limits--> Asked --method--> gate (its own pages) --Who--> Library (look-up) --Audit--> answer --headers--> out
//! ```
//!
//! - [`asked`]: what was asked, as far as anybody needs to know.
//! - [`gate`]: accounts, sessions, the login page; says [`who::Who`] it is.
//! - [`audit`]: the record. What cannot be recorded is not shown.
//! - [`way`]: the steps above, in their order, and nothing else.

mod answer;
mod asked;
mod audit;
mod coding;
mod condition;
mod event;
mod front;
mod gate;
mod headers;
mod limits;
mod line;
mod name;
mod range;
mod self_signed;
mod serve;
mod shown;
mod store;
mod tls;
mod way;
mod who;

pub use event::Event;
pub use front::Front;
pub use serve::{Serving, Started, serve};
pub use tls::Tls;
