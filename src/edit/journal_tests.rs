//! Changes killed after every single step, and what people may do to the folder before the next start.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use super::*;

const OLD: [(&str, &str); 5] = [
    (".toji/base/0", "old"),
    ("binder.toml", "old"),
    ("manual/2-03.md", "old"),
    ("manual/gone.md", "old"),
    ("rules/a.md", "same"),
];
const NEW: [(&str, &str); 4] =
    [("binder.toml", "new"), ("bcp/general.md", "made"), ("manual/2-03.md", "new"), ("rules/a.md", "same")];

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in OLD {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn changes() -> ChangeSet {
    let mut changes = ChangeSet::default();
    changes.replace("binder.toml", b"old", "new");
    changes.create("bcp/general.md", "made");
    changes.replace("manual/2-03.md", b"old", "new");
    changes.replace("rules/a.md", b"same", "same");
    changes.remove("manual/gone.md", b"old");
    changes.remove(".toji/base/0", b"old");
    changes
}

/// All but the journal.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|it| it.file_type().is_file());
    files
        .map(|it| (it.path().strip_prefix(root).unwrap().display().to_string(), it.path().to_owned()))
        .filter(|(path, _)| !path.starts_with(".toji/journal") && path != ".toji/lock")
        .map(|(path, place)| (path, fs::read_to_string(place).unwrap()))
        .collect()
}

fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Runs `check` on the folder as it is after a kill at every step, until nothing is left to kill.
fn after_every_kill(check: impl Fn(&Path, i64)) {
    let mut steps = 0;
    loop {
        let folder = folder();
        let finished = apply_on(&Disk::stopping_after(steps), folder.path(), &changes()).is_ok();
        check(folder.path(), steps);
        if finished {
            break;
        }
        steps += 1;
    }
    assert!(steps > 15, "{steps}");
}

#[test]
fn a_kill_at_any_step_leaves_all_of_the_old_or_all_of_the_new() {
    after_every_kill(|root, steps| {
        let recovered = recover_on(&Disk::default(), root).unwrap();
        let expected = match recovered {
            Recovered::Finished => texts(&NEW),
            Recovered::Nothing if tree(root) == texts(&OLD) => texts(&OLD),
            Recovered::Nothing => texts(&NEW),
        };
        assert_eq!(tree(root), expected, "after {steps} steps: {recovered:?}");
        assert!(!Journal::of(root).exists());
    });
}

#[test]
fn a_second_kill_while_recovering_does_no_harm() {
    after_every_kill(|root, steps| {
        for second in 0.. {
            let done = recover_on(&Disk::stopping_after(second), root).is_ok();
            if done {
                break;
            }
        }
        let found = tree(root);
        assert!(found == texts(&OLD) || found == texts(&NEW), "after {steps} steps: {found:?}");
    });
}

#[test]
fn what_somebody_wrote_after_the_kill_stays_and_the_rest_goes_back() {
    after_every_kill(|root, steps| {
        let begun = Journal::of(root).record().unwrap().is_some();
        fs::write(root.join("manual/2-03.md"), "mine").unwrap();
        let result = recover_on(&Disk::default(), root);
        let found = tree(root);
        assert_eq!(found["manual/2-03.md"], "mine", "after {steps} steps");
        if begun {
            assert_eq!(result.unwrap_err()[0].code, Code::ChangedMeanwhile, "after {steps} steps");
            let mut expected = texts(&OLD);
            expected.insert("manual/2-03.md".to_owned(), "mine".to_owned());
            assert_eq!(found, expected, "after {steps} steps");
        }
        assert!(!Journal::of(root).exists());
    });
}

#[test]
fn a_file_that_was_to_go_stays_where_somebody_wrote_in_it() {
    after_every_kill(|root, steps| {
        fs::write(root.join("manual/gone.md"), "mine").unwrap();
        let _ = recover_on(&Disk::default(), root);
        assert_eq!(tree(root)["manual/gone.md"], "mine", "after {steps} steps");
    });
    let folder = folder();
    fs::write(folder.path().join("manual/gone.md"), "mine").unwrap();
    let findings = apply_on(&Disk::default(), folder.path(), &changes()).unwrap_err();
    assert_eq!(findings[0].code, Code::ChangedMeanwhile);
    assert_eq!(tree(folder.path())["binder.toml"], "old");
}

#[test]
fn our_own_files_are_changed_through_the_journal_and_the_journal_never() {
    let folder = folder();
    for (path, is_allowed) in [
        (".toji/template.toml", true),
        (".toji/base/abc", true),
        (".toji/journal/record.json", false),
        (".toji/Journal/x", false),
        (".toji/lock", false),
        (".toji", false),
        (".TOJI/template.toml", false),
    ] {
        let mut changes = ChangeSet::default();
        changes.create(path, "new");
        let done = apply_on(&Disk::default(), folder.path(), &changes);
        assert_eq!(done.is_ok(), is_allowed, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_comes_back_has_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let place = folder.path().join("manual/gone.md");
    fs::set_permissions(&place, fs::Permissions::from_mode(0o440)).unwrap();
    let journal = Journal::of(folder.path());
    journal.begin(&Disk::default(), folder.path(), &changes()).unwrap();
    let record = journal.record().unwrap().unwrap();
    forward(&Disk::default(), folder.path(), &journal, &record).unwrap();
    assert!(!place.exists());
    back(&Disk::default(), folder.path(), &journal, &record).unwrap();
    assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o440);
    assert_eq!(tree(folder.path()), texts(&OLD));
}

#[test]
fn two_writers_do_not_meet() {
    let folder = folder();
    let held = lock(&Disk::default(), folder.path()).unwrap();
    let findings = apply_on(&Disk::default(), folder.path(), &changes()).unwrap_err();
    assert_eq!(findings[0].code, Code::WriteFailed);
    drop(held);
    apply_on(&Disk::default(), folder.path(), &changes()).unwrap();
    assert_eq!(tree(folder.path()), texts(&NEW));
}

#[test]
fn a_journal_of_another_toji_stays() {
    let folder = folder();
    let record = folder.path().join(".toji/journal/record.json");
    fs::create_dir_all(record.parent().unwrap()).unwrap();
    for text in ["{", r#"{"format": 2, "entries": []}"#, r#"{"format": 1, "entries": [{"path": "../a", "after": ""}]}"#]
    {
        fs::write(&record, text).unwrap();
        let findings = apply_on(&Disk::default(), folder.path(), &changes()).unwrap_err();
        assert_eq!((findings[0].code, tree(folder.path())), (Code::UnsupportedFormat, texts(&OLD)));
        assert!(record.exists());
    }
}
