//! `toji host serve`: the running executable, asked over loopback by a client that sends exactly what a test says.

mod accounts;
mod client;
mod fronts;
mod record;
mod server;
mod visitor;
