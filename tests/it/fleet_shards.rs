//! A fleet in shares: under GNU parallel with one share killed and run again, with the numbers that Kubernetes and Slurm
//! give, and the manifest that is shipped.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::project::{BINDER, Project, differences, run, toji, tree};

const DAY: [&str; 2] = ["--date", "2025-12-01"];
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/fleet/parallel.sh");
const MANIFEST: &str = include_str!("../../src/cli/fleet/job.yaml");

/// Members with pages enough that a share takes a while.
fn fleet(members: usize) -> Project {
    (1..=members).fold(Project::empty(), |it, number| {
        let binder = format!("{BINDER}member_id = \"id-{number}\"\n");
        let it = it.file(&format!("fleet/m{number}/binder.toml"), &binder);
        (0..30).fold(it, |it, page| {
            it.file(&format!("fleet/m{number}/pages/p{page}.md"), &format!("# 頁{page}\n\n{number}番の施設です。\n"))
        })
    })
}

fn built(project: &Project, out: &str, more: &[&str]) -> crate::project::Output {
    project.run(&[&["fleet", "build", "fleet", "-o", out, "--no-pdf"], &DAY[..], more].concat())
}

fn members(project: &Project, out: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(project.path(&format!("{out}/members"))).unwrap();
    entries.map(|it| it.unwrap().file_name().into_string().unwrap()).filter(|it| !it.starts_with('.')).collect()
}

/// All that a reader sees of an output; what a run keeps for the next one is left out.
fn seen(project: &Project, out: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = tree(&project.path(out));
    files.retain(|path, _| !path.starts_with("reports/"));
    files
}

#[test]
fn every_member_is_in_one_share_and_the_whole_is_as_if_undivided() {
    let project = fleet(7);
    built(&project, "whole", &[]).expect(0);
    let mut all = BTreeSet::new();
    for index in 1..=3 {
        let shard = format!("{index}/3");
        let out = format!("share-{index}");
        let output = built(&project, &out, &["--shard", &shard]).expect(0);
        assert!(output.stderr.contains("toji fleet merge"), "{output:#?}");
        assert!(!project.path(&format!("{out}/fleet.html")).exists(), "a share has no summary");
        let share = members(&project, &out);
        assert!((2..=3).contains(&share.len()), "{share:?}");
        all.extend(share);
    }
    assert_eq!(all, members(&project, "whole"));
    // One output between them gives what one run gives.
    for index in 1..=3 {
        built(&project, "one", &["--shard", &format!("{index}/3")]).expect(0);
    }
    project.run(&["fleet", "merge", "one", "-o", "one"]).expect(0);
    assert_eq!(differences(&seen(&project, "whole"), &seen(&project, "one")), [""; 0]);
}

/// Stands in for toji on the path: kills the second share's first run as soon as a member of it lies in the output.
const KILLER: &str = r#"#!/bin/sh
case " $* " in
*" 2/4 "*)
    if mkdir "$KILLED" 2>/dev/null; then
        "$TOJI" "$@" &
        pid=$!
        while kill -0 $pid 2>/dev/null && ! ls "$SEEN" 2>/dev/null | grep -q '^\(id-\|\.\)'; do :; done
        kill -9 $pid
        wait $pid
        echo $? > "$KILLED/code"
        exit 137
    fi ;;
esac
exec "$TOJI" "$@"
"#;

#[cfg(unix)]
#[test]
fn under_gnu_parallel_a_share_that_is_killed_is_run_again() {
    use std::os::unix::fs::PermissionsExt as _;

    let project = fleet(12);
    built(&project, "whole", &[]).expect(0);
    let project = project.file("bin/toji", KILLER);
    let killer = project.path("bin/toji");
    fs::set_permissions(&killer, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", project.path("bin").display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("sh");
    command.args([SCRIPT, "fleet", "out", "4", "2", "--no-pdf"]).args(DAY).current_dir(project.root());
    command.env("PATH", path).env("TOJI", env!("CARGO_BIN_EXE_toji")).env("HOME", project.root());
    command.env("KILLED", project.path("killed")).env("SEEN", project.path("out/members"));
    let output = run(&mut command);
    assert_eq!(output.code, 0, "{output:#?} On Debian: apt-get install parallel");
    assert_eq!(project.read("killed/code").trim(), "137", "it was not killed but had ended");
    let log = project.read("out.joblog");
    assert_eq!(log.lines().count(), 5, "{log}");
    assert_eq!(differences(&seen(&project, "whole"), &seen(&project, "out")), [""; 0]);
}

#[test]
fn the_number_comes_from_kubernetes_or_slurm() {
    let project = fleet(4);
    built(&project, "typed", &["--shard", "2/2"]).expect(0);
    for (name, number) in [("JOB_COMPLETION_INDEX", "1"), ("SLURM_ARRAY_TASK_ID", "2")] {
        let mut command = toji(&["fleet", "build", "fleet", "-o", name, "--no-pdf", "--shard", "auto/2"]);
        run(command.args(DAY).env(name, number).current_dir(project.root())).expect(0);
        assert_eq!(members(&project, name), members(&project, "typed"));
        // Where nobody asks for it, a number that stands there by chance hides nobody.
        let mut command = toji(&["fleet", "build", "fleet", "-o", "all", "--no-pdf"]);
        run(command.args(DAY).env(name, number).current_dir(project.root())).expect(0);
        assert_eq!(members(&project, "all").len(), 4);
    }
}

#[test]
fn a_share_that_is_none_is_a_matter_of_typing() {
    let project = fleet(1);
    for shard in ["0/2", "3/2", "2", "auto/2", "一/二"] {
        let output = built(&project, "out", &["--shard", shard]).expect(2);
        assert!(output.stderr.contains(shard), "{output:#?}");
        assert!(!project.path("out").exists());
    }
}

/// The value of `key` in a manifest, at the place that the keys above it lead to.
fn value(path: &[&str]) -> Option<String> {
    let mut depth = 0;
    let mut indent = None;
    for line in MANIFEST.lines().filter(|it| !it.trim_start().starts_with('#')) {
        let bare = line.trim_start().trim_start_matches("- ");
        let column = line.len() - bare.len();
        if depth > 0 && indent.is_some_and(|it| column <= it) {
            return None;
        }
        let (key, rest) = bare.split_once(':')?;
        if key == path[depth] {
            depth += 1;
            indent = Some(column);
            if depth == path.len() {
                return Some(rest.trim().to_owned());
            }
        }
    }
    None
}

/// What the Kubernetes API asks of an Indexed Job (batch/v1) in which each share may fail for itself.
#[test]
fn the_manifest_is_an_indexed_job() {
    let get = |path: &[&str]| value(path).unwrap_or_else(|| panic!("{path:?} is not in the manifest"));
    assert_eq!((get(&["apiVersion"]), get(&["kind"])), ("batch/v1".into(), "Job".into()));
    assert_eq!(get(&["metadata", "name"]), "toji-fleet");
    assert_eq!(get(&["spec", "completionMode"]), "Indexed");
    let number = |path: &[&str]| get(path).parse::<u32>().unwrap();
    let completions = number(&["spec", "completions"]);
    assert!((1..=completions).contains(&number(&["spec", "parallelism"])));
    assert!(number(&["spec", "backoffLimitPerIndex"]) > 0);
    // backoffLimitPerIndex and podFailurePolicy are allowed with this alone.
    assert_eq!(get(&["spec", "template", "spec", "restartPolicy"]), "Never");
    let container = get(&["spec", "template", "spec", "containers", "name"]);
    assert_eq!(get(&["spec", "podFailurePolicy", "rules", "onExitCodes", "containerName"]), container);
    assert_eq!(get(&["spec", "podFailurePolicy", "rules", "action"]), "FailIndex");
    let arguments: Vec<String> =
        serde_json::from_str(&get(&["spec", "template", "spec", "containers", "args"])).unwrap();
    assert!(
        arguments.windows(2).any(|it| it == ["--shard".to_owned(), format!("auto/{completions}")]),
        "{arguments:?}"
    );
    assert!(!MANIFEST.contains('\t'));

    // Its arguments are those that toji understands, but for the folders.
    let project = fleet(2);
    let here = arguments.iter().map(|it| it.trim_start_matches('/'));
    let mut command = toji(&[]);
    command.args(here).arg("--no-pdf").env("JOB_COMPLETION_INDEX", "0").current_dir(project.root());
    run(&mut command).expect(0);
    assert!(project.path("out/reports/shard-1-of-8.json").is_file());
}

#[test]
fn help_ships_the_script_and_the_manifest() {
    let help = run(&mut toji(&["fleet", "build", "--help"])).expect(0).stdout;
    for text in [MANIFEST, &fs::read_to_string(Path::new(SCRIPT)).unwrap()] {
        let first = text.lines().rfind(|it| !it.is_empty()).unwrap();
        assert!(help.contains(first), "{first}: {help}");
    }
}
