//! `[[accept]]`: a finding that the facility lets stand goes to a list of its own, and comes back.

use toji::check::seen;
use toji::diagnostics::{Code, Finding};
use toji::model::Date;
use toji::pipeline::{Compiled, compile};

use crate::project::{BINDER, Project};

const CONTACTS: &str = "番号,区分,役割,氏名,電話,代行\nCT-01,内部,開設者,春野 一郎,0000-00-0001,\n";
const CHANGED: &str = "番号,区分,役割,氏名,電話,代行\nCT-01,内部,開設者,秋山 健,0000-00-0001,\n";

fn on(project: &Project, day: &str) -> Compiled {
    compile(project.root(), Date::parse(day).unwrap_or_else(|it| panic!("{it:?}")))
}

fn with(contacts: &str, code: &str, seen: &str) -> Project {
    let accept = format!(
        "[[accept]]\ncode = \"{code}\"\nplace = \"registers/contacts.csv\"\nseen = \"{seen}\"\nreason = \"一人で営む\"\nby = \"春野 一郎\"\nuntil = 2026-03-31\n"
    );
    Project::new().file("binder.toml", &format!("{BINDER}{accept}")).file("registers/contacts.csv", contacts)
}

/// What is said of deputies and of acceptances, and how many findings are accepted.
fn said(compiled: &Compiled) -> (Vec<Code>, usize) {
    let wanted = |it: &&Finding| it.code == Code::NoDeputy || it.code.as_str().starts_with("acceptance-");
    let codes = compiled.findings().iter().filter(wanted).map(|it| it.code).collect();
    (codes, compiled.outcome.as_ref().map_or(0, |it| it.report.accepted.len()))
}

fn sign(contacts: &str) -> String {
    let compiled = on(&with(contacts, "no-deputy", "00000000"), "2025-12-01");
    let finding = compiled.findings().iter().find(|it| it.code == Code::NoDeputy);
    finding.map(|it| seen(it, &compiled.sources)).unwrap_or_default()
}

#[test]
fn what_is_accepted_moves_until_its_day_is_over() {
    let project = with(CONTACTS, "no-deputy", &sign(CONTACTS));
    assert_eq!(said(&on(&project, "2026-03-31")), (vec![], 1));
    assert_eq!(said(&on(&project, "2026-04-01")), (vec![Code::AcceptanceOver, Code::NoDeputy], 0));
}

#[test]
fn an_acceptance_takes_one_finding() {
    let contacts = format!("{CONTACTS}CT-02,内部,事務,夏川 葉子,0000-00-0002,\n");
    let compiled = on(&with(&contacts, "no-deputy", "00000000"), "2025-12-01");
    let found = compiled.findings().iter().filter(|it| it.code == Code::NoDeputy);
    let signs: Vec<String> = found.map(|it| seen(it, &compiled.sources)).collect();
    let accepting = |signs: [&str; 2]| {
        let accept = "[[accept]]\ncode = \"no-deputy\"\nplace = \"registers/contacts.csv\"\nreason = \"一人で営む\"\nby = \"春野 一郎\"\nuntil = 2026-03-31\n";
        let entries = signs.map(|it| format!("{accept}seen = \"{it}\"\n")).concat();
        let project = Project::new().file("binder.toml", &format!("{BINDER}{entries}"));
        said(&on(&project.file("registers/contacts.csv", &contacts), "2025-12-01"))
    };
    assert_eq!(accepting([&signs[0], &signs[1]]), (vec![], 2));
    assert_eq!(accepting([&signs[1], &signs[1]]), (vec![Code::AcceptanceChanged, Code::NoDeputy], 1));
}

#[test]
fn what_has_changed_comes_back_with_its_new_sign() {
    let compiled = on(&with(CHANGED, "no-deputy", &sign(CONTACTS)), "2025-12-01");
    assert_eq!(said(&compiled), (vec![Code::AcceptanceChanged, Code::NoDeputy], 0));
    let told = compiled.findings().iter().find(|it| it.code == Code::AcceptanceChanged);
    assert_eq!(told.and_then(|it| it.arguments.get(1)).map(|it| it.1.clone()), Some(sign(CHANGED)));
}

#[test]
fn what_is_mended_or_cannot_be_accepted_is_told() {
    let mended = CONTACTS.replace("0001,", "0001,本部の当直");
    assert_eq!(said(&on(&with(&mended, "no-deputy", "00000000"), "2025-12-01")), (vec![Code::AcceptanceUnused], 0));
    let refused = said(&on(&with(CONTACTS, "item-unanswered", "00000000"), "2025-12-01"));
    assert_eq!(refused, (vec![Code::AcceptanceRefused, Code::NoDeputy], 0));
}
