//! Tables: heads that are never empty, widths by what the columns hold, and a completed form's rows in place of its table.

use super::node::{FormRow, Inline, Inlines, Kind, Mark, Row, Table};
use super::text;
use super::walk::Walk;
use super::widths::{Need, fit};
use crate::model::{Align, Answer, Form, FormRow as SourceRow, Table as Source, Target, plain_text};
use crate::source::Span;

impl Walk<'_, '_> {
    pub(super) fn table(&mut self, source: &Source<Target>) -> Kind {
        if let Some(form) = self.form.filter(|it| is_of_form(source, it)) {
            let own_subjects = self.scribe.binder.edition().prints_own_subjects(&form.respondent);
            let rows = form.rows.iter().map(|it| self.form_row(it, form, source)).collect();
            return Kind::Form { own_subjects, rows };
        }
        let head =
            self.without_footnotes(|walk| source.head.iter().map(|it| named(unlinked(walk.inlines(it)))).collect());
        let mut rows = Vec::with_capacity(source.rows.len());
        for (span, cells) in &source.rows {
            self.scribe.at(*span);
            let cells = cells.iter().map(|it| self.inlines(it)).collect();
            rows.push(Row { id: None, cells });
        }
        let align = source.aligns.iter().map(|it| letter(*it)).collect();
        let texts = source.rows.iter().flat_map(|(_, cells)| cells).map(|it| plain_text(it));
        let short = is_short(rows.len(), texts, 1000);
        Kind::Table(Table { align, widths: widths(source), short, row_head: false, head, rows, of: None })
    }

    fn form_row(&mut self, row: &SourceRow, form: &Form, table: &Source<Target>) -> FormRow {
        self.scribe.at(row.span);
        let item = row.item.value;
        let edition = self.scribe.binder.edition();
        let subject = edition.item(item).map_or("", |it| it.printed(&form.respondent).text());
        FormRow {
            number: self.scribe.line(&item.shown()),
            subject: self.scribe.line(subject),
            first: printed(row.first),
            first_date: self.scribe.date(row.first_date),
            target: self.scribe.date(row.target),
            second: printed(row.second),
            second_date: self.scribe.date(row.second_date),
            remark: match remark_cell(table, row.span) {
                Some(cell) => self.inlines(cell),
                None => self.scribe.plain(&row.remark),
            },
        }
    }
}

/// What the form prints for an answer, if there is one.
pub(super) fn printed(answer: Option<Answer>) -> &'static str {
    answer.map_or("", Answer::printed)
}

/// Whether the table is the one that the form's rows were read from.
pub(super) fn is_of_form(table: &Source<Target>, form: &Form) -> bool {
    form.rows.iter().any(|it| remark_cell(table, it.span).is_some())
}

/// The last cell of the row at `span`.
pub(super) fn remark_cell(table: &Source<Target>, span: Span) -> Option<&[crate::model::Inline<Target>]> {
    let meets = |it: Span| {
        let (a, b) = (it.range(), span.range());
        it.file == span.file && a.start < b.end && b.start < a.end
    };
    let (_, cells) = table.rows.iter().find(|(it, _)| meets(*it))?;
    cells.last().map(Vec::as_slice)
}

/// The content without references: a head repeats as an artifact, and typst refuses links in one.
fn unlinked(inlines: Inlines) -> Inlines {
    let mut out = Inlines::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Mark(Mark::Xref { c, .. } | Mark::Goto { c, .. } | Mark::Term { c, .. } | Mark::Link { c, .. }) => {
                out.extend(unlinked(c));
            }
            Inline::Mark(Mark::Strong { c }) => out.push(Inline::Mark(Mark::Strong { c: unlinked(c) })),
            Inline::Mark(Mark::Em { c }) => out.push(Inline::Mark(Mark::Em { c: unlinked(c) })),
            Inline::Mark(Mark::Del { c }) => out.push(Inline::Mark(Mark::Del { c: unlinked(c) })),
            Inline::Mark(Mark::Fn { .. } | Mark::FnAgain { .. }) => (),
            Inline::Text(_) | Inline::Mark(Mark::Code { .. } | Mark::Br | Mark::Check { .. } | Mark::Img { .. }) => {
                out.push(inline)
            }
        }
    }
    out
}

/// PDF/UA wants a header cell to say something.
fn named(head: Inlines) -> Inlines {
    if head.is_empty() { vec![Inline::Text("－".to_owned())] } else { head }
}

fn letter(align: Align) -> &'static str {
    match align {
        Align::None => "n",
        Align::Left => "l",
        Align::Center => "c",
        Align::Right => "r",
    }
}

/// Whether a table is so short that it need not be torn: few rows, and no more text than `most` half ems.
pub(super) fn is_short(rows: usize, texts: impl Iterator<Item = impl AsRef<str>>, most: usize) -> bool {
    rows <= 12 && texts.map(|it| text::width(it.as_ref())).sum::<usize>() <= most
}

/// Half ems of a table's type that a line of prose holds.
const LINE: usize = 108;

fn widths(source: &Source<Target>) -> Vec<u16> {
    let need = |column: usize| {
        let cells: Vec<String> = source.rows.iter().map(|(_, cells)| plain_text(&cells[column])).collect();
        Need::of(&plain_text(&source.head[column]), &cells, 60)
    };
    let needs: Vec<Need> = (0..source.head.len()).map(need).collect();
    fit(&needs, LINE)
}
