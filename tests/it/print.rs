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
fn a_folder_with_errors_prints_nothing() {
    let project = Project::new().file("registers/devices.csv", DEVICES).file("notes/a.md", "▶台帳 SV-99\n");
    let output = project.run(&["--lang", "en", "print", "labels"]);
    assert!(output.code == 1 && output.stderr.contains("unknown-row"), "{}", output.stderr);
}
