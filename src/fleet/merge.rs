//! The reports of shares to one report, and what does not fit. Reads and writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{FleetReport, MemberReport, Shard};
use crate::diagnostics::{Code, Finding};
use crate::model::Date;

/// A report, and where it was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The file, as it is called to its reader.
    pub path: String,
    /// From the joined summary's folder to the folder that the report's pages are below: empty, or ending in `/`. `None` where
    /// no link leads there.
    pub to_pages: Option<String>,
    /// What stands in it.
    pub report: FleetReport,
}

/// The joined report; `None` where there is none to join. What does not fit is left out, and told.
pub fn merge(found: Vec<Found>) -> (Option<FleetReport>, Vec<Finding>) {
    let mut findings = Vec::new();
    let Some(expected) = expected(&found) else { return (None, findings) };
    let mut shards: BTreeMap<u32, Found> = BTreeMap::new();
    for it in found {
        if let Some(finding) = misfit(&it, &expected) {
            findings.push(finding);
            continue;
        }
        let shard = shard(&it.report);
        match shards.get(&shard.index) {
            Some(other) => findings.push(repeated(&it, shard, other)),
            None => drop(shards.insert(shard.index, it)),
        }
    }
    let missing: Vec<u32> = (1..=expected.count).filter(|it| !shards.contains_key(it)).collect();
    if !missing.is_empty() {
        findings.push(absent(&missing, expected.count));
    }
    let (members, twice) = members(&shards);
    findings.extend(twice);
    let mut items = BTreeMap::new();
    for it in shards.values().flat_map(|it| &it.report.items) {
        items.entry(it.item).or_insert_with(|| it.clone());
    }
    let mut report = FleetReport::new(expected.day, None, members);
    report.toji = expected.toji;
    report.fleet = expected.fleet;
    report.items = items.into_values().collect();
    let beside: BTreeSet<&String> = shards.values().flat_map(|it| &it.report.beside).collect();
    report.beside = beside.into_iter().cloned().collect();
    report.missing = missing.into_iter().map(|index| Shard { index, count: expected.count }).collect();
    (Some(report), findings)
}

/// What all reports should have in common. Sorted by which is taken where they differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Common {
    day: Date,
    toji: String,
    fleet: String,
    count: u32,
}

/// The latest day, since what lies there of an earlier run is what is to be replaced; of that day, what most have.
fn expected(found: &[Found]) -> Option<Common> {
    let day = found.iter().map(|it| it.report.as_of).max()?;
    let mut counted: BTreeMap<Common, usize> = BTreeMap::new();
    for it in found.iter().filter(|it| it.report.as_of == day) {
        let (toji, fleet) = (it.report.toji.clone(), it.report.fleet.clone());
        *counted.entry(Common { day, toji, fleet, count: shard(&it.report).count }).or_default() += 1;
    }
    counted.into_iter().max_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0))).map(|it| it.0)
}

/// A whole fleet is its only share.
fn shard(report: &FleetReport) -> Shard {
    report.shard.unwrap_or(Shard { index: 1, count: 1 })
}

fn misfit(it: &Found, expected: &Common) -> Option<Finding> {
    let Found { path, report, .. } = it;
    let differs = |code: Code, found: &dyn std::fmt::Display, expected: &dyn std::fmt::Display| {
        let finding = Finding::of_path(code, path).with("path", path);
        Some(finding.with("found", found).with("expected", expected))
    };
    if report.as_of != expected.day {
        differs(Code::FleetShardOtherDay, &report.as_of, &expected.day)
    } else if report.toji != expected.toji {
        differs(Code::FleetShardOtherVersion, &report.toji, &expected.toji)
    } else if report.fleet != expected.fleet {
        Some(Finding::of_path(Code::FleetShardOtherMembers, path).with("path", path))
    } else if shard(report).count != expected.count {
        differs(Code::FleetShardOtherCount, &shard(report), &expected.count)
    } else {
        None
    }
}

fn repeated(it: &Found, shard: Shard, other: &Found) -> Finding {
    let finding = Finding::of_path(Code::FleetShardRepeated, &it.path).with("path", &it.path);
    finding.with("shard", shard).with("other", &other.path)
}

fn absent(missing: &[u32], count: u32) -> Finding {
    let missing = missing.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
    Finding::of_machine(Code::FleetShardMissing).with("shards", missing).with("count", count)
}

/// All members, and a finding for each that more than one share holds: the fleet changed between their runs.
fn members(shards: &BTreeMap<u32, Found>) -> (Vec<MemberReport>, Vec<Finding>) {
    let mut homes: BTreeMap<(&str, &str), BTreeSet<u32>> = BTreeMap::new();
    let mut members = Vec::new();
    for (index, found) in shards {
        for member in &found.report.members {
            let home = homes.entry((&member.id, &member.folder)).or_default();
            if home.is_empty() {
                let page = found.to_pages.as_ref().map(|it| format!("{it}{}", member.page));
                members.push(MemberReport { page: page.unwrap_or_default(), ..member.clone() });
            }
            home.insert(*index);
        }
    }
    let twice = homes.into_iter().filter(|it| it.1.len() > 1).map(|((id, _), shards)| {
        let shards = shards.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
        Finding::of_machine(Code::FleetMemberRepeated).with("id", id).with("shards", shards)
    });
    (members, twice.collect())
}
