//! `toji update`: takes in a new version of the template.

use super::args::{FailOn, Update};
use super::output::Terminal;
use super::{Outcome, date, findings, planned, recover};
use crate::diagnostics::{Finding, Sink};
use crate::model::{Action, Date, Given, Template, TemplateFile};
use crate::pack::{self, Admitted, Folder, Offer, Plan, SignedPack, Trust, What};
use crate::source::Sources;

pub(super) fn run(arguments: &Update, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    if let Err(outcome) = recover::run(&arguments.dir, terminal) {
        return outcome;
    }
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let done = update(arguments, today, &mut sources, &mut sink, terminal);
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &sources, terminal);
    }
    match done {
        Some(()) => Outcome::Done,
        // A record of the template that cannot be read keeps nobody from building, and so is no error: an update it stops.
        None => findings::outcome(&found, FailOn::Warning),
    }
}

fn update(arguments: &Update, today: Date, sources: &mut Sources, sink: &mut Sink, terminal: &Terminal) -> Option<()> {
    let dir = &arguments.dir;
    let told = |it: Vec<Finding>, sink: &mut Sink| sink.extend(it);
    let installed = Folder::installed(dir).map_err(|it| told(it, sink)).ok()?;
    let signed = pack::open(&arguments.pack, &Trust::of(installed.as_ref()), sources, sink)?;
    let admitted = match &installed {
        Some(installed) => pack::admit(installed, &signed).map_err(|it| sink.push(it)).ok()?,
        None => Admitted::First(signed.key.clone()),
    };
    let offered = signed.pack.files.keys().map(String::as_str);
    let folder = Folder::read(dir, offered).map_err(|it| told(it, sink)).ok()?;
    let kind = folder.kind_for(&signed.pack).map_err(|it| sink.push(it)).ok()?;
    sink.extend(folder.oddities());
    sink.extend(pack::expired(&signed.pack, today));
    let plan = folder.plan(&Offer::of_signed(&signed, kind), today);
    keys(&admitted, installed.as_ref(), &signed, terminal);
    let is_done = plan.changes(&folder.files).paths().next().is_none();
    if arguments.dry_run && !is_done {
        terminal.result(&planned::list(&plan, &folder, terminal));
        say(arguments, (&plan, &folder), &signed, "update-next-dry", terminal);
        return Some(());
    }
    if is_done || pack::apply(dir, &folder, &plan, today, sink)? == 0 {
        let values = [("id", &*plan.template.id), ("version", &*plan.template.version)];
        terminal.message(&terminal.fill("update-nothing", &values));
        left_open(arguments, &plan, terminal);
        return Some(());
    }
    terminal.result(&planned::list(&plan, &folder, terminal));
    say(arguments, (&plan, &folder), &signed, "update-next", terminal);
    Some(())
}

/// What to do about the version, and what to type next.
fn say(
    arguments: &Update,
    (plan, folder): (&Plan, &Folder),
    signed: &SignedPack,
    next: &'static str,
    terminal: &Terminal,
) {
    gone(plan, folder, terminal);
    let dir = arguments.dir.display().to_string();
    // What this version asks for was said when it came in.
    let is_known = folder.installed.as_ref().is_some_and(|it| it.list == Some(signed.list.to_string()));
    for note in signed.pack.head.changes.iter().filter(|it| it.action == Action::Required && !is_known) {
        terminal.message(&terminal.fill("update-required", &[("page", &note.page), ("note", &note.note)]));
    }
    let values = [("dir", dir.as_str()), ("pack", &arguments.pack.display().to_string())];
    terminal.message(&terminal.fill(next, &values));
    for key in pack::lacking(&signed.pack, &folder.files, plan) {
        terminal.message(&terminal.fill("update-next-fact", &[("key", &*key), ("dir", &*dir)]));
    }
    if !arguments.dry_run {
        left_open(arguments, plan, terminal);
    }
}

/// What people are to decide and to approve.
fn left_open(arguments: &Update, plan: &Plan, terminal: &Terminal) {
    let dir = arguments.dir.display().to_string();
    if !plan.template.pending.is_empty() {
        let count = plan.template.pending.len().to_string();
        terminal.message(&terminal.fill("update-next-pending", &[("dir", &*dir), ("count", &*count)]));
    }
    if !plan.template.approvals.is_empty() {
        let paths: Vec<&str> = plan.template.approvals.iter().map(|it| it.path.as_str()).collect();
        let values = [("dir", &*dir), ("paths", &*paths.join("\n     "))];
        terminal.message(&terminal.fill("update-next-approve", &values));
    }
}

/// A version that drops most pages is seldom meant so.
fn gone(plan: &Plan, folder: &Folder, terminal: &Terminal) {
    let is_page = |it: &&TemplateFile| it.kind == Given::Managed && it.deleted.is_none();
    let before = folder.installed.iter().flat_map(|it| &it.files).filter(is_page).count();
    let gone = plan.count(|it| matches!(it, What::Removed | What::NowYours));
    if gone * 2 > before {
        let values = [("gone", &*gone.to_string()), ("before", &*before.to_string())];
        terminal.message(&terminal.fill("update-many-gone", &values));
    }
}

/// Whose pack it is, where that is new: said before anything is written, so that people can compare it with the paper.
fn keys(admitted: &Admitted, installed: Option<&Template>, signed: &SignedPack, terminal: &Terminal) {
    match admitted {
        Admitted::Same | Admitted::Newer => (),
        Admitted::First(key) => {
            let to = &signed.pack.head.id;
            if let Some(installed) = installed.filter(|it| it.id != *to) {
                let values = [("from", &*installed.id), ("to", to)];
                terminal.message(&terminal.fill("update-template-first", &values));
            }
            terminal.message(&terminal.fill("update-key-first", &[("fingerprint", &key.fingerprint())]));
        }
        Admitted::KeyChanged { from, to } => {
            let values = [("from", &*from.fingerprint()), ("to", &*to.fingerprint())];
            terminal.message(&terminal.fill("update-key-changed", &values));
        }
    }
}
