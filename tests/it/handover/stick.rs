//! `toji usb`: the copy, the page to begin with, and everything that a stick does not take.

use std::path::PathBuf;

use super::*;

fn usb(project: &Project, more: &[&str]) -> Output {
    project.run(&[&["usb", "stick"], more].concat())
}

/// A house, its copy for others, and a stick with something on it.
fn with_stick() -> Project {
    let project = house().file("stick/写真/memo.txt", "memo").file("stick/a.doc", "x");
    build(&project, &["--profile", "handover"]).expect(0);
    project
}

#[test]
fn a_stick_holds_the_output_as_it_was_built_and_nothing_else_of_it_changed() {
    let project = with_stick();
    sign(&project, "output/handover", "a").expect(0);
    fs::write(project.path("output/handover/note-of-mine.txt"), "secret").unwrap();
    let done = usb(&project, &["--profile", "handover"]).expect(0);
    for said in ["read back", "Nothing is encrypted", "toji-binder", "profile handover"] {
        assert!(done.stderr.contains(said), "{said}: {done:#?}");
    }
    let mut expected: Vec<_> = tree(&project.path("output/handover")).into_iter().collect();
    expected.retain(|it| it.0 != "note-of-mine.txt");
    let copied: Vec<_> = tree(&project.path("stick/toji-binder")).into_iter().collect();
    assert!(copied == expected, "other files or other bytes");
    project.run(&["verify", "stick/toji-binder", "--key", "keys/a.pub"]).expect(0);
    let top = |project: &Project| {
        let mut names: Vec<_> = fs::read_dir(project.path("stick"))
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(top(&project), ["a.doc", "toji-binder", "はじめに.html", "写真"]);
    assert_eq!(project.read("stick/写真/memo.txt"), "memo");

    // A second time, from a build without a page, with a file of the receiver's in the folder.
    fs::remove_file(project.path("rules/kitei.md")).unwrap();
    build(&project, &["--profile", "handover"]).expect(0);
    fs::write(project.path("stick/toji-binder/memo.txt"), "theirs").unwrap();
    let again = usb(&project, &["--profile", "handover"]).expect(1);
    assert!(again.stderr.contains("output-added") && again.stderr.contains("memo.txt"), "{again:#?}");
    assert_eq!(project.read("stick/toji-binder/memo.txt"), "theirs");
    assert!(!project.path("stick/toji-binder/rules/kitei.html").exists());
    assert!(!project.path("stick/toji-binder/manifest.json.minisig").exists());
    assert_eq!(top(&project), ["a.doc", "toji-binder", "はじめに.html", "写真"]);
}

#[test]
fn the_page_to_begin_with_opens_by_double_click() {
    let project = with_stick();
    usb(&project, &["--profile", "handover"]).expect(0);
    let profile = tempfile::tempdir().unwrap();
    let page = format!("file://{}", project.path("stick/はじめに.html").display());
    let mut command = chromium(profile.path());
    command.arg("--dump-dom").arg(page);
    let output = command.stderr(Stdio::null()).output().unwrap_or_else(|it| panic!("chromium: {it}"));
    let dom = String::from_utf8(output.stdout).unwrap();
    assert!(!dom.contains("<script") && !project.read("stick/はじめに.html").contains("<script"), "{dom}");
    for said in ["見本薬局", "外部提出用（handover）", "暗号化されていません", "verify toji-binder"]
    {
        assert!(dom.contains(said), "{said}: {dom}");
    }
    let links: Vec<&str> = dom.split("href=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
    assert!(!links.is_empty());
    for link in links {
        assert!(project.path("stick").join(link).is_file(), "{link}");
    }
}

#[test]
fn what_hides_nothing_is_warned_of() {
    let project = with_stick();
    let warned = usb(&project, &[]).expect(0);
    assert!(warned.stderr.contains("stick-whole") && warned.stderr.contains("--profile handover"), "{warned:#?}");
    assert!(!usb(&project, &["--profile", "handover"]).expect(0).stderr.contains("stick-whole"));
}

#[test]
fn toji_itself_goes_along_where_asked_for() {
    let project = with_stick();
    let name = if cfg!(windows) { "toji.exe" } else { "toji" };
    usb(&project, &["--profile", "handover", "--with-toji"]).expect(0);
    let there = fs::read(project.path("stick").join(name)).unwrap();
    assert!(there == fs::read(env!("CARGO_BIN_EXE_toji")).unwrap());
    assert!(project.read("stick/はじめに.html").contains(&format!("{name} verify toji-binder")));
    // Its own earlier copy may be replaced; a program of that name by somebody else may not.
    usb(&project, &["--profile", "handover", "--with-toji"]).expect(0);
    fs::write(project.path("stick").join(name), "somebody's").unwrap();
    let taken = usb(&project, &["--profile", "handover", "--with-toji"]).expect(1);
    assert!(taken.stderr.contains("stick-taken"), "{taken:#?}");
    assert_eq!(project.read(&format!("stick/{name}")), "somebody's");
}

#[test]
fn what_is_there_already_stays() {
    let project = with_stick().file("stick/はじめに.html", "mine").file("stick/toji-binder/memo.txt", "memo");
    let before = tree(&project.path("stick"));
    let taken = usb(&project, &["--profile", "handover"]).expect(1);
    assert_eq!(taken.stderr.matches("[stick-taken]").count(), 2, "{taken:#?}");
    assert_eq!(tree(&project.path("stick")), before);
    assert!(taken.stderr.contains("nothing was replaced"), "{taken:#?}");
}

#[cfg(unix)]
#[test]
fn a_link_on_the_stick_is_not_followed() {
    let project = with_stick();
    fs::create_dir(project.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(project.path("output/binder"), project.path("stick/toji-binder")).unwrap();
    let before = tree(&project.path("output/binder"));
    assert!(usb(&project, &["--profile", "handover"]).expect(1).stderr.contains("stick-taken"));
    assert!(tree(&project.path("output/binder")) == before);
}

#[test]
fn a_stick_is_a_place_of_its_own() {
    let project = with_stick();
    let there = |dir: &str| project.run(&["usb", dir, "--profile", "handover"]);
    assert!(there("not-plugged-in").expect(1).stderr.contains("stick-missing"));
    assert!(!project.path("not-plugged-in").exists());
    for inside in [".", "output/binder", "output/handover/rules"] {
        assert!(there(inside).expect(1).stderr.contains("stick-no-place"), "{inside}");
    }
    project.run(&["verify", "output/handover"]).expect(0);
}

#[test]
fn an_output_that_is_not_as_it_was_built_goes_nowhere() {
    let project = with_stick();
    fs::write(project.path("output/handover/index.html"), "changed").unwrap();
    let refused = usb(&project, &["--profile", "handover"]).expect(1);
    assert!(refused.stderr.contains("output-changed"), "{refused:#?}");
    assert!(!project.path("stick/toji-binder").exists() && !project.path("stick/はじめに.html").exists());
    assert!(usb(&project, &["--output", "rules"]).expect(1).stderr.contains("not-an-output"));
}

#[test]
fn which_output_is_meant_is_never_guessed() {
    let project = with_stick();
    build(&project, &["--profile", "all"]).expect(0);
    let several = usb(&project, &["--profile", "handover"]).expect(2);
    assert!(several.stderr.contains("output/handover, output/profiles/handover"), "{several:#?}");
    assert!(usb(&project, &["--profile", "nobody"]).expect(2).stderr.contains("--profile nobody"));
    let choose = usb(&project, &["--output", "output/profiles"]).expect(2);
    assert!(choose.stderr.contains("full, handover, inspector, staff"), "{choose:#?}");
    usb(&project, &["--output", "output/binder", "--profile", "handover"]).expect(2);
    assert!(!project.path("stick/toji-binder").exists());
    usb(&project, &["--output", "output/profiles", "--profile", "inspector"]).expect(0);
    assert!(project.read("stick/toji-binder/manifest.json").contains("\"profile\": \"inspector\""));
}

/// What no stick takes is told from the list of files alone, all at once, before anything is written.
#[test]
fn names_and_sizes_that_a_stick_does_not_take_are_told() {
    let project = with_stick();
    let long = format!("items/{}.html", "長".repeat(260));
    let listed = [
        ("items/con.html", 1),
        ("items/A.html", 1),
        ("items/a.html", 1),
        (long.as_str(), 1),
        ("attachments/movie.mp4", 5_u64 << 30),
    ];
    let mut manifest: serde_json::Value = serde_json::from_str(&project.read("output/handover/manifest.json")).unwrap();
    let files = manifest["files"].as_array_mut().unwrap();
    files.extend(listed.map(|(path, size)| serde_json::json!({ "path": path, "size": size, "sha256": "" })));
    fs::write(project.path("output/handover/manifest.json"), manifest.to_string()).unwrap();
    let found = usb(&project, &["--profile", "handover"]).expect(1).stderr;
    for code in ["stick-name]", "stick-names-clash]", "stick-path-long]", "stick-file-too-large]"] {
        assert!(found.contains(code), "{code}: {found}");
    }
    assert!(!project.path("stick/toji-binder").exists());
}

/// A small disk in a folder of the project, or nothing where this needs rights that the test does not have.
struct Mounted(PathBuf);

impl Mounted {
    fn at(path: PathBuf, options: &str) -> Option<Self> {
        fs::create_dir_all(&path).unwrap();
        mount(&path, options).then_some(Self(path))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn mount(path: &Path, options: &str) -> bool {
    let mut command = Command::new("mount");
    let done = command.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(path).stderr(Stdio::null()).status();
    done.is_ok_and(|it| it.success())
}

#[test]
fn a_full_stick_and_one_that_is_read_only_are_told_and_keep_what_they_hold() {
    let project = with_stick();
    let Some(stick) = Mounted::at(project.path("small"), "size=16m") else {
        #[expect(clippy::print_stderr, reason = "a test that did not run must not look like one that passed")]
        {
            eprintln!("NOT TESTED: a full stick and a read-only one. Mounting a small tmpfs needs root.");
        }
        return;
    };
    let put = || project.run(&["usb", "small", "--profile", "handover"]);
    put().expect(0);
    let before = tree(&stick.0);
    fs::write(project.path("rules/kitei.md"), "# 規程\n\n新しい本文。\n").unwrap();
    build(&project, &["--profile", "handover"]).expect(0);
    let used: usize = before.values().map(Vec::len).sum();
    // Room for the copy that is there and a part of the next one.
    fs::write(stick.0.join("movie.mp4"), vec![1; (16 << 20) - used * 3 / 2]).unwrap();
    let full = put().expect(3);
    assert!(full.stderr.contains("[disk-full]"), "{full:#?}");
    fs::remove_file(stick.0.join("movie.mp4")).unwrap();
    assert!(tree(&stick.0) == before, "the earlier copy is as it was, and nothing is left over");

    assert!(mount(&stick.0, "remount,ro"));
    let locked = put().expect(3);
    assert!(locked.stderr.contains("[disk-read-only]"), "{locked:#?}");
    assert!(mount(&stick.0, "remount,rw"));
    put().expect(0);
    project.run(&["verify", "small/toji-binder"]).expect(0);
    assert!(tree(&stick.0) != before);
}

#[test]
fn a_binder_of_nobody_says_whose_it_may_be() {
    let project = Project::empty().file("binder.toml", &BINDER.replace("見本薬局", "<b>&薬局")).file("stick/x", "");
    build(&project, &["--profile", "inspector"]).expect(0);
    usb(&project, &["--profile", "inspector"]).expect(0);
    let page = project.read("stick/はじめに.html");
    assert!(page.contains("&lt;b&gt;&amp;薬局") && !page.contains("<b>&"), "{page}");
    assert!(page.contains("立入検査用（inspector）"), "{page}");
}
