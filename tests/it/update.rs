//! Updates of members' folders from the command line: what each of three members wrote is there afterwards, and undo gives
//! back every byte.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use toji::diagnostics::Code;

use crate::project::{Output, Project, tree};

const PACK: &str = r#"id = "nara"
version = "2025.1"
serial = 1
managed = ["manual/**", "rules/**", "bcp/**"]
seed = ["binder.toml", "registers/*.csv"]
kinds = ["pharmacy"]
"#;

const RULES: &str = "+++\ntitle = \"運用管理規程\"\n+++\n\n## 第1条（目的）\n\nこの規程の目的を定める。\n\n\
    ## 第2条（責任者）\n\n管理者が責任を負う。\n\n## 第3条（媒体の管理）\n\n媒体は鍵のかかる棚に置く。\n";

const NEXT: &str = "媒体は鍵のかかる棚に置き、持ち出しを記録する。";

/// An association with a key and both versions, signed.
fn association() -> Project {
    published("", |it| it)
}

/// As that, with more in the second version.
pub(crate) fn published(more: &str, change: impl Fn(Project) -> Project) -> Project {
    let project = Project::empty()
        .file("password.txt", "correct horse battery\n")
        .file("a/pack.toml", PACK)
        .file("a/manual/2-03.md", "# パスワード\n\n桁数を決める。\n")
        .file("a/manual/gone.md", "# 古い頁\n\n使わない。\n")
        .file("a/rules/kitei.md", RULES)
        .file("a/bcp/bcp.md", "# 事業継続計画\n\n紙で続ける。\n")
        .file("a/registers/devices.csv", "番号,名称\n")
        .file("b/manual/2-03.md", "# パスワード\n\n13桁以上にする。\n")
        .file("b/manual/new.md", "# 新しい頁\n\n今年から使う。\n")
        .file("b/rules/kitei.md", &RULES.replace("媒体は鍵のかかる棚に置く。", NEXT))
        .file("b/bcp/bcp.md", "# 事業継続計画\n\n紙と電話で続ける。\n")
        .file("b/registers/devices.csv", "番号,名称\n");
    let notes = "\n[[changes]]\npage = \"rules/kitei.md\"\naction = \"要対応\"\nnote = \"持ち出しの記録を始める\"\n";
    let second = PACK.replace("2025.1", "2026.1").replace("serial = 1", "serial = 2") + notes + more;
    let project = change(project.file("b/pack.toml", &second));
    run(&project, &["pack", "new-key", "-o", "keys", "--name", "k", "--password-file", "password.txt"]).expect(0);
    let named = fs::read_dir(project.path("keys")).unwrap().map(|it| it.unwrap().path());
    let key = named.into_iter().find(|it| it.extension().is_some_and(|it| it == "key")).unwrap();
    let public = fs::read_to_string(key.with_extension("pub")).unwrap();
    let public = public.lines().last().unwrap();
    for (folder, file) in [("a", "2025.tojipack"), ("b", "2026.tojipack")] {
        let head = project.read(&format!("{folder}/pack.toml"));
        let keyed = head.replace("kinds =", &format!("key = \"{public}\"\nkinds ="));
        fs::write(project.path(&format!("{folder}/pack.toml")), keyed).unwrap();
        run(&project, &["pack", "build", folder, "-o", file]).expect(0);
        let key = key.to_str().unwrap();
        run(&project, &["pack", "sign", file, "--key", key, "--password-file", "password.txt"]).expect(0);
    }
    project
}

/// In Japanese, as the people it is for read it.
fn run(project: &Project, arguments: &[&str]) -> Output {
    project.run(&[&["--lang", "ja"], arguments].concat())
}

fn init(project: &Project, member: &str) {
    run(project, &["init", member, "--kind", "pharmacy", "--name", "見本薬局", "--pack", "2025.tojipack"]).expect(0);
}

fn edit(project: &Project, path: &str, change: impl Fn(&str) -> String) {
    let after = change(&project.read(path));
    fs::write(project.path(path), after).unwrap();
}

fn update(project: &Project, member: &str) -> Output {
    run(project, &["update", "--pack", "2026.tojipack", "-C", member, "--date", "2026-04-01"])
}

/// Everything but the journal's lock.
fn files(project: &Project, member: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = tree(&project.path(member));
    files.remove(".toji/lock");
    files
}

#[test]
fn who_edits_the_clause_that_changes_decides_and_loses_nothing() {
    let project = association();
    init(&project, "one");
    edit(&project, "one/rules/kitei.md", |it| {
        it.replace("鍵のかかる棚", "調剤室の金庫") + "\n## 第4条（雑則）\n\n当薬局で決める。\n"
    });
    fs::write(project.path("one/rules/kitei.toml"), "number = \"K-1\"\n").unwrap();
    let before = files(&project, "one");
    let mine = project.read("one/rules/kitei.md");
    let dry = ["update", "--pack", "2026.tojipack", "-C", "one", "--date", "2026-04-01", "--dry-run"];
    let said = run(&project, &dry).expect(0);
    assert!(said.stdout.contains("保留　　　rules/kitei.md（第3条（媒体の管理）"), "{said:?}");
    assert!(said.stderr.contains("まだ何も書いていません"), "{said:?}");
    assert_eq!(files(&project, "one"), before);

    let said = update(&project, "one").expect(0);
    assert!(said.stderr.contains("要対応：rules/kitei.md　持ち出しの記録を始める"), "{said:?}");
    assert!(said.stderr.contains("toji resolve -C one"), "{said:?}");
    assert_eq!(project.read("one/rules/kitei.md"), mine);
    assert_eq!(project.read("one/manual/2-03.md"), "# パスワード\n\n13桁以上にする。\n");
    assert!(!project.path("one/manual/gone.md").exists() && project.path("one/manual/new.md").exists());
    let page = project.read("one/.toji/pending/review.html");
    for words in ["現在", "新しい雛形", "変更点", "第3条（媒体の管理）", "調剤室の金庫", "<ins>"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"));
    let updated = files(&project, "one");
    assert!(update(&project, "one").expect(0).stderr.contains("すでに nara 2026.1"));
    assert_eq!(files(&project, "one"), updated, "a second time");
    let again = run(&project, &dry).expect(0);
    assert!(again.stderr.contains("すでに nara 2026.1") && again.stdout.is_empty(), "{again:?}");
    assert!(!again.stderr.contains("要対応") && !again.stderr.contains("この予定でよければ"), "{again:?}");
    assert!(again.stderr.contains("保留のファイル：1"), "what waits is said still: {again:?}");

    let found = |code: &str| {
        let found = run(&project, &["check", "one", "--date", "2026-04-02", "--format", "json"]);
        found.stdout.contains(&format!("\"{code}\""))
    };
    assert!(found("template-pending") && !found("template-unapproved"));

    // Decided with words of its own, and taken back again.
    let listed = run(&project, &["resolve", "-C", "one"]).expect(0);
    assert!(listed.stdout.contains("--block \"第3条（媒体の管理）\" --theirs --by NAME -C one"), "{listed:?}");
    let own = "## 第3条（媒体の管理）\r\n\r\n媒体は調剤室の金庫に置き、持ち出しを記録する。\r\n\r\n";
    fs::write(project.path("own.txt"), own).unwrap();
    let decide =
        ["resolve", "rules/kitei.md", "--block", "第3条", "--edited", "own.txt", "-C", "one", "--date", "2026-04-02"];
    assert!(run(&project, &decide).expect(2).stderr.contains("--by"));
    let said = run(&project, &[&decide[..], &["--by", "山田太郎"]].concat()).expect(0);
    assert!(said.stderr.contains("保留はなくなりました"), "{said:?}");
    let after = project.read("one/rules/kitei.md");
    assert!(after.contains("調剤室の金庫に置き、持ち出しを記録する。") && after.contains("第4条（雑則）"), "{after}");
    assert!(!after.contains('\r'), "{after:?}");
    let state = project.read("one/.toji/template.toml");
    for words in ["by = \"山田太郎\"", "on = \"2026-04-02\"", "taken = \"edited\"", "[[approval]]"] {
        assert!(state.contains(words), "{state}");
    }
    assert!(!project.path("one/.toji/pending").exists());
    assert!(update(&project, "one").expect(0).stderr.contains("すでに"), "a decision is not asked for again");

    assert!(!found("template-pending") && found("template-unapproved"));
    let row = "number = \"K-1\"\n[[revisions]]\ndate = 2026-04-03\nreason = \"ひな型の更新\"\n";
    fs::write(project.path("one/rules/kitei.toml"), row).unwrap();
    assert!(!found("template-unapproved"));
    fs::write(project.path("one/rules/kitei.toml"), "number = \"K-1\"\n").unwrap();

    // Everything is taken back, a step at a time.
    assert_eq!(run(&project, &["undo", "-C", "one"]).expect(0).stdout.lines().nth(1), Some("  rules/kitei.md"));
    assert_eq!(files(&project, "one"), updated);
    run(&project, &["undo", "-C", "one"]).expect(0);
    assert_eq!(files(&project, "one"), before);
    assert!(run(&project, &["undo", "-C", "one"]).expect(2).stderr.contains("元に戻せるものはありません"));
}

#[test]
fn a_record_that_cannot_be_read_stops_an_update_in_the_words_of_check() {
    let project = association();
    init(&project, "one");
    fs::write(project.path("one/.toji/template.toml"), "format = [").unwrap();
    let before = files(&project, "one");
    let told = update(&project, "one").expect(1).stderr;
    assert!(told.contains("template-state-broken") && !told.contains("toml-syntax"), "{told}");
    assert!(run(&project, &["resolve", "-C", "one"]).expect(1).stderr.contains("template-state-broken"));
    assert_eq!(files(&project, "one"), before);
}

#[test]
fn who_deleted_a_page_does_not_get_it_back() {
    let project = association();
    init(&project, "two");
    fs::remove_file(project.path("two/bcp/bcp.md")).unwrap();
    let said = update(&project, "two").expect(0);
    assert!(said.stdout.contains("作らない　　bcp/bcp.md"), "{said:?}");
    assert!(!project.path("two/bcp/bcp.md").exists());
    assert!(project.read("two/.toji/template.toml").contains("deleted = \"2026-04-01\""));
    // Untouched otherwise, it reads like a new folder of the new version.
    let mut new =
        run(&project, &["init", "new", "--kind", "pharmacy", "--name", "見本薬局", "--pack", "2026.tojipack"]);
    new = new.expect(0);
    assert!(new.code == 0);
    let own = |member| -> BTreeMap<String, Vec<u8>> {
        files(&project, member).into_iter().filter(|it| !it.0.starts_with(".toji/") && it.0 != "bcp/bcp.md").collect()
    };
    assert_eq!(own("two"), own("new"));
}

#[test]
fn who_works_with_windows_line_ends_keeps_them() {
    let project = association();
    init(&project, "three");
    edit(&project, "three/rules/kitei.md", |it| {
        (it.to_owned() + "\n## 第4条（雑則）\n\n当薬局で決める。\n").replace('\n', "\r\n")
    });
    edit(&project, "three/manual/2-03.md", |it| it.replace('\n', "\r\n"));
    let said = update(&project, "three").expect(0);
    assert!(said.stdout.contains("合わせる　　rules/kitei.md"), "{said:?}");
    assert!(!project.path("three/.toji/pending").exists());
    let after = project.read("three/rules/kitei.md");
    assert!(after.contains(NEXT) && after.contains("当薬局で決める。"), "{after}");
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count(), "{after:?}");
    assert!(project.read("three/manual/2-03.md").contains("13桁以上にする。"));
    let found = run(&project, &["check", "three", "--date", "2026-04-01", "--format", "json"]);
    assert!(!found.stdout.contains("template-pending"), "{found:?}");
}

#[test]
fn what_moved_takes_along_what_was_written_in_it() {
    let moves = r#"
[[migrations]]
since = 2
kind = "rename-page"
from = "bcp/bcp.md"
to = "bcp/plan.md"
[[migrations]]
since = 2
kind = "split-page"
from = "manual/2-03.md"
into = ["manual/2-03.md", "manual/length.md"]
[[migrations]]
since = 2
kind = "rename-variable"
from = "facility.tel"
to = "facility.phone"
[[migrations]]
since = 2
kind = "map-value"
register = "devices"
column = "種別"
from = "パソコン"
to = "端末"
[[migrations]]
since = 2
kind = "retire-page"
path = "manual/gone.md"
"#;
    let old = "# パスワード\n\n頭。\n\n## 桁数\n\n桁数を決める。\n\n## 保管\n\n鍵をかける。\n";
    let project = published(moves, |it| {
        fs::remove_file(it.path("b/bcp/bcp.md")).unwrap();
        it.file("a/manual/2-03.md", old)
            .file("a/registers/devices.csv", "管理番号,種別\n")
            .file("b/registers/devices.csv", "管理番号,種別\n")
            .file("b/bcp/plan.md", "# 事業継続計画\n\n紙と電話で続ける。\n")
            .file("b/manual/2-03.md", "# パスワード\n\n頭。\n\n## 保管\n\n鍵をかける。\n")
            .file("b/manual/length.md", "# 桁数\n\n## 桁数\n\n桁数を決める。\n")
    });
    init(&project, "one");
    edit(&project, "one/manual/2-03.md", |it| {
        it.replace("桁数を決める。", "桁数を決める。当薬局は16桁。").replace("鍵をかける。", "二重に鍵をかける。")
    });
    edit(&project, "one/manual/gone.md", |it| it.to_owned() + "当薬局では使う。\n");
    fs::write(project.path("one/bcp/bcp.toml"), "number = \"B-1\"\n").unwrap();
    fs::write(project.path("one/own.md"), "# 手順\n\n[計画](bcp/bcp.md)、電話 {{ facility.tel }}\n").unwrap();
    edit(&project, "one/binder.toml", |it| {
        it.replace("[roles]", "tel = \"0000-00-0000\"\n\n[roles]").replace("phone = \"\"", "")
    });
    fs::write(project.path("one/registers/devices.csv"), "管理番号,種別\r\nPC-01,パソコン\r\n").unwrap();
    let said = update(&project, "one").expect(0);
    for words in [
        "移動　　　bcp/bcp.md → bcp/plan.md",
        "残す　　　manual/gone.md",
        "名前の直し　own.md",
        "名前の直し　registers/devices.csv",
        "名前の直し　binder.toml",
    ] {
        assert!(said.stdout.contains(words), "{words}: {said:?}");
    }
    assert_eq!(project.read("one/bcp/plan.md"), "# 事業継続計画\n\n紙と電話で続ける。\n");
    assert_eq!(project.read("one/bcp/plan.toml"), "number = \"B-1\"\n");
    assert!(!project.path("one/bcp/bcp.md").exists() && !project.path("one/bcp/bcp.toml").exists());
    assert!(project.read("one/manual/length.md").contains("当薬局は16桁。"));
    assert!(project.read("one/manual/2-03.md").contains("二重に鍵をかける。"));
    assert!(!project.read("one/manual/2-03.md").contains("16桁"));
    assert!(project.read("one/manual/gone.md").ends_with("当薬局では使う。\n"));
    assert_eq!(project.read("one/own.md"), "# 手順\n\n[計画](bcp/plan.md)、電話 {{ facility.phone }}\n");
    assert!(project.read("one/binder.toml").contains("phone = \"0000-00-0000\""));
    assert_eq!(project.read("one/registers/devices.csv"), "管理番号,種別\r\nPC-01,端末\r\n");
    assert!(update(&project, "one").expect(0).stderr.contains("すでに"));
}

#[test]
fn a_fact_that_a_new_version_asks_for_is_told() {
    let binder = |fact: &str| {
        format!(
            "format = 1\nfiscal_year = 2025\nedition = \"r7\"\n[facility]\nname = \"会\"\nkind = \"pharmacy\"\n{fact}"
        )
    };
    let project = published("", |it| {
        it.file("a/binder.toml", &binder("")).file("b/binder.toml", &binder("president = \"\"\nphone = \"\"\n"))
    });
    init(&project, "one");
    let before = project.read("one/binder.toml");
    let dry = ["update", "--pack", "2026.tojipack", "-C", "one", "--date", "2026-04-01", "--dry-run"];
    for said in [run(&project, &dry).expect(0), update(&project, "one").expect(0)] {
        assert!(said.stderr.contains("president = \"…\" の行"), "{said:?}");
        assert!(!said.stderr.contains("phone = "), "{said:?}");
    }
    assert_eq!(project.read("one/binder.toml"), before, "settings are the facility's");
    edit(&project, "one/binder.toml", |it| it.replace("[roles]", "president = \"見本 一郎\"\n\n[roles]"));
    let said = update(&project, "one").expect(0);
    assert!(!said.stderr.contains("president"), "{said:?}");
}

#[test]
fn what_stands_for_a_name_in_a_command_is_no_name() {
    let project = association();
    init(&project, "one");
    edit(&project, "one/rules/kitei.md", |it| it.replace("鍵のかかる棚", "金庫"));
    update(&project, "one").expect(0);
    let before = files(&project, "one");
    for by in ["NAME", "名前", "決めた人の名前", " 名前 "] {
        let output = run(&project, &["resolve", "rules/kitei.md", "--mine", "--by", by, "-C", "one"]).expect(2);
        assert!(output.stderr.contains("見本の言葉") && output.stderr.contains(by.trim()), "{output:?}");
    }
    for file in ["FILE", "書き直した文のファイル"] {
        let edited = ["resolve", "rules/kitei.md", "--edited", file, "--by", "山田", "-C", "one"];
        let output = run(&project, &edited).expect(2);
        assert!(output.stderr.contains("見本の言葉") && output.stderr.contains(file), "{output:?}");
    }
    assert_eq!(files(&project, "one"), before);
    // What the commands shown say is what is refused.
    let shown = run(&project, &["resolve", "-C", "one"]);
    assert!(["NAME", "名前"].iter().any(|it| shown.stdout.contains(it)), "{shown:?}");
}

#[test]
fn a_wrong_word_is_answered_with_the_right_ones() {
    let project = association();
    init(&project, "one");
    edit(&project, "one/rules/kitei.md", |it| it.replace("鍵のかかる棚", "金庫"));
    update(&project, "one").expect(0);
    let before = files(&project, "one");
    let by = ["--by", "山田", "-C", "one"];
    for (arguments, said) in [
        (&["resolve", "rules/x.md", "--mine"][..], "rules/kitei.md"),
        (&["resolve", "rules/kitei.md", "--block", "第9条", "--mine"], "第3条（媒体の管理）"),
        (&["resolve", "--mine"], "どのファイルについて"),
    ] {
        let output = run(&project, &[arguments, &by].concat()).expect(2);
        assert!(output.stderr.contains(said), "{output:?}");
    }
    run(&project, &[&["resolve", "rules/kitei.md", "--edited", "none.txt"][..], &by].concat()).expect(3);
    assert_eq!(files(&project, "one"), before);
    // A proposal that is gone is told; the same pack puts it back.
    // A file in the encoding of older Windows programs has no sign for everything.
    let utf8 = project.read("one/rules/kitei.md");
    fs::write(project.path("one/rules/kitei.md"), encoding_rs::SHIFT_JIS.encode(&utf8).0).unwrap();
    fs::write(project.path("own.txt"), "## 第3条（媒体の管理）\n\n💊\n").unwrap();
    let own = &["resolve", "rules/kitei.md", "--block", "第3条", "--edited", "own.txt"];
    let output = run(&project, &[&own[..], &by].concat()).expect(1);
    assert!(output.stderr.contains(Code::ProposalUnwritable.as_str()), "{output:?}");
    fs::write(project.path("one/rules/kitei.md"), utf8).unwrap();
    fs::remove_file(project.path("one/.toji/pending/rules/kitei.md")).unwrap();
    let output = run(&project, &[&["resolve", "rules/kitei.md", "--theirs"][..], &by].concat()).expect(1);
    assert!(output.stderr.contains("proposal-missing"), "{output:?}");
    update(&project, "one").expect(0);
    let typed = r"rules\kitei.md";
    run(&project, &[&["resolve", typed, "--theirs"][..], &by].concat()).expect(0);
    assert!(project.read("one/rules/kitei.md").contains(NEXT));
}

#[test]
fn records_that_got_lost_are_told_and_nothing_of_the_facility_is() {
    let project = association();
    init(&project, "one");
    edit(&project, "one/rules/kitei.md", |it| it.replace("鍵のかかる棚", "金庫"));
    let own = |project: &Project| project.read("one/rules/kitei.md");
    let mine = own(&project);
    fs::remove_dir_all(project.path("one/.toji/base")).unwrap();
    let output = update(&project, "one").expect(0);
    assert!(output.stderr.contains("template-base-missing"), "{output:?}");
    assert_eq!(own(&project), mine);
    run(&project, &["undo", "-C", "one"]).expect(0);
    fs::remove_dir_all(project.path("one/.toji")).unwrap();
    let output = update(&project, "one").expect(0);
    assert!(output.stderr.contains("template-state-missing"), "{output:?}");
    assert!(output.stderr.contains("この束の鍵"), "{output:?}");
    assert_eq!(own(&project), mine);
    assert!(project.path("one/.toji/pending/rules/kitei.md").exists());
    // A record that says nonsense stops everything.
    fs::write(project.path("one/.toji/template.toml"), "format = 1\nid = ").unwrap();
    let before = files(&project, "one");
    for arguments in [&["update", "--pack", "2026.tojipack", "-C", "one"][..], &["resolve", "-C", "one"]] {
        let output = run(&project, arguments).expect(1);
        assert!(output.stderr.contains(".toji/template.toml"), "{output:?}");
    }
    assert_eq!(files(&project, "one"), before);
}

#[test]
fn a_file_changed_since_stops_undo() {
    let project = association();
    init(&project, "one");
    update(&project, "one").expect(0);
    edit(&project, "one/manual/new.md", |it| it.to_owned() + "書き足し\n");
    let before = files(&project, "one");
    let output = run(&project, &["undo", "-C", "one"]).expect(1);
    assert!(output.stderr.contains("undo-file-changed") && output.stderr.contains("manual/new.md"), "{output:?}");
    assert_eq!(files(&project, "one"), before);
}

#[test]
fn an_update_that_is_killed_is_ended_by_the_next_one() {
    let project = association();
    init(&project, "one");
    edit(&project, "one/rules/kitei.md", |it| it.replace("鍵のかかる棚", "金庫"));
    let old = files(&project, "one");
    update(&project, "one").expect(0);
    let new = files(&project, "one");
    run(&project, &["undo", "-C", "one"]).expect(0);
    let arguments = ["update", "--pack", "2026.tojipack", "-C", "one", "--date", "2026-04-01"];
    let mut killed = 0;
    for pause in 0..20 {
        let mut child = project.command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(pause * 5));
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        // Reading a folder ends what was cut off.
        run(&project, &["resolve", "-C", "one"]);
        let found = files(&project, "one");
        assert!(found == old || found == new, "after {pause}: {:?}", found.keys());
        update(&project, "one").expect(0);
        assert_eq!(files(&project, "one"), new, "after {pause}");
        run(&project, &["undo", "-C", "one"]).expect(0);
        assert_eq!(files(&project, "one"), old, "after {pause}");
    }
    assert!(killed > 3, "{killed}");
}

#[test]
fn whose_pack_it_is_is_said_before_it_is_taken_in() {
    let project = association();
    run(&project, &["init", "one", "--kind", "pharmacy", "--name", "見本薬局"]).expect(0);
    let before = files(&project, "one");
    let dry = ["update", "--pack", "2026.tojipack", "-C", "one", "--date", "2026-04-01", "--dry-run"];
    let said = run(&project, &dry).expect(0);
    for words in ["この束の鍵（配った人を確かめるもの）の指紋", "紙の通知", "取り込むと nara に替わります"]
    {
        assert!(said.stderr.contains(words), "{words}: {said:?}");
    }
    assert_eq!(files(&project, "one"), before);
}
