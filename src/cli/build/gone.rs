//! Outputs of profiles that there are no more, beside those that were just built: what nobody is to see any longer goes. Takes
//! away what its own manifest lists, and nothing else.

use std::path::Path;

use crate::cli::output::Terminal;
use crate::diagnostics::Finding;
use crate::emit;
use crate::model::Profile;

/// Removes them, says so, and gives what stood in the way.
pub(super) fn remove(folder: &Path, profiles: &[Profile], terminal: &Terminal) -> Vec<Finding> {
    let is_gone = |it: &(String, _)| !profiles.iter().any(|profile| *profile.name == *it.0);
    let mut findings = Vec::new();
    for (name, path) in emit::profiles(folder).into_iter().filter(is_gone) {
        let shown = path.display().to_string();
        let values = [("profile", name.as_str()), ("path", shown.as_str())];
        match emit::remove(&path) {
            Ok(left) if left.is_empty() => terminal.message(&terminal.fill("profile-removed", &values)),
            Ok(_) => terminal.message(&terminal.fill("profile-emptied", &values)),
            Err(finding) => findings.push(*finding),
        }
    }
    findings
}
