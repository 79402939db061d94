//! One member's report: from a compiled source folder, or from what kept it from being compiled.

use std::collections::BTreeMap;

use super::{
    AnswerWord, Answers, Counts, FindingReport, FormOwed, InstalledReport, ItemReport, MemberReport, Outcome,
    OwedReport, Subject,
};
use crate::check::{Contract, Owed, ReadyItem, is_out_of_use, looked_after, owed};
use crate::diagnostics::catalogue::Language;
use crate::diagnostics::json::JsonFinding;
use crate::diagnostics::{Finding, Severity, Weight, json};
use crate::model::{Answer, FiscalYear, FormState, Reason, RegisterKind, Respondent, RowId, Template};
use crate::pipeline::{Compiled, Whole};
use crate::resolve::Binder;
use crate::source::Sources;

/// Which member it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// Its folder below the fleet's.
    pub folder: String,
    /// The folder of its binder, below the output's `members/`.
    pub output: String,
}

impl MemberReport {
    /// Of a folder that was compiled. `later` are the findings of the build itself.
    pub fn of(
        place: &Place,
        compiled: &Compiled,
        template: Option<&Template>,
        outcome: Outcome,
        later: &[Finding],
    ) -> Self {
        let findings: Vec<&Finding> = compiled.findings().iter().chain(later).collect();
        let mut report = Self::bare(place, outcome, &findings, &compiled.sources);
        report.template = template.map(InstalledReport::of);
        if let Ok(whole) = &compiled.outcome {
            report.fill(whole);
        }
        report
    }

    /// Of a folder that could not even be compiled: it is a file, cannot be read, or two have one id.
    pub fn failed(place: &Place, findings: &[Finding]) -> Self {
        Self::bare(place, Outcome::Failed, &findings.iter().collect::<Vec<_>>(), &Sources::default())
    }

    fn bare(place: &Place, outcome: Outcome, findings: &[&Finding], sources: &Sources) -> Self {
        let mut codes = BTreeMap::new();
        for finding in findings {
            *codes.entry(finding.code.as_str().to_owned()).or_insert(0) += 1;
        }
        let told = match outcome {
            Outcome::Built { .. } => Vec::new(),
            Outcome::Failed => told(findings, sources),
        };
        Self {
            id: place.id.clone(),
            name: String::new(),
            kind: None,
            folder: place.folder.clone(),
            page: format!("members/{}/index.html", place.output),
            outcome,
            template: None,
            fiscal_year: None,
            ready: false,
            demanded: 0,
            answered: 0,
            answers: Vec::new(),
            owed: Vec::new(),
            counts: Counts::of(findings),
            codes,
            findings: told,
            subjects: Vec::new(),
        }
    }

    fn fill(&mut self, Whole { binder, report, .. }: &Whole) {
        let config = binder.config();
        let readiness = &report.readiness;
        self.name.clone_from(&config.facility.name);
        self.kind = Some(config.facility.kind);
        self.fiscal_year = Some(config.fiscal_year.year());
        self.ready = readiness.ready;
        self.demanded = narrow(readiness.own.demanded);
        self.answered = narrow(readiness.own.answered);
        let contracts = Contract::all(binder, report.as_of);
        let ended: Vec<&RowId> = contracts.iter().filter(|it| it.has_ended).map(Contract::id).collect();
        self.answers = answers(binder, &readiness.items, |row| {
            let is_over = row.open_until().is_some_and(|it| it < report.as_of);
            is_over && !vendor_of(&row.respondent).is_some_and(|it| ended.contains(&it))
        });
        let owing = owed(binder, report.as_of).into_iter().filter(|it| it.is_in_force);
        let owing = owing.filter(|it| it.owes_form() || it.lacks_disclosure);
        self.owed = owing.map(|it| OwedReport::of(binder, &it)).collect();
        let items = binder.edition_of_year().into_iter().flat_map(|it| &it.items);
        self.subjects = items.map(|it| Subject { item: it.id, subject: it.subject.clone() }).collect();
    }
}

/// Those that stop a build; all where none of them does.
fn told(findings: &[&Finding], sources: &Sources) -> Vec<FindingReport> {
    let stopping = findings.iter().filter(|it| it.severity() == Severity::Error);
    let stopping: Vec<Finding> = stopping.map(|it| (*it).clone()).collect();
    let all = || findings.iter().map(|it| (*it).clone()).collect();
    let findings = if stopping.is_empty() { all() } else { stopping };
    json::findings(&findings, sources, Language::Japanese).into_iter().map(FindingReport::of).collect()
}

impl FindingReport {
    fn of(it: JsonFinding) -> Self {
        let place = [it.file, it.line.map(|it| it.to_string()), it.column.map(|it| it.to_string())];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(":");
        Self { code: it.code.to_owned(), message: it.message, help: it.help.unwrap_or_default(), place }
    }
}

impl InstalledReport {
    fn of(it: &Template) -> Self {
        Self { id: it.id.clone(), version: it.version.clone(), serial: it.serial, pending: narrow(it.pending.len()) }
    }
}

impl Counts {
    fn of(findings: &[&Finding]) -> Self {
        let of = |weight: Weight| narrow(findings.iter().filter(|it| it.code.weight() == weight).count());
        Self {
            build: of(Weight::Build),
            inspection: of(Weight::Inspection),
            disagreement: of(Weight::Disagreement),
            advice: of(Weight::Advice),
        }
    }
}

/// One list a respondent, in the order in which they are met: the facility first.
fn answers(binder: &Binder, rows: &[ReadyItem], is_overdue: impl Fn(&ReadyItem) -> bool) -> Vec<Answers> {
    let mut all: Vec<(&Respondent, Answers)> = Vec::new();
    for row in rows {
        let at = all.iter().position(|it| it.0 == &row.respondent).unwrap_or_else(|| {
            let vendor = vendor_of(&row.respondent).map(ToString::to_string);
            let name = vendor.as_ref().map(|_| binder.respondent_name(&row.respondent).to_owned());
            all.push((&row.respondent, Answers { vendor, name: name.unwrap_or_default(), items: Vec::new() }));
            all.len() - 1
        });
        all[at].1.items.push(item(row, binder.config().fiscal_year, is_overdue(row)));
    }
    all.sort_by(|a, b| a.0.cmp(b.0));
    all.into_iter().map(|it| it.1).collect()
}

fn vendor_of(respondent: &Respondent) -> Option<&RowId> {
    match respondent {
        Respondent::Facility => None,
        Respondent::Vendor(id) => Some(id),
    }
}

fn item(row: &ReadyItem, year: FiscalYear, overdue: bool) -> ItemReport {
    let said = word(row);
    let is_undated = row.is_known && !row.date.is_some_and(|it| year.contains(it));
    ItemReport {
        item: row.item,
        demanded: row.demanded,
        answer: if is_undated { AnswerWord::Undated } else { said },
        said: is_undated.then_some(said),
        date: row.date,
        target: row.target,
        overdue,
    }
}

/// Whatever its date.
fn word(row: &ReadyItem) -> AnswerWord {
    match row.answer {
        None => AnswerWord::Blank,
        Some(_) if !row.is_known => AnswerWord::Undated,
        Some(Answer::Yes(None)) => AnswerWord::Yes,
        Some(Answer::Yes(Some(Reason::Planned))) => AnswerWord::Planned,
        Some(Answer::No) => AnswerWord::No,
        Some(Answer::NotApplicable) => AnswerWord::NotApplicable,
    }
}

impl OwedReport {
    fn of(binder: &Binder, it: &Owed) -> Self {
        let (form, since) = match it.form {
            FormState::NotAsked => (FormOwed::NotAsked, None),
            FormState::Asked(day) => (FormOwed::Asked, Some(day)),
            FormState::Received(_) | FormState::Transcribed | FormState::Submitted(_) => (FormOwed::Came, None),
        };
        Self {
            id: it.id.to_string(),
            name: it.name.clone(),
            products: products(binder, &it.id),
            form,
            since,
            due: it.due,
            overdue: it.is_overdue,
            lacks_disclosure: it.lacks_disclosure,
        }
    }
}

/// The software on the devices in use that a vendor looks after; where the registers name none, 担当システム.
fn products(binder: &Binder, vendor: &RowId) -> Vec<String> {
    let mut products = Vec::new();
    if let Some(devices) = binder.register(RegisterKind::Devices) {
        let rows = looked_after(binder, vendor).into_iter().filter_map(|it| devices.row(&it));
        for row in rows.filter(|row| !is_out_of_use(devices.text(row, "状態"))) {
            products.extend(listed(devices.text(row, "ソフトウェア")));
        }
    }
    if products.is_empty()
        && let Some(vendors) = binder.register(RegisterKind::Vendors)
    {
        products.extend(vendors.row(vendor).into_iter().flat_map(|row| listed(vendors.text(row, "担当システム"))));
    }
    products.sort();
    products.dedup();
    products
}

/// What a cell lists, without remarks in brackets.
fn listed(text: &str) -> Vec<String> {
    let mut depth = 0_u32;
    let mut bare = String::new();
    for c in text.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            other if depth == 0 => bare.push(other),
            _ => (),
        }
    }
    let parts = bare.split(['、', ',', '，', '・', '\n']).map(str::trim);
    parts.filter(|it| !matches!(*it, "" | "-" | "—" | "－" | "なし")).map(str::to_owned).collect()
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
