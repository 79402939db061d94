//! A fiscal year's checklist: its edition, its forms, its items. Never demands what the file calls doubtful.

use super::{CERTAINTY, item};
use crate::diagnostics::{Sink, nearest};
use crate::model::{Certainty, Column, Edition, FacilityKind, FiscalYear, Guideline, Item};
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
        reader.tables("form_kind", sink).into_iter().filter_map(|it| FormKind::read(it, sink)).collect();
    let outline = head.as_ref().and_then(|it| guidelines.iter().find(|known| known.edition == it.guideline));
    let context = item::Context { outline, forms: forms.iter().map(|it| it.id.as_str()).collect() };
    let mut items: Vec<Item> = Vec::new();
    for it in reader.tables("item", sink) {
        items.extend(item::read(it, &context, items.last().map(|it| it.id), sink));
    }
    reader.finish(sink);
    let kinds = FacilityKind::ALL.into_iter().filter(|it| forms.iter().any(|form| form.kinds.contains(it))).collect();
    Some(head?.edition(form?, kinds, items))
}

/// `[edition]`.
struct Head {
    id: String,
    name: String,
    fiscal_year: FiscalYear,
    notices: Vec<String>,
    notice_date: crate::model::Date,
    guideline: String,
    superseded_by: Option<String>,
    manual: Option<String>,
}

impl Head {
    fn read(reader: Reader<'_>, guidelines: &[Guideline], sink: &mut Sink) -> Option<Self> {
        let mut reader = reader.need(&["id", "name", "fiscal_year", "notices", "notice_date", "guideline"]);
        reader.remarks(&["sources"]);
        let id = reader.word("id", sink);
        let name = reader.string("name", sink);
        let fiscal_year = reader.fiscal_year("fiscal_year", sink);
        let notices = reader.strings("notices", sink).unwrap_or_default().into_iter().map(|it| it.value).collect();
        let notice_date = reader.date("notice_date", sink);
        let guideline = reader.string("guideline", sink);
        let superseded_by = reader.word("superseded_by", sink).map(|it| it.value);
        let manual = reader.string("manual", sink).map(|it| it.value);
        if let Some(written) = &guideline {
            check_guideline(&reader, written, guidelines, sink);
        }
        reader.finish(sink);
        Some(Self {
            id: id?.value,
            name: name?.value,
            fiscal_year: fiscal_year?,
            notices,
            notice_date: notice_date?.value,
            guideline: guideline?.value,
            superseded_by,
            manual,
        })
    }

    fn edition(self, form: (Vec<Column>, Certainty), kinds: Vec<FacilityKind>, items: Vec<Item>) -> Edition {
        let Self { id, name, fiscal_year, notices, notice_date, guideline, superseded_by, manual } = self;
        let (columns, columns_certainty) = form;
        Edition {
            id,
            name,
            fiscal_year,
            notices,
            notice_date,
            guideline,
            superseded_by,
            manual,
            kinds,
            columns,
            columns_certainty,
            items,
        }
    }
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
struct FormKind {
    id: String,
    kinds: Vec<FacilityKind>,
}

impl FormKind {
    fn read(reader: Reader<'_>, sink: &mut Sink) -> Option<Self> {
        let mut reader = reader.need(&["id", "name", "kinds"]);
        let id = reader.word("id", sink);
        reader.string("name", sink);
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
        Some(Self { id: id?.value, kinds })
    }
}
