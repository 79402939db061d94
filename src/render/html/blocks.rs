//! Blocks of the prose tree to HTML, with the table of contents and the footnotes that fall out on the way. Nothing here
//! looks a reference up, and no text leaves unescaped.

use std::collections::HashMap;

use super::page::TocEntry;
use super::site::Site;
use super::templates::Html;
use super::{backlinks, escape};
use crate::model::{Block, BlockKind, Callout, Class, Definition, Document, Heading, Target, plain_text, slug};

/// Writes the prose of one page.
pub(super) struct Prose<'a> {
    pub(super) site: &'a Site<'a>,
    /// The page that the prose stands on; links are relative to it.
    pub(super) page: &'a str,
    pub(super) out: String,
    pub(super) toc: Vec<TocEntry>,
    /// The document whose headings get links back.
    document: Option<&'a Document<Target>>,
    /// What is added to a heading's level.
    shift: u8,
    /// Labels of footnotes in the order of their first reference, and how often each was referred to.
    footnotes: Vec<(Box<str>, usize)>,
    texts: HashMap<&'a str, &'a [Block<Target>]>,
    /// Who names the heading that the last block was, to be written under it.
    level: u8,
}

impl<'a> Prose<'a> {
    /// A writer for loose content, such as a cell or an explanation in the glossary.
    pub(super) fn new(site: &'a Site<'a>, page: &'a str) -> Self {
        Self {
            site,
            page,
            out: String::new(),
            toc: Vec::new(),
            document: None,
            shift: 0,
            footnotes: Vec::new(),
            texts: HashMap::new(),
            level: 2,
        }
    }

    /// A writer for a document whose highest heading becomes one of `level`.
    pub(super) fn of_document(site: &'a Site<'a>, page: &'a str, document: &'a Document<Target>, level: u8) -> Self {
        let highest = document.headings().map(|it| it.level).min();
        Self {
            document: Some(document),
            shift: highest.map_or(0, |it| level.saturating_sub(it)),
            out: String::with_capacity(8 * 1024),
            level,
            ..Self::new(site, page)
        }
    }

    /// The whole of the document, footnotes at its end.
    pub(super) fn whole(mut self) -> (Html, Vec<TocEntry>) {
        if let Some(document) = self.document {
            self.blocks(&document.blocks);
        }
        self.footnotes();
        (Html(self.out), self.toc)
    }

    /// Writes blocks.
    pub(super) fn blocks(&mut self, blocks: &'a [Block<Target>]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block<Target>) {
        let anchor = block.anchor.as_deref();
        match &block.kind {
            BlockKind::Paragraph(content) => {
                self.open("p", anchor, "");
                self.inlines(content);
                self.out.push_str("</p>\n");
            }
            BlockKind::Plain(content) => {
                if anchor.is_some() {
                    self.open("span", anchor, "");
                    self.out.push_str("</span>");
                }
                self.inlines(content);
            }
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::List { start, items } => self.list(anchor, *start, items),
            BlockKind::Quote(blocks) => {
                self.open("blockquote", anchor, "");
                self.out.push('\n');
                self.blocks(blocks);
                self.out.push_str("</blockquote>\n");
            }
            BlockKind::Callout { callout, blocks } => self.callout(anchor, *callout, blocks),
            BlockKind::Code { info, text } => self.code(anchor, info, text),
            BlockKind::Table(table) => self.table(anchor, table),
            BlockKind::Rule => {
                self.open("hr", anchor, "");
                self.out.push('\n');
            }
            BlockKind::Definitions(definitions) => self.definitions(anchor, definitions, false),
            BlockKind::Footnote { label, blocks } => {
                self.texts.insert(label, blocks);
            }
            BlockKind::View(view) => self.view(anchor, view),
        }
    }

    /// An opening tag with its id and class.
    pub(super) fn open(&mut self, tag: &str, id: Option<&str>, class: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        if let Some(id) = id {
            self.attribute("id", id);
        }
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.out.push('>');
    }

    fn heading(&mut self, heading: &Heading<Target>) {
        let level = heading.level.saturating_add(self.shift).clamp(self.level, 6);
        let tag = ["h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(2, 6)) - 2];
        let class = if heading.clause.is_some() { "clause" } else { "" };
        self.open(tag, Some(&heading.id), class);
        self.inlines(&heading.content);
        if let Some(class) = heading.class {
            self.limit(class);
        }
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push_str(">\n");
        if level <= self.level + 1 {
            let href = format!("#{}", heading.id);
            self.toc.push(TocEntry { level: level - self.level + 2, href, text: heading.text.to_string() });
        }
        self.covers(heading);
        self.cited_by(heading);
    }

    /// The items that a heading covers, as badges.
    fn covers(&mut self, heading: &Heading<Target>) {
        if heading.covers.is_empty() {
            return;
        }
        self.out.push_str("<p class=\"covers\">");
        for item in &heading.covers {
            self.open_link(&Target::Item(item.value));
            self.out.push('>');
            escape::html(&item.value.shown(), &mut self.out);
            self.out.push_str("</a> ");
        }
        self.out.push_str("</p>\n");
    }

    fn cited_by(&mut self, heading: &Heading<Target>) {
        let Some(document) = self.document else {
            return;
        };
        let mut targets = vec![Target::Heading(document.id.clone(), heading.id.clone())];
        if let Some(clause) = heading.clause {
            let whole = crate::model::ClauseRef { clause, paragraph: None };
            targets.push(Target::Clause(document.id.clone(), whole));
        }
        let links = backlinks::of(self.site, &targets, self.page);
        backlinks::line(self.site, &links, &mut self.out);
    }

    fn limit(&mut self, class: Class) {
        self.out.push_str(" <span class=\"limit\">");
        escape::html(self.site.texts.class(class), &mut self.out);
        self.out.push_str("</span>");
    }

    fn list(&mut self, anchor: Option<&str>, start: Option<u64>, items: &'a [Vec<Block<Target>>]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        self.out.push('<');
        self.out.push_str(tag);
        if let Some(id) = anchor {
            self.attribute("id", id);
        }
        if let Some(first) = start.filter(|it| *it != 1) {
            self.attribute("start", &first.to_string());
        }
        self.out.push_str(">\n");
        for item in items {
            self.out.push_str("<li>");
            self.blocks(item);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push_str(">\n");
    }

    fn callout(&mut self, anchor: Option<&str>, callout: Callout, blocks: &'a [Block<Target>]) {
        let (style, label) = self.site.texts.callout(callout);
        self.open("div", anchor, &format!("callout callout-{style}"));
        self.out.push_str("\n<p class=\"callout-label\">");
        escape::html(label, &mut self.out);
        if let Callout::Limited(class) = callout {
            self.limit(class);
        }
        self.out.push_str("</p>\n");
        for block in blocks {
            match (&block.kind, callout) {
                (BlockKind::Definitions(terms), Callout::Terms) => {
                    self.definitions(block.anchor.as_deref(), terms, true);
                }
                _ => self.block(block),
            }
        }
        self.out.push_str("</div>\n");
    }

    fn code(&mut self, anchor: Option<&str>, info: &str, text: &str) {
        self.open("pre", anchor, "");
        self.out.push_str("<code");
        if let Some(language) = info.split_whitespace().next() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push('>');
        escape::html(text, &mut self.out);
        self.out.push_str("</code></pre>\n");
    }

    /// Terms of the glossary get an anchor, so that the glossary can point at the page that explains them.
    fn definitions(&mut self, anchor: Option<&str>, definitions: &'a [Definition<Target>], are_terms: bool) {
        self.open("dl", anchor, "");
        self.out.push('\n');
        for definition in definitions {
            let id = are_terms.then(|| term_anchor(&slug(&plain_text(&definition.term))));
            self.open("dt", id.as_deref(), "");
            self.inlines(&definition.term);
            self.out.push_str("</dt>\n");
            for meaning in &definition.meanings {
                self.out.push_str("<dd>");
                self.loose(meaning);
                self.out.push_str("</dd>\n");
            }
        }
        self.out.push_str("</dl>\n");
    }

    /// Blocks, but a single paragraph without its tag.
    pub(super) fn loose(&mut self, blocks: &'a [Block<Target>]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph(content), anchor: None, .. }] => self.inlines(content),
            _ => self.blocks(blocks),
        }
    }

    pub(super) fn footnote_ref(&mut self, label: &str) {
        let known = self.footnotes.iter().position(|(it, _)| **it == *label);
        let index = known.unwrap_or_else(|| {
            self.footnotes.push((label.into(), 0));
            self.footnotes.len() - 1
        });
        self.footnotes[index].1 += 1;
        let (number, count) = (index + 1, self.footnotes[index].1);
        let id = reference_anchor(number, count);
        self.out.push_str("<sup class=\"footnote-ref\"");
        self.attribute("id", &id);
        self.out.push_str(&format!("><a href=\"#fn.{number}\">{number}</a></sup>"));
    }

    /// A footnote may name another one, so the list grows while it is written.
    fn footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"footnotes\"><h2>");
        escape::html(&self.site.texts.prose.footnotes, &mut self.out);
        self.out.push_str("</h2>\n<ol>\n");
        let mut index = 0;
        while let Some((label, _)) = self.footnotes.get(index) {
            let blocks = self.texts.get(&**label).copied().unwrap_or_default();
            index += 1;
            self.open("li", Some(&format!("fn.{index}")), "");
            self.blocks(blocks);
            self.back_to(index);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol></section>\n");
    }

    fn back_to(&mut self, number: usize) {
        let count = self.footnotes[number - 1].1;
        for i in 1..=count {
            self.out.push_str(" <a class=\"footnote-back\"");
            self.attribute("href", &format!("#{}", reference_anchor(number, i)));
            self.attribute("aria-label", &self.site.texts.prose.back);
            self.out.push_str(">↩</a>");
        }
    }
}

fn reference_anchor(number: usize, count: usize) -> String {
    match count {
        1 => format!("fnref.{number}"),
        _ => format!("fnref.{number}.{count}"),
    }
}

/// The anchor of a term on the page that explains it. A slug holds no dot, so no heading has it.
pub(super) fn term_anchor(slug: &str) -> String {
    format!("term.{slug}")
}
