//! `{{ variables }}`.

use super::{Scanned, becomes};
use crate::diagnostics::{At, Code};

#[test]
fn paths_of_every_kind() {
    becomes(&[
        ("{{ facility.name }}", "[|facility.name]"),
        ("{{fiscal_year}}年度", "[|fiscal_year]年度"),
        ("担当は{{ roles.safety_officer.氏名 }}。", "担当は[|roles.safety_officer.氏名]。"),
        ("{{ devices[SV-01].設置場所 }}", "[|devices[SV-01].設置場所]"),
        ("{{ contacts[ CT-01 ].電話（携帯） }}", "[|contacts[CT-01].電話（携帯）]"),
        ("{{ vendors[VD-01].MDS/SDS }}", "[|vendors[VD-01].MDS/SDS]"),
        ("当薬局は\n{{ facility.name }}\nである", "当薬局は[|facility.name]である"),
    ]);
}

#[test]
fn what_cannot_be_read_stays_text_with_a_finding() {
    let cases = [
        ("前 {{ }} 後", "{{ }}"),
        ("{{}}", "{{}}"),
        ("{{ facility.name と書く", "{{ facility.name と書く"),
        ("{{ facility name }}", "{{ facility name }}"),
        ("{{ facility..name }}", "{{ facility..name }}"),
        ("{{ a|b }}", "{{ a|b }}"),
        ("{{ devices[].x }}", "{{ devices[].x }}"),
        ("{{ devices[SV-01] }}", "{{ devices[SV-01] }}"),
        ("{{{ a }}}", "{{{ a }}"),
        ("{{ a }", "{{ a"),
        ("{{ a\nb", "{{ a"),
    ];
    for (text, place) in cases {
        let scanned = Scanned::new(text);
        assert_eq!(scanned.drawn(), text.replace('\n', " "));
        let findings: Vec<_> = scanned.sink.into_sorted();
        let [finding] = findings.as_slice() else { panic!("{text}: {findings:?}") };
        let At::Span(span) = finding.at else { panic!("{text}: {finding:?}") };
        assert_eq!((finding.code, scanned.sources.slice(span)), (Code::BadVariable, place));
    }
}
