//! The TOML between `+++` lines at the start of a document. Never reads the body below it.

use super::control;
use super::document::Folder;
use super::original;
use super::toml::{KeyStyle, Origin, Reader, read};
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Class, Date, FrontMatter, ItemId, Original, RowId, Submission};
use crate::source::{FileId, Span, Spanned};

/// Which keys a document may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    /// Those of every document.
    Document,
    /// Those of a completed form too.
    Form,
}

/// What a document's front matter says; all of it empty where there is none.
#[derive(Debug, Default)]
pub(crate) struct Front {
    /// What every document has.
    pub(crate) matter: FrontMatter,
    /// `title`.
    pub(crate) title: Option<Spanned<String>>,
    /// `kind`: the folder whose documents it is like, where it is not its own.
    pub(crate) kind: Option<Folder>,
    /// What only forms have.
    pub(crate) form: FormKeys,
    /// Where the body begins, as an offset in the text.
    pub(crate) body: usize,
    /// Every key of the top level, with its place.
    pub(crate) keys: Vec<Spanned<String>>,
}

/// The keys of a completed form.
#[derive(Debug, Default)]
pub(crate) struct FormKeys {
    /// The edition it answers.
    pub(crate) edition: Option<Spanned<String>>,
    /// Which printed form it is.
    pub(crate) kind: Option<Spanned<String>>,
    /// Who filled it in.
    pub(crate) answered_by: Option<String>,
    /// When.
    pub(crate) answered_on: Option<Date>,
    /// The devices it speaks for.
    pub(crate) scope: Option<Vec<Spanned<RowId>>>,
    /// What else is to be said of its scope.
    pub(crate) scope_note: Option<String>,
    /// What it was written down from.
    pub(crate) original: Option<Original>,
    /// When it was handed in, and to whom.
    pub(crate) submitted: Option<Submission>,
}

/// What a document can be, wherever it lies. A completed form is known by its path, which names year and respondent.
const KINDS: [(&str, Folder); 4] =
    [("manual", Folder::Manual), ("rules", Folder::Rules), ("bcp", Folder::Bcp), ("page", Folder::Other)];

/// Reads the front matter of `text`, the whole text of `file`.
pub(crate) fn parse(file: FileId, text: &str, keys: Keys, sink: &mut Sink) -> Front {
    let Some(block) = Block::find(text) else {
        if let Some(line) = unopened(text) {
            let finding = Finding::at(Code::TomlSyntax, Span::new(file, line));
            sink.push(finding.with("reason", "the first `+++` is missing"));
        }
        return Front::default();
    };
    if block.end == End::Missing {
        let span = Span::new(file, 0..text.trim_end().len().min(FENCE.len()));
        sink.push(Finding::at(Code::TomlSyntax, span).with("reason", "`+++` without a closing `+++`"));
        return Front { body: block.body, ..Front::default() };
    }
    let inner = &text[block.toml.clone()];
    let toml = read(inner, &Origin::slice(file, block.toml.start), KeyStyle::Toml, sink);
    let mut reader = Reader::new(&toml);
    let title = reader.string("title", sink);
    let mut matter = matter(&mut reader, sink);
    let kind = reader.choice("kind", &KINDS, sink).map(|it| it.value);
    let form = match keys {
        Keys::Form if kind.is_none() => form_keys(&mut reader, sink),
        Keys::Form | Keys::Document => {
            matter.edition = reader.string("edition", sink);
            FormKeys::default()
        }
    };
    let given = reader.keys().cloned().collect();
    reader.finish(sink);
    Front { matter, title, kind, form, body: block.body, keys: given }
}

/// Reads a descriptor, the whole text of `file`, as what a document's own front matter could say as well.
pub(crate) fn descriptor(file: FileId, text: &str, sink: &mut Sink) -> Front {
    let toml = read(text, &Origin::slice(file, 0), KeyStyle::Toml, sink);
    let mut reader = Reader::new(&toml);
    let title = reader.string("title", sink);
    let kind = reader.choice("kind", &KINDS, sink).map(|it| it.value);
    let mut matter = matter(&mut reader, sink);
    matter.edition = reader.string("edition", sink);
    let keys = reader.keys().cloned().collect();
    reader.finish(sink);
    Front { matter, title, kind, form: FormKeys::default(), body: 0, keys }
}

impl Front {
    /// With what the `descriptor` beside the document says. It is the facility's own, where the text may be somebody
    /// else's: of a key that stands in both, which is told, its value is taken.
    pub(crate) fn join(self, descriptor: Self, sink: &mut Sink) -> Self {
        for key in &descriptor.keys {
            if let Some(other) = self.keys.iter().find(|it| it.value == key.value) {
                sink.push(Finding::at(Code::KeyInBoth, key.span).with("key", &key.value).related(other.span));
            }
        }
        let has = |key: &str| descriptor.keys.iter().any(|it| it.value == key);
        let covers = if has("covers") { descriptor.matter.covers } else { self.matter.covers };
        let matter = FrontMatter {
            class: descriptor.matter.class.or(self.matter.class),
            edition: descriptor.matter.edition.or(self.matter.edition),
            covers,
            control: control::join(descriptor.matter.control, self.matter.control),
        };
        let (title, kind) = (descriptor.title.or(self.title), descriptor.kind.or(self.kind));
        Self { matter, title, kind, form: self.form, body: self.body, keys: self.keys }
    }
}

const FENCE: &str = "+++";

#[derive(Debug, PartialEq, Eq)]
enum End {
    Found,
    Missing,
}

/// The place of the block.
struct Block {
    toml: std::ops::Range<usize>,
    body: usize,
    end: End,
}

impl Block {
    /// `None` where the first line is not `+++`. Of a block without an end nothing is read: the body begins below the fence.
    fn find(text: &str) -> Option<Self> {
        let mut lines = text.split_inclusive('\n');
        let first = lines.next().filter(|it| is_fence(it))?;
        let mut offset = first.len();
        for line in lines {
            let end = offset + line.len();
            if is_fence(line) {
                return Some(Self { toml: first.len()..offset, body: end, end: End::Found });
            }
            offset = end;
        }
        Some(Self { toml: first.len()..first.len(), body: first.len(), end: End::Missing })
    }
}

/// The first line of a text that begins as front matter and has the closing fence only.
fn unopened(text: &str) -> Option<std::ops::Range<usize>> {
    let first = text.lines().next().filter(|it| is_setting(it))?;
    let is_block = text.lines().find(|it| !is_setting(it) && !it.trim().is_empty()).is_some_and(is_fence);
    is_block.then_some(0..first.trim_end().len())
}

/// `key = value`.
fn is_setting(line: &str) -> bool {
    let is_key = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_lowercase() || it == b'_');
    let is_value = |it: &str| it.starts_with(['"', '\'', '[']) || it.starts_with(|c: char| c.is_ascii_digit());
    line.split_once('=').is_some_and(|(key, value)| is_key(key.trim()) && is_value(value.trim()))
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == FENCE
}

fn matter(reader: &mut Reader<'_>, sink: &mut Sink) -> FrontMatter {
    FrontMatter {
        class: class(reader, sink),
        edition: None,
        covers: covers(reader, sink),
        control: control::read(reader, sink),
    }
}

pub(super) fn class(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Class> {
    let name = reader.string("class", sink)?;
    let class = Class::parse(&name.value);
    if class.is_none() {
        let near = nearest(&name.value, Class::ALL.map(Class::as_str));
        sink.push(Finding::at(Code::UnknownClass, name.span).with("name", &name.value).nearest(near));
    }
    class
}

fn covers(reader: &mut Reader<'_>, sink: &mut Sink) -> Vec<Spanned<ItemId>> {
    let written = reader.strings("covers", sink).unwrap_or_default();
    written.iter().filter_map(|it| item(reader, "covers", it, sink)).collect()
}

/// An item's id, in whatever form people write it: 2-03, 2-3, 2-③.
pub(super) fn item(
    reader: &Reader<'_>,
    key: &str,
    written: &Spanned<String>,
    sink: &mut Sink,
) -> Option<Spanned<ItemId>> {
    let id = ItemId::parse(&written.value).or_else(|| ItemId::parse_written(&written.value));
    if id.is_none() {
        sink.push(reader.bad_value(key, written, "2-03"));
    }
    Some(Spanned::new(id?, written.span))
}

fn form_keys(reader: &mut Reader<'_>, sink: &mut Sink) -> FormKeys {
    FormKeys {
        edition: reader.string("edition", sink),
        kind: reader.string("form", sink),
        answered_by: reader.string("answered_by", sink).map(|it| it.value),
        answered_on: reader.date("answered_on", sink).map(|it| it.value),
        scope: scope(reader, sink),
        scope_note: reader.string("scope_note", sink).map(|it| it.value),
        original: original::original(reader, sink),
        submitted: original::submission(reader, sink),
    }
}

fn scope(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Vec<Spanned<RowId>>> {
    let mut devices = Vec::new();
    for written in reader.strings("scope", sink)? {
        match RowId::new(&written.value) {
            Some(id) => devices.push(Spanned::new(id, written.span)),
            None => sink.push(reader.bad_value("scope", &written, "SV-01")),
        }
    }
    Some(devices)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::expect::run;

    fn document(file: FileId, text: &str, sink: &mut Sink) -> Front {
        parse(file, text, Keys::Document, sink)
    }

    fn form(file: FileId, text: &str, sink: &mut Sink) -> Front {
        parse(file, text, Keys::Form, sink)
    }

    const SOUND: &str = r#"+++
title = "外部記録媒体"
class = "inspection"
covers = ["2-⑨"]
approved_by = "山田"
approved_on = "令和7年4月1日"
revisions = [{ date = 2025-04-01, reason = "制定", approver = "山田" }]
+++
# 本文
"#;

    #[test]
    fn a_sound_block_is_read_whole_with_either_line_end() {
        for text in [SOUND.to_owned(), SOUND.replace('\n', "\r\n")] {
            let (front, findings) = run(&text, document);
            assert_eq!(findings, [""; 0]);
            assert!(text[front.body..].starts_with("# 本文"));
            assert_eq!(front.matter.class, Some(Class::Inspection));
            assert_eq!((front.matter.covers.len(), front.matter.control.revisions.len()), (1, 1));
            assert_eq!(front.matter.control.approved_on, Date::new(2025, 4, 1));
            assert_eq!(front.title.map(|it| it.value), Some("外部記録媒体".to_owned()));
        }
    }

    #[test]
    fn every_mistake_is_told() {
        let text = r#"+++
titel = "x"
class = "secret"
covers = ["2-09", "2-x", 3]
approved_on = "平成40年1月1日"
revisions = [{ date = 2025-02-30, reason = "x" }, { reson = "x", date = "2025-04-01" }]
answered_by = "x"
+++
"#;
        let expected = [
            "2:1 unknown-key",
            "3:9 unknown-class",
            "4:19 bad-value",
            "4:26 wrong-type",
            "5:15 impossible-date",
            "6:23 impossible-date",
            "6:53 unknown-key",
            "7:1 unknown-key",
        ];
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            assert_eq!(run(&text, document).1, expected);
        }
    }

    #[test]
    fn a_form_has_keys_of_its_own() {
        let text = "+++\nanswered_by = \"田中\"\nanswered_on = \"R7.6.2\"\nscope = [\"SV-01\", \" \"]\nscope_note = \"x\"\n+++\n";
        let (front, findings) = run(text, form);
        assert_eq!(findings, ["4:19 bad-value"]);
        assert_eq!(front.form.answered_on, Date::new(2025, 6, 2));
        assert_eq!(front.form.scope.map(|it| it.len()), Some(1));
    }

    #[test]
    fn an_open_block_is_told_and_its_text_kept() {
        for text in ["+++\ntitle = \"x\"\n\n# 本文\n", "+++\r\n# 本文\r\n", "+++"] {
            let (front, findings) = run(text, document);
            assert_eq!(findings, ["1:1 toml-syntax"]);
            assert!(text[..front.body].trim_end() == "+++");
        }
    }

    #[test]
    fn a_text_without_a_block_is_all_body() {
        for text in ["", "# 本文\n+++\n", " +++\n+++\n", "++++\n"] {
            let (front, findings) = run(text, document);
            assert_eq!((front.body, findings), (0, Vec::new()));
        }
        assert_eq!(run("+++\n+++\n", document).0.body, 8);
    }
}
