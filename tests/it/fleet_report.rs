//! What a fleet's build says of its members: the summary's four files, what they leave out, and reports that are joined.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;

use calamine::{Data, Reader as _, Xlsx};
use serde_json::{Value, json};

use crate::project::{BINDER, Output, Project};

const DAY: [&str; 2] = ["--date", "2025-12-01"];
const FORM: &str = "| 項目 | 1回目 | 確認日 | 目標日 | 2回目 | 確認日 | 備考 |\n|---|---|---|---|---|---|---|\n";
const VENDORS: &str =
    "番号,名称,担当システム,対象機器,契約日,契約終了日,MDS/SDS,確認書依頼日,確認書期限,確認書受領日\n";
const DEVICES: &str = "管理番号,種別,名称,ソフトウェア,状態,事業者\n";
const NAMES: [&str; 4] = ["fleet.html", "fleet.csv", "fleet.xlsx", "fleet.json"];

/// The rows of a form, blank but for those that are given.
fn rows(answers: &str) -> String {
    let circled = |count: usize| "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬".chars().take(count);
    let items = [(1, 1), (2, 13), (3, 3), (4, 1)];
    let items = items.into_iter().flat_map(|(part, count)| circled(count).map(move |it| format!("| {part}-{it} |")));
    let row = |item: String| match answers.lines().find(|it| it.starts_with(&item)) {
        Some(row) => format!("{row}\n"),
        None => format!("{item} | | | | | |\n"),
    };
    items.map(row).collect()
}

/// A member with its name, its answers and its vendors.
fn member(project: Project, folder: &str, name: &str, answers: &str, vendors: &str) -> Project {
    let binder = BINDER.replace("見本薬局", name);
    project
        .file(&format!("fleet/{folder}/binder.toml"), &format!("{binder}member_id = \"{folder}\"\n"))
        .file(&format!("fleet/{folder}/checklists/2025/facility.md"), &format!("{FORM}{}", rows(answers)))
        .file(&format!("fleet/{folder}/registers/vendors.csv"), &format!("{VENDORS}{vendors}"))
        .file(
            &format!("fleet/{folder}/registers/devices.csv"),
            &format!("{DEVICES}SV-01,サーバ,サーバ,ことりレセ　8.4（主）、ことり薬歴 5,使用中,VD-01\nPC-01,端末PC,端末,ことり帳票,廃棄,VD-01\n"),
        )
}

/// Three members and one that is a file.
fn fleet() -> Project {
    let yes = "| 1-① | はい | 令和7年6月2日 | | | | |\n";
    let no = "| 1-① | いいえ | 令和7年6月2日 | 令和7年9月30日 | | | |\n| 2-① | はい | | | | | |\n";
    let asked = "VD-01,株式会社ことりシステム,レセプト,SV-01,2023-03-20,,,2025-06-05,2025-07-18,\n";
    let other = "VD-07,ことりシステム（株）,レセプト,,2023-03-20,,,,,\n";
    let project = member(Project::empty(), "N-01", "あさひ薬局", yes, asked);
    let project = member(project, "N-02", "さくら<script>薬局", no, other);
    let project = member(project, "N-03", "=cmd()薬局", yes, "");
    project.file("fleet/N-04/binder.toml", "= 壊れた設定\n")
}

fn built(project: &Project, more: &[&str]) -> Output {
    project.run(&[&["fleet", "build", "fleet", "-o", "out", "--no-pdf"], &DAY[..], more].concat())
}

fn summary(project: &Project, out: &str) -> Value {
    serde_json::from_str(&project.read(&format!("{out}/fleet.json"))).unwrap()
}

fn sheet(project: &Project, out: &str, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook(project.path(&format!("{out}/fleet.xlsx"))).unwrap();
    assert!(book.worksheet_formula(name).unwrap().is_empty(), "{name}");
    let text = |it: &Data| it.to_string();
    book.worksheet_range(name).unwrap().rows().map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn every_member_and_item_is_in_all_four_files() {
    let project = fleet();
    let output = built(&project, &[]).expect(1);
    assert!(output.stderr.contains("Next: open"), "{output:#?}");
    let json = summary(&project, "out");
    let ids: Vec<&str> = json["members"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["N-01", "N-02", "N-03", "N-04"]);
    let counts = ["members", "built", "failed", "overdue_answers", "forms_owed"].map(|it| json["summary"][it].as_u64());
    assert_eq!(counts, [4, 3, 1, 1, 2].map(Some));
    let failure = &json["summary"]["failures"][0];
    let codes: Vec<_> = failure["findings"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    assert!(failure["id"] == "N-04" && codes.contains(&"toml-syntax"), "{codes:?}");
    let first = &json["summary"]["items"][0];
    assert_eq!(
        (&first["item"], &first["yes"], &first["no"], &first["overdue"]),
        (&json!("1-①"), &json!(2), &json!(1), &json!(1))
    );
    assert_eq!(json["summary"]["overdue"][0]["member"], "N-02");

    let csv = project.read("out/fleet.csv");
    let mut rows = csv.strip_prefix('\u{feff}').unwrap().split("\r\n");
    let head: Vec<&str> = rows.next().unwrap().split(',').collect();
    let at = head.iter().position(|it| *it == "1-①").unwrap();
    let answers: Vec<&str> = rows.clone().take(3).map(|it| it.split(',').nth(at).unwrap()).collect();
    assert_eq!(answers, ["はい", "いいえ 2025-09-30で期限切れ", "はい"]);
    assert!(rows.nth(3).unwrap().contains("binder.toml:1:1 "), "{csv}");

    let matrix = sheet(&project, "out", "項目と会員");
    assert_eq!(matrix.len(), 5);
    assert_eq!(&matrix[2][..3], ["N-02", "さくら<script>薬局", "期限切れ"]);
    assert_eq!(sheet(&project, "out", "期限の過ぎたもの")[1][1], "N-02");
    assert_eq!(sheet(&project, "out", "作れなかった会員")[1][0], "N-04");

    let html = project.read("out/fleet.html");
    assert!(html.contains("<a href=\"members/N-01/index.html\">あさひ薬局</a>"), "{html}");
    assert!(project.path("out/members/N-01/index.html").is_file());
    assert!(html.contains("<td class=o>！") && html.contains("<td class=y>○") && html.contains("<td class=b>□"));
    assert!(html.contains("令和7年12月1日"));
    assert!(!html.contains("<a href=\"members/N-04"));
}

#[test]
fn one_vendor_is_asked_once_however_members_write_it() {
    let project = fleet();
    built(&project, &[]).expect(1);
    let json = summary(&project, "out");
    let vendors = json["summary"]["vendors"].as_array().unwrap();
    assert_eq!(vendors.len(), 1, "{vendors:#?}");
    let members = vendors[0]["members"].as_array().unwrap();
    let forms: Vec<_> = members.iter().map(|it| (it["id"].as_str().unwrap(), it["form"].as_str().unwrap())).collect();
    assert_eq!(forms, [("N-01", "asked"), ("N-02", "not-asked")]);
    assert_eq!((&members[0]["due"], &members[0]["overdue"]), (&json!("2025-07-18"), &json!(true)));
    // What is out of use and what stands in brackets is no product of theirs.
    assert_eq!(
        vendors[0]["products"],
        json!([{"name": "ことりレセ 8.4", "members": 1}, {"name": "ことり薬歴 5", "members": 1}, {"name": "レセプト", "members": 1}])
    );
    assert_eq!(sheet(&project, "out", "事業者に求めるもの").len(), 3);
}

#[test]
fn what_a_member_wrote_is_no_markup_and_no_formula() {
    let project = fleet();
    built(&project, &[]).expect(1);
    let html = project.read("out/fleet.html");
    assert!(html.contains("さくら&lt;script&gt;薬局") && html.matches("<script").count() == 1);
    assert!(project.read("out/fleet.csv").contains(",'=cmd()薬局,"));
    assert_eq!(sheet(&project, "out", "会員")[3][1], "=cmd()薬局");
}

#[test]
fn a_summary_is_the_same_whenever_it_is_made() {
    let project = fleet();
    built(&project, &[]).expect(1);
    let files = |out: &str| NAMES.map(|it| fs::read(project.path(&format!("{out}/{it}"))).unwrap());
    let first = files("out");
    assert!(built(&project, &[]).expect(1).stderr.contains(" 3 as they were"));
    assert_eq!(first, files("out"));
    project.run(&["fleet", "merge", "out", "-o", "out"]).expect(1);
    assert_eq!(first, files("out"));
}

#[test]
fn tallies_without_names_name_nobody() {
    let project = fleet().file("fleet/さくら薬局の返信.txt", "x");
    let said = built(&project, &["--anonymous"]).expect(1);
    // Names lie all around them, and so these have a folder of their own, which is told.
    assert!(said.stderr.contains("Only the four files in out/anonymous"), "{said:#?}");
    assert!(!project.path("out/fleet.html").exists());
    let merged = project.run(&["fleet", "merge", "out", "-o", "whole", "--anonymous"]).expect(1);
    assert!(merged.stderr.contains("Only the four files in whole/anonymous"), "{merged:#?}");
    assert_eq!(project.read("whole/anonymous/fleet.csv"), project.read("out/anonymous/fleet.csv"));
    let sheets = ["概要", "項目ごと", "ひな型の版", "多い指摘"].map(|it| sheet(&project, "out/anonymous", it));
    let texts = ["fleet.html", "fleet.csv", "fleet.json"].map(|it| project.read(&format!("out/anonymous/{it}")));
    let all = format!("{sheets:?}{texts:?}");
    for named in ["N-0", "あさひ", "さくら", "cmd", "ことり", "VD-0", "members/", "binder.toml"] {
        assert!(!all.contains(named), "{named}");
    }
    assert_eq!(sheets[1][1][3], "5未満");
    assert_eq!(summary(&project, "out/anonymous")["summary"]["members"], "5未満");
    let book: Xlsx<_> = calamine::open_workbook(project.path("out/anonymous/fleet.xlsx")).unwrap();
    assert_eq!(book.sheet_names().len(), sheets.len());
}

#[test]
fn the_map_fits_a_small_screen() {
    let project = fleet();
    built(&project, &[]).expect(1);
    let dom = after(
        &project,
        "var it = document.querySelector('.heat'); document.title = 'wide ' + it.scrollWidth + ' of ' + it.clientWidth;",
    );
    let title = dom.split("<title>").nth(1).and_then(|it| it.split('<').next()).unwrap();
    let (wide, room) = title.strip_prefix("wide ").and_then(|it| it.split_once(" of ")).unwrap();
    assert_eq!(dom.matches("<th scope=\"col\" title=").count(), 18, "all items of the edition");
    assert!(wide.parse::<u32>().unwrap() <= room.parse().unwrap(), "{title}");
}

#[test]
fn the_page_sorts_and_filters_under_its_own_policy() {
    let project = fleet();
    built(&project, &[]).expect(1);
    let page = project.path("out/fleet.html");
    let mut command = crate::browser::chromium(&project.path("profile"));
    let output = command
        .args(["--virtual-time-budget=3000", "--dump-dom"])
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8(output.stdout).unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("CONSOLE"), "{said}");
    assert!(dom.contains("<th scope=\"col\"><button type=\"button\">会員</button></th>"), "{dom}");
    assert!(dom.contains("<span id=\"count\">4</span>"));
    // Without a script there is nothing that does nothing.
    let html = project.read("out/fleet.html");
    assert_eq!(html.matches("<button").count(), 1, "that within the form, which is hidden");
    assert!(html.contains("id=\"tools\" role=\"search\" hidden"));
}

/// What a reader does, at the end of the page, without the policy that keeps out every other script.
fn after(project: &Project, script: &str) -> String {
    let html = project.read("out/fleet.html");
    let (head, rest) = html.split_once("<meta http-equiv=").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let page = project.path("out/tried.html");
    fs::write(&page, format!("{head}{}", rest.replace("</body>", &format!("<script>{script}</script></body>"))))
        .unwrap();
    let mut command = crate::browser::chromium(&project.path("profile"));
    let command = command.args(["--window-size=1280,900", "--virtual-time-budget=3000", "--dump-dom"]);
    let output = command.arg(format!("file://{}", page.display())).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_click_on_a_heading_sorts_and_words_filter() {
    let project = fleet();
    built(&project, &[]).expect(1);
    let first = "document.querySelectorAll('#members thead button')[1]";
    let ids = "document.title = Array.from(document.querySelectorAll('#members tbody tr')).filter(it => !it.hidden)\
               .map(it => it.cells[0].textContent.match(/N-0[0-9]/)[0]).join(' ');";
    let title = |script: &str| {
        let dom = after(&project, &format!("{script}{ids}"));
        let title = dom.split("<title>").nth(1).and_then(|it| it.split('<').next()).unwrap().to_owned();
        (title, dom)
    };
    let (up, dom) = title(&format!("{first}.click();"));
    assert_eq!(up, "N-02 N-01 N-03 N-04");
    assert!(dom.contains(" aria-sort=\"ascending\""));
    let (down, dom) = title(&format!("{first}.click();{first}.click();"));
    assert_eq!(down, "N-04 N-01 N-03 N-02");
    assert_eq!(dom.matches(" aria-sort=\"descending\"").count(), 1);
    let filter = |id: &str, value: &str, event: &str| {
        format!(
            "var it = document.getElementById('{id}'); it.value = '{value}'; it.dispatchEvent(new Event('{event}'));"
        )
    };
    assert_eq!(title(&filter("words", "ｎ-０2", "input")).0, "N-02");
    assert_eq!(title(&filter("only", "failed", "change")).0, "N-04");
    assert_eq!(title(&filter("only", "overdue", "change")).0, "N-02");
}

/// A report of some members, as a share wrote it.
fn report(shard: Value, day: &str, version: &str, members: &[&str]) -> String {
    let member = |id: &&str| {
        json!({"id": id, "name": "", "kind": null, "folder": id, "page": format!("members/{id}/index.html"),
            "outcome": {"built": {"build": "1", "pdf": false}}, "template": null, "fiscal_year": 2025, "ready": true,
            "demanded": 0, "answered": 0, "answers": [], "owed": [], "codes": {}, "findings": [],
            "counts": {"build": 0, "inspection": 0, "disagreement": 0, "advice": 0}})
    };
    let members: Vec<Value> = members.iter().map(member).collect();
    json!({"format": 1, "toji": version, "as_of": day, "shard": shard, "items": [], "members": members}).to_string()
}

fn share(index: u32, count: u32) -> Value {
    json!({"index": index, "count": count})
}

/// Merges reports by name; the codes that are told, by file and code.
fn merged(reports: &[(&str, String)]) -> (Project, Output, BTreeMap<String, usize>) {
    let project = reports.iter().fold(Project::empty(), |it, (name, text)| it.file(&format!("{name}.json"), text));
    let mut outs: Vec<&str> = reports.iter().map(|it| it.0.split('/').next().unwrap()).collect();
    outs.dedup();
    let output = project.run(&[&["fleet", "merge", "-o", "whole"], &outs[..]].concat());
    let mut codes = BTreeMap::new();
    for line in output.stderr.lines() {
        if let Some(code) = line.strip_prefix("error[").and_then(|it| it.split(']').next()) {
            *codes.entry(code.to_owned()).or_insert(0) += 1;
        }
    }
    (project, output, codes)
}

#[track_caller]
fn told(reports: &[(&str, String)], expected: &[&str]) -> Value {
    let (project, output, codes) = merged(reports);
    assert_eq!(codes.keys().map(String::as_str).collect::<Vec<_>>(), expected, "{output:#?}");
    output.expect(i32::from(!expected.is_empty()));
    summary(&project, "whole")
}

fn ids(summary: &Value) -> Vec<&str> {
    summary["members"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect()
}

const TODAY: &str = "2026-04-01";

#[test]
fn shares_are_joined_wherever_they_lie() {
    let one = report(share(1, 2), TODAY, "0.1.0", &["b"]);
    let two = report(share(2, 2), TODAY, "0.1.0", &["a"]);
    let whole = told(&[("x/reports/shard-1-of-2", one.clone()), ("y/reports/shard-2-of-2", two.clone())], &[]);
    assert_eq!(ids(&whole), ["a", "b"]);
    assert_eq!(whole["members"][0]["page"], "../y/members/a/index.html");
    let together = told(&[("x/reports/shard-1-of-2", one), ("x/reports/shard-2-of-2", two)], &[]);
    assert_eq!(ids(&together), ["a", "b"]);
}

#[test]
fn what_does_not_fit_is_told_and_left_out() {
    let one = || ("x/reports/shard-1-of-2", report(share(1, 2), TODAY, "0.1.0", &["a"]));
    let other = |text: String| [one(), ("y/reports/shard-2-of-2", text)];
    for (text, codes) in [
        (report(share(2, 2), "2026-03-31", "0.1.0", &["b"]), ["fleet-shard-missing", "fleet-shard-other-day"]),
        (report(share(2, 2), TODAY, "0.0.9", &["b"]), ["fleet-shard-missing", "fleet-shard-other-version"]),
        (report(share(1, 2), TODAY, "0.1.0", &["b"]), ["fleet-shard-missing", "fleet-shard-repeated"]),
        ("{".to_owned(), ["fleet-report-unread", "fleet-shard-missing"]),
        ("{\"format\": 9}".to_owned(), ["fleet-report-unread", "fleet-shard-missing"]),
    ] {
        let whole = told(&other(text), &codes);
        assert_eq!(ids(&whole), ["a"]);
        assert_eq!(whole["missing"], json!([share(2, 2)]));
    }
    let of = |fleet: &str, text: String| {
        let mut report: Value = serde_json::from_str(&text).unwrap();
        report["fleet"] = json!(fleet);
        report.to_string()
    };
    let (a, b) = (report(share(1, 2), TODAY, "0.1.0", &["a"]), report(share(2, 2), TODAY, "0.1.0", &["b"]));
    let fleets = [("x/reports/shard-1-of-2", of("2", a)), ("y/reports/shard-2-of-2", of("1", b))];
    assert_eq!(ids(&told(&fleets, &["fleet-shard-missing", "fleet-shard-other-members"])), ["a"]);
    let three = [
        one(),
        ("y/reports/shard-2-of-2", report(share(2, 2), TODAY, "0.1.0", &["b"])),
        ("z/reports/shard-1-of-3", report(share(1, 3), TODAY, "0.1.0", &["b"])),
    ];
    assert_eq!(ids(&told(&three, &["fleet-shard-other-count"])), ["a", "b"]);
    let twice = other(report(share(2, 2), TODAY, "0.1.0", &["a", "b"]));
    assert_eq!(ids(&told(&twice, &["fleet-member-repeated"])), ["a", "b"]);
}

#[test]
fn missing_shares_are_named() {
    let (project, output, codes) = merged(&[("x/reports/shard-2-of-4", report(share(2, 4), TODAY, "0.1.0", &["a"]))]);
    assert_eq!(codes.into_keys().collect::<Vec<_>>(), ["fleet-shard-missing"]);
    assert!(output.stderr.contains("no report of number 1、3、4"), "{output:#?}");
    assert!(project.read("whole/fleet.html").contains("1/4、3/4、4/4"));
    assert!(output.stderr.contains("Next: make the shares named above again"));
}

#[test]
fn a_folder_without_reports_is_told() {
    let project = Project::empty().file("x/a.txt", "");
    let output = project.run(&["fleet", "merge", "x", "nowhere", "-o", "whole"]).expect(1);
    assert_eq!(output.stderr.matches("error[fleet-report-unread]").count(), 2, "{output:#?}");
    assert!(!project.path("whole").exists());
}

#[test]
fn a_file_of_somebody_else_is_not_replaced() {
    let project = Project::empty()
        .file("x/reports/fleet.json", &report(Value::Null, TODAY, "0.1.0", &["a"]))
        .file("whole/fleet.csv", "手で書いた表");
    let output = project.run(&["fleet", "merge", "x", "-o", "whole"]);
    assert!(output.code != 0 && output.stderr.contains("error[file-exists]"), "{output:#?}");
    assert_eq!(project.read("whole/fleet.csv"), "手で書いた表");
    assert!(!project.path("whole/fleet.html").exists());
}
