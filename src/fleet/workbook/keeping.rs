//! What the association keeps of a member, shown to the member first, and the question whether it may keep more.

use super::Asked;
use crate::exchange::member::{Ask, Blank, ConsentKey, FILL_IN, Grid, Key, Line, Page, Paper};
use crate::fleet::status;
use crate::model::{MemberConsent, Respondent};
use crate::pipeline::Whole;

pub(super) const SHEET: &str = "お預かりする情報";

const INTRO: [&str; 4] = [
    "このブックの送り元（協会）が、施設について残しておくものを、先にお見せします。",
    "ふだん残すのは、下の表にある「項目ごとの状態」と「目標日」だけです。会員全体の準備の様子をまとめ、遅れている施設に連絡するために使います。",
    "ほかのシートに書かれた内容（施設、チェックリスト、連絡先、機器）は、綴じ（PDF）を作ってお返しするためだけに使い、受け取った日の次の日から消します。いつ何を消したかの記録（中身は含みません）は残します。",
    "次の年の記入を楽にするなどのために、ほかの内容も協会に預けてよいときだけ、下の「同意」を「はい」にし、あとの三つの欄も書いてください。決めた日を過ぎたら消します。空いている欄があるときは、同意がないものとします。あとで取り消すときは、「いいえ」にして返すか、送り元に知らせてください。",
];

pub(super) fn page(whole: &Whole, asked: &Asked<'_>) -> Page {
    Page {
        name: SHEET,
        title: "協会がお預かりする情報".to_owned(),
        intro: INTRO.map(str::to_owned).to_vec(),
        widths: vec![16, 52, 26, 18],
        paper: Paper::Upright,
        grids: vec![kept(whole), consent(asked.consent)],
    }
}

fn kept(whole: &Whole) -> Grid {
    let edition = whole.binder.edition_of_year();
    let own = whole.report.readiness.items.iter().filter(|it| it.respondent == Respondent::Facility);
    let lines = own.filter_map(|it| {
        let subject = edition?.item(it.item)?.subject.clone();
        let target = it.open_until().map(|it| it.japanese()).unwrap_or_default();
        let said = vec![subject, status::word(it), target];
        Some(Line { label: it.item.shown(), said, blanks: Vec::new() })
    });
    Grid {
        heads: ["項目", "確かめること", "いまの状態", "目標日"].map(str::to_owned).to_vec(), lines: lines.collect()
    }
}

fn consent(given: Option<&MemberConsent>) -> Grid {
    let lines = ConsentKey::ALL.into_iter().map(|key| {
        let (label, said, ask) = asked(key);
        let blank = Blank { key: Key::Consent(key), text: consent_text(given, key), ask };
        Line { label: label.to_owned(), said: vec![said.to_owned()], blanks: vec![blank] }
    });
    Grid { heads: ["おたずね", "説明", FILL_IN].map(str::to_owned).to_vec(), lines: lines.collect() }
}

fn asked(key: ConsentKey) -> (&'static str, &'static str, Ask) {
    match key {
        ConsentKey::Given => (
            "同意",
            "施設、チェックリスト、連絡先、機器の内容を、協会がそのまま預かることに同意しますか。",
            Ask::Choice(&["はい", "いいえ"]),
        ),
        ConsentKey::By => ("同意した人", "名前と役職", Ask::Text),
        ConsentKey::On => ("同意した日", "この欄を書いた日", Ask::Day),
        ConsentKey::DeleteBy => ("消す日", "この日まで預かり、次の日から消します。", Ask::Day),
    }
}

/// What a member has agreed to, as its workbook says it.
pub(in crate::fleet) fn consent_text(given: Option<&MemberConsent>, key: ConsentKey) -> String {
    let Some(given) = given else { return String::new() };
    let day = |it: Option<crate::model::Date>| it.map(|it| it.to_string()).unwrap_or_default();
    match key {
        // Nobody who was never asked has said no.
        ConsentKey::Given if given.agreed => "はい".to_owned(),
        ConsentKey::Given if given.given_on.is_some() => "いいえ".to_owned(),
        ConsentKey::Given => String::new(),
        ConsentKey::By => given.given_by.clone(),
        ConsentKey::On => day(given.given_on),
        ConsentKey::DeleteBy => day(given.delete_by),
    }
}
