//! What points where, through the executable: mentions are filed where a reader looks for them, and nothing that a page
//! shows is missing from the output.

use crate::project::Project;

const RULES: &str = "# 規程\n\n## 第14条（更新）{covers=2-06}\n\n当てる。\n\n２　記録する。\n";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

fn built(project: &Project) {
    let output = project.run(&["build", "--no-pdf", "-o", "out"]);
    assert_eq!(output.code, 0, "{output:#?}");
}

#[test]
fn a_name_with_a_space_is_found_copied_and_counted_as_linked() {
    let page = "# 図\n\n![配置](<../attachments/配置 図.svg>)と![配線](../attachments/配線%20図.svg)、\
                [様式](<../attachments/様式 1 (2).pdf>)、[頁](<別 の.md>)。\n";
    let project = Project::new()
        .file("attachments/配置 図.svg", SVG)
        .file("attachments/配線 図.svg", SVG)
        .file("attachments/様式 1 (2).pdf", "%PDF-1.7")
        .file("notes/plan.md", page)
        .file("notes/別 の.md", "# 別\n");
    let check = project.run(&["check"]).expect(0);
    assert!(!check.stderr.contains("unused-attachment"), "{check:#?}");
    project.run(&["build", "--no-pdf", "-o", "out"]).expect(0);
    for file in ["配置 図.svg", "配線 図.svg", "様式 1 (2).pdf"] {
        assert!(project.path("out/attachments").join(file).is_file(), "{file}");
    }
    let html = project.read("out/notes/plan.html");
    for address in ["%E9%85%8D%E7%BD%AE%20%E5%9B%B3.svg", "%E9%85%8D%E7%B7%9A%20%E5%9B%B3.svg"] {
        assert!(html.contains(&format!("src=\"../attachments/{address}\"")), "{html}");
    }
}

#[test]
fn a_picture_is_copied_although_nothing_else_links_to_it() {
    let project = Project::new()
        .file("attachments/plan.svg", SVG)
        .file("notes/plan.md", "# 図\n\n![配置](../attachments/plan.svg)\n");
    built(&project);
    assert_eq!(project.read("out/attachments/plan.svg"), SVG);
    let check = project.run(&["check"]);
    assert!(!check.stderr.contains("unused-attachment"), "{check:#?}");
}

#[test]
fn a_link_to_an_explanation_is_a_mention_of_its_item() {
    let project = Project::new()
        .file("manual/2-07.md", "# 2-⑦ パスワード\n\n## 長さ\n\n長くする。\n")
        .file("notes/one.md", "# 甲の頁\n\n[頁](../manual/2-07.md)\n")
        .file("notes/two.md", "# 乙の頁\n\n[[2-07#長さ]]\n");
    built(&project);
    let page = project.read("out/items/2-07.html");
    assert!(page.contains("甲の頁") && page.contains("乙の頁"), "{page}");
}

#[test]
fn a_paragraph_of_a_clause_is_a_mention_of_the_clause() {
    let project =
        Project::new().file("rules/rules.md", RULES).file("notes/one.md", "# 甲の頁\n\n第14条第2項を見る。\n");
    built(&project);
    assert!(project.read("out/rules/rules.html").contains("甲の頁"));
}

#[test]
fn a_range_names_all_its_items_and_makes_no_empty_link() {
    let project = Project::new().file("notes/one.md", "# 甲の頁\n\n2-③～⑤ と ▶システム運用編 8.1～8.3。\n");
    built(&project);
    assert!(!project.read("out/notes/one.html").contains("\"></a>"));
    assert!(project.read("out/items/2-04.html").contains("甲の頁"));
}

#[test]
fn a_file_never_takes_the_place_of_a_page() {
    let project = Project::new()
        .file("index.html", "x")
        .file("items/2-03.html", "x")
        .file("notes/one.md", "# 甲\n\n[表紙](../index.html) [項目](../items/2-03.html)\n");
    let findings = project.run(&["check"]).stderr;
    assert_eq!(findings.matches("reserved-address").count(), 2, "{findings}");
}

#[test]
fn only_what_a_quote_of_terms_explains_is_a_term() {
    let terms = "# 語\n\n> [!用語]\n> A-B\n> : 甲。\n>\n> A B\n> : 乙。\n\n当番\n: きょうの人。\n";
    let project =
        Project::new().file("notes/terms.md", terms).file("notes/one.md", "# 頁\n\n当番\n: またきょうの人。\n");
    built(&project);
    let glossary = project.read("out/glossary.html");
    assert!(!glossary.contains("当番"), "{glossary}");
    assert!(glossary.contains("id=\"a-b\"") && glossary.contains("id=\"a-b-2\""), "{glossary}");
}

#[test]
fn two_terms_may_not_share_an_abbreviation() {
    let terms = "# 語\n\n> [!用語]\n> 甲（ABC）\n> : 一。\n>\n> 乙（ABC）\n> : 二。\n";
    let findings = Project::new().file("notes/terms.md", terms).run(&["check"]).stderr;
    assert_eq!(findings.matches("duplicate-term").count(), 1, "{findings}");
}
