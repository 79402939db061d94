//! Reports as files: JSON, written and read. What cannot be read is a finding that says what to do.

use serde::de::DeserializeOwned;

use super::{FleetReport, MemberReport};
use crate::diagnostics::{Code, Finding};

impl FleetReport {
    /// As JSON.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Texts, numbers and lists alone: writing them cannot fail.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads what [`FleetReport::to_bytes`] wrote to `path`.
    ///
    /// # Errors
    /// A finding about a file that is no report, or one of another format.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Self, Finding> {
        let report: Self = read(path, bytes)?;
        if report.format == Self::FORMAT { Ok(report) } else { Err(broken(path, &format!("format {}", report.format))) }
    }
}

impl MemberReport {
    /// As JSON.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads what [`MemberReport::to_bytes`] wrote to `path`.
    ///
    /// # Errors
    /// A finding about a file that is no report.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Self, Finding> {
        read(path, bytes)
    }
}

fn read<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<T, Finding> {
    serde_json::from_slice(bytes).map_err(|error| broken(path, &error.to_string()))
}

fn broken(path: &str, reason: &str) -> Finding {
    Finding::of_path(Code::FleetReportUnread, path).with("path", path).with("reason", reason)
}
