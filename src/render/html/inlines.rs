//! Inline content to HTML. Nothing here reads a block, and no text leaves unescaped.

use super::blocks::Prose;
use super::escape;
use crate::model::{Image, Inline, Reference, Target};

impl Prose<'_> {
    /// Writes a run of inline content.
    pub(super) fn inlines(&mut self, inlines: &[Inline<Target>]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline<Target>) {
        match inline {
            Inline::Text(text) => escape::html(text, &mut self.out),
            Inline::Code(text) => {
                self.out.push_str("<code>");
                escape::html(text, &mut self.out);
                self.out.push_str("</code>");
            }
            Inline::Emphasis(inner) => self.wrapped("em", inner),
            Inline::Strong(inner) => self.wrapped("strong", inner),
            Inline::Strikethrough(inner) => self.wrapped("del", inner),
            Inline::HardBreak => self.out.push_str("<br>\n"),
            Inline::Ref(reference) => self.reference(reference),
            Inline::Image(image) => self.image(image),
            Inline::Value(value) => self.inlines(&value.shown),
            Inline::FootnoteRef(label) => self.footnote_ref(label),
            Inline::Checkbox(true) => self.out.push_str("<input type=\"checkbox\" checked disabled> "),
            Inline::Checkbox(false) => self.out.push_str("<input type=\"checkbox\" disabled> "),
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline<Target>]) {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push('>');
        self.inlines(inner);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// The items within a range are named without being shown: they make a backlink and no link.
    fn reference(&mut self, reference: &Reference<Target>) {
        if reference.shown.is_empty() {
            return;
        }
        self.open_link(&reference.to);
        if let Some(title) = &reference.title {
            self.attribute("title", title);
        }
        self.out.push('>');
        self.inlines(&reference.shown);
        self.out.push_str("</a>");
    }

    /// `<a` with all that follows from the target; the caller closes the tag.
    pub(super) fn open_link(&mut self, target: &Target) {
        self.out.push_str("<a");
        let class = match target {
            Target::Item(_) => "to-item",
            Target::Guideline(_) | Target::Part(_) => "to-guideline",
            Target::Clause(..) => "to-clause",
            Target::Row(..) | Target::Register(_) | Target::Drawing(_) => "to-row",
            Target::Term(_) => "to-term",
            Target::Attachment(_) => "to-file",
            Target::Outside(_) => "to-outside",
            Target::Document(_) | Target::Heading(..) => "",
        };
        if !class.is_empty() {
            self.attribute("class", class);
        }
        let href = self.site.link(target, self.page);
        self.attribute("href", &href);
        if matches!(target, Target::Outside(_)) {
            self.attribute("rel", "noreferrer");
        }
    }

    /// A picture from outside would be fetched from the network: it becomes a link.
    fn image(&mut self, image: &Image<Target>) {
        if matches!(image.source, Target::Outside(_)) {
            self.open_link(&image.source);
            self.out.push('>');
            escape::html(&image.alt, &mut self.out);
            self.out.push_str("</a>");
            return;
        }
        let source = self.site.link(&image.source, self.page);
        self.out.push_str("<img");
        self.attribute("src", &source);
        self.attribute("alt", &image.alt);
        if let Some(title) = &image.title {
            self.attribute("title", title);
        }
        self.out.push('>');
    }

    /// ` name="value"`.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape::html(value, &mut self.out);
        self.out.push('"');
    }
}
