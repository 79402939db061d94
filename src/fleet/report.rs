//! What a fleet's build says of its members: the status of each item, no text of any document. One member's report may be
//! kept and read again; a fleet's report is what a merge joins. Pure: reads no file, and a broken one is a finding.

mod member;
mod read;
mod wire;

pub use member::Place;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Date, FacilityKind, ItemId, iso, maybe_iso};

/// All members of a fleet, or those of one share of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetReport {
    /// [`FleetReport::FORMAT`].
    pub format: u32,
    /// The version of toji that made it.
    pub toji: String,
    /// The day that it speaks of.
    #[serde(with = "iso")]
    pub as_of: Date,
    /// A digest of who is in the whole fleet: shares of two lists of members are no shares of one fleet.
    #[serde(default)]
    pub fleet: String,
    /// Which share of the fleet it is; `None` for all of it.
    pub shard: Option<Shard>,
    /// Shares that were not there when a report was joined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Shard>,
    /// Files among the members' folders that are nobody's folder, and were left aside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<String>,
    /// The items that members answer, in official order.
    pub items: Vec<Subject>,
    /// The members by id.
    pub members: Vec<MemberReport>,
}

/// One share of a fleet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// Which, from 1.
    pub index: u32,
    /// Of how many.
    pub count: u32,
}

/// What an item is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The item.
    #[serde(with = "wire::item")]
    pub item: ItemId,
    /// In a few words.
    pub subject: String,
}

/// One member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberReport {
    /// Its id, by which it is sorted.
    pub id: String,
    /// What it calls itself; empty where that could not be read.
    pub name: String,
    /// What kind of facility it is, where that could be read.
    #[serde(with = "wire::kind")]
    pub kind: Option<FacilityKind>,
    /// Its folder below the fleet's.
    pub folder: String,
    /// Its first page, below the output: `members/ID/index.html`; there where it was built.
    pub page: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The template that it was made from; `None` for one that was made by hand.
    pub template: Option<InstalledReport>,
    /// The fiscal year of its binder.
    pub fiscal_year: Option<i16>,
    /// Whether no 検査項目 is open.
    pub ready: bool,
    /// How many rows are demanded of the member itself, and how many of them carry an answer and its day.
    pub demanded: u32,
    /// See `demanded`.
    pub answered: u32,
    /// The answers of each respondent: the member's own first, then its vendors'.
    pub answers: Vec<Answers>,
    /// What its vendors owe.
    pub owed: Vec<OwedReport>,
    /// How many findings weigh how much.
    pub counts: Counts,
    /// How often each finding occurs, by its code.
    pub codes: BTreeMap<String, u32>,
    /// The findings that kept it from being built, and no others.
    pub findings: Vec<FindingReport>,
    /// What its items are about: moved into the fleet's report, where it stands once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
}

/// What became of a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Its binder lies in `members/ID/`.
    Built {
        /// The build id.
        build: String,
        /// Whether there is a PDF.
        pdf: bool,
        /// Whether nothing had changed, so that the binder of an earlier run stands. No part of what is written: a summary
        /// says how members stand, not how often it was made.
        #[serde(skip)]
        reused: bool,
    },
    /// It was not built; [`MemberReport::findings`] say why.
    Failed,
}

/// The template that a member was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstalledReport {
    /// The pack's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its serial.
    pub serial: u64,
    /// How many files wait for a decision.
    pub pending: u32,
}

/// The answers of one respondent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The vendor's id in the member's register; `None` for the member itself.
    pub vendor: Option<String>,
    /// The vendor's name; empty for the member itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Item by item, in official order.
    pub items: Vec<ItemReport>,
}

/// One item as one respondent answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemReport {
    /// The item.
    #[serde(with = "wire::item")]
    pub item: ItemId,
    /// Whether it must be answered.
    pub demanded: bool,
    /// The answer in force.
    pub answer: AnswerWord,
    /// What is answered without a date of the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<AnswerWord>,
    /// When it was confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "maybe_iso")]
    pub date: Option<Date>,
    /// Until when an いいえ is to be mended, or a plan is to be carried out.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "maybe_iso")]
    pub target: Option<Date>,
    /// Whether that day is over, and the respondent still answers.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
}

/// An answer, or that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerWord {
    /// はい, with its day.
    Yes,
    /// はい, because a plan already allows it.
    Planned,
    /// いいえ.
    No,
    /// 該当なし.
    NotApplicable,
    /// An answer without the day on which it was confirmed, or one that the form does not know.
    Undated,
    /// Nothing.
    Blank,
}

/// What one vendor owes a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwedReport {
    /// The vendor's id in the member's register.
    pub id: String,
    /// Its name there.
    pub name: String,
    /// What it looks after: the products installed on its devices, else the systems that the register names.
    pub products: Vec<String>,
    /// Whether its form is owed, and has not been asked for.
    pub form: FormOwed,
    /// When it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "maybe_iso")]
    pub since: Option<Date>,
    /// By when it was to answer.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "maybe_iso")]
    pub due: Option<Date>,
    /// Whether that day is over.
    pub overdue: bool,
    /// Whether no MDS/SDS of it was recorded.
    pub lacks_disclosure: bool,
}

/// Whether a vendor owes its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormOwed {
    /// It was not asked for.
    NotAsked,
    /// It was asked for and has not come.
    Asked,
    /// It came.
    Came,
}

/// How many findings weigh how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// The binder cannot be built right.
    pub build: u32,
    /// 検査項目.
    pub inspection: u32,
    /// 食い違い.
    pub disagreement: u32,
    /// 助言.
    pub advice: u32,
}

/// A finding that kept a member from being built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingReport {
    /// Its code.
    pub code: String,
    /// What is wrong, in Japanese.
    pub message: String,
    /// The way out; may be empty.
    pub help: String,
    /// File, line and column below the member's folder; may be empty.
    pub place: String,
}

impl FleetReport {
    /// Where it lies below the output: shares may have one output between them.
    pub fn path(shard: Option<Shard>) -> String {
        match shard {
            Some(Shard { index, count }) => format!("reports/shard-{index}-of-{count}.json"),
            None => "reports/fleet.json".to_owned(),
        }
    }

    /// The format that this toji writes.
    pub const FORMAT: u32 = 1;

    /// Sorts the members by id, and gathers what their items are about.
    pub fn new(as_of: Date, shard: Option<Shard>, mut members: Vec<MemberReport>) -> Self {
        members.sort_by(|a, b| (&a.id, &a.folder).cmp(&(&b.id, &b.folder)));
        let mut items: BTreeMap<ItemId, String> = BTreeMap::new();
        for Subject { item, subject } in members.iter_mut().flat_map(|it| std::mem::take(&mut it.subjects)) {
            items.entry(item).or_insert(subject);
        }
        let items = items.into_iter().map(|(item, subject)| Subject { item, subject }).collect();
        Self {
            format: Self::FORMAT,
            toji: env!("CARGO_PKG_VERSION").to_owned(),
            as_of,
            fleet: String::new(),
            shard,
            missing: Vec::new(),
            beside: Vec::new(),
            items,
            members,
        }
    }
}

impl MemberReport {
    /// Its own answers.
    pub fn own(&self) -> impl Iterator<Item = &ItemReport> {
        self.answers.iter().filter(|it| it.vendor.is_none()).flat_map(|it| &it.items)
    }

    /// What it calls itself; its id where that could not be read.
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }

    /// Whether it has a binder.
    pub fn is_built(&self) -> bool {
        match self.outcome {
            Outcome::Built { .. } => true,
            Outcome::Failed => false,
        }
    }
}
