//! `toji compare`: items by the map, answers by respondent, clauses of two texts; one page that holds no script and
//! nothing that was not escaped.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::project::{BINDER, Project, tree};
use crate::site;

const HEAD: &str = "| 項目 | 1回目 | 確認日 | 目標日 | 備考 |\n|---|---|---|---|---|\n";

fn former(rows: &str) -> String {
    format!("# 令和6年度の回答\n\n{HEAD}{rows}")
}

fn current(rows: &str) -> String {
    let head = "| 項目 | 1回目 | 確認日 | 目標日 | 2回目 | 確認日 | 備考 |\n|---|---|---|---|---|---|---|\n";
    let items =
        (1..=13).map(|it| format!("2-{it:02}")).chain(["1-01", "3-01", "3-02", "3-03", "4-01"].map(String::from));
    let blank: String =
        items.filter(|it| !rows.contains(it.as_str())).map(|it| format!("| {it} | | | | | | |\n")).collect();
    format!("# 令和7年度の回答\n\n{head}{rows}{blank}")
}

fn two_years(old: &str, new: &str) -> Project {
    let project = Project::new().file("checklists/2024/facility.md", &former(old));
    project.file("checklists/2025/facility.md", &current(new))
}

#[test]
fn a_merged_item_stands_beside_all_its_old_rows() {
    let old = "| 2-④ サーバ | はい | 令和6年6月3日 | | |\n| 2(4)（端末PC） | いいえ | | | |\n| 2-⑥ | はい | | | |\n";
    let new = "| 2-04 | はい | 令和7年6月2日 | | | | |\n| 2-11 | はい | | | | | |\n| 2-07 | はい | | | | | |\n";
    let project = two_years(old, &format!("{new}| 2-06 | はい | | | | | |\n"));
    let output = project.run(&["compare", "2024", "2025", "--lang", "ja"]).expect(0);
    assert!(output.stdout.contains(" ← 2-⑨ サーバ（番号は推定）"), "{output:#?}");
    let answers: Vec<_> = output.stdout.lines().skip_while(|it| !it.starts_with("回答")).collect();
    let row = |item: &str| *answers.iter().find(|it| it.trim().starts_with(item)).unwrap();
    assert!(row("2-④").ends_with("2-④ サーバ はい、2-④ 端末PC いいえ → はい"), "{output:#?}");
    assert!(row("2-⑦").ends_with("新しい項目 → はい"), "{output:#?}");
    // 2-⑪ was 2(6), for servers only: a row without a machine is that row.
    assert!(answers.iter().all(|it| !it.trim().starts_with("2-⑪")), "{output:#?}");
    // R6's 2(6) is no R7's 2-⑥.
    assert!(row("2-⑥").contains("2-⑦ サーバ （空欄）"), "{output:#?}");
    assert!(!output.stdout.contains("令和6年6月3日"), "no date goes over: {output:#?}");
    assert!(output.stdout.contains("今の文面しかない"), "{output:#?}");
    let page = site::text(&project.read("output/compare-2024-2025.html"));
    for words in ["新旧対照表", "令和6年度版", "令和7年度版", "2-④ 端末PC いいえ", "2-⑨ サーバ（番号は推定）", "統合"]
    {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn years_without_data_or_forms_are_said() {
    let project = two_years("| 1-① | はい | | | |\n", "");
    let said = |arguments: &[&str]| project.run(arguments).expect(0).stdout;
    assert!(said(&["compare", "2025", "2026", "--lang", "ja"]).contains("令和8年度の様式のデータがない"));
    let before = said(&["compare", "2023", "2025", "--lang", "ja"]);
    assert!(before.contains("令和5年度の記入済みの様式はありません"), "{before}");
    // No map leads to 2023: only what is new is known to be new.
    assert!(before.contains("1-① 医療情報システム安全管理責任者の設置: 対応のデータなし"), "{before}");
}

fn rules(text: &str) -> String {
    format!("# 規程\n\n## 第1条（目的）\n\n{text}\n\n## 第2条（体制）\n\n責任者を置く。\n")
}

#[test]
fn clauses_of_two_folders_are_compared_word_by_word() {
    let old = rules("毎月1回、<b>&確かめる。").replace("<b>", "\\<b\\>");
    let new = rules("毎月2回、<b>&確かめる。").replace("<b>", "\\<b\\>") + "\n## 第3条（媒体）\n\n貸し出さない。\n";
    let project = Project::empty()
        .file("old/binder.toml", BINDER)
        .file("old/rules/a.md", &old)
        .file("new/binder.toml", BINDER)
        .file("new/rules/a.md", &new);
    let output = project.run(&["compare", "old", "new", "-o", "out/table.html", "--lang", "ja"]).expect(0);
    for line in ["  第1条: 変更", "  第3条: 新設", "  変わらない項目：1"] {
        assert!(output.stdout.lines().any(|it| it == line), "{line}\n{output:#?}");
    }
    let page = project.read("out/table.html");
    assert!(page.contains("毎月<del>1</del>回") && page.contains("毎月<ins>2</ins>回"), "{page}");
    assert!(!page.contains("<b>") && page.contains("&lt;b&gt;"), "{page}");
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("href="), "{page}");
}

#[test]
fn documents_and_registers_of_two_folders_are_compared() {
    let descriptor = "title = \"規程\"\nfile = \"b.pdf\"\n";
    let revised = format!("{descriptor}[[revisions]]\ndate = \"令和7年11月1日\"\nreason = \"見直し\"\n");
    let head = "台帳番号,種別,名称,場所,管理者,状態\n";
    let project = Project::empty()
        .file("now/binder.toml", BINDER)
        .file("now/rules/b.toml", descriptor)
        .file("now/rules/b.pdf", "%PDF-1.4 a")
        .file("now/rules/same.md", "# 同じ\n\n文。\n")
        .file("now/policies/gone.md", "# 去る\n\n文。\n")
        .file("now/registers/devices.csv", &format!("{head}PC-01,端末,受付,受付,,\nPC-02,端末,調剤,受付,,\n"));
    let tree = ["binder.toml", "rules/b.toml", "rules/same.md", "registers/devices.csv"];
    let mut project = tree.iter().fold(project, |project, it| {
        let text = project.read(&format!("now/{it}"));
        project.file(&format!("later/{it}"), &text)
    });
    project = project.file("later/policies/gone.md", "# 去る\n\n文。\n").file("later/rules/b.pdf", "%PDF-1.4 a");
    let run = |project: &Project| project.run(&["compare", "now", "later", "-o", "a.html", "--lang", "ja"]).expect(0);
    let same = run(&project);
    assert_eq!(same.stdout.matches("  変わったものはありません。").count(), 2, "{same:#?}");
    assert!(same.stdout.contains("now（令和7年度） → later（令和7年度）"), "{same:#?}");
    let project = project.file("later/rules/b.pdf", "%PDF-1.4 b");
    assert!(run(&project).stdout.contains("  rules/b 規程: 変更"), "{:#?}", run(&project));
    let project = project
        .file("later/rules/b.pdf", "%PDF-1.4 a")
        .file("later/rules/b.toml", &revised)
        .file("later/policies/new.md", "# 来る\n\n文。\n")
        .file("later/registers/devices.csv", &format!("{head}PC-02,端末,調剤,薬局,,\nPC-03,端末,事務,薬局,,\n"));
    std::fs::remove_file(project.path("later/policies/gone.md")).unwrap();
    let output = run(&project);
    let lines = ["  rules/b 規程: 変更", "  policies/new 来る: 追加", "  policies/gone 去る: 削除"];
    for line in lines.into_iter().chain(["  機器台帳: 追加 PC-03／削除 PC-01／変更 PC-02"]) {
        assert!(output.stdout.lines().any(|it| it == line), "{line}\n{output:#?}");
    }
    let page = site::text(&project.read("a.html"));
    for words in ["機器台帳", "PC-03", "去る", "later（令和7年度）"] {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn only_an_earlier_page_of_ours_is_replaced() {
    let project = two_years("", "").file("notes.html", "<p>mine</p>");
    let before = tree(project.root());
    project.run(&["compare", "2024", "2025", "-o", "notes.html"]).expect(1);
    assert_eq!(tree(project.root()), before);
    for _ in 0..2 {
        project.run(&["compare", "2024", "2025", "-o", "out/a.html"]).expect(0);
    }
    let made: Vec<_> = tree(&project.path("out")).into_keys().collect();
    assert_eq!(made, ["a.html"]);
    // The page lies below output/, which is no input: a build goes on as before.
    project.run(&["compare", "2024", "2025"]).expect(0);
    project.run(&["build", "--no-pdf"]).expect(0);
}

#[test]
fn what_cannot_be_compared_is_usage_or_a_finding() {
    let project = Project::new().file("bad/binder.toml", "format = 1\n");
    for (arguments, code) in [
        (&["compare", "2025", "2024"][..], 2),
        (&["compare", "2024", "."], 2),
        (&["compare", "2024"], 2),
        (&["compare", "bad", "."], 1),
        (&["compare", "gone", "."], 3),
    ] {
        let output = project.run(arguments);
        assert_eq!((output.code, output.stdout.as_str()), (code, ""), "{arguments:?} {output:#?}");
    }
}
