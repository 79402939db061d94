//! Whole folders through `load`: every kind of bad input gives its finding, all in one run, and nothing panics.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use toji::diagnostics::{At, Code, Finding, Sink};
use toji::load::{self, FolderKind, Inputs};
use toji::model::RegisterKind;

fn folder_of(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn load(root: &Path) -> (Option<Inputs>, Vec<Finding>) {
    let mut sink = Sink::default();
    let inputs = load::folder(root, &mut sink);
    (inputs, sink.into_sorted())
}

fn codes(findings: &[Finding]) -> Vec<Code> {
    findings.iter().map(|it| it.code).collect()
}

fn paths(findings: &[Finding], inputs: &Inputs) -> Vec<(Code, String)> {
    let path = |at: &At| match at {
        At::Span(span) => inputs.sources.file(span.file).path().to_owned(),
        At::Path(path) => path.clone(),
        At::Nowhere => String::new(),
    };
    let mut all: Vec<_> = findings.iter().map(|it| (it.code, path(&it.at))).collect();
    all.sort_by_key(|it| it.1.clone());
    all
}

#[test]
fn files_are_sorted_by_what_they_are_for() {
    let folder = folder_of(&[
        ("binder.toml", b"format = 1\n"),
        ("README.md", b"# not a page"),
        ("notice.md", b"# A"),
        ("manual/2-03.md", b"# A"),
        ("manual/figures/a.png", b"png"),
        ("rules/rules.md", b"# A"),
        ("rules/old.docx", b"word"),
        ("bcp/general.md", b"# A"),
        ("checklists/2025/facility.md", b"# A"),
        ("registers/devices.csv", b"a,b\n"),
        ("standards/r8.toml", b"a = 1"),
        ("attachments/a.pdf", b"pdf"),
        (".toji/journal/new-0", b"\xff"),
        (".git/a.md", b"\xff"),
        ("output/binder/a.md", b"\xff"),
        ("rules/~$old.docx", b"lock"),
    ]);
    let (inputs, findings) = load(folder.path());
    let inputs = inputs.unwrap();
    assert_eq!(codes(&findings), []);
    let documents: Vec<_> = inputs.documents.iter().map(|it| (it.id.as_str(), it.folder)).collect();
    let expected = [
        ("bcp/general", FolderKind::Bcp),
        ("checklists/2025/facility", FolderKind::Checklist),
        ("manual/2-03", FolderKind::Manual),
        ("notice", FolderKind::Page),
        ("rules/rules", FolderKind::Rules),
    ];
    assert_eq!(documents, expected);
    let attached: Vec<_> = inputs.attachments.iter().map(|it| (&*it.path, it.size)).collect();
    assert_eq!(attached, [("attachments/a.pdf", 3), ("manual/figures/a.png", 3), ("rules/old.docx", 4)]);
    assert_eq!(inputs.registers.iter().map(|it| it.0).collect::<Vec<_>>(), [RegisterKind::Devices]);
    assert_eq!((inputs.binder.is_some(), inputs.standards.len()), (true, 1));
}

#[test]
fn every_bad_file_is_told_in_one_run() {
    let cp932 = encoding_rs::SHIFT_JIS.encode("# 運用管理規程\r\n").0.into_owned();
    let utf16: Vec<u8> = "\u{feff}# 規程\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let long = vec![b'a'; 50 << 20];
    let folder = folder_of(&[
        ("binder.toml", b"format = 1\n"),
        ("a-bom.md", b"\xef\xbb\xbf# A\r\n\r\nB\r\n"),
        ("b-cp932.md", &cp932),
        ("c-utf16.md", &utf16),
        ("d-nul.md", b"# A\n\nab\0c\n"),
        ("e-long.md", &[b"# A\n".as_slice(), &long, b"\n"].concat()),
        ("f-broken.md", b"# A\n\nab\xff\xff\n"),
        ("g-con/aux.md", b"# A"),
        ("h-dot./a.md", b"# A"),
        ("i-か\u{3099}.md", b"# A"),
        ("j-Same.md", b"# A"),
        ("j-same.md", b"# A"),
        ("registers/device.csv", b"a\n"),
        ("registers/devices.xlsx", b"a\n"),
    ]);
    fs::File::create(folder.path().join("k-large.md")).unwrap().set_len((64 << 20) + 1).unwrap();
    let (inputs, findings) = load(folder.path());
    let inputs = inputs.unwrap();
    let expected = [
        (Code::NotUtf8, "b-cp932.md"),
        (Code::NotUtf8, "c-utf16.md"),
        (Code::NulByte, "d-nul.md"),
        (Code::LongLine, "e-long.md"),
        (Code::NotUtf8, "f-broken.md"),
        (Code::BadFileName, "g-con/aux.md"),
        (Code::BadFileName, "h-dot."),
        (Code::BadFileName, "i-か\u{3099}.md"),
        (Code::DuplicateDocument, "j-same.md"),
        (Code::FileTooLarge, "k-large.md"),
        (Code::UnknownRegister, "registers/device.csv"),
        (Code::UnknownFile, "registers/devices.xlsx"),
    ];
    assert_eq!(paths(&findings, &inputs), expected.map(|(code, path)| (code, path.to_owned())));
    let place = |code: Code| match &findings.iter().find(|it| it.code == code).unwrap().at {
        At::Span(span) => inputs.sources.place(*span),
        At::Path(_) | At::Nowhere => unreachable!("{code} has a place"),
    };
    assert_eq!((place(Code::NulByte).line, place(Code::NulByte).column), (3, 3));
    assert_eq!(place(Code::LongLine).line, 2);
    assert!(findings.iter().any(|it| it.nearest.first().is_some_and(|it| it == "devices")));
    let bom = &inputs.documents[0];
    assert_eq!(inputs.sources.file(bom.file).text(), "# A\r\n\r\nB\r\n");
    assert_eq!(inputs.unread.len(), 5);
    assert!(
        inputs.documents.iter().any(|it| it.id.as_str() == "d-nul"),
        "a NUL does not keep the rest from being read"
    );
}

#[test]
fn what_is_no_source_folder_is_left_alone() {
    let empty = TempDir::new().unwrap();
    assert_eq!(codes(&load(empty.path()).1), [Code::EmptyFolder]);
    assert_eq!(codes(&load(&empty.path().join("gone")).1), [Code::NoSuchFolder]);
    let other = folder_of(&[("Binder.toml.txt", b"format = 1"), ("private.md", b"\xff\xff")]);
    let (inputs, findings) = load(other.path());
    assert!(inputs.is_none());
    assert_eq!(codes(&findings), [Code::NoBinderToml]);
    assert_eq!(findings[0].nearest, ["Binder.toml.txt"]);
    assert_eq!(codes(&load(&other.path().join("private.md")).1), [Code::UnreadableFile]);
    let odd = folder_of(&[("binder.toml/a.md", b"# A")]);
    assert_eq!(codes(&load(odd.path()).1), [Code::NoBinderToml]);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_foreign_names_are_never_opened() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let outside = folder_of(&[("secret.md", b"secret")]);
    let folder = folder_of(&[("binder.toml", b""), ("a.md", b"# A")]);
    symlink(outside.path().join("secret.md"), folder.path().join("b-out.md")).unwrap();
    symlink(outside.path(), folder.path().join("c-out")).unwrap();
    symlink("a.md", folder.path().join("d-in.md")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("e-socket.md")).unwrap();
    fs::write(folder.path().join(OsStr::from_bytes(b"f-\xff.md")), "").unwrap();
    let (inputs, findings) = load(folder.path());
    let inputs = inputs.unwrap();
    let expected = [
        (Code::Symlink, "b-out.md"),
        (Code::Symlink, "c-out"),
        (Code::Symlink, "d-in.md"),
        (Code::UnreadableFile, "e-socket.md"),
        (Code::BadFileName, "f-\u{fffd}.md"),
    ];
    assert_eq!(paths(&findings, &inputs), expected.map(|(code, path)| (code, path.to_owned())));
    assert_eq!(inputs.documents.len(), 1);
}

/// Not a limit but a look: `LOAD_TIMES=1 cargo test --release -- load_times --nocapture`.
#[test]
fn load_times() {
    if std::env::var_os("LOAD_TIMES").is_none() {
        return;
    }
    let folder = folder_of(&[("binder.toml", b"")]);
    let text = "医療情報システムの安全管理\n".repeat(80);
    for number in 0..10_000 {
        let place = folder.path().join(format!("pages/{:02}", number % 100));
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join(format!("{number}.md")), &text).unwrap();
    }
    let best = (0..5).map(|_| time(folder.path())).min();
    assert!(best < Some(Duration::from_secs(3)), "{best:?}");
    #[expect(clippy::print_stderr, reason = "asked for")]
    {
        eprintln!("10,000 files of {} bytes: {best:?}", text.len());
    }
}

fn time(root: &Path) -> Duration {
    let start = Instant::now();
    assert_eq!(load(root).0.map(|it| it.documents.len()), Some(10_000));
    start.elapsed()
}
