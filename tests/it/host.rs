//! `toji host serve`: the running executable, asked over loopback by a client that sends exactly what a test says.

mod accounts;
mod answers;
mod client;
mod forged;
mod fronts;
mod hostile;
mod limits;
mod record;
mod server;
mod starting;
mod swap;
mod tls;
mod visitor;
