//! What a vendor sends is taken as it is, whatever it says, and whatever it takes the place of is kept.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use toji::exchange::FillRow;
use toji::model::Column;

use super::books::{all_rows, blank, complete, day, filled, row, text};
use super::{FORM, binder, codes, import};
use crate::project::{Project, differences, tree};

/// 2-⑫ with this remark.
fn remark(remark: &str) -> FillRow {
    row("2-12", &[(Column::First, text("はい")), (Column::FirstDate, day(7, 9)), (Column::Remark, text(remark))])
}

/// Errors within the vendor's form.
fn errors(project: &Project) -> Vec<String> {
    let json = project.check_json();
    let findings = json["findings"].as_array().unwrap().clone();
    let of_form = |it: &&serde_json::Value| {
        it["severity"] == "error" && it["file"].as_str().is_some_and(|it| it.contains("VD-01"))
    };
    findings.iter().filter(of_form).map(|it| it.to_string()).collect()
}

const OWN_WORDS: [&str; 12] = [
    "▶台帳 XX-99",
    "▶台帳の見方を参照",
    "弊社規程の第99条に記載",
    "▶運用管理規程 第88条",
    "▶BCP 99.9",
    "▶チェックリスト 9-99",
    "▶弊社の手引",
    "▶システム運用編 99⑨",
    "9-⑳ を見よ",
    "{{ facility.nothing }} {{ x }}",
    "[[なし]] [a](b.md) ![c](d.png) [^1]",
    "# <b> & *a* _b_ `c` ~~d~~ | \\ {.x}",
];

#[test]
fn a_vendors_own_words_are_no_references_of_ours() {
    for words in OWN_WORDS {
        let project = binder().bytes("back.xlsx", &complete(&[remark(words)]));
        import(&project, &[]).expect(0);
        assert_eq!(errors(&project), [""; 0], "{words}");
        project.run(&["build", ".", "-o", "out", "--no-pdf", "--date", "2025-12-01"]).expect(0);
        let page = project.read("out/checklists/2025/vendor-VD-01.html");
        let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert!(page.contains(&words), "{words}");
    }
}

#[test]
fn a_vendor_does_not_speak_of_our_clauses_but_of_our_devices() {
    let rules = "# 運用管理規程\n\n## 第3条（目的）\n\n本文。\n";
    let words = remark("弊社規程の第3条のとおり、▶台帳 SV-01 で確かめた");
    let project = binder().file("rules/a.md", rules).bytes("back.xlsx", &complete(&[words]));
    import(&project, &[]).expect(0);
    project.run(&["build", ".", "-o", "out", "--no-pdf", "--date", "2025-12-01"]).expect(0);
    let page = project.read("out/checklists/2025/vendor-VD-01.html");
    assert!(page.contains("弊社規程の第3条のとおり、<a "), "{}", &page[page.find("弊社規程").unwrap()..]);
}

#[test]
fn the_facilitys_own_prose_about_it_is_still_looked_up() {
    let project = binder().bytes("back.xlsx", &complete(&[]));
    import(&project, &[]).expect(0);
    let form = project.read(FORM).replace("\n| 項目", "\n▶台帳 XX-99 を見る。\n\n| 項目");
    assert_eq!(errors(&project.file(FORM, &form)).len(), 1);
}

#[test]
fn a_deleted_row_is_a_blank_one_and_is_told() {
    let mut rows = all_rows(&[]);
    let gone = rows.pop().unwrap();
    let book = super::changed(&filled(&blank(), &rows), "xl/sharedStrings.xml", "<t>2-⑬</t>", "<t>2-⑳</t>");
    let project = binder().bytes("back.xlsx", &book);
    let output = import(&project, &[]).expect(0);
    assert!(codes(&output).contains(&"return-item-missing".to_owned()), "{output:#?} {gone:?}");
    assert!(project.read(FORM).contains("| 2-⑬ "), "{}", project.read(FORM));
    assert_eq!(errors(&project), [""; 0]);
}

#[test]
fn a_line_break_does_not_break_the_row() {
    let project = binder().bytes("back.xlsx", &complete(&[remark("一行目\r\n二行目\n\n三行目")]));
    import(&project, &[]).expect(0);
    assert!(project.read(FORM).contains("| 一行目二行目三行目 |"), "{}", project.read(FORM));
    assert_eq!(errors(&project), [""; 0]);
}

#[test]
fn what_is_replaced_is_kept_and_nobody_is_bothered_with_it() {
    let project = binder().bytes("back.xlsx", &complete(&[remark("前")]));
    import(&project, &[]).expect(0);
    let touched = project.read(FORM).replace("| 前 |", "| 前（電話で確認） |");
    let project = project.file(FORM, &touched).bytes("back.xlsx", &complete(&[remark("後")]));
    let before = tree(project.root());
    let output = import(&project, &["--replace"]).expect(0);
    let after = tree(project.root());
    let new = differences(&before, &after);
    let kept = new.iter().find(|it| it.starts_with("attachments/form-2025-VD-01-earlier-")).unwrap();
    assert_eq!(after[kept], touched.as_bytes());
    assert!(output.stdout.contains(kept.as_str()), "{output:#?}");
    assert!(project.read(FORM).contains("| 後 |"));
    let json = project.check_json().to_string();
    assert!(!json.contains("unused-attachment"), "{json}");
}
