//! What a build does to the folder it writes to: all of the new or all of the old, and nothing of others.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::thread;
use std::time::Duration;

use crate::project::{Project, differences, run, toji, tree};
use crate::sample::sample;
use crate::site;

const PAGE: &str = "# 頁\n\n本文。\n";

fn built() -> Project {
    let project = Project::new().file("a.md", PAGE).file("b.md", "# 別の頁\n\n本文。\n");
    project.run(&["build", "--no-pdf", "--date", "2025-12-01"]).expect(0);
    project
}

const BUILD: [&str; 4] = ["build", "--no-pdf", "--date", "2025-12-01"];

#[test]
fn a_failed_build_leaves_the_old_output() {
    let project = built();
    let before = tree(&project.path("output"));
    fs::write(project.path("a.md"), "# 頁\n\n項目は 9-⑨ です。\n").unwrap();
    let output = project.run(&BUILD).expect(1);
    assert!(output.stderr.contains("unknown-item") && output.stderr.contains("nothing was replaced"), "{output:#?}");
    assert_eq!(tree(&project.path("output")), before);
}

#[test]
fn a_typst_that_fails_leaves_the_old_output() {
    let project = built();
    let fake = project.path(".bin/typst");
    fs::create_dir_all(project.path(".bin")).unwrap();
    fs::write(&fake, "#!/bin/sh\ntest \"$1\" = --version && echo 'typst 0.15.1' && exit\nexit 1\n").unwrap();
    make_executable(&fake);
    let before = tree(&project.path("output"));
    fs::write(project.path("a.md"), "# 改めた頁\n").unwrap();
    let mut command = project.command(&["build", "--typst", fake.to_str().unwrap()]);
    let output = run(command.env("TMPDIR", project.path(".bin"))).expect(3);
    assert!(output.stderr.contains("typst-failed") && output.stderr.contains("toji-typst-"), "{output:#?}");
    assert_eq!(tree(&project.path("output")), before);
    project.run(&["verify", "output/binder"]).expect(0);
}

fn make_executable(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let project =
        Project::new().file("a.md", PAGE).file("papers/letter.txt", "dear").file("papers/manifest.json", "{}");
    let before = tree(project.root());
    for out in ["papers", ".", "a.md"] {
        let output = project.run(&["build", "--no-pdf", "-o", out]).expect(1);
        assert!(output.stderr.contains("output-not-ours"), "{output:#?}");
        assert_eq!(tree(project.root()), before);
    }
}

#[test]
fn files_of_others_stay_beside_ours() {
    let project = built().file("output/binder/memo/覚え.txt", "memo");
    project.run(&BUILD).expect(0);
    assert_eq!(project.read("output/binder/memo/覚え.txt"), "memo");
}

fn inodes(project: &Project) -> BTreeMap<String, u64> {
    use std::os::unix::fs::MetadataExt as _;
    let out = project.path("output/binder");
    let inode = |it: &String| fs::metadata(out.join(it)).unwrap().ino();
    tree(&out).keys().map(|it| (it.clone(), inode(it))).collect()
}

#[test]
fn unchanged_files_are_the_same_files() {
    let project = built();
    let before = inodes(&project);
    project.run(&BUILD).expect(0);
    let again = inodes(&project);
    let moved: Vec<_> = before.keys().filter(|it| before[*it] != again[*it]).collect();
    assert_eq!(moved, ["manifest.json"]);
    fs::write(project.path("a.md"), "# 頁\n\n改めた本文。\n").unwrap();
    project.run(&BUILD).expect(0);
    let changed = inodes(&project);
    assert_ne!(changed["a.html"], again["a.html"]);
    assert_eq!(changed["b.html"], again["b.html"]);
    project.run(&["verify", "output/binder"]).expect(0);
}

#[test]
fn what_is_gone_from_the_folder_is_gone_from_the_output() {
    let project = built();
    fs::remove_file(project.path("b.md")).unwrap();
    project.run(&BUILD).expect(0);
    assert!(!project.path("output/binder/b.html").exists() && project.path("output/binder/a.html").exists());
    assert_eq!(fs::read_dir(project.path("output")).unwrap().count(), 1, "nothing is left beside the output");
}

#[test]
fn without_typst_the_website_knows_of_no_pdf() {
    let project = Project::new().file("a.md", PAGE);
    let mut command = project.command(&["build", "-o", "out"]);
    let output = run(command.env("PATH", "").env_remove("TOJI_TYPST")).expect(3);
    assert!(output.stderr.contains("typst-missing") && output.stderr.contains("no PDF was made"), "{output:#?}");
    let manifest: serde_json::Value = serde_json::from_str(&project.read("out/manifest.json")).unwrap();
    assert_eq!(manifest["pdf"], false);
    let files = tree(&project.path("out"));
    assert!(!files.contains_key("binder.pdf"));
    for (path, bytes) in files.iter().filter(|it| it.0.ends_with(".html")) {
        let html = String::from_utf8(bytes.clone()).unwrap();
        assert!(!html.contains("binder.pdf"), "{path}");
    }
    project.run(&["verify", "out"]).expect(0);
    let with_pdf = sample().pages().filter(|it| site::links(it.1).any(|it| it.contains("binder.pdf"))).count();
    assert_ne!(with_pdf, 0, "a binder with a PDF links to it");
}

#[test]
fn without_typst_the_bytes_are_those_of_no_pdf() {
    let project = Project::new().file("a.md", PAGE);
    project.run(&["build", "--date", "2025-12-01", "--typst", "/nonexistent", "-o", "lacking"]).expect(3);
    project.run(&["build", "--date", "2025-12-01", "--no-pdf", "-o", "asked"]).expect(0);
    let [lacking, asked] = ["lacking", "asked"].map(|it| tree(&project.path(it)));
    assert_eq!(differences(&lacking, &asked), Vec::<String>::new());
}

/// Many pages, so that writing takes a while.
fn thick() -> Project {
    let body = "医療情報システムの端末を、年に一度は確かめる。\n\n".repeat(40);
    (0..300).fold(Project::new(), |it, n| it.file(&format!("pages/{n:03}.md"), &format!("# 頁{n}\n\n{body}")))
}

#[test]
fn a_killed_build_leaves_the_old_or_the_new() {
    let project = thick();
    project.run(&BUILD).expect(0);
    let mut builds = vec![build_id(&project)];
    let mut killed = 0;
    for round in 0..12u64 {
        let date = format!("2025-11-{:02}", round + 1);
        let mut command = project.command(&["build", "--no-pdf", "--date", &date]);
        let mut child = command.stderr(std::process::Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(30 + 90 * round));
        // Only a build that is already done refuses to be killed.
        let _ = child.kill();
        killed += usize::from(child.wait().unwrap().code().is_none());
        let out = project.path("output/binder");
        if out.exists() {
            project.run(&["verify", "output/binder"]).expect(0);
            builds.push(build_id(&project));
        }
    }
    assert_ne!(killed, 0, "no build was killed");
    project.run(&BUILD).expect(0);
    project.run(&["verify", "output/binder"]).expect(0);
    assert_eq!(build_id(&project), builds[0]);
    assert_eq!(fs::read_dir(project.path("output")).unwrap().count(), 1, "what killed builds left is swept up");
}

fn build_id(project: &Project) -> String {
    let manifest: serde_json::Value = serde_json::from_str(&project.read("output/binder/manifest.json")).unwrap();
    manifest["build"].as_str().unwrap().to_owned()
}

#[test]
fn two_builds_at_once_leave_a_whole_output() {
    let project = thick();
    let start = |date: &str| {
        let mut command = project.command(&["build", "--no-pdf", "--date", date]);
        command.stderr(std::process::Stdio::null()).spawn().unwrap()
    };
    let children = [start("2025-11-01"), start("2025-11-02")];
    let codes = children.map(|mut it| it.wait().unwrap().code());
    assert!(codes.contains(&Some(0)), "{codes:?}");
    project.run(&["verify", "output/binder"]).expect(0);
    project.run(&BUILD).expect(0);
    project.run(&["verify", "output/binder"]).expect(0);
}

#[test]
fn a_full_disk_leaves_the_old_output() {
    let project = built();
    let before = tree(&project.path("output"));
    for n in 0..300 {
        fs::write(project.path(&format!("p{n}.md")), PAGE).unwrap();
    }
    // Where files may not grow beyond a block, the disk is full for whoever writes.
    let mut limited = std::process::Command::new("sh");
    let toji = toji(&[]).get_program().to_owned();
    limited.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" build --no-pdf"]).arg(toji).current_dir(project.root());
    let output = run(&mut limited).expect(3);
    assert!(output.stderr.contains("write-failed") || output.stderr.contains("disk-full"), "{output:#?}");
    assert_eq!(tree(&project.path("output")), before);
    assert_eq!(fs::read_dir(project.path("output")).unwrap().count(), 1);
}
