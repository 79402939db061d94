//! The way of a request, step by step. Each step is somebody else's; only their order is decided here.
//!
//! 1. a method other than GET, HEAD, or a POST to the gate: 405; a body too large: 413;
//! 2. one of the gate's pages: [`Gate::answer`];
//! 3. who is it: [`Gate::by_name`] for a name that a trusted server in front sent, else [`Gate::by_session`]; nobody:
//!    [`Gate::invite`];
//! 4. the library's look-up, in what the profile is shown: 404, 503;
//! 5. [`Audit::record`], for all but the theme's own files; failed: 503;
//! 6. conditions, ranges, encodings, then the headers that everything carries.

use super::audit::Audit;
use super::gate::Gate;

/// All that a request meets.
#[derive(Debug)]
pub(super) struct House {
    pub(super) gate: Gate,
    pub(super) audit: Audit,
}
