//! Tables, views of registers and the linked cells of registers to HTML. Nothing here chooses rows or columns.

use super::blocks::Prose;
use super::escape;
use crate::model::{Align, Inlines, Register, RegisterView, Table, Target};
use crate::resolve::CellLink;

impl<'a> Prose<'a> {
    pub(super) fn table(&mut self, anchor: Option<&str>, table: &Table<Target>) {
        self.open("div", anchor, "table");
        self.out.push_str("<table>\n<thead><tr>");
        for (i, cell) in table.head.iter().enumerate() {
            self.cell("th", table.aligns.get(i).copied(), cell);
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for (_, row) in &table.rows {
            self.out.push_str("<tr>");
            for (i, cell) in row.iter().enumerate() {
                self.cell("td", table.aligns.get(i).copied(), cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    fn cell(&mut self, tag: &str, align: Option<Align>, content: &Inlines<Target>) {
        let class = match align {
            None | Some(Align::None | Align::Left) => "",
            Some(Align::Center) => "center",
            Some(Align::Right) => "right",
        };
        self.out.push('<');
        self.out.push_str(tag);
        if tag == "th" {
            self.out.push_str(" scope=\"col\"");
        }
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.out.push('>');
        self.inlines(content);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// The rows and columns that the view names, each row linked to its place in the register.
    pub(super) fn view(&mut self, anchor: Option<&str>, view: &RegisterView) {
        let Some(register) = self.site.binder.register(view.register) else {
            return;
        };
        self.open("div", anchor, "table");
        self.out.push_str("<table>\n<caption>");
        self.open_link(&Target::Register(view.register));
        self.out.push('>');
        escape::html(view.register.japanese(), &mut self.out);
        self.out.push_str("</a></caption>\n<thead><tr>");
        for column in &view.columns {
            self.header(register, *column);
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &view.rows {
            self.view_row(register, *row, &view.columns);
        }
        if view.rows.is_empty() {
            let site = self.site;
            self.no_row(view.columns.len(), &site.texts.register.no_match);
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    /// The one row of a table that has none.
    pub(super) fn no_row(&mut self, columns: usize, text: &str) {
        self.out.push_str("<tr><td class=\"nothing\"");
        self.attribute("colspan", &columns.max(1).to_string());
        self.out.push('>');
        escape::html(text, &mut self.out);
        self.out.push_str("</td></tr>\n");
    }

    pub(super) fn header(&mut self, register: &Register, column: usize) {
        self.out.push_str("<th scope=\"col\">");
        escape::html(&register.columns[column].value, &mut self.out);
        self.out.push_str("</th>");
    }

    fn view_row(&mut self, register: &Register, row: usize, columns: &[usize]) {
        let links: Vec<_> = self.site.binder.cell_links(register.kind, row).collect();
        self.out.push_str("<tr>");
        for (i, column) in columns.iter().enumerate() {
            self.open_cell(&register.rows[row].cells[*column].value);
            let has_links = links.iter().any(|it| it.column == *column);
            if *column == 0 || (i == 0 && !columns.contains(&0) && !has_links) {
                let id = register.rows[row].id.value.clone();
                self.open_link(&Target::Row(register.kind, id));
                self.out.push('>');
                escape::html(&register.rows[row].cells[*column].value, &mut self.out);
                self.out.push_str("</a>");
            } else {
                self.linked_cell(register, row, *column, &links);
            }
            self.out.push_str("</td>");
        }
        self.out.push_str("</tr>\n");
    }

    fn open_cell(&mut self, text: &str) {
        self.open("td", None, cell_class(text));
    }

    /// A cell that carries its header: on a phone a row becomes a card.
    pub(super) fn open_labelled_cell(&mut self, text: &str, header: &str) {
        self.out.push_str("<td");
        if !cell_class(text).is_empty() {
            self.attribute("class", cell_class(text));
        }
        self.attribute("data-label", header);
        self.out.push('>');
    }

    /// The text of a cell with its parts linked that name something.
    pub(super) fn linked_cell(&mut self, register: &Register, row: usize, column: usize, links: &[&'a CellLink]) {
        let text = &*register.rows[row].cells[column].value;
        let mut done = 0;
        for link in links.iter().filter(|it| it.column == column) {
            escape::html(&text[done..link.start], &mut self.out);
            self.open_link(&link.target);
            self.out.push('>');
            escape::html(&text[link.start..link.end], &mut self.out);
            self.out.push_str("</a>");
            done = link.end;
        }
        escape::html(&text[done..], &mut self.out);
    }
}

/// A type, a serial number, an address or a date is never broken at its hyphens; an empty cell makes no line on a card; a
/// long text gets room.
fn cell_class(text: &str) -> &'static str {
    match text.len() {
        0 => "empty",
        1..=24 if text.bytes().all(|it| it.is_ascii_graphic()) => "whole",
        1..=44 => "",
        _ => "long",
    }
}
