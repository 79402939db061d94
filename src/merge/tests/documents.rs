//! Documents: clauses, sections, tables.

use super::*;

const RULES: &str = "+++\nclass = \"inspection\"\n+++\n\n# 規程\n\n## 第1条（目的）\n\n目的。\n\n## 第2条（範囲）{covers=1-01}\n\n範囲。\n\n| 役割 | 行うこと |\n|---|---|\n| 経営層 | 承認する |\n| 管理者 | 監督する |\n\n２　表のとおり。\n\n## 第3条（媒体の管理）\n\n媒体。\n";

fn rules(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(RULES.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

fn merged(mine: &str, theirs: &str) -> Out {
    out("rules/a.md", [RULES, mine, theirs])
}

#[test]
fn blocks_are_called_as_people_call_them() {
    let expected = [
        "先頭の設定の囲み",
        "class",
        "先頭の設定の囲み",
        "規程",
        "第1条（目的）",
        "第2条（範囲）",
        "第2条（範囲）の表の見出し",
        "第2条（範囲）の表「経営層」の行",
        "第2条（範囲）の表「管理者」の行",
        "第2条（範囲）の続き",
        "第3条（媒体の管理）",
    ];
    assert_eq!(names("rules/a.md", RULES), expected);
    let ids: Vec<String> = blocks("rules/a.md", RULES).into_iter().map(|it| it.id).collect();
    assert_eq!(ids[4..8], ["目的", "範囲", "範囲/表/=", "範囲/表/経営層"]);
}

#[test]
fn what_looks_like_a_heading_is_none() {
    let text = "前文\n\n```\n## 第1条\n```\n\n> ## 引用\n\n- ## 項目\n  | a |\n  |---|\n  | b |\n\n題\n===\n\n本文\n\n    ## 字下げ\n";
    assert_eq!(names("a.md", text), ["はじめの文", "題"]);
    assert_eq!(names("a.md", ""), [""; 0]);
    assert_eq!(names("a.md", "\n \n"), [""]);
    assert_eq!(names("a.md", "+++\nclass = \"x\"\n\n# 題\n"), ["はじめの文", "題"]);
    assert_eq!(names("a.md", "\n\n# 題\n## 同じ\n## 同じ"), ["題", "同じ", "同じ"]);
    let ids: Vec<String> = blocks("a.md", "# 同じ\n## 同じ\n## 別 {#x}").into_iter().map(|it| it.id).collect();
    assert_eq!(ids, ["同じ", "同じ~2", "#x"]);
}

#[test]
fn an_added_clause_and_a_changed_one() {
    let mine = rules(&[("媒体。\n", "媒体。\n\n## 第4条（自分の決まり）\n\n自分。\n")]);
    let theirs = rules(&[("媒体。", "媒体は鍵のかかる所に置く。")]);
    let both = rules(&[("媒体。\n", "媒体は鍵のかかる所に置く。\n\n## 第4条（自分の決まり）\n\n自分。\n")]);
    assert_eq!(merged(&mine, &theirs), text(&both));
}

#[test]
fn one_clause_changed_by_both() {
    let mine = rules(&[("媒体。", "媒体は机に置く。"), ("目的。", "うちの目的。")]);
    let theirs = rules(&[("媒体。", "媒体は棚に置く。"), ("範囲。", "すべての範囲。")]);
    assert_eq!(merged(&mine, &theirs), clash(["第3条（媒体の管理）"]));
    let Merged::Clash(clash) = merge("a.md", Some(RULES.as_bytes()), mine.as_bytes(), theirs.as_bytes()) else {
        panic!("no clash");
    };
    let proposal = rules(&[("媒体。", "媒体は棚に置く。"), ("範囲。", "すべての範囲。"), ("目的。", "うちの目的。")]);
    assert_eq!(String::from_utf8_lossy(clash.proposal()), proposal);
    let sides = &clash.conflicts()[0].sides;
    assert_eq!(sides.base(), Some("## 第3条（媒体の管理）\n\n媒体。\n"));
    assert_eq!(sides.mine(), Some("## 第3条（媒体の管理）\n\n媒体は机に置く。\n"));
    assert_eq!(sides.theirs(), Some("## 第3条（媒体の管理）\n\n媒体は棚に置く。\n"));
    let alike = rules(&[("媒体。", "媒体は棚に置く。")]);
    let alike_and_more = rules(&[("媒体。", "媒体は棚に置く。"), ("目的。", "うちの目的。")]);
    assert_eq!(merged(&alike_and_more, &alike), Out::Same);
}

#[test]
fn an_inserted_clause_renumbers_the_rest() {
    let mine = rules(&[("範囲。", "うちの範囲。"), ("管理者 | 監督", "管理者 | 見守り")]);
    let theirs = rules(&[
        ("## 第2条（範囲）", "## 第2条（用語）\n\n用語。\n\n## 第3条（範囲）"),
        ("## 第3条（媒体", "## 第4条（媒体"),
        ("経営層 | 承認", "経営層 | 承認し、公表"),
    ]);
    let both = rules(&[
        ("## 第2条（範囲）", "## 第2条（用語）\n\n用語。\n\n## 第3条（範囲）"),
        ("## 第3条（媒体", "## 第4条（媒体"),
        ("経営層 | 承認", "経営層 | 承認し、公表"),
        ("\n範囲。", "\nうちの範囲。"),
        ("管理者 | 監督", "管理者 | 見守り"),
    ]);
    assert_eq!(merged(&mine, &theirs), text(&both));
    // Its title changed as well: what was edited below may no longer fit.
    let theirs = rules(&[("第2条（範囲）", "第2条（対象とする機器）")]);
    assert_eq!(merged(&mine, &theirs), clash(["第2条（範囲）"]));
}

#[test]
fn rows_of_a_table_merge_by_themselves() {
    let mine = rules(&[("| 管理者 | 監督する |\n", "| 管理者 | 監督する |\n| 事務長 | 払う |\n")]);
    let theirs = rules(&[
        ("| 管理者 | 監督する |\n", "| 管理者 | 監督し、記録する |\n| 企画 | 整える |\n"),
        ("表のとおり", "この表のとおり"),
    ]);
    let both = rules(&[
        ("| 管理者 | 監督する |\n", "| 管理者 | 監督し、記録する |\n| 事務長 | 払う |\n| 企画 | 整える |\n"),
        ("表のとおり", "この表のとおり"),
    ]);
    assert_eq!(merged(&mine, &theirs), text(&both));
    // Another column: every row says something else then.
    let theirs = rules(&[("| 役割 | 行うこと |\n|---|---|", "| 役割 | 氏名 | 行うこと |\n|---|---|---|")]);
    assert_eq!(merged(&mine, &theirs), clash(["第2条（範囲）の表"]));
    // How wide a column is drawn is no change.
    let wide =
        rules(&[("| 役割 | 行うこと |\n|---|---|\n| 経営層 |", "| 役割   | 行うこと |\n|:--|---|\n|  経営層   |")]);
    assert!(matches!(merged(&wide, &theirs), Out::Clash(_)), "an alignment is a change");
    let wide = rules(&[("| 経営層 | 承認", "|  経営層   | 承認")]);
    assert!(matches!(merged(&wide, &theirs), Out::Text(_)));
}

#[test]
fn what_one_took_out_and_the_other_changed() {
    let gone = rules(&[("\n## 第3条（媒体の管理）\n\n媒体。\n", "")]);
    let changed = rules(&[("媒体。", "媒体は棚に置く。")]);
    let elsewhere = rules(&[("目的。", "目的とする。")]);
    assert_eq!(merged(&gone, &changed), clash(["第3条（媒体の管理）"]));
    assert_eq!(merged(&changed, &gone), clash(["第3条（媒体の管理）"]));
    let both = rules(&[("目的。", "目的とする。"), ("\n## 第3条（媒体の管理）\n\n媒体。\n", "")]);
    assert_eq!(merged(&gone, &elsewhere), text(&both));
    assert_eq!(merged(&elsewhere, &gone), text(&both));
}

#[test]
fn what_was_added_below_a_heading_that_goes() {
    let base = "# 題\n\n## 甲\n\n甲。\n\n## 乙\n\n乙。\n";
    let mine = "# 題\n\n## 甲\n\n甲。\n\n## 乙\n\n乙。\n\n### 自分\n\n自分。\n";
    let theirs = "# 題\n\n## 甲\n\n甲。\n";
    assert_eq!(out("a.md", [base, mine, theirs]), clash(["乙"]));
    assert_eq!(out("a.md", [base, theirs, mine]), clash(["乙"]));
}

#[test]
fn moved_clauses_follow_whoever_moved_them() {
    let base = "# 題\n\n## 甲\n\n甲。\n\n## 乙\n\n乙。\n\n## 丙\n\n丙。\n";
    let theirs = "# 題\n\n## 丙\n\n丙。\n\n## 甲\n\n甲。\n\n## 乙\n\n乙。\n";
    let mine = "# 題\n\n## 甲\n\nうちの甲。\n\n## 自分\n\n自分。\n\n## 乙\n\n乙。\n\n## 丙\n\n丙。\n";
    let both = "# 題\n\n## 丙\n\n丙。\n\n## 甲\n\nうちの甲。\n\n## 自分\n\n自分。\n\n## 乙\n\n乙。\n";
    assert_eq!(out("a.md", [base, mine, theirs]), text(both));
    let changed = base.replace("乙。", "乙とする。");
    assert_eq!(out("a.md", [base, theirs, &changed]), text(&theirs.replace("乙。", "乙とする。")));
}

#[test]
fn windows_line_ends_marks_and_composed_signs_stay() {
    let mine = rules(&[("目的。", "うちの目的。ガ")]).replace('ガ', "カ\u{3099}");
    let theirs = rules(&[("媒体。", "媒体は棚に置く。\n\n２　ガラス。")]);
    let both = mine.replace("媒体。", "媒体は棚に置く。\n\n２　ガラス。");
    let windows = |it: &str| format!("\u{feff}{}", it.replace('\n', "\r\n"));
    assert_eq!(merged(&windows(&mine), &theirs), text(&windows(&both)));
    assert_eq!(merged(&mine, &theirs), text(&both));
    // Nothing but the way of writing differs.
    assert_eq!(merged(&windows(RULES), &theirs), text(&windows(&theirs)));
    assert_eq!(merged(&windows(&theirs), &theirs), Out::Same);
    assert_eq!(merged(RULES, &theirs), Out::New(theirs));
}

#[test]
fn what_would_swallow_the_rest_is_left_to_people() {
    let base = "# 題\n\n甲。\n\n## 乙\n\n乙。\n";
    let mine = "# 題\n\n甲。\n\n## 乙\n\n乙。\n\n```\n開いたまま\n";
    let theirs = "# 題\n\n甲。\n\n## 乙\n\n乙。\n\n## 丙\n\n丙。\n";
    assert_eq!(out("a.md", [base, mine, theirs]), clash([""]));
}

#[test]
fn no_line_end_at_the_end() {
    let base = "# 題\n\n甲。";
    assert_eq!(
        out("a.md", [base, "# 題\n\n甲。\n\n## 自分\n\n自分。", "# 題\n\n甲。\n\n## 乙\n\n乙。"]),
        text("# 題\n\n甲。\n\n## 自分\n\n自分。\n\n## 乙\n\n乙。")
    );
    assert_eq!(out("a.md", [base, "", "# 題\n\n乙。"]), clash(["題"]));
    assert_eq!(out("a.md", ["", "", "# 題\n\n乙。"]), Out::New("# 題\n\n乙。".to_owned()));
    assert_eq!(out("a.md", ["", "自分。", "# 題\n\n乙。"]), text("自分。\n\n# 題\n\n乙。"));
}

#[test]
fn front_matter_merges_by_key() {
    let mine = rules(&[("class = \"inspection\"", "title = \"うちの規程\"\nclass = \"inspection\"")]);
    let theirs = rules(&[("class = \"inspection\"", "class = \"inspection\"\nedition = \"r8\"")]);
    let both = rules(&[("class = \"inspection\"", "title = \"うちの規程\"\nclass = \"inspection\"\nedition = \"r8\"")]);
    assert_eq!(merged(&mine, &theirs), text(&both));
    let mine = rules(&[("\"inspection\"", "\"manager\"")]);
    let theirs = rules(&[("\"inspection\"", "\"staff\"")]);
    assert_eq!(merged(&mine, &theirs), clash(["class"]));
    let bare = RULES.strip_prefix("+++\nclass = \"inspection\"\n+++\n\n").unwrap();
    let mine = format!("自分のはじめ。\n\n{bare}");
    assert_eq!(out("a.md", [bare, &mine, RULES]), text(&RULES.replace("# 規程", "自分のはじめ。\n\n# 規程")));
}

#[test]
fn a_block_is_decided() {
    let mine = rules(&[("媒体。", "媒体は机に置く。"), ("目的。", "うちの目的。")]).replace('\n', "\r\n");
    let theirs = rules(&[("媒体。", "媒体は棚に置く。"), ("範囲。", "すべての範囲。")]);
    let three = Three { base: Some(RULES.as_bytes()), mine: mine.as_bytes(), theirs: theirs.as_bytes() };
    let decided = |choice| String::from_utf8(decide("a.md", three, "媒体の管理", choice).unwrap()).unwrap();
    assert_eq!(decided(Choice::Mine), mine);
    assert_eq!(decided(Choice::Theirs), mine.replace("机に", "棚に"));
    let edited = decided(Choice::Edited("## 第3条（媒体の管理）\n\n媒体は机か棚に置く。\n"));
    assert_eq!(edited, mine.replace("机に", "机か棚に"));
    assert_eq!(decided(Choice::Edited("")), mine.replace("## 第3条（媒体の管理）\r\n\r\n媒体は机に置く。\r\n", ""));
    assert_eq!(decide("a.md", three, "目的", Choice::Theirs), Err(Undecided::NoSuchBlock));

    let after = Three { mine: edited.as_bytes(), ..three };
    assert!(matches!(settle("a.md", after, &[]), Merged::Clash(_)));
    let whole = edited.replace("\r\n範囲。", "\r\nすべての範囲。");
    assert_eq!(settle("a.md", after, &["媒体の管理"]), Merged::Merged(whole.into_bytes()));
}

#[test]
fn a_block_that_one_side_lacks_is_decided() {
    let gone = rules(&[("\n## 第2条（範囲）{covers=1-01}\n\n範囲。\n", "\n## 第2条（範囲）{covers=1-01}\n\n範囲。\n")]);
    let (start, end) = (gone.find("## 第2条").unwrap(), gone.find("## 第3条").unwrap());
    let gone = format!("{}{}", &gone[..start], &gone[end..]);
    let changed = rules(&[("範囲。", "すべての範囲。")]);
    let decided = |mine: &str, theirs: &str, choice| {
        let three = Three { base: Some(RULES.as_bytes()), mine: mine.as_bytes(), theirs: theirs.as_bytes() };
        String::from_utf8(decide("a.md", three, "範囲", choice).unwrap()).unwrap()
    };
    assert_eq!(decided(&gone, &changed, Choice::Theirs), changed);
    assert_eq!(decided(&gone, &changed, Choice::Mine), gone);
    assert_eq!(decided(&changed, &gone, Choice::Theirs), gone);
    assert_eq!(decided(&changed, &gone, Choice::Mine), changed);
}
