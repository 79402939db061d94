//! `toji fleet build`: many members at once, each as if it were built alone; what did not change is not built again; what
//! is wrong with one stops nobody else.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use crate::project::{BINDER, Output, Project, differences, run, toji, tree};

const DAY: [&str; 2] = ["--date", "2025-12-01"];
const PAGE: &str = "# 停電のときの手順\n\n1. 懐中電灯を取りに行く。\n\n[ない頁](nowhere.md)について。\n";

/// A binder whose member has an id, or none.
fn binder(id: &str) -> String {
    if id.is_empty() { BINDER.to_owned() } else { format!("{BINDER}member_id = \"{id}\"\n") }
}

/// So many members `m1`.., with a page that all have and one that each has for itself.
fn fleet(members: usize) -> Project {
    (1..=members).fold(Project::empty(), |it, number| {
        it.file(&format!("fleet/m{number}/binder.toml"), &binder(&format!("id-{number}")))
            .file(&format!("fleet/m{number}/pages/a.md"), "# 共通の頁\n\n同じ文です。\n")
            .file(&format!("fleet/m{number}/pages/b.md"), &format!("# 頁\n\n{number}番の施設です。\n"))
            .file(&format!("fleet/m{number}/pages/c.md"), "# 次の頁\n\n[前](b.md)を見ます。\n")
    })
}

fn build(project: &Project, more: &[&str]) -> Output {
    project.run(&[&["fleet", "build", "fleet", "-o", "out", "--no-pdf"], &DAY[..], more].concat())
}

/// How many were built, stand as they were, and failed.
#[track_caller]
fn counts(output: &Output) -> [usize; 3] {
    let line = output.stderr.lines().find(|it| it.contains(" as they were, ")).unwrap_or_else(|| panic!("{output:#?}"));
    let number = |word: &str| {
        let before = line.split(word).next().unwrap_or_default();
        before.rsplit([' ', ':']).find(|it| !it.is_empty()).and_then(|it| it.parse().ok())
    };
    [" built, ", " as they were, ", " failed"].map(|it| number(it).unwrap_or_else(|| panic!("{it}: {line}")))
}

#[track_caller]
fn same_as_alone(project: &Project, folder: &str, id: &str) {
    let alone = project.path(&format!("alone/{id}"));
    let source = project.path(&format!("fleet/{folder}"));
    let mut command = toji(&["build", "--no-pdf", DAY[0], DAY[1]]);
    run(command.arg(&source).arg("-o").arg(&alone)).expect(0);
    let made = project.path(&format!("out/members/{id}"));
    assert_eq!(differences(&tree(&alone), &tree(&made)), [""; 0], "{id}");
}

#[test]
fn every_member_is_as_if_it_were_built_alone() {
    let project = fleet(5);
    assert_eq!(counts(&build(&project, &["--jobs", "3"]).expect(0)), [5, 0, 0]);
    for number in 1..=5 {
        same_as_alone(&project, &format!("m{number}"), &format!("id-{number}"));
    }
}

#[test]
fn the_sample_with_findings_and_pages_of_its_own_around_is_as_if_built_alone() {
    let project = Project::empty();
    for number in 0..3 {
        let folder = project.path(&format!("fleet/m{number}"));
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        for (path, bytes) in tree(&content) {
            let place = folder.join(&path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, bytes).unwrap();
        }
        // Own pages between those that all have, and warnings in what all have.
        for (path, text) in [("aaa/x.md", PAGE), ("notes/x.md", PAGE), ("zzz/x.md", PAGE)].iter().take(number) {
            fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
            fs::write(folder.join(path), text.replace("[ない頁](nowhere.md)", "頁")).unwrap();
        }
        let contacts = folder.join("registers/contacts.csv");
        let told = fs::read_to_string(&contacts).unwrap().replace("0000-00-1201", &format!("0000-00-13{number:02}"));
        fs::write(contacts, told).unwrap();
        let binder = fs::read_to_string(folder.join("binder.toml")).unwrap();
        fs::write(folder.join("binder.toml"), binder.replacen("薬局", &format!("第{number}薬局"), 1)).unwrap();
    }
    let output = build(&project, &[]).expect(0);
    assert!(output.stderr.contains("files that are the same for many members"), "{output:#?}");
    for number in 0..3 {
        same_as_alone(&project, &format!("m{number}"), &format!("m{number}"));
    }
}

#[test]
fn what_did_not_change_is_not_built_again() {
    let project = fleet(4);
    build(&project, &[]).expect(0);
    let first = tree(&project.path("out/members"));
    // A time is no change, a byte is.
    let page = project.path("fleet/m2/pages/b.md");
    fs::write(&page, fs::read(&page).unwrap()).unwrap();
    assert_eq!(counts(&build(&project, &[]).expect(0)), [0, 4, 0]);
    fs::write(&page, "# 頁\n\n引っ越しました。\n").unwrap();
    assert_eq!(counts(&build(&project, &[]).expect(0)), [1, 3, 0]);
    let changed = differences(&first, &tree(&project.path("out/members")));
    assert!(!changed.is_empty() && changed.iter().all(|it| it.starts_with("id-2/")), "{changed:?}");
    same_as_alone(&project, "m2", "id-2");
    // Another day is another binder.
    let other = project.run(&["fleet", "build", "fleet", "-o", "out", "--no-pdf", "--date", "2025-12-02"]);
    let other = other.expect(0);
    assert_eq!(counts(&other), [4, 0, 0]);
    assert!(other.stderr.contains("The day changed: 4 members") && other.stderr.contains("--date 2025-12-01"));
}

#[test]
fn files_that_are_copied_and_the_template_s_state_count_too() {
    let project = fleet(2)
        .bytes("fleet/m1/attachments/a.bin", &[1, 2, 3])
        .file("fleet/m1/pages/d.md", "# 添付\n\n[写し](../attachments/a.bin)\n");
    build(&project, &[]).expect(0);
    for (path, bytes) in [
        ("fleet/m1/attachments/a.bin", b"\x01\x02\x04"),
        ("fleet/m1/.toji/template.toml", b"= ["),
        ("fleet/m1/.toji/pending/pages/a.md", b"# a"),
    ] {
        let place = project.path(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
        assert_eq!(counts(&build(&project, &[])), [1, 1, 0], "{path}");
    }
}

#[test]
fn an_output_that_was_touched_is_made_again() {
    let project = fleet(3);
    build(&project, &[]).expect(0);
    let whole = tree(&project.path("out/members"));
    let page = project.path("out/members/id-1/pages/a.html");
    // As a copy from elsewhere may have it: as long and as old as what was there.
    let (length, time) = fs::metadata(&page).map(|it| (it.len(), it.modified().unwrap())).unwrap();
    fs::write(&page, vec![b'x'; usize::try_from(length).unwrap()]).unwrap();
    fs::File::options().write(true).open(&page).unwrap().set_modified(time).unwrap();
    fs::remove_file(project.path("out/members/id-2/index.html")).unwrap();
    fs::remove_dir_all(project.path("out/members/id-3")).unwrap();
    assert_eq!(counts(&build(&project, &[]).expect(0)), [3, 0, 0]);
    // What was copied somewhere and back is what it was.
    let page = project.path("out/members/id-1/pages/b.html");
    let bytes = fs::read(&page).unwrap();
    fs::remove_file(&page).unwrap();
    fs::write(&page, bytes).unwrap();
    assert_eq!(counts(&build(&project, &[]).expect(0)), [0, 3, 0]);
    assert_eq!(differences(&whole, &tree(&project.path("out/members"))), [""; 0]);
}

#[test]
fn bad_members_are_named_and_the_others_are_built() {
    let project = fleet(2)
        .file("fleet/file", "x")
        .file("fleet/empty/.hidden", "")
        .file("fleet/nothing/page.md", "# 頁\n")
        .file("fleet/broken/binder.toml", "format = \n")
        .file("fleet/edition/binder.toml", &BINDER.replace("r7", "r99"))
        .file("fleet/link/binder.toml", &binder(""))
        .file("fleet/link/pages/a.md", PAGE)
        .file("fleet/one/binder.toml", &binder("ＴＷＩＮ"))
        .file("fleet/two/binder.toml", &binder("twin"))
        .file("fleet/slash/binder.toml", &binder("a/b"))
        .file("fleet/fleet.toml", "")
        .file("fleet/nara.tojipack", "")
        .file("fleet/.git/config", "");
    for _ in 0..2 {
        let output = build(&project, &[]).expect(1);
        let [built, stood, failed] = counts(&output);
        assert_eq!((built + stood, failed), (2, 9), "{output:#?}");
        for code in [
            "[fleet-member-no-folder] file",
            "[empty-folder]",
            "[no-binder-toml]",
            "[toml-syntax] binder.toml:1:",
            "[unknown-edition] binder.toml:3:11",
            "[missing-file] pages/a.md:5:1",
            "[fleet-member-id-shared] binder.toml: 会員の番号「twin」が、one、two",
            "[fleet-member-id] binder.toml: 会員の番号「a/b」",
        ] {
            assert!(output.stderr.contains(code), "{code}: {output:#?}");
        }
        assert!(output.stderr.contains("run the same command again"), "{output:#?}");
    }
    for number in 1..=2 {
        same_as_alone(&project, &format!("m{number}"), &format!("id-{number}"));
    }
    // What was mended is built, and nothing else.
    fs::write(project.path("fleet/two/binder.toml"), binder("other")).unwrap();
    fs::write(project.path("fleet/broken/binder.toml"), binder("")).unwrap();
    assert_eq!(counts(&build(&project, &[]).expect(1)), [3, 2, 6]);
}

#[test]
fn a_note_among_the_members_is_named_and_fails_nothing() {
    let project = fleet(2)
        .file("fleet/メモ.txt", "x")
        .file("fleet/.DS_Store", "x")
        .file("fleet/Thumbs.db", "x")
        .file("fleet/Desktop.ini", "x")
        .file("fleet/id-1.xlsx", "x");
    for out in ["out", "again"] {
        let more = if out == "again" { &["--anonymous"][..] } else { &[] };
        let output = project.run(&[&["fleet", "build", "fleet", "-o", out, "--no-pdf", DAY[0], DAY[1]], more].concat());
        assert_eq!(output.code, 0, "{output:#?}");
        assert!(output.stderr.contains("[fleet-no-member]") && output.stderr.contains("メモ.txt"), "{output:#?}");
        for name in ["DS_Store", "Thumbs", "esktop.ini", "id-1.xlsx"] {
            assert!(!output.stderr.contains(name), "{name}: {output:#?}");
        }
    }
    for file in ["fleet.html", "fleet.json"] {
        assert!(project.read(&format!("out/{file}")).contains("メモ.txt"), "{file}");
    }
    for (path, bytes) in tree(&project.path("again/anonymous")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("メモ"), "{path}");
    }
}

#[test]
fn a_file_in_the_place_of_a_member_fails() {
    let project = fleet(3);
    build(&project, &[]).expect(0);
    fs::remove_dir_all(project.path("fleet/m1")).unwrap();
    fs::remove_dir_all(project.path("fleet/m2")).unwrap();
    let project = project
        .file("fleet/m1", "no folder any more")
        .file("fleet/m2.zip", "m2, packed")
        .file("fleet/N-0009.zip", "of a member that fleet.toml knows")
        .file("fleet/m3.zip", "m3 is there all the same")
        .file("fleet/fleet.toml", "format = 1\n[[member]]\nid = \"N-0009\"\nconsent = false\n");
    let output = build(&project, &[]).expect(1);
    assert_eq!(counts(&output), [0, 1, 3], "{output:#?}");
    for name in ["m1", "m2.zip", "N-0009.zip"] {
        assert!(output.stderr.contains(&format!("[fleet-member-no-folder] {name}:")), "{name}: {output:#?}");
    }
    let told = output.stderr.split("[fleet-no-member]").nth(1).unwrap_or_default();
    assert!(told.contains("m3.zip"), "{output:#?}");
}

#[test]
#[cfg(unix)]
fn a_link_among_the_members_is_not_followed() {
    let project = fleet(1).file("elsewhere/binder.toml", BINDER);
    std::os::unix::fs::symlink(project.path("elsewhere"), project.path("fleet/link")).unwrap();
    let output = build(&project, &[]).expect(1);
    assert!(output.stderr.contains("[symlink] link"), "{output:#?}");
    assert_eq!(counts(&output), [1, 0, 1]);
}

#[test]
fn a_member_that_breaks_keeps_its_old_binder() {
    let project = fleet(2);
    build(&project, &[]).expect(0);
    let whole = tree(&project.path("out/members"));
    fs::write(project.path("fleet/m1/pages/c.md"), PAGE).unwrap();
    assert_eq!(counts(&build(&project, &[]).expect(1)), [0, 1, 1]);
    assert_eq!(differences(&whole, &tree(&project.path("out/members"))), [""; 0]);
}

#[test]
fn the_binder_of_a_member_who_left_is_told_and_kept() {
    let project = fleet(3);
    build(&project, &[]).expect(0);
    fs::remove_dir_all(project.path("fleet/m3")).unwrap();
    let output = build(&project, &[]).expect(0);
    assert!(output.stderr.contains("fleet-member-gone") && output.stderr.contains("id-3"), "{output:#?}");
    assert!(project.path("out/members/id-3/index.html").exists());
}

#[test]
fn what_is_no_fleet_and_an_output_of_somebody_else_are_refused() {
    let project = fleet(1).file("mine/letter.txt", "x").file("none/README.md", "x");
    let output = project.run(&["fleet", "build", "none", "-o", "out"]).expect(1);
    assert!(output.stderr.contains("fleet-empty"), "{output:#?}");
    let output = project.run(&["fleet", "build", "nowhere", "-o", "out"]).expect(3);
    assert!(output.stderr.contains("no-such-folder"), "{output:#?}");
    let output = project.run(&["fleet", "build", "fleet", "-o", "mine", "--no-pdf"]).expect(1);
    assert!(output.stderr.contains("output-not-ours"), "{output:#?}");
    assert_eq!(tree(&project.path("mine")).len(), 1);
    assert!(!project.path("out").exists());
}

#[test]
fn an_output_among_the_members_is_no_member() {
    let project = fleet(2);
    for _ in 0..2 {
        let output = project.run(&["fleet", "build", "fleet", "-o", "fleet/all", "--no-pdf", DAY[0], DAY[1]]).expect(0);
        let [built, stood, failed] = counts(&output);
        assert_eq!((built + stood, failed), (2, 0));
    }
}

/// A change of the fleet's folder that was decided, and killed before it was made.
fn cut_off(project: Project, after: &str) -> Project {
    let path = "m1/pages/b.md";
    let hex = |text: &str| toji::source::Digest::of(text.as_bytes()).to_string();
    let before = hex(&project.read(&format!("fleet/{path}")));
    let entry = serde_json::json!({"path": path, "before": before, "after": hex(after)});
    let record = serde_json::json!({"format": 1, "entries": [entry]}).to_string();
    project.file("fleet/.toji/journal/new-0", after).file("fleet/.toji/journal/record.json", &record)
}

#[test]
fn what_was_cut_off_in_the_fleet_is_ended_before_a_member_is_read() {
    let after = "# 頁\n\n届いた答えです。\n";
    let project = cut_off(fleet(2), after);
    build(&project, &[]).expect(0);
    assert!(project.read("out/members/id-1/pages/b.html").contains("届いた答え"));
    assert!(!project.path("fleet/.toji/journal").exists());

    let project = cut_off(fleet(2), after);
    project.run(&["check", "fleet/m1", DAY[0], DAY[1]]).expect(0);
    assert_eq!(project.read("fleet/m1/pages/b.md"), after);
}
