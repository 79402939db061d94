//! Hostile and broken packs: each is refused, for the right reason, and nothing is written or filled.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use toji::diagnostics::Code;
use toji::model::{Date, FacilityKind, Given, Template, TemplateFile};
use toji::pack::{Admitted, Trust, admit};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::pack_made::{Made, RULES, faults, open, opened, public, written, zipped};
use crate::project::Project;

#[test]
fn a_sound_pack_is_read() {
    let signed = opened(&Made::new(), &Trust::First).unwrap();
    assert_eq!((signed.pack.head.id.as_str(), signed.pack.head.serial), ("nara", 1));
    assert_eq!(signed.key, public(0));
    assert_eq!(&*signed.pack.file("rules/rules.md").unwrap().bytes, RULES.as_bytes());
    assert_eq!(signed.pack.managed().count(), 2);
}

#[test]
fn names_that_point_elsewhere_or_collide_are_refused() {
    for path in ["../evil.md", "/etc/evil", r"a\evil.md", "C:evil.md", ".toji/template.toml", ".git/hooks/x", "CON.md"]
    {
        assert_eq!(faults(&Made::new().file(path, b"x").bytes()), [Code::PackBadPath], "{path}");
    }
    for path in ["rules/evil.", "rules/evil ", "か\u{3099}.md", "a//b", "a/./b", "a:stream", "\u{1b}[2J.md"] {
        assert_eq!(faults(&Made::new().file(path, b"x").bytes()), [Code::PackBadPath], "{path:?}");
    }
    for path in ["Rules/other.md", "RULES/RULES.MD", "rules", "rules/rules.md/a"] {
        assert_eq!(faults(&Made::new().file(path, b"x").bytes()), [Code::PackPathTwice], "{path}");
    }
    let listed_twice = Made::new().listed("rules/rules.md", RULES.as_bytes());
    assert_eq!(faults(&listed_twice.bytes()), [Code::PackPathTwice]);
}

#[test]
fn what_moves_stays_in_the_folder_and_in_the_pack() {
    let moved = |to: &str| {
        let more =
            format!("[[migrations]]\nsince = 1\nkind = \"rename-page\"\nfrom = \"rules/old.md\"\nto = \"{to}\"\n");
        faults(&Made::new().head(&more).bytes())
    };
    assert_eq!(moved("rules/rules.md"), []);
    for to in [".git/hooks/post-checkout", ".toji/pending/review.html", "manual/CON.md", "output/a.md"] {
        assert!(moved(to).contains(&Code::PackBadPath), "{to}");
    }
    assert!(moved("rules/RULES.md").contains(&Code::PackPathTwice));
    assert_eq!(moved("rules/nowhere.md"), [Code::PackMigrationForNothing]);
}

#[test]
fn what_is_not_as_signed_is_refused() {
    let missing = Made::new().listed("bcp/gone.md", b"gone");
    assert_eq!(faults(&missing.bytes()), [Code::PackFileMissing]);
    let extra = Made::new().held("bcp/more.md", b"more");
    assert_eq!(faults(&extra.bytes()), [Code::PackFileExtra]);
    // A folder is an entry like any other.
    assert_eq!(faults(&Made::new().held("bcp/", b"").bytes()), [Code::PackFileExtra]);
    for other in [&b"othe"[..], b"other", b"oth", b""] {
        let changed = Made::new().listed("bcp/a.md", b"same").held("bcp/a.md", other);
        assert_eq!(faults(&changed.bytes()), [Code::PackFileChanged], "{other:?}");
    }
    let disclosed =
        "[[disclosures]]\nkind = \"MDS\"\nfile = \"a.pdf\"\nproduct = \"p\"\nversion = \"1\"\npermitted = \"x\"";
    assert_eq!(faults(&Made::new().head(disclosed).bytes()), [Code::PackFileMissing]);
}

#[test]
fn several_faults_are_told_at_once() {
    let made = Made::new()
        .listed("bcp/gone.md", b"gone")
        .held("bcp/more.md", b"more")
        .listed("bcp/a.md", b"same")
        .held("bcp/a.md", b"othe")
        .file("../evil.md", b"x")
        .file("RULES/rules.md", b"x");
    let mut codes = faults(&made.bytes());
    codes.sort();
    let all =
        [Code::PackBadPath, Code::PackFileChanged, Code::PackFileExtra, Code::PackFileMissing, Code::PackPathTwice];
    assert_eq!(codes, all);
}

#[test]
fn a_bomb_is_refused_before_it_fills_anything() {
    let zeros = vec![0; 40 << 20];
    let bomb = Made::new().file("attachments/bomb.md", &zeros).bytes();
    assert!(bomb.len() < 100 << 10, "{}", bomb.len());
    assert_eq!(faults(&bomb), [Code::PackTooLarge]);
    // As the list itself, before any signature could be checked.
    assert_eq!(faults(&zipped(&[("pack.toml", &zeros)])), [Code::PackTooLarge]);
    // A small list that promises more than fits, or than a file may have: nothing of it is unpacked.
    let promised = |sizes: &[u64]| {
        let mut made = Made::new();
        let lines = sizes.iter().enumerate().map(|(n, size)| {
            format!("[[files]]\npath = \"a/{n}\"\nkind = \"managed\"\nsize = {size}\nsha256 = \"{}\"", "0".repeat(64))
        });
        made.head = lines.collect::<Vec<_>>().join("\n") + "\n";
        faults(&made.bytes())
    };
    let of_total = promised(&[60 << 20; 9]);
    assert_eq!(of_total, [Code::PackTooLarge]);
    assert_eq!(promised(&[65 << 20]), [Code::PackTooLarge]);
    assert_eq!(promised(&[i64::MAX as u64, i64::MAX as u64, i64::MAX as u64]).len(), 4);
}

#[test]
fn too_many_entries_are_refused() {
    let names: Vec<String> = (0..10_001).map(|it| it.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|it| (it.as_str(), &b""[..])).collect();
    assert_eq!(faults(&zipped(&files)), [Code::PackTooLarge]);
}

#[test]
fn a_name_twice_in_the_zip_is_refused() {
    let list = Made::new();
    let mut bytes = list.held("rules/rules.mx", b"other").bytes();
    let places: Vec<usize> =
        bytes.windows(14).enumerate().filter(|it| it.1 == b"rules/rules.mx").map(|it| it.0).collect();
    assert_eq!(places.len(), 2);
    places.iter().for_each(|it| bytes[it + 13] = b'd');
    assert_eq!(faults(&bytes), [Code::PackDamaged]);
}

#[test]
fn what_is_no_pack_is_told() {
    let sound = Made::new().bytes();
    assert_eq!(faults(b""), [Code::PackDamaged]);
    assert_eq!(faults(b"%PDF-1.7"), [Code::PackDamaged]);
    assert_eq!(faults(&zipped(&[("a.txt", b"a")])), [Code::PackDamaged]);
    assert_eq!(faults(&zipped(&[])), [Code::PackDamaged]);
    assert_eq!(faults(&[b"#!/bin/sh\n", &sound[..]].concat()), [Code::PackDamaged]);
    assert_eq!(faults(&[&sound[..], b"\n"].concat()), [Code::PackDamaged]);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(open(folder.path(), &Trust::First).unwrap_err(), [Code::PackDamaged]);
    assert_eq!(open(&folder.path().join("none"), &Trust::First).unwrap_err(), [Code::NoSuchPack]);
}

#[test]
fn a_pack_cut_short_anywhere_is_refused() {
    let sound = Made::new().bytes();
    for end in 0..sound.len() {
        let codes = faults(&sound[..end]);
        assert_eq!(codes, [Code::PackDamaged], "{end}");
    }
}

#[test]
fn only_the_signature_of_the_named_key_counts() {
    let made = Made::new();
    let list = made.list();
    let signature = made.signature(&list);
    assert_eq!(faults(&made.packed(list.as_bytes(), None)), [Code::PackUnsigned]);
    for wrong in ["", "untrusted comment: a\nRWQ\n", &signature[..signature.len() / 2], "\u{0}\u{ff}"] {
        assert_eq!(faults(&made.packed(list.as_bytes(), Some(wrong.as_bytes()))), [Code::PackBadSignature], "{wrong}");
    }
    assert_eq!(faults(&made.packed(list.as_bytes(), Some(&[0xff; 9]))), [Code::PackBadSignature]);
    assert_eq!(faults(&made.packed(list.as_bytes(), Some(&[b'a'; 9_000]))), [Code::PackBadSignature]);
    let newer = list.replace("serial = 1", "serial = 9");
    assert_eq!(faults(&made.packed(newer.as_bytes(), Some(signature.as_bytes()))), [Code::PackBadSignature]);
    let commented = signature.replace("trusted comment: test", "trusted comment: tess");
    assert_ne!(commented, signature);
    assert_eq!(faults(&made.packed(list.as_bytes(), Some(commented.as_bytes()))), [Code::PackBadSignature]);
    let other = Made { signer: 1, ..Made::new() };
    assert_eq!(faults(&other.bytes()), [Code::PackBadSignature]);
    let nameless = list.lines().filter(|it| !it.starts_with("key")).collect::<Vec<_>>().join("\n");
    let signed = made.signature(&nameless);
    assert_eq!(faults(&made.packed(nameless.as_bytes(), Some(signed.as_bytes()))), [Code::PackBadSignature]);
}

#[test]
fn a_list_that_cannot_be_understood_is_refused() {
    let signed = |list: &str| {
        let made = Made::new();
        faults(&made.packed(list.as_bytes(), Some(made.signature(list).as_bytes())))
    };
    let list = Made::new().list();
    assert_eq!(signed(&list), []);
    assert_eq!(signed(&list.replace("format = 1", "format = 2\nnovelty = 1")), [Code::UnsupportedFormat]);
    assert_eq!(signed(&format!("toji = \"99.0.0\"\nnovelty = 1\n{list}")), [Code::PackNeedsNewer]);
    assert_eq!(signed(&format!("toji = \"0.1.0\"\n{list}")), []);
    assert_eq!(signed(&format!("novelty = 1\n{list}")), [Code::UnknownKey]);
    assert_eq!(signed(&format!("toji = \"soon\"\n{list}")), [Code::BadValue]);
    assert_eq!(signed(&list.replace("serial = 1", "serial = 0")), [Code::BadValue]);
    assert_eq!(signed(&list.replace("serial = 1\n", "")), [Code::MissingKey]);
    assert_eq!(signed(&list.replace("kind = \"managed\"", "kind = \"script\"")), [Code::BadValue; 2]);
    let command = format!("{list}[[migrations]]\nkind = \"run\"\ncommand = \"rm\"\n");
    assert_eq!(signed(&command), [Code::BadValue]);
    let made = Made::new();
    assert_eq!(faults(&made.packed(&[0xff, 0xfe], Some(b""))), [Code::PackDamaged]);
}

#[test]
fn a_pinned_key_is_the_only_one_that_counts() {
    let pinned = |keys: &[usize]| Trust::Pinned(keys.iter().map(|it| public(*it)).collect());
    let of = |number: usize| Made { named: number, signer: number, ..Made::new() };
    assert!(opened(&of(0), &pinned(&[0])).is_ok());
    assert_eq!(opened(&of(1), &pinned(&[0])).unwrap_err(), [Code::PackKeyUnknown]);
    assert!(opened(&of(1), &pinned(&[0, 1])).is_ok());
    // Signed by the pinned key, but naming another one: that one would be pinned next.
    assert_eq!(opened(&Made { named: 1, ..Made::new() }, &pinned(&[0])).unwrap_err(), [Code::PackBadSignature]);
    // Says it is the pinned key's, and is not.
    assert_eq!(opened(&Made { signer: 1, ..Made::new() }, &pinned(&[0])).unwrap_err(), [Code::PackBadSignature]);
}

fn installed(key: Option<usize>, next: Option<usize>) -> Template {
    let signed = opened(&Made { serial: 5, ..Made::new() }, &Trust::First).unwrap();
    let path = "rules/rules.md".to_owned();
    Template {
        format: Template::FORMAT,
        id: "nara".to_owned(),
        version: "2025.1".to_owned(),
        serial: 5,
        kind: FacilityKind::Pharmacy,
        installed: Date::new(2025, 6, 1).unwrap(),
        expires: None,
        key: key.map(|it| public(it).to_string()),
        next_key: next.map(|it| public(it).to_string()),
        list: Some(signed.list.to_string()),
        files: vec![TemplateFile { path, base: String::new(), kind: Given::Managed, deleted: None }],
        pending: Vec::new(),
        approvals: Vec::new(),
        decisions: Vec::new(),
    }
}

#[test]
fn a_pack_follows_the_installed_one_or_is_refused() {
    let made = |serial: u64, number: usize| Made { serial, named: number, signer: number, ..Made::new() };
    let ask = |installed: &Template, made: &Made| {
        let signed = opened(made, &Trust::First).unwrap();
        admit(installed, &signed).map_err(|it| it.code)
    };
    let pinned = installed(Some(0), None);
    assert_eq!(ask(&pinned, &made(6, 0)), Ok(Admitted::Newer));
    assert_eq!(ask(&pinned, &made(5, 0)), Ok(Admitted::Same));
    assert_eq!(ask(&pinned, &made(5, 0).file("bcp/a.md", b"a")), Err(Code::PackSerialReused));
    assert_eq!(ask(&pinned, &made(4, 0)), Err(Code::PackOlder));
    assert_eq!(ask(&pinned, &made(6, 1)), Err(Code::PackKeyUnknown));
    assert_eq!(ask(&pinned, &Made { id: "osaka", ..made(6, 0) }), Err(Code::PackOtherTemplate));
    let announced = installed(Some(0), Some(1));
    assert_eq!(ask(&announced, &made(6, 1)), Ok(Admitted::KeyChanged { from: public(0), to: public(1) }));
    assert_eq!(ask(&announced, &made(6, 0)), Ok(Admitted::Newer));
    assert_eq!(ask(&announced, &made(4, 1)), Err(Code::PackOlder));
    assert_eq!(ask(&announced, &made(6, 2)), Err(Code::PackKeyUnknown));
    // Made from toji's own template: the first publisher is taken, whatever the id and serial.
    let own = installed(None, None);
    assert_eq!(ask(&own, &Made { id: "osaka", ..made(1, 2) }), Ok(Admitted::First(public(2))));
    assert_eq!(Trust::of(Some(&announced)), Trust::Pinned(vec![public(0), public(1)]));
    assert_eq!((Trust::of(Some(&own)), Trust::of(None)), (Trust::First, Trust::First));
}

#[test]
fn a_state_whose_key_was_spoilt_trusts_nobody() {
    let spoilt = Template { key: Some("RW?".to_owned()), ..installed(None, None) };
    assert_eq!(opened(&Made::new(), &Trust::of(Some(&spoilt))).unwrap_err(), [Code::PackKeyUnknown]);
    let signed = opened(&Made { serial: 9, ..Made::new() }, &Trust::First).unwrap();
    assert_eq!(admit(&spoilt, &signed).map_err(|it| it.code), Err(Code::PackKeyUnknown));
}

#[test]
fn links_and_permissions_are_not_taken() {
    let made = Made::new().listed("rules/link.md", b"/etc/passwd").listed("rules/run.md", b"text\n");
    let list = made.list();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let signature = made.signature(&list);
    let files = [("pack.toml", list.as_bytes()), ("pack.toml.minisig", signature.as_bytes())];
    for (path, bytes) in files.into_iter().chain(made.held.iter().map(|it| (it.0.as_str(), it.1.as_slice()))) {
        zip.start_file(path, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.add_symlink("rules/link.md", "/etc/passwd", options).unwrap();
    zip.start_file("rules/run.md", options.unix_permissions(0o6777)).unwrap();
    zip.write_all(b"text\n").unwrap();
    let project = Project::empty().bytes("a.tojipack", &zip.finish().unwrap().into_inner());
    let init = ["init", "m", "--kind", "pharmacy", "--name", "試し", "--pack", "a.tojipack"];
    project.run(&init).expect(0);
    let link = project.path("m/rules/link.md").symlink_metadata().unwrap();
    assert!(link.is_file());
    assert_eq!(project.read("m/rules/link.md"), "/etc/passwd");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &str| project.path(path).metadata().unwrap().permissions().mode();
        assert_eq!(mode("m/rules/run.md"), mode("m/binder.toml"));
    }
}

#[test]
fn a_refused_pack_changes_nothing() {
    let bad = Made::new().held("bcp/more.md", b"more").file("../evil.md", b"x").bytes();
    let project = Project::empty().bytes("below/a.tojipack", &bad);
    let init = ["init", "below/m", "--kind", "pharmacy", "--name", "試し", "--pack", "below/a.tojipack"];
    let output = project.run(&init).expect(1);
    assert!(output.stderr.contains("pack-bad-path") && output.stderr.contains("pack-file-extra"), "{output:#?}");
    assert!(!project.path("below/m").exists() && !project.path("below/evil.md").exists());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_no_pack(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(!faults(&bytes).is_empty());
    }

    /// Whatever is changed in a pack: it is refused, or every file is as it was signed.
    #[test]
    fn a_changed_pack_is_refused_or_as_signed(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let sound = Made::new().bytes();
        let mut bytes = sound.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let (_folder, path) = written(&bytes);
        if let Ok(signed) = open(&path, &Trust::Pinned(vec![public(0)])) {
            prop_assert_eq!(&*signed.pack.file("rules/rules.md").unwrap().bytes, RULES.as_bytes());
            prop_assert_eq!(signed.pack.files.len(), 2);
        }
    }
}
