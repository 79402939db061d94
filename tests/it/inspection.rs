//! The inspector's two pages, on the website, printed from it and in the PDF: what stands there, what never does, and
//! that two pages are enough.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tempfile::TempDir;

use crate::binder_pdf::tool;
use crate::browser::chromium;
use crate::project::{Project, run, toji, tree};
use crate::sample::{DATE, content, sample};
use crate::site;

/// The sample with a third vendor of a long name and a fourth without a form, and more いいえ.
static BUSY: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in tree(&content()) {
        let path = folder.path().join("source").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let source = folder.path().join("source");
    let edit = |path: &str, change: &dyn Fn(String) -> String| {
        let text = fs::read_to_string(source.join(path)).unwrap();
        fs::write(source.join(path), change(text)).unwrap();
    };
    let name = "株式会社みやこクラウドサービス東日本支社";
    edit("registers/vendors.csv", &|it| {
        it + &format!(
            "VD-03,{name},電子処方箋の管理,,2025-04-01,,,,,2025-10-05,,\nVD-04,ことり電話株式会社,電話,,2025-04-01,,,,,2025-11-01,,\n"
        )
    });
    edit("checklists/2025/facility.md", &|it| it.replace("| 3-② | はい |", "| 3-② | いいえ |"));
    let form = fs::read_to_string(source.join("checklists/2025/vendor-VD-01.md")).unwrap();
    let form: String = form.lines().filter(|it| !it.starts_with("scope")).map(|it| format!("{it}\n")).collect();
    let form = form.replace("株式会社ことりシステム", name).replace("| 2-⑥ | はい |", "| 2-⑥ | いいえ |");
    fs::write(source.join("checklists/2025/vendor-VD-03.md"), form).unwrap();
    let out = folder.path().join("out");
    run(toji(&["build", "--date", DATE, "-o"]).arg(&out).arg(&source)).expect(0);
    (folder, out)
});

fn outs() -> [&'static Path; 2] {
    [&sample().out, &BUSY.1]
}

/// The pages that Chromium prints of `inspection.html`, as text.
fn printed(out: &Path) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let pdf = folder.path().join("printed.pdf");
    let mut command = chromium(&folder.path().join("profile"));
    command.arg("--no-pdf-header-footer").arg(format!("--print-to-pdf={}", pdf.display()));
    let output = command.arg(format!("file://{}", out.join("inspection.html").display())).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    pages(&pdf)
}

fn pages(pdf: &Path) -> Vec<String> {
    let text = tool("pdftotext", &[], pdf, &["-"]);
    let plain = |it: &str| it.split_whitespace().collect::<String>();
    text.split('\u{c}').map(plain).filter(|it| !it.is_empty()).collect()
}

#[test]
fn it_prints_on_two_pages() {
    for out in outs() {
        let pages = printed(out);
        assert_eq!(pages.len(), 2, "{}: {pages:#?}", out.display());
        // For whom it was made stands at the foot.
        let first = pages[0].trim_end_matches("施設内（全部）");
        assert!(first.contains("システム管理責任者") && first.ends_with("令和8年2月27日") || out != sample().out);
        assert!(pages[1].contains("1-①") && pages[1].contains("4-①"), "{pages:#?}");
    }
}

#[test]
fn in_the_pdf_they_are_two_pages_behind_the_cover() {
    for out in outs() {
        let pages = pages(&out.join("binder.pdf"));
        assert!(pages[1].contains("立入検査用の一覧") && pages[1].contains("「いいえ」の項目と目標日"), "{}", pages[1]);
        assert!(pages[2].contains("1-①") && pages[2].contains("4-①") && pages[2].contains("→2-"), "{}", pages[2]);
        assert!(pages[3].contains("目次"), "{}", pages[3]);
    }
}

/// What must never be there: a verdict, work to do, digests, what nobody verified, the reasons behind an answer.
const NEVER: [&str; 13] = [
    "該当なし",
    "はい（予定）",
    "予定。",
    "未記入",
    "検査項目",
    "食い違い",
    "助言",
    "受け入れ",
    "指摘",
    "見出し未確認",
    "SHA-256",
    "この綴じで付けた短い名前",
    "過ぎて",
];

#[test]
fn nothing_of_our_own_stands_there() {
    for out in outs() {
        let pdf = pages(&out.join("binder.pdf"));
        for page in printed(out).iter().chain(&pdf[1..3]) {
            let found: Vec<_> = NEVER.iter().filter(|it| page.contains(*it)).collect();
            assert!(found.is_empty(), "{found:?}\n{page}");
        }
        let digests = tree(out);
        let build = &String::from_utf8_lossy(&digests["manifest.json"])[..];
        let build = build.split("\"build\"").nth(1).and_then(|it| it.split('"').nth(1)).unwrap_or("no build id");
        assert!(!pdf[1].contains(build) && !pdf[2].contains(build));
    }
}

#[test]
fn the_staffs_pages_are_not_in_the_pdf() {
    let text = pages(&BUSY.1.join("binder.pdf")).concat();
    for words in ["取組状況", "確認が必要なこと", "受け入れた指摘", "これからの期日", "当施設で行うこと", "[[accept]]"]
    {
        assert!(!text.contains(words), "{words}");
    }
}

/// The cells of one row of the second page, as text.
fn row(page: &str, item: &str) -> Vec<String> {
    let form = page.split("<table class=\"form").nth(1).unwrap();
    let row = form.split("<tr>").find(|it| it.contains(&format!(">{item}</a></th>"))).unwrap();
    row.split("<td").skip(1).map(|it| site::text(&format!("<{it}"))).map(|it| it.trim().to_owned()).collect()
}

#[test]
fn a_row_says_each_respondents_answer_date_target_remark_and_the_tabs() {
    let page = sample().text("inspection.html");
    let cells = row(page, "2-⑫");
    assert_eq!(cells.len(), 1 + 2 * 3 + 1, "{cells:#?}");
    assert_eq!(cells[1], "いいえ令和7年7月14日目標日令和8年2月27日");
    assert!(cells[2].starts_with("使っていない帳票ソフト"), "{cells:#?}");
    assert_eq!((cells[3].as_str(), cells[5].as_str()), ("いいえ令和7年7月9日目標日令和8年2月27日", "令和7年6月25日"));
    assert_eq!(cells[7], "2・5");
    assert_eq!(row(page, "2-⑩")[1], "はい令和7年7月14日目標日令和8年12月25日");
    assert_eq!(row(page, "3-①")[3..7], [""; 4], "a vendor's form carries no such row");
}

#[test]
fn the_rows_stand_in_official_order() {
    let page = sample().text("inspection.html");
    let form = page.split("<table class=\"form").nth(1).unwrap();
    let found: Vec<_> = form.split("<th scope=\"row\">").skip(1).map(|it| site::text(it)[..5].to_owned()).collect();
    assert_eq!(found.len(), 18);
    let binder: serde_json::Value = serde_json::from_str(sample().text("binder.json")).unwrap();
    let ids = binder["items"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()[..1].to_owned());
    assert_eq!(found.iter().map(|it| it[..1].to_owned()).collect::<Vec<_>>(), ids.collect::<Vec<_>>());
}

#[test]
fn the_first_page_names_people_vendors_and_documents() {
    let text = site::text(sample().text("inspection.html").split("sheet-2").next().unwrap());
    let text: String = text.split_whitespace().collect();
    for words in [
        "開設者春野一郎管理者夏川葉子システム管理責任者夏川葉子（企画管理者・医療情報システム安全管理責任者）",
        "令和7年度（令和7年度版）確認日令和7年11月20日",
        "令和5年3月20日～令和10年3月31日令和7年7月9日EV-03",
        "医療情報システムの機器台帳2-①5機器台帳令和7年10月2日",
        "非常時の連絡体制図3-①5連絡体制図42.2連絡体制図令和7年11月4日",
        "事業継続計画（BCP）文書番号SK-02-1ほか53-③4事業継続計画（BCP）原本：事務室鍵付き書庫2段目令和7年4月1日制定令和7年4月1日施行令和7年4月1日春野一郎",
        "運用管理規程文書番号SK-014-①3運用管理規程原本：事務室鍵付き書庫2段目令和7年4月1日制定令和7年4月1日施行令和7年4月1日春野一郎",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn two_people_share_what_a_pharmacy_calls_one_role_and_others_do_not() {
    let contacts = "番号,氏名\nCT-01,甲\nCT-02,乙\n";
    let binder = |kind: &str| {
        let roles = "[roles]\nowner = \"CT-01\"\nplanning_manager = \"CT-01\"\nsafety_officer = \"CT-02\"\n";
        format!(
            "format = 1\nfiscal_year = 2025\nedition = \"r7\"\n[facility]\nname = \"見本\"\nkind = \"{kind}\"\n{roles}"
        )
    };
    let first = |kind: &str| {
        let project = Project::new().file("binder.toml", &binder(kind)).file("registers/contacts.csv", contacts);
        project.run(&["build", "--no-pdf", "--date", DATE, "-o", "out"]).expect(0);
        let facts = project.read("out/inspection.html");
        site::text(facts.split("<table class=\"facts\">").nth(1).unwrap().split("</table>").next().unwrap())
    };
    let shared = "システム管理責任者甲（企画管理者）乙（医療情報システム安全管理責任者）";
    assert!(first("pharmacy").contains(shared), "{}", first("pharmacy"));
    let clinic: String = first("clinic").split_whitespace().collect();
    assert!(clinic.contains("企画管理者甲医療情報システム安全管理責任者乙"), "{clinic}");
}
