//! `toji freeze`: what was shown stays as it was, is no source, and can be verified and compared.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use crate::project::{Project, differences, run, toji, tree};

const NAME: &str = "2025-11-18-inspection";

fn built() -> Project {
    let project = Project::new()
        .file("manual/a.md", "# 頁\n\n[図](../attachments/a.txt)\n")
        .file("registers/devices.csv", "管理番号,種別,名称\nSV-01,サーバ,甲\n")
        .file("attachments/a.txt", "甲")
        .file("README.md", "# 覚え\n");
    project.run(&["build", "--no-pdf", "--date", "2025-11-18"]).expect(0);
    project
}

fn freeze(project: &Project, arguments: &[&str]) -> crate::project::Output {
    project.run(&[&["freeze", "--date", "2025-11-18", "-C", "."], arguments].concat())
}

#[test]
fn what_was_shown_is_kept_and_can_be_verified() {
    let project = built();
    let (output, sources) = (tree(&project.path("output/binder")), project.read("manual/a.md"));
    freeze(&project, &["--as", NAME]).expect(0);
    let frozen = project.path("frozen").join(NAME);
    assert_eq!(differences(&tree(&frozen.join("output")), &output), Vec::<String>::new());
    assert_eq!(project.read("frozen/2025-11-18-inspection/source/manual/a.md"), sources);
    for file in ["binder.toml", "registers/devices.csv", "attachments/a.txt", "README.md"] {
        assert!(frozen.join("source").join(file).is_file(), "{file}");
    }
    let about = project.read("frozen/2025-11-18-inspection/README.txt");
    assert!(about.contains("令和7年11月18日") && about.contains("作ったときの文書です"), "{about}");
    let verify = || run(toji(&["verify"]).arg(&frozen));
    verify().expect(0);
    fs::write(frozen.join("source/manual/a.md"), "# 変えた\n").unwrap();
    verify().expect(1);
}

#[test]
fn nothing_frozen_is_a_source_or_written_again() {
    let project = built();
    let before = project.check_json();
    freeze(&project, &["--as", NAME]).expect(0);
    assert_eq!(project.check_json(), before);
    let kept = tree(&project.path("frozen"));
    let said = freeze(&project, &["--as", NAME]).expect(1);
    assert!(said.stderr.contains("frozen-already"), "{said:#?}");
    project.run(&["build", "--no-pdf", "--date", "2025-12-01"]);
    assert_eq!(differences(&tree(&project.path("frozen")), &kept), Vec::<String>::new());
    freeze(&project, &["--as", "2025-12-01"]).expect(0);
}

#[test]
fn sources_that_changed_are_told_and_noted() {
    for (file, text) in [("manual/a.md", "# 変えた\n"), ("attachments/a.txt", "乙")] {
        let project = built().file(file, text);
        let said = freeze(&project, &["--as", NAME]).expect(0);
        assert!(said.stderr.contains("sources-changed"), "{file}: {said:#?}");
        let about = project.read("frozen/2025-11-18-inspection/README.txt");
        assert!(about.contains("変わっています"), "{about}");
    }
}

#[test]
fn what_is_not_what_was_built_is_not_kept() {
    let project = built();
    fs::write(project.path("output/binder/index.html"), "x").unwrap();
    assert!(freeze(&project, &["--as", NAME]).expect(1).stderr.contains("output-changed"));
    fs::remove_dir_all(project.path("output/binder")).unwrap();
    assert!(freeze(&project, &["--as", NAME]).expect(1).stderr.contains("not-an-output"));
    assert!(!project.path("frozen").exists());
}

#[test]
fn a_print_beside_the_output_is_no_part_of_it() {
    let project = built();
    fs::write(project.path("output/binder/labels.pdf"), "x").unwrap();
    freeze(&project, &["--as", NAME]).expect(0);
    assert!(!project.path("frozen").join(NAME).join("output/labels.pdf").exists());
}

#[test]
fn a_name_is_one_folder_on_every_system() {
    let project = built();
    for name in ["a/b", "..", ".x", "", "CON", r"a\b", "a:b", "a ", &"x".repeat(101)] {
        let said = freeze(&project, &["--as", name]);
        assert!(said.code != 0 && said.stderr.contains("bad-file-name"), "{name}: {said:#?}");
    }
    assert!(!project.path("frozen").exists());
    freeze(&project, &["--as", "令和7年 立入検査"]).expect(0);
}

#[test]
fn a_frozen_binder_is_compared_by_its_sources() {
    let project = built();
    freeze(&project, &["--as", NAME]).expect(0);
    let kept = tree(&project.path("frozen"));
    let frozen = "frozen/2025-11-18-inspection";
    project.run(&["compare", frozen, "."]).expect(0);
    project.run(&["compare", ".", frozen]).expect(0);
    assert_eq!(differences(&tree(&project.path("frozen")), &kept), Vec::<String>::new());
}

#[test]
fn another_facilitys_output_is_not_kept_as_ours() {
    let (ours, other) = (built(), built());
    let renamed = other.read("binder.toml").replace("見本薬局", "別の薬局");
    let other = other.file("binder.toml", &renamed);
    other.run(&["build", "--no-pdf", "--date", "2025-11-18"]).expect(0);
    let output = other.path("output/binder").display().to_string();
    let said = freeze(&ours, &["--as", NAME, "--output", &output]).expect(1);
    assert!(said.stderr.contains("freeze-facility") && said.stderr.contains("別の薬局"), "{said:#?}");
    assert!(!ours.path("frozen").exists());
}
