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
mod gate;
mod way;
mod who;
