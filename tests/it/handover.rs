//! `toji verify`, `toji usb` and `toji seal`, as they are typed: what leaves the house is what was built, and says so.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::browser::chromium;
use crate::project::{BINDER, Output, Project, tree};

mod seal;
mod stick;

const DAY: &str = "2025-12-01";

/// A small binder, built once, and keys a and b.
fn house() -> Project {
    let project = Project::new().file("rules/kitei.md", "# 規程\n\n本文。\n").file("pw", "ながい合言葉 9\n");
    build(&project, &[]).expect(0);
    for name in ["a", "b"] {
        project.run(&["pack", "new-key", "-o", "keys", "--name", name, "--password-file", "pw"]).expect(0);
    }
    project
}

fn build(project: &Project, more: &[&str]) -> Output {
    project.run(&[&["build", "--no-pdf", "--date", DAY], more].concat())
}

fn sign(project: &Project, out: &str, key: &str) -> Output {
    let key = format!("keys/{key}.key");
    project.run(&["verify", out, "--sign", &key, "--password-file", "pw", "--date", DAY])
}

fn verify(project: &Project, more: &[&str]) -> Output {
    project.run(&[&["verify", "output/binder"], more].concat())
}

#[test]
fn an_output_says_which_build_it_is() {
    let project = house();
    let said = verify(&project, &[]).expect(0).stderr;
    let manifest: serde_json::Value = serde_json::from_str(&project.read("output/binder/manifest.json")).unwrap();
    let digest = toji::source::Digest::of(project.read("output/binder/manifest.json").as_bytes()).to_string();
    for part in [manifest["build"].as_str().unwrap(), "profile full", &digest, "見本薬局", "signature: none"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_signature_holds_for_its_build_and_key_alone() {
    let project = house();
    let missing = verify(&project, &["--key", "keys/a.pub"]).expect(1);
    assert!(missing.stderr.contains("signature-missing"), "{missing:#?}");
    let signed = sign(&project, "output/binder", "a").expect(0);
    assert!(signed.stderr.contains("profile full date 2025-12-01"), "{signed:#?}");
    assert!(!signed.stderr.contains("合言葉"), "{signed:#?}");

    let unchecked = verify(&project, &[]).expect(0);
    assert!(unchecked.stderr.contains("not checked"), "{unchecked:#?}");
    let key = toji::model::PackKey::parse(&project.read("keys/a.pub")).unwrap();
    for given in ["keys/a.pub", key.as_str()] {
        let good = verify(&project, &["--key", given]).expect(0);
        for part in ["signature: good", "profile full date 2025-12-01", &key.fingerprint()] {
            assert!(good.stderr.contains(part), "{part}: {good:#?}");
        }
    }
    let other = verify(&project, &["--key", "keys/b.pub"]).expect(1);
    assert!(other.stderr.contains("signature-other-key") && !other.stderr.contains("signature: good"), "{other:#?}");
    for no_key in ["keys/a.key", "keys/none.pub", "RWabc"] {
        verify(&project, &["--key", no_key]).expect(2);
    }
}

#[test]
fn what_was_signed_cannot_be_changed() {
    let project = house();
    sign(&project, "output/binder", "a").expect(0);
    let path = |name: &str| project.path("output/binder").join(name);
    let manifest = project.read("output/binder/manifest.json");
    let text = project.read("output/binder/manifest.json.minisig");
    let checked = || verify(&project, &["--key", "keys/a.pub"]);

    // Files and a manifest that fit each other, by somebody without the key.
    let page = format!("{}<p>うそ", project.read("output/binder/index.html"));
    let (old, new) = (project.read("output/binder/index.html"), page);
    let hash = |it: &str| toji::source::Digest::of(it.as_bytes()).to_string();
    let forged = manifest.replace(&hash(&old), &hash(&new));
    assert_ne!(forged, manifest);
    fs::write(path("index.html"), &new).unwrap();
    fs::write(path("manifest.json"), &forged).unwrap();
    verify(&project, &[]).expect(0);
    assert!(checked().expect(1).stderr.contains("signature-wrong"));

    fs::write(path("index.html"), &old).unwrap();
    fs::write(path("manifest.json"), &manifest).unwrap();
    checked().expect(0);
    // The comment is signed along.
    let dated = text.replace("2025-12-01", "2025-12-02");
    assert_ne!(dated, text);
    fs::write(path("manifest.json.minisig"), dated).unwrap();
    assert!(checked().expect(1).stderr.contains("signature-wrong"));
    for damaged in ["", "x", &text[..text.len() / 2], "\u{feff}"] {
        fs::write(path("manifest.json.minisig"), damaged).unwrap();
        assert!(checked().expect(1).stderr.contains("signature-unreadable"), "{damaged:?}");
    }
    fs::write(path("manifest.json.minisig"), &text).unwrap();
    fs::write(path("index.html"), "changed").unwrap();
    let changed = checked().expect(1);
    assert!(changed.stderr.contains("output-changed") && !changed.stderr.contains("signature: good"), "{changed:#?}");
}

#[test]
fn only_what_is_as_it_was_built_is_signed() {
    let project = house();
    fs::write(project.path("output/binder/memo.txt"), "memo").unwrap();
    let refused = sign(&project, "output/binder", "a").expect(1);
    assert!(refused.stderr.contains("output-added") && refused.stderr.contains("not signed"), "{refused:#?}");
    assert!(!project.path("output/binder/manifest.json.minisig").exists());
    fs::remove_file(project.path("output/binder/memo.txt")).unwrap();
    fs::write(project.path("other"), "another password\n").unwrap();
    let wrong = project.run(&["verify", "output/binder", "--sign", "keys/a.key", "--password-file", "other"]).expect(1);
    assert!(wrong.stderr.contains("key-wrong-password"), "{wrong:#?}");
    assert!(!project.path("output/binder/manifest.json.minisig").exists());
    assert!(sign(&project, "rules", "a").expect(1).stderr.contains("not-an-output"));
}

#[test]
fn a_new_build_drops_the_signature_and_says_so() {
    let project = house();
    sign(&project, "output/binder", "a").expect(0);
    let again = sign(&project, "output/binder", "b").expect(0);
    assert!(again.stderr.contains("was replaced"), "{again:#?}");
    verify(&project, &["--key", "keys/b.pub"]).expect(0);
    let project = project.file("rules/kitei.md", "# 規程\n\n新しい本文。\n");
    let built = build(&project, &[]).expect(0);
    assert!(built.stderr.contains("--sign"), "{built:#?}");
    assert!(!project.path("output/binder/manifest.json.minisig").exists());
    verify(&project, &[]).expect(0);
    assert!(!build(&project, &[]).expect(0).stderr.contains("--sign"), "there was none to drop");
}

#[test]
fn all_profiles_are_verified_and_signed_as_a_whole() {
    let project = house();
    build(&project, &["--profile", "all", "-o", "all"]).expect(0);
    let look = |more: &[&str]| project.run(&[&["verify", "all"], more].concat());
    let said = look(&[]).expect(0).stderr;
    for name in ["inspector", "handover", "staff", "full"] {
        assert!(said.contains(&format!("profile {name}")), "{name}: {said}");
    }
    sign(&project, "all", "a").expect(0);
    look(&["--key", "keys/a.pub"]).expect(0);
    fs::remove_file(project.path("all/staff/manifest.json.minisig")).unwrap();
    let missing = look(&["--key", "keys/a.pub"]).expect(1).stderr;
    assert!(missing.contains("signature-missing") && missing.contains("staff"), "{missing}");

    fs::write(project.path("all/memo.txt"), "memo").unwrap();
    fs::create_dir(project.path("all/other")).unwrap();
    fs::write(project.path("all/staff/index.html"), "changed").unwrap();
    let found = look(&[]).expect(1).stderr;
    for part in ["output-added", "memo.txt", "not-an-output", "all/other", "output-changed", "staff/index.html"] {
        assert!(found.contains(part), "{part}: {found}");
    }
}

#[test]
fn profiles_of_two_states_are_told() {
    let project = house();
    build(&project, &["--profile", "all", "-o", "all"]).expect(0);
    let project = project.file("rules/kitei.md", "# 規程\n\n新しい本文。\n");
    build(&project, &["--profile", "staff", "-o", "all/staff"]).expect(0);
    let said = project.run(&["verify", "all"]).expect(0).stderr;
    assert!(said.contains("outputs-differ") && said.contains("staff"), "{said}");
}
