//! A vendor with a contract whose MDS/SDS nobody recorded, while the facility says はい to having them.
//!
//! Source: the binder disagrees with itself: the form against `registers/vendors.csv`.

use super::Context;
use crate::check::ledger;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Date, RegisterKind, Topic};

const COLUMN: &str = "MDS/SDS";

/// The characters of 令和10年12月31日, and some.
const LONGEST_DAY: usize = 16;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let item = context.binder.edition().item_about(Topic::Disclosure);
    let Some(item) = item.filter(|it| context.facility_says_yes(it.id)) else { return };
    for contract in context.contracts.iter().filter(|it| it.is_in_force) {
        if !is_recorded(context, contract.register.text(contract.row, COLUMN)) {
            let finding = Finding::at(Code::DisclosureMissing, contract.register.cell_span(contract.row, COLUMN));
            sink.push(finding.item(item.id).with("item", item.id.shown()).with("vendor", contract.name()));
        }
    }
}

/// By the day on which it came, or by a row of the evidence. 未 and なし record nothing.
fn is_recorded(context: &Context<'_>, text: &str) -> bool {
    let evidence = context.binder.register(RegisterKind::Evidence);
    let is_row = |it| evidence.is_some_and(|evidence| evidence.row(&it).is_some());
    let words = text.split(|it: char| it.is_whitespace() || "：:、,，・/／（）()".contains(it));
    words.filter(|it| !it.is_empty()).any(|it| ledger::ids(it).any(is_row) || is_day(it))
}

/// 令和7年7月14日受領, R7.7.14.
fn is_day(word: &str) -> bool {
    let begins_with_one = |rest: &str| {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_DAY);
        ends.map(|end| &rest[..end]).any(|it| Date::parse(it).is_ok())
    };
    word.char_indices().any(|(at, _)| begins_with_one(&word[at..]))
}
