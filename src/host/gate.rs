//! The gate: accounts, sessions, the login page. Says who somebody is; never what there is to see.

use std::path::Path;

use axum::http::StatusCode;
use axum::response::Response;

use super::answer::refusal;
use super::asked::Asked;
use super::audit::Audit;
use super::who::Who;
use crate::diagnostics::Finding;

/// Accounts and sessions of one server.
#[derive(Debug)]
pub(super) struct Gate {}

impl Gate {
    /// The accounts in `state`; none where there is no such folder or no accounts file in it. A file that is there and cannot
    /// be read whole is a finding: the server does not start.
    pub(super) fn open(_state: Option<&Path>) -> Result<Self, Finding> {
        Ok(Self {}) // accounts come here
    }

    /// Whether there is an account. Without one, everybody on this machine may look, and nobody else.
    pub(super) fn has_accounts(&self) -> bool {
        false
    }

    /// Whether `path` is one of the gate's own pages (`/-/login`, `/-/logout`, its style sheet). No output has a folder `-`.
    pub(super) fn owns(&self, path: &str) -> bool {
        path.starts_with("/-/")
    }

    /// Answers on one of its own pages: GET, HEAD and POST, as the page allows; 405 otherwise. What happens is recorded.
    pub(super) async fn answer(&self, _asked: &Asked, _audit: &Audit) -> Response {
        refusal(StatusCode::NOT_FOUND)
    }

    /// Who sent this, by the session's cookie.
    pub(super) fn by_session(&self, _asked: &Asked) -> Option<Who> {
        None
    }

    /// The account that a trusted server in front named.
    pub(super) fn by_name(&self, _name: &str) -> Option<Who> {
        None
    }

    /// Asks somebody unknown to log in: the same answer for every path.
    pub(super) fn invite(&self, _asked: &Asked) -> Response {
        refusal(StatusCode::FORBIDDEN)
    }
}
