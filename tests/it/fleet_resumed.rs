//! `toji fleet build` cut off: by a full disk, by a kill. What was done stands, and the next run does the rest. And PDFs:
//! what would be set from the same is not set again.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use toji::emit::typst::{SearchPlaces, Typst};

use crate::project::{BINDER, Output, Project, run, toji};

fn fleet(members: usize) -> Project {
    (1..=members).fold(Project::empty(), |it, number| {
        it.file(&format!("fleet/m{number:02}/binder.toml"), BINDER)
            .file(&format!("fleet/m{number:02}/pages/a.md"), &format!("# 頁\n\n{}\n", "長い文です。".repeat(4000)))
    })
}

fn arguments(fleet: &Path, out: &Path) -> Command {
    let mut command = toji(&["fleet", "build", "--date", "2025-12-01", "--jobs", "2"]);
    command.arg(fleet).arg("-o").arg(out);
    command
}

fn count(out: &Path, below: &str) -> usize {
    fs::read_dir(out.join(below))
        .map_or(0, |it| it.filter(|it| !it.as_ref().unwrap().file_name().to_string_lossy().starts_with('.')).count())
}

#[test]
fn a_disk_that_fills_up_is_told_and_the_rest_is_done_when_there_is_room() {
    let project = fleet(12);
    let disk = project.path("disk");
    fs::create_dir(&disk).unwrap();
    let mount = |options: &str| {
        let mut command = Command::new("mount");
        let done = command.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&disk).stderr(Stdio::null()).status();
        done.is_ok_and(|it| it.success())
    };
    if !mount("size=6m") {
        #[expect(clippy::print_stderr, reason = "a test that did not run must not look like one that passed")]
        {
            eprintln!("NOT TESTED: a fleet on a full disk. Mounting a small tmpfs needs root.");
        }
        return;
    }
    let out = disk.join("out");
    let full = run(arguments(&project.path("fleet"), &out).arg("--no-pdf"));
    let done = count(&out, "reports/members");
    let listed = count(&out, "members");
    let summary = fs::read_to_string(out.join("fleet.html")).unwrap_or_default();
    let grown = mount("remount,size=200m");
    let again = run(arguments(&project.path("fleet"), &out).arg("--no-pdf"));
    let whole = count(&out, "members");
    Command::new("umount").arg("-l").arg(&disk).status().unwrap();

    assert_eq!(full.code, 1, "{full:#?}");
    assert!(full.stderr.contains("[disk-full]"), "{full:#?}");
    assert!(full.stderr.contains(&format!("{} failed", 12 - done)), "{done} of {listed} done: {full:#?}");
    assert!(0 < done && done < 12, "{done}");
    assert!(summary.contains("disk-full"), "the summary names what failed: {}", summary.len());
    assert!(grown, "the disk could not be made larger");
    assert_eq!(again.code, 0, "{again:#?}");
    assert!(again.stderr.contains(&format!("{} built, {done} as they were, 0 failed", 12 - done)), "{again:#?}");
    assert_eq!(whole, 12);
}

#[test]
fn a_run_that_was_killed_goes_on_where_it_was() {
    let project = fleet(60);
    let out = project.path("out");
    let mut command = arguments(&project.path("fleet"), &out);
    let mut child = command.arg("--no-pdf").stderr(Stdio::null()).spawn().unwrap();
    let started = Instant::now();
    while count(&out, "reports/members") < 3 && started.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let done = count(&out, "reports/members");
    let again = run(arguments(&project.path("fleet"), &out).arg("--no-pdf")).expect(0);
    assert!(done >= 3, "{done}");
    assert!(again.stderr.contains(&format!("{} built, {done} as they were, 0 failed", 60 - done)), "{again:#?}");
    let left: Vec<_> = fs::read_dir(out.join("members")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left.len(), 60, "{left:?}");
}

/// typst, and a file that grows by a line each time it sets something.
fn counting_typst(project: &Project) -> Option<()> {
    let Ok(typst) = Typst::find(&SearchPlaces::of_machine(None)) else {
        #[expect(clippy::print_stderr, reason = "a test that did not run must not look like one that passed")]
        {
            eprintln!("NOT TESTED: the PDFs of a fleet. typst 0.15 and the BIZ UD fonts are needed.");
        }
        return None;
    };
    let script = format!(
        "#!/bin/sh\n[ \"$1\" = compile ] && echo run >> '{}'\nexec '{}' \"$@\"\n",
        project.path("runs").display(),
        typst.path.display()
    );
    fs::write(project.path("typst"), script).unwrap();
    fs::set_permissions(project.path("typst"), fs::Permissions::from_mode(0o755)).unwrap();
    Some(())
}

fn with_pdf(project: &Project) -> (Output, usize) {
    let before = runs(project);
    let mut command = arguments(&project.path("fleet"), &project.path("out"));
    let output = run(command.arg("--typst").arg(project.path("typst")));
    (output, runs(project) - before)
}

fn runs(project: &Project) -> usize {
    fs::read_to_string(project.path("runs")).map_or(0, |it| it.lines().count())
}

#[test]
fn a_pdf_that_would_be_set_from_the_same_is_not_set_again() {
    let project = (1..=2).fold(Project::empty(), |it, number| {
        it.file(&format!("fleet/m{number}/binder.toml"), BINDER)
            .file(&format!("fleet/m{number}/pages/a.md"), "# 頁\n\n文です。\n")
    });
    let Some(()) = counting_typst(&project) else { return };
    let (first, set) = with_pdf(&project);
    assert!(first.code == 0 && set == 2, "{set}: {first:#?}");
    let pdf = || fs::read(project.path("out/members/m1/binder.pdf")).unwrap();
    let before = pdf();

    let (second, set) = with_pdf(&project);
    assert!(second.stderr.contains("0 built, 2 as they were") && set == 0, "{set}: {second:#?}");
    // The website has to be made again, the PDF is what it was.
    fs::remove_file(project.path("out/members/m1/index.html")).unwrap();
    let (html, set) = with_pdf(&project);
    assert!(html.stderr.contains("1 built, 1 as they were") && set == 0, "{set}: {html:#?}");
    assert_eq!(pdf(), before);
    assert!(project.path("out/members/m1/index.html").exists());
    // One edit, one PDF.
    fs::write(project.path("fleet/m1/pages/a.md"), "# 頁\n\n別の文です。\n").unwrap();
    let (edited, set) = with_pdf(&project);
    assert!(edited.stderr.contains("1 built, 1 as they were") && set == 1, "{set}: {edited:#?}");
    assert_ne!(pdf(), before);
    // A PDF that somebody changed is set again.
    fs::write(project.path("out/members/m2/binder.pdf"), "x").unwrap();
    let (damaged, set) = with_pdf(&project);
    assert!(damaged.stderr.contains("1 built, 1 as they were") && set == 1, "{set}: {damaged:#?}");
}
