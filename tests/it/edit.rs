//! New source folders, new forms, and changes that are refused.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use toji::diagnostics::{Code, Finding, Sink};
use toji::edit::{self, ChangeSet, NewForm};
use toji::load;
use toji::model::{
    Certainty, Column, Date, Edition, FacilityKind, FiscalYear, FormKind, Item, ItemId, NoteStatus, Refs, Respondent,
    RowId, VendorForm, Wording,
};
use toji::pack::{self, NewFolder, Origin, Pack};
use toji::source::Sources;

const PACK: &str = r#"
id = "test"
version = "1.0.0"
serial = 1
managed = ["manual/**", "rules/**"]
seed = ["binder.toml", "registers/*.csv"]
example = ["checklists/**", "attachments/**"]
kinds = ["pharmacy", "clinic"]
"#;

fn pack() -> Pack {
    let files = [
        ("pack.toml", PACK),
        ("README.md", "about"),
        ("binder.toml", "[facility]\nname = \"さくら通り薬局\""),
        ("manual/2-03.md", "# {{ facility.name }}\n"),
        ("rules/rules.md", "# 規程\n"),
        ("registers/devices.csv", "管理番号\nSV-01\n"),
        ("checklists/2025/facility.md", "secret"),
        ("attachments/scan.pdf", "secret"),
        ("standards/r7.toml", "a = 1"),
    ];
    let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().into())).collect();
    Pack::author(files, &mut Sources::default(), &mut Sink::default()).unwrap().pack
}

fn year() -> FiscalYear {
    FiscalYear::new(2025).unwrap()
}

fn edition() -> Edition {
    Edition {
        source_files: Vec::new(),
        id: "r7".into(),
        name: "令和7年度版".into(),
        fiscal_year: year(),
        notices: Vec::new(),
        notice_date: Some(Date::new(2025, 5, 14).unwrap()),
        guideline: "6.0".into(),
        manual: None,
        successor: None,
        form_kinds: vec![FormKind {
            id: "pharmacy".into(),
            name: "薬局確認用".into(),
            kinds: vec![FacilityKind::Pharmacy],
        }],
        columns: vec![Column::Item, Column::First, Column::FirstDate, Column::Target, Column::Remark],
        columns_certainty: Certainty::Unverified,
        items: vec![item(1, "責任者", VendorForm::Explained), item(2, "台帳|機器", VendorForm::Doubtful)],
    }
}

fn item(number: u32, subject: &str, vendor_form: VendorForm) -> Item {
    Item {
        wording: Wording::default(),
        id: ItemId::new(2, number).unwrap(),
        subject: subject.into(),
        scope: String::new(),
        vendor_form,
        refs: Refs { status: NoteStatus::NotEstablished, citations: Vec::new() },
        evidence: None,
        topic: None,
        needs_vendor: false,
        is_new: false,
        plan_until: None,
        plan_reported: None,
        previous: Vec::new(),
        certainty: Certainty::Verified,
    }
}

fn new_form<'a>(edition: &'a Edition, respondent: &'a Respondent) -> NewForm<'a> {
    NewForm { edition, fiscal_year: year(), facility: FacilityKind::Pharmacy, respondent, scope: &[] }
}

fn init(dir: &Path, name: &str, kind: FacilityKind) -> Result<Vec<String>, Vec<Finding>> {
    let mut sink = Sink::default();
    let new = NewFolder { name, kind, fiscal_year: year(), today: Date::new(2025, 6, 1).unwrap() };
    pack::init(dir, Origin::Unsigned(&pack()), &edition(), &new, &mut sink).ok_or_else(|| sink.into_sorted())
}

fn apply(root: &Path, changes: &ChangeSet) -> Vec<Code> {
    let mut sink = Sink::default();
    let applied = edit::apply(root, changes, &mut sink);
    let codes: Vec<_> = sink.into_sorted().iter().map(|it| it.code).collect();
    assert_eq!(applied.is_some(), codes.is_empty());
    codes
}

fn one(path: &str) -> ChangeSet {
    let mut changes = ChangeSet::default();
    changes.create(path, "new");
    changes
}

#[test]
fn a_new_folder_has_the_template_and_nothing_of_the_example() {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("薬局");
    let written = init(&dir, "みどり薬局", FacilityKind::Pharmacy).unwrap();
    assert_eq!(written.len(), 4 + toji::model::RegisterKind::ALL.len());
    let read = |path: &str| fs::read_to_string(dir.join(path)).unwrap();
    assert_eq!(read("manual/2-03.md"), "# {{ facility.name }}\n");
    // The headings that the pack brings, and toji's own where it brings none.
    assert_eq!(read("registers/devices.csv"), "\u{feff}管理番号\n");
    assert!(read("registers/backups.csv").starts_with('\u{feff}'));
    assert_eq!(read("registers/contacts.csv").lines().count(), 1);
    assert!(dir.join("attachments").is_dir());
    for absent in ["README.md", "pack.toml", "standards", "attachments/scan.pdf", ".toji/journal"] {
        assert!(!dir.join(absent).exists(), "{absent}");
    }
    let form = read("checklists/2025/facility.md");
    assert!(form.contains("| 項目 | 1回目 | 確認日 | 目標日 | 備考 |\n|---|---|---|---|---|\n"), "{form}");
    assert!(form.contains("| 2-① 責任者 | | | | |\n| 2-② 台帳\\|機器 | | | | |\n"), "{form}");
    let mut sink = Sink::default();
    let inputs = load::folder(&dir, &mut sink).unwrap();
    assert_eq!(sink.into_sorted(), []);
    assert_eq!((inputs.documents.len(), inputs.attachments.len()), (3, 0));
}

#[test]
fn a_name_cannot_break_out_of_binder_toml() {
    for name in ["普通の薬局", "\"\nkind = \"hospital", "a'''b\\", "'", "# x", "\u{7f}\t"] {
        let folder = TempDir::new().unwrap();
        init(folder.path(), name, FacilityKind::Clinic).unwrap();
        let text = fs::read_to_string(folder.path().join("binder.toml")).unwrap();
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["facility"]["name"].as_str(), Some(name));
        assert_eq!(table["facility"]["kind"].as_str(), Some("clinic"));
        assert_eq!((table["format"].as_integer(), table["fiscal_year"].as_integer()), (Some(1), Some(2025)));
        assert_eq!(table["edition"].as_str(), Some("r7"));
        assert!(table["roles"].as_table().unwrap().is_empty());
    }
}

#[test]
fn a_folder_with_files_is_left_alone() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    assert_eq!(init(folder.path(), "甲", FacilityKind::Hospital).unwrap_err()[0].code, Code::BadValue);
    init(folder.path(), "甲", FacilityKind::Pharmacy).unwrap();
    let before = fs::read(folder.path().join("binder.toml")).unwrap();
    let findings = init(folder.path(), "乙", FacilityKind::Pharmacy).unwrap_err();
    assert_eq!(findings[0].code, Code::FolderNotEmpty);
    assert_eq!(fs::read(folder.path().join("binder.toml")).unwrap(), before);
}

#[test]
fn a_new_form_asks_a_vendor_only_what_is_certain_and_overwrites_none() {
    let folder = TempDir::new().unwrap();
    let mut sink = Sink::default();
    let vendor = Respondent::Vendor(RowId::new("VD-01").unwrap());
    let path = edit::new_form(folder.path(), &new_form(&edition(), &vendor), &mut sink);
    assert_eq!(path.as_deref(), Some("checklists/2025/vendor-VD-01.md"));
    let text = fs::read_to_string(folder.path().join("checklists/2025/vendor-VD-01.md")).unwrap();
    assert!(text.contains("2-① 責任者") && !text.contains("2-②"), "{text}");
    assert!(edit::new_form(folder.path(), &new_form(&edition(), &vendor), &mut sink).is_none());
    let outside = Respondent::Vendor(RowId::new("../../x").unwrap());
    assert!(edit::new_form(folder.path(), &new_form(&edition(), &outside), &mut sink).is_none());
    let codes: Vec<_> = sink.into_sorted().iter().map(|it| it.code).collect();
    assert_eq!(codes, [Code::BadFileName, Code::FileExists]);
}

#[test]
fn a_change_stays_in_the_folder_and_overwrites_nothing_unexpected() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.md"), "mine").unwrap();
    for path in
        ["../x.md", "/x.md", ".toji/journal/record.json", r"..\x.md", "C:x.md", "rules/aux.md", "か\u{3099}.md", ""]
    {
        assert_eq!(apply(folder.path(), &one(path)), [Code::BadFileName], "{path}");
    }
    assert_eq!(apply(folder.path(), &one("a.md")), [Code::FileExists]);
    let mut changes = one("b.md");
    changes.replace("a.md", b"other", "new");
    changes.replace("c.md", b"gone", "new");
    assert_eq!(apply(folder.path(), &changes), [Code::ChangedMeanwhile, Code::ChangedMeanwhile]);
    assert_eq!(fs::read(folder.path().join("a.md")).unwrap(), b"mine");
    assert!(!folder.path().join("b.md").exists(), "all or nothing");
    let mut changes = one("new/b.md");
    changes.replace("a.md", b"mine", "ours");
    assert_eq!(apply(folder.path(), &changes), []);
    assert_eq!(fs::read(folder.path().join("a.md")).unwrap(), b"ours");
    assert_eq!(fs::read(folder.path().join("new/b.md")).unwrap(), b"new");
}

#[cfg(unix)]
#[test]
fn a_change_follows_no_link_and_keeps_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let (folder, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    symlink(outside.path(), folder.path().join("rules")).unwrap();
    assert_eq!(apply(folder.path(), &one("rules/a.md")), [Code::Symlink]);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    let place = folder.path().join("a.md");
    fs::write(&place, "mine").unwrap();
    fs::set_permissions(&place, PermissionsExt::from_mode(0o600)).unwrap();
    let mut changes = ChangeSet::default();
    changes.replace("a.md", b"mine", "ours");
    assert_eq!(apply(folder.path(), &changes), []);
    assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o600);
}
