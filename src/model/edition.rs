//! One fiscal year's checklist: its items, its forms and what is known of each.

use super::guideline::Certainty;
use super::{Citation, Config, Date, FacilityKind, FiscalYear, ItemId, Month, Previous, Respondent};

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
    /// The day of the notices, where it is known.
    pub notice_date: Option<Date>,
    /// The guideline edition its ▶ notes point at.
    pub guideline: String,
    /// Where its manual was published.
    pub manual: Option<String>,
    /// What is known of the edition that comes after it; `None` where nothing is.
    pub successor: Option<Successor>,
    /// The printed forms.
    pub form_kinds: Vec<FormKind>,
    /// The columns of a completed form, in order.
    pub columns: Vec<Column>,
    /// Whether that layout was seen on the form itself.
    pub columns_certainty: Certainty,
    /// The official files that somebody imported it from; none for what toji knows by itself.
    pub source_files: Vec<SourceFile>,
    /// The items, in official order.
    pub items: Vec<Item>,
}

/// An official file that an edition was imported from, on the machine of whoever imported it.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its name.
    pub name: String,
    /// The SHA-256 of its bytes, in hex digits.
    pub sha256: String,
    /// Where it was fetched from, as far as that was told.
    pub address: Option<String>,
    /// The day of the import.
    pub read: Option<Date>,
}

/// The official wording of an item. toji ships none: whoever has the official forms imports it.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// As the facility's form words it.
    pub facility: Option<String>,
    /// As the vendor's form words it: one number can have two subjects.
    pub vendor: Option<String>,
}

/// The edition after another one, of which only the name may be known.
#[derive(Debug, Clone)]
pub struct Successor {
    /// `r8`.
    pub id: String,
    /// 令和8年度版.
    pub name: String,
    /// When it came out, or is said to have.
    pub published: Month,
    /// Who says so, in words for readers.
    pub said: String,
    /// Whether an official text says so.
    pub certainty: Certainty,
}

/// A printed form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormKind {
    /// `pharmacy`.
    pub id: String,
    /// 薬局確認用.
    pub name: String,
    /// The kinds of facility it is for; none for the vendor's.
    pub kinds: Vec<FacilityKind>,
}

/// One row of the checklist.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// A short subject, in our words; the official wording where only that is known.
    pub subject: String,
    /// The official wording, where somebody imported it.
    pub wording: Wording,
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
    /// Another day that somebody sets for the same plan.
    pub plan_reported: Option<PlanReported>,
    /// The rows of the edition before that it goes back to.
    pub previous: Vec<Previous>,
    /// Whether number, scope and explanation were all seen in an official text.
    pub certainty: Certainty,
}

/// The text of an item, and whose words it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed<'a> {
    /// The official wording.
    Official(&'a str),
    /// Our short subject.
    Subject(&'a str),
}

impl<'a> Printed<'a> {
    /// The text alone.
    pub fn text(self) -> &'a str {
        match self {
            Self::Official(text) | Self::Subject(text) => text,
        }
    }
}

/// A day for a plan that another text than the checklist sets, or is said to set.
#[derive(Debug, Clone)]
pub struct PlanReported {
    /// The day.
    pub date: Date,
    /// Which text, and who says so, in words for readers.
    pub by: String,
    /// Whether the text itself was seen.
    pub certainty: Certainty,
}

/// Whether a vendor's form carries an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VendorForm {
    /// The item's own explanation addresses the vendor.
    Explained,
    /// It stands on the vendor's form itself.
    Printed,
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

/// What an item speaks of, where the binder's own papers speak of it too. Its number may be another one next year.
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
    /// 開示書（MDS/SDS）を事業者から受け取ること.
    Disclosure,
}

/// A column of a completed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// What stands above it. The words are ours where the layout of the form was not seen.
    pub fn head(self) -> &'static str {
        match self {
            Self::Item => "項目",
            Self::First => "1回目",
            Self::FirstDate | Self::SecondDate => "確認日",
            Self::Target => "目標日",
            Self::Second => "2回目",
            Self::Remark => "備考",
        }
    }

    /// The name in the standards' TOML.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::First => "first",
            Self::FirstDate => "first_date",
            Self::Target => "target",
            Self::Second => "second",
            Self::SecondDate => "second_date",
            Self::Remark => "remark",
        }
    }

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
    /// Whether our short subjects stand where the respondent's form has an official wording that nobody imported.
    pub fn prints_own_subjects(&self, respondent: &Respondent) -> bool {
        let is_own = |it: &Item| matches!(it.printed(respondent), Printed::Subject(_));
        match respondent {
            Respondent::Facility => self.items.iter().any(is_own),
            Respondent::Vendor(_) => self.items.iter().filter(|it| it.is_asked_of_vendors()).any(is_own),
        }
    }

    /// The item with this id.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|it| it.id == id)
    }

    /// The item that speaks of this.
    pub fn item_about(&self, topic: Topic) -> Option<&Item> {
        self.items.iter().find(|it| it.topic == Some(topic))
    }

    /// The form that the respondent fills in for a facility of this kind.
    pub fn form_kind(&self, respondent: &Respondent, facility: FacilityKind) -> Option<&FormKind> {
        self.form_kinds.iter().find(|it| match respondent {
            Respondent::Facility => it.kinds.contains(&facility),
            Respondent::Vendor(_) => it.kinds.is_empty(),
        })
    }

    /// Whether it is the checklist of the year that the settings name. One of another year explains the items, and is
    /// answered by nobody.
    pub fn is_of_year(&self, config: &Config) -> bool {
        self.id == config.edition.value && self.fiscal_year == config.fiscal_year
    }

    /// Whether it is the checklist that the settings name, be it of another year. One that only stands in for it is not
    /// what the facility uses.
    pub fn is_chosen(&self, config: &Config) -> bool {
        self.id == config.edition.value
    }

    /// The keys of the data that no official file says and that somebody has still to write by hand; `None` where that has
    /// been done. Without them rules of readiness have nothing to go by, and are silent.
    pub fn lacks(&self) -> Option<Vec<&'static str>> {
        let none = |has: fn(&Item) -> bool| !self.items.iter().any(has);
        let (evidence, topic) = (none(|it| it.evidence.is_some()), none(|it| it.topic.is_some()));
        let keys = [
            ("evidence", evidence),
            ("topic", topic),
            ("needs_vendor", none(|it| it.needs_vendor)),
            ("plan_until", none(|it| it.plan_until.is_some())),
            ("previous", none(|it| !it.previous.is_empty())),
        ];
        // Papers are shown and topics are there in every year; the others an edition may do without.
        (evidence || topic).then(|| keys.into_iter().filter(|it| it.1).map(|it| it.0).collect())
    }

    /// The website on which its manual was published: `www.mhlw.go.jp`.
    pub fn publisher(&self) -> Option<&str> {
        let (_, rest) = self.manual.as_deref()?.split_once("://")?;
        rest.split('/').next().filter(|it| !it.is_empty())
    }

    /// The item whose document this is.
    pub fn item_shown_by(&self, evidence: EvidenceKind) -> Option<&Item> {
        self.items.iter().find(|it| it.evidence == Some(evidence))
    }
}

impl Item {
    /// What the respondent's form prints beside the number: the official wording where it was imported, else our short
    /// subject.
    pub fn printed(&self, respondent: &Respondent) -> Printed<'_> {
        let wording = match respondent {
            Respondent::Facility => &self.wording.facility,
            Respondent::Vendor(_) => &self.wording.vendor,
        };
        wording.as_deref().map_or(Printed::Subject(&self.subject), Printed::Official)
    }

    /// Whether a vendor is asked for it: doubtful rows are not.
    pub fn is_asked_of_vendors(&self) -> bool {
        match self.vendor_form {
            VendorForm::Explained | VendorForm::Printed | VendorForm::BySection => true,
            VendorForm::Doubtful | VendorForm::No => false,
        }
    }
}
