//! `toji pack new-key`, `build`, `sign`, `verify` and `toji init --pack`, as they are typed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use toji::model::{PackKey, Share, Template};
use toji::pack::{self, Trust};

use crate::pack_made::{Made, open};
use crate::project::{Output, Project, tree};
use crate::sample::content;

const PACK: &str = r#"id = "nara"
version = "2025.1"
serial = 1
kinds = ["pharmacy", "clinic"]
managed = ["rules/**", "manual/**"]
seed = ["binder.toml", "registers/*.csv"]
example = ["checklists/**", "attachments/**"]

[[changes]]
page = "rules/rules.md"
action = "要対応"
note = "第1条を改めました。"
"#;

const PASSWORD: &str = "ながい合言葉 9\n";

/// An association's folder, with everything of its fictional facility still in it.
fn author() -> Project {
    Project::empty()
        .file("t/pack.toml", PACK)
        .file("t/rules/rules.md", "# 規程\n\n## 第1条（目的）\n\n{{ facility.president }}は、{{ limits.patch_days }}日とする。\n")
        .file("t/manual/memo.md", "# 覚え\n\n本文。\n")
        .file("t/binder.toml", "[facility]\nname = \"さくら\"\nphone = \"0000-00-1234\"\npresident = \"春野 一郎\"\n\n# 数字\n[limits]\npatch_days = 31\n")
        .file("t/registers/contacts.csv", "\u{feff}番号,氏名,\"電話\n番号\"\nCT-01,春野 一郎,0000-00-1234\n")
        .file("t/checklists/2025/facility.md", "さくらの回答\n")
        .file("t/attachments/mds.pdf", "%PDF-1.7\n")
        .file("t/README.md", "作る人の覚え書き\n")
        .file("t/.git/config", "x\n")
        .file("t/output/binder/index.html", "x\n")
        .file("pw", PASSWORD)
}

fn built(project: &Project) -> Output {
    project.run(&["pack", "build", "t", "-o", "nara.tojipack"])
}

fn new_key(project: &Project, name: &str) -> Output {
    project.run(&["pack", "new-key", "-o", "keys", "--name", name, "--password-file", "pw"])
}

fn sign(project: &Project, name: &str) -> Output {
    let key = format!("keys/{name}.key");
    project.run(&["pack", "sign", "nara.tojipack", "--key", &key, "--password-file", "pw"])
}

fn init(project: &Project, kind: &str) -> Output {
    project.run(&["init", "m", "--kind", kind, "--name", "みどり", "--pack", "nara.tojipack", "--lang", "ja"])
}

fn state(project: &Project) -> Template {
    toml::from_str(&project.read("m/.toji/template.toml")).unwrap()
}

#[test]
fn a_key_is_made_once_and_explained() {
    let project = author();
    let made = new_key(&project, "nara-2025").expect(0);
    let key = PackKey::parse(&project.read("keys/nara-2025.pub")).unwrap();
    assert!(made.stderr.contains(key.as_str()) && made.stderr.contains(&key.fingerprint()), "{made:#?}");
    for said in ["shared folder", "two copies", "lost", "paper"] {
        assert!(made.stderr.contains(said), "{said}: {}", made.stderr);
    }
    let secret = project.read("keys/nara-2025.key");
    assert!(!secret.contains(PASSWORD.trim()) && secret.starts_with("untrusted comment:"), "{secret}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = project.path("keys/nara-2025.key").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
    let before = tree(project.root());
    let again = new_key(&project, "nara-2025").expect(1);
    assert!(again.stderr.contains("file-exists"), "{again:#?}");
    // Half a key that is there is no reason to write the other half.
    fs::remove_file(project.path("keys/nara-2025.pub")).unwrap();
    new_key(&project, "nara-2025").expect(1);
    assert!(!project.path("keys/nara-2025.pub").exists());
    assert_eq!(project.read("keys/nara-2025.key").as_bytes(), before["keys/nara-2025.key"]);
}

#[test]
fn a_password_is_neither_short_nor_guessed() {
    let project = author().file("short", "1234567\n").file("empty", "").file("other", "another password\n");
    let key = |file: &str| project.run(&["pack", "new-key", "-o", "keys", "--name", "a", "--password-file", file]);
    for file in ["short", "empty", "none"] {
        key(file).expect(2);
    }
    project.run(&["pack", "new-key", "-o", "keys", "--name", "../a", "--password-file", "pw"]).expect(2);
    assert!(!project.path("keys").exists());
    key("pw").expect(0);
    built(&project).expect(0);
    let before = fs::read(project.path("nara.tojipack")).unwrap();
    let sign = |key: &str, password: &str| {
        project.run(&["pack", "sign", "nara.tojipack", "--key", key, "--password-file", password]).expect(1).stderr
    };
    assert!(sign("keys/a.key", "other").contains("key-wrong-password"));
    for no_key in ["keys/a.pub", "pw", "nara.tojipack"] {
        assert!(sign(no_key, "pw").contains("key-unreadable"), "{no_key}");
    }
    project.run(&["pack", "sign", "nara.tojipack", "--key", "keys/none.key", "--password-file", "pw"]).expect(3);
    assert_eq!(fs::read(project.path("nara.tojipack")).unwrap(), before);
}

#[test]
fn a_pack_of_one_folder_is_the_same_bytes() {
    let project = author();
    let output = built(&project).expect(0);
    assert!(output.stderr.contains("README.md") && output.stderr.contains("toji pack sign"), "{output:#?}");
    let again = built(&project).expect(1);
    assert!(again.stderr.contains("file-exists"), "{again:#?}");
    let touched = fs::File::options().write(true).open(project.path("t/rules/rules.md")).unwrap();
    touched.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    project.run(&["pack", "build", "t"]).expect(0);
    let bytes = |path: &str| fs::read(project.path(path)).unwrap();
    assert_eq!(bytes("nara.tojipack"), bytes("nara-2025.1.tojipack"));
}

#[test]
fn no_fact_of_the_authors_facility_goes_out() {
    let project = author();
    built(&project).expect(0);
    let (mut sources, mut sink) = (toji::source::Sources::default(), toji::diagnostics::Sink::default());
    let draft = pack::open_draft(&project.path("nara.tojipack"), &mut sources, &mut sink).unwrap();
    let paths: Vec<&str> = draft.pack.files.keys().map(String::as_str).collect();
    let all = [
        "attachments/mds.pdf",
        "binder.toml",
        "checklists/2025/facility.md",
        "manual/memo.md",
        "registers/contacts.csv",
        "rules/rules.md",
    ];
    assert_eq!(paths, all);
    let text = |path: &str| String::from_utf8(draft.pack.files[path].bytes.to_vec()).unwrap();
    assert_eq!(text("registers/contacts.csv"), "\u{feff}番号,氏名,\"電話\n番号\"\n");
    assert_eq!(text("binder.toml"), "[facility]\npresident = \"\"\n\n# 数字\n[limits]\npatch_days = 31\n");
    assert!(draft.pack.files["rules/rules.md"].blocks.iter().all(|it| !it.is_empty()));
    assert_eq!(draft.pack.files["checklists/2025/facility.md"].share, Share::Example);
    assert_eq!(draft.pack.head.changes.len(), 1);
}

#[test]
fn what_is_wrong_with_an_authors_folder_is_told_at_once() {
    let pack = PACK.replace("serial = 1", "serial = \"one\"").replace("要対応", "要対策");
    let project = author().file("t/pack.toml", &pack).file("t/rules/aux.md", "x");
    let output = project.run(&["pack", "build", "t"]).expect(1);
    for told in ["wrong-type", "bad-value", "pack.toml:3:10", "要対応"] {
        assert!(output.stderr.contains(told), "{told}: {output:#?}");
    }
    let project = project.file("t/pack.toml", &format!("{PACK}[[disclosures]]\nkind = \"MDS\"\nfile = \"none.pdf\"\nproduct = \"a\"\nversion = \"1\"\npermitted = \"b\"\n"));
    let output = project.run(&["pack", "build", "t"]).expect(1);
    assert!(output.stderr.contains("pack-bad-path") && output.stderr.contains("missing-file"), "{output:#?}");
    project.run(&["pack", "build", "none"]).expect(3);
    project.run(&["pack", "build", "keys"]).expect(3);
    fs::create_dir(project.path("empty")).unwrap();
    assert!(project.run(&["pack", "build", "empty"]).expect(1).stderr.contains("missing-file"));
    assert!(!tree(project.root()).keys().any(|it| it.ends_with(".tojipack")));
}

#[test]
fn a_pack_is_signed_verified_and_installed() {
    let project = author();
    new_key(&project, "a").expect(0);
    built(&project).expect(0);
    assert!(init(&project, "pharmacy").expect(1).stderr.contains("pack-unsigned"));
    assert!(project.run(&["pack", "verify", "nara.tojipack"]).expect(1).stderr.contains("pack-unsigned"));
    assert!(!project.path("m").exists());
    let key = PackKey::parse(&project.read("keys/a.pub")).unwrap();
    assert!(sign(&project, "a").expect(0).stderr.contains(&key.fingerprint()));
    let verified = project.run(&["pack", "verify", "nara.tojipack"]).expect(0);
    assert!(verified.stderr.contains(&key.fingerprint()) && verified.stdout.contains("nara 2025.1"), "{verified:#?}");
    for given in [key.as_str(), "keys/a.pub"] {
        project.run(&["pack", "verify", "nara.tojipack", "--key", given]).expect(0);
    }
    project.run(&["pack", "verify", "nara.tojipack", "--key", "keys/a.key"]).expect(2);

    let made = init(&project, "pharmacy").expect(0);
    assert!(made.stderr.contains(&key.fingerprint()) && made.stderr.contains("紙のお知らせ"), "{made:#?}");
    let template = state(&project);
    assert_eq!((template.id.as_str(), template.serial, template.key.as_deref()), ("nara", 1, Some(key.as_str())));
    let signed = open(&project.path("nara.tojipack"), &Trust::First).unwrap();
    assert_eq!(template.list, Some(signed.list.to_string()));
    for file in &template.files {
        let base = fs::read(project.path(&format!("m/.toji/base/{}", file.base))).unwrap();
        assert_eq!(base, fs::read(project.path(&format!("m/{}", file.path))).unwrap(), "{}", file.path);
    }
    let paths: Vec<&str> = template.files.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["manual/memo.md", "registers/contacts.csv", "rules/rules.md"]);
    let binder = project.read("m/binder.toml");
    assert!(binder.contains("patch_days = 31") && binder.contains("president = \"\""), "{binder}");
    for fact in ["春野", "さくら", "1234"] {
        assert!(tree(&project.path("m")).values().all(|it| !String::from_utf8_lossy(it).contains(fact)), "{fact}");
    }
    assert!(!project.path("m/attachments/mds.pdf").exists());
}

#[test]
fn a_pack_is_signed_with_the_key_that_it_names() {
    let project = author();
    new_key(&project, "a").expect(0);
    new_key(&project, "b").expect(0);
    let key = |name: &str| PackKey::parse(&project.read(&format!("keys/{name}.pub"))).unwrap();
    let (a, b) = (key("a"), key("b"));
    fs::write(project.path("t/pack.toml"), format!("key = \"{a}\"\nnext_key = \"{b}\"\n{PACK}")).unwrap();
    built(&project).expect(0);
    let before = fs::read(project.path("nara.tojipack")).unwrap();
    let refused = sign(&project, "b").expect(1);
    assert!(refused.stderr.contains("pack-other-key") && refused.stderr.contains(&b.fingerprint()), "{refused:#?}");
    assert_eq!(fs::read(project.path("nara.tojipack")).unwrap(), before);
    sign(&project, "a").expect(0);
    // Signed again, it is as good.
    sign(&project, "a").expect(0);
    let other = project.run(&["pack", "verify", "nara.tojipack", "--key", b.as_str()]).expect(1);
    assert!(other.stderr.contains("pack-key-unknown") && other.stderr.contains(&a.fingerprint()), "{other:#?}");
    init(&project, "clinic").expect(0);
    assert_eq!(state(&project).next_key.as_deref(), Some(b.as_str()));
}

#[test]
fn a_pack_that_names_no_key_says_so_and_keeps_the_first() {
    let project = author();
    new_key(&project, "a").expect(0);
    new_key(&project, "b").expect(0);
    assert!(built(&project).expect(0).stderr.contains("key = \"RW…\""));
    let key = PackKey::parse(&project.read("keys/a.pub")).unwrap();
    let signed = sign(&project, "a").expect(0);
    assert!(signed.stderr.contains(&format!("key = \"{key}\"")) && signed.stderr.contains("LOOK"), "{signed:#?}");
    // From then on the pack names it: no other key signs it, and nothing more is said.
    assert!(sign(&project, "b").expect(1).stderr.contains("pack-other-key"));
    assert!(!sign(&project, "a").expect(0).stderr.contains("LOOK"));
    fs::write(project.path("t/pack.toml"), format!("key = \"{key}\"\n{PACK}")).unwrap();
    fs::remove_file(project.path("nara.tojipack")).unwrap();
    assert!(!built(&project).expect(0).stderr.contains("LOOK"));
    assert!(!sign(&project, "a").expect(0).stderr.contains("LOOK"));
}

#[test]
fn a_pack_that_is_not_there_is_told_with_those_beside_it() {
    let project = author();
    built(&project).expect(0);
    let project = project.file("nara-2025.tojipack", "x").file("nara.txt", "x");
    for arguments in [
        &["pack", "verify", "nara-2026.tojipack"][..],
        &["pack", "lint", "nara-2026.tojipack"],
        &["pack", "sign", "nara-2026.tojipack", "--key", "keys/a.key", "--password-file", "pw"],
        &["init", "m", "--kind", "clinic", "--name", "みどり", "--pack", "nara-2026.tojipack"],
    ] {
        if arguments[1] == "sign" {
            new_key(&project, "a").expect(0);
        }
        let told = project.run(arguments).expect(3).stderr;
        assert!(told.contains("no-such-pack"), "{told}");
        let (near, far) = (told.find("nara-2025.tojipack"), told.find("nara.tojipack"));
        assert!(near.is_some() && near < far && !told.contains("nara.txt"), "{told}");
    }
    let told = project.run(&["pack", "verify", "none/nara.tojipack"]).expect(3).stderr;
    assert!(told.contains("no-such-pack") && !told.contains("2025"), "{told}");
}

#[test]
fn an_expired_pack_warns_and_is_installed() {
    let bytes = Made::new().head("expires = 2020-03-31").bytes();
    let project = Project::empty().bytes("nara.tojipack", &bytes);
    let made = init(&project, "pharmacy").expect(0);
    assert!(made.stderr.contains("pack-expired") && project.path("m/rules/rules.md").exists(), "{made:#?}");
    assert_eq!(state(&project).expires.unwrap().to_string(), "2020-03-31");
    let verified = project.run(&["pack", "verify", "nara.tojipack"]).expect(0);
    assert!(verified.stderr.contains("pack-expired"), "{verified:#?}");
}

#[test]
fn a_pack_for_other_kinds_is_not_installed() {
    let project = Project::empty().bytes("nara.tojipack", &Made::new().bytes());
    let refused = init(&project, "hospital").expect(1);
    assert!(refused.stderr.contains("kinds"), "{refused:#?}");
    assert!(!project.path("m").exists());
}

#[test]
fn disclosure_documents_are_carried_and_shown() {
    let head = "[[disclosures]]\nkind = \"MDS\"\nfile = \"attachments/mds.pdf\"\nproduct = \"架空レセコン\"\nversion = \"8\"\npermitted = \"架空電機、2025年4月1日\"";
    let project = author();
    fs::write(project.path("t/pack.toml"), format!("{PACK}\n{head}\n")).unwrap();
    new_key(&project, "a").expect(0);
    built(&project).expect(0);
    sign(&project, "a").expect(0);
    let shown = project.run(&["pack", "verify", "nara.tojipack"]).expect(0).stdout;
    assert!(shown.contains("MDS") && shown.contains("架空レセコン 8") && shown.contains("架空電機"), "{shown}");
    init(&project, "pharmacy").expect(0);
    assert_eq!(project.read("m/attachments/mds.pdf"), "%PDF-1.7\n");
}

#[test]
fn the_embedded_template_pins_no_key() {
    let project = Project::empty();
    project.run(&["init", "m", "--kind", "dental", "--name", "試し"]).expect(0);
    let template = state(&project);
    assert_eq!((template.id.as_str(), template.key, template.list), ("toji-base", None, None));
    assert!(template.files.len() > 20);
    assert!(template.files.iter().all(|it| project.path(&format!("m/.toji/base/{}", it.base)).is_file()));
}

/// The template of this very repository can be given out as it is.
#[test]
fn the_sample_makes_a_pack() {
    let project = Project::empty();
    let path = content();
    let built = project.run(&["pack", "build", &path.display().to_string(), "-o", "a.tojipack"]).expect(0);
    assert!(built.stderr.contains("standards/"), "{built:#?}");
    assert!(Path::new(&project.path("a.tojipack")).metadata().unwrap().len() > 10_000);
}
