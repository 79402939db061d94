//! What whoever gives out a template looks at before a new version goes out: what is different, what was forgotten, what it
//! would do to members. Reads members' folders; changes none.

mod changes;
mod lint;
mod markdown;
mod notice;
mod simulate;
mod words;

pub use changes::{BlockChange, PageChange, State, changes};
pub use lint::{Facts, Fresh, facts, fresh, since};
pub use markdown::{MARK, markdown};
pub use notice::{Asked, change_notice, letter};
pub use simulate::{Passage, Simulated, Simulation, simulate};
