//! Many members' source folders over one template: builds for all of them, and what an association sees of them.
//!
//! One member's fault stops nobody else. What a member has not agreed to is not kept.

mod beside;
mod build;
mod consents;
mod desk;
mod holding;
mod members;
mod merge;
mod one;
mod purge;
mod receive;
mod record;
mod report;
mod room;
mod shard;
mod status;
pub mod summary;
mod workbook;
mod workers;

pub use build::{FleetBuilt, FleetRequest, MEMBERS, Progress, REPORTS, build, pdfs};
pub use consents::{CONSENTS, ConsentFile};
pub use desk::{Enrolled, Mode, enrolled, member_id};
pub use members::{Member, members};
pub use merge::{Found, merge};
pub use purge::{Altered, Left, Overdue, Purge, Purged, Why, overdue, purge, tell_overdue};
pub use receive::{ChangedCell, Incoming, Received, Receiving, receive};
pub use report::{
    AnswerWord, Answers, Counts, FindingReport, FleetReport, FormOwed, InstalledReport, ItemReport, MemberReport,
    Outcome, OwedReport, Place, Shard, Subject,
};
pub use workbook::{Asked, FIRST_SHEET, MemberBook, workbook};
