//! Copies killed after every single step: the stick holds the earlier copy or the new one, whole, and files of others stay.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use tempfile::TempDir;

use super::*;
use crate::diagnostics::Sink;
use crate::emit::{self, BuildIdentity};
use crate::render::{Artifact, Artifacts};
use crate::source::Digest;

fn build(out: &Path, version: &str) {
    let page = |it: &str| (it.to_owned(), Artifact::Bytes(version.as_bytes().to_vec()));
    let artifacts: Artifacts = [page("index.html"), page("items/2-03.html")].into();
    let identity = BuildIdentity {
        digest: Digest::of(version.as_bytes()),
        sources: Digest::of(b""),
        profile: "handover".into(),
        pdf: false,
        facility: String::new(),
    };
    let mut sink = Sink::default();
    assert!(emit::write(out, &artifacts, &identity, &mut sink).is_some(), "{:?}", sink.into_sorted());
}

fn page(stick: &Path) -> Option<String> {
    fs::read_to_string(stick.join("binder/index.html")).ok()
}

#[test]
fn a_kill_at_any_step_leaves_the_earlier_copy_or_the_new_one() {
    let house = TempDir::new().unwrap();
    let [one, two] = ["one", "two"].map(|it| house.path().join(it));
    build(&one, "one");
    build(&two, "two");
    emit::put_signature(&two, "signed\n").unwrap();
    for steps in 0..200 {
        let stick = TempDir::new().unwrap();
        let to = stick.path().join("binder");
        fs::write(stick.path().join("memo.txt"), "memo").unwrap();
        duplicate(&one, &to).unwrap();
        let killed = duplicate_on(&Disk::stopping_after(steps), &two, &to);
        let is_new = killed.is_ok();
        if to.exists() {
            assert_eq!(page(stick.path()).as_deref(), Some(if is_new { "two" } else { "one" }), "{steps}");
            assert_eq!(verify(&to), Vec::new(), "{steps}");
        }
        duplicate(&two, &to).unwrap();
        assert_eq!(page(stick.path()).as_deref(), Some("two"), "{steps}");
        assert_eq!(fs::read_to_string(to.join(signature::NAME)).unwrap(), "signed\n");
        assert_eq!(fs::read_to_string(stick.path().join("memo.txt")).unwrap(), "memo");
        if killed.is_ok_and(|it| it.leftover.is_none()) {
            assert!(steps > 10, "{steps}");
            return;
        }
    }
    panic!("never done");
}

#[test]
fn what_reads_back_otherwise_is_told_and_takes_no_place() {
    let house = TempDir::new().unwrap();
    let out = house.path().join("out");
    build(&out, "one");
    fs::write(out.join("index.html"), "two").unwrap();
    let to = house.path().join("stick");
    let found = duplicate(&out, &to).unwrap_err();
    assert_eq!(found.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::CopyDamaged]);
    assert!(format!("{found:?}").contains("index.html"), "{found:?}");
    assert!(!to.exists());
}

#[test]
fn a_copy_of_an_earlier_build_is_replaced_with_its_signature() {
    let house = TempDir::new().unwrap();
    let [one, two, to] = ["one", "two", "to"].map(|it| house.path().join(it));
    build(&one, "one");
    build(&two, "two");
    emit::put_signature(&one, "signed\n").unwrap();
    duplicate(&one, &to).unwrap();
    assert_eq!(verify(&to), Vec::new(), "a signature is nobody's addition");
    duplicate(&two, &to).unwrap();
    assert!(!to.join(signature::NAME).exists(), "the signature was of the build before");
    assert_eq!(fs::read_dir(house.path()).unwrap().count(), 3);
}
