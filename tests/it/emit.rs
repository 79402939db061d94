//! Output folders: what is replaced, what is kept, what is refused, and what `verify` sees.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use toji::diagnostics::{At, Code, Finding, Sink};
use toji::emit::{self, BuildIdentity, Written};
use toji::render::{Artifact, Artifacts};
use toji::source::Digest;

fn artifacts(files: &[(&str, &str)]) -> Artifacts {
    files.iter().map(|(path, text)| ((*path).to_owned(), Artifact::Bytes(text.as_bytes().to_vec()))).collect()
}

fn build(out: &Path, artifacts: &Artifacts) -> Result<Written, Vec<Finding>> {
    let identity = BuildIdentity {
        digest: Digest::of(b"inputs"),
        sources: Digest::of(b""),
        profile: "full".into(),
        pdf: true,
        facility: "見本薬局".into(),
    };
    let mut sink = Sink::default();
    emit::write(out, artifacts, &identity, &mut sink).ok_or_else(|| sink.into_sorted())
}

fn codes(findings: &[Finding]) -> Vec<(Code, String)> {
    let path = |at: &At| match at {
        At::Path(path) => path.clone(),
        At::Span(_) | At::Nowhere => String::new(),
    };
    findings.iter().map(|it| (it.code, path(&it.at))).collect()
}

fn listing(folder: &Path) -> Vec<String> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = all.filter(|it| !it.file_type().is_dir());
    files.map(|it| it.path().strip_prefix(folder).unwrap().display().to_string()).collect()
}

fn scratch() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("output/binder");
    (folder, out)
}

#[test]
fn a_build_is_written_and_verified() {
    let (folder, out) = scratch();
    let original = folder.path().join("scan.pdf");
    fs::write(&original, "scan").unwrap();
    let mut files = artifacts(&[("index.html", "a"), ("items/2-03.html", "b")]);
    files.insert("attachments/scan.pdf".into(), Artifact::CopyOf(original));
    let written = build(&out, &files).unwrap();
    assert_eq!((written.files, written.unchanged, written.leftover), (3, 0, None));
    assert_eq!(listing(&out), ["attachments/scan.pdf", "index.html", "items/2-03.html", "manifest.json"]);
    assert_eq!(emit::verify(&out), []);
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["format"], 1);
    assert_eq!(manifest["build"].as_str().map(str::len), Some(12));
    assert_eq!(manifest["digest"].as_str().map(str::len), Some(64));
    assert_eq!((&manifest["profile"], &manifest["pdf"]), (&"full".into(), &true.into()));
    assert_eq!(manifest["files"][1]["path"], "index.html");
    assert_eq!(manifest["files"][1]["size"], 1);
}

#[test]
fn the_same_artifacts_give_the_same_bytes() {
    let (_a, first) = scratch();
    let (_b, second) = scratch();
    let files = artifacts(&[("index.html", "a"), ("規程.html", "b")]);
    build(&first, &files).unwrap();
    build(&second, &files).unwrap();
    build(&second, &files).unwrap();
    let manifest = |out: &Path| fs::read(out.join("manifest.json")).unwrap();
    assert_eq!(manifest(&first), manifest(&second));
}

#[cfg(unix)]
#[test]
fn unchanged_files_are_linked_and_tampered_ones_are_not() {
    use std::os::unix::fs::MetadataExt;

    let (_folder, out) = scratch();
    build(&out, &artifacts(&[("a.html", "a"), ("b.html", "b"), ("c.html", "c")])).unwrap();
    let inode = |path: &str| fs::metadata(out.join(path)).unwrap().ino();
    let before = inode("a.html");
    let later =
        fs::metadata(out.join("manifest.json")).unwrap().modified().unwrap() + std::time::Duration::from_secs(9);
    fs::write(out.join("c.html"), "X").unwrap();
    fs::File::options().write(true).open(out.join("c.html")).unwrap().set_modified(later).unwrap();
    let written = build(&out, &artifacts(&[("a.html", "a"), ("b.html", "new"), ("c.html", "c")])).unwrap();
    assert_eq!((written.unchanged, inode("a.html")), (1, before));
    assert_eq!(emit::verify(&out), []);
}

#[test]
fn what_is_not_ours_is_refused_and_untouched() {
    let (_folder, out) = scratch();
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("letter.txt"), "dear").unwrap();
    for manifest in
        ["", "{}", r#"{"format":1,"build":"","digest":"","profile":"","pdf":true,"generator":"other 1","files":[]}"#]
    {
        fs::write(out.join("manifest.json"), manifest).unwrap();
        let findings = build(&out, &artifacts(&[("a.html", "a")])).unwrap_err();
        assert_eq!(codes(&findings), [(Code::OutputNotOurs, out.display().to_string())]);
        assert_eq!(listing(&out), ["letter.txt", "manifest.json"]);
    }
    let file = out.join("letter.txt");
    assert_eq!(codes(&build(&file, &artifacts(&[])).unwrap_err())[0].0, Code::OutputNotOurs);
}

#[test]
fn a_gitignore_and_files_of_others_survive() {
    let (folder, out) = scratch();
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join(".gitignore"), "*").unwrap();
    build(&out, &artifacts(&[("a/b.html", "a")])).unwrap();
    assert_eq!(emit::verify(&out), []);
    fs::create_dir_all(out.join("a/mine")).unwrap();
    fs::write(out.join("a/mine/memo.txt"), "memo").unwrap();
    build(&out, &artifacts(&[("c.html", "c")])).unwrap();
    assert_eq!(listing(&out), [".gitignore", "a/mine/memo.txt", "c.html", "manifest.json"]);
    assert_eq!(codes(&emit::verify(&out)), [(Code::OutputAdded, "a/mine/memo.txt".into())]);
    assert_eq!(fs::read_dir(folder.path().join("output")).unwrap().count(), 1);
}

#[test]
fn a_file_of_others_is_never_overwritten() {
    let (_folder, out) = scratch();
    build(&out, &artifacts(&[("a.html", "a")])).unwrap();
    fs::write(out.join("Memo.html"), "memo").unwrap();
    fs::write(out.join("dir"), "memo").unwrap();
    let findings = build(&out, &artifacts(&[("memo.html", "new"), ("dir/x.html", "new")])).unwrap_err();
    let path = |name: &str| (Code::OutputNotOurs, out.join(name).display().to_string());
    assert_eq!(codes(&findings), [path("Memo.html"), path("dir")]);
    assert_eq!(listing(&out), ["Memo.html", "a.html", "dir", "manifest.json"]);
}

#[test]
fn verify_names_every_difference() {
    let (folder, out) = scratch();
    build(&out, &artifacts(&[("a.html", "a"), ("b.html", "b"), ("c.html", "c")])).unwrap();
    fs::write(out.join("a.html"), "A").unwrap();
    fs::remove_file(out.join("b.html")).unwrap();
    fs::write(out.join("d.html"), "d").unwrap();
    let expected = [(Code::OutputChanged, "a.html"), (Code::OutputMissing, "b.html"), (Code::OutputAdded, "d.html")];
    assert_eq!(codes(&emit::verify(&out)), expected.map(|(code, path)| (code, path.to_owned())));
    assert_eq!(codes(&emit::verify(folder.path()))[0].0, Code::NotAnOutput);
    assert_eq!(codes(&emit::verify(&out.join("gone")))[0].0, Code::UnreadableFile);
}

#[test]
fn a_path_outside_is_no_artifact() {
    let (folder, out) = scratch();
    for path in ["../a.html", "/a.html", r"..\a.html", "manifest.json"] {
        assert_eq!(build(&out, &artifacts(&[(path, "a")])).unwrap_err()[0].code, Code::WriteFailed, "{path}");
    }
    assert_eq!(listing(folder.path()), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_the_output() {
    use std::os::unix::fs::symlink;

    let (folder, out) = scratch();
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    build(&out, &artifacts(&[("a/x.html", "x")])).unwrap();
    fs::rename(out.join("a/x.html"), elsewhere.join("x.html")).unwrap();
    fs::remove_dir(out.join("a")).unwrap();
    symlink(&elsewhere, out.join("a")).unwrap();
    assert_eq!(emit::verify(&out).len(), 2, "a link added, a file missing");
    build(&out, &artifacts(&[("b.html", "b")])).unwrap();
    assert_eq!(listing(&elsewhere), ["x.html"]);
    let link = folder.path().join("link");
    symlink(&out, &link).unwrap();
    build(&link, &artifacts(&[("c.html", "c")])).unwrap();
    assert!(link.is_symlink() && out.join("c.html").exists());
}

#[test]
fn a_missing_original_leaves_the_old_output() {
    let (folder, out) = scratch();
    build(&out, &artifacts(&[("a.html", "a")])).unwrap();
    let gone = [("b.pdf".to_owned(), Artifact::CopyOf(folder.path().join("gone.pdf")))].into();
    assert_eq!(build(&out, &gone).unwrap_err()[0].code, Code::WriteFailed);
    assert_eq!(emit::verify(&out), []);
    assert_eq!(fs::read_dir(folder.path().join("output")).unwrap().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_output() {
    let Some(disk) = SmallDisk::mount() else { return };
    let out = disk.0.path().join("binder");
    build(&out, &artifacts(&[("a.html", "a")])).unwrap();
    let large = "x".repeat(300 << 10);
    let files: Vec<_> = (0..8).map(|it| (format!("{it}.html"), large.as_str())).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let findings = build(&out, &artifacts(&files)).unwrap_err();
    assert_eq!(findings.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::DiskFull]);
    assert_eq!(emit::verify(&out), []);
    assert_eq!(fs::read_dir(disk.0.path()).unwrap().count(), 1, "the build folder is gone");
}

/// One megabyte.
#[cfg(target_os = "linux")]
struct SmallDisk(TempDir);

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=1m", "tmpfs"];
        let done = std::process::Command::new("mount").args(mount).arg(folder.path()).output();
        if done.is_ok_and(|it| it.status.success()) {
            return Some(Self(folder));
        }
        #[expect(clippy::print_stderr, reason = "a test that did not run must not look like one that passed")]
        {
            eprintln!("NOT TESTED: a full disk. Mounting a small tmpfs needs root.");
        }
        None
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.0.path()).output();
    }
}

/// Not a limit but a look: `EMIT_TIMES=1 cargo test --release -- emit_times --nocapture`.
#[test]
fn emit_times() {
    if std::env::var_os("EMIT_TIMES").is_none() {
        return;
    }
    let (_folder, out) = scratch();
    let page = "医療情報システムの安全管理\n".repeat(250);
    let files = (0..10_000)
        .map(|it| (format!("pages/{:02}/{it}.html", it % 100), Artifact::Bytes(format!("{it}{page}").into())));
    let files: Artifacts = files.collect();
    for what in ["first", "again", "third"] {
        let start = std::time::Instant::now();
        let written = build(&out, &files).unwrap();
        let built = start.elapsed();
        assert_eq!(emit::verify(&out), []);
        #[expect(clippy::print_stderr, reason = "asked for")]
        {
            eprintln!("{what}: {built:?}, {} taken over, verify {:?}", written.unchanged, start.elapsed() - built);
        }
    }
}
