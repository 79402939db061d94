//! What all pages share, looked up once: explanations by item, the order of reading, folders, texts and templates.
//! Nothing here changes once it is made.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use serde::Serialize;
use tera::Value;

use super::copy::CopyView;
use super::listing::Folders;
use super::order::Order;
use super::page::{Link, Page};
use super::templates::{Globals, Templates};
use super::texts::Texts;
use super::{Options, ThemeError, guideline};
use crate::check::Report;
use crate::model::{Citation, Document, Item, ItemId, Omitted, Profile, Target, Theme};
use crate::render::drawing::Drawings;
use crate::resolve::{Binder, Tab, relative};
use crate::view::View;

/// Everything that a page is made from.
pub(super) struct Site<'a> {
    pub(super) binder: &'a Binder,
    pub(super) report: &'a Report,
    pub(super) profile: &'a Profile,
    pub(super) options: &'a Options<'a>,
    pub(super) texts: &'a Texts,
    templates: &'a Templates,
    globals: Globals,
    pub(super) order: Order,
    pub(super) folders: Folders<'a>,
    /// Every citation of the guideline that somebody makes.
    pub(super) cited: BTreeSet<Citation>,
    /// What is drawn from the registers, laid out once.
    pub(super) drawings: Drawings,
    explanations: HashMap<ItemId, &'a Document<Target>>,
}

/// A theme made ready: its templates and texts, parsed once for any number of binders.
pub struct Workshop {
    templates: Templates,
    texts: Texts,
    /// The same texts, as templates see them.
    t: Value,
}

impl Workshop {
    /// Parses a theme.
    ///
    /// # Errors
    /// Where a template does not parse or a text is missing.
    pub fn new(theme: &Theme) -> Result<Self, ThemeError> {
        let (texts, t) = Texts::read(theme)?;
        Ok(Self { templates: Templates::new(theme)?, texts, t })
    }
}

impl fmt::Debug for Workshop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workshop").finish_non_exhaustive()
    }
}

/// A tab in the header of every page.
#[derive(Serialize)]
struct TabLink {
    number: u8,
    name: &'static str,
    id: &'static str,
}

impl<'a> Site<'a> {
    pub(super) fn new(
        view: &'a View<'_>,
        workshop: &'a Workshop,
        options: &'a Options<'a>,
    ) -> Result<Self, ThemeError> {
        let (binder, report, profile) = (view.binder(), view.report(), view.profile());
        let Workshop { templates, texts, t } = workshop;
        let explanations = binder.documents_in(Tab::Manual).filter_map(|it| Some((it.explains()?, it))).collect();
        Ok(Self {
            binder,
            report,
            profile,
            options,
            texts,
            templates,
            globals: globals(view, options, t.clone())?,
            order: Order::new(binder),
            folders: Folders::new(binder),
            cited: guideline::cited(binder),
            drawings: Drawings::of(binder),
            explanations,
        })
    }

    /// Whether this copy has that part.
    pub(super) fn has(&self, part: Omitted) -> bool {
        !self.profile.omits(part)
    }

    /// The explanation of an item, if the manual has one.
    pub(super) fn explanation(&self, item: ItemId) -> Option<&'a Document<Target>> {
        self.explanations.get(&item).copied()
    }

    /// An item as a heading names it: 2-③ and the subject.
    pub(super) fn item_title(&self, item: &Item) -> String {
        format!("{} {}", item.id.shown(), item.subject)
    }

    /// A document as links name it.
    pub(super) fn document_title(&self, document: &Document<Target>) -> String {
        let item = document.explains().and_then(|it| self.binder.edition().item(it));
        match item {
            Some(item) => self.item_title(item),
            None => document.title.value.clone(),
        }
    }

    /// A relative link to `target` from the page at `from`.
    pub(super) fn link(&self, target: &Target, from: &str) -> String {
        match (self.binder.address(target), target) {
            (Some(address), _) => address.link_from(from),
            (None, Target::Outside(url)) => url.to_string(),
            (None, _) => String::new(),
        }
    }

    /// The way from the cover to the page at `path`, without the page itself.
    pub(super) fn crumbs(&self, path: &str, tab: Option<Tab>) -> Vec<Link> {
        if path == "index.html" {
            return Vec::new();
        }
        let mut crumbs = vec![Link::new(relative(path, "index.html"), &self.texts.title.cover)];
        let tab_page = tab.map(|it| (format!("{}/index.html", it.as_str()), it.japanese()));
        if let Some((page, name)) = tab_page.filter(|(page, _)| page != path) {
            crumbs.push(Link::new(relative(path, &page), name));
        }
        crumbs.extend(self.folders.above(path, tab));
        crumbs
    }

    /// Renders `template` with the struct of its page.
    pub(super) fn render<T: Serialize>(&self, template: &str, page: &T) -> Result<Vec<u8>, ThemeError> {
        self.templates.render(template, page, &self.globals)
    }

    /// The frame of a page that stands outside the tabs.
    pub(super) fn overview(&self, path: &str, title: &str) -> Page {
        Page::new(self, path, title, None)
    }
}

fn globals(view: &View<'_>, options: &Options<'_>, t: Value) -> Result<Globals, ThemeError> {
    let (binder, profile) = (view.binder(), view.profile());
    let config = binder.config();
    let tabs: Vec<_> =
        Tab::ALL.into_iter().map(|it| TabLink { number: it.number(), name: it.japanese(), id: it.as_str() }).collect();
    Ok(vec![
        ("t", t),
        ("tabs", Value::try_from_serializable(&tabs)?),
        ("pdf", Value::try_from_serializable(&options.pdf)?),
        ("copy", Value::try_from_serializable(&CopyView::of(profile))?),
        ("facility", Value::normal_string(&config.facility.name)),
        ("fiscal_year", Value::normal_string(&config.fiscal_year.japanese())),
        ("edition", Value::normal_string(&binder.edition().name)),
        ("is_imported", Value::try_from_serializable(&binder.edition_of_year().is_some())?),
    ])
}
