//! The leak check on whole outputs: it finds what any simple search finds, lets pass what each profile is to hold, and stops a
//! build before anything is replaced.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod oracle;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::profiles::house::{FILES, SECRETS, house, inspector, shipped, whole};
use crate::project::tree;
use toji::diagnostics::{Code, Finding, Sink};
use toji::emit::typst::{SearchPlaces, Typst};
use toji::leak::Secrets;
use toji::load::{self, FontPlaces, Fonts, SystemFonts};
use toji::model::{Class, Mask, Profile, Theme};
use toji::pipeline::{self, Compiled, Press, Request};
use toji::view::View;

fn press() -> Press {
    let typst = Typst::find(&SearchPlaces::of_machine(None)).unwrap();
    Press::new(typst, Fonts::find(&FontPlaces { folders: Vec::new(), system: SystemFonts::Use }))
}

/// Builds; what was found, and whether it was written.
fn build(
    compiled: &Compiled,
    profile: &Profile,
    theme: &Theme,
    press: Option<&Press>,
    out: &Path,
) -> (bool, Vec<Finding>) {
    let mut sink = Sink::default();
    let request = Request { out, theme, press, profile, many: None };
    let written = pipeline::build(compiled, whole(compiled), &request, &mut sink, &|_| ());
    (written.is_some(), sink.into_sorted())
}

fn leaks(found: &[Finding]) -> Vec<&Finding> {
    found.iter().filter(|it| it.code == Code::WithheldInOutput).collect()
}

fn argument<'a>(finding: &'a Finding, name: &str) -> &'a str {
    finding.arguments.iter().find(|it| it.0 == name).map_or("", |it| it.1.as_str())
}

/// The narrowest that an author may think of.
fn narrowest() -> Profile {
    let mask = |column: &str| Mask { register: None, column: column.into() };
    let masks = ["IPアドレス", "製造番号", "鍵", "接続先", "保管先", "電話", "設置場所"].map(mask).to_vec();
    Profile { name: "narrow".into(), classes: vec![Class::Public], masks, ..shipped("inspector") }
}

/// Written by a view that withholds nothing, an output holds every secret: the check has to find each wherever a search of
/// the plain file, of what pdftotext reads and of the PDF's strings finds it.
#[test]
fn whatever_a_simple_search_finds_in_an_output_is_found() {
    let (folder, compiled) = house(FILES);
    let out = folder.path().join("out");
    let (theme, press) = (load::theme(), press());
    assert!(build(&compiled, &Profile::full(), &theme, Some(&press), &out).0);
    let (whole, profile) = (whole(&compiled), inspector());
    let view = View::new(&whole.binder, &whole.report, &profile);
    let secrets = Secrets::new(&view, &compiled.sources, &theme);
    let mut missed = Vec::new();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for (path, bytes) in tree(&out) {
        let leaked = secrets.in_file(&path, [bytes.as_slice()]);
        let found: BTreeSet<String> = secrets.values(&leaked).flat_map(oracle::secrets_in).collect();
        let expected = oracle::in_file(&path, &bytes, &out.join(&path));
        *kinds.entry(path.rsplit('.').next().unwrap().to_owned()).or_default() += expected.len();
        missed.extend(expected.difference(&found).map(|it| format!("{path}: {it}")));
    }
    assert_eq!(missed, Vec::<String>::new());
    for kind in ["html", "json", "js", "pdf"] {
        assert!(kinds[kind] > 3, "{kind}: {kinds:?}");
    }
}

/// For each profile: the check lets the output pass, and a simple search agrees.
#[test]
fn what_each_profile_holds_passes() {
    let (folder, compiled) = house(FILES);
    let (theme, press) = (load::theme(), press());
    let managers: BTreeSet<String> = managers_secrets();
    let all = [shipped("inspector"), shipped("handover"), shipped("staff"), inspector(), narrowest()];
    for (number, profile) in all.iter().enumerate() {
        let out = folder.path().join(number.to_string());
        // One PDF holds what the others do, and takes its time.
        let press = Some(&press).filter(|_| *profile == narrowest());
        let (written, found) = build(&compiled, profile, &theme, press, &out);
        assert!(written && leaks(&found).is_empty(), "{}: {:#?}", profile.name, leaks(&found));
        for (path, bytes) in tree(&out) {
            let held = oracle::in_file(&path, &bytes, &out.join(&path));
            let wrong: Vec<_> = held.intersection(&managers).collect();
            assert!(wrong.is_empty(), "{}: {path}: {wrong:?}", profile.name);
        }
    }
}

/// Those that no profile but the facility's own may show: all but the cells that some profile masks.
fn managers_secrets() -> BTreeSet<String> {
    // A descriptor of nothing is no document, and only the list of work names it.
    let cells = ["zqx44", "zqx50", "zqx51", "zqx52", "zqx53", "zqx54", "zqx55"];
    let all: BTreeSet<String> = (1..=SECRETS).map(|it| format!("zqx{it:02}")).collect();
    all.into_iter().filter(|it| !cells.contains(&it.as_str())).collect()
}

/// What an attachment says is not toji's to cut: the build stops, names the place, and the old output stays.
#[test]
fn a_secret_in_an_attachment_stops_the_build_and_nothing_is_replaced() {
    let pages = [
        ("attachments/shown.txt", "x".to_owned(), "機器の番号は KDSzqx50 です".to_owned()),
        ("attachments/shown.txt", "KDSzqx500".to_owned(), "10.77.0.9ZQX44:8080".to_owned()),
    ];
    for (path, before, after) in pages {
        let (folder, compiled) = house(&with(path, &before));
        let (out, theme, profile) = (folder.path().join("out"), load::theme(), shipped("handover"));
        assert!(build(&compiled, &profile, &theme, None, &out).0);
        let old = tree(&out);
        std::fs::write(folder.path().join(path), &after).unwrap();
        let (written, found) = build(&compiled, &profile, &theme, None, &out);
        assert!(!written);
        let [leak] = leaks(&found)[..] else { panic!("{found:#?}") };
        assert_eq!(argument(leak, "files"), path);
        assert!(argument(leak, "place").starts_with("registers/devices.csv:2:"), "{leak:?}");
        let said = format!("{leak:?}").to_lowercase();
        assert!(!said.contains("zqx50") && !said.contains("zqx44"), "the value itself is not said: {leak:?}");
        assert_eq!(tree(&out), old);
    }
}

/// The files of the house, one of them with another text.
fn with<'a>(path: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    FILES.iter().map(|it| if it.0 == path { (path, text) } else { *it }).collect()
}

/// A theme that writes what it is given wherever it can, of a view that is given too much: each output that it makes is
/// searched.
#[test]
fn a_theme_that_hides_a_value_in_odd_places_is_found_out() {
    let (folder, compiled) = house(FILES);
    let whole = whole(&compiled);
    let profile = shipped("handover");
    let view = View::new(&whole.binder, &whole.report, &profile);
    let secrets = Secrets::new(&view, &compiled.sources, &load::theme());
    for text in [
        "<p style=\"display:none\">KDSzqx50</p>",
        "<div hidden data-x='&#75;DSzqx50'>",
        "<script>let a='\\u004bDSzqx50'</script>",
        "<svg><text>KDS<tspan>zqx50</tspan></text></svg>",
        "<a href=\"?%4bDSzqx50\">",
    ] {
        assert!(!secrets.in_file("index.html", [text.as_bytes()]).is_empty(), "{text}");
        let alike = text.replace("zqx50", "zqx501");
        assert!(secrets.in_file("index.html", [alike.as_bytes()]).is_empty(), "{alike}");
    }
    drop(folder);
}

/// The facility's own copy is not searched: nothing is kept from it.
#[test]
fn nothing_is_looked_for_in_the_facilitys_own_copy() {
    let (_folder, compiled) = house(FILES);
    let (whole, profile) = (whole(&compiled), Profile::full());
    let view = View::new(&whole.binder, &whole.report, &profile);
    assert!(Secrets::new(&view, &compiled.sources, &load::theme()).is_empty());
}

/// The sample, whose words are a pharmacy's: no profile's website raises a false alarm.
#[test]
fn the_sample_raises_no_false_alarm() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let compiled = pipeline::compile(&root, toji::model::Date::new(2025, 12, 1).unwrap());
    let out = tempfile::tempdir().unwrap();
    for profile in [shipped("inspector"), shipped("handover"), shipped("staff"), narrowest()] {
        let (written, found) = build(&compiled, &profile, &load::theme(), None, &out.path().join(&*profile.name));
        assert!(written, "{}: {:#?}", profile.name, leaks(&found));
    }
}
