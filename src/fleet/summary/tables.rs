//! The summary as tables: what the workbook has a sheet each for.

use super::cell::{Cell, Table};
use super::{Names, Summary};
use crate::fleet::{FleetReport, FormOwed, ItemReport, MemberReport};

fn columns(columns: &[(&str, u8)]) -> Vec<(String, u8)> {
    columns.iter().map(|(name, width)| ((*name).to_owned(), *width)).collect()
}

/// All of them, the first one the overview.
pub(super) fn all(report: &FleetReport, summary: &Summary) -> Vec<Table> {
    let counted = [overview(report, summary), items(summary)];
    let named = match summary.names {
        Names::Shown => vec![members(report), matrix(report), owed(summary), overdue(summary), failures(report)],
        Names::Hidden => Vec::new(),
    };
    counted.into_iter().chain(named).chain([versions(summary), codes(summary)]).collect()
}

fn overview(report: &FleetReport, summary: &Summary) -> Table {
    let day = [("いつの状態か", Cell::Day(report.as_of)), ("toji の版", Cell::text(&report.toji))];
    let counts = [
        ("会員", summary.members),
        ("綴じができた会員", summary.built),
        ("綴じを作れなかった会員", summary.failed),
        ("終わっていない検査項目のない会員", summary.ready),
        ("ひな型の更新で決めることが残る会員", summary.pending),
        ("届いていない事業者の確認書（延べ）", summary.forms_owed),
        ("期限の過ぎた回答（延べ）", summary.overdue_answers),
    ];
    let counts = counts.into_iter().map(|(what, count)| (what, Cell::Count(count)));
    let missing = super::missing(report);
    let missing = (!missing.is_empty()).then(|| ("届いていない分", Cell::Text(missing.join("、"))));
    let beside = summary.names.only(report.beside.clone());
    let beside = (!beside.is_empty()).then(|| ("会員に数えなかったファイル", Cell::Text(beside.join("、"))));
    let rows = day.into_iter().chain(missing).chain(counts).chain(beside);
    Table {
        name: "概要",
        columns: columns(&[("項目", 40), ("値", 16)]),
        rows: rows
            .map(|(what, cell)| vec![Cell::text(what), cell])
            .chain(summary.kinds.iter().map(|it| vec![Cell::text(it.kind), Cell::Count(it.members)]))
            .collect(),
    }
}

/// The members' own answers, item by item.
pub(super) fn items(summary: &Summary) -> Table {
    let heads = [
        ("項目", 8),
        ("内容", 44),
        ("求められる会員", 14),
        ("はい", 10),
        ("はい（予定）", 12),
        ("いいえ", 10),
        ("うち期限切れ", 12),
        ("該当なし", 10),
        ("（再掲）確認日なし・年度外", 14),
        ("未記入", 10),
    ];
    let rows = summary.items.iter().map(|it| {
        let counts = [it.demanded, it.yes, it.planned, it.no, it.overdue, it.not_applicable, it.undated, it.blank];
        let named = [Cell::text(&it.item), Cell::text(&it.subject)];
        named.into_iter().chain(counts.map(Cell::Count)).collect()
    });
    Table { name: "項目ごと", columns: columns(&heads), rows: rows.collect() }
}

/// A row a member: how it stands.
pub(super) fn members(report: &FleetReport) -> Table {
    let heads = [
        ("会員番号", 12),
        ("名称", 24),
        ("種別", 10),
        ("フォルダー", 12),
        ("結果", 11),
        ("まだ終わっていない検査項目", 9),
        ("答えた項目", 7),
        ("求められる項目", 8),
        ("期限切れ", 7),
        ("届いていない確認書", 9),
        ("MDS/SDSの控えなし", 10),
        ("ひな型", 8),
        ("ひな型の版", 8),
        ("更新の保留", 7),
        ("書き方の誤り", 8),
        ("検査項目の指摘", 8),
        ("食い違い", 7),
        ("助言", 6),
    ];
    Table { name: "会員", columns: columns(&heads), rows: report.members.iter().map(member).collect() }
}

fn member(it: &MemberReport) -> Vec<Cell> {
    let count = |it: u32| Cell::number(usize::try_from(it).unwrap_or(usize::MAX));
    let template = it.template.as_ref();
    let forms = it.owed.iter().filter(|it| it.form != FormOwed::Came).count();
    let state = match (it.is_built(), it.ready) {
        (false, _) => "",
        (true, true) => "なし",
        (true, false) => "あり",
    };
    let has_page = it.is_built() && !it.page.is_empty();
    let name = if has_page { Cell::Link(it.shown().to_owned(), it.page.clone()) } else { Cell::text(&it.name) };
    vec![
        Cell::text(&it.id),
        name,
        Cell::text(it.kind.map(crate::model::FacilityKind::japanese).unwrap_or_default()),
        Cell::text(&it.folder),
        Cell::text(if it.is_built() { "綴じあり" } else { "作れなかった" }),
        Cell::text(state),
        count(it.answered),
        count(it.demanded),
        Cell::number(it.answers.iter().flat_map(|it| &it.items).filter(|it| it.overdue).count()),
        Cell::number(forms),
        Cell::number(it.owed.iter().filter(|it| it.lacks_disclosure).count()),
        Cell::text(template.map(|it| it.id.as_str()).unwrap_or_default()),
        Cell::text(template.map(|it| it.version.as_str()).unwrap_or_default()),
        count(template.map_or(0, |it| it.pending)),
        count(it.counts.build),
        count(it.counts.inspection),
        count(it.counts.disagreement),
        count(it.counts.advice),
    ]
}

/// A row a member, a column an item.
pub(super) fn matrix(report: &FleetReport) -> Table {
    let items = report.items.iter().map(|it| (it.item.shown(), 8));
    let rows = report.members.iter().map(|member| {
        let named = [Cell::text(&member.id), Cell::text(&member.name)];
        named.into_iter().chain(answers(report, member, Cell::Word)).collect()
    });
    Table {
        name: "項目と会員",
        columns: columns(&[("会員番号", 14), ("名称", 26)]).into_iter().chain(items).collect(),
        rows: rows.collect(),
    }
}

/// The member's own answers, a cell an item of the report.
pub(super) fn answers<'a>(
    report: &'a FleetReport,
    member: &'a MemberReport,
    cell: fn(ItemReport) -> Cell,
) -> impl Iterator<Item = Cell> + 'a {
    let own = move |item| member.own().find(|it| it.item == item).map_or(Cell::Empty, |it| cell(*it));
    report.items.iter().map(move |it| own(it.item))
}

fn owed(summary: &Summary) -> Table {
    let heads = [
        ("事業者", 30),
        ("会員番号", 14),
        ("会員", 26),
        ("確認書", 14),
        ("依頼日", 12),
        ("期限", 12),
        ("期限切れ", 10),
        ("MDS/SDS", 12),
        ("製品・システム", 44),
    ];
    let rows = summary.vendors.iter().flat_map(|vendor| vendor.members.iter().map(move |it| (vendor, it)));
    let rows = rows.map(|(vendor, it)| {
        vec![
            Cell::text(&vendor.name),
            Cell::text(&it.id),
            Cell::text(&it.shown),
            Cell::text(it.form.japanese()),
            Cell::maybe(it.since),
            Cell::maybe(it.due),
            Cell::word(it.overdue, "期限切れ"),
            Cell::word(it.lacks_disclosure, "控えなし"),
            Cell::text(&it.products.join("、")),
        ]
    });
    Table { name: "事業者に求めるもの", columns: columns(&heads), rows: rows.collect() }
}

fn overdue(summary: &Summary) -> Table {
    let heads = [("期限", 12), ("会員番号", 14), ("会員", 26), ("項目", 8), ("内容", 44), ("回答", 14), ("事業者", 30)];
    let rows = summary.overdue.iter().map(|it| {
        vec![
            Cell::Day(it.target),
            Cell::text(&it.member),
            Cell::text(&it.shown),
            Cell::Text(it.item.shown()),
            Cell::text(&it.subject),
            Cell::text(it.answer.japanese()),
            Cell::text(&it.vendor),
        ]
    });
    Table { name: "期限の過ぎたもの", columns: columns(&heads), rows: rows.collect() }
}

fn failures(report: &FleetReport) -> Table {
    let heads = [
        ("会員番号", 14),
        ("名称", 26),
        ("フォルダー", 18),
        ("場所", 26),
        ("何が起きたか", 60),
        ("直し方", 60),
        ("コード", 22),
    ];
    let failed = report.members.iter().filter(|it| !it.is_built());
    let rows = failed.flat_map(|member| member.findings.iter().map(move |it| (member, it))).map(|(member, it)| {
        let texts = [&member.id, &member.name, &member.folder, &it.place, &it.message, &it.help, &it.code];
        texts.map(|it| Cell::text(it)).into_iter().collect()
    });
    Table { name: "作れなかった会員", columns: columns(&heads), rows: rows.collect() }
}

fn versions(summary: &Summary) -> Table {
    let heads = [("ひな型", 16), ("版", 14), ("会員", 10), ("新しい版がある", 14), ("会員番号（古い版の会員）", 60)];
    let rows = summary.versions.iter().map(|it| {
        let none = if it.serial == 0 && it.version.is_empty() { "ひな型なし" } else { "" };
        vec![
            Cell::text(if none.is_empty() { &it.id } else { none }),
            Cell::text(&it.version),
            Cell::Count(it.members),
            Cell::word(it.is_behind, "あり"),
            Cell::text(&it.behind.join("、")),
        ]
    });
    Table { name: "ひな型の版", columns: columns(&heads), rows: rows.collect() }
}

fn codes(summary: &Summary) -> Table {
    let rows = summary
        .codes
        .iter()
        .map(|it| vec![Cell::text(&it.code), Cell::text(&it.title), Cell::Count(it.members), Cell::Count(it.times)]);
    Table {
        name: "多い指摘",
        columns: columns(&[("コード", 30), ("指摘", 60), ("会員", 10), ("件数", 10)]),
        rows: rows.collect(),
    }
}
