//! What whoever gives out a template looks at and sends: `toji pack lint`, `diff`, `notice`, `simulate`.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::process::Command;

use toji::diagnostics::Code;

use crate::project::{Output, Project, tree};
use crate::sample::{DATE, content};

/// minisign's own, from its documentation.
const KEY: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
const OTHER_KEY: &str = "RWQe6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

const RULES: &str = "# 運用管理規程\n\n## 目的\n\n安全に使う。\n\n## 点検\n\n毎月点検する。\n\n\
                     ## 連絡\n\n{{ facility.name }} に電話する。\n";
const BINDER: &str = "format = 1\nfiscal_year = 2025\nedition = \"r7\"\n[facility]\nname = \"見本薬局\"\n\
                      kind = \"pharmacy\"\nphone = \"0000-00-4321\"\n";

fn head(version: &str, serial: u32, more: &str) -> String {
    format!(
        "id = \"mihon\"\nversion = \"{version}\"\nserial = {serial}\nkinds = [\"pharmacy\", \"clinic\"]\nkey = \"{KEY}\"\n\
         managed = [\"rules/**\", \"manual/**\"]\nseed = [\"binder.toml\"]\n{more}"
    )
}

fn note(page: &str, action: &str, note: &str) -> String {
    format!("[[changes]]\npage = \"{page}\"\naction = \"{action}\"\nnote = \"{note}\"\n")
}

/// The folders `old` and `new`, the same but for version and serial, and what `pack.toml` of the new one says.
fn pair(more: &str) -> Project {
    let mut project = Project::empty();
    for (folder, head) in [("old", head("2025.1", 1, "")), ("new", head("2026.1", 2, more))] {
        project = project.file(&format!("{folder}/pack.toml"), &head);
        project = project.file(&format!("{folder}/binder.toml"), BINDER);
        project = project.file(&format!("{folder}/manual/a.md"), RULES);
        project = project.file(&format!("{folder}/manual/extra.md"), "# おまけ\n\n本文。\n");
    }
    project
}

fn lint(project: &Project) -> Output {
    project.run(&["--lang", "ja", "pack", "lint", "new", "--against", "old", "--date", "2025-12-01"])
}

#[track_caller]
fn told(output: &Output, code: Code, words: &str) {
    let wanted = format!("[{code}]");
    let found = output.stderr.lines().any(|it| it.contains(&wanted) && it.contains(words));
    assert!(found, "{code} {words}\n{}", output.stderr);
}

#[test]
fn a_template_without_faults_says_what_comes_next() {
    let project = pair(&note("manual/a.md", "要対応", "点検を読む。"));
    let project = project.file("new/manual/a.md", &RULES.replace("毎月", "毎週"));
    let output = lint(&project).expect(0);
    for words in [
        "前の版（2025.1）と比べました",
        "【薬局】",
        "【診療所】",
        "直すところは見つかりませんでした",
        "toji pack build",
    ] {
        assert!(output.stderr.contains(words), "{words}\n{}", output.stderr);
    }
    // Line ends, blanks behind them and a byte order mark are no change.
    let same = format!("\u{feff}{}", RULES.replace('\n', " \r\n"));
    lint(&pair("").file("new/manual/a.md", &same)).expect(0);
}

#[test]
fn everything_that_was_forgotten_is_told_in_one_run() {
    let more = note("manual/extra.md", "変更なし", "") + &note("manual/nowhere.md", "確認のみ", "x");
    let more = format!(
        "{more}[[migrations]]\nsince = 1\nkind = \"rename-page\"\nfrom = \"rules/b.md\"\nto = \"rules/c.md\"\n"
    );
    let text = RULES.replace("## 点検\n\n毎月点検する。\n\n", "").replace("facility.name", "facility.night");
    let project = pair(&more)
        .file("new/pack.toml", &head("2026.1", 1, &more))
        .file("new/manual/a.md", &text)
        .file("new/manual/extra.md", "# おまけ\n\n電話は 0000-00-4321、奈良県見本市1丁目。\n")
        .file("new/manual/new.md", "# 新しい\n\n本文。\n")
        .file("old/manual/gone.md", "# なくなる\n\n本文。\n");
    let output = lint(&project).expect(1);
    told(&output, Code::PackSerialNotRisen, "1");
    told(&output, Code::PackUnmarkedChange, "manual/a.md");
    told(&output, Code::PackUnmarkedChange, "manual/new.md");
    told(&output, Code::PackSaidUnchanged, "manual/extra.md");
    told(&output, Code::PackNoteForNothing, "manual/nowhere.md");
    told(&output, Code::PackMigrationForNothing, "rules/b.md");
    told(&output, Code::PackMigrationForNothing, "rules/c.md");
    told(&output, Code::PackPageGone, "manual/gone.md");
    told(&output, Code::PackBlockGone, "点検");
    told(&output, Code::PackVariableGone, "facility.name");
    told(&output, Code::PackVariableNew, "facility.night");
    told(&output, Code::PackFactLeft, "0000-00-4321");
    told(&output, Code::PackFactLeft, "奈良県見本市1");
    // What a new member would be told, and where.
    told(&output, Code::UnknownVariable, "facility.night");
    assert!(
        output.stderr.contains("pack.toml:3:1") && output.stderr.contains("manual/extra.md:3:"),
        "{}",
        output.stderr
    );
    assert!(output.stderr.contains("【薬局】上と同じ指摘") || output.stderr.contains("【診療所】上と同じ指摘"));
    assert!(output.stderr.contains("直してから、もう一度 toji pack lint"), "{}", output.stderr);
}

#[test]
fn a_template_that_cannot_be_read_is_told_by_every_command() {
    let letter = ["--number", "第3号", "--deadline", "2030-06-30", "--from", "会"];
    for (broken, code) in [("id = \n", Code::TomlSyntax), ("serial = 1\n", Code::MissingKey)] {
        let project = pair("").file("new/pack.toml", broken).file("members/a/binder.toml", BINDER);
        for arguments in [
            vec!["lint", "new"],
            vec!["lint", "old", "--against", "new"],
            vec!["diff", "old", "new"],
            [&["notice", "new"][..], &letter].concat(),
            vec!["simulate", "new", "--against", "members"],
        ] {
            let output = project.run(&[&["--lang", "ja", "pack"][..], &arguments].concat()).expect(1);
            told(&output, code, "");
        }
    }
    for missing in ["nowhere", "nowhere.tojipack"] {
        let output = pair("").run(&["--lang", "ja", "pack", "lint", missing]);
        assert!(output.code == 1 || output.code == 3, "{output:?}");
    }
}

#[test]
fn a_migration_is_the_mark_of_what_it_moves() {
    let more = "[[migrations]]\nsince = 2\nkind = \"rename-page\"\nfrom = \"manual/extra.md\"\nto = \"manual/other.md\"\n\
                [[migrations]]\nsince = 2\nkind = \"retire-page\"\npath = \"manual/gone.md\"\n";
    let project =
        pair(more).file("new/manual/other.md", "# おまけ\n\n本文。\n").file("old/manual/gone.md", "# a\n\nb\n");
    std::fs::remove_file(project.path("new/manual/extra.md")).unwrap();
    lint(&project).expect(0);
}

#[test]
fn what_moved_before_keeps_its_number() {
    let moved = |since: u32| {
        format!(
            "[[migrations]]\nsince = {since}\nkind = \"rename-page\"\nfrom = \"manual/extra.md\"\nto = \"manual/o.md\"\n"
        )
    };
    let project = |since| pair(&moved(since)).file("old/pack.toml", &head("2025.1", 1, &moved(1)));
    assert!(!lint(&project(1)).stderr.contains("pack-migration-since"));
    let same = pair("").file("new/pack.toml", &head("2025.1", 2, ""));
    told(&lint(&same).expect(1), Code::PackVersionSame, "2025.1");
    told(&lint(&project(2)).expect(1), Code::PackMigrationSince, "1 と書きます（今は 2）");
    // New, but with the number of a version that members have already.
    told(&lint(&pair(&moved(1))).expect(1), Code::PackMigrationSince, "2 と書きます（今は 1）");
}

#[test]
fn another_template_is_no_version_before() {
    let project = pair("").file("old/pack.toml", &head("2025.1", 1, "").replace("mihon", "betsu"));
    told(&lint(&project).expect(1), Code::PackIdDiffers, "betsu");
    let diff = project.run(&["--lang", "ja", "pack", "diff", "old", "new", "-o", "out"]).expect(1);
    told(&diff, Code::PackIdDiffers, "betsu");
    assert!(!project.path("out").exists());
}

fn text(project: &Project, pdf: &str) -> String {
    let output = Command::new("pdftotext").args(["-layout", pdf, "-"]).current_dir(project.root()).output().unwrap();
    String::from_utf8(output.stdout).unwrap().chars().filter(|it| !it.is_whitespace()).collect()
}

fn pages(project: &Project, pdf: &str) -> usize {
    lopdf::Document::load(project.path(pdf)).unwrap().get_pages().len()
}

#[test]
fn the_change_notice_shows_the_old_text_beside_the_new() {
    let more = note("manual/a.md", "要対応", "点検が毎週になりました。")
        + "[[migrations]]\nsince = 2\nkind = \"rename-variable\"\nfrom = \"facility.tel\"\nto = \"facility.phone\"\n";
    let new = RULES.replace("毎月点検", "毎週点検").replace("連絡", "連絡先") + "\n## 記録\n\n書く。\n";
    let project = pair(&more).file("new/manual/a.md", &new).file("new/manual/more.md", "# 増えた\n\n## 節\n\n本文。\n");
    let diff = || project.run(&["--lang", "ja", "pack", "diff", "old", "new", "-o", "out", "--date", "2026-05-20"]);
    let output = diff().expect(0);
    assert!(output.stderr.contains("要対応 1") && output.stderr.contains("toji pack notice"), "{}", output.stderr);
    assert!(output.stderr.contains("変わったページが1件"), "{}", output.stderr);
    let markdown = project.read("out/change-notice-2026.1.md");
    for words in [
        "版 2025.1 から 版 2026.1 へ（令和8年5月20日）",
        "## 【要対応】運用管理規程",
        "点検が毎週になりました。",
        "### 点検（変更）",
        "> **毎月点検**する。",
        "> **毎週点検**する。",
        "### 連絡先（変更）",
        "### 記録（追加）",
        "## 【記載なし】増えた",
        "差し込みの名前 {{ facility.tel }} が {{ facility.phone }} に変わります。",
        "- おまけ（manual/extra.md）",
    ] {
        assert!(markdown.contains(words), "{words}\n{markdown}");
    }
    assert!(!markdown.contains("（削除）") && !markdown.contains("目的"), "{markdown}");
    let printed = text(&project, "out/change-notice-2026.1.pdf");
    for words in ["ひな型の変更のお知らせ", "点検", "毎週点検する。", "変更のないページ"] {
        assert!(printed.contains(words), "{words}\n{printed}");
    }
    // The same again gives the same, in place of our own; nobody else's file is touched.
    let before = tree(&project.path("out"));
    diff().expect(0);
    assert_eq!(tree(&project.path("out")), before);
    let project = project.file("out/change-notice-2026.1.md", "私のメモ");
    let refused = project.run(&["pack", "diff", "old", "new", "-o", "out"]).expect(1);
    assert!(refused.stderr.contains("file-exists"), "{}", refused.stderr);
    assert_eq!(project.read("out/change-notice-2026.1.md"), "私のメモ");
}

fn notice(project: &Project, more: &[&str]) -> Output {
    let fixed = ["--number", "医薬総発0514第3号", "--deadline", "2026-06-30", "--from", "見本県薬剤師会"];
    let dated = ["--date", "2026-05-20", "-o", "notice.pdf"];
    project.run(&[&["--lang", "ja", "pack", "notice", "new"][..], &fixed, &dated, more].concat())
}

#[test]
fn the_letter_is_one_page_whatever_is_to_be_done() {
    let long = "とても長い説明です。".repeat(60);
    for (count, words) in
        [(0, "対応が必要なページはありません"), (1, "1件"), (10, "10件"), (60, "このほかに"), (400, "このほかに")]
    {
        let mut more = String::new();
        for number in 0..count {
            let _ =
                write!(more, "{}", note(&format!("rules/{number}.md"), "要対応", &format!("{number}番を直す。{long}")));
        }
        let project = pair(&(more + &note("manual/a.md", "確認のみ", "読む。")));
        let output = notice(&project, &[]).expect(0);
        let key = toji::model::PackKey::parse(KEY).unwrap().fingerprint();
        assert!(output.stderr.contains(&key), "{}", output.stderr);
        assert_eq!(pages(&project, "notice.pdf"), 1, "{count}");
        let printed = text(&project, "notice.pdf");
        for words in
            [words, "医薬総発0514第3号", "令和8年6月30日", "令和8年5月20日", "見本県薬剤師会", "確認のみのページが1件"]
        {
            assert!(printed.contains(words), "{count} {words}\n{printed}");
        }
        assert!(printed.contains(&key.replace(' ', "")), "{printed}");
        for typed in
            ["tojipackverify", "tojiupdate--packmihon-2026.1.tojipack--dry-run", "tojiresolve", "tojicheck", "tojiundo"]
        {
            assert!(printed.contains(typed), "{typed}\n{printed}");
        }
    }
}

#[test]
fn a_letter_says_what_it_cannot_be_made_of() {
    let project = pair("");
    for (more, words) in [
        (["--deadline", "2026-05-19"], "期限（2026-05-19）"),
        (["--deadline", "6月30日"], "6月30日"),
        (["--from", " "], "60文字"),
        (["--number", "あ\nい"], "60文字"),
    ] {
        let (option, value) = (more[0], more[1]);
        let fixed = [("--number", "第3号"), ("--deadline", "2026-06-30"), ("--from", "会"), ("--date", "2026-05-20")];
        let mut arguments = vec!["--lang", "ja", "pack", "notice", "new", option, value];
        fixed.iter().filter(|it| it.0 != option).for_each(|it| arguments.extend([it.0, it.1]));
        let output = project.run(&arguments).expect(2);
        assert!(output.stderr.contains(words), "{words}\n{}", output.stderr);
    }
    let unsigned = head("2026.1", 2, "").replace(&format!("key = \"{KEY}\"\n"), "");
    let output = notice(&project.file("new/pack.toml", &unsigned), &[]).expect(1);
    told(&output, Code::PackUnsigned, "new");
}

/// A member's folder as `init` makes it, without its journal of how it came about.
fn member(project: Project, name: &str, text: &str) -> Project {
    let base = toji::source::Digest::of(RULES.as_bytes()).to_string();
    let extra = "# おまけ\n\n本文。\n";
    let other = toji::source::Digest::of(extra.as_bytes()).to_string();
    let state = format!(
        "format = 1\nid = \"mihon\"\nversion = \"2025.1\"\nserial = 1\nkind = \"pharmacy\"\ninstalled = \"2025-04-20\"\n\
         key = \"{KEY}\"\n[[file]]\npath = \"manual/extra.md\"\nbase = \"{other}\"\n[[file]]\npath = \"manual/a.md\"\nbase = \"{base}\"\n"
    );
    let path = |below: &str| format!("members/{name}/{below}");
    let project = project.file(&path("binder.toml"), BINDER).file(&path("manual/a.md"), text);
    let project = project.file(&path("manual/extra.md"), extra).file(&path(".toji/template.toml"), &state);
    project.file(&path(&format!(".toji/base/{base}")), RULES).file(&path(&format!(".toji/base/{other}")), extra)
}

#[test]
fn a_simulation_counts_and_writes_nothing() {
    let project = pair("").file("new/manual/a.md", &RULES.replace("毎月", "毎週"));
    let project = member(project, "a-untouched", RULES);
    let project = member(project, "b-merged", &RULES.replace("安全に", "いつも安全に"));
    let project = member(project, "c-conflict", &RULES.replace("毎月", "毎日"));
    let project = member(project, "d-conflict", &RULES.replace("毎月点検する", "毎年点検する"));
    let project = member(project, "e-deleted", RULES);
    std::fs::remove_file(project.path("members/e-deleted/manual/extra.md")).unwrap();
    let project = project.file("members/not-a-member/note.txt", "x");
    let run = |project: &Project| {
        project.run(&["--lang", "ja", "pack", "simulate", "new", "--against", "members", "--date", "2026-05-20"])
    };
    let before = tree(&project.path("members"));
    let output = run(&project).expect(0);
    assert_eq!(tree(&project.path("members")), before);
    for words in [
        "mihon 2026.1 を 5会員に当てると",
        "a-untouched（今の版 2025.1）：そのまま 2、合わせる 0、決める 0、消したまま 0",
        "b-merged（今の版 2025.1）：そのまま 1、合わせる 1、決める 0、消したまま 0",
        "c-conflict（今の版 2025.1）：そのまま 1、合わせる 0、決める 1、消したまま 0",
        "e-deleted（今の版 2025.1）：そのまま 1、合わせる 0、決める 0、消したまま 1",
        "合計：そのまま 6ページ、両方の変更を合わせる 1ページ、会員が決める 2ページ、消したまま 1ページ",
        "manual/a.md：2会員（点検 2）",
    ] {
        assert!(output.stdout.contains(words), "{words}\n{}", output.stdout);
    }
    assert!(output.stderr.contains("何も書き換えていません"), "{}", output.stderr);
    assert!(output.stderr.contains("数えなかったフォルダー：not-a-member"), "{}", output.stderr);
    // What no member could take in is told as their update would.
    let head_of = |version: &str, serial| head(version, serial, "");
    for (text, code) in [
        (head_of("2026.1", 1), Code::PackSerialReused),
        (head_of("2026.1", 2).replace(KEY, OTHER_KEY), Code::PackKeyUnknown),
    ] {
        std::fs::write(project.path("new/pack.toml"), text).unwrap();
        let refused = run(&project).expect(1);
        assert!(refused.stderr.contains(&format!("[{code}]")), "{code}: {refused:#?}");
    }
    std::fs::write(project.path("new/pack.toml"), head_of("2026.1", 2)).unwrap();
    // One that cannot be read is named, and the others are counted.
    let project = project.file("members/f-broken/binder.toml", "x").file("members/f-broken/.toji/template.toml", "x");
    let output = run(&project).expect(1);
    assert!(output.stdout.contains("f-broken：調べられません") && output.stdout.contains("manual/a.md：2会員"));
    let empty = Project::empty().file("members/a.txt", "x").file("new/pack.toml", &head("2026.1", 2, ""));
    told(&run(&empty).expect(1), Code::NoMember, "members");
}

#[test]
fn a_simulation_counts_who_must_write_a_new_fact() {
    let asks = format!("{BINDER}president = \"見本 一郎\"\n");
    let project = pair("").file("new/binder.toml", &asks);
    let project = member(member(project, "a-lacks", RULES), "b-lacks", RULES);
    let project = member(project, "c-has", RULES).file("members/c-has/binder.toml", &asks);
    let arguments = ["--lang", "ja", "pack", "simulate", "new", "--against", "members", "--date", "2026-05-20"];
    let output = project.run(&arguments).expect(0);
    assert!(output.stdout.contains("president = \"…\"（2会員）"), "{output:#?}");
    assert!(!output.stdout.contains("phone = ") && !output.stdout.contains("見本 一郎"), "{output:#?}");
}

#[test]
fn lint_fills_what_a_facility_is_asked_for() {
    let notes = note("manual/a.md", "確認のみ", "読む。");
    let text = format!("{RULES}\n開設者は {{{{ facility.president }}}}、電話は {{{{ facility.phone }}}}。\n");
    let project = pair(&notes).file("new/manual/a.md", &text);
    // A new member's settings would lack it.
    told(&lint(&project).expect(1), Code::UnknownVariable, "facility.president");
    let project = project.file("new/binder.toml", &format!("{BINDER}president = \"\"\n"));
    let output = lint(&project);
    assert!(!output.stderr.contains(Code::UnknownVariable.as_str()), "{output:#?}");
    assert!(!output.stderr.contains(Code::FactEmpty.as_str()), "{output:#?}");
    // New facts are told all the same: members' settings do not have them.
    told(&output, Code::PackVariableNew, "facility.president");
}

#[test]
fn a_letter_does_without_a_ministrys_notice_and_without_a_telephone() {
    let project = pair(&note("manual/a.md", "要対応", "点検を読む。"));
    let fixed = ["--lang", "ja", "pack", "notice", "new", "--deadline", "2026-06-30", "--from", "見本県薬剤師会"];
    let dated = ["--date", "2026-05-20", "-o"];
    project.run(&[&fixed[..], &dated, &["without.pdf"]].concat()).expect(0);
    let asked = ["with.pdf", "--number", "医薬総発0514第3号", "--phone", "電話 0000-00-1234"];
    project.run(&[&fixed[..], &dated, &asked].concat()).expect(0);
    let (without, with) = (text(&project, "without.pdf"), text(&project, "with.pdf"));
    for words in ["医薬総発0514第3号", "電話0000-00-1234"] {
        assert!(with.contains(words) && !without.contains(words), "{words}\n{with}\n{without}");
    }
    // Nothing is left open where they would stand.
    for empty in ["（）", "「」", "付けで", "none"] {
        assert!(!without.contains(empty), "{empty}\n{without}");
    }
    assert!(without.contains("見本県薬剤師会") && without.contains("令和8年6月30日"), "{without}");
    assert_eq!((pages(&project, "without.pdf"), pages(&project, "with.pdf")), (1, 1));
}

#[test]
fn the_embedded_template_has_nothing_to_mend() {
    let output = Project::empty().run(&["--lang", "ja", "pack", "lint", content().to_str().unwrap(), "--date", DATE]);
    let output = output.expect(0);
    assert!(output.stderr.contains("直すところは見つかりませんでした"), "{}", output.stderr);
}

#[test]
fn a_pack_that_keeps_nothing_is_an_error() {
    let nothing = head("1", 1, "").replace("managed", "example");
    let project = Project::empty().file("new/pack.toml", &nothing).file("new/rules/a.md", RULES);
    told(&project.run(&["--lang", "ja", "pack", "build", "new"]).expect(1), Code::PackNothingManaged, "");
}
