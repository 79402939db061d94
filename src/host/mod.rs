//! `toji host`: a read-only server for a built output. Reads what `manifest.json` lists and nothing else; never writes into an
//! output.
//!
//! # A request's way
//!
//! ```text
//! connection --limits--> Asked --method--> gate (its own pages) --Who--> Library (look-up) --Audit--> answer --headers--> out
//! ```
//!
//! - `asked`: what was asked, as far as anybody needs to know.
//! - `gate`: accounts, sessions, the login page; says `who::Who` it is.
//! - `audit`: the record. What cannot be recorded is not shown.
//! - `serve()`: what must hold before anybody is let in; `tls`, `self_signed`, `front`: how they come.
//! - `line`: connections, within `limits`; what is no request is answered there.
//! - `store`: the files, verified, and the watch for changes and new builds; `shown`: one of them as an answer, by
//!   `condition`, `range` and `coding`.
//! - `headers`, `answer`: what every answer carries, and those that are the same for everybody.
//! - `way`: the steps above, in their order, and nothing else.
//! - `accounts`, `live`: who may look, from the accounts file in the state folder; `password`: what is kept of passwords.
//! - `login`, `login_form`, `login_page`, `backoff`: one try to log in; `session`, `cookie`, `secret`: who is.

pub mod accounts;
mod answer;
mod asked;
pub mod audit;
mod backoff;
mod coding;
mod condition;
mod cookie;
mod event;
mod front;
mod gate;
mod headers;
mod limits;
mod line;
mod live;
mod login;
mod login_form;
mod login_page;
mod name;
pub mod password;
mod range;
mod secret;
mod self_signed;
mod serve;
mod session;
mod shown;
mod store;
mod tls;
mod way;
mod who;

pub use cookie::values as cookie_values;
pub use event::Event;
pub use front::Front;
pub use login_form::{after_login, field as form_field};
pub use secret::Secret;
pub use serve::{Admitted, Serving, Started, serve};
pub use store::below as name_of_url;
pub use tls::Tls;
