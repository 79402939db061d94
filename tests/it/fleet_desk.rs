//! A member who has Excel alone, through the executable: the workbook goes out, comes back in whatever shape, and what may
//! not be kept is deleted.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Cursor;

use calamine::{Reader as _, Xlsx};

use crate::project::{Output, Project, differences, tree};
use crate::registers::desk::{Desk, Put};
use toji::diagnostics::Code;
use toji::source::Digest;

const BINDER: &str = "# 設定\nformat = 1\nfiscal_year = 2025\nedition = \"r7\"\n\n[facility]\nname = \"見本薬局\"  # 名前\n\
kind = \"pharmacy\"\nphone = \"0000-00-1111\"\n\n[roles]\nowner = \"CT-01\"\n";
const CONTACTS: &str =
    "番号,区分,役割,氏名,電話\nCT-01,内部,開設者,見本 一郎,0000-00-0001\nCT-02,内部,管理者,見本 花子,0000-00-0002\n";

const KEEPING: &str = "お預かりする情報";
const THINGS: &str = "施設";
const FORM: &str = "チェックリスト";
/// As they stand in the workbook, from 1.
const SHEETS: [&str; 8] = ["はじめに", KEEPING, THINGS, FORM, "機器台帳", "連絡先一覧", "toji", "toji-member"];

/// A fleet with two members.
fn fleet() -> Project {
    let member = |project: Project, id: &str| {
        let project = project.file(&format!("fleet/{id}/binder.toml"), BINDER);
        project.file(&format!("fleet/{id}/registers/contacts.csv"), CONTACTS)
    };
    member(member(Project::empty(), "N-0004"), "N-0005")
}

fn handed(project: &Project, id: &str) -> Vec<u8> {
    let (member, file) = (format!("fleet/{id}"), format!("{id}.xlsx"));
    project.run(&["fleet", "workbook", &member, "-o", &file, "--date", "2025-06-01"]).expect(0);
    fs::read(project.path(&file)).unwrap()
}

/// What a member writes: sheet, row's label, column, text.
type Writes<'a> = &'a [(&'a str, &'a str, &'a str, Put<'a>)];

fn row_of(book: &[u8], sheet: &str, label: &str) -> usize {
    let mut book = Xlsx::new(Cursor::new(book)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let start = range.start().unwrap().0 as usize;
    let row = range.rows().position(|it| it[0] == *label).unwrap_or_else(|| panic!("{sheet}: {label}"));
    start + row + 1
}

fn filled(book: &[u8], writes: Writes<'_>) -> Desk {
    writes.iter().fold(Desk::of(book), |desk, (sheet, label, column, put)| {
        let number = SHEETS.iter().position(|it| it == sheet).unwrap() + 1;
        desk.on(number).put(&format!("{column}{}", row_of(book, sheet, label)), put)
    })
}

/// The answers of a member who wants nothing kept.
const ANSWERS: &[(&str, &str, &str, Put<'_>)] = &[
    (THINGS, "電話番号", "C", Put::Text("0000-00-2222")),
    (THINGS, "住所", "C", Put::Text("見本県見本市一丁目")),
    (THINGS, "管理者", "C", Put::Text("見本　花子")),
    (THINGS, "記入した人", "C", Put::Text("見本 花子")),
    (THINGS, "記入した日", "C", Put::Text("Ｒ７．６．１０")),
    (FORM, "1-①", "D", Put::Text("はい")),
    (FORM, "1-①", "E", Put::Text("令和７年６月２日")),
    (FORM, "1-①", "I", Put::Text("*責任者*を\n定めた")),
    (FORM, "2-⑫", "D", Put::Text("×")),
    (FORM, "2-⑫", "E", Put::Text("2025/6/3")),
    (FORM, "2-⑫", "F", Put::Text("2026/2/27")),
];

fn receive(project: &Project, files: &[&str], options: &[&str]) -> Output {
    project.run(&[&["fleet", "receive"], files, &["-C", "fleet", "--date", "2025-06-20"], options].concat())
}

fn put(project: &Project, name: &str, desk: Desk) {
    fs::write(project.path(name), desk.save()).unwrap();
}

fn purge(project: &Project, day: &str, options: &[&str]) -> Output {
    project.run(&[&["fleet", "purge", "fleet", "--date", day], options].concat())
}

#[test]
fn a_filled_workbook_reaches_the_folder_whole() {
    let project = fleet();
    let book = handed(&project, "N-0004");
    let desk = filled(&book, ANSWERS)
        .on(6)
        .add(9, &[("A", Put::Text("CT-03")), ("B", Put::Text("外部")), ("D", Put::Text("=1+1"))]);
    put(&project, "filled.xlsx", desk);
    let before = tree(&project.path("fleet"));
    let shown = receive(&project, &["filled.xlsx"], &[]).expect(0);
    assert_eq!(
        differences(&before, &tree(&project.path("fleet"))),
        [".toji/lock"; 0],
        "nothing is written: {shown:#?}"
    );
    assert!(shown.stdout.contains("電話番号: 0000-00-1111 → 0000-00-2222"), "{shown:#?}");

    let done = receive(&project, &["filled.xlsx"], &["--apply"]).expect(0);
    assert!(done.stderr.contains("OUT/members/N-0004/binder.pdf"), "{done:#?}");
    assert!(done.stderr.contains(Code::MemberWordRead.as_str()), "× was read as いいえ: {done:#?}");
    let expected = BINDER
        .replace("0000-00-1111\"\n", "0000-00-2222\"\naddress = \"見本県見本市一丁目\"\n")
        .replace("owner = \"CT-01\"\n", "owner = \"CT-01\"\nmanager = \"CT-02\"\n");
    assert_eq!(project.read("fleet/N-0004/binder.toml"), expected);
    assert_eq!(project.read("fleet/N-0004/registers/contacts.csv"), format!("{CONTACTS}CT-03,外部,,'=1+1,\n"));
    let form = project.read("fleet/N-0004/checklists/2025/facility.md");
    assert!(form.contains("| はい | 令和7年6月2日 | | | | \\*責任者\\*を 定めた |"), "{form}");
    assert!(form.contains("| いいえ | 令和7年6月3日 | 令和8年2月27日 | | | |"), "{form}");
    assert!(
        form.contains("\nanswered_by = \"見本 花子\"\n") && form.contains("\nanswered_on = 2025-06-10\n"),
        "{form}"
    );
    let checked = project.run(&["check", "fleet/N-0004", "--date", "2025-06-20", "--format", "json"]).json();
    let errors = checked["findings"].as_array().unwrap().iter().filter(|it| it["severity"] == "error").count();
    assert_eq!(errors, 0, "{checked:#}");
    let again = receive(&project, &["filled.xlsx"], &["--apply"]).expect(0);
    assert!(again.stderr.contains(Code::MemberBookAgain.as_str()), "{again:#?}");
    assert!(again.stdout.contains("Nothing changes."), "{again:#?}");
}

#[test]
fn what_both_sides_changed_is_told_and_stays() {
    let project = fleet();
    let book = handed(&project, "N-0004");
    put(&project, "filled.xlsx", filled(&book, ANSWERS));
    let project = project.file("fleet/N-0004/binder.toml", &BINDER.replace("0000-00-1111", "0000-00-3333"));
    let done = receive(&project, &["filled.xlsx"], &["--apply"]).expect(1);
    assert!(done.stderr.contains(Code::MemberConflict.as_str()) && done.stderr.contains("施設!C"), "{done:#?}");
    assert!(project.read("fleet/N-0004/binder.toml").contains("0000-00-3333"));
    assert!(project.path("fleet/N-0004/checklists/2025/facility.md").exists(), "the rest is taken over");
}

#[test]
fn an_older_workbook_undoes_nothing() {
    let project = fleet();
    let older = handed(&project, "N-0004");
    put(&project, "newer.xlsx", filled(&older, ANSWERS));
    receive(&project, &["newer.xlsx"], &["--apply"]).expect(0);
    let there = tree(&project.path("fleet/N-0004"));
    put(&project, "older.xlsx", filled(&older, &[(FORM, "1-①", "D", Put::Text("いいえ"))]));
    let done = receive(&project, &["older.xlsx"], &["--apply"]).expect(1);
    assert!(done.stderr.contains(Code::MemberConflict.as_str()), "{done:#?}");
    assert_eq!(differences(&there, &tree(&project.path("fleet/N-0004"))), [""; 0]);
}

#[test]
fn one_bad_workbook_stops_no_other() {
    let project = fleet();
    let book = handed(&project, "N-0004");
    put(&project, "good.xlsx", filled(&book, ANSWERS));
    put(&project, "twice.xlsx", filled(&book, ANSWERS));
    put(&project, "bare.xlsx", Desk::of(&book).replace("xl/workbook.xml", "name=\"toji-member\"", "name=\"x\""));
    let hidden = Desk::of(&handed(&project, "N-0005"));
    put(&project, "forged.xlsx", hidden.replace("xl/sharedStrings.xml", ">N-0005<", ">N-0099<"));
    let moved = project.path("fleet/N-0005");
    let stranger = fs::read(project.path("N-0005.xlsx")).unwrap();
    fs::rename(&moved, project.path("fleet/N-0006")).unwrap();
    fs::write(project.path("stranger.xlsx"), stranger).unwrap();
    fs::write(project.path("letter.pdf"), b"%PDF-1.7").unwrap();
    let files = ["letter.pdf", "bare.xlsx", "forged.xlsx", "stranger.xlsx", "gone.xlsx", "good.xlsx", "twice.xlsx"];
    let done = receive(&project, &files, &["--apply"]).expect(1);
    for code in [
        Code::WorkbookOtherFormat,
        Code::MemberBookUnmarked,
        Code::MemberUnknown,
        Code::UnreadableFile,
        Code::MemberBookTwo,
    ] {
        assert!(done.stderr.contains(&format!("[{code}]")), "{code}: {done:#?}");
    }
    assert!(done.stderr.contains("did you mean N-0004"), "{done:#?}");
    assert!(project.path("fleet/N-0004/checklists/2025/facility.md").exists());
    let written: Vec<String> = tree(&project.path("fleet/N-0006")).into_keys().collect();
    assert_eq!(written, ["binder.toml", "registers/contacts.csv"]);
}

#[test]
fn a_doubtful_cell_is_told_where_it_stands_and_the_rest_is_taken() {
    let formula = Put::Raw("t=\"str\"><f>UPPER(\"x\")</f><v>X</v>");
    let valueless = Put::Raw("><f>UPPER(\"x\")</f>");
    for (sheet, label, column, put_it, code, is_taken) in [
        (FORM, "1-①", "D", Put::Text("たぶん"), Code::MemberWordUnclear, false),
        (FORM, "1-①", "D", Put::Text("ハイ"), Code::MemberWordRead, true),
        (FORM, "1-①", "D", Put::Text("〇"), Code::MemberWordRead, true),
        (FORM, "1-①", "E", Put::Text("来月"), Code::WorkbookNotADay, false),
        (FORM, "1-①", "E", Put::Number("7"), Code::WorkbookNotADay, false),
        (FORM, "1-①", "I", formula.clone(), Code::MemberCellFormula, true),
        (THINGS, "住所", "C", valueless, Code::WorkbookFormulaWithoutValue, false),
        (THINGS, "電話番号", "C", Put::Number("90123"), Code::WorkbookNumberInText, false),
        (THINGS, "施設の名前", "C", Put::Text(" "), Code::EmptyValue, false),
        (THINGS, "管理者", "C", Put::Text("知らない人"), Code::MemberUnknownPerson, false),
        (THINGS, "住所", "B", Put::Text("説明の上に書いた"), Code::MemberCellStray, false),
    ] {
        let project = fleet();
        let book = handed(&project, "N-0004");
        let writes = [(sheet, label, column, put_it), (THINGS, "郵便番号", "C", Put::Text("000-0000"))];
        put(&project, "filled.xlsx", filled(&book, &writes));
        let done = receive(&project, &["filled.xlsx"], &["--apply"]);
        let cell = format!("{sheet}!{column}{}", row_of(&book, sheet, label));
        assert!(done.stderr.contains(&format!("[{code}]")) && done.stderr.contains(&cell), "{code}, {cell}: {done:#?}");
        assert!(project.read("fleet/N-0004/binder.toml").contains("000-0000"), "{code}: the rest is taken: {done:#?}");
        let form = project.path("fleet/N-0004/checklists/2025/facility.md");
        assert_eq!(form.exists(), is_taken, "{code}: {done:#?}");
    }
}

#[test]
fn sheets_may_be_renamed_merged_or_gone() {
    let project = fleet();
    let book = handed(&project, "N-0004");
    let first = row_of(&book, FORM, "1-①");
    let merged = format!("<mergeCell ref=\"D{first}:D{}\"/></mergeCells>", first + 1);
    let writes: Writes<'_> = &[(FORM, "1-①", "D", Put::Text("はい")), (FORM, "2-①", "D", Put::Text("はい"))];
    let desk = filled(&book, writes).replace("xl/workbook.xml", &format!("name=\"{FORM}\""), "name=\"答え\"");
    let desk = desk.replace("xl/worksheets/sheet4.xml", "</mergeCells>", &merged);
    // Merging hides what the second cell said.
    let desk = desk.on(4).put(&format!("D{}", first + 1), &Put::Text(""));
    put(&project, "filled.xlsx", desk.on(4).add(90, &[("B", Put::Text("余白のメモ"))]));
    let done = receive(&project, &["filled.xlsx"], &["--apply"]).expect(1);
    for code in [Code::MemberSheetRenamed, Code::MemberCellStray] {
        assert!(done.stderr.contains(&format!("[{code}]")), "{code}: {done:#?}");
    }
    assert!(done.stderr.contains("答え!B90"), "{done:#?}");
    let form = project.read("fleet/N-0004/checklists/2025/facility.md");
    assert_eq!(form.matches("| はい |").count(), 1, "{form}");

    // What was answered is not deleted by merging its cell with another.
    let answered = handed_again(&project);
    let desk = Desk::of(&answered).on(4).replace(
        "xl/worksheets/sheet4.xml",
        "</mergeCells>",
        &format!("<mergeCell ref=\"C{first}:D{first}\"/></mergeCells>"),
    );
    put(&project, "merged.xlsx", desk.put(&format!("D{first}"), &Put::Text("")));
    let done = receive(&project, &["merged.xlsx"], &["--apply"]).expect(1);
    assert!(done.stderr.contains(&format!("[{}]", Code::WorkbookMergedCell)), "{done:#?}");
    let without = Desk::of(&answered).replace("xl/workbook.xml", &format!("name=\"{THINGS}\""), "name=\"x\"").on(3);
    let without = without.replace("xl/worksheets/sheet3.xml", "<sheetData>", "<sheetData/><!--").replace(
        "xl/worksheets/sheet3.xml",
        "</sheetData>",
        "-->",
    );
    put(&project, "gone.xlsx", without);
    let done = receive(&project, &["gone.xlsx"], &["--apply"]).expect(1);
    assert!(done.stderr.contains(&format!("[{}]", Code::MemberSheetMissing)), "{done:#?}");
    assert_eq!(project.read("fleet/N-0004/checklists/2025/facility.md"), form);
}

fn handed_again(project: &Project) -> Vec<u8> {
    fs::remove_file(project.path("N-0004.xlsx")).unwrap();
    handed(project, "N-0004")
}

#[test]
fn rows_may_be_gone_or_twice_and_delete_nothing() {
    let project = fleet();
    let book = handed(&project, "N-0004");
    let row = row_of(&book, FORM, "1-①");
    put(&project, "gone.xlsx", Desk::of(&book).on(4).remove(row));
    let done = receive(&project, &["gone.xlsx"], &["--apply"]).expect(1);
    assert!(done.stderr.contains(&format!("[{}]", Code::MemberBlankMissing)), "{done:#?}");
    let twice = Desk::of(&book).on(4).put(&format!("A{}", row + 1), &Put::Text("1-①"));
    put(&project, "twice.xlsx", twice);
    let done = receive(&project, &["twice.xlsx"], &["--apply"]).expect(1);
    assert!(done.stderr.contains(&format!("[{}]", Code::MemberBlankTwice)), "{done:#?}");
}

#[test]
fn a_remark_with_links_is_lengthened_and_never_replaced() {
    let form = "+++\ntitle = \"見本\"\nclass = \"inspection\"\nedition = \"r7\"\n+++\n\n| 項目 | 1回目 | 確認日 | 目標日 | 2回目 | 確認日 | 備考 |\n|---|---|---|---|---|---|---|\n\
                | 1-① | はい | 令和7年6月2日 | | | | [控え](../../attachments/a.txt) を見る |\n| 2-① | | | | | | |\n";
    let path = "fleet/N-0004/checklists/2025/facility.md";
    let project = fleet().file(path, form).file("fleet/N-0004/attachments/a.txt", "x");
    let book = handed(&project, "N-0004");
    let writes: Writes<'_> = &[
        (FORM, "1-①", "I", Put::Text("控え を見る。済み")),
        (FORM, "2-①", "D", Put::Text("はい")),
        (FORM, "2-②", "D", Put::Text("はい")),
    ];
    put(&project, "longer.xlsx", filled(&book, writes));
    let done = receive(&project, &["longer.xlsx"], &["--apply"]).expect(1);
    assert!(done.stderr.contains(&format!("[{}]", Code::MemberFormGone)), "2-② has no row: {done:#?}");
    let expected = form.replace(" を見る |", " を見る。済み |").replace("| 2-① | | |", "| 2-① | はい | |");
    assert_eq!(project.read(path), expected);
    put(&project, "other.xlsx", filled(&handed_again(&project), &[(FORM, "1-①", "I", Put::Text("別のこと"))]));
    let done = receive(&project, &["other.xlsx"], &["--apply"]).expect(1);
    assert!(done.stderr.contains(&format!("[{}]", Code::MemberRemarkLinked)), "{done:#?}");
    assert_eq!(project.read(path), expected);
}

#[test]
fn a_form_of_another_year_stays_out_and_a_file_that_cannot_be_written_refuses_all() {
    let project = fleet();
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), ANSWERS));
    let next = project.file("fleet/N-0004/binder.toml", &BINDER.replace("2025", "2026"));
    let done = receive(&next, &["filled.xlsx"], &["--apply"]).expect(1);
    assert!(done.stderr.contains(&format!("[{}]", Code::MemberOtherYear)), "{done:#?}");
    assert!(!next.path("fleet/N-0004/checklists").exists());
    let inline = "format = 1\nfiscal_year = 2025\nedition = \"r7\"\nroles = { owner = \"CT-01\" }\nfacility = { name = \"見本薬局\", kind = \"pharmacy\", phone = \"0000-00-1111\" }\n";
    let project = next.file("fleet/N-0005/binder.toml", inline);
    put(&project, "inline.xlsx", filled(&handed(&project, "N-0005"), ANSWERS));
    let project = project.file("fleet/N-0005/.toji/lock", "");
    let before = tree(&project.path("fleet/N-0005"));
    let done = receive(&project, &["inline.xlsx"], &["--apply"]).expect(1);
    assert!(done.stderr.contains(&format!("[{}]", Code::MemberFileUnsound)), "{done:#?}");
    assert_eq!(differences(&before, &tree(&project.path("fleet/N-0005"))), [""; 0]);
}

const CONSENT: &[(&str, &str, &str, Put<'_>)] = &[
    (KEEPING, "同意", "C", Put::Text("はい")),
    (KEEPING, "同意した人", "C", Put::Text("見本 一郎")),
    (KEEPING, "同意した日", "C", Put::Text("2025/6/10")),
    (KEEPING, "消す日", "C", Put::Text("令和8年3月31日")),
];

#[test]
fn without_consent_all_that_came_goes_and_the_status_stays() {
    let project = fleet();
    let before = tree(&project.path("fleet/N-0004"));
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), ANSWERS));
    receive(&project, &["filled.xlsx"], &["--apply"]).expect(0);
    // As an update keeps what it replaces.
    let form = project.read("fleet/N-0004/checklists/2025/facility.md");
    let project = project.file("fleet/N-0004/.toji/undo/0001/files/1", &form);
    // Whoever writes to the member's folder leaves the lock.
    let before = [(".toji/lock".into(), Vec::new())].into_iter().chain(before).collect();
    assert!(project.read("fleet/fleet.toml").contains("id = \"N-0004\"\nreceived = 2025-06-20\nconsent = false\n"));
    let same_day = purge(&project, "2025-06-20", &["--apply"]).expect(0);
    assert!(same_day.stderr.contains("nothing to delete"), "{same_day:#?}");
    let shown = purge(&project, "2025-06-21", &[]).expect(0);
    assert!(
        shown.stdout.contains("N-0004/checklists/2025/facility.md") && shown.stderr.contains("--apply"),
        "{shown:#?}"
    );
    assert!(project.path("fleet/N-0004/checklists/2025/facility.md").exists(), "only shown");
    // Whoever receives the next day hears of it.
    put(&project, "other.xlsx", filled(&handed(&project, "N-0005"), ANSWERS));
    let late = project.run(&["fleet", "receive", "other.xlsx", "-C", "fleet", "--date", "2025-06-21"]).expect(0);
    assert!(late.stderr.contains(&format!("[{}]", Code::FleetOverdue)), "{late:#?}");

    purge(&project, "2025-06-21", &["--apply"]).expect(0);
    assert_eq!(differences(&before, &tree(&project.path("fleet/N-0004"))), [""; 0]);
    let status: serde_json::Value = serde_json::from_str(&project.read("fleet/status/N-0004.json")).unwrap();
    assert_eq!(status["items"][0], serde_json::json!({"item": "1-01", "status": "yes"}));
    let no = status["items"].as_array().unwrap().iter().find(|it| it["status"] == "no");
    assert_eq!(no.unwrap()["target"], "2026-02-27");
    let all: Vec<u8> = tree(&project.path("fleet")).into_values().flatten().collect();
    let all = String::from_utf8_lossy(&all);
    for gone in ["0000-00-2222", "一丁目", "責任者", "定めた"] {
        assert!(!all.contains(gone), "{gone} is still somewhere");
    }
    let kept = project.read("fleet/fleet.toml");
    assert!(kept.contains("[[purged]]\nid = \"N-0004\"\non = 2025-06-21\nwhy = \"no-consent\"\n"), "{kept}");
    assert!(purge(&project, "2026-06-21", &["--apply"]).expect(0).stderr.contains("nothing to delete"));
}

/// As an update of the template leaves a file that it rewrote.
fn updated(project: Project, number: u32, path: &str, after: &str) -> Project {
    let hex = |text: &str| Digest::of(text.as_bytes()).to_string();
    let before = project.read(&format!("fleet/N-0004/{path}"));
    let record = format!(
        "format = 1\nwhat = \"update 2026.{number}\"\non = \"2025-06-20\"\n\n[[file]]\npath = \"{path}\"\n\
         before = \"{}\"\nafter = \"{}\"\n",
        hex(&before),
        hex(after)
    );
    let folder = format!("fleet/N-0004/.toji/undo/{number:04}");
    let project = project.file(&format!("{folder}/record.toml"), &record);
    project.file(&format!("{folder}/{}", hex(&before)), &before).file(&format!("fleet/N-0004/{path}"), after)
}

#[test]
fn what_an_update_made_of_it_goes_as_well_with_all_that_would_undo_it() {
    let project = fleet();
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), ANSWERS));
    receive(&project, &["filled.xlsx"], &["--apply"]).expect(0);
    let form = "checklists/2025/facility.md";
    let first = project.read(&format!("fleet/N-0004/{form}")).replace("定めた", "定めたこと");
    let second = first.replace("定めたこと", "定めたこと、");
    let project = updated(updated(project, 1, form, &first), 2, form, &second);
    let done = purge(&project, "2025-06-21", &["--apply"]).expect(0);
    assert!(done.stdout.contains(".toji/undo/0002"), "{done:#?}");
    assert!(!project.path(&format!("fleet/N-0004/{form}")).exists(), "{done:#?}");
    assert!(!project.path("fleet/N-0004/.toji/undo/0001").exists());
    let undone = project.run(&["undo", "-C", "fleet/N-0004"]);
    assert!(undone.stderr.contains("There is nothing to undo"), "{undone:#?}");
}

const NARA: [&str; 6] = ["--lang", "ja", "--date", "2025-06-20", "-C", "fleet/N-0004"];

/// As [`fleet`], where the first member has a template of which a second version came out.
fn fleet_with_template(more: &str, change: impl Fn(Project) -> Project) -> Project {
    let devices = "管理番号,種別\n";
    let project = crate::update::published(more, |it| {
        change(it.file("a/registers/devices.csv", devices).file("b/registers/devices.csv", devices))
    });
    let init = ["init", "fleet/N-0004", "--kind", "pharmacy", "--name", "見本薬局", "--pack", "2025.tojipack"];
    project.run(&init).expect(0);
    project.file("fleet/N-0004/binder.toml", BINDER).file("fleet/N-0005/binder.toml", BINDER)
}

fn all_texts(project: &Project, folder: &str) -> String {
    let all: Vec<u8> = tree(&project.path(folder)).into_values().flatten().collect();
    String::from_utf8_lossy(&all).into_owned()
}

#[test]
fn a_name_that_an_update_moved_stays_so_when_the_earlier_text_is_put_back() {
    let moves =
        "\n[[migrations]]\nsince = 2\nkind = \"rename-variable\"\nfrom = \"facility.phone\"\nto = \"facility.tel\"\n";
    let project = fleet_with_template(moves, |it| it);
    let project = project.file("fleet/N-0004/registers/contacts.csv", CONTACTS);
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), ANSWERS));
    receive(&project, &["filled.xlsx"], &["--apply"]).expect(0);
    project.run(&[&["update", "--pack", "2026.tojipack"], &NARA[..]].concat()).expect(0);
    assert!(project.read("fleet/N-0004/binder.toml").contains("tel = \"0000-00-2222\""));
    purge(&project, "2025-06-21", &["--apply"]).expect(0);
    let binder = project.read("fleet/N-0004/binder.toml");
    assert_eq!(binder, BINDER.replace("phone =", "tel ="));
    let all = all_texts(&project, "fleet");
    for gone in ["0000-00-2222", "一丁目", "責任者を"] {
        assert!(!all.contains(gone), "{gone} is still somewhere");
    }
}

/// A template whose contacts are its own, with a telephone number that its second version has otherwise.
fn managed_contacts() -> Project {
    let head = "番号,区分,役割,氏名,電話\n";
    let rows =
        |phone: &str| format!("{head}CT-01,内部,開設者,見本 一郎,0000-00-0001\nCT-02,内部,管理者,見本 花子,{phone}\n");
    fleet_with_template("", |it| {
        ["a", "b"].into_iter().fold(it, |it, folder| {
            let text = it.read(&format!("{folder}/pack.toml"));
            let own = text.replace("\"bcp/**\"]", "\"bcp/**\", \"registers/contacts.csv\"]");
            let own = own.replace("\"registers/*.csv\"", "\"registers/devices.csv\"");
            let phone = if folder == "a" { "0000-00-0002" } else { "0000-00-0009" };
            it.file(&format!("{folder}/pack.toml"), &own)
                .file(&format!("{folder}/registers/contacts.csv"), &rows(phone))
        })
    })
}

#[test]
fn what_waits_for_a_decision_shows_nothing_of_it_any_more() {
    let project = managed_contacts();
    let theirs = [("連絡先一覧", "CT-02", "E", Put::Text("0000-00-3333"))];
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), &theirs));
    receive(&project, &["filled.xlsx"], &["--apply"]).expect(0);
    let said = project.run(&[&["update", "--pack", "2026.tojipack"], &NARA[..]].concat()).expect(0);
    assert!(said.stdout.contains("保留　　　registers/contacts.csv"), "{said:#?}");
    assert!(project.read("fleet/N-0004/.toji/pending/review.html").contains("0000-00-3333"));
    purge(&project, "2025-06-21", &["--apply"]).expect(0);
    assert!(!all_texts(&project, "fleet").contains("0000-00-3333"));
    // Nothing is left to decide: the row reads as it did before the workbook, and so the template's takes its place.
    assert!(project.read("fleet/N-0004/registers/contacts.csv").contains("0000-00-0009"));
    assert!(!project.path("fleet/N-0004/.toji/pending/review.html").exists());
    let again = project.run(&[&["update", "--pack", "2026.tojipack"], &NARA[..]].concat()).expect(0);
    assert!(again.stderr.contains("すでに"), "{again:#?}");
}

#[test]
fn a_member_that_somebody_writes_to_is_not_received() {
    let project = fleet();
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), ANSWERS));
    let project = project.file("fleet/N-0004/.toji/lock", "");
    let lock = fs::File::open(project.path("fleet/N-0004/.toji/lock")).unwrap();
    lock.lock().unwrap();
    let refused = receive(&project, &["filled.xlsx"], &["--apply"]).expect(1);
    assert!(refused.stderr.contains("another toji is writing"), "{refused:#?}");
    assert_eq!(project.read("fleet/N-0004/binder.toml"), BINDER);
}

#[test]
fn with_consent_it_stays_until_the_day_that_was_named() {
    let project = fleet();
    let both = [ANSWERS, CONSENT].concat();
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), &both));
    receive(&project, &["filled.xlsx"], &["--apply"]).expect(0);
    let fleet_toml = project.read("fleet/fleet.toml");
    assert!(
        fleet_toml
            .contains("consent = true\ngiven_by = \"見本 一郎\"\ngiven_on = 2025-06-10\ndelete_by = 2026-03-31\n")
    );
    assert!(purge(&project, "2026-03-31", &["--apply"]).expect(0).stderr.contains("nothing to delete"));
    let shown = purge(&project, "2026-04-01", &[]).expect(0);
    assert!(shown.stdout.contains("the day that the member named is over"), "{shown:#?}");
    // Withdrawn in the next workbook.
    let book = handed_again(&project);
    put(&project, "back.xlsx", filled(&book, &[(KEEPING, "同意", "C", Put::Text("いいえ"))]));
    receive(&project, &["back.xlsx"], &["--apply"]).expect(0);
    let withdrawn = project.read("fleet/fleet.toml");
    assert!(withdrawn.contains("consent = false\n") && !withdrawn.contains("見本 一郎"), "{withdrawn}");
    assert!(purge(&project, "2025-06-21", &[]).expect(0).stdout.contains("there is no consent"));
}

#[test]
fn half_a_consent_is_none() {
    for (writes, code) in [
        (&CONSENT[..3], Code::MemberConsentOpen),
        (
            &[
                CONSENT[0].clone(),
                CONSENT[1].clone(),
                CONSENT[2].clone(),
                (KEEPING, "消す日", "C", Put::Text("2025-06-19")),
            ][..],
            Code::MemberConsentPast,
        ),
    ] {
        let project = fleet();
        put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), &[ANSWERS, writes].concat()));
        let done = receive(&project, &["filled.xlsx"], &["--apply"]).expect(1);
        assert!(done.stderr.contains(&format!("[{code}]")), "{done:#?}");
        let written = project.read("fleet/fleet.toml");
        assert!(written.contains("consent = false\n") && !written.contains("見本"), "{written}");
    }
}

#[test]
fn what_somebody_changed_since_goes_only_when_that_is_asked_for() {
    let project = fleet();
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), ANSWERS));
    receive(&project, &["filled.xlsx"], &["--apply"]).expect(0);
    let form = "fleet/N-0004/checklists/2025/facility.md";
    let changed = project.read(form) + "\n事務局の控え。\n";
    let project = project.file(form, &changed);
    let done = purge(&project, "2025-06-21", &["--apply"]).expect(1);
    assert!(done.stderr.contains(&format!("[{}]", Code::FleetPurgeChanged)), "{done:#?}");
    assert_eq!(project.read(form), changed);
    assert_eq!(project.read("fleet/N-0004/binder.toml"), BINDER, "the rest is gone");
    purge(&project, "2025-06-21", &["--apply", "--changed"]).expect(0);
    assert!(!project.path(form).exists());
    let status = project.read("fleet/status/N-0004.json");
    assert!(status.contains("\"yes\""), "{status}");
}

#[test]
fn who_sent_no_workbook_is_never_purged_and_a_broken_fleet_toml_deletes_nothing() {
    let project = fleet().file("fleet/fleet.toml", "format = 1\n[[member]]\nid = \"N-0005\"\nconsent = false\n");
    let before = tree(&project.path("fleet"));
    purge(&project, "2030-01-01", &["--apply", "--changed"]).expect(0);
    assert_eq!(differences(&before, &tree(&project.path("fleet"))), [""; 0]);
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), ANSWERS));
    receive(&project, &["filled.xlsx"], &["--apply"]).expect(0);
    let twice = project.read("fleet/fleet.toml") + "[[member]]\nid = \"ｎ-0004\"\nconsent = true\n";
    let project = project.file("fleet/fleet.toml", &twice);
    let before = tree(&project.path("fleet"));
    let refused = purge(&project, "2025-06-21", &["--apply"]).expect(1);
    for code in [Code::FleetMemberTwice, Code::MissingKey] {
        assert!(refused.stderr.contains(&format!("[{code}]")), "{code}: {refused:#?}");
    }
    assert_eq!(differences(&before, &tree(&project.path("fleet"))), [""; 0]);
    // A member whose folder is gone.
    fs::remove_dir_all(project.path("fleet/N-0004")).unwrap();
    let project = project.file("fleet/fleet.toml", "format = 1\n");
    let told = purge(&project, "2025-06-21", &["--apply"]).expect(0);
    assert!(told.stderr.contains(&format!("[{}]", Code::FleetMemberUnknown)), "{told:#?}");
}

#[test]
fn a_workbook_overwrites_no_file_and_needs_a_folder() {
    let project = fleet();
    handed(&project, "N-0004");
    project.run(&["fleet", "workbook", "fleet/N-0004", "-o", "N-0004.xlsx"]).expect(1);
    let none = project.run(&["fleet", "workbook", "fleet/N-0009", "-o", "x.xlsx"]).expect(3);
    assert!(none.stderr.contains("toji init"), "{none:#?}");
    project.run(&["fleet", "workbook", "fleet/N-0004", "-o", "x.pdf"]).expect(2);
    project
        .run(&["fleet", "workbook", "fleet/N-0004", "-o", "x.xlsx", "--date", "2025-06-02", "--due", "2025-06-01"])
        .expect(2);
}

#[test]
fn a_binder_that_was_built_goes_with_what_it_was_built_from() {
    let project = fleet();
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), ANSWERS));
    receive(&project, &["filled.xlsx"], &["--apply"]).expect(0);
    let build = |day: &str| project.run(&["fleet", "build", "fleet", "-o", "OUT", "--no-pdf", "--date", day]);
    let built = build("2025-06-20").expect(0);
    assert!(!built.stderr.contains(Code::FleetOverdue.as_str()), "{built:#?}");
    let late = build("2025-06-21").expect(0);
    assert!(late.stderr.contains(&format!("[{}]", Code::FleetOverdue)), "{late:#?}");
    fs::write(project.path("OUT/members/N-0004/note.txt"), "x").unwrap();
    let shown = purge(&project, "2025-06-21", &["-o", "OUT"]).expect(0);
    assert!(shown.stdout.contains("OUT/members/N-0004"), "{shown:#?}");
    let there = tree(&project.path("OUT/members/N-0005"));
    let done = purge(&project, "2025-06-21", &["-o", "OUT", "--apply"]).expect(0);
    assert!(done.stderr.contains(&format!("[{}]", Code::FleetPurgeForeign)), "{done:#?}");
    let left: Vec<String> = tree(&project.path("OUT/members/N-0004")).into_keys().collect();
    assert_eq!(left, ["note.txt"]);
    assert_eq!(differences(&there, &tree(&project.path("OUT/members/N-0005"))), [""; 0]);
    // What is kept of members is no member.
    fs::remove_dir_all(project.path("OUT/members/N-0004")).unwrap();
    build("2025-06-22").expect(0);
    let report: serde_json::Value = serde_json::from_str(&project.read("OUT/fleet.json")).unwrap();
    let member = report["members"].as_array().unwrap().iter().find(|it| it["id"] == "N-0004").unwrap();
    assert_eq!((&member["answers"][0]["items"][0]["answer"], &member["answered"]), (&"yes".into(), &2.into()));
}

#[test]
fn a_binder_that_a_purge_left_goes_with_a_later_one() {
    let project = fleet();
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), ANSWERS));
    receive(&project, &["filled.xlsx"], &["--apply"]).expect(0);
    let build = || project.run(&["fleet", "build", "fleet", "-o", "OUT", "--no-pdf", "--date", "2025-06-21"]).expect(0);
    build();
    let shown = purge(&project, "2025-06-21", &["-o", "OUT"]).expect(0);
    assert!(shown.stderr.contains("toji fleet purge fleet -o OUT --apply --date 2025-06-21"), "{shown:#?}");
    let done = purge(&project, "2025-06-21", &["--apply"]).expect(0);
    assert!(done.stderr.contains("toji fleet purge fleet -o OUT --apply"), "{done:#?}");
    assert!(project.path("OUT/members/N-0004/index.html").exists());
    purge(&project, "2025-06-21", &["-o", "OUT", "--apply"]).expect(0);
    assert!(!project.path("OUT/members/N-0004").exists());
    assert!(project.path("OUT/members/N-0005/index.html").exists());
    // What is built of the rest stays.
    build();
    let nothing = purge(&project, "2025-06-21", &["-o", "OUT", "--apply"]).expect(0);
    assert!(nothing.stderr.contains("nothing to delete"), "{nothing:#?}");
    assert!(project.path("OUT/members/N-0004/index.html").exists());
    // Neither a member's own folder nor any other is a fleet.
    for (folder, code) in [("fleet/N-0004", Code::FleetIsMember), ("OUT/members", Code::FleetEmpty)] {
        let wrong = project.run(&["fleet", "purge", folder]).expect(1);
        assert!(wrong.stderr.contains(&format!("[{code}]")), "{wrong:#?}");
    }
}

#[test]
fn a_workbook_that_nobody_wrote_into_is_passed_over() {
    let project = fleet();
    put(&project, "filled.xlsx", filled(&handed(&project, "N-0004"), ANSWERS));
    let received = receive(&project, &["N-0004.xlsx", "filled.xlsx"], &["--apply"]).expect(0);
    assert!(received.stderr.contains("N-0004.xlsx is as it was handed out"), "{received:#?}");
    assert!(project.path("fleet/N-0004/checklists/2025/facility.md").exists());
}
