//! What an update does, file by file, in words.

use super::output::Terminal;
use crate::pack::{Folder, Plan, What};

/// The list: files that stay are counted only.
pub(super) fn list(plan: &Plan, folder: &Folder, terminal: &Terminal) -> String {
    let head = match &folder.installed {
        Some(it) if it.version != plan.template.version || it.id != plan.template.id => {
            let values = [("id", &*plan.template.id), ("from", &*it.version), ("to", &*plan.template.version)];
            terminal.fill("plan-from", &values)
        }
        Some(_) | None => terminal.fill("plan-to", &[("id", &*plan.template.id), ("to", &*plan.template.version)]),
    };
    let mut out = format!("{head}\n");
    for (path, what) in plan.files.iter().filter(|it| *it.1 != What::Unchanged) {
        out.push_str(&format!("  {}\n", line(path, what, terminal)));
    }
    out + &counts(plan, terminal) + "\n"
}

fn line(path: &str, what: &What, terminal: &Terminal) -> String {
    let detail = match what {
        What::Conflict { blocks } => blocks.join("、"),
        What::DeletedByYou { since } => since.to_string(),
        What::Renamed { from } => from.clone(),
        What::Split { into } => into.join("、"),
        What::NewColumns { columns } => columns.join("、"),
        What::Unchanged
        | What::Replaced
        | What::Merged
        | What::Added
        | What::Removed
        | What::NowYours
        | What::Adjusted => String::new(),
    };
    let key = match what {
        What::Conflict { blocks } if blocks.is_empty() => "plan-conflict-whole",
        What::Conflict { .. } => "plan-conflict",
        What::Replaced => "plan-replaced",
        What::Unchanged => "plan-unchanged",
        What::Merged => "plan-merged",
        What::Added => "plan-added",
        What::Removed => "plan-removed",
        What::NowYours => "plan-now-yours",
        What::DeletedByYou { .. } => "plan-deleted",
        What::Renamed { .. } => "plan-renamed",
        What::Split { .. } => "plan-split",
        What::Adjusted => "plan-adjusted",
        What::NewColumns { .. } => "plan-new-columns",
    };
    terminal.fill(key, &[("path", path), ("detail", &detail)])
}

fn counts(plan: &Plan, terminal: &Terminal) -> String {
    let count = |wanted: fn(&What) -> bool| plan.count(wanted).to_string();
    let values = [
        ("unchanged", count(|it| matches!(it, What::Unchanged | What::NewColumns { .. }))),
        ("replaced", count(|it| matches!(it, What::Replaced))),
        ("merged", count(|it| matches!(it, What::Merged))),
        ("conflicts", count(|it| matches!(it, What::Conflict { .. }))),
        ("added", count(|it| matches!(it, What::Added))),
        ("removed", count(|it| matches!(it, What::Removed | What::NowYours))),
        ("deleted", count(|it| matches!(it, What::DeletedByYou { .. }))),
        ("moved", count(|it| matches!(it, What::Renamed { .. } | What::Split { .. } | What::Adjusted))),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
    terminal.fill("plan-counts", &values)
}
