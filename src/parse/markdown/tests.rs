//! What the parser makes of whole texts. The tree is written out in a short form: a word for each block or mark, its
//! content in brackets.

use super::*;
use crate::diagnostics::At;
use crate::model::{BlockKind, Inline, Inlines};
use crate::source::Sources;

/// The tree in short, and each finding with the text under it.
fn read(dialect: Dialect, text: &str) -> (String, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add("a.md", text);
    let mut sink = Sink::default();
    let start = text.find("+++\n").map_or(0, |it| it + 4);
    let blocks = blocks(Body { file, text, start, dialect }, &mut sink);
    let findings = sink.into_sorted().into_iter().map(|it| match it.at {
        At::Span(span) => format!("{} {}", it.code, sources.slice(span)),
        At::Path(_) | At::Nowhere => it.code.to_string(),
    });
    (short(&blocks), findings.collect())
}

fn tree(text: &str) -> String {
    let (tree, findings) = read(Dialect::Plain, text);
    assert_eq!(findings, Vec::<String>::new(), "{text}");
    tree
}

fn findings(text: &str) -> Vec<String> {
    read(Dialect::Plain, text).1
}

fn short(blocks: &[Block<RawRef>]) -> String {
    blocks.iter().map(short_block).collect::<Vec<_>>().join(" ")
}

fn short_block(block: &Block<RawRef>) -> String {
    let anchor = block.anchor.as_ref().map_or_else(String::new, |it| format!("@{it}"));
    match &block.kind {
        BlockKind::Paragraph(it) => format!("p{anchor}[{}]", inlines(it)),
        BlockKind::Plain(it) => format!("-[{}]", inlines(it)),
        BlockKind::Heading(it) => {
            let number = it.number.as_ref().map_or_else(String::new, |it| format!("({it})"));
            let clause = it.clause.map_or_else(String::new, |it| format!("({})", it.shown()));
            format!("h{}#{}{number}{clause}[{}]", it.level, it.id, inlines(&it.content))
        }
        BlockKind::List { start, items } => {
            let items: Vec<_> = items.iter().map(|it| short(it)).collect();
            format!("list{}[{}]", start.map_or_else(String::new, |it| it.to_string()), items.join("; "))
        }
        BlockKind::Quote(it) => format!("quote[{}]", short(it)),
        BlockKind::Callout { callout, blocks } => format!("{callout:?}[{}]", short(blocks)),
        BlockKind::Code { info, text } => format!("code({info})[{text}]"),
        BlockKind::Table(it) => {
            let row = |it: &Vec<Inlines<RawRef>>| it.iter().map(inlines).collect::<Vec<_>>().join("|");
            let rows: Vec<_> = std::iter::once(row(&it.head)).chain(it.rows.iter().map(|it| row(&it.1))).collect();
            format!("table[{}]", rows.join("; "))
        }
        BlockKind::Rule => "rule".to_owned(),
        BlockKind::Definitions(it) => {
            let entry = |it: &crate::model::Definition<RawRef>| {
                let meanings: Vec<_> = it.meanings.iter().map(|it| short(it)).collect();
                format!("{}: {}", inlines(&it.term), meanings.join(", "))
            };
            format!("terms[{}]", it.iter().map(entry).collect::<Vec<_>>().join("; "))
        }
        BlockKind::Footnote { label, blocks } => format!("note({label})[{}]", short(blocks)),
        BlockKind::View(it) => format!("view({})", it.register.value),
    }
}

fn inlines(content: &Inlines<RawRef>) -> String {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline<RawRef>) -> String {
    match inline {
        Inline::Text(it) => it.to_string(),
        Inline::Code(it) => format!("`{it}`"),
        Inline::Emphasis(it) => format!("<em {}>", inlines(it)),
        Inline::Strong(it) => format!("<b {}>", inlines(it)),
        Inline::Strikethrough(it) => format!("<s {}>", inlines(it)),
        Inline::HardBreak => "<br>".to_owned(),
        Inline::Ref(it) => format!("<{} {}>", target(&it.to), inlines(&it.shown)),
        Inline::Value(it) => inlines(&it.shown),
        Inline::Image(it) => format!("<img {} {}>", target(&it.source), it.alt),
        Inline::FootnoteRef(it) => format!("<^{it}>"),
        Inline::Checkbox(it) => format!("<{}>", if *it { 'x' } else { '_' }),
    }
}

fn target(to: &RawRef) -> String {
    match to {
        RawRef::Path(it) => format!("{}#{}", it.path, it.heading.as_deref().unwrap_or("-")),
        RawRef::Wiki(it) => format!("wiki:{}#{}", it.path, it.heading.as_deref().unwrap_or("-")),
        RawRef::Outside(it) => it.to_string(),
        RawRef::Guideline { .. } | RawRef::Part(_) | RawRef::Item(_) | RawRef::Clause(_) | RawRef::RulesClause(_) => {
            format!("{to:?}")
        }
        RawRef::Rules
        | RawRef::Bcp(_)
        | RawRef::Row(_)
        | RawRef::NoNumber(..)
        | RawRef::Variable(_)
        | RawRef::Drawing(_) => {
            format!("{to:?}")
        }
    }
}

#[test]
fn japanese_emphasis() {
    for (text, expected) in [
        ("これは**「重要」**です", "これは<b 「重要」>です"),
        ("**「甲」**と**「乙」**", "<b 「甲」>と<b 「乙」>"),
        ("必ず*（毎日）*行う。", "必ず<em （毎日）>行う。"),
        ("端末は**(SV-01)**である", "端末は<b (SV-01)>である"),
        ("**注意。**次に", "<b 注意。>次に"),
        ("~~「旧」~~を", "<s 「旧」>を"),
        ("**[参照](a.md)**は", "<b <a.md#- 参照>>は"),
        ("は[**「甲」**の*乙*](a.md)の", "は<a.md#- <b 「甲」>の<em 乙>>の"),
        ("***「甲」***は", "<em <b 「甲」>>は"),
        ("は**「甲*乙*丙」**で", "は<b 「甲<em 乙>丙」>で"),
        ("\\*\\*「甲」\\*\\*と&ast;乙&ast;", "**「甲」**と*乙*"),
        ("は\\**「甲」*で", "は*<em 「甲」>で"),
        ("2 * 3 は 6、a_b_c", "2 * 3 は 6、a_b_c"),
        ("**`甲`**と**`乙`**", "<b `甲`>と<b `乙`>"),
        ("は**「甲」", "は**「甲」"),
        ("![**「甲」**図](a.png)", "<img a.png#- 「甲」図>"),
    ] {
        assert_eq!(tree(text), format!("p[{expected}]"), "{text}");
    }
}

#[test]
fn emphasis_within_cells_ends_at_the_bar() {
    assert_eq!(
        tree("|**「甲」**|*乙*|\n|-|-|\n|**「丙」**と**「丁」**|a\\|*b*|"),
        "table[<b 「甲」>|<em 乙>; <b 「丙」>と<b 「丁」>|a|<em b>]"
    );
}

#[test]
fn line_ends_between_japanese_vanish() {
    assert_eq!(tree("薬局の\n端末"), "p[薬局の端末]");
    assert_eq!(tree("薬局。\n「端末」"), "p[薬局。「端末」]");
    assert_eq!(tree("薬局の\nPC\nを"), "p[薬局の PC を]");
    assert_eq!(tree("薬局の\n**端末**\nと\n`甲`"), "p[薬局の<b 端末>と`甲`]");
    assert_eq!(tree("薬局  \n端末\\\n甲"), "p[薬局<br>端末<br>甲]");
    assert_eq!(tree("> 薬局の\n> 端末\r\n> 甲"), "quote[p[薬局の端末甲]]");
    assert_eq!(tree("[薬局\nの](a.md)\n端末"), "p[<a.md#- 薬局の>端末]");
}

#[test]
fn callouts() {
    assert_eq!(tree("> [!注意]\n> 甲\n> 乙"), "Warning[p[甲乙]]");
    assert_eq!(tree("> [!note]\n>\n> - 甲"), "Note[list[-[甲]]]");
    assert_eq!(tree("> [!用語]\n> 端末\n> : 機器"), "Terms[terms[端末: -[機器]]]");
    assert_eq!(tree("> [!用語]\n>\n> 端末\n> : 機器\n>\n> 甲\n> : 乙"), "Terms[terms[端末: -[機器]; 甲: -[乙]]]");
    assert_eq!(tree("> [!限定 manager]\n> 甲"), "Limited(Manager)[p[甲]]");
    assert_eq!(tree("- > [!例]\n  > | a |\n  > |---|\n  > | b |"), "list[Example[table[a; b]]]");
    assert_eq!(tree("> [!補足]"), "Supplement[]");
    assert_eq!(tree("> 甲\n> [!補足]"), "quote[p[甲 [!補足]]]");
    assert_eq!(findings("> 甲\n\n> [!注以]\n> 乙"), ["unknown-callout [!注以]"]);
    assert_eq!(findings("> [!限定 boss]\n> 乙"), ["unknown-class [!限定 boss]"]);
}

#[test]
fn raw_html_is_refused_and_stays_visible() {
    assert_eq!(
        findings("甲<br>乙\n\n<div>\n*丙*\n</div>\n\n<!-- 丁 -->\n"),
        ["raw-html <br>", "raw-html <div>\n*丙*\n</div>", "raw-html <!-- 丁 -->"]
    );
    assert_eq!(read(Dialect::Plain, "甲<br>乙\n\n<!-- 丁 -->").0, "p[甲<br>乙] p[<!-- 丁 -->]");
}

#[test]
fn links() {
    assert_eq!(tree("[甲](../a%20b.md#%E4%B9%99 \"題\")"), "p[<../a b.md#乙 甲>]");
    assert_eq!(
        tree("<https://a.jp/*x*_y_> <a@b.jp>"),
        "p[<https://a.jp/*x*_y_ https://a.jp/*x*_y_> <mailto:a@b.jp a@b.jp>]"
    );
    assert_eq!(
        tree("[[detection]]と[[detection#甲|**検知**]]"),
        "p[<wiki:detection#- detection>と<wiki:detection#甲 <b 検知>>]"
    );
    assert_eq!(
        findings("甲[乙](javascript:x)丙![](a.png)"),
        ["refused-url [乙](javascript:x)", "image-without-text ![](a.png)"]
    );
    assert_eq!(findings("[a](//host/x)"), ["refused-url [a](//host/x)"]);
    assert_eq!(read(Dialect::Plain, "甲[乙](x:y)丙").0, "p[甲乙丙]");
}

#[test]
fn footnotes_need_a_text() {
    assert_eq!(tree("甲[^1]\n\n[^1]: 乙"), "p[甲<^1>] note(1)[p[乙]]");
    assert_eq!(findings("甲[^1]と\\[^2]と`[^3]`"), ["unknown-footnote [^1]"]);
}

#[test]
fn headings_have_ids_and_levels() {
    assert_eq!(tree("# 甲 A\n\n## 乙\n\n## 乙\n\n## 丙 {#c}"), "h1#甲-a[甲 A] h2#乙[乙] h2#乙-1[乙] h2#c[丙]");
    assert_eq!(
        findings("# 甲 {#a}\n\n## 乙 {#a}\n\n#### 丙\n\n##"),
        ["duplicate-heading #a", "heading-level-skipped #### 丙", "empty-heading ##"]
    );
    assert_eq!(
        findings("+++\n# 甲 {cover=2-03 covers=2-3,2-04 class=x}"),
        ["bad-heading-attribute cover=2-03", "unknown-item 2-3", "unknown-class class=x"]
    );
    assert_eq!(tree("# 値は {{ a }}"), "h1#値は[値は <Variable(Key([\"a\"])) >]");
    assert_eq!(findings("# {{ facility.name }}"), Vec::<String>::new());
}

#[test]
fn clauses_and_their_paragraphs() {
    let (tree, found) = read(
        Dialect::Rules,
        "## 第1章 総則\n\n前文\n\n### 第12条（媒体）{covers=2-09}\n\n甲\n\n２　乙\n\n- ３　丙\n\n3 丁\n\n### 第十二条の２\n\n１　戊\n\n## 附則\n\n己",
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(
        tree,
        "h2#第1章-総則[第1章 総則] p[前文] h3#a12(第12条)[第12条（媒体）] p@a12.p1[甲] p@a12.p2[２　乙] list[-[３　丙]] p@a12.p3[3 丁] \
         h3#a12-2(第12条の2)[第十二条の２] p@a12-2.p1[１　戊] h2#附則[附則] p[己]"
    );
}

#[test]
fn sections_of_a_bcp() {
    assert_eq!(
        read(Dialect::Bcp, "# 3 検知\n\n## ３．２　連絡").0,
        "h1#3-検知(3)[3 検知] h2#３２連絡(3.2)[３．２　連絡]".replace("２連", "２-連")
    );
}

#[test]
fn lost_cells_are_counted() {
    assert_eq!(
        findings("| a | b |\n|---|---|\n| c |\n| d | e | f |\n| `g | h` |\n| i\\|j | k |\n\n"),
        ["table-cells | c |", "table-cells | d | e | f |"]
    );
    assert_eq!(findings("> | a | b |\n> |---|---|\n> | c |"), ["table-cells | c |"]);
}

#[test]
fn lists_tight_and_loose_with_tasks() {
    assert_eq!(tree("- [ ] 甲\n- [x] 乙\n  - 丙"), "list[-[<_>甲]; -[<x>乙] list[-[丙]]]");
    assert_eq!(tree("3. 甲\n\n4. 乙"), "list3[p[甲]; p[乙]]");
}

#[test]
fn ten_levels_are_enough() {
    let ten = format!("{}甲", "> ".repeat(10));
    assert_eq!(findings(&ten), Vec::<String>::new());
    assert_eq!(findings(&format!("乙\n\n> {ten}\n\n{}甲\n\n丙", "- ".repeat(11))).len(), 1);
    assert!(read(Dialect::Plain, &format!("> {ten}\n\n丙")).0.ends_with("p[丙]"));
}

#[test]
fn spans_count_from_the_start_of_the_file() {
    assert_eq!(findings("title = \"x\"\n+++\n甲\n\n<b>"), ["raw-html <b>"]);
}
