//! An account in use of somebody who has left, while the facility says that there is none.
//!
//! Source: the binder disagrees with itself. An account is in use where 停止日 is blank or still to come; somebody has left
//! where any row of that 利用者 has a 退職日 that has come.

use std::collections::BTreeMap;

use super::Context;
use crate::check::ledger;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Date, Register, RegisterKind, Row, Topic};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(item) = context.yes_about(Topic::Accounts) else { return };
    let left = left(context);
    for (accounts, row) in context.rows(RegisterKind::Accounts).filter(|it| is_active(*it, context.today)) {
        let person = accounts.text(row, "利用者");
        let Some(day) = left.get(&ledger::bare(person)) else { continue };
        let finding = Finding::at(Code::AccountOfLeaver, accounts.cell_span(row, "停止日")).item(item);
        let finding = finding.with("item", item.shown()).with("id", &row.id.value);
        sink.push(finding.with("person", person).with("left", day.japanese()));
    }
}

/// Who has left, and when.
fn left(context: &Context<'_>) -> BTreeMap<String, Date> {
    let mut left = BTreeMap::new();
    for (accounts, row) in context.rows(RegisterKind::Accounts) {
        let person = ledger::bare(accounts.text(row, "利用者"));
        let day = accounts.date(row, "退職日").filter(|it| *it <= context.today && !person.is_empty());
        left.extend(day.map(|it| (person, it)));
    }
    left
}

fn is_active((accounts, row): (&Register, &Row), today: Date) -> bool {
    // What is no day was told as such where dates are checked; it does not say that the account is closed.
    accounts.date(row, "停止日").is_none_or(|it| it > today)
}
