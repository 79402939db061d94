//! toji (綴じ) compiles a health facility's security documents, written in Markdown, into one binder: a cross-linked
//! website and a PDF that inspectors and staff share.
//!
//! # The pipeline
//!
//! ```text
//! folder --load--> Inputs --parse--> Document<RawRef>.. --resolve--> Binder --check--> Report
//!                                                                       |                 |
//!                                                  View <--view---------+                 |
//!                                                   +--------------render-----------------+--> Artifacts --emit--> output
//! source folder <--edit-- ChangeSet
//! ```
//!
//! - [`source`]: texts, spans, lines and columns.
//! - [`model`]: the vocabulary; types and constructors only.
//! - [`diagnostics`]: findings, the catalogue of their texts, and how they are written out.
//! - [`load`]: reads a source folder, the theme, fonts. The only reader.
//! - [`parse`]: one text to one value, with spans; looks nothing up.
//! - [`resolve`]: what points at what, order, addresses; gives the [`resolve::Binder`].
//! - [`check`]: findings about the binder as a whole, and readiness; gives the [`check::Report`].
//! - [`view`]: what a profile shows of the binder and of its findings.
//! - [`year`]: what goes over from one year to another, and what changed; pure.
//! - [`render`]: pages, the PDF's tree, JSON; pure.
//! - [`disk`]: steps of writing that leave the old or the new.
//! - [`emit`]: writes an output whole or not at all; runs typst. The only writer of output.
//! - [`edit`]: changes a source folder through a journal. The only writer there.
//! - [`exchange`]: official files (XLSX, plain text) to a draft of an edition, pages of PDFs to pictures, registers to a
//!   workbook and back; pure.
//! - [`merge`]: base, the member's and the template's text of one file to one, by block; pure.
//! - [`pipeline`]: drives the stages.
//! - [`pack`]: template packs: built, signed, read, installed, updated.
//! - [`fleet`]: many members over one template: their builds, and [`fleet::summary`] of who stands where.
//! - [`leak`]: whether what a profile withholds stands anywhere in its output; pure.
//! - [`preview`]: the binder while it is written, on loopback.
//! - [`host`]: a built binder within the house.
//! - [`handover`]: copies that leave the house: outputs signed and verified, a stick with `はじめに.html`, a sealed PDF.
//! - [`cli`]: what was typed and what is printed.
//!
//! # From a file to its module
//!
//! | an author writes | read by | shown by |
//! |---|---|---|
//! | `binder.toml` | [`parse::config`] | cover, [`resolve`] for `{{ variables }}` |
//! | `[profiles.*]` of `binder.toml` | [`parse::config`] | [`view`]; the foot of every page |
//! | `manual/2-03.md` | [`parse::markdown`] | [`render::html`] on `items/2-03.html`, [`render::pdf`] in tab 2 |
//! | `checklists/2025/*.md` | [`parse::markdown`], then [`parse::form`] | items, `inspection.html` |
//! | `rules/*.md`, `bcp/*.md` | [`parse::markdown`] | their own pages, `coverage.html` |
//! | `rules/NAME.toml` beside `NAME.md`: 文書管理 | [`parse::document`] | the document's last table, `inspection.html` |
//! | `rules/NAME.toml` for a PDF, Word file, scan or paper | [`parse::imported`] | `rules/NAME.html`, `coverage.html`; its pages in the PDF |
//! | `registers/*.csv` | [`parse::register`] | `registers/*.html`, views within documents |
//! | `registers/contacts.csv`, `devices.csv`, `links.csv`, `backups.csv` | [`parse::register`] | drawn by [`render::drawing`] on `contact-chart.html`, `network.html`, `emergency.html` |
//! | `registers/copies.csv` (`toji build --recipient --record` adds a row) | [`parse::register`] | `registers/copies.html` |
//! | `attachments/*` | [`load`] | copied where something links to them |
//! | `original` of a form, and the file it names | [`model::Original`] | said on its page, its pages printed behind it ([`exchange::pages()`]) |
//! | `▶` notes, `2-③`, `第12条`, `{{ }}` | [`parse::references`] | links and backlinks, looked up by [`resolve`] |
//! | `standards/*.toml` | [`parse::standards`] | items, `guideline/` |
//! | a vendor's returned form (`toji import form`) | [`exchange::returned`] | `checklists/2025/vendor-*.md` |
//! | the workbook of `toji export registers` | [`exchange::registers`] | changes of `registers/*.csv`, by [`edit`] |
//! | `.toji/template.toml` (written by `toji init`, `update`, `resolve`) | [`parse::template`] | `findings.html`, one line of `dashboard.html` |
//! | `pack.toml` of a template (the author's and the signed one in a `.tojipack`) | [`parse::pack`] | [`pack`]: what is installed, what changed |
//! | the workbook of `toji fleet workbook` | [`exchange::member`], [`exchange::registers`] | changes of a member's folder, by [`fleet`] and [`edit`] |
//! | `fleet.toml` of a fleet: consents, receipts of deletions | [`parse::consents`] | `toji fleet receive`, `purge`, `build` |
//! | `accounts.toml` of a state folder (written by `toji host passwd`) | [`parse::accounts`] | nobody; [`host`] lets people in by it |
//! | official forms, manual, guideline (imported) | [`exchange`] | `standards/*.toml`, `manual/*.md` |
//!
//! # Where do I add ...
//!
//! - a year's checklist or an edition of the guideline: one TOML in `content/standards/`, no Rust;
//! - a rule: one file in `check/rules/`, one line in its table, its texts in the catalogue;
//! - a register: one variant of [`model::RegisterKind`]; the compiler lists the rest; a column: one line of its schema;
//! - an output: one file in `render/`;
//! - a print of its own: one variant of [`render::sheets::Sheet`], its content beside it, one `.typ` in the theme's
//!   `pdf/sheets/`.

pub mod check;
pub mod cli;
pub mod diagnostics;
pub mod disk;
pub mod edit;
pub mod emit;
pub mod exchange;
pub mod fleet;
pub mod handover;
pub mod host;
pub mod leak;
pub mod load;
pub mod merge;
pub mod model;
pub mod pack;
pub mod parse;
pub mod pipeline;
pub mod preview;
pub mod render;
pub mod resolve;
pub mod source;
pub mod view;
pub mod year;
