//! Builds all members: first which of them have changed, then those that have, one member a task.
//!
//! Of a member that is done nothing is kept but its report. Whatever becomes of one, the others are built.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use super::members::{Listed, Member, folded, listed};
use super::one::{Checked, Desk};
use super::room::Room;
use super::workers::{Crew, each};
use super::{FleetReport, MemberReport, Shard, status};
use crate::diagnostics::{Code, Finding};
use crate::disk::Disk;
use crate::emit;
use crate::load;
use crate::model::{Date, Theme};
use crate::pipeline::{PROGRAM, Press, Shared};
use crate::source::{Digest, Digester};

/// Where the members' binders lie in the output.
pub const MEMBERS: &str = "members";
/// Where reports lie.
pub const REPORTS: &str = "reports";
/// Where what is written down of each member lies.
const RECORDS: &str = "reports/members";

/// So many members are looked at to find what is equal in many.
const SAMPLE: usize = 32;

/// What is to be built.
#[derive(Debug, Clone, Copy)]
pub struct FleetRequest<'a> {
    /// The folder of the members' folders.
    pub fleet: &'a Path,
    /// The output.
    pub out: &'a Path,
    /// The theme.
    pub theme: &'a Theme,
    /// What sets the PDFs; none where there are to be none.
    pub press: Option<&'a Press>,
    /// The day as of which is built.
    pub today: Date,
    /// How many members are worked on at a time.
    pub jobs: usize,
    /// The share of the fleet; all of it where there is none.
    pub shard: Option<Shard>,
}

/// How far a run has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Members in all.
    pub all: usize,
    /// Members that must be built; known only once all have been looked at.
    pub to_build: Option<usize>,
    /// Of these, those that are done, built or not.
    pub ended: usize,
    /// Members that could not be built.
    pub failed: usize,
}

/// What a run came to.
#[derive(Debug)]
pub struct FleetBuilt {
    /// All members.
    pub report: FleetReport,
    /// What concerns no single member.
    pub findings: Vec<Finding>,
    /// How often typst ran.
    pub typst_runs: usize,
    /// The days on which members were built before that must be built now; today is none of these.
    pub other_days: Vec<String>,
    /// How many texts were parsed once for several members.
    pub shared_texts: usize,
}

/// Builds a fleet. `watch` is told after each member, from any thread.
///
/// # Errors
/// Where there is no fleet, or the output belongs to something else: then nothing was written.
pub fn build(request: FleetRequest<'_>, watch: &(dyn Fn(Progress) + Sync)) -> Result<FleetBuilt, Vec<Finding>> {
    let Listed { members: all, beside } = listed(request.fleet, request.out).map_err(|it| vec![it])?;
    let no_member = |it: &String| Finding::of_path(Code::FleetNoMember, it).with("path", it);
    let findings = gone(&all, request.out).into_iter().chain(beside.iter().map(no_member)).collect();
    let enrolled = list_digest(&all);
    let share = share(all, request.shard);
    prepare(request.out).map_err(|it| vec![it])?;
    let in_all = share.len();
    let runs = AtomicUsize::new(0);
    let other_days = Mutex::new(Vec::new());
    let desk = Desk { request, run: run_digest(&request), runs: &runs, other_days: &other_days };
    let tally = Tally::new(in_all, watch);
    let (mut reports, changed) = look(&desk, share, &tally);
    tally.to_build(changed.len());
    // Where nothing is built, nothing fills the disk up.
    let room = (!changed.is_empty()).then(|| Room::keep(request.out, in_all));
    let shared = common(&changed);
    reports.extend(make(&desk, &changed, &shared, &tally));
    room.into_iter().for_each(Room::give_back);
    status::restore(request.fleet, request.today, &mut reports);
    let report = FleetReport::new(request.today, request.shard, reports);
    Ok(FleetBuilt {
        report: FleetReport { fleet: enrolled, beside, ..report },
        findings,
        typst_runs: runs.into_inner(),
        other_days: into_inner(other_days),
        shared_texts: shared.texts(),
    })
}

/// Of all members' ids and folders.
fn list_digest(members: &[Member]) -> String {
    let mut digester = Digester::default();
    // They are sorted by folder.
    members.iter().for_each(|it| digester.add(&it.place.folder, it.place.id.as_bytes()));
    digester.finish().to_string()
}

fn share(members: Vec<Member>, shard: Option<Shard>) -> Vec<Member> {
    match shard {
        // A folder is there once only, whatever its id.
        Some(shard) => shard.share(members, |it| format!("{}\0{}", folded(&it.place.id), it.place.folder)),
        None => members,
    }
}

/// Those that are as they were or cannot be built, and those that must be.
fn look(desk: &Desk<'_>, share: Vec<Member>, tally: &Tally<'_>) -> (Vec<MemberReport>, Vec<Member>) {
    let crew = Crew::of(desk.request.jobs, share.len());
    let (done, changed) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    each(&crew, share, |member| match desk.check(member) {
        Checked::Stands(report) => push(&done, *report),
        Checked::Failed(report) => {
            tally.failed();
            push(&done, *report);
        }
        Checked::Changed(member) => push(&changed, member),
    });
    let mut changed = into_inner(changed);
    // Which comes first must not depend on who was looked at first.
    changed.sort_by(|a: &Member, b: &Member| a.place.folder.cmp(&b.place.folder));
    (into_inner(done), changed)
}

/// What the members that are to be built have in common, as a few of them show it, taken from all over the fleet.
fn common(changed: &[Member]) -> Shared {
    if changed.len() < 2 {
        return Shared::default();
    }
    let step = changed.len().div_ceil(SAMPLE).max(1);
    Shared::of(changed.iter().step_by(step).map(|it| it.root.as_path()))
}

fn make(desk: &Desk<'_>, changed: &[Member], shared: &Shared, tally: &Tally<'_>) -> Vec<MemberReport> {
    let crew = Crew::of(desk.request.jobs, changed.len());
    let done = Mutex::new(Vec::new());
    each(&crew, changed.iter().collect(), |member| {
        let report = desk.make(member, shared);
        tally.ended(&report);
        push(&done, report);
    });
    into_inner(done)
}

pub(super) fn push<T>(list: &Mutex<Vec<T>>, it: T) {
    list.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(it);
}

fn into_inner<T>(list: Mutex<Vec<T>>) -> Vec<T> {
    list.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Binders in the output whose members are not in the fleet. They are told and kept: a folder may be out of sight by chance.
fn gone(members: &[Member], out: &Path) -> Vec<Finding> {
    let known: BTreeSet<String> = members.iter().map(|it| folded(&it.place.id)).collect();
    let folder = out.join(MEMBERS);
    let left =
        load::folder_names(&folder).into_iter().filter(|it| !it.starts_with('.') && !known.contains(&folded(it)));
    let finding = |id: String| {
        let path = folder.join(&id).display().to_string();
        Finding::of_path(Code::FleetMemberGone, &path).with("id", id).with("path", path)
    };
    left.map(finding).collect()
}

/// How many binders in `out` have a PDF: a build without PDFs takes them away.
pub fn pdfs(out: &Path) -> usize {
    let folder = out.join(MEMBERS);
    load::folder_names(&folder).iter().filter(|it| folder.join(it).join("binder.pdf").exists()).count()
}

/// Makes the output's folders, unless it is something else's.
fn prepare(out: &Path) -> Result<(), Finding> {
    load::free_for_fleet(out, [MEMBERS, REPORTS])?;
    let disk = Disk::default();
    for folder in [MEMBERS, RECORDS] {
        disk.create_folders(&out.join(folder)).map_err(|it| it.finding())?;
    }
    emit::sweep(&out.join(MEMBERS));
    Ok(())
}

/// Of all that is the same for every member.
fn run_digest(request: &FleetRequest<'_>) -> Option<Digest> {
    let mut digester = Digester::default();
    digester.add("program", PROGRAM.as_bytes());
    digester.add("date", request.today.to_string().as_bytes());
    for (path, bytes) in request.theme.files() {
        digester.add(&path, bytes);
    }
    if let Some(press) = request.press {
        digester.add("press", press.digest()?.as_bytes());
    }
    Some(digester.finish())
}

/// Counts, and tells whoever watches.
struct Tally<'a> {
    now: Mutex<Progress>,
    watch: &'a (dyn Fn(Progress) + Sync),
}

impl<'a> Tally<'a> {
    fn new(all: usize, watch: &'a (dyn Fn(Progress) + Sync)) -> Self {
        let tally = Self { now: Mutex::new(Progress { all, ..Progress::default() }), watch };
        tally.change(|_| ());
        tally
    }

    fn change(&self, change: impl FnOnce(&mut Progress)) {
        let mut now = self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        change(&mut now);
        (self.watch)(*now);
    }

    fn to_build(&self, count: usize) {
        self.change(|it| it.to_build = Some(count));
    }

    fn ended(&self, report: &MemberReport) {
        self.change(|it| {
            it.ended += 1;
            it.failed += usize::from(!report.is_built());
        });
    }

    fn failed(&self) {
        self.change(|it| it.failed += 1);
    }
}

impl FleetRequest<'_> {
    /// Where a member's binder lies.
    pub(super) fn output_of(&self, id: &str) -> PathBuf {
        self.out.join(MEMBERS).join(id)
    }

    /// Where the records lie.
    pub(super) fn records(&self) -> PathBuf {
        self.out.join(RECORDS)
    }
}
