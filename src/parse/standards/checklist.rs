//! A fiscal year's checklist: its edition, its forms, its items. Never demands what the file calls doubtful.

use super::{CERTAINTY, REPORTED, item};
use crate::diagnostics::{Sink, nearest};
use crate::model::{
    Certainty, Column, Date, Edition, FacilityKind, FiscalYear, FormKind, Guideline, Item, Month, SourceFile, Successor,
};
use crate::parse::toml::Reader;
use crate::source::Spanned;

/// The words for the columns of a form.
const COLUMNS: [&str; 7] = ["item", "first", "first_date", "target", "second", "second_date", "remark"];

/// Reads a checklist; its references are looked up in the outline it names. An item that cannot be read is left out, with
/// a finding.
pub(super) fn read(reader: Reader<'_>, guidelines: &[Guideline], sink: &mut Sink) -> Option<Edition> {
    let mut reader = reader.need(&["edition", "form", "form_kind", "item"]);
    let head = reader.table("edition", sink).and_then(|it| Head::read(it, guidelines, sink));
    if let Some(answers) = reader.table("answers", sink) {
        check_answers(answers, sink);
    }
    let form = reader.table("form", sink).and_then(|it| columns(it, sink));
    let forms: Vec<FormKind> =
        reader.tables("form_kind", sink).into_iter().filter_map(|it| form_kind(it, sink)).collect();
    let outline = head.as_ref().and_then(|it| guidelines.iter().find(|known| known.edition == it.guideline));
    let context = item::Context { outline, forms: forms.iter().map(|it| it.id.as_str()).collect() };
    let mut items: Vec<Item> = Vec::new();
    for it in reader.tables("item", sink) {
        items.extend(item::read(it, &context, items.last().map(|it| it.id), sink));
    }
    reader.finish(sink);
    Some(head?.edition(form?, forms, items))
}

/// `[edition]`.
struct Head {
    id: String,
    name: String,
    fiscal_year: FiscalYear,
    notices: Vec<String>,
    notice_date: Option<Date>,
    guideline: String,
    manual: Option<String>,
    successor: Option<Successor>,
    source_files: Vec<SourceFile>,
}

impl Head {
    fn read(reader: Reader<'_>, guidelines: &[Guideline], sink: &mut Sink) -> Option<Self> {
        let mut reader = reader.need(&["id", "name", "fiscal_year", "notices", "guideline"]);
        reader.remarks(&["sources"]);
        let id = reader.word("id", sink);
        let name = reader.string("name", sink);
        let fiscal_year = reader.fiscal_year("fiscal_year", sink);
        let notices = reader.strings("notices", sink).unwrap_or_default().into_iter().map(|it| it.value).collect();
        let notice_date = reader.date("notice_date", sink);
        let guideline = reader.string("guideline", sink);
        let manual = reader.string("manual", sink).map(|it| it.value);
        if let Some(written) = &guideline {
            check_guideline(&reader, written, guidelines, sink);
        }
        let successor = reader.table("successor", sink).and_then(|it| successor(it, sink));
        let source_files =
            reader.tables("source_file", sink).into_iter().filter_map(|it| source_file(it, sink)).collect();
        reader.finish(sink);
        Some(Self {
            id: id?.value,
            name: name?.value,
            fiscal_year: fiscal_year?,
            notices,
            notice_date: notice_date.map(|it| it.value),
            guideline: guideline?.value,
            manual,
            successor,
            source_files,
        })
    }

    fn edition(self, form: (Vec<Column>, Certainty), form_kinds: Vec<FormKind>, items: Vec<Item>) -> Edition {
        let (columns, columns_certainty) = form;
        Edition {
            id: self.id,
            name: self.name,
            fiscal_year: self.fiscal_year,
            notices: self.notices,
            notice_date: self.notice_date,
            guideline: self.guideline,
            manual: self.manual,
            successor: self.successor,
            form_kinds,
            columns,
            columns_certainty,
            source_files: self.source_files,
            items,
        }
    }
}

/// `[[edition.source_file]]`: an official file that the edition was imported from.
fn source_file(reader: Reader<'_>, sink: &mut Sink) -> Option<SourceFile> {
    let mut reader = reader.need(&["name", "sha256"]);
    let name = reader.string("name", sink);
    let sha256 = reader.string("sha256", sink);
    let address = reader.string("address", sink).map(|it| it.value);
    let read = reader.date("read", sink).map(|it| it.value);
    reader.finish(sink);
    Some(SourceFile { name: name?.value, sha256: sha256?.value, address, read })
}

/// `[edition.successor]`: what is known of the edition that comes after.
fn successor(reader: Reader<'_>, sink: &mut Sink) -> Option<Successor> {
    let mut reader = reader.need(&["id", "name", "published", "said", "certainty"]);
    reader.remarks(&["guideline"]);
    let id = reader.word("id", sink);
    let name = reader.string("name", sink);
    let published = month(&mut reader, sink);
    let said = reader.string("said", sink);
    let certainty = reader.choice("certainty", &REPORTED, sink);
    reader.finish(sink);
    Some(Successor {
        id: id?.value,
        name: name?.value,
        published: published?,
        said: said?.value,
        certainty: certainty?.value,
    })
}

fn month(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Month> {
    let written = reader.string("published", sink)?;
    let month = Month::parse(&written.value);
    if month.is_none() {
        sink.push(reader.bad_value("published", &written, "2026-06"));
    }
    month
}

fn check_guideline(reader: &Reader<'_>, written: &Spanned<String>, known: &[Guideline], sink: &mut Sink) {
    let names: Vec<&str> = known.iter().map(|it| it.edition.as_str()).collect();
    if !names.contains(&written.value.as_str()) {
        let near = nearest(&written.value, names.iter().copied());
        sink.push(reader.bad_value("guideline", written, &names.join(", ")).nearest(near));
    }
}

/// `[answers]` tells people what the form accepts; toji knows it by itself.
fn check_answers(mut reader: Reader<'_>, sink: &mut Sink) {
    reader.strings("accepted", sink);
    reader.boolean("target_on_no", sink);
    reader.date("target_until", sink);
    reader.finish(sink);
}

/// `[form]`: the columns in order, the item's first.
fn columns(reader: Reader<'_>, sink: &mut Sink) -> Option<(Vec<Column>, Certainty)> {
    let mut reader = reader.need(&["columns", "certainty"]);
    reader.remarks(&["head_certainty", "rounds_certainty", "gate_question"]);
    let mut columns = Vec::new();
    for written in reader.strings("columns", sink)? {
        let column = Column::parse(&written.value);
        let fits = column.is_some_and(|it| (it == Column::Item) == columns.is_empty() && !columns.contains(&it));
        if !fits {
            let finding = reader.bad_value("columns", &written, &COLUMNS.join(", "));
            sink.push(finding.nearest(nearest(&written.value, COLUMNS)));
        }
        columns.extend(column);
    }
    let certainty = reader.choice("certainty", &CERTAINTY, sink);
    reader.finish(sink);
    Some((columns, certainty?.value))
}

/// `[[form_kind]]`: a printed form and the facilities it is for; none for the vendor's.
fn form_kind(reader: Reader<'_>, sink: &mut Sink) -> Option<FormKind> {
    let mut reader = reader.need(&["id", "name", "kinds"]);
    let id = reader.word("id", sink);
    let name = reader.string("name", sink);
    let mut kinds = Vec::new();
    for written in reader.strings("kinds", sink).unwrap_or_default() {
        match FacilityKind::parse(&written.value) {
            Some(kind) => kinds.push(kind),
            None => {
                let names = FacilityKind::ALL.map(FacilityKind::as_str);
                let finding = reader.bad_value("kinds", &written, &names.join(", "));
                sink.push(finding.nearest(nearest(&written.value, names)));
            }
        }
    }
    reader.finish(sink);
    Some(FormKind { id: id?.value, name: name?.value, kinds })
}
