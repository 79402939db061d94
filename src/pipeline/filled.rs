//! The answers of one respondent into the official form. Only what the form knows goes in: はい, いいえ, days and remarks.
//! Writes nothing.

use super::Whole;
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::{self, Content, FillFor, FillRow, FillValue, FilledForm};
use crate::model::{Answer, Column, Date, Form, FormRow, Reason, Respondent};
use crate::source::Sources;

/// What became of the form.
#[derive(Debug)]
pub struct Filled {
    /// What was read of the official form, for the places of findings about it.
    pub sources: Sources,
    /// What is to be said of the official form, sorted by place.
    pub findings: Vec<Finding>,
    /// What is to be said of the answers, sorted by place in the binder's own texts.
    pub of_answers: Vec<Finding>,
    /// The form; `None` where it cannot be filled in, which the findings explain.
    pub form: Option<FilledForm>,
}

/// Fills the workbook called `name` with what `respondent` answers in the binder.
pub fn filled_form(whole: &Whole, respondent: &Respondent, (name, bytes): (&str, &[u8])) -> Filled {
    let (mut sources, mut sink, mut of_answers) = (Sources::default(), Sink::default(), Sink::default());
    let form = rows(whole, respondent, &mut of_answers).and_then(|rows| {
        let code = match Content::of(bytes) {
            Content::Workbook if exchange::is_of_ours(name, bytes) => {
                sink.push(Finding::of_path(Code::FillNoSheet, name).with("path", name).with("sheets", "—"));
                return None;
            }
            Content::Workbook => {
                let whose = match respondent {
                    Respondent::Facility => FillFor::Facility(whole.binder.config().facility.kind),
                    Respondent::Vendor(_) => FillFor::Vendor,
                };
                return exchange::fill((name, bytes), whose, &rows, &mut sources, &mut sink);
            }
            Content::OldWorkbook => Code::ImportOldWorkbook,
            Content::Pdf | Content::Text => Code::FillNoWorkbook,
        };
        sink.push(Finding::of_path(code, name).with("path", name));
        None
    });
    Filled { sources, findings: sink.into_sorted(), of_answers: of_answers.into_sorted(), form }
}

/// What goes into the rows; `None` with a finding where the respondent has answered nothing.
fn rows(whole: &Whole, respondent: &Respondent, sink: &mut Sink) -> Option<Vec<FillRow>> {
    let form = whole.binder.forms().map(|it| it.1).find(|it| it.respondent == *respondent);
    let Some(form) = form.filter(|it| it.has_answers()) else {
        let name = whole.binder.respondent_name(respondent);
        sink.push(Finding::of_machine(Code::FillNoAnswers).with("respondent", name));
        return None;
    };
    Some(form.rows.iter().map(|it| row(form, it, sink)).collect())
}

fn row(form: &Form, row: &FormRow, sink: &mut Sink) -> FillRow {
    let item = row.item.value;
    for column in &row.unread {
        let finding = Finding::at(Code::FillUnread, row.place(*column)).item(item);
        sink.push(finding.with("item", item.shown()).with("column", column.head()));
    }
    let mut values = Vec::new();
    let mut plan = None;
    let rounds = [
        (Column::First, row.first, Column::FirstDate, row.first_date),
        (Column::Second, row.second, Column::SecondDate, row.second_date),
    ];
    for (column, answer, date_column, date) in rounds {
        let Some(answer) = answer else { continue };
        if answer == Answer::NotApplicable {
            let finding = Finding::at(Code::FillNotApplicable, row.place(column)).item(item);
            sink.push(finding.with("item", item.shown()).with("path", format!("{}.md", form.document)));
            continue;
        }
        values.push((column, FillValue::Text(answer.printed().to_owned())));
        values.extend(date.map(|it| (date_column, FillValue::Day(it))));
    }
    match row.in_force().0 {
        // The day of a plan is no target of an いいえ.
        Some(Answer::Yes(Some(Reason::Planned))) => plan = row.target,
        Some(Answer::Yes(None) | Answer::No) | None => {
            values.extend(row.target.map(|it| (Column::Target, FillValue::Day(it))));
        }
        Some(Answer::NotApplicable) => (),
    }
    let remark = remark(&row.remark, plan);
    values.extend((!remark.is_empty()).then_some((Column::Remark, FillValue::Text(remark))));
    FillRow { item, values }
}

fn remark(text: &str, plan: Option<Date>) -> String {
    let plan = plan.map(|it| format!("（予定：{}）", it.japanese()));
    // The sign of a reference means nothing on the form.
    let text = text.replace("▶ ", "").replace('▶', "");
    text.lines().map(str::to_owned).chain(plan).collect::<Vec<_>>().join(" ")
}
