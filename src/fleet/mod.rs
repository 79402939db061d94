//! Many members' source folders over one template: builds for all of them, and what an association sees of them.
//!
//! One member's fault stops nobody else. What a member has not agreed to is not kept.

mod build;
mod members;
mod merge;
mod one;
mod record;
mod report;
mod shard;
pub mod summary;
mod workers;

pub use build::{FleetBuilt, FleetRequest, MEMBERS, Progress, REPORTS, build};
pub use members::{Member, members};
pub use merge::{Found, merge};
pub use report::{
    AnswerWord, Answers, Counts, FindingReport, FleetReport, FormOwed, InstalledReport, ItemReport, MemberReport,
    Outcome, OwedReport, Place, Shard, Subject,
};
