//! A member's workbook: what toji knows of the member, laid out to be filled in by somebody who has Excel alone. Writes no
//! file, and changes nothing.

mod keeping;
mod questions;
mod things;

use crate::diagnostics::Finding;
use crate::exchange::member::{self, COVER, Cover, Handout, Made};
use crate::exchange::registers::{self, Table};
use crate::model::{Date, MemberConsent, RegisterKind};
use crate::pipeline::{Whole, registers_unread};
use crate::source::Sources;

pub(super) use keeping::consent_text;
pub(super) use questions::form_text;
pub(super) use things::{fact_text, role_text};

/// The registers that a member fills in.
pub(super) const REGISTERS: [RegisterKind; 2] = [RegisterKind::Contacts, RegisterKind::Devices];

/// For whom a workbook is made, and what it is to say.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The member's id.
    pub id: &'a str,
    /// What it has agreed to so far.
    pub consent: Option<&'a MemberConsent>,
    /// The day it is made.
    pub day: Date,
    /// The day by which it is wanted back.
    pub due: Date,
    /// Where it is to be sent; `None` where it goes back the way it came.
    pub reply_to: Option<&'a str>,
}

/// A workbook to be handed out.
#[derive(Debug)]
pub struct MemberBook {
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, String>,
    /// What is not in it, and why.
    pub findings: Vec<Finding>,
}

/// The workbook of a member whose folder is `whole`.
pub fn workbook(whole: &Whole, sources: &Sources, asked: &Asked<'_>) -> MemberBook {
    let binder = &whole.binder;
    let config = binder.config();
    let (mut unread, mut findings) = (Vec::new(), Vec::new());
    for kind in RegisterKind::ALL {
        let told = if REGISTERS.contains(&kind) { registers_unread(whole, sources, kind) } else { Vec::new() };
        if !REGISTERS.contains(&kind) || !told.is_empty() {
            unread.push(kind);
        }
        findings.extend(told);
    }
    let is_asked = |it: &&crate::model::Register| REGISTERS.contains(&it.kind);
    let tables = binder.registers().iter().filter(is_asked).map(Table::of).collect();
    let pages = vec![keeping::page(whole, asked), things::page(binder), questions::page(binder)];
    let handout = Handout {
        made: Made {
            member: asked.id.to_owned(),
            facility: config.facility.name.clone(),
            year: config.fiscal_year,
            edition: config.edition.value.clone(),
            day: asked.day,
        },
        cover: cover(whole, asked),
        pages,
        registers: registers::Handout { facility: &config.facility.name, day: asked.day, tables, unread },
    };
    MemberBook { bytes: member::workbook(&handout).map_err(|it| it.to_string()), findings }
}

fn cover(whole: &Whole, asked: &Asked<'_>) -> Cover {
    let year = whole.binder.config().fiscal_year.japanese();
    let due = asked.due.japanese();
    let back = match asked.reply_to {
        Some(to) => format!("{due}までに、{to} へ送ってください。"),
        None => format!("{due}までに、このブックを受け取ったメールへの返信に付けて送ってください。"),
    };
    let line = |head: &str, text: &str| (head.to_owned(), text.to_owned());
    Cover {
        title: format!("{year} サイバーセキュリティ対策の確認（ご記入のお願い）"),
        lines: vec![
            line(
                "これは何か",
                "立入検査に備えて、施設の対策をまとめた綴じ（PDF）を、協会が代わりに作るためのブックです。Excel だけで書き込めます。",
            ),
            ("いつまでに".to_owned(), back),
            line(
                "書くところ",
                "薄い黄色の欄と、連絡先・機器の表です。分かるところから書き、分からない欄は空けておいてかまいません。もう書いてある内容が正しければ、そのままにします。",
            ),
            line(
                "連絡先と機器の表",
                "一行に一つずつ書きます。見出しに＊の付いた列は、どの行にも書きます。左端の番号は変えず、新しい行には新しい番号を付けます。要らなくなった行は、行ごと削除します。",
            ),
            line("選ぶ欄", "欄を選ぶと右に▼が出ます。「はい」などは▼から選びます。"),
            line("日付", "令和7年6月2日、R7.6.2、2025/6/2 のどの書き方でも入ります。"),
            line(
                "変えないもの",
                "シートの名前、見出し、左端の項目名は変えないでください。セルの結合や、行の並べ替えも要りません。余白に書かれたことは読み取れません。事情は備考の欄に書いてください。",
            ),
            line(
                "返し方",
                "「上書き保存」で、Excel ブック（.xlsx）のまま送り返してください。紙やPDFにしたもの、マクロの付いたものは取り込めません。パスワードを付けたいときは、先に送り元にたずねてください。",
            ),
            line(
                "返したあと",
                "書かれた内容から綴じ（PDF）を作り、お返しします。読み取れないところがあれば、シートと欄の名前を挙げておたずねします。",
            ),
        ],
        sheets: vec![
            line(
                keeping::SHEET,
                "協会が残すものを先にお見せします。預かることへの同意を、「はい」か「いいえ」で答えてください。",
            ),
            line(things::SHEET, "施設の名前や電話番号、だれがどの役割かを確かめ、違うところを書き直します。"),
            line(questions::SHEET, "項目ごとに、答え、確かめた日、備考を書きます。"),
            line(RegisterKind::Devices.japanese(), "サーバ、パソコン、ルータなどを、一行に一台ずつ書きます。"),
            line(
                RegisterKind::Contacts.japanese(),
                "いざというときに電話する相手です。一行に一人（一か所）を書きます。",
            ),
        ],
    }
}

/// The sheet that is read first.
pub const FIRST_SHEET: &str = COVER;
