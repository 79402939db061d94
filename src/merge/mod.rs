//! Three texts of one file (base, the member's, the template's) to one: by block, not by line. Pure.
//!
//! A block is a clause, a section under a heading, a table row, a TOML key, a row of a register. What both sides changed is
//! told, never guessed, and the member's text stays.
