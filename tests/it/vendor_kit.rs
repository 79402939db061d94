//! `toji vendor kit`, through the executable: who gets what, what each owes, and that nothing is lost.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use crate::project::{Output, Project, tree};

const VENDORS: &str = "番号,名称,担当システム,契約日,契約終了日,MDS/SDS,確認書依頼日,確認書期限,確認書受領日\n\
VD-01,見本システム,見本,2024-04-01,,令和7年6月20日受領,2025-06-05,2025-07-18,\n\
VD-02,みほん通信,回線,2024-04-01,,,2025-11-20,,\n\
VD-03,見本電機,,2020-04-01,2024-03-31,,,,\n\
VD-04,みほん商会,,2024-04-01,,,2025-06-05,,2025-06-30\n";

fn binder() -> Project {
    Project::new().file("registers/vendors.csv", VENDORS)
}

fn kit(project: &Project, options: &[&str]) -> Output {
    project.run(&[&["vendor", "kit", "--date", "2025-12-01", "--lang", "en"], options].concat())
}

const OUT: &str = "output/vendor-kit-2025-12-01";

fn files(project: &Project) -> Vec<String> {
    tree(&project.path(OUT)).into_keys().collect()
}

#[test]
fn each_vendor_that_owes_its_form_gets_a_folder_and_a_reminder_where_it_was_asked() {
    let project = binder();
    let output = kit(&project, &[]).expect(0);
    assert!(
        output.stdout.contains("VD-01 見本システム: form (asked for on 2025-06-05, was due 2025-07-18)"),
        "{output:#?}"
    );
    assert!(
        output.stdout.contains("VD-02 みほん通信: form (asked for on 2025-11-20, due 2025-12-20), MDS/SDS"),
        "{output:#?}"
    );
    assert!(
        output.stdout.contains("VD-04 みほん商会: form to be transcribed (came on 2025-06-30), MDS/SDS"),
        "{output:#?}"
    );
    assert!(!output.stdout.contains("VD-03"), "{output:#?}");
    let expected = [
        "VD-01/FAX送付状.pdf",
        "VD-01/チェックリスト（入力用）_VD-01.xlsx",
        "VD-01/チェックリスト（手書き用）.pdf",
        "VD-01/督促状.pdf",
        "VD-02/FAX送付状.pdf",
        "VD-02/チェックリスト（入力用）_VD-02.xlsx",
        "VD-02/チェックリスト（手書き用）.pdf",
        "VD-02/督促状.pdf",
        "manifest.json",
        "事業者から届いていないものの一覧.pdf",
    ];
    assert_eq!(files(&project), expected);
    assert!(output.stderr.contains("(a reminder to VD-01, VD-02, asked before)"), "{output:#?}");
    assert!(!output.stderr.contains("確認書依頼日") && output.stderr.contains("2025-12-20 for VD-02"), "{output:#?}");
    assert!(output.stderr.contains("neither fax nor email"), "{output:#?}");
    // Made again it is the same; what was filled in within it is nobody's to replace.
    let first = tree(&project.path(OUT));
    kit(&project, &[]).expect(0);
    assert_eq!(tree(&project.path(OUT)), first);
    let form = project.path(&format!("{OUT}/VD-01/チェックリスト（入力用）_VD-01.xlsx"));
    fs::write(&form, "filled in").unwrap();
    let output = kit(&project, &[]).expect(1);
    assert!(output.stderr.contains("error[output-changed]"), "{output:#?}");
    assert_eq!(fs::read(&form).unwrap(), b"filled in");
}

#[test]
fn a_vendor_that_is_named_gets_its_kit_and_one_that_is_not_there_is_told() {
    let project = binder();
    kit(&project, &["--vendor", "vd-04"]).expect(0);
    assert!(files(&project).iter().any(|it| it == "VD-04/依頼状.pdf"));
    assert!(!files(&project).iter().any(|it| it.contains("督促")));
    let output = kit(&project, &["--vendor", "VD-9", "-o", "other"]).expect(1);
    assert!(output.stderr.contains("error[unknown-vendor]") && !project.path("other").exists(), "{output:#?}");
}

#[test]
fn a_folder_of_others_is_left_alone() {
    let project = binder().file("mine/letter.txt", "x");
    let output = kit(&project, &["-o", "mine"]).expect(1);
    assert!(output.stderr.contains("error[not-an-output]"), "{output:#?}");
    assert_eq!(project.read("mine/letter.txt"), "x");
}
