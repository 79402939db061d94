//! The JSON tree as a whole: what stands around the prose. Nothing here knows the binder.

use serde::Serialize;

use super::drawing::DrawnBody;
use super::node::{Block, Inline, Inlines, Table};
/// The whole of `binder.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Tree {
    /// Raised when a theme that walks the old tree would break.
    pub(super) format: u8,
    pub(super) meta: Meta,
    pub(super) inspection: Inspection,
    pub(super) tabs: Vec<TabNode>,
}

/// What the cover, the headers and the file's own metadata need.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Meta {
    pub(super) language: &'static str,
    pub(super) facility: String,
    pub(super) kind: &'static str,
    pub(super) fiscal_year: String,
    pub(super) edition: String,
    pub(super) notices: Vec<String>,
    pub(super) notice_date: String,
    pub(super) guideline: String,
    /// The day the binder speaks of, as `2025-12-01` and as 令和7年12月1日.
    pub(super) as_of: String,
    pub(super) as_of_shown: String,
    pub(super) duplex: bool,
    /// For whom this copy is made, and whom it is handed to; empty where that says nothing.
    pub(super) made_for: String,
    pub(super) recipient: String,
    pub(super) fonts: Fonts,
    /// The table `[pdf]` of `theme.toml`, as it stands there.
    pub(super) theme: serde_json::Value,
}

/// Families by what they are for, best first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Fonts {
    pub(super) body: Vec<String>,
    pub(super) punctuation: Option<String>,
    pub(super) mono: Vec<String>,
    pub(super) symbols: Vec<String>,
}

/// The inspector's two pages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Inspection {
    pub(super) facts: Vec<Fact>,
    /// The day the facility's form carries.
    pub(super) confirmed: String,
    pub(super) people: Vec<Person>,
    pub(super) vendors: Vec<VendorRow>,
    pub(super) papers: Vec<PaperRow>,
    pub(super) open: Vec<OpenRow>,
    /// The facility, then each vendor with a form: the columns of the second page.
    pub(super) respondents: Vec<Respondent>,
    pub(super) rows: Vec<AnswerRow>,
}

/// A key of `[facility]` and its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Fact {
    pub(super) key: String,
    pub(super) value: String,
}

/// Who is responsible, and as what.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Person {
    pub(super) title: &'static str,
    pub(super) names: Vec<String>,
}

/// A vendor with its contract and papers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct VendorRow {
    pub(super) name: Inlines,
    pub(super) systems: String,
    pub(super) contract_from: String,
    pub(super) contract_to: String,
    /// The day of the form; where it is not in the binder yet, that of its receipt.
    pub(super) form_date: String,
    /// The vendor's form, if it is in the binder.
    pub(super) form: Inlines,
    pub(super) disclosure: Inlines,
}

/// A document that is looked at in the flesh; `kind` is devices, contacts, bcp or rules.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct PaperRow {
    pub(super) kind: &'static str,
    pub(super) number: String,
    pub(super) places: Vec<PlaceRow>,
    /// When it was last revised or confirmed.
    pub(super) last: String,
    pub(super) approver: String,
    /// 文書番号.
    pub(super) control_number: String,
    pub(super) established: String,
    pub(super) effective: String,
    /// Where the originals are kept.
    pub(super) kept: String,
}

/// Where a document stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct PlaceRow {
    pub(super) title: String,
    pub(super) tab: u8,
    pub(super) id: String,
}

/// An いいえ with its date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct OpenRow {
    pub(super) number: String,
    pub(super) id: Option<String>,
    pub(super) subject: String,
    pub(super) who: String,
    pub(super) target: String,
}

/// A respondent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Respondent {
    pub(super) name: String,
    /// Label of its form.
    pub(super) id: Option<String>,
}

/// An item with every respondent's answer, in the order of the respondents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct AnswerRow {
    pub(super) number: String,
    pub(super) subject: String,
    /// Label of the item's page.
    pub(super) id: Option<String>,
    /// Whether a new section of the checklist begins here.
    pub(super) opens: bool,
    pub(super) answers: Vec<Option<AnswerCell>>,
}

/// One answer in force.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct AnswerCell {
    /// はい, いいえ or nothing.
    pub(super) answer: &'static str,
    pub(super) date: String,
    pub(super) target: String,
    pub(super) remark: String,
}

/// A tab: a chapter of the PDF.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct TabNode {
    pub(super) number: u8,
    pub(super) id: Option<String>,
    pub(super) title: &'static str,
    pub(super) sections: Vec<Section>,
}

/// A section of a tab: starts on a page of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Section {
    pub(super) pos: String,
    pub(super) id: Option<String>,
    /// 2-③ for an item; empty elsewhere.
    pub(super) number: String,
    pub(super) title: String,
    #[serde(flatten)]
    pub(super) body: Body,
}

/// What a section holds, told apart by `kind`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Body {
    Document(Box<DocumentBody>),
    Item(Box<ItemBody>),
    Register(RegisterBody),
    Drawn(DrawnBody),
    Card { card: serde_json::Value },
    Coverage(Coverage),
    Guideline { name: String, edition: String, parts: Vec<PartNode> },
    Glossary { terms: Vec<TermNode> },
    Attachments { files: Vec<FileNode> },
}

/// One Markdown file, or one imported file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct DocumentBody {
    /// `manager` or `confidential`, where the document is for few.
    pub(super) class: Option<&'static str>,
    /// 文書管理, where anything is said.
    pub(super) control: Option<ControlBody>,
    /// What there is in place of blocks, if it is an imported file.
    pub(super) imported: Option<ImportedBody>,
    /// Who filled in a form.
    pub(super) answered_by: String,
    /// How far a form has got, where that is to be said: `transcribed`, `submitted` ...
    pub(super) state: Option<&'static str>,
    /// When a form was handed in, and to whom.
    pub(super) submitted: String,
    pub(super) transcription: Option<Transcription>,
    /// The devices a vendor's form speaks for.
    pub(super) scope: Inlines,
    pub(super) covers: Vec<Inline>,
    pub(super) blocks: Vec<Block>,
    /// The pages of the original, printed behind it.
    pub(super) pages: Option<PagesNode>,
}

/// What a form was written down from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Transcription {
    /// The name of the file; nothing where the original is on paper only.
    pub(super) file: Inlines,
    /// Who received, signed and transcribed it.
    pub(super) history: String,
    /// Where the original is kept.
    pub(super) kept: String,
}

/// The pages of a file, as pictures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct PagesNode {
    pub(super) id: Option<String>,
    /// The file's name.
    pub(super) name: String,
    pub(super) pages: Vec<PageNode>,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct PageNode {
    pub(super) src: String,
    pub(super) alt: String,
}

/// 文書管理: a document's last table, and 附則 before it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ControlBody {
    pub(super) number: String,
    pub(super) established: String,
    pub(super) effective: String,
    pub(super) approved_by: String,
    pub(super) approved_on: String,
    pub(super) retention: String,
    pub(super) kept: String,
    pub(super) revisions: Vec<RevisionRow>,
    pub(super) in_force: Vec<Sentence>,
}

/// One row of 改訂履歴.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct RevisionRow {
    pub(super) date: String,
    pub(super) effective: String,
    pub(super) clauses: String,
    pub(super) reason: String,
    pub(super) approver: String,
}

/// A sentence of 附則, of the text or of a revision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Sentence {
    pub(super) of: &'static str,
    pub(super) day: String,
}

/// An imported file: its name, and which clause or page answers what.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ImportedBody {
    /// Its name; empty for what there is on paper alone.
    pub(super) file: String,
    pub(super) rows: Vec<ImportedRow>,
}

/// A clause, section or page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ImportedRow {
    pub(super) id: Option<String>,
    pub(super) title: String,
    pub(super) pages: String,
    pub(super) items: Vec<Inlines>,
}

/// One item of the checklist.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ItemBody {
    /// The official wording of the facility's form; empty where the heading is our short subject.
    pub(super) wording: String,
    pub(super) scope: String,
    /// What is looked at in the flesh: devices, contacts, bcp or rules.
    pub(super) shown: Option<&'static str>,
    pub(super) answers: Vec<ItemAnswer>,
    pub(super) covering: Vec<Inlines>,
    pub(super) evidence: Vec<Inlines>,
    pub(super) records: Vec<Inlines>,
    /// None where the manual has no page for it.
    pub(super) blocks: Option<Vec<Block>>,
}

/// A respondent's answer to one item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ItemAnswer {
    pub(super) who: Inlines,
    pub(super) answer: &'static str,
    pub(super) date: String,
    pub(super) target: String,
    pub(super) remark: Inlines,
}

/// A register: one table, or several where its columns do not fit a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct RegisterBody {
    pub(super) landscape: bool,
    pub(super) rows: usize,
    pub(super) parts: Vec<Table>,
}

/// The matrix item x clause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Coverage {
    /// The clauses that cover something, as groups of columns that fit a page.
    pub(super) columns: Vec<Vec<ClauseColumn>>,
    pub(super) rows: Vec<CoverageRow>,
    /// Where the BCP speaks of each of its phases; none where there is no BCP.
    pub(super) phases: Vec<PhaseRow>,
}

/// A phase of the BCP, and the documents and sections that it names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct PhaseRow {
    pub(super) name: String,
    pub(super) places: Vec<Inlines>,
}

/// A column of the matrix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ClauseColumn {
    pub(super) id: Option<String>,
    pub(super) short: String,
}

/// A row of the matrix: for each clause, in the order of the columns, whether it covers the item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct CoverageRow {
    pub(super) number: String,
    pub(super) subject: String,
    pub(super) id: Option<String>,
    pub(super) cells: Vec<Vec<bool>>,
    /// What covers it outside the rules.
    pub(super) others: Vec<Inlines>,
}

/// A part of the guideline that somebody cites.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct PartNode {
    pub(super) id: Option<String>,
    pub(super) name: String,
    pub(super) sections: Vec<SectionNode>,
}

/// A cited section, or one compliance item of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct SectionNode {
    pub(super) id: Option<String>,
    /// 3.1.2 or 3.1.2②.
    pub(super) number: String,
    /// The heading; empty where it was not seen in the final text.
    pub(super) title: String,
    pub(super) cited: Vec<Inlines>,
}

/// An entry of the glossary.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct TermNode {
    pub(super) id: Option<String>,
    pub(super) name: String,
    pub(super) meanings: Vec<Vec<Block>>,
    pub(super) from: Inlines,
}

/// A file that comes with the binder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct FileNode {
    pub(super) id: Option<String>,
    pub(super) path: String,
    pub(super) title: String,
    pub(super) number: Inlines,
    pub(super) approved: String,
    pub(super) cited: Vec<Inlines>,
}
