//! The PDF's content: one JSON tree, walked by the theme's `.typ` files.
//!
//! # Where typst finds things
//! The tree is `/binder.json`; the theme's `pdf/` folder is `/`, entered at `/main.typ`; a picture `attachments/plan.svg`
//! of the source folder is `/assets/attachments/plan.svg`; what toji draws itself is `/drawn/NAME-1.svg`.
//!
//! # The tree
//! This is what a theme author may rely on. `format` is raised when it changes.
//!
//! ```text
//! { format: 1, meta, inspection, tabs: [Tab] }
//! meta:       language facility kind fiscal_year edition notices[] notice_date guideline as_of as_of_shown duplex made_for recipient
//!             fonts: { body[] punctuation mono[] symbols[] }   theme: [pdf] of theme.toml
//! inspection: facts[{key value}] confirmed people[{title names[]}] vendors[{name systems contract_from contract_to
//!             form_date form disclosure}] papers[{kind number places[{title tab id}] last approver
//!             control_number established effective kept}]
//!             open[{number id subject who target}] respondents[{name id}]
//!             rows[{number subject id opens answers[{answer date target remark} or null]}]
//!                                                          one answer a respondent, in their order
//! Tab:        number id title sections[Section]
//! Section:    pos id number title kind ...                 each starts a page; kind is one of
//!   document    class answered_by scope covers blocks control or null, imported or null
//!               control:  number established effective approved_by approved_on retention kept
//!                         revisions[{date effective clauses reason approver}] in_force[{of: text or revision, day}]
//!               imported: file rows[{id title pages items[]}]
//!               state submitted transcription? {file history kept} pages? {id name pages[{src alt}]}
//!   item        wording scope shown answers[{who answer date target remark}] covering[] evidence[] records[] blocks or null
//!   register    landscape rows parts[Table]
//!   drawn       landscape sheets[{src width}] alt cut tables[Table]          a picture a page, of this width in points
//!   card        card{never[] cut[{title action things[{id name place}] more}] inside[Call] outside[Call] more}
//!               Call: role name phone beside[]
//!   coverage    columns[[{id short}]] rows[{number subject id cells[[bool]] others[]}] phases[{name places[]}]
//!   guideline   name edition parts[{id name sections[{id number title cited[]}]}]
//!   glossary    terms[{id name meanings[[Block]] from}]
//!   attachments files[{id path title number approved cited[]}]
//! Block:      pos id? t ...
//!   p{hang c}  plain{c}  h{l s c}  ul{tasks items[[Block]]}  ol{start items}  quote{c}  note{k who? c}  code{s}
//!   table{align widths short row_head head[] rows[{id? cells[]}] of?}  form{own_subjects rows[...]}  figure{src alt}  hr
//!   dl{items[{term meanings[[Block]]}]}
//! Inline:     a string, or t = em strong del {c}  code{s}  br  xref{id tab c}  goto{id c}  term{id c}
//!             link{url print c}  fn{id c: [Block]}  fn-again{id}  check{v}  img{src alt}
//! ```
//!
//! In a year whose form is not there as data, `meta.edition` says so, `meta.notices` is empty and `inspection.rows` too.
//!
//! `id` is a label. Every label stands once, and every label that something refers to is there: a reference to anything
//! else has become the text it shows. A string is text, never markup: no tab, line end or control character is in it (a
//! code block keeps its line ends). `pos` is the place in the source folder, for the theme's own panics. Heading levels are
//! 3 to 6 and skip none (1 is the tab, 2 the section). Texts that a date is in are as people read them: 令和7年6月2日.
//!
//! Nothing here reads a file, runs typst or knows where a font is.

mod appendix;
mod control;
mod coverage;
mod document;
mod drawing;
mod guideline;
mod inline;
mod inspection;
mod item;
mod lines;
mod meta;
mod node;
mod original;
mod paper;
mod register;
mod scribe;
mod sheet;
mod table;
mod tabs;
mod text;
mod tree;
mod walk;
mod widths;

use std::collections::{BTreeMap, BTreeSet};

use super::{Artifacts, Pages};
use crate::model::{FontFamilies, Theme};
use crate::source::{Sources, Span};
use crate::view::View;
pub use paper::{Sender, paper};
use scribe::{Labels, Scribe, Traces};
pub use sheet::{Frame, sheet};
use tree::Tree;

/// What typst is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfInput {
    /// `binder.json`.
    pub tree: Vec<u8>,
    /// Pictures, by their path below the source folder: to be staged under `/assets/`.
    pub images: BTreeSet<String>,
    /// Pictures that toji makes itself, by the path at which they are to be staged.
    pub drawn: Artifacts,
    /// Every character of the binder's own text, with the first place it is used at; none where a key of
    /// `binder.toml` or one of our own words brought it in.
    pub characters: BTreeMap<char, Option<Span>>,
}

/// Everything around the binder that the tree is made from.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The texts that spans point into.
    pub sources: &'a Sources,
    /// The theme.
    pub theme: &'a Theme,
    /// The fonts that were found.
    pub fonts: &'a FontFamilies,
    /// The pictures of the pages of printed attachments.
    pub pages: &'a Pages,
}

/// The tree of what `view` shows.
pub fn pdf(view: &View<'_>, around: Surroundings<'_>) -> PdfInput {
    let (_, known) = pass(view, around, Labels::Unknown);
    let (tree, traces) = pass(view, around, Labels::Known(&known.labels));
    PdfInput {
        // Strings, numbers and lists alone: writing them cannot fail.
        tree: serde_json::to_vec(&tree).unwrap_or_default(),
        images: traces.images,
        drawn: drawing::pictures(view.binder(), around.fonts),
        characters: traces.characters,
    }
}

/// The tree is written twice: only then is it known which labels there are.
fn pass(view: &View<'_>, around: Surroundings<'_>, labels: Labels<'_>) -> (Tree, Traces) {
    let mut scribe = Scribe::new(view.binder(), around, labels);
    let tree = Tree {
        format: 1,
        meta: meta::of(&mut scribe, view, around),
        inspection: inspection::pages(&mut scribe, view.report()),
        tabs: tabs::all(&mut scribe),
    };
    (tree, scribe.into_traces())
}
