//! Forms as the Markdown parser hands them over, built by hand: one row a line, cells between `|`.

use crate::diagnostics::Sink;
use crate::model::{
    Align, Answer, Block, BlockKind, Column, Date, Form, FormRow, Inline, ItemId, RawRef, Reason, Reference,
    Respondent, RowId, Table,
};
use crate::parse::expect::run;
use crate::parse::front_matter::FormKeys;
use crate::source::{FileId, Span};

const COLUMNS: [Column; 7] = [
    Column::Item,
    Column::First,
    Column::FirstDate,
    Column::Target,
    Column::Second,
    Column::SecondDate,
    Column::Remark,
];

const PATH: &str = "checklists/2025/facility.md";
const HEAD: &str = "項目|1回目|確認日|目標日|2回目|確認日|備考\n";

/// The table that `text` stands for. A cell `=2-01=` is a reference to that item.
fn table(file: FileId, text: &str) -> Block<RawRef> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.lines() {
        let span = Span::new(file, start..start + line.len());
        rows.push((span, line.split('|').map(|it| inlines(it, span)).collect::<Vec<_>>()));
        start += line.len() + 1;
    }
    let head = if rows.is_empty() { Vec::new() } else { rows.remove(0).1 };
    let aligns = vec![Align::None; head.len()];
    let kind = BlockKind::Table(Box::new(Table { aligns, head, rows }));
    Block { span: Span::new(file, 0..text.len()), anchor: None, kind }
}

fn inlines(cell: &str, span: Span) -> Vec<Inline<RawRef>> {
    let id = cell.trim().strip_prefix('=').and_then(|it| ItemId::parse(it.strip_suffix('=')?));
    match id {
        Some(id) => {
            let shown = vec![Inline::Text(id.shown().into())];
            let reference = Reference { to: RawRef::Item(id), span: span.within(0..5), title: None, shown };
            vec![Inline::Text(" ".into()), Inline::Strong(vec![Inline::Ref(Box::new(reference))])]
        }
        None => vec![Inline::Text(cell.into())],
    }
}

fn facility(file: FileId, text: &str, sink: &mut Sink) -> Option<Form> {
    super::parse(file, (PATH, text), FormKeys::default(), &[table(file, text)], &COLUMNS, sink)
}

#[test]
fn a_sound_form_is_read_whole() {
    let rows = "=1-01=|はい|2025-06-02||||任命書\n2-① 台帳|いいえ|令和7年6月2日|R8.3.31|はい|2026/3/1|\n\
        2(10)|はい (予定)|R7.6.2|令和9年3月31日|||\n3-①|該当なし|||||\n||||||\n";
    let (form, findings) = run(&format!("{HEAD}{rows}"), facility);
    assert_eq!(findings, [""; 0]);
    let rows = form.map(|it| it.rows).unwrap_or_default();
    let answers: Vec<_> = rows.iter().map(|it| (it.item.value.to_string(), it.first)).collect();
    let expected = [
        ("1-01", Some(Answer::Yes(None))),
        ("2-01", Some(Answer::No)),
        ("2-10", Some(Answer::Yes(Some(Reason::Planned)))),
        ("3-01", Some(Answer::NotApplicable)),
    ];
    assert_eq!(answers, expected.map(|it| (it.0.to_owned(), it.1)));
    assert_eq!(
        rows.get(1).map(|it| (it.target, it.second_date)),
        Some((Date::new(2026, 3, 31), Date::new(2026, 3, 1)))
    );
    assert_eq!(rows.first().map(|it| it.remark.as_str()), Some("任命書"));
}

#[test]
fn mistakes_are_told_with_their_cell() {
    for (rows, expected) in [
        ("2-①|○|||||\n", vec!["2:5 bad-answer"]),
        ("2-①|はい|来月||||\n", vec!["2:8 bad-date"]),
        (
            "2-①|はい|令和7年2月30日|令和0年1月1日|×||\n",
            vec!["2:8 impossible-date", "2:18 impossible-date", "2:27 bad-answer"],
        ),
        ("合計|はい|||||\n|はい|||||\n2-①|||||よ|\n", vec!["4:9 bad-date"]),
    ] {
        assert_eq!(run(&format!("{HEAD}{rows}"), facility).1, expected, "{rows}");
    }
}

#[test]
fn a_row_that_begins_with_no_item_is_handed_on() {
    let (form, _) = run(&format!("{HEAD}合計|はい|||||\n||||||\n|はい|||||\n"), facility);
    let unread: Vec<_> = form.iter().flat_map(|it| &it.unread).map(|it| it.value.as_str()).collect();
    assert_eq!(unread, ["合計", ""]);
}

#[test]
fn what_cannot_be_read_is_no_blank() {
    let (form, _) = run(&format!("{HEAD}2-①|○|来月||||\n"), facility);
    let row = form.and_then(|it| it.rows.into_iter().next());
    let states = [Column::First, Column::FirstDate, Column::Target].map(|column| {
        let of = |it: &FormRow| (it.is_blank(column), it.is_empty(column), it.place(column).range());
        row.as_ref().map(of)
    });
    let at = HEAD.len();
    let place = |range: std::ops::Range<usize>| range.start + at..range.end + at;
    let expected = [(true, false, place(6..9)), (true, false, place(10..16)), (true, true, place(17..17))];
    assert_eq!(states, expected.map(Some));
}

#[test]
fn a_bad_answer_names_its_item() {
    let mut sink = Sink::default();
    let mut sources = crate::source::Sources::default();
    let text = format!("{HEAD}2-③|×|||||\n");
    let file = sources.add("test", text.as_str());
    let _ = facility(file, &text, &mut sink);
    let items: Vec<_> = sink.into_sorted().into_iter().filter_map(|it| it.item).map(ItemId::shown).collect();
    assert_eq!(items, ["2-③"]);
}

#[test]
fn a_document_without_answers_is_told() {
    for text in ["", "名前|x\n2-①|はい\n"] {
        let (form, findings) = run(text, facility);
        assert!(form.is_none());
        assert_eq!(findings, ["1:1 form-no-table"]);
    }
}

#[test]
fn other_columns_than_the_editions_are_told() {
    assert_eq!(run("項目|1回目\n2-①|はい\n", facility).1, ["1:1 table-cells"]);
}

#[test]
fn the_path_says_year_and_respondent() {
    let place = |path| super::place(path).map(|it| (it.0.year(), it.1));
    assert_eq!(place(PATH), Some((2025, Respondent::Facility)));
    let vendor = RowId::new("VD-01").map(Respondent::Vendor);
    assert_eq!(place("checklists/2025/vendor-VD-01.md").map(|it| it.1), vendor);
    for wrong in ["checklists/facility.md", "checklists/25/facility.md", "checklists/2025/facilty.md", "manual/2-01.md"]
    {
        assert_eq!(place(wrong), None, "{wrong}");
    }
}

#[test]
fn a_form_that_is_nobodys_is_told() {
    let parse = |file: FileId, text: &str, sink: &mut Sink| {
        let blocks = [table(file, text)];
        super::parse(file, ("checklists/2025/facilty.md", ""), FormKeys::default(), &blocks, &COLUMNS, sink)
    };
    let (form, findings) = run(HEAD, parse);
    assert!(form.is_none());
    assert_eq!(findings, ["checklists/2025/facilty.md unknown-file"]);
}
