//! The change notice as Markdown: what stands on the printed one, to be mailed or put on a page. Writes text only.

use std::fmt::Write as _;

use crate::render::sheets::{ChangeNotice, ChangedBlock, ChangedPage, Run};

/// By this a later notice knows the file as one of ours.
pub const MARK: &str = "<!-- toji-pack-changes -->";

/// Its text.
pub fn markdown(notice: &ChangeNotice) -> String {
    let ChangeNotice { template, before, after, made, .. } = notice;
    let mut text = format!("# ひな型の変更のお知らせ\n\n{template}　版 {before} から 版 {after} へ（{made}）\n\n");
    let counts = notice.counts.iter().map(|(action, count)| format!("{action} {count}ページ"));
    let _ = writeln!(text, "{}\n", counts.collect::<Vec<_>>().join("、"));
    let _ = writeln!(text, "{EXPLAINED}\n");
    notice.pages.iter().for_each(|it| page(&mut text, it, (before, after)));
    if !notice.migrations.is_empty() {
        text.push_str("## 名前などの変更\n\n取り込むと、施設のファイルの中も直ります。\n\n");
        notice.migrations.iter().for_each(|it| list(&mut text, it));
        text.push('\n');
    }
    if !notice.unchanged.is_empty() {
        text.push_str("## 変更のないページ\n\n");
        notice.unchanged.iter().for_each(|it| list(&mut text, it));
        text.push('\n');
    }
    text.push_str(MARK);
    text.push('\n');
    text
}

const EXPLAINED: &str = "要対応は施設ですることがあるページ、確認のみは読んで確かめるだけのページ、変更なしは読まなくてよいページ、名前だけは文は同じで名前か場所が変わったページ、記載なしは会の説明がないページです。施設で書き直した文は、取り込んでも消えません。同じ所を施設も書き直していたときは、どちらにするかを施設で決めます。";

fn list(text: &mut String, it: &str) {
    let _ = writeln!(text, "- {it}");
}

fn page(text: &mut String, page: &ChangedPage, versions: (&str, &str)) {
    let from = if page.from.is_empty() { String::new() } else { format!("、前は `{}`", page.from) };
    let _ = writeln!(text, "## 【{}】{}\n\n`{}`{from}\n", page.action, page.title, page.path);
    if !page.note.is_empty() {
        let _ = writeln!(text, "{}\n", page.note);
    }
    let names =
        || page.blocks.iter().map(|it| it.name.as_str()).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("、");
    match page.state {
        "added" => {
            let _ = writeln!(text, "新しいページです。{}\n", headings(&names()));
        }
        "removed" => {
            let _ = writeln!(text, "なくなったページです。{}\n", headings(&names()));
        }
        _ => page.blocks.iter().for_each(|it| block(text, it, versions)),
    }
}

fn headings(names: &str) -> String {
    if names.is_empty() { String::new() } else { format!("見出し：{names}") }
}

fn block(text: &mut String, block: &ChangedBlock, (before, after): (&str, &str)) {
    let state = match block.state {
        "added" => "追加",
        "removed" => "削除",
        _ => "変更",
    };
    let name = if block.name.is_empty() { "本文" } else { &block.name };
    let _ = writeln!(text, "### {name}（{state}）\n");
    for (head, version, lines) in [("旧", before, &block.before), ("新", after, &block.after)] {
        if !lines.is_empty() {
            let _ = writeln!(text, "{head}（版 {version}）\n");
            lines.iter().for_each(|it| quoted(text, it));
            text.push('\n');
        }
    }
}

fn quoted(text: &mut String, line: &[Run]) {
    let all_different = line.iter().all(|it| it.is_different);
    let run = |it: &Run| if it.is_different && !all_different { format!("**{}**", it.text) } else { it.text.clone() };
    let _ = writeln!(text, "> {}  ", line.iter().map(run).collect::<String>());
}
