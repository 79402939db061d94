//! The vocabulary: ids, dates, standards, forms, registers, the prose tree and documents.
//!
//! Types and their constructors only. An id, a date or a number has one constructor, and it checks. Nothing here looks
//! anything up, reads a file or prints.

mod account;
mod bcp;
mod citation;
mod class;
mod config;
mod consents;
mod control;
mod date;
mod document;
mod drawing;
mod edition;
mod facility;
mod fonts;
mod form;
mod former;
mod formula;
mod guideline;
mod id;
mod imported;
mod month;
mod original;
mod pack;
mod pack_key;
mod profile;
mod prose;
mod reference;
mod register;
mod slug;
mod template;
mod theme;
mod transcript;
mod written_item;

pub use account::{Account, AccountName, AccountNameError, Accounts, PasswordHash};
pub use bcp::BcpPhase;
pub use citation::{Circled, Citation, SectionNumber};
pub use class::Class;
pub use config::{Acceptance, ColumnAlias, Config, Limits, PdfOptions};
pub use consents::{Consents, MemberConsent, Receipt, member_key};
pub use control::{Control, Fingerprint, Revision};
pub use date::{Date, DateError, FiscalYear};
pub use document::{Document, DocumentKind, FrontMatter};
pub use drawing::DrawingKind;
pub use edition::{
    Column, Edition, EvidenceKind, FormKind, Item, NoteStatus, PlanReported, Printed, Refs, SourceFile, Successor,
    Topic, VendorForm, Wording,
};
pub use facility::{Facility, FacilityKind, Role, SampleNames};
pub use fonts::FontFamilies;
pub use form::{Answer, Form, FormRow, Reason, Respondent};
pub use former::{FormerEdition, ItemRow, Machine, Previous};
pub use formula::{guard_formula, looks_like_formula, unguard_formula};
pub use guideline::{Certainty, Count, Guideline, Part, Section};
pub use id::{Clause, ClauseRef, DocId, ItemId, RowId};
pub use imported::{Entry, Imported};
pub use month::Month;
pub use original::{FormState, Original, OriginalKind, Submission};
pub use pack::{
    Action, ChangeNote, Disclosure, DisclosureKind, Listed, Migration, PackHead, Release, Share, Step, ValuePlace,
};
pub use pack_key::PackKey;
pub use profile::{Mask, Omitted, Profile, is_line};
pub use prose::{
    Align, Block, BlockKind, Callout, Definition, Heading, Image, Inline, Inlines, Reference, Stage, Table, Value,
    plain_text, plain_text_without_code,
};
pub use reference::{Fragment, Numbered, RawRef, RegisterQuery, RegisterView, Target, VariablePath};
pub use register::{Cell, Column as RegisterColumn, Holds, Need, Register, RegisterKind, Row, choice_word, is_choice};
pub use slug::slug;
pub use template::{Approval, Decision, Given, Pending, Taken, Template, TemplateFile};
pub(crate) use template::{iso, maybe_iso};
pub use theme::Theme;
pub use transcript::{ReturnedFile, Transcript, TranscriptRow};
