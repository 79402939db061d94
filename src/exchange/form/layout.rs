//! Titles and headings of columns: whose form it is, and what is filled in. Never which column of the sheet it is in.

use super::Whose;
use crate::exchange::number::{digit, narrow};
use crate::model::{Column, FacilityKind};

/// What a title says, and the blanks above the table.
const TITLES: [&str; 13] = [
    "チェックリスト",
    "確認用",
    "年度",
    "施設名",
    "医療機関名",
    "薬局名",
    "事業者名",
    "会社名",
    "所在地",
    "記入者",
    "記入日",
    "担当者",
    "御中",
];

/// What stands above the columns.
const HEADINGS: [&str; 12] =
    ["1回目", "2回目", "確認日", "確認結果", "目標日", "日付", "備考", "項目", "番号", "No", "はい", "区分"];

/// What the cells to be filled in consist of, but for digits and signs.
const ANSWERS: [&str; 9] = ["はい", "いいえ", "該当なし", "令和", "年", "月", "日", "確認済", "□"];

/// The texts of titles and headings.
#[derive(Debug, Default)]
pub(super) struct Layout {
    titles: Vec<String>,
    headings: String,
}

/// Whether a cell is to be filled in: `はい・いいえ（　/　）`.
pub(super) fn is_answer(text: &str) -> bool {
    let mut rest = narrow(text);
    for word in ANSWERS {
        rest = rest.replace(word, "");
    }
    rest.chars().all(|it| digit(it).is_some() || !it.is_alphanumeric())
}

impl Layout {
    /// Takes a cell above the items; `false` where it is no title, no heading and nothing to fill in.
    pub(super) fn take(&mut self, text: &str, is_above: bool) -> bool {
        let text = narrow(text);
        let is_heading = HEADINGS.iter().any(|it| text.contains(it)) && text.chars().count() <= 30;
        if is_heading {
            self.headings.push_str(&text);
            self.headings.push('\n');
        }
        let is_title = is_above && TITLES.iter().any(|it| text.contains(it));
        if is_title {
            self.titles.push(text.clone());
        }
        is_heading || is_title || is_answer(&text)
    }

    /// Takes a cell to be filled in.
    pub(super) fn answer(&mut self, text: &str) {
        self.headings.push_str(text);
        self.headings.push('\n');
    }

    /// All titles, for what they say of the year.
    pub(super) fn heads(&self) -> String {
        self.titles.join("\n")
    }

    /// From the sheet's name, then from the titles; 確認用 first.
    pub(super) fn whose(&self, sheet: &str) -> Option<Whose> {
        let texts = || std::iter::once(sheet).chain(self.titles.iter().map(String::as_str));
        let for_whom = texts().find_map(|it| it.split_once("確認用")).map(|(before, _)| {
            let name = before.rsplit(['(', '（', '【', '「', ' ', '　']).next().unwrap_or(before);
            whose(name, format!("{name}確認用"))
        });
        for_whom.or_else(|| {
            let named =
                |it: &&str| ["薬局", "医療機関", "病院", "診療所", "事業者"].iter().any(|word| it.contains(word));
            texts().find(named).map(|it| whose(it, it.to_owned()))
        })
    }

    /// What is filled in, in the order of every edition so far; `None` where no heading says anything of it.
    pub(super) fn columns(&self) -> Option<Vec<Column>> {
        let says = |words: &[&str]| words.iter().any(|it| self.headings.contains(it));
        if !says(&["1回目", "確認結果", "確認日", "目標日", "はい"]) {
            return None;
        }
        let mut columns = vec![Column::Item, Column::First, Column::FirstDate];
        if says(&["目標日"]) {
            columns.push(Column::Target);
        }
        if says(&["2回目"]) {
            columns.extend([Column::Second, Column::SecondDate]);
        }
        // Evidence is linked from the remarks, whether the form has a column for them or not.
        columns.push(Column::Remark);
        Some(columns)
    }
}

fn whose(text: &str, name: String) -> Whose {
    if text.contains("事業者") {
        return Whose::Vendor;
    }
    let of_word = |(word, kinds): &(&str, &[FacilityKind])| text.contains(word).then(|| kinds.to_vec());
    let mut kinds: Vec<FacilityKind> = KINDS.iter().filter_map(of_word).flatten().collect();
    if kinds.is_empty() {
        kinds = FacilityKind::ALL.to_vec();
    }
    kinds.sort_by_key(|it| FacilityKind::ALL.iter().position(|known| known == it));
    kinds.dedup();
    Whose::Facility(name, kinds)
}

/// The kinds that a form's name stands for.
const KINDS: [(&str, &[FacilityKind]); 6] = [
    ("薬局", &[FacilityKind::Pharmacy]),
    ("医療機関", &[FacilityKind::Hospital, FacilityKind::Clinic, FacilityKind::Dental, FacilityKind::Midwifery]),
    ("病院", &[FacilityKind::Hospital]),
    ("診療所", &[FacilityKind::Clinic]),
    ("歯科", &[FacilityKind::Dental]),
    ("助産所", &[FacilityKind::Midwifery]),
];
