//! The last line of a run: how far the checklist, the vendors' forms and the mending have got. One line, no verdict.

use super::output::Terminal;
use crate::check::{ReadyItem, Report};
use crate::diagnostics::catalogue::{self, Language};
use crate::model::Date;

/// 立入検査の確認項目: 18項目中16項目が記入済み（はい14、いいえ2）。契約中の事業者2者中1者の確認書を転記済み。次の目標日は…
pub(super) fn line(report: &Report, terminal: &Terminal) -> String {
    let language = terminal.language;
    let parts =
        [Some(own(report, language)), vendors(report, language), past(report, language), next(report, language)];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    let separator = catalogue::ui("readiness-separator", language);
    format!("{}{}", parts.join(separator), catalogue::ui("readiness-end", language))
}

fn filled(key: &'static str, language: Language, values: &[(&'static str, String)]) -> String {
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    catalogue::fill(catalogue::ui(key, language), &values)
}

fn own(report: &Report, language: Language) -> String {
    let own = report.readiness.own;
    if own.demanded == 0 {
        return catalogue::ui("readiness-none", language).to_owned();
    }
    let values = [("all", own.demanded), ("answered", own.answered), ("yes", own.yes), ("no", own.no)];
    filled("readiness", language, &values.map(|(name, count)| (name, count.to_string())))
}

fn vendors(report: &Report, language: Language) -> Option<String> {
    let vendors: Vec<_> = report.vendors.iter().filter(|it| it.is_in_force).collect();
    let transcribed = vendors.iter().filter(|it| it.form.is_transcribed()).count();
    let values = [("all", vendors.len().to_string()), ("transcribed", transcribed.to_string())];
    // Without the year's own checklist there is no form that a vendor could fill in.
    (!vendors.is_empty() && report.readiness.own.demanded > 0).then(|| filled("readiness-vendors", language, &values))
}

/// Demanded rows with a target date that stands, soonest first.
fn open(report: &Report) -> Vec<(Date, &ReadyItem)> {
    let rows = report.readiness.items.iter().filter(|it| it.demanded);
    let mut open: Vec<_> = rows.filter_map(|it| Some((it.open_until()?, it))).collect();
    open.sort_by_key(|(date, it)| (*date, it.item));
    open
}

fn past(report: &Report, language: Language) -> Option<String> {
    let past: Vec<_> = open(report).into_iter().filter(|it| it.0 < report.as_of).collect();
    let mut items: Vec<_> = past.iter().map(|(_, it)| it.item).collect();
    items.sort_unstable();
    items.dedup();
    let items = items.iter().map(|it| it.shown()).collect::<Vec<_>>().join(catalogue::ui("list-separator", language));
    let values = [("count", past.len().to_string()), ("item", items)];
    (!past.is_empty()).then(|| filled("readiness-past", language, &values))
}

fn next(report: &Report, language: Language) -> Option<String> {
    let (date, row) = open(report).into_iter().find(|it| it.0 >= report.as_of)?;
    let date = match language {
        Language::Japanese => date.japanese(),
        Language::English => date.to_string(),
    };
    Some(filled("readiness-next", language, &[("date", date), ("item", row.item.shown())]))
}
