//! The same input gives the same bytes, website and PDF, whatever machine, folder, language or zone it is built in.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::project::{Project, differences, run, toji, tree};
use crate::sample::{DATE, content, sample};

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Builds with what `change` does to the command, and compares with the sample.
#[track_caller]
fn same(change: impl FnOnce(&mut Command, &Path)) {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("out");
    let mut command = toji(&["build", "--date", DATE, "-o"]);
    command.arg(&out);
    change(&mut command, folder.path());
    let output = run(&mut command).expect(0);
    let differ = differences(&sample().files, &tree(&out));
    assert!(differ.is_empty(), "{differ:?}\n{output:?}");
}

#[test]
fn in_japan_on_one_thread() {
    same(|command, _| {
        command.arg(content()).args(["--jobs", "1"]).env("LANG", "ja_JP.UTF-8").env("TZ", "Asia/Tokyo");
    });
}

#[test]
fn in_turkey_on_two_threads() {
    same(|command, _| {
        command.arg(content()).args(["--jobs", "2"]).env("LC_ALL", "tr_TR.UTF-8").env("TZ", "Pacific/Kiritimati");
    });
}

#[test]
fn from_another_folder_by_a_relative_path() {
    same(|command, folder| {
        let elsewhere = folder.join("別の 場所/深い#階層");
        copy(&content(), &elsewhere);
        command.arg("深い#階層").current_dir(elsewhere.parent().unwrap());
        command.env("LANG", "C").env("TZ", "America/New_York");
    });
}

#[test]
fn within_the_folder_over_an_older_build() {
    let project = Project::empty();
    copy(&content(), project.root());
    let build = |date| {
        let mut command = project.command(&["build", "--date", date]);
        run(command.env("HOME", project.root()).env("USER", "nobody")).expect(0);
    };
    build("2025-11-30");
    build(DATE);
    let differ = differences(&sample().files, &tree(&project.path("output/binder")));
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn by_the_epoch_of_the_same_day() {
    let folder = TempDir::new().unwrap();
    let out: PathBuf = folder.path().join("out");
    let mut command = toji(&["build", "-o"]);
    let output = run(command.arg(&out).arg(content()).env("SOURCE_DATE_EPOCH", "1764590400")).expect(0);
    let differ = differences(&sample().files, &tree(&out));
    assert!(differ.is_empty(), "{differ:?}\n{output:?}");
}

#[test]
fn another_input_is_another_build() {
    let project =
        Project::new().file("manual/a.md", "# 頁\n\n[控え](../attachments/a.txt)\n").file("attachments/a.txt", "one");
    let build = || {
        project.run(&["build", "--no-pdf", "--date", DATE, "-o", "out"]).expect(0);
        let manifest: serde_json::Value = serde_json::from_str(&project.read("out/manifest.json")).unwrap();
        manifest["build"].as_str().unwrap().to_owned()
    };
    let first = build();
    assert_eq!(build(), first);
    fs::write(project.path("attachments/a.txt"), "two").unwrap();
    let second = build();
    assert_ne!(second, first, "an attachment of the same size");
    fs::write(project.path("manual/a.md"), "# 項\n\n[控え](../attachments/a.txt)\n").unwrap();
    assert_ne!(build(), second);
}
