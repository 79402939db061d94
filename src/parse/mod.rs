//! One file to one `Document<RawRef>`. Looks nothing up, reads and writes no file.

#[allow(dead_code, reason = "stand-in: the merge takes the other parse/mod.rs")]
mod japanese;
#[allow(dead_code, reason = "stand-in: the merge takes the other parse/mod.rs")]
mod references;
#[allow(dead_code, reason = "stand-in: the merge takes the other parse/mod.rs")]
mod run;
