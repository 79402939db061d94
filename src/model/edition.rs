//! One fiscal year's checklist: its items, its forms and what is known of each.

use super::guideline::Certainty;
use super::{Citation, Date, FacilityKind, FiscalYear, ItemId};

/// The checklist of one fiscal year.
#[derive(Debug, Clone)]
pub struct Edition {
    /// `r7`.
    pub id: String,
    /// 令和7年度版.
    pub name: String,
    /// The year it is for.
    pub fiscal_year: FiscalYear,
    /// The notices that issued it, by number.
    pub notices: Vec<String>,
    /// The day of the notices.
    pub notice_date: Date,
    /// The guideline edition its ▶ notes point at.
    pub guideline: String,
    /// Kinds of facility that have a form of their own.
    pub kinds: Vec<FacilityKind>,
    /// The columns of a completed form, in order.
    pub columns: Vec<Column>,
    /// Whether that layout was seen on the form itself.
    pub columns_certainty: Certainty,
    /// The items, in official order.
    pub items: Vec<Item>,
}

/// One row of the checklist.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// A short subject, in our words: the official wording is not shipped.
    pub subject: String,
    /// What it is about (サーバ, 端末PC, ...); empty where the item has none.
    pub scope: String,
    /// Whether a vendor's form carries it.
    pub vendor_form: VendorForm,
    /// The guideline notes printed beside it.
    pub refs: Refs,
    /// What is looked at in the flesh.
    pub evidence: Option<EvidenceKind>,
    /// What of the binder's own papers its answer can be held against.
    pub topic: Option<Topic>,
    /// Whether it needs no answer where no vendor has a contract.
    pub needs_vendor: bool,
    /// Whether it was new in this edition.
    pub is_new: bool,
    /// The last fiscal year for which a plan already allows はい (2-⑩).
    pub plan_until: Option<FiscalYear>,
    /// Whether number, scope and explanation were all seen in an official text.
    pub certainty: Certainty,
}

/// Whether a vendor's form carries an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VendorForm {
    /// The item's own explanation addresses the vendor.
    Explained,
    /// Its section's heading says so.
    BySection,
    /// Not confirmed: never demanded of a vendor.
    Doubtful,
    /// It does not.
    No,
}

/// The ▶ notes of an item and where they were seen.
#[derive(Debug, Clone)]
pub struct Refs {
    /// How sure they are.
    pub status: NoteStatus,
    /// The notes; for [`NoteStatus::NotEstablished`] the sections where the guideline treats the subject.
    pub citations: Vec<Citation>,
}

/// Where the ▶ notes of an item come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteStatus {
    /// Printed beside the item in this edition's manual.
    Printed,
    /// Printed in an earlier year's manual; this year's note was not seen.
    Earlier,
    /// No note was seen in any edition: the sections are candidates.
    NotEstablished,
}

/// A document that is looked at in the flesh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EvidenceKind {
    /// 機器台帳.
    Devices,
    /// 連絡体制図.
    ContactChart,
    /// 事業継続計画.
    Bcp,
    /// 規程類.
    Rules,
}

/// What an item speaks of, where the binder's own papers speak of it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Who is responsible for the systems' safety.
    SafetyOfficer,
    /// Which devices are maintained from afar.
    RemoteMaintenance,
    /// Accounts that nobody needs any more.
    Accounts,
    /// Updates of devices in use.
    Updates,
    /// Backups, and that they can be restored.
    Backups,
}

/// A column of a completed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The item's number.
    Item,
    /// First answer.
    First,
    /// The day of the first answer.
    FirstDate,
    /// The day until which an いいえ is to be mended.
    Target,
    /// Second answer.
    Second,
    /// The day of the second answer.
    SecondDate,
    /// Remarks; evidence is linked from here.
    Remark,
}

impl Column {
    /// The name in the standards' TOML.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "item" => Self::Item,
            "first" => Self::First,
            "first_date" => Self::FirstDate,
            "target" => Self::Target,
            "second" => Self::Second,
            "second_date" => Self::SecondDate,
            "remark" => Self::Remark,
            _ => return None,
        })
    }
}

impl Edition {
    /// The item with this id.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|it| it.id == id)
    }

    /// The item that speaks of this.
    pub fn item_about(&self, topic: Topic) -> Option<&Item> {
        self.items.iter().find(|it| it.topic == Some(topic))
    }

    /// The item whose document this is.
    pub fn item_shown_by(&self, evidence: EvidenceKind) -> Option<&Item> {
        self.items.iter().find(|it| it.evidence == Some(evidence))
    }
}

impl Item {
    /// Whether a vendor is asked for it: doubtful rows are not.
    pub fn is_asked_of_vendors(&self) -> bool {
        match self.vendor_form {
            VendorForm::Explained | VendorForm::BySection => true,
            VendorForm::Doubtful | VendorForm::No => false,
        }
    }
}
