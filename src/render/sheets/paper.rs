//! Papers of whoever gives out a template: the change notice between two versions, and the covering letter to members. Plain
//! data, filled by `pack`; no facility's.

use serde::Serialize;

use crate::model::{FontFamilies, Theme};
use crate::render::pdf::{Frame, PdfInput, Sender, paper};

/// A paper that is no facility's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// 変更のお知らせ.
    Changes(ChangeNotice),
    /// 事務連絡: one page, fit for fax.
    Letter(Letter),
}

/// What is different between two versions of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeNotice {
    /// The template's id.
    pub template: String,
    /// The version before.
    pub before: String,
    /// The new version.
    pub after: String,
    /// The day, as people read it.
    pub made: String,
    /// 要対応, 確認のみ and 変更なし with how many pages have it, in this order; then 名前だけ and 記載なし if any has it.
    pub counts: Vec<(String, usize)>,
    /// The pages that a note speaks of or whose text is different: the most urgent first, then by path.
    pub pages: Vec<ChangedPage>,
    /// The titles and paths of the pages that are as they were.
    pub unchanged: Vec<String>,
    /// What moved, in words.
    pub migrations: Vec<String>,
}

/// A page of the notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedPage {
    /// 要対応, 確認のみ, 変更なし; 記載なし or 名前だけ where no note speaks of it.
    pub action: String,
    /// Its title.
    pub title: String,
    /// Its path.
    pub path: String,
    /// The publisher's words.
    pub note: String,
    /// `added`, `changed`, `removed`, `same`.
    pub state: &'static str,
    /// Its path before, where it has another now; else empty.
    pub from: String,
    /// What is different, in the order of the new text.
    pub blocks: Vec<ChangedBlock>,
}

/// A block that is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedBlock {
    /// As people call it.
    pub name: String,
    /// `added`, `changed`, `removed`.
    pub state: &'static str,
    /// The lines before; none where it is new.
    pub before: Vec<Vec<Run>>,
    /// The lines now; none where it is gone.
    pub after: Vec<Vec<Run>>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Its text.
    pub text: String,
    /// Whether only this side has it.
    pub is_different: bool,
}

/// The covering letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// The document number of the ministry's notice; empty without one.
    pub number: String,
    /// Whom to ask; empty where nobody is named.
    pub phone: String,
    /// Who sends it.
    pub from: String,
    /// The day of the letter, as people read it.
    pub made: String,
    /// By when members are to act, as people read it.
    pub deadline: String,
    /// The template's id.
    pub template: String,
    /// The new version.
    pub version: String,
    /// How many pages are to be acted on.
    pub count: usize,
    /// The first of them: more than fit a page.
    pub required: Vec<LetterPage>,
    /// How many pages are to be looked at.
    pub look: usize,
    /// The fingerprint of the publisher's key.
    pub fingerprint: String,
    /// The pack's file name, as a member types it.
    pub file: String,
}

/// A page to act on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterPage {
    /// Its title.
    pub title: String,
    /// What to do.
    pub note: String,
}

/// What a page is called that only has another name, and of which no note speaks.
pub const MOVED: &str = "名前だけ";

/// What a page is called that no note speaks of.
pub const UNSAID: &str = "記載なし";

impl Paper {
    /// The stem of the theme's `.typ`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Changes(_) => "pack-changes",
            Self::Letter(_) => "pack-letter",
        }
    }

    /// As a reader knows it.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Changes(_) => "ひな型の変更のお知らせ",
            Self::Letter(_) => "事務連絡",
        }
    }

    /// What the PDF holds among its keywords, by which a later print knows it.
    pub fn mark(&self) -> String {
        format!("toji-sheet-{}", self.name())
    }

    /// What typst is given.
    pub fn input(&self, sender: Sender<'_>, theme: &Theme, fonts: &FontFamilies) -> PdfInput {
        let mark = self.mark();
        let frame = Frame { title: self.title(), mark: &mark };
        match self {
            Self::Changes(it) => paper(sender, theme, fonts, frame, it),
            Self::Letter(it) => paper(sender, theme, fonts, frame, it),
        }
    }
}
