//! Builds killed after every single step: the output is always the old one or the new one, and the next build tidies up.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use super::*;
use crate::emit::verify;

fn artifacts(version: &str) -> Artifacts {
    let page = |text: &str| Artifact::Bytes(text.as_bytes().to_vec());
    let mut all: Artifacts = [("index.html", version), ("items/2-03.html", version), ("assets/a.css", "same")]
        .map(|(path, text)| (path.to_owned(), page(text)))
        .into();
    all.insert(format!("only-{version}/page.html"), page(version));
    all.insert("search.js".to_owned(), Artifact::Pieces(vec!["let it = '".into(), version.into(), "';".into()]));
    all
}

fn identity(version: &str) -> BuildIdentity {
    BuildIdentity {
        digest: Digest::of(version.as_bytes()),
        sources: Digest::of(b""),
        profile: "full".into(),
        pdf: false,
        facility: String::new(),
    }
}

fn build(disk: &Disk, out: &Path, version: &str) -> Result<Written, Vec<Finding>> {
    write_on(disk, out, (&artifacts(version), &identity(version)), Leftovers::Unknown)
}

fn tree(root: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|it| it.file_type().is_file());
    files
        .map(|it| (it.path().strip_prefix(root).unwrap().display().to_string(), fs::read_to_string(it.path()).unwrap()))
        .filter(|(path, _)| path != manifest::NAME)
        .collect()
}

fn expected(version: &str) -> BTreeMap<String, String> {
    let text = |it| match it {
        Artifact::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
        Artifact::Pieces(pieces) => pieces.concat(),
        Artifact::CopyOf(path) => fs::read_to_string(path).unwrap(),
    };
    artifacts(version).into_iter().map(|(path, it)| (path, text(it))).collect()
}

#[test]
fn a_kill_at_any_step_leaves_the_old_output_or_the_new_one() {
    let mut steps = 0;
    loop {
        let folder = TempDir::new().unwrap();
        let out = folder.path().join("binder");
        build(&Disk::default(), &out, "one").unwrap();
        fs::create_dir_all(out.join("mine/empty")).unwrap();
        fs::write(out.join("mine/memo.txt"), "memo").unwrap();
        let killed = build(&Disk::stopping_after(steps), &out, "two");
        let finished = killed.as_ref().is_ok_and(|it| it.leftover.is_none());
        check_after_kill(&out, steps, killed.is_ok());
        build(&Disk::default(), &out, "three").unwrap();
        let mut all = expected("three");
        all.insert("mine/memo.txt".into(), "memo".into());
        assert_eq!(tree(&out), all, "after {steps} steps");
        assert!(out.join("mine/empty").is_dir(), "after {steps} steps");
        assert_eq!(verify(&out).len(), 1, "only the memo is added");
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert!(left.len() == 1 || is_unmarked(folder.path()), "after {steps} steps: {left:?}");
        if finished {
            break;
        }
        steps += 1;
    }
    assert!(steps > 15, "{steps}");
}

/// Straight after the kill: whole, or out of sight with the old one waiting in the stage.
fn check_after_kill(out: &Path, steps: i64, is_new: bool) {
    if !out.exists() {
        return;
    }
    let mut found = tree(out);
    found.remove("mine/memo.txt");
    assert_eq!(found, expected(if is_new { "two" } else { "one" }), "after {steps} steps");
}

/// A folder that was made and not yet marked: nobody can say whose it is, so it stays; it is empty.
fn is_unmarked(parent: &Path) -> bool {
    let mut folders = fs::read_dir(parent).unwrap().map(|it| it.unwrap().path());
    folders.all(|it| it.ends_with("binder") || fs::read_dir(it).unwrap().next().is_none())
}

#[test]
fn a_living_build_is_not_swept_away() {
    let folder = TempDir::new().unwrap();
    let disk = Disk::default();
    let place = Place::of(&disk, &folder.path().join("binder")).unwrap();
    let living = Stage::create(&disk, &place).unwrap();
    build(&disk, &place.path, "one").unwrap();
    assert!(living.new_folder().is_dir());
    drop(living);
    build(&disk, &place.path, "two").unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
