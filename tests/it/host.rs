//! `toji host serve`: the running executable, asked over loopback by a client that sends exactly what a test says.

mod answers;
mod client;
mod hostile;
mod limits;
mod server;
mod starting;
mod swap;
mod tls;
