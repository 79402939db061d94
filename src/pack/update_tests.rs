//! Updates of folders on a disk: killed after every step, undone, met by somebody who writes in between.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use super::*;
use crate::disk::Disk;
use crate::edit::{apply_on, recover_on};
use crate::model::{Given, Migration, Step};
use crate::pack::{Choice, Offered, What, resolve, undo};

fn day() -> Date {
    Date::parse("2026-04-01").unwrap()
}

fn offer(serial: u64, files: &[(&str, &str)]) -> Offer {
    let managed = |(path, text): &(&str, &str)| {
        ((*path).to_owned(), Offered { given: Given::Managed, bytes: text.as_bytes().to_vec() })
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
        files: files.iter().map(managed).collect(),
        migrations: vec![Step {
            since: 2,
            what: Migration::RenamePage { from: "bcp/b.md".to_owned(), to: "bcp/z.md".to_owned() },
        }],
    }
}

const FIRST: [(&str, &str); 4] =
    [("bcp/b.md", "b\n"), ("manual/2-03.md", "a\n"), ("rules/a.md", "一\n"), ("rules/gone.md", "x\n")];
const SECOND: [(&str, &str); 4] =
    [("bcp/z.md", "b\n"), ("manual/2-03.md", "a2\n"), ("rules/a.md", "二\n"), ("rules/new.md", "n\n")];

/// Everything but the journal.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|it| it.file_type().is_file());
    files
        .map(|it| (it.path().strip_prefix(root).unwrap().display().to_string(), it.path().to_owned()))
        .filter(|(path, _)| !path.starts_with(".toji/journal") && path != ".toji/lock")
        .map(|(path, place)| (path, fs::read(place).unwrap()))
        .collect()
}

fn update(root: &Path, offer: &Offer) -> Result<Plan, Vec<Finding>> {
    let folder = Folder::read(root, offer.files.keys().map(String::as_str))?;
    let plan = folder.plan(offer, day());
    let mut sink = Sink::default();
    let written = apply(root, &folder, &plan, day(), &mut sink);
    written.map(|_| plan).ok_or_else(|| sink.into_sorted())
}

/// With the first version, edited: one page also by the template, one page that it moves.
fn member() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("binder.toml"), "[facility]\nkind = \"pharmacy\"\n").unwrap();
    update(folder.path(), &offer(1, &FIRST)).unwrap();
    fs::write(folder.path().join("rules/a.md"), "mine\r\n").unwrap();
    fs::write(folder.path().join("bcp/b.md"), "b mine\n").unwrap();
    folder
}

#[test]
fn a_kill_at_any_step_leaves_the_old_or_the_new_and_the_next_update_ends_it() {
    let whole = member();
    let old = tree(whole.path());
    update(whole.path(), &offer(2, &SECOND)).unwrap();
    let new = tree(whole.path());
    assert!(
        new.contains_key(".toji/pending/rules/a.md") && new.contains_key("bcp/z.md") && !new.contains_key("bcp/b.md")
    );
    for steps in 0.. {
        let member = TempDir::new().unwrap();
        let root = member.path();
        for (path, bytes) in &old {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), bytes).unwrap();
        }
        let offer = offer(2, &SECOND);
        let folder = Folder::read(root, offer.files.keys().map(String::as_str)).unwrap();
        let plan = folder.plan(&offer, day());
        let done = Done { what: "update 2026.2", on: day(), moves: &plan.moves };
        let changes = undoable(root, &folder, plan.changes(&folder.files), done);
        let finished = apply_on(&Disk::stopping_after(steps), root, &changes).is_ok();
        recover_on(&Disk::default(), root).unwrap();
        let found = tree(root);
        assert!(found == old || found == new, "after {steps} steps: {:?}", found.keys());
        update(root, &offer).unwrap();
        assert_eq!(tree(root), new, "after {steps} steps");
        if finished {
            assert!(steps > 30, "{steps}");
            break;
        }
    }
}

#[test]
fn undo_gives_back_every_byte_step_by_step() {
    let member = member();
    let root = member.path();
    let mut states = vec![tree(root)];
    update(root, &offer(2, &SECOND)).unwrap();
    states.push(tree(root));
    let folder = Folder::read(root, []).unwrap();
    let asked = Asked { path: "rules/a.md", block: None, choice: Choice::Theirs, by: "山田", on: day() };
    let resolved = resolve(&folder.files, folder.installed.as_ref().unwrap(), &asked).unwrap();
    apply_decision(root, &folder, &asked, &resolved, &mut Sink::default()).unwrap();
    assert!(!root.join(".toji/pending").exists());
    let last = tree(root);
    assert_ne!(last, states[1]);
    for (left, what) in [(2, "resolve rules/a.md"), (1, "update 2026.2")] {
        let undone = undo(root, &mut Sink::default()).unwrap().unwrap();
        assert_eq!((undone.what.as_str(), undone.left), (what, left));
        assert_eq!(tree(root), states.pop().unwrap(), "{what}");
    }
    update(root, &offer(2, &SECOND)).unwrap();
    assert_eq!(fs::read_to_string(root.join("rules/a.md")).unwrap(), "mine\r\n");
}

#[test]
fn nothing_is_undone_over_what_was_written_since() {
    let member = member();
    let root = member.path();
    update(root, &offer(2, &SECOND)).unwrap();
    for (path, text) in [("manual/2-03.md", Some("since\n")), ("rules/new.md", None)] {
        let after = fs::read(root.join(path)).unwrap();
        match text {
            Some(text) => fs::write(root.join(path), text).unwrap(),
            None => fs::remove_file(root.join(path)).unwrap(),
        }
        let before = tree(root);
        let mut sink = Sink::default();
        assert_eq!(undo(root, &mut sink), None);
        let found = sink.into_sorted();
        assert_eq!(found.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::UndoFileChanged], "{path}");
        assert_eq!(tree(root), before);
        fs::write(root.join(path), after).unwrap();
    }
    // A damaged record undoes nothing.
    fs::write(root.join(".toji/undo/0002/record.toml"), "format = 9\n").unwrap();
    let mut sink = Sink::default();
    assert_eq!((undo(root, &mut sink), sink.holds(Code::UnsupportedFormat)), (None, true));
    let nothing = TempDir::new().unwrap();
    assert_eq!(undo(nothing.path(), &mut Sink::default()), Some(None));
}

#[test]
fn who_writes_while_an_update_is_thought_out_loses_nothing() {
    let member = member();
    let root = member.path();
    let offer = offer(2, &SECOND);
    let folder = Folder::read(root, offer.files.keys().map(String::as_str)).unwrap();
    let plan = folder.plan(&offer, day());
    fs::write(root.join("manual/2-03.md"), "since\n").unwrap();
    let before = tree(root);
    let mut sink = Sink::default();
    assert_eq!(apply(root, &folder, &plan, day(), &mut sink), None);
    assert_eq!(sink.into_sorted().iter().map(|it| it.code).collect::<Vec<_>>(), [Code::ChangedMeanwhile]);
    assert_eq!(tree(root), before);
}

#[test]
fn a_broken_record_stops_an_update_and_changes_nothing() {
    let member = member();
    let root = member.path();
    for text in [&b"format = "[..], b"format = 2\n", b"format = 0\n", b"format = 1\nid = 3\n", b"", b"\xff\xfe"] {
        fs::write(root.join(Template::PATH), text).unwrap();
        let before = tree(root);
        let found = update(root, &offer(2, &SECOND)).unwrap_err();
        assert_eq!(found.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::TemplateStateBroken], "{text:?}");
        assert_eq!(tree(root), before);
    }
    // Gone altogether: what reads otherwise waits, and nothing is lost.
    fs::remove_file(root.join(Template::PATH)).unwrap();
    let folder = Folder::read(root, []).unwrap();
    assert_eq!(folder.oddities().iter().map(|it| it.code).collect::<Vec<_>>(), [Code::TemplateStateMissing]);
    let plan = update(root, &offer(2, &SECOND)).unwrap();
    assert_eq!(plan.files["rules/a.md"], What::Conflict { blocks: Vec::new() });
    assert_eq!(fs::read_to_string(root.join("rules/a.md")).unwrap(), "mine\r\n");
}

#[test]
fn what_is_no_source_folder_is_told() {
    let nothing = TempDir::new().unwrap();
    for (path, code) in
        [(nothing.path().to_owned(), Code::NoBinderToml), (nothing.path().join("x"), Code::NoSuchFolder)]
    {
        assert_eq!(update(&path, &offer(1, &FIRST)).unwrap_err()[0].code, code);
    }
    assert_eq!(tree(nothing.path()), BTreeMap::new());
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_replaced_and_stays_read_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let member = member();
    let place = member.path().join("manual/2-03.md");
    fs::set_permissions(&place, fs::Permissions::from_mode(0o444)).unwrap();
    update(member.path(), &offer(2, &SECOND)).unwrap();
    assert_eq!(fs::read_to_string(&place).unwrap(), "a2\n");
    assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o444);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_way_stops_an_update() {
    let member = member();
    let place = member.path().join("manual/2-03.md");
    let elsewhere = TempDir::new().unwrap();
    fs::rename(&place, elsewhere.path().join("x.md")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("x.md"), &place).unwrap();
    let found = update(member.path(), &offer(2, &SECOND)).unwrap_err();
    assert_eq!(found.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::Symlink]);
    assert_eq!(fs::read_to_string(elsewhere.path().join("x.md")).unwrap(), "a\n");
}

#[test]
fn a_name_in_decomposed_letters_is_told_and_not_taken_for_deleted() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("binder.toml"), "").unwrap();
    fs::write(folder.path().join("か\u{3099}.md"), "mine\n").unwrap();
    let found = Folder::read(folder.path(), ["が.md"]).unwrap_err();
    assert_eq!(found.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::BadFileName]);
}
