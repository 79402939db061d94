//! What people see of readiness: the list of work by who must act, the last line, what is accepted, what falls due.

use toji::check::{DueKind, entry};
use toji::diagnostics::{Actor, Code, Weight};
use toji::model::FormState;
use toji::model::{Date, Respondent, RowId};
use toji::pipeline::{Compiled, compile};

use crate::project::{BINDER, Output, Project};

const HEAD: &str = "| 項目 | 1回目 | 確認日 | 目標日 | 2回目 | 確認日 | 備考 |\n|---|---|---|---|---|---|---|\n";
const CONTACTS: &str = "番号,区分,役割,氏名,電話,代行,確認日\nCT-01,内部,開設者,春野 一郎,0000-00-0001,,2025-10-01\n";
const VENDORS: &str = "番号,名称,契約日,契約終了日,確認書依頼日,確認書受領日\nVD-01,見本システム,2024-04-01,2026-03-31,2025-06-01,\nVD-02,見本ネット,2024-04-01,,2025-06-01,2025-07-01\nVD-03,見本回線,2024-04-01,,,\nVD-04,見本写真,2020-04-01,2024-03-31,,\n";

fn form(rows: &str) -> String {
    format!("+++\nanswered_on = 2025-06-02\n+++\n\n# 様式\n\n{HEAD}{rows}")
}

/// Three vendors under contract, one of them with its form; one item answered いいえ, one planned, one past its date.
fn project() -> Project {
    let own = form(
        "| 1-① | はい | R7.6.2 | | | | |\n| 2-④ | いいえ | R7.6.2 | R8.2.27 | | | |\n| 2-⑩ | はい（予定） | R7.6.2 | R8.12.25 | | | |\n| 2-⑫ | いいえ | R7.6.2 | R7.9.30 | | | |\n| 2-⑬ | 該当なし | R7.6.2 | | | | |\n",
    );
    Project::new()
        .file("checklists/2025/facility.md", &own)
        .file("checklists/2025/vendor-VD-03.md", &form("| 1-① | はい | R7.6.2 | | | | |\n| 2-② | | | | | | |\n"))
        .file("registers/contacts.csv", CONTACTS)
        .file("registers/vendors.csv", VENDORS)
}

fn on(project: &Project, day: &str) -> Compiled {
    compile(project.root(), Date::parse(day).unwrap_or_else(|it| panic!("{it:?}")))
}

fn check(project: &Project, language: &str) -> Output {
    project.run(&["check", "--date", "2025-12-01", "--lang", language])
}

/// The headings, and the codes below each.
fn groups(output: &Output) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for line in output.stderr.lines() {
        if let Some(heading) = line.strip_prefix("== ") {
            groups.push((heading.trim_end_matches(" ==").to_owned(), Vec::new()));
        }
        let code = line.split_once('[').and_then(|it| it.1.split_once("]: ")).map(|it| it.0.to_owned());
        if let (Some(code), Some(group)) = (code, groups.last_mut()) {
            group.1.push(code);
        }
    }
    groups
}

#[test]
fn findings_stand_below_who_must_act_heaviest_first() {
    let project = project().file("a.md", "# 頁\n\n▶企画管理編 9.9 は2-⑭。\n");
    let groups = groups(&check(&project, "ja"));
    let own = groups.first().unwrap_or_else(|| panic!("{groups:#?}"));
    let vendor = groups.iter().find(|it| it.0.starts_with("見本回線")).unwrap_or_else(|| panic!("{groups:#?}"));
    assert!(own.0.starts_with("当施設で行うこと（") && own.1.len() > 10, "{own:?}");
    assert_eq!(own.1.first().map(String::as_str), Some("unknown-item"));
    let weights: Vec<_> = own.1.iter().filter_map(|it| Code::parse(it)).map(Code::weight).collect();
    assert_eq!(weights.len(), own.1.len());
    assert!(weights.is_sorted(), "{own:?}");
    assert_eq!(vendor.0, format!("見本回線に頼むこと（{}件）", vendor.1.len()));
    assert!(vendor.1.iter().all(|it| it == "item-unanswered"), "{vendor:?}");
    let english = self::groups(&check(&project, "en"));
    assert_eq!(english.iter().map(|it| &it.1).collect::<Vec<_>>(), groups.iter().map(|it| &it.1).collect::<Vec<_>>());
    assert!(english[0].0.starts_with("for the facility itself ("), "{english:?}");
}

#[test]
fn a_hostile_name_of_a_vendor_does_not_steer_the_terminal() {
    let project = project().file("registers/vendors.csv", &VENDORS.replace("見本回線", "見本\u{1b}[2J回線"));
    assert!(!check(&project, "ja").stderr.contains('\u{1b}'));
}

#[test]
fn the_last_line_counts_what_is_demanded_and_names_the_next_day() {
    let last = |project: &Project, language| check(project, language).stderr.lines().last().map(str::to_owned);
    assert_eq!(
        last(&project(), "ja").as_deref(),
        Some(
            "立入検査の確認項目: 18項目中4項目が記入済み（はい2、いいえ2）。契約中の事業者3者中1者の確認書を転記済み。目標日を過ぎたもの1件（2-⑫）。次の目標日は令和8年2月27日（2-④）。"
        )
    );
    // Without a contract two items need no answer.
    assert_eq!(last(&Project::new(), "en").as_deref(), Some("inspection items: 0 of 16 filled in (yes 0, no 0)."));
}

/// The project with the deputy that is missing accepted by the entry that toji itself offers.
fn accepted() -> Project {
    let project = project();
    let compiled = on(&project, "2025-12-01");
    let finding = compiled.findings().iter().find(|it| it.code == Code::NoDeputy);
    let entry = finding.and_then(|it| entry(it, &compiled.sources)).unwrap_or_default();
    let filled = entry.replace("reason = \"\"", "reason = \"一人で営む\"").replace("by = \"\"", "by = \"春野 一郎\"");
    project.file("binder.toml", &format!("{BINDER}{}", filled.replace("until = \"\"", "until = 2026-05-31")))
}

#[test]
fn the_entry_that_is_offered_lets_the_finding_stand() {
    let json = accepted().check_json();
    let codes = |key: &str| -> Vec<String> {
        let list = json[key].as_array().into_iter().flatten();
        list.filter_map(|it| it["code"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(codes("accepted"), ["no-deputy"]);
    assert!(!codes("findings").contains(&"no-deputy".to_owned()));
    let one = &json["accepted"][0];
    let said = ["reason", "by", "until", "file", "actor"].map(|it| one[it].as_str().unwrap_or_default());
    assert_eq!(said, ["一人で営む", "春野 一郎", "2026-05-31", "registers/contacts.csv", "facility"]);
    let human = check(&accepted(), "ja").stderr;
    assert!(human.contains("（ほかに、受け入れた指摘が1件あります。）") && !human.contains("[no-deputy]"), "{human}");
}

#[test]
fn an_entry_that_nobody_filled_in_is_no_acceptance() {
    let compiled = on(&project(), "2025-12-01");
    let finding = compiled.findings().iter().find(|it| it.code == Code::NoDeputy);
    let entry = finding.and_then(|it| entry(it, &compiled.sources)).unwrap_or_default();
    let project = project().file("binder.toml", &format!("{BINDER}{entry}"));
    let output = check(&project, "ja").expect(1);
    assert!(output.stderr.contains("[bad-date]") && output.stderr.contains("[empty-value]"), "{output:#?}");
}

#[test]
fn only_what_can_be_accepted_has_an_entry() {
    let compiled = on(&project(), "2025-12-01");
    for finding in compiled.findings() {
        let acceptable = toji::check::is_acceptable(finding.code);
        assert_eq!(entry(finding, &compiled.sources).is_some(), acceptable, "{}", finding.code);
    }
}

#[test]
fn each_vendor_has_got_as_far_as_its_papers() {
    let compiled = on(&project(), "2025-12-01");
    let vendors = compiled.outcome.as_ref().map(|it| it.report.vendors.clone()).unwrap_or_default();
    let day = |text: &str| Date::parse(text).unwrap_or_else(|it| panic!("{it:?}"));
    let told: Vec<_> = vendors.iter().map(|it| (it.name.as_str(), it.is_in_force, it.form)).collect();
    assert_eq!(
        told,
        [
            ("見本システム", true, FormState::Asked(day("2025-06-01"))),
            ("見本ネット", true, FormState::Received(day("2025-07-01"))),
            ("見本回線", true, FormState::Transcribed),
            ("見本写真", false, FormState::NotAsked),
        ]
    );
}

/// Everything that falls due, as `date kind what`.
fn due(project: &Project) -> Vec<String> {
    let compiled = on(project, "2025-12-01");
    let due = compiled.outcome.as_ref().map(|it| it.report.due.clone()).unwrap_or_default();
    due.iter().map(|it| format!("{} {} {}", it.date, it.kind.as_str(), it.what)).collect()
}

#[test]
fn a_recorded_review_moves_the_next_one_on() {
    let rules = "+++\napproved_on = 2025-04-01\n+++\n\n# 規程\n\n## 第1条（目的）\n\n定める。\n";
    let records = "番号,種別,実施日,実施者,結果\nRC-01,見直し,2025-11-20,春野 一郎,改めるところなし\nRC-02,見直し,2026-01-20,春野 一郎,予定\n";
    let project = Project::new().file("rules/rules.md", rules);
    assert_eq!(due(&project), ["2026-04-01 review 運用管理規程"]);
    assert_eq!(due(&project.file("registers/records.csv", records)), ["2026-11-20 review 運用管理規程"]);
}

#[test]
fn everything_with_a_day_falls_due() {
    let devices = "番号,名称,サポート終了日,状態,最終棚卸日\nPC-01,受付端末,2026-10-13,使用中,2025-04-02\nPC-02,古い端末,2026-01-01,廃棄,2025-05-02\n";
    let evidence = "番号,ファイル,表題,有効期限\nEV-01,a.pdf,復元試験の記録,2026-09-30\n";
    let project = accepted()
        .file("registers/devices.csv", &devices.replace("番号", "管理番号"))
        .file("registers/evidence.csv", evidence)
        .file("rules/a.md", "+++\napproved_on = 2025-04-01\n+++\n\n# 規程\n")
        .file("bcp/a.md", "+++\nrevisions = [{ date = 2024-02-29, reason = \"制定\" }]\n+++\n\n# 計画\n");
    assert_eq!(
        due(&project),
        [
            "2025-02-28 review 事業継続計画（BCP）",
            "2025-09-30 target 2-⑫ 不要なソフトウェア・サービスの停止",
            "2026-02-27 target 2-④ 職種・担当業務別のアクセス利用権限の設定",
            "2026-03-31 form VD-01 見本システム",
            "2026-03-31 form VD-02 見本ネット",
            "2026-03-31 contract VD-01 見本システム",
            "2026-04-01 review 運用管理規程",
            "2026-05-02 review 機器台帳",
            "2026-05-31 acceptance no-deputy",
            "2026-09-30 evidence EV-01 復元試験の記録",
            "2026-10-01 review 連絡先一覧",
            "2026-10-13 support PC-01 受付端末",
            "2026-12-25 plan 2-⑩ 二要素認証の実装または令和9年度までの実装予定",
        ]
    );
    assert_eq!(DueKind::Target.as_str(), "target");
}

#[test]
fn a_template_that_cannot_say_who_approved_it_leaves_that_to_the_records() {
    let records = "番号,種別,実施日,実施者,結果,項目\nRC-01,規程の承認,2025-04-01,春野 一郎,承認した,4-01\nRC-02,規程の見直し,2025-10-01,夏川 葉子,,4-01\nRC-03,規程の承認,2024-04-01,秋山 健,承認した,4-01\n";
    let rules = |front: &str| {
        let project = Project::new().file("registers/records.csv", records);
        let compiled = on(&project.file("rules/a.md", &format!("{front}# 規程\n")), "2025-12-01");
        let papers = compiled.outcome.as_ref().map(|it| it.report.papers.clone()).unwrap_or_default();
        let paper = papers.into_iter().find(|it| it.item.to_string() == "4-01");
        paper.map(|it| (it.last.map(|it| it.to_string()).unwrap_or_default(), it.approver))
    };
    let told = |day: &str, who: &str| Some((day.to_owned(), who.to_owned()));
    assert_eq!(rules(""), told("2025-04-01", "春野 一郎"));
    let front = "+++\napproved_by = \"甲\"\napproved_on = 2023-04-01\nrevisions = [{ date = 2023-05-01, reason = \"改\", approver = \"乙\" }]\n+++\n\n";
    assert_eq!(rules(front), told("2023-05-01", "乙"));
    // What is announced for a day to come has not been yet.
    assert_eq!(rules(&front.replace("2023-05-01", "2026-05-01")), told("2023-04-01", "甲"));
}

#[test]
fn whoever_the_help_asks_is_who_must_act() {
    let plan = "| 2-⑩ | はい（予定） | R7.6.2 | R9.4.2 | | | |\n";
    let project = Project::new()
        .file("checklists/2025/facility.md", &form(plan))
        .file("checklists/2025/vendor-VD-02.md", &form(plan))
        .file("registers/vendors.csv", VENDORS);
    let compiled = on(&project, "2026-07-01");
    let who = |code: Code| -> Vec<_> {
        compiled.findings().iter().filter(|it| it.code == code).map(|it| it.actor.clone()).collect()
    };
    let vendor = RowId::new("VD-02").map_or(Actor::Facility, Actor::Vendor);
    assert_eq!(who(Code::EditionPastYear), [Actor::Facility]);
    assert_eq!(who(Code::EditionNewerReported), [Actor::Facility]);
    assert_eq!(who(Code::PlanReportedDate), [Actor::Facility, vendor]);
}

#[test]
fn a_heading_is_advice_and_a_year_without_its_form_is_not() {
    assert_eq!(Code::BcpPhaseMissing.weight(), Weight::Advice);
    assert_eq!(Code::YearWithoutEdition.weight(), Code::EditionNotImported.weight());
}

#[test]
fn what_is_demanded_of_the_facility_is_listed_without_its_form_too() {
    let rows = |project: &Project| -> Vec<String> {
        let json = project.check_json();
        let items = json["readiness"]["items"].as_array().into_iter().flatten();
        items.filter(|it| it["answer"].is_null() && it["date"].is_null()).map(|it| it["item"].to_string()).collect()
    };
    // 2-② and 2-③ are not demanded where no vendor has a contract.
    assert_eq!(rows(&Project::new()).len(), 16);
    assert_eq!(rows(&Project::new().file("registers/vendors.csv", VENDORS)).len(), 18);
    let unknown = BINDER.replace("2025", "2026").replace("r7", "r8");
    assert_eq!(rows(&Project::empty().file("binder.toml", &unknown)).len(), 0);
}

#[test]
fn not_applicable_makes_nothing_ready() {
    let (path, text) = ("checklists/2025/facility.md", all_yes());
    let json = |text: &str| Project::new().file(path, text).check_json()["readiness"].clone();
    let count = |json: &serde_json::Value| {
        let rows = json["items"].as_array().into_iter().flatten();
        rows.filter(|it| it["reason"] == "not-applicable").count()
    };
    let own = |text: &str| {
        let line = check(&Project::new().file(path, text), "en").stderr.lines().last().map(str::to_owned);
        line.unwrap_or_default()
    };
    assert!(own(&text).contains("16 of 16"), "{}", own(&text));
    let with = text.replacen("| はい |", "| 該当なし |", 1);
    assert_eq!((count(&json(&with)), json(&with)["ready"].as_bool()), (1, Some(false)));
    assert!(own(&with).contains("15 of 16"), "{}", own(&with));
}

/// The facility's form with はい in every row.
fn all_yes() -> String {
    let project = Project::new();
    project.run(&["new", "form"]).expect(0);
    let blank = project.read("checklists/2025/facility.md");
    blank.lines().map(|line| format!("{}\n", filled_in(line))).collect()
}

fn filled_in(line: &str) -> String {
    let is_row = line.starts_with("| ") && !line.starts_with("| 項目");
    let item: Vec<&str> = line.split('|').collect();
    match is_row {
        true => format!("|{}| はい | R7.6.2 | | | | |", item[1]),
        false => line.to_owned(),
    }
}

/// One vendor with a contract and a blank form, asked for in June; one whose contract is over.
fn with_a_blank() -> Project {
    let project = Project::new().file("registers/vendors.csv", VENDORS);
    project.run(&["new", "form", "--vendor", "VD-01"]).expect(0);
    project.file("checklists/2025/vendor-VD-04.md", &form("| 1-① | はい | R7.6.2 | | | | |\n| 2-② | | | | | | |\n"))
}

#[test]
fn a_blank_form_is_no_vendors_form() {
    let project = with_a_blank();
    let compiled = on(&project, "2025-12-01");
    let vendors = compiled.outcome.as_ref().map(|it| it.report.vendors.clone()).unwrap_or_default();
    let asked = Date::parse("2025-06-01").unwrap_or_else(|it| panic!("{it:?}"));
    assert_eq!(vendors.first().map(|it| it.form), Some(FormState::Asked(asked)));
    let of_vendors = |it: &&toji::diagnostics::Finding| it.actor != Actor::Facility && it.actor != Actor::Association;
    let codes: Vec<_> = compiled.findings().iter().filter(of_vendors).map(|it| it.code).collect();
    assert_eq!(codes, [Code::VendorFormAwaited]);
    assert!(check(&project, "ja").stderr.contains("3者中0者の確認書を転記済み"));
}

#[test]
fn a_vendor_whose_contract_is_over_owes_no_answer() {
    let readiness = on(&with_a_blank(), "2025-12-01").outcome.map(|it| it.report.readiness.items).unwrap_or_default();
    let is_theirs =
        |it: &toji::check::ReadyItem| matches!(&it.respondent, Respondent::Vendor(id) if id.as_str() == "VD-04");
    let rows: Vec<_> = readiness.into_iter().filter(is_theirs).collect();
    assert!(!rows.is_empty() && rows.iter().all(|it| !it.demanded), "{rows:#?}");
    // Nor can it be asked to mend anything.
    let no = form("| 2-④ | いいえ | R7.6.2 | R8.2.27 | | | |\n");
    let due = |id: &str| due(&with_a_blank().file(&format!("checklists/2025/vendor-{id}.md"), &no)).concat();
    assert!(due("VD-02").contains("target 2-④") && !due("VD-04").contains("target"));
}

#[test]
fn a_vendors_blank_form_names_the_machines_that_the_registers_know() {
    let devices = "管理番号,種別,事業者\nNW-01,ネットワーク機器,VD-02\nSV-01,サーバ,VD-01\nNW-02,ネットワーク機器,\nNW-03,ネットワーク機器,\n";
    let vendors =
        "番号,名称,対象機器,契約日\nVD-01,甲,,2024-04-01\nVD-02,乙,NW-02 NW-99,2024-04-01\nVD-03,丙,,2024-04-01\n";
    let project = Project::new().file("registers/vendors.csv", vendors).file("registers/devices.csv", devices);
    let scope = |id: &str| {
        project.run(&["new", "form", "--vendor", id]).expect(0);
        let text = project.read(&format!("checklists/2025/vendor-{id}.md"));
        text.lines().find(|it| it.contains("scope =")).and_then(|it| Some(it.split_once(']')?.0.to_owned()))
    };
    assert_eq!(scope("VD-02").as_deref(), Some("scope = [\"NW-01\", \"NW-02\""));
    assert_eq!(scope("VD-03").as_deref(), Some("# scope = [\"SV-01\", \"PC-01\""));
    project.check_json();
}

#[test]
fn no_day_stands_beside_an_answer_that_is_not_printed() {
    let text = all_yes().replacen("| はい | R7.6.2 |", "| 該当なし | R7.6.3 |", 1);
    let project = Project::new().file("checklists/2025/facility.md", &text);
    project.run(&["build", "--no-pdf"]).expect(0);
    let page = project.read("output/binder/inspection.html");
    let table = page.split("<td class=\"subject\">").skip(1).collect::<String>();
    assert!(table.contains("令和7年6月2日") && !table.contains("令和7年6月3日"), "{table}");
}
