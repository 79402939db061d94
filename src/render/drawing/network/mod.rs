//! ネットワーク構成図: what is connected with what, from the devices, the links and the vendors.
//!
//! Inside the facility the devices stand as a tree below the one that leads outside; what lies outside stands at the left,
//! and each link from there is a line of its own. IP addresses are not drawn: they stand in the register alone.

mod ends;
mod groups;
mod layout;
mod outer;
mod paper;
#[cfg(test)]
mod tests;
mod tracks;
mod tree;

pub use ends::{Device, End, Link, Network, Place, Zone};
pub use layout::network;
