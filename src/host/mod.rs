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
//! - [`accounts`], [`live`]: who may look, from the accounts file in the state folder; [`password`]: what is kept of passwords.
//! - [`login`], [`login_form`], [`login_page`], [`backoff`]: one try to log in; [`session`], [`cookie`], [`secret`]: who is.

pub mod accounts;
mod answer;
mod asked;
pub mod audit;
mod backoff;
mod cookie;
mod gate;
mod live;
mod login;
mod login_form;
mod login_page;
pub mod password;
mod secret;
mod session;
mod way;
mod who;

pub use cookie::values as cookie_values;
pub use login_form::{after_login, field as form_field};
pub use secret::Secret;
