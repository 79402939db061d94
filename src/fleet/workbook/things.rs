//! The member's facts and roles.

use crate::exchange::member::{Ask, Blank, FILL_IN, Grid, Key, Line, Page, Paper};
use crate::model::{Config, RegisterKind, Respondent, Role, RowId};
use crate::resolve::Binder;

pub(super) const SHEET: &str = "施設";

/// Facts that every binder's cover and papers name.
const ALWAYS: [&str; 4] = ["name", "postal_code", "address", "phone"];
/// Facts that are not the member's to change here: they choose the form, and the folder.
const NEVER: [&str; 2] = ["kind", "member_id"];

pub(super) fn page(binder: &Binder) -> Page {
    let heads = |first: &str| [first, "説明", FILL_IN].map(str::to_owned).to_vec();
    let kind = binder.config().facility.kind.japanese();
    Page {
        name: SHEET,
        title: "施設と役割".to_owned(),
        intro: vec![
            "違っているところだけを書き直してください。役割は、連絡先一覧の番号を▼から選ぶか、氏名を書きます。一人がいくつもの役割を兼ねてもかまいません。".to_owned(),
            format!("施設の種類は「{kind}」としています。違うときは、送り元に知らせてください。"),
        ],
        widths: vec![30, 44, 40],
        paper: Paper::Upright,
        grids: vec![
            Grid { heads: heads("施設のこと"), lines: facts(binder.config()) },
            Grid { heads: heads("役割"), lines: Role::ALL.into_iter().map(|it| role(binder, it)).collect() },
            Grid { heads: heads("チェックリストのこと"), lines: signature(binder) },
        ],
    }
}

fn facts(config: &Config) -> Vec<Line> {
    let written = config.facility.facts.iter().map(|it| it.0.as_str());
    let others = written.filter(|it| !ALWAYS.contains(it) && !NEVER.contains(it));
    let line = |key: &str| {
        let (label, said) = known(key);
        let blank = Blank { key: Key::Fact(key.to_owned()), text: fact_text(config, key), ask: Ask::Text };
        Line { label: label.to_owned(), said: vec![said.to_owned()], blanks: vec![blank] }
    };
    ALWAYS.into_iter().chain(others).map(line).collect()
}

/// What the folder says of a fact.
pub(in crate::fleet) fn fact_text(config: &Config, key: &str) -> String {
    config.facility.facts.iter().find(|it| it.0 == key).map(|it| it.1.clone()).unwrap_or_default()
}

/// How people call a fact; one that a template brought is called by its key.
fn known(key: &str) -> (&str, &str) {
    match key {
        "name" => ("施設の名前", "表紙や書類に載ります。"),
        "postal_code" => ("郵便番号", "000-0000 のように書きます。"),
        "address" => ("住所", "都道府県から書きます。"),
        "phone" => ("電話番号", "市外局番から、ハイフンも入れて書きます。"),
        "fax" => ("FAX番号", "市外局番から、ハイフンも入れて書きます。"),
        key => (key, ""),
    }
}

fn role(binder: &Binder, role: Role) -> Line {
    let id = role_text(binder.config(), role);
    let row = RowId::new(&id).and_then(|id| {
        let contacts = binder.register(RegisterKind::Contacts)?;
        Some(contacts.text(contacts.row(&id)?, "氏名").to_owned())
    });
    let now = row.filter(|it| !it.is_empty()).map(|it| format!("（いまは {it} さん）")).unwrap_or_default();
    let said = match role {
        Role::Owner => "施設の経営に責任を負う人です（開設者など）。",
        Role::Manager => "施設の管理者です（薬局の管理者、院長など）。",
        Role::PlanningManager => "安全管理の対策を企画し、全体をまとめる人です。",
        Role::SafetyOfficer => "医療情報システムの安全管理に責任を負う人です。",
        Role::SystemOperator => "機器やアカウントの日々の世話をする人です。",
    };
    let blank = Blank { key: Key::Role(role), text: id, ask: Ask::Contact };
    Line { label: role.japanese().to_owned(), said: vec![format!("{said}{now}")], blanks: vec![blank] }
}

/// The id of the contact who has a role; empty where nobody has it.
pub(in crate::fleet) fn role_text(config: &Config, role: Role) -> String {
    config.roles.iter().find(|it| it.0 == role).map(|it| it.1.value.to_string()).unwrap_or_default()
}

fn signature(binder: &Binder) -> Vec<Line> {
    let form = binder.forms().map(|it| it.1).find(|it| it.respondent == Respondent::Facility);
    let by = form.and_then(|it| it.answered_by.clone()).unwrap_or_default();
    let on = form.and_then(|it| it.answered_on).map(|it| it.to_string()).unwrap_or_default();
    let line = |label: &str, said: &str, key, text, ask| Line {
        label: label.to_owned(),
        said: vec![said.to_owned()],
        blanks: vec![Blank { key, text, ask }],
    };
    vec![
        line("記入した人", "チェックリストの答えを確かめた人の名前と役職です。", Key::AnsweredBy, by, Ask::Text),
        line("記入した日", "チェックリストを書き終えた日です。", Key::AnsweredOn, on, Ask::Day),
    ]
}
