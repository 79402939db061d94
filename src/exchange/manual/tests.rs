//! Invented manuals (架空): which lines are headings, and what belongs to which item.

use std::collections::BTreeMap;

use super::*;
use crate::source::Sources;

/// Each item as `2-01 heading | lines of its text | its notes`, and the codes of the findings.
fn shown(text: &str, wordings: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add("m", text);
    let wordings: BTreeMap<ItemId, String> =
        wordings.iter().filter_map(|(id, it)| Some((ItemId::parse(id)?, (*it).to_owned()))).collect();
    let mut sink = Sink::default();
    let manual = read(file, text, &wordings, &mut sink);
    let note = |it: &Note| it.pieces.iter().map(|it| &text[it.clone()]).collect::<Vec<_>>().join(" ");
    let item = |it: &ManualItem| {
        let notes: Vec<String> = it.notes.iter().map(note).collect();
        format!("{} {} | {} | {}", it.id, it.heading.value, it.body.concat().join("/"), notes.join("/"))
    };
    let codes = sink.into_sorted().iter().map(|it| it.code.to_string()).collect();
    (manual.items.iter().map(item).collect(), codes)
}

#[test]
fn a_list_within_an_item_opens_no_item() {
    let text = "１ 架空の体制\n① 甲。\n次のとおり。\n① 一つ目\n② 二つ目\n▶架空編\n3.1\n② 乙。\n(1) 小さな一\n③ 丙。\n(2) 小さな二\n";
    let items = [
        "1-01 甲。 | 次のとおり。/① 一つ目/② 二つ目 | ▶架空編 3.1",
        "1-02 乙。 | (1) 小さな一 | ",
        "1-03 丙。 | (2) 小さな二 | ",
    ];
    assert_eq!(shown(text, &[]).0, items);
}

#[test]
fn a_heading_goes_on_until_it_is_whole() {
    let text = "１ 架空\n①\n番号だけの行に続く見出し。\n本文。\n② 括弧（この見出しの\n続き）がある見出し。\n本文。\n";
    let items =
        ["1-01 番号だけの行に続く見出し。 | 本文。 | ", "1-02 括弧（この見出しの続き）がある見出し。 | 本文。 | "];
    assert_eq!(shown(text, &[]).0, items);
}

#[test]
fn the_form_tells_headings_from_text() {
    let wordings = [("1-01", "架空の甲を決めている。"), ("1-02", "架空の乙を、毎年の決まった月に見直している。")];
    let text = "１ 架空\n① 架空の甲を決めている。\n① 手順の一\n② 手順の二\n② 架空の乙を、毎年の\n- 3 -\n決まった月に見直している。\n説明。\n② 架空の乙を、毎年の決まった月に見直している。\n1-③ 様式にない項目\n行き先のない行\n";
    let (items, codes) = shown(text, &wordings);
    let expected = [
        "1-01 架空の甲を決めている。 | ① 手順の一/② 手順の二 | ",
        "1-02 架空の乙を、毎年の決まった月に見直している。 | 説明。 | ",
    ];
    assert_eq!(items, expected);
    assert_eq!(codes, ["import-item-repeated", "import-heading-unknown", "import-unread"]);
}

#[test]
fn numbers_behind_a_note_are_never_text() {
    // A running head that stands on one page only looks like text.
    let text = "１ 架空\n① 甲。\n説明。\n▶架空編 3.1\n- 2 -\n架空の手引き\n3.2\n8.③\n② 乙。\n3.2\n";
    let (items, codes) = shown(text, &[]);
    assert_eq!(items, ["1-01 甲。 | 説明。/架空の手引き | ▶架空編 3.1", "1-02 乙。 | 3.2 | "]);
    assert_eq!(codes, ["import-unread"]);
}

#[test]
fn a_note_without_a_part_takes_the_next_line() {
    let text = "１ 架空\n① 甲。\n▶\n架空編\n3.1.2②、\n８③\n続きの本文。\n▶架空編 3.2を見る。\n";
    assert_eq!(shown(text, &[]).0, ["1-01 甲。 | 続きの本文。 | ▶ 架空編 3.1.2②、 ８③/▶架空編 3.2を見る。"]);
}
