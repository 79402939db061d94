//! Random histories of a template and a member: whatever happens, an update loses nothing that only the member has, done
//! twice it is done once, undone it was never done, and who touched nothing has what a new folder has.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod book;
mod decisions;
mod dice;
mod hands;

use std::collections::BTreeMap;

use rayon::prelude::*;
use toji::model::{Date, FacilityKind, Given, Step, Template};
use toji::pack::{Asked, Choice, Files, Offer, Offered, Open, What, files, plan, resolve, state, waiting};

use book::{Book, Hand, Pen, book};
use dice::Dice;

const IN_MEMORY: u64 = 10_000;
const ON_DISK: u64 = 30;

fn day() -> Date {
    Date::parse("2026-04-01").unwrap()
}

fn offer(serial: u64, book: &Book, migrations: Vec<Step>) -> Offer {
    let offered = |(path, it): (&String, &book::Content)| {
        (path.clone(), Offered { given: Given::Managed, bytes: it.written().into_bytes() })
    };
    Offer {
        id: "nara".to_owned(),
        version: format!("2026.{serial}"),
        serial,
        kind: FacilityKind::Pharmacy,
        expires: None,
        key: None,
        next_key: None,
        list: None,
        files: book.iter().map(offered).collect(),
        migrations,
    }
}

fn installed(files: &Files) -> Option<Template> {
    state::template(files).unwrap()
}

fn updated(files: &Files, offer: &Offer) -> (Files, BTreeMap<String, What>) {
    let plan = plan(files, installed(files).as_ref(), offer, day());
    (files::with(files, &plan.after), plan.files)
}

/// A history, version by version: the offers, and what the member does after each.
struct History {
    dice: Dice,
    count: usize,
    book: Book,
    serial: u64,
    /// All migrations so far: a pack carries them all.
    moves: Vec<Step>,
}

impl History {
    fn new(seed: u64) -> Self {
        let (mut dice, mut count) = (Dice::new(seed), 0);
        let book = book(&mut Pen { dice: &mut dice, hand: Hand::Template, count: &mut count });
        Self { dice, count, book, serial: 1, moves: Vec::new() }
    }

    fn pen(&mut self, hand: Hand) -> Pen<'_> {
        Pen { dice: &mut self.dice, hand, count: &mut self.count }
    }

    fn offer(&self) -> Offer {
        offer(self.serial, &self.book, self.moves.clone())
    }

    fn next_version(&mut self) -> Offer {
        let book = self.book.clone();
        let (book, moves) = hands::next_version(&book, &mut self.pen(Hand::Template));
        self.book = book;
        self.serial += 1;
        self.moves.extend(moves.into_iter().map(|what| Step { since: self.serial, what }));
        self.offer()
    }

    /// The version that a member takes next; some skip a version.
    fn next_taken(&mut self) -> Offer {
        if self.dice.once_in(4) {
            self.next_version();
        }
        self.next_version()
    }

    fn edits(&mut self, files: &mut Files) {
        let book = self.book.clone();
        hands::edit(files, &book, &mut self.pen(Hand::Member));
    }
}

/// Decides some of what waits. Only what was given up is gone then.
fn decisions(seed: u64, dice: &mut Dice, mut files: Files, told: &mut Vec<&'static str>) -> Files {
    for _ in 0..dice.below(3) {
        let template = installed(&files).unwrap();
        let waiting = waiting(&files, &template);
        let Some(waits) = waiting.get(dice.below(waiting.len())) else { break };
        let blocks = if let Open::Blocks(conflicts) = &waits.open { conflicts.as_slice() } else { &[] };
        let conflict = blocks.get(dice.below(blocks.len() + 1));
        let choice = if conflict.is_some() && dice.once_in(2) { Choice::Theirs } else { Choice::Mine };
        let block = conflict.map(|it| it.id.as_str());
        let asked = Asked { path: &waits.pending.path, block, choice, by: "管理者", on: day() };
        let decided = resolve(&files, &template, &asked).unwrap_or_else(|it| panic!("history {seed}: {it:?}"));
        let mut after = files::with(&files, &decided.after);
        // The page to look at is made anew where files are written.
        after.retain(|path, _| !path.ends_with("review.html"));
        let given_up = conflict.filter(|_| matches!(choice, Choice::Theirs)).and_then(|it| it.sides.mine());
        let given_up: Files = given_up.map(|it| ("x".to_owned(), it.as_bytes().to_vec())).into_iter().collect();
        let given_up = hands::lines(&given_up, |_| true);
        let brought = hands::lines(&files, |it| it.starts_with(".toji/base/"));
        let path = waits.pending.path.as_str();
        let left = hands::lines(&after, |it| it == path);
        for (line, path) in hands::lines(&files, |it| it == path) {
            let is_there = [&given_up, &brought, &left].iter().any(|it| it.contains_key(&line));
            assert!(is_there, "history {seed}: a decision took {line} from {path}");
        }
        told.push(if block.is_some() { "decided" } else { "decided whole" });
        files = after;
    }
    files
}

/// Every line that was only the member's is in a file, or in a proposal.
fn nothing_lost(seed: u64, before: &Files, after: &Files) {
    let brought = hands::lines(before, |it| it.starts_with(".toji/base/"));
    let is_file = |it: &str| !it.starts_with(".toji/") || it.starts_with(".toji/pending/");
    let left = hands::lines(after, is_file);
    for (line, path) in hands::lines(before, |it| !it.starts_with(".toji/")) {
        assert!(brought.contains_key(&line) || left.contains_key(&line), "history {seed}: {path} had {line}");
    }
}

/// What the template brings new arrives, in a file or in a proposal, but in what the member deleted.
fn nothing_kept_back(seed: u64, offer: &Offer, before: &Files, after: &Files, told: &BTreeMap<String, What>) {
    let known = hands::lines(before, |_| true);
    let left = hands::lines(after, |it| !it.starts_with(".toji/base/"));
    let brought: Files = offer.files.iter().map(|(path, it)| (path.clone(), it.bytes.clone())).collect();
    for (line, path) in hands::lines(&brought, |it| !matches!(told.get(it), Some(What::DeletedByYou { .. }))) {
        assert!(known.contains_key(&line) || left.contains_key(&line), "history {seed}: {line} of {path} did not come");
    }
}

#[test]
fn in_ten_thousand_histories_nothing_is_lost() {
    let told: Vec<&str> = (0..IN_MEMORY).into_par_iter().flat_map_iter(member_of_history).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    told.into_iter().for_each(|it| *counts.entry(it).or_default() += 1);
    // That the histories are worth something: everything that can happen did, and often.
    for what in
        ["unchanged", "replaced", "merged", "conflict", "added", "removed", "yours", "deleted", "renamed", "split"]
    {
        assert!(counts.get(what).is_some_and(|it| *it > 100), "{what}: {counts:?}");
    }
}

#[test]
fn who_touches_nothing_has_what_a_new_folder_has() {
    (0..IN_MEMORY).into_par_iter().for_each(|seed| {
        let mut history = History::new(seed);
        let mut member = updated(&Files::new(), &history.offer()).0;
        for _ in 0..=history.dice.below(3) {
            let offer = history.next_taken();
            member = updated(&member, &offer).0;
            let new = updated(&Files::new(), &offer).0;
            assert_eq!(differing(&member, &new), [""; 0], "history {seed}");
        }
    });
}

/// Plays a history through, and tells what became of the files in it.
fn member_of_history(seed: u64) -> Vec<&'static str> {
    let mut history = History::new(seed);
    let mut member = updated(&Files::new(), &history.offer()).0;
    let mut told = Vec::new();
    for _ in 0..=history.dice.below(3) {
        history.edits(&mut member);
        let offer = history.next_taken();
        let (after, became) = updated(&member, &offer);
        nothing_lost(seed, &member, &after);
        nothing_kept_back(seed, &offer, &member, &after, &became);
        let (again, _) = updated(&after, &offer);
        assert_eq!(differing(&again, &after), [""; 0], "history {seed}: a second time");
        told.extend(became.values().map(called));
        let decided = decisions(seed, &mut history.dice, after, &mut told);
        if decided != again {
            let (again, _) = updated(&decided, &offer);
            assert_eq!(differing(&again, &decided), [""; 0], "history {seed}: after the decisions");
        }
        member = decided;
    }
    told
}

fn called(what: &What) -> &'static str {
    match what {
        What::Unchanged | What::Adjusted | What::NewColumns { .. } => "unchanged",
        What::Replaced => "replaced",
        What::Merged => "merged",
        What::Conflict { .. } => "conflict",
        What::Added => "added",
        What::Removed => "removed",
        What::NowYours => "yours",
        What::DeletedByYou { .. } => "deleted",
        What::Renamed { .. } => "renamed",
        What::Split { .. } => "split",
    }
}

/// The paths at which two folders differ.
fn differing(one: &Files, other: &Files) -> Vec<String> {
    let paths = one.keys().chain(other.keys()).collect::<std::collections::BTreeSet<_>>();
    paths.into_iter().filter(|it| one.get(*it) != other.get(*it)).cloned().collect()
}

mod on_disk {
    //! The same through the real journal, a smaller number of times.

    use std::fs;
    use std::path::Path;

    use tempfile::TempDir;
    use toji::diagnostics::Sink;
    use toji::pack::{Folder, apply, undo};

    use super::*;

    /// Everything but the journal.
    fn tree(root: &Path) -> Files {
        let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|it| it.file_type().is_file());
        files
            .map(|it| (it.path().strip_prefix(root).unwrap().display().to_string(), it.path().to_owned()))
            .filter(|(path, _)| !path.starts_with(".toji/journal") && path != ".toji/lock")
            .map(|(path, place)| (path, fs::read(place).unwrap()))
            .collect()
    }

    fn update(root: &Path, offer: &Offer) {
        let folder = Folder::read(root, offer.files.keys().map(String::as_str)).unwrap();
        let plan = folder.plan(offer, day());
        let mut sink = Sink::default();
        apply(root, &folder, &plan, day(), &mut sink).unwrap_or_else(|| panic!("{:?}", sink.into_sorted()));
    }

    fn edited(root: &Path, history: &mut History) {
        let before = tree(root);
        let mut after = before.clone();
        let is_own = |it: &str| !it.starts_with(".toji/") && it != "binder.toml";
        after.retain(|path, _| is_own(path));
        history.edits(&mut after);
        for path in before.keys().filter(|it| is_own(it) && !after.contains_key(*it)) {
            fs::remove_file(root.join(path)).unwrap();
        }
        for (path, bytes) in after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)) {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), bytes).unwrap();
        }
    }

    #[test]
    fn undoing_gives_back_every_byte() {
        for seed in 0..ON_DISK {
            let mut history = History::new(seed);
            let folder = TempDir::new().unwrap();
            let root = folder.path();
            fs::write(root.join("binder.toml"), "format = 1\n").unwrap();
            update(root, &history.offer());
            for _ in 0..2 {
                edited(root, &mut history);
                let offer = history.next_taken();
                let before = tree(root);
                update(root, &offer);
                let after = tree(root);
                nothing_lost(seed, &before, &after);
                update(root, &offer);
                assert_eq!(differing(&tree(root), &after), [""; 0], "history {seed}: a second time");
                let mut sink = Sink::default();
                if after != before {
                    undo(root, &mut sink).unwrap().unwrap();
                    assert_eq!(differing(&tree(root), &before), [""; 0], "history {seed}: undone");
                    update(root, &offer);
                    assert_eq!(differing(&tree(root), &after), [""; 0], "history {seed}: done again");
                }
            }
        }
    }
}
