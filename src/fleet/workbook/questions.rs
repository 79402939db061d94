//! The facility's form of the year, each item with a plain explanation.

use crate::exchange::member::{Ask, Blank, Grid, Key, Line, Page, Paper};
use crate::model::{BlockKind, Column, Date, Form, Item, Respondent, plain_text};
use crate::resolve::Binder;

pub(super) const SHEET: &str = "チェックリスト";

const ANSWERS: &[&str] = &["はい", "いいえ", "はい（予定）"];

/// A longer explanation is cut off behind a sentence.
const EXPLAINED: usize = 120;

const INTRO: [&str; 3] = [
    "項目ごとに、できていれば「はい」、まだなら「いいえ」を▼から選び、実際に確かめた日を書きます。",
    "「いいえ」のときは、いつまでにするかを目標日に書きます。計画を立てて「はい」とするときは「はい（予定）」を選び、その期日を目標日に、内容を備考に書きます。",
    "2回目の欄は、1回目が「いいえ」だった項目を、あとで確かめ直したときに書きます。1回目の答えは消さないでください。",
];

pub(super) fn page(binder: &Binder) -> Page {
    let columns = columns(binder);
    let heads = ["項目", "確かめること", "かんたんな説明"].into_iter().chain(columns.iter().map(|it| head(*it)));
    let form = form(binder);
    let lines = binder.edition_of_year().into_iter().flat_map(|it| &it.items);
    let widths = [7, 22, 40].into_iter().chain(columns.iter().map(|it| width(*it)));
    Page {
        name: SHEET,
        title: format!("{} チェックリスト", binder.config().fiscal_year.japanese()),
        intro: INTRO.map(str::to_owned).to_vec(),
        widths: widths.collect(),
        paper: Paper::Across,
        grids: vec![Grid {
            heads: heads.map(str::to_owned).collect(),
            lines: lines.map(|it| line(binder, it, form, &columns)).collect(),
        }],
    }
}

fn columns(binder: &Binder) -> Vec<Column> {
    let columns = binder.edition_of_year().map(|it| it.columns.clone()).unwrap_or_default();
    columns.into_iter().filter(|it| *it != Column::Item).collect()
}

fn form(binder: &Binder) -> Option<&Form> {
    binder.forms().map(|it| it.1).find(|it| it.respondent == Respondent::Facility)
}

fn line(binder: &Binder, item: &Item, form: Option<&Form>, columns: &[Column]) -> Line {
    let blank = |column: &Column| Blank {
        key: Key::Answer(item.id, *column),
        text: form_text(form, item.id, *column),
        ask: ask(*column),
    };
    Line {
        label: item.id.shown(),
        said: vec![item.subject.clone(), explained(binder, item)],
        blanks: columns.iter().map(blank).collect(),
    }
}

/// The first sentences of the item's page in the manual; its scope where there is no page.
fn explained(binder: &Binder, item: &Item) -> String {
    let blocks = binder.explanation(item.id).into_iter().flat_map(|it| &it.blocks);
    let text = blocks.filter_map(|it| {
        let BlockKind::Paragraph(inlines) = &it.kind else { return None };
        Some(plain_text(inlines))
    });
    let text: String = text.into_iter().find(|it| !it.trim().is_empty()).unwrap_or_else(|| item.scope.clone());
    let text = text.split_whitespace().collect::<String>();
    let ends = text.match_indices('。').map(|it| it.0 + '。'.len_utf8());
    let end = ends.take_while(|it| text[..*it].chars().count() <= EXPLAINED).last();
    end.map_or(text.clone(), |it| text[..it].to_owned())
}

/// What the form says in a cell, a day as YYYY-MM-DD.
pub(in crate::fleet) fn form_text(form: Option<&Form>, item: crate::model::ItemId, column: Column) -> String {
    let Some(row) = form.and_then(|it| it.row(item)) else { return String::new() };
    let day = |it: Option<Date>| it.map(|it| it.to_string()).unwrap_or_default();
    let answer = |it: Option<crate::model::Answer>| it.map(|it| it.written().to_owned()).unwrap_or_default();
    match column {
        Column::Item => String::new(),
        Column::First => answer(row.first),
        Column::FirstDate => day(row.first_date),
        Column::Target => day(row.target),
        Column::Second => answer(row.second),
        Column::SecondDate => day(row.second_date),
        Column::Remark => row.remark.clone(),
    }
}

/// No two heads are one: blanks are known by them.
fn head(column: Column) -> &'static str {
    match column {
        Column::Item => "項目",
        Column::First => "答え（1回目）",
        Column::FirstDate => "確かめた日（1回目）",
        Column::Target => "目標日",
        Column::Second => "答え（2回目）",
        Column::SecondDate => "確かめた日（2回目）",
        Column::Remark => "備考",
    }
}

fn width(column: Column) -> u8 {
    match column {
        Column::Item => 7,
        Column::First | Column::Second => 11,
        Column::FirstDate | Column::Target | Column::SecondDate => 17,
        Column::Remark => 30,
    }
}

fn ask(column: Column) -> Ask {
    match column {
        Column::First | Column::Second => Ask::Choice(ANSWERS),
        Column::FirstDate | Column::Target | Column::SecondDate => Ask::Day,
        Column::Item | Column::Remark => Ask::Text,
    }
}
