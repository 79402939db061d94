//! A draft as the files of a source folder: a checklist, an outline, pages of the manual. Says of everything that nobody
//! has verified it yet.

mod known;
mod markdown;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::draft::{Draft, DraftItem, Head};
use super::manual::ManualItem;
use super::outline::{Outline, OutlinePart, OutlineSection};
use crate::model::{Citation, Column, FacilityKind, NoteStatus, SectionNumber, SourceFile, VendorForm};

/// The usual columns, for a form that does not say.
const USUAL: [Column; 7] = [
    Column::Item,
    Column::First,
    Column::FirstDate,
    Column::Target,
    Column::Second,
    Column::SecondDate,
    Column::Remark,
];

/// Where a number without a heading comes from.
const CITED: &str = "number only, cited by a note of the manual";

/// `standards/checklist-r8.toml`.
pub fn checklist(head: &Head, draft: &Draft) -> String {
    let mut out = String::from(
        "# 取り込んだ下書きです。内容を、公式の文書と見比べてから使ってください。\n\
         # A draft that toji imported from your own copies of the official files. Compare it with them before use.\n\n[edition]\n",
    );
    line(&mut out, "id", &quoted(&head.id));
    line(&mut out, "name", &quoted(&head.name));
    line(&mut out, "fiscal_year", &head.fiscal_year.year().to_string());
    line(&mut out, "notices", &list(head.notices.iter().map(String::as_str)));
    line(&mut out, "guideline", &quoted(&head.guideline));
    if let Some(known) = &head.known {
        self::known::edition(&mut out, known);
    }
    for file in &head.source_files {
        out.push_str("\n[[edition.source_file]]\n");
        source_file(&mut out, file);
    }
    let columns = draft.columns.as_deref().unwrap_or(&USUAL);
    out.push_str("\n[form]\n");
    line(&mut out, "columns", &list(columns.iter().map(|it| column(*it))));
    line(&mut out, "certainty", "\"unverified\"");
    forms(&mut out, draft);
    for item in &draft.items {
        self::item(&mut out, item);
    }
    out
}

fn forms(out: &mut String, draft: &Draft) {
    let (name, kinds) =
        draft.facility.clone().unwrap_or_else(|| ("施設の様式（未取込）".to_owned(), FacilityKind::ALL.to_vec()));
    for (id, name, kinds) in [("facility", name.as_str(), kinds), ("vendor", "事業者確認用", Vec::new())] {
        out.push_str("\n[[form_kind]]\n");
        line(out, "id", &quoted(id));
        line(out, "name", &quoted(name));
        line(out, "kinds", &list(kinds.into_iter().map(FacilityKind::as_str)));
    }
}

fn item(out: &mut String, item: &DraftItem) {
    out.push_str("\n[[item]]\n");
    line(out, "id", &quoted(&item.id.to_string()));
    if let Some(known) = &item.known {
        line(out, "subject", &quoted(&known.subject));
    }
    let wordings = [("facility", &item.wording.facility), ("vendor", &item.wording.vendor)];
    let wordings: Vec<String> =
        wordings.into_iter().filter_map(|(key, it)| Some(format!("{key} = {}", quoted(it.as_deref()?)))).collect();
    line(out, "wording", &format!("{{ {} }}", wordings.join(", ")));
    let known_scope = item.known.as_ref().map(|it| it.scope.clone()).filter(|it| !it.is_empty());
    if let Some(scope) = item.scope.clone().or(known_scope) {
        line(out, "scope", &quoted(&scope));
    }
    let forms: &[&str] = if item.vendor_form == VendorForm::No { &["facility"] } else { &["facility", "vendor"] };
    line(out, "forms", &list(forms.iter().copied()));
    line(out, "vendor_form", &quoted(vendor_form(item.vendor_form)));
    refs(out, item);
    if let Some(known) = &item.known {
        known::item(out, known);
    }
    line(out, "certainty", "\"partial\"");
}

fn refs(out: &mut String, item: &DraftItem) {
    let known = item.known.as_ref().map(|it| (&it.refs.citations, it.refs.status));
    let (citations, status) = match (&item.citations, known) {
        (Some(citations), _) => (citations.as_slice(), NoteStatus::Printed),
        (None, Some((citations, status))) => (citations.as_slice(), status),
        (None, None) => (&[][..], NoteStatus::NotEstablished),
    };
    if citations.is_empty() {
        line(out, "refs", "[]");
        return line(out, "refs_status", &quoted(note_status(status)));
    }
    out.push_str("refs = [\n");
    for it in citations {
        let item = it.item.map(|it| format!(", item = {}", it.number())).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "  {{ part = {}, section = \"{}\"{item} }},", quoted(&it.part), it.section);
    }
    out.push_str("]\n");
    line(out, "refs_status", &quoted(note_status(status)));
}

/// `standards/guideline-7.0.toml`, from a table of contents. `ids` are those of parts that are known.
pub fn guideline(
    edition: &str,
    title: &str,
    outline: &Outline,
    ids: &BTreeMap<String, String>,
    files: &[SourceFile],
) -> String {
    let mut out = guideline_head(edition, title, outline.issued.as_deref());
    for file in files {
        out.push_str("\n[[guideline.source_file]]\n");
        source_file(&mut out, file);
    }
    for part in &outline.parts {
        self::part(&mut out, ids, part);
    }
    out
}

fn guideline_head(edition: &str, title: &str, issued: Option<&str>) -> String {
    let mut out = String::from(
        "# 取り込んだ下書きです。見出しは、まだだれも確かめていません。\n\
         # A draft that toji imported. Nobody has verified the headings yet.\n\n[guideline]\n",
    );
    line(&mut out, "edition", &quoted(edition));
    line(&mut out, "title", &quoted(title));
    if let Some(issued) = issued {
        line(&mut out, "issued", &quoted(issued));
    }
    line(&mut out, "certainty", "\"unverified\"");
    out
}

fn part(out: &mut String, ids: &BTreeMap<String, String>, part: &OutlinePart) {
    out.push_str("\n[[part]]\n");
    line(out, "id", &quoted(ids.get(&part.name).map_or("", String::as_str)));
    line(out, "name", &quoted(&part.name));
    out.push_str("sections = [\n");
    for it in &part.sections {
        let title = it.title.as_ref().map(|it| format!(", title = {}, certainty = \"unverified\"", quoted(it)));
        let page = it.page.map(|it| format!(", page = {it}")).unwrap_or_default();
        let title = title.unwrap_or_default();
        let _ = writeln!(out, "  {{ number = \"{}\"{title}{page}, source = {} }},", it.number, quoted(&it.source));
    }
    out.push_str("]\n");
}

/// The sections that citations name, and the chapters above them, by part.
pub(super) fn sections(citations: &[(&str, &SectionNumber)]) -> Vec<OutlinePart> {
    let mut parts: Vec<OutlinePart> = Vec::new();
    for (name, number) in citations {
        let at = parts.iter().position(|it| it.name == **name).unwrap_or_else(|| {
            parts.push(OutlinePart { name: (*name).to_owned(), sections: Vec::new() });
            parts.len() - 1
        });
        let sections = &mut parts[at].sections;
        for number in [(*number).clone(), number.chapter()] {
            if !sections.iter().any(|it| it.number == number) {
                sections.push(OutlineSection { number, title: None, page: None, source: CITED.to_owned() });
            }
        }
    }
    for part in &mut parts {
        part.sections.sort_by(|a, b| a.number.cmp(&b.number));
    }
    parts
}

/// `manual/2-03.md`: the explanation as it stands in the manual of `edition`. `notes` are its ▶ notes, each as one line; `dead` gives the
/// places in a line that would be links to what the binder has not.
pub fn page(
    item: &ManualItem,
    edition: &str,
    notes: &[String],
    file: &str,
    dead: &dyn Fn(&str) -> Vec<Range<usize>>,
) -> String {
    let mut out = String::from("+++\nclass = \"inspection\"\n");
    line(&mut out, "edition", &quoted(edition));
    let _ = write!(out, "+++\n\n# {} {}\n", item.id.shown(), markdown::text(&item.heading.value));
    if let Some(scope) = &item.scope {
        let _ = write!(out, "\n【{scope}】\n");
    }
    for paragraph in &item.body {
        out.push('\n');
        for text in paragraph {
            out.push_str(&markdown::line(text, &dead(text)));
            out.push('\n');
        }
    }
    for note in notes {
        let _ = write!(out, "\n{note}\n");
    }
    let _ = write!(out, "\n（取り込んだファイル：{}）\n", markdown::text(file));
    out
}

fn source_file(out: &mut String, file: &SourceFile) {
    line(out, "name", &quoted(&file.name));
    line(out, "sha256", &quoted(&file.sha256));
    if let Some(address) = &file.address {
        line(out, "address", &quoted(address));
    }
    if let Some(read) = file.read {
        line(out, "read", &read.to_string());
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

/// As a TOML string on one line.
fn quoted(text: &str) -> String {
    toml::Value::String(text.lines().collect::<Vec<_>>().join(" ")).to_string()
}

fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", words.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

fn column(column: Column) -> &'static str {
    match column {
        Column::Item => "item",
        Column::First => "first",
        Column::FirstDate => "first_date",
        Column::Target => "target",
        Column::Second => "second",
        Column::SecondDate => "second_date",
        Column::Remark => "remark",
    }
}

fn vendor_form(form: VendorForm) -> &'static str {
    match form {
        VendorForm::Explained => "explained",
        VendorForm::Printed => "printed",
        VendorForm::BySection => "by-section",
        VendorForm::Doubtful => "doubtful",
        VendorForm::No => "no",
    }
}

fn note_status(status: NoteStatus) -> &'static str {
    match status {
        NoteStatus::Printed => "printed",
        NoteStatus::Earlier => "earlier",
        NoteStatus::NotEstablished => "not-established",
    }
}

/// The outline of what `citations` name, by the parts' names.
pub fn outline_of(citations: &[Citation], names: &BTreeMap<String, String>) -> Vec<OutlinePart> {
    let name = |id: &str| names.iter().find(|it| it.1 == id).map(|it| it.0.as_str());
    let named: Vec<_> = citations.iter().filter_map(|it| Some((name(&it.part)?, &it.section))).collect();
    sections(&named)
}
