//! The real typst on a small theme: the PDF, its packing, and every way in which it fails.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use toji::diagnostics::{Code, Finding};
use toji::emit::pack_pdf;
use toji::emit::typst::{PdfJob, SearchPlaces, Typst};
use toji::render::{Artifact, Artifacts};

const THEME: &[u8] = include_bytes!("../fixtures/typst/main.typ");
const FONTS: [&str; 2] = ["BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf"];
const FONT_FOLDERS: [&str; 2] = ["/usr/share/fonts/truetype/bizud-gothic", "C:/Windows/Fonts"];
const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;

fn fonts() -> Option<Vec<PathBuf>> {
    let folder = FONT_FOLDERS.into_iter().map(Path::new).find(|it| it.join(FONTS[0]).exists())?;
    Some(FONTS.into_iter().map(|it| folder.join(it)).collect())
}

fn typst() -> Option<(Typst, Vec<PathBuf>)> {
    let found = Typst::find(&SearchPlaces::of_machine(None)).ok().zip(fonts());
    if found.is_none() {
        #[expect(clippy::print_stderr, reason = "a test that did not run must not look like one that passed")]
        {
            eprintln!("NOT TESTED: the PDF. typst 0.15 and the BIZ UD fonts are needed.");
        }
    }
    found
}

fn compile(nodes: &str) -> Option<Result<Vec<u8>, Finding>> {
    let (typst, fonts) = typst()?;
    Some(run(&typst, &fonts, THEME, nodes, PdfJob::TIMEOUT))
}

fn run(
    typst: &Typst,
    fonts: &[PathBuf],
    theme: &'static [u8],
    nodes: &str,
    timeout: Duration,
) -> Result<Vec<u8>, Finding> {
    let theme: BTreeMap<_, _> = [("main.typ".to_owned(), Cow::Borrowed(theme))].into();
    let images: Artifacts = [("assets/図.svg".to_owned(), Artifact::Bytes(SVG.into()))].into();
    let data = format!(r#"{{"title": "見本", "nodes": [{nodes}]}}"#);
    let (data, timestamp) = (data.as_bytes(), 1_764_547_200);
    typst.compile(&PdfJob { theme: &theme, main: "main.typ", data, images: &images, fonts, timestamp, timeout })
}

fn sample() -> String {
    let mut nodes = vec![r#"{"t": "image", "path": "/assets/図.svg", "alt": "図"}"#.to_owned()];
    // poppler takes quadratic time to print the structure.
    for number in 0..16 {
        nodes.push(format!(r#"{{"t": "heading", "level": 1, "id": "h{number}", "s": "第{number}章 #eval(\"1\")"}}"#));
        nodes.push(r#"{"t": "par", "s": "端末の台帳を作り、年に一度は確かめる。"}"#.to_owned());
        nodes.push(r#"{"t": "row", "a": "SV-01", "b": "サーバ"}"#.to_owned());
    }
    nodes.join(",")
}

fn argument(finding: &Finding, name: &str) -> String {
    finding.arguments.iter().find(|it| it.0 == name).map(|it| it.1.clone()).unwrap_or_default()
}

#[test]
fn a_pdf_is_made_and_packed_the_same_every_time() {
    let Some(first) = compile(&sample()) else { return };
    let first = first.unwrap();
    let second = compile(&sample()).unwrap().unwrap();
    assert!(first == second, "typst gave other bytes for the same input");
    let packed = pack_pdf(&first).unwrap();
    assert!(packed == pack_pdf(&second).unwrap(), "packing gave other bytes for the same input");
    assert!(packed.saved() > first.len() / 4, "{} of {}", packed.saved(), first.len());
    check_with_tools(&first, &packed.bytes);
}

/// Structure, destinations and text are what they were.
fn check_with_tools(plain: &[u8], packed: &[u8]) {
    let folder = TempDir::new().unwrap();
    let paths = ["plain.pdf", "packed.pdf"].map(|it| folder.path().join(it));
    std::fs::write(&paths[0], plain).unwrap();
    std::fs::write(&paths[1], packed).unwrap();
    for arguments in [["pdfinfo", "-struct-text"], ["pdfinfo", "-dests"], ["pdftotext", "-layout"]] {
        let [plain, packed] = paths.each_ref().map(|it| output(&arguments, it));
        assert_eq!(plain, packed, "{arguments:?}");
    }
    if let Some((ok, said)) = output(&["qpdf", "--check"], &paths[1]) {
        assert!(ok, "{said}");
    }
}

/// Whether it went well, and what it said; without the name of the file, and without the size of the file.
fn output(arguments: &[&str; 2], path: &Path) -> Option<(bool, String)> {
    let mut command = Command::new(arguments[0]);
    command.arg(arguments[1]).arg(path);
    if arguments[0] == "pdftotext" {
        command.arg("-");
    }
    let Ok(output) = command.output() else {
        #[expect(clippy::print_stderr, reason = "a test that did not run must not look like one that passed")]
        {
            eprintln!("NOT TESTED: {}, which is not on this machine", arguments[0]);
        }
        return None;
    };
    Some((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

#[test]
fn a_panic_of_the_theme_names_the_place_and_keeps_the_folder() {
    let Some(result) = compile(r#"{"t": "marquee", "pos": "bcp/detection.md:45"}"#) else { return };
    let finding = result.unwrap_err();
    assert_eq!(finding.code, Code::TypstFailed);
    let reason = argument(&finding, "reason");
    assert!(reason.contains("bcp/detection.md:45: unknown node: marquee"), "{reason}");
    assert!(reason.starts_with("main.typ:"), "{reason}");
    let kept = PathBuf::from(argument(&finding, "folder"));
    assert!(kept.join("binder.json").exists());
    std::fs::remove_dir_all(kept).unwrap();
}

#[test]
fn a_glyph_that_no_font_has_fails() {
    let Some(result) = compile(r#"{"t": "par", "s": "🚨"}"#) else { return };
    assert!(failure(&result.unwrap_err()).contains("🚨"));
}

#[test]
fn a_theme_gets_no_package_from_the_network() {
    let Some((typst, fonts)) = typst() else { return };
    let start = Instant::now();
    let finding = run(&typst, &fonts, b"#import \"@preview/cetz:0.3.0\"", "", PdfJob::TIMEOUT).unwrap_err();
    assert!(failure(&finding).contains("failed to download package"));
    assert!(start.elapsed() < Duration::from_secs(30));
}

/// What typst said; removes the kept folder.
fn failure(finding: &Finding) -> String {
    assert_eq!(finding.code, Code::TypstFailed);
    std::fs::remove_dir_all(argument(finding, "folder")).unwrap();
    argument(finding, "reason")
}

#[cfg(unix)]
fn fake_typst(folder: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt;

    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("typst"), format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(folder.join("typst"), PermissionsExt::from_mode(0o755)).unwrap();
    // Another test that starts a program at this moment holds the file open for writing in its child for an instant.
    let busy = || Command::new(folder.join("typst")).arg("--version").output().is_err();
    (0..100).take_while(|_| busy()).for_each(|_| std::thread::sleep(Duration::from_millis(10)));
}

#[cfg(unix)]
#[test]
fn a_typst_that_never_ends_is_killed() {
    let folder = TempDir::new().unwrap();
    fake_typst(folder.path(), "test $1 = --version && echo typst 0.15.1 || exec sleep 60");
    let places = SearchPlaces { beside: Some(folder.path().into()), ..SearchPlaces::default() };
    let typst = Typst::find(&places).unwrap();
    let start = Instant::now();
    let finding = run(&typst, &[], THEME, "", Duration::from_secs(1)).unwrap_err();
    assert_eq!(failure(&finding), "stopped after 1 s");
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_named_typst_is_the_only_one() {
    let gone = SearchPlaces { explicit: Some("/no/such/typst".into()), ..SearchPlaces::of_machine(None) };
    assert_eq!(Typst::find(&gone).unwrap_err().code, Code::TypstMissing);
    let nowhere = SearchPlaces::default();
    assert_eq!(Typst::find(&nowhere).unwrap_err().code, Code::TypstMissing);
}

#[cfg(unix)]
#[test]
fn typst_is_found_beside_us_before_the_path_and_its_version_is_checked() {
    let folder = TempDir::new().unwrap();
    let (near, far) = (folder.path().join("near"), folder.path().join("far"));
    fake_typst(&near, "echo typst 0.15.9");
    fake_typst(&far, "echo 'typst 0.16.0 (abc)'");
    let both = SearchPlaces { beside: Some(near), path: Some(far.clone().into()), ..SearchPlaces::default() };
    assert_eq!(Typst::find(&both).unwrap().version.to_string(), "0.15.9");
    let wrong = SearchPlaces { path: Some(far.into()), ..SearchPlaces::default() };
    let finding = Typst::find(&wrong).unwrap_err();
    assert_eq!((finding.code, argument(&finding, "found")), (Code::TypstVersion, "typst 0.16.0 (abc)".to_owned()));
}
