//! A descriptor that stands for a file which is no Markdown: `rules/our-rules.toml` for `our-rules.pdf`. Opens no file and
//! does not ask whether it is there.

use super::document::{Folder, Source};
use super::front_matter::{class, item};
use super::toml::{KeyStyle, Origin, Reader, read};
use super::{control, markdown, references};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{
    DocId, Document, DocumentKind, Entry, FrontMatter, Imported, Inlines, ItemId, RawRef, RegisterKind, slug,
};
use crate::source::{Span, Spanned};

/// Reads the descriptor of an imported document. `None` where it names no file and nowhere where the paper is kept: then
/// it is meant for a document that is not there.
pub fn imported(source: Source<'_>, id: DocId, sink: &mut Sink) -> Option<Document<RawRef>> {
    let Source { file, text, folder, .. } = source;
    let toml = read(text, &Origin::slice(file, 0), KeyStyle::Toml, sink);
    let mut reader = Reader::new(&toml).need(needed(folder));
    let title = reader.string("title", sink);
    let kind = reader.choice("kind", &KINDS, sink).map(|it| it.value);
    let kind = kind.or_else(|| default(folder)).unwrap_or(Kind::Page);
    let original = reader.string("file", sink);
    let class = class(&mut reader, sink);
    let control = control::read(&mut reader, sink);
    let (covers, entries) = covers(&mut reader, kind, sink);
    let is_descriptor = original.is_some() || control.kept.is_some() || reader.has("file") || reader.has("kept");
    if !is_descriptor {
        return None;
    }
    reader.finish(sink);
    let file_of = |it: Spanned<String>| it.map(|it| path(&id, &it));
    let title = title.unwrap_or_else(|| Spanned::new(id.stem().to_owned(), Span::new(file, 0..0)));
    let imported = Imported { file: original.map(file_of), entries };
    Some(Document {
        file,
        kind: kind.of_document(),
        front: FrontMatter { class, edition: None, covers, control },
        title,
        opening: Inlines::new(),
        number: None,
        blocks: Vec::new(),
        imported: Some(Box::new(imported)),
        print: None,
        id,
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rules,
    Bcp,
    Manual,
    Page,
    Ledger,
    Chart,
}

const KINDS: [(&str, Kind); 6] = [
    ("rules", Kind::Rules),
    ("bcp", Kind::Bcp),
    ("manual", Kind::Manual),
    ("page", Kind::Page),
    ("devices", Kind::Ledger),
    ("contact-chart", Kind::Chart),
];

impl Kind {
    fn of_document(self) -> DocumentKind {
        match self {
            Self::Rules => DocumentKind::Rules,
            Self::Bcp => DocumentKind::Bcp,
            Self::Manual => DocumentKind::Manual,
            Self::Page => DocumentKind::Page,
            Self::Ledger => DocumentKind::Ledger,
            Self::Chart => DocumentKind::Chart,
        }
    }
}

/// In `registers/` two papers are looked at in the flesh: which one it is has to be said.
fn needed(folder: Folder) -> &'static [&'static str] {
    match folder {
        Folder::Registers => &["title", "kind"],
        Folder::Manual
        | Folder::Checklists
        | Folder::FormerChecklists
        | Folder::Rules
        | Folder::Bcp
        | Folder::Other => &["title"],
    }
}

fn default(folder: Folder) -> Option<Kind> {
    match folder {
        Folder::Rules => Some(Kind::Rules),
        Folder::Bcp => Some(Kind::Bcp),
        Folder::Manual => Some(Kind::Manual),
        Folder::Registers => None,
        Folder::Checklists | Folder::FormerChecklists | Folder::Other => Some(Kind::Page),
    }
}

/// The file as seen from the descriptor's folder, below the source folder. One that leaves it is kept as it is, and is not
/// found there.
fn path(id: &DocId, written: &str) -> Box<str> {
    let written = written.replace('\\', "/");
    let folder = id.as_str().rsplit_once('/').map_or("", |it| it.0);
    let mut parts: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => (),
            ".." if parts.pop().is_none() => return written.into(),
            ".." => (),
            name => parts.push(name),
        }
    }
    parts.join("/").into()
}

/// `covers`: ids, which the document as a whole answers, and tables, which say where.
fn covers(reader: &mut Reader<'_>, kind: Kind, sink: &mut Sink) -> (Vec<Spanned<ItemId>>, Vec<Entry>) {
    let (texts, tables) = reader.texts_and_tables("covers", sink);
    let whole = texts.iter().filter_map(|it| item(reader, "covers", it, sink)).collect();
    let mut entries = Entries { kind, all: Vec::new() };
    for table in tables {
        entries.read(table, sink);
    }
    (whole, entries.all)
}

struct Entries {
    kind: Kind,
    all: Vec<Entry>,
}

impl Entries {
    fn read(&mut self, mut reader: Reader<'_>, sink: &mut Sink) {
        let span = reader.span();
        let clause = reader.string("clause", sink);
        let page = reader.integer("page", sink).and_then(|it| page(&reader, it, sink));
        let mut items = Vec::new();
        let one = reader.string("item", sink);
        items.extend(one.and_then(|it| item(&reader, "item", &it, sink)));
        for written in reader.strings("items", sink).unwrap_or_default() {
            items.extend(item(&reader, "items", &written, sink));
        }
        let says_nothing = clause.is_none() && !reader.has("item") && !reader.has("items");
        reader = if says_nothing { reader.need(&["item"]) } else { reader };
        reader.finish(sink);
        let title = clause.as_ref().map_or("", |it| it.value.trim());
        let at = self.find(title, page.as_ref(), span);
        let entry = &mut self.all[at];
        if let Some(page) = page.filter(|it| entry.pages.iter().all(|known| known.value != it.value)) {
            entry.pages.push(page);
        }
        for item in items {
            match entry.items.iter().find(|it| it.value == item.value) {
                Some(first) => {
                    let finding = Finding::at(Code::CoveredTwice, item.span).with("item", item.value.shown());
                    sink.push(finding.with("place", entry.shown()).related(first.span));
                }
                None => entry.items.push(item),
            }
        }
    }

    /// The place of the entry of this name, or, without a name, of this page.
    fn find(&mut self, title: &str, page: Option<&Spanned<u32>>, span: Span) -> usize {
        let is_page = |it: &Entry| it.pages.iter().any(|it| Some(it.value) == page.map(|it| it.value));
        let is_it = |it: &Entry| {
            *it.title == *title && (!title.is_empty() || is_page(it) || it.pages.is_empty() && page.is_none())
        };
        if let Some(found) = self.all.iter().position(is_it) {
            return found;
        }
        let clause = (self.kind == Kind::Rules).then(|| references::clause_of(title)).flatten();
        let number = (self.kind == Kind::Bcp).then(|| markdown::section_number(title)).flatten();
        let anchor = match (clause, page) {
            (Some(clause), _) => clause.to_string(),
            (None, Some(page)) if title.is_empty() => format!("p{}", page.value),
            (None, _) => slug(title),
        };
        let anchor = self.unique(anchor);
        self.all.push(Entry {
            span,
            title: title.into(),
            anchor,
            clause,
            number,
            pages: Vec::new(),
            items: Vec::new(),
        });
        self.all.len() - 1
    }

    fn unique(&self, anchor: String) -> Box<str> {
        let is_free = |name: &str| self.all.iter().all(|it| *it.anchor != *name);
        if is_free(&anchor) {
            return anchor.into();
        }
        let others = (2..).map(|it| format!("{anchor}_{it}"));
        others.into_iter().find(|it| is_free(it)).unwrap_or(anchor).into()
    }
}

fn page(reader: &Reader<'_>, written: Spanned<i64>, sink: &mut Sink) -> Option<Spanned<u32>> {
    let page = u32::try_from(written.value).ok().filter(|it| *it >= 1);
    if page.is_none() {
        sink.push(reader.bad_value("page", &written, "1, 2, 3"));
    }
    Some(Spanned::new(page?, written.span))
}

/// Whether a file is one that toji reads itself: such a one needs no descriptor that imports it.
pub fn is_read(path: &str) -> bool {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let is_register = |stem: &str| stem.strip_prefix("registers/").is_some_and(|it| RegisterKind::parse(it).is_some());
    match ending.to_ascii_lowercase().as_str() {
        "md" | "toml" => true,
        "csv" => is_register(stem),
        _ => false,
    }
}
