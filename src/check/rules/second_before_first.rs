//! A second confirmation on a day before the first.
//!
//! Source: the form disagrees with itself, and an inspector reads its dates.

use super::{Context, about};
use crate::diagnostics::{Code, Sink};
use crate::model::Column;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered() {
        let Some((first, second)) = answered.row.first_date.zip(answered.row.second_date) else { continue };
        if second < first {
            let place = answered.row.place(Column::SecondDate);
            let finding = about(Code::SecondBeforeFirst, place, &answered, context);
            sink.push(finding.with("first", first.japanese()).with("second", second.japanese()));
        }
    }
}
