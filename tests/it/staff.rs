//! The staff's pages: the list of work with what is accepted, and the dashboard with what falls due.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::project::{BINDER, Project};
use crate::site;

const CONTACTS: &str = "番号,区分,役割,氏名,電話,代行\nCT-01,内部,開設者,春野 一郎,0000-00-0001,\nCT-02,内部,管理者,夏川 葉子,0000-00-0002,\n";
const VENDORS: &str = "番号,名称,契約日,契約終了日,確認書依頼日,確認書受領日\nVD-01,見本<b>システム,2024-04-01,2026-03-31,2025-11-01,\nVD-02,見本ネット,2024-04-01,,2025-06-01,2025-07-01\nVD-03,見本回線,2024-04-01,,,\nVD-04,見本写真,2024-04-01,,,\nVD-05,もとの業者,2020-04-01,2024-03-31,,\n";
const HEAD: &str = "| 項目 | 1回目 | 確認日 | 目標日 | 2回目 | 確認日 | 備考 |\n|---|---|---|---|---|---|---|\n";

/// A form with the rows of these items: what `answers` says of one, else はい.
fn form(items: &str, answers: &[(&str, &str)]) -> String {
    let row = |item: &str| {
        let cells = answers.iter().find(|it| it.0 == item).map_or("はい | R7.6.2 | | | |", |it| it.1);
        format!("| {item} | {cells} |\n")
    };
    format!("# 様式\n\n{HEAD}{}", items.split(' ').map(row).collect::<String>())
}

fn project() -> Project {
    let both = "2-② 2-③ 2-④ 2-⑤ 2-⑥ 2-⑦ 2-⑧ 2-⑨ 2-⑩ 2-⑪ 2-⑫ 2-⑬";
    let open = [("2-④", "いいえ | R7.6.2 | R8.2.27 | | |"), ("2-⑫", "いいえ | R7.6.2 | R7.9.30 | | |")];
    Project::new()
        .file("checklists/2025/facility.md", &form(&format!("1-① 2-① {both} 3-① 3-② 3-③ 4-①"), &open))
        .file("checklists/2025/vendor-VD-03.md", &form(&format!("1-① {both}"), &[("2-②", " | | | | |")]))
        .file("registers/contacts.csv", CONTACTS)
        .file("registers/vendors.csv", VENDORS)
}

fn page(project: &Project, path: &str) -> String {
    project.run(&["build", "--no-pdf", "--date", "2025-12-01", "-o", "out"]).expect(0);
    project.read(&format!("out/{path}"))
}

/// The `<pre>` that lets a finding stand, by a word of it.
fn entry(page: &str, word: &str) -> String {
    let entries = page.split("<pre><code>").skip(1).map(|it| it.split("</code>").next().unwrap());
    site::text(entries.filter(|it| it.contains("no-deputy")).find(|it| it.contains(word)).unwrap())
}

#[test]
fn work_stands_below_who_must_act() {
    let page = page(&project(), "findings.html");
    let headings: Vec<_> =
        page.split("<h2").skip(1).map(|it| site::text(&format!("<{}", it.split("</h2>").next().unwrap()))).collect();
    assert!(headings.first().is_some_and(|it| it.starts_with("当施設で行うこと")), "{headings:?}");
    assert!(headings.iter().any(|it| it.starts_with("見本回線に頼むこと")), "{headings:?}");
    assert!(headings.last().unwrap().starts_with("受け入れた指摘"), "{headings:?}");
    let own = page.split("<h2").nth(1).unwrap();
    let weights: Vec<_> = own.split("class=\"weight weight-").skip(1).map(|it| it.split('"').next().unwrap()).collect();
    let rank = |it: &&str| ["build", "inspection", "disagreement", "advice"].iter().position(|weight| weight == it);
    assert!(weights.len() > 10 && weights.is_sorted_by_key(rank), "{weights:?}");
}

#[test]
fn only_what_can_be_accepted_offers_how() {
    let page = page(&project(), "findings.html");
    let lists = page.split("<ul class=\"findings\">").skip(1).map(|it| it.split("</ul>").next().unwrap());
    let findings: Vec<_> = lists.flat_map(|it| it.split("<li>").skip(1)).collect();
    assert!(findings.len() > 10, "{}", findings.len());
    for finding in findings {
        let heavy = ["weight-build", "weight-inspection"].iter().any(|it| finding.contains(it));
        assert_ne!(finding.contains("<details class=\"accept\">"), heavy, "{finding}");
    }
}

#[test]
fn what_the_page_offers_moves_the_finding_to_the_accepted_ones() {
    let first = page(&project(), "findings.html");
    let entry = entry(&first, "no-deputy");
    assert!(entry.starts_with("[[accept]]\n") && entry.contains("place = \"registers/contacts.csv\""), "{entry}");
    let filled = entry
        .replace("reason = \"\"", "reason = \"<i>一人\"")
        .replace("by = \"\"", "by = \"春野\"")
        .replace("until = \"\"", "until = \"2026-05-31\"");
    let project = project().file("binder.toml", &format!("{BINDER}{filled}"));
    let second = page(&project, "findings.html");
    let (left, accepted) = second.split_once("id=\"t.accepted\"").unwrap();
    assert_eq!(first.matches("に、代わりに連絡を受ける人が").count(), 2);
    assert_eq!(
        (
            left.matches("に、代わりに連絡を受ける人が").count(),
            accepted.matches("に、代わりに連絡を受ける人が").count()
        ),
        (1, 1)
    );
    for words in ["no-deputy", "<i>一人", "春野", "令和8年5月31日"] {
        assert!(site::text(accepted).contains(words), "{words}");
    }
    assert!(site::text(&page(&project, "dashboard.html")).contains("受け入れた指摘の期限"));
}

#[test]
fn the_dashboard_says_how_far_each_vendors_form_has_got() {
    let page = page(&project(), "dashboard.html");
    let text: String = site::text(&page).split_whitespace().collect();
    for words in [
        "見本<b>システム依頼済（30日前）令和7年11月1日",
        "見本ネット受領・未転記令和7年7月1日",
        "見本回線転記済",
        "見本写真未依頼",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("もとの業者"));
}

#[test]
fn the_time_line_shows_12_months_and_its_table_says_the_same() {
    let page = page(&project(), "dashboard.html");
    let line = page.split("<svg").nth(1).unwrap().split("</svg>").next().unwrap();
    assert!(line.contains("role=\"img\"") && line.contains("<title id=\"t.timeline\">"), "{line}");
    let described = line.split("<desc").nth(1).unwrap().split("</desc>").next().unwrap();
    let table = page.split("<table class=\"due\">").nth(1).unwrap().split("</table>").next().unwrap();
    let rows: Vec<Vec<String>> = table
        .split("<tr>")
        .skip(2)
        .map(|row| row.split("<t").skip(1).map(|it| site::text(&format!("<t{it}")).trim().to_owned()).collect())
        .collect();
    assert_eq!(rows[0][..3], ["", "令和7年9月30日 過ぎています", "「いいえ」の目標日"]);
    let marked: Vec<_> = rows.iter().filter(|it| !it[0].is_empty()).collect();
    assert_eq!(marked.len(), line.matches("<circle").count());
    for (index, row) in marked.iter().enumerate() {
        assert_eq!(row[0], (index + 1).to_string());
        assert!(described.contains(&format!("{} {} {}", row[0], row[1], row[2])), "{row:?}\n{described}");
    }
    assert_eq!(marked[0][1..3], ["令和8年2月27日", "「いいえ」の目標日"]);
    assert_eq!(marked[1][1..3], ["令和8年3月31日", "確認書の受け取り（年度末まで）"]);
    assert_eq!(line.matches("class=\"mark owed\"").count(), 2, "{line}");
    assert_eq!(line.matches("class=\"tick\"").count(), 12);
    assert!(!line.contains("style="), "the page's policy lets no style attribute pass");
}

#[test]
fn where_nothing_falls_due_there_is_no_line() {
    let page = page(&Project::new(), "dashboard.html");
    assert!(!page.contains("<svg") && page.contains("これから12か月に期日はありません。"));
    assert!(page.contains("契約中の事業者はありません。"));
}
