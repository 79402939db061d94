//! `toji print`: PDFs beside the binder's, read back.

use crate::binder_pdf::tool;
use crate::project::Project;

const DEVICES: &str = "管理番号,種別,名称,設置場所\nSV-01,サーバ,薬歴サーバ,事務室\nPC-01,端末PC,受付の端末,受付\n";

#[test]
fn a_label_a_device_and_the_earlier_print_is_replaced() {
    let project = Project::new().file("registers/devices.csv", DEVICES);
    for _ in 0..2 {
        let output = project.run(&["print", "labels", "--date", "2025-12-01"]);
        assert_eq!((output.code, output.stderr.contains("labels.pdf")), (0, true), "{}", output.stderr);
    }
    let text = tool("pdftotext", &["-layout"], &project.path("output/labels.pdf"), &["-"]);
    for shown in ["SV-01", "薬歴サーバ", "PC-01", "受付の端末", "見本薬局"] {
        assert!(text.contains(shown), "{shown} in {text}");
    }
}

#[test]
fn nothing_of_somebody_else_is_overwritten() {
    let project = Project::new().file("registers/devices.csv", DEVICES).file("mine.pdf", "私のもの");
    let output = project.run(&["print", "labels", "-o", "mine.pdf"]);
    assert_eq!((output.code, project.read("mine.pdf")), (1, "私のもの".to_owned()), "{}", output.stderr);
}

#[test]
fn an_empty_ledger_gives_no_blank_sheet() {
    let project = Project::new().file("registers/devices.csv", "管理番号,種別\n");
    let output = project.run(&["--lang", "en", "print", "labels"]);
    assert!(output.code == 1 && output.stderr.contains("nothing-to-print"), "{}", output.stderr);
    assert!(!project.path("output").exists());
}

#[test]
fn registers_or_settings_with_errors_print_nothing() {
    let devices = format!("{DEVICES}SV-01,サーバ,もう1台,事務室\n");
    let project = Project::new().file("registers/devices.csv", &devices);
    let output = project.run(&["--lang", "en", "print", "labels"]);
    assert!(output.code == 1 && output.stderr.contains("registers/devices.csv"), "{}", output.stderr);
    assert!(!project.path("output").exists());
    let project = Project::new().file("registers/devices.csv", DEVICES).file("binder.toml", "名前\n");
    project.run(&["print", "labels"]).expect(1);
}

#[test]
fn an_error_in_a_document_stops_no_print_but_that_of_a_report() {
    let project = Project::new()
        .file("registers/devices.csv", DEVICES)
        .file("registers/visits.csv", VISITS)
        .file("notes/a.md", "▶台帳 SV-99\n");
    let output = project.run(&["--lang", "en", "print", "labels", "--date", "2025-12-01"]).expect(0);
    assert!(output.stderr.contains("labels.pdf") && output.stderr.contains("toji check"), "{}", output.stderr);
    let output = project.run(&["--lang", "en", "print", "report", "--visit", "2024-11-19"]).expect(1);
    assert!(output.stderr.contains("unknown-row"), "{}", output.stderr);
}

const VISITS: &str = "番号,実施日,機関,指摘,伝え方,措置,期限,完了日,証拠\n\
VS-01,2024-11-19,見本保健所,図がない,書面,図を作った,,2024-12-13,EV-01 ほか\n\
VS-02,2024-11-19,見本保健所,試験をしていない,口頭,,2026-02-27,,\n\
VS-03,2024-11-19,見本保健所,なし,,,,,\n\
VS-04,2023-11-20,別の機関,別の指摘,,,,,\n";

#[test]
fn a_report_says_what_one_visit_remarked_and_what_was_done() {
    let evidence = "番号,ファイル,表題\nEV-01,,機器の配置図\n";
    let project = Project::new().file("registers/visits.csv", VISITS).file("registers/evidence.csv", evidence);
    for visit in ["2024-11-19", "令和6年11月19日", "vs-02"] {
        let output = project.run(&["print", "report", "--visit", visit, "--date", "2025-12-01"]);
        assert_eq!(output.code, 0, "{}", output.stderr);
        let text = tool("pdftotext", &["-layout"], &project.path("output/report.pdf"), &["-"]);
        let text: String = text.split_whitespace().collect();
        for shown in ["案", "見本保健所", "図がない", "機器の配置図", "令和6年12月13日", "令和8年2月27日", "完了予定"]
        {
            assert!(text.contains(shown), "{shown} in {text}");
        }
        assert!(!text.contains("別の指摘") && !text.contains("改善しましたので"), "{text}");
    }
}

#[test]
fn a_visit_that_is_not_recorded_is_told_with_those_that_are() {
    let project = Project::new().file("registers/visits.csv", VISITS);
    let output = project.run(&["--lang", "en", "print", "report", "--visit", "2025-11-18"]);
    assert!(output.code == 1 && output.stderr.contains("unknown-visit"), "{}", output.stderr);
    assert!(output.stderr.contains("2024-11-19"), "{}", output.stderr);
}

#[test]
fn what_has_left_the_house_needs_no_label() {
    let devices = "管理番号,種別,名称,状態\nSV-01,サーバ,甲,使用中\nPC-01,端末PC,乙,廃棄（2024年）\nPC-02,端末PC,丙,廃棄予定\nPC-03,端末PC,丁,予備\n";
    let project = Project::new().file("registers/devices.csv", devices);
    project.run(&["print", "labels", "--date", "2025-12-01"]).expect(0);
    let text = tool("pdftotext", &["-layout"], &project.path("output/labels.pdf"), &["-"]);
    let shown = ["SV-01", "PC-01", "PC-02", "PC-03"].map(|it| text.contains(it));
    assert_eq!(shown, [true, false, true, true], "{text}");
}

#[test]
fn what_is_too_long_for_a_label_is_shortened() {
    let devices = format!("管理番号,種別,名称\nSV-01,サーバ,{}\n", "長い名前".repeat(40));
    let project = Project::new().file("registers/devices.csv", &devices);
    project.run(&["print", "labels", "--date", "2025-12-01"]).expect(0);
    let text = tool("pdftotext", &["-layout"], &project.path("output/labels.pdf"), &["-"]);
    let letters = text.matches("長い名前").count();
    assert!(text.contains('…') && (2..20).contains(&letters), "{letters}: {text}");
}

#[test]
fn a_long_emergency_card_is_printed() {
    let contacts: String =
        (1..=30).map(|it| format!("CT-{it:02},外部,保守{it},窓口{it},業者{it},0000-00-{it:04},2025-11-04\n")).collect();
    let devices: String = (1..=60).map(|it| format!("SV-{it:02},サーバ,サーバ{it},事務室{it}\n")).collect();
    let links: String = (1..=60).map(|it| format!("LN-{it:02},SV-{it:02},インターネット,光回線,外へ,なし\n")).collect();
    let project = Project::new()
        .file("registers/contacts.csv", &format!("番号,区分,役割,氏名,所属,電話,確認日\n{contacts}"))
        .file("registers/devices.csv", &format!("管理番号,種別,名称,設置場所\n{devices}"))
        .file("registers/links.csv", &format!("番号,接続元,接続先,種別,用途,リモート保守\n{links}"));
    project.run(&["print", "emergency", "--date", "2025-12-01"]).expect(0);
    let text = tool("pdftotext", &["-layout"], &project.path("output/emergency.pdf"), &["-"]);
    assert!(text.contains("0000-00-0001") && text.contains("SV-01"), "{text}");
}

#[test]
fn of_two_authorities_on_one_day_none_is_dropped() {
    let visits = format!("{VISITS}VS-05,2024-11-19,みなと消防署,通路に物がある,口頭,,,,\n");
    let project = Project::new().file("registers/visits.csv", &visits);
    let output = project.run(&["--lang", "en", "print", "report", "--visit", "2024-11-19"]).expect(1);
    assert!(output.stderr.contains("ambiguous-visit"), "{}", output.stderr);
    assert!(output.stderr.contains("VS-01") && output.stderr.contains("VS-05"), "{}", output.stderr);
    project.run(&["print", "report", "--visit", "VS-05", "--date", "2025-12-01"]).expect(0);
    let text = tool("pdftotext", &["-layout"], &project.path("output/report.pdf"), &["-"]);
    let text: String = text.split_whitespace().collect();
    assert!(text.contains("通路に物がある") && !text.contains("図がない"), "{text}");
}
