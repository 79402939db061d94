//! `toji seal`: what qpdf and poppler make of a sealed copy, with its passphrase and without.

use super::*;
use crate::binder_pdf::tool;

const PAGES: usize = 3;

/// A tagged PDF as typst makes the binder's, with a Japanese text on each page.
fn pdf() -> &'static [u8] {
    static PDF: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let (source, target) = (folder.path().join("a.typ"), folder.path().join("a.pdf"));
        let pages: Vec<String> =
            (1..=PAGES).map(|it| format!("= Chapter {it}\n#link(\"https://example.org\")[here]")).collect();
        let head = "#set document(title: \"A binder\", date: datetime(year: 2025, month: 12, day: 1))\n#set text(lang: \"en\")\n";
        fs::write(&source, format!("{head}{}", pages.join("\n#pagebreak()\n"))).unwrap();
        let mut command = Command::new("typst");
        let done = command.args(["compile", "--pdf-standard", "ua-1,a-3a"]).args([&source, &target]).status();
        assert!(done.unwrap_or_else(|it| panic!("typst: {it}")).success());
        let bytes = fs::read(target).unwrap();
        toji::emit::pack_pdf(&bytes).unwrap().bytes
    });
    &PDF
}

fn desk() -> Project {
    Project::empty().bytes("binder.pdf", pdf())
}

fn seal(project: &Project, more: &[&str]) -> Output {
    project.run(&[&["seal", "--pdf", "binder.pdf"], more].concat())
}

fn passphrase(output: &Output) -> String {
    let line = output.stderr.lines().find_map(|it| it.trim().strip_prefix("passphrase: "));
    line.unwrap_or_else(|| panic!("{output:#?}")).to_owned()
}

#[test]
fn a_sealed_copy_opens_with_its_passphrase_alone() {
    let project = desk();
    let sealed = seal(&project, &[]).expect(0);
    let word = passphrase(&sealed);
    assert_eq!(sealed.stdout, "", "what is sent into a file by `>` does not hold it");
    assert_eq!(sealed.stderr.matches(&word).count(), 1);
    let copy = project.path("binder-sealed.pdf");
    let password = format!("--password={word}");

    let checked = tool("qpdf", &["--check", &password], &copy, &[]);
    for said in ["R = 6", "AESv3", "User password = ", "No syntax or stream encoding errors found"] {
        assert!(checked.contains(said), "{said}: {checked}");
    }
    let text = tool("pdftotext", &["-upw", &word], &copy, &["-"]);
    assert!(text.contains("Chapter 1") && text.contains(&format!("Chapter {PAGES}")), "{text}");
    assert!(fs::read(project.path("binder.pdf")).unwrap() == pdf(), "the PDF itself is as it was");

    for wrong in ["", "xxxx-xxxx-xxxx-xxxx-xxxx", &word.to_uppercase(), &word.replace('-', "")] {
        let refused = |program: &str, arguments: &[&str]| {
            let output = Command::new(program).args(arguments).arg(&copy).arg("-").output().unwrap();
            assert!(!output.status.success() && output.stdout.is_empty(), "{program} {wrong}: {output:?}");
        };
        refused("qpdf", &[&format!("--password={wrong}"), "--decrypt"]);
        refused("pdftotext", &["-upw", wrong]);
    }
}

#[test]
fn nothing_of_a_sealed_copy_is_readable_and_nothing_of_it_is_lost() {
    let project = desk();
    let word = passphrase(&seal(&project, &["-o", "copy.pdf"]).expect(0));
    let bytes = fs::read(project.path("copy.pdf")).unwrap();
    let holds = |it: &str| bytes.windows(it.len()).any(|at| at == it.as_bytes());
    for open in ["example.org", "A binder", "<rdf:", "pdfuaid", &word] {
        assert!(!holds(open), "{open}");
    }
    let open = project.path("open.pdf");
    tool("qpdf", &[&format!("--password={word}"), "--decrypt"], &project.path("copy.pdf"), &[open.to_str().unwrap()]);
    let (before, after) = (lopdf::Document::load_mem(pdf()).unwrap(), lopdf::Document::load(&open).unwrap());
    assert_eq!(after.get_pages().len(), PAGES);
    for key in [&b"StructTreeRoot"[..], b"MarkInfo", b"Metadata", b"Lang", b"Outlines"] {
        assert_eq!(
            before.catalog().unwrap().has(key),
            after.catalog().unwrap().has(key),
            "{}",
            String::from_utf8_lossy(key)
        );
    }
    let numbers = |line: &&str| !line.trim().starts_with("Object ");
    let structure = |path: &Path| {
        let text = tool("pdfinfo", &["-struct-text"], path, &[]);
        text.lines().filter(numbers).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(structure(&open), structure(&project.path("binder.pdf")));
    assert!(structure(&open).iter().any(|it| it.contains("H1 \"Chapter 1\"")));
    let metadata = tool("pdfinfo", &["-meta"], &open, &[]);
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{metadata}");
    assert!(tool("pdfinfo", &["-meta"], &project.path("binder.pdf"), &[]).contains("pdfaid:part"));
    assert!(!metadata.contains("pdfaid:part"), "what is encrypted is no PDF/A: {metadata}");
    assert!(tool("pdfinfo", &["-upw", &word], &project.path("copy.pdf"), &[]).contains("Title:           A binder"));
}

#[test]
fn passphrases_are_never_the_same_and_stand_in_no_file() {
    let project = desk();
    let words: Vec<String> = ["a.pdf", "b.pdf"].map(|it| passphrase(&seal(&project, &["-o", it]).expect(0))).into();
    assert_ne!(words[0], words[1]);
    for (path, bytes) in tree(project.root()) {
        for word in &words {
            assert!(!bytes.windows(word.len()).any(|it| it == word.as_bytes()), "{path}");
        }
    }
}

#[test]
fn nothing_is_overwritten() {
    let project = desk().file("binder-sealed.pdf", "mine");
    let refused = seal(&project, &[]).expect(1);
    assert!(refused.stderr.contains("file-exists") && !refused.stderr.contains("passphrase:"), "{refused:#?}");
    seal(&project, &["-o", "binder.pdf"]).expect(1);
    assert_eq!(project.read("binder-sealed.pdf"), "mine");
    assert!(fs::read(project.path("binder.pdf")).unwrap() == pdf());
}

#[test]
fn what_is_sealed_or_broken_already_is_told() {
    let project = desk();
    seal(&project, &[]).expect(0);
    let again = project.run(&["seal", "--pdf", "binder-sealed.pdf", "-o", "twice.pdf"]).expect(1);
    assert!(again.stderr.contains("[seal-locked]"), "{again:#?}");
    let locked = |arguments: &[&str]| {
        let status = Command::new("qpdf")
            .args(arguments)
            .args(["--", "binder.pdf", "q.pdf"])
            .current_dir(project.root())
            .status();
        assert!(status.unwrap().success());
        assert!(project.run(&["seal", "--pdf", "q.pdf"]).expect(1).stderr.contains("[seal-locked]"), "{arguments:?}");
    };
    // One that opens without a password, but forbids things, is encrypted too.
    locked(&["--encrypt", "", "owner", "256"]);
    locked(&["--encrypt", "user", "owner", "256"]);
    for (name, bytes) in [("empty", &b""[..]), ("text", b"%PDF-1.7 no"), ("half", &pdf()[..pdf().len() / 2])] {
        fs::write(project.path("bad.pdf"), bytes).unwrap();
        let broken = project.run(&["seal", "--pdf", "bad.pdf", "-o", "out.pdf"]).expect(1);
        assert!(broken.stderr.contains("[seal-damaged]"), "{name}: {broken:#?}");
    }
    assert!(project.run(&["seal", "--pdf", "none.pdf"]).expect(3).stderr.contains("unreadable-file"));
    assert!(!project.path("twice.pdf").exists() && !project.path("out.pdf").exists());
}

#[test]
fn the_copy_of_an_outputs_pdf_lies_beside_the_output() {
    let project = house();
    let manifest = project.read("output/binder/manifest.json");
    let digest = toji::source::Digest::of(pdf());
    let file =
        format!("\"files\": [{{\"path\": \"binder.pdf\", \"size\": {}, \"sha256\": \"{digest}\"}},", pdf().len());
    let project = project
        .bytes("output/binder/binder.pdf", pdf())
        .file("output/binder/manifest.json", &manifest.replace("\"files\": [", &file));
    project.run(&["verify", "output/binder"]).expect(0);
    let said = project.run(&["seal"]).expect(0);
    assert!(said.stderr.contains("output/binder-sealed.pdf"), "{said:#?}");
    assert!(project.path("output/binder-sealed.pdf").is_file());
    project.run(&["verify", "output/binder"]).expect(0);
    project.run(&["seal", "-o", "output/binder/copy.pdf"]).expect(2);
    let mut other = pdf().to_vec();
    other.push(b'\n');
    fs::write(project.path("output/binder/binder.pdf"), other).unwrap();
    assert!(project.run(&["seal", "-o", "copy.pdf"]).expect(1).stderr.contains("output-changed"));
}
