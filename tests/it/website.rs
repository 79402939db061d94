//! The website of small source folders: each kind of block and inline as HTML, hostile text as text, no link astray.

#![expect(clippy::expect_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toji::load;
use toji::model::Date;
use toji::model::Profile;
use toji::pipeline;
use toji::render::Artifact;
use toji::render::html::{FindingText, Options, html};
use toji::view::View;

const BINDER: &str = "format = 1\nlanguage = \"ja\"\nfiscal_year = 2025\nedition = \"r7\"\n[facility]\nname = \"<b>薬局</b>\"\nkind = \"pharmacy\"\n";

/// The pages of a folder with these files, as text by path.
fn pages(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in [("binder.toml", BINDER)].iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    site(folder.path())
}

fn site(root: &Path) -> BTreeMap<String, String> {
    let compiled = pipeline::compile(root, Date::new(2025, 12, 1).expect("a day"));
    let whole = compiled.outcome.as_ref().expect("a binder");
    let profile = Profile::full();
    let view = View::new(&whole.binder, &whole.report, &profile);
    let message = |_: &toji::diagnostics::Finding| FindingText::default();
    let options = Options { pdf: false, message: &message };
    let artifacts = html(&view, &load::theme(), &options).expect("a sound theme");
    let text = |it: Artifact| match it {
        Artifact::Bytes(bytes) => String::from_utf8(bytes).expect("UTF-8"),
        Artifact::Pieces(pieces) => pieces.concat(),
        Artifact::CopyOf(_) => String::new(),
    };
    artifacts.into_iter().map(|(path, it)| (path, text(it))).collect()
}

/// The prose of a page made from `markdown`.
fn prose(markdown: &str) -> String {
    let pages = pages(&[("notes/page.md", &format!("+++\ntitle = \"題\"\n+++\n\n{markdown}\n"))]);
    let page = &pages["notes/page.html"];
    let start = page.find("<div class=\"prose\">").expect("prose") + "<div class=\"prose\">".len();
    let rest = &page[start..];
    let behind = rest.find("<nav class=\"leaf\"").or_else(|| rest.find("</main>")).expect("the end of the page");
    let end = rest[..behind].rfind("</div>").expect("the end of the prose");
    rest[..end].trim().to_owned()
}

#[test]
fn every_kind_of_block_has_its_markup() {
    let golden = [
        ("一\n\n二", "<p>一</p>\n<p>二</p>"),
        ("# 見出し", "<h2 id=\"見出し\">見出し</h2>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("> 引用", "<blockquote>\n<p>引用</p>\n</blockquote>"),
        (
            "> [!注意]\n> 熱い",
            "<div class=\"callout callout-warning\">\n<p class=\"callout-label\">注意</p>\n<p>熱い</p>\n</div>",
        ),
        ("```sh\na<b\n```", "<pre><code class=\"language-sh\">a&lt;b\n</code></pre>"),
        ("一\n\n---", "<p>一</p>\n<hr>"),
        ("語\n: 意味", "<dl>\n<dt>語</dt>\n<dd>意味</dd>\n</dl>"),
        (
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            "<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr></thead>\n<tbody>\n<tr><td>1</td><td class=\"right\">2</td></tr>\n</tbody>\n</table></div>",
        ),
    ];
    for (markdown, expected) in golden {
        assert_eq!(prose(markdown), expected, "{markdown}");
    }
}

#[test]
fn every_kind_of_inline_has_its_markup() {
    let golden = [
        ("*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <del>c</del></p>"),
        ("`<i>`", "<p><code>&lt;i&gt;</code></p>"),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        (
            "- [x] 済\n- [ ] 未",
            "<ul>\n<li><input type=\"checkbox\" checked disabled> 済</li>\n<li><input type=\"checkbox\" disabled> 未</li>\n</ul>",
        ),
        (
            "[外](https://example.jp/?a=1&b=2)",
            "<p><a class=\"to-outside\" href=\"https://example.jp/?a=1&amp;b=2\" rel=\"noreferrer\">外</a></p>",
        ),
        ("2-③", "<p><a class=\"to-item\" href=\"../items/2-03.html\">2-③</a></p>"),
    ];
    for (markdown, expected) in golden {
        assert_eq!(prose(markdown), expected, "{markdown}");
    }
}

#[test]
fn footnotes_are_numbered_by_their_first_reference() {
    let html = prose("甲[^b]と乙[^a]と甲[^b]\n\n[^a]: あ\n\n[^b]: い");
    assert!(html.contains("<sup class=\"footnote-ref\" id=\"fnref.1\"><a href=\"#fn.1\">1</a></sup>"), "{html}");
    assert!(html.contains("<li id=\"fn.1\"><p>い</p>\n"), "{html}");
    assert!(html.contains("href=\"#fnref.1.2\""), "{html}");
}

#[test]
fn hostile_text_is_never_markup() {
    let hostile = "\"'&lt;script>alert(1)&lt;/script> ]]> &amp; `</script>`";
    let pages =
        pages(&[("notes/page.md", &format!("+++\ntitle = \"<script>'\"\n+++\n\n# 題 {hostile}\n\n{hostile}\n"))]);
    for (path, text) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        let own = text.matches("<script").count() - text.matches("<script src=\"").count();
        assert_eq!(own, 0, "{path}");
        assert!(!text.contains("<b>薬局"), "{path}");
    }
    assert!(!pages["search-data.js"].contains("</script"), "{}", pages["search-data.js"]);
}

#[test]
fn every_link_of_the_sample_leads_somewhere() {
    let pages = site(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    let anchors: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(path, text)| (path.as_str(), values(text, " id=\""))).collect();
    let mut astray = Vec::new();
    for (path, text) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        for link in values(text, " href=\"").iter().chain(&values(text, " src=\"")) {
            if link.starts_with("https:") || link.starts_with("http:") || link.starts_with("tel:") {
                astray.push(format!("{path}: {link} leaves the binder"));
                continue;
            }
            let (page, anchor) = link.split_once('#').map_or((link.as_str(), None), |(a, b)| (a, Some(b)));
            let to = if page.is_empty() { path.clone() } else { join(path, page) };
            let found = anchors.get(to.as_str());
            let reached = found.is_some_and(|it| anchor.is_none_or(|anchor| it.contains(&decode(anchor))));
            if !reached {
                astray.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(astray.is_empty(), "{} links astray:\n{}", astray.len(), astray.join("\n"));
}

#[test]
fn the_day_stands_only_where_it_must() {
    let pages = site(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    let dated: Vec<_> =
        pages.iter().filter(|(_, it)| it.contains("作成基準日")).map(|(path, _)| path.as_str()).collect();
    assert_eq!(dated, ["dashboard.html", "findings.html", "index.html", "inspection.html"]);
}

#[test]
fn ids_are_unique_on_every_page() {
    for (path, text) in site(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")) {
        let count = text.matches(" id=\"").count();
        assert_eq!(values(&text, " id=\"").len(), count, "{path}");
    }
}

/// All values of an attribute, entities undone.
fn values(text: &str, start: &str) -> BTreeSet<String> {
    let parts = text.split(start).skip(1).filter_map(|it| it.split('"').next());
    parts.map(|it| it.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")).collect()
}

fn join(from: &str, to: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    decode(&parts.join("/"))
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (b'%', [a, b, more @ ..]) => {
                let digits = [*a, *b];
                let hex = std::str::from_utf8(&digits).ok().and_then(|it| u8::from_str_radix(it, 16).ok());
                bytes.push(hex.unwrap_or(b'?'));
                rest = more;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
