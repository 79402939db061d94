//! What is no secret because it is said where it may be: in the sources, but for the places of what is withheld; in the
//! theme; by toji itself. Asks the sources, never the view: what a view shows by mistake must not excuse itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::normal::APART;
use crate::diagnostics::At;
use crate::model::{RegisterKind, Theme};
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::view::{View, Withheld, WithheldKind};

/// The words that toji writes by itself, gathered when it was built.
pub(super) const OWN_WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));
/// What typst and its PDFs say of themselves.
const OF_TYPST: &str = "Typst PDF Adobe Identity UUID internal external XMP Media Management schema text Text URI Bag";

/// What an author wrote where it is shown, and a copy leaves out because it leads to what is gone.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// The words of links, the texts beside pictures.
    pub(super) texts: Vec<Withheld>,
    /// The places of these, and of what chooses rows by what is withheld.
    places: Vec<Span>,
}

/// The term of a glossary stays where it is: only its explanation is gone.
pub(super) fn cut(view: &View<'_>, sources: &Sources) -> Cut {
    let mut cut = Cut::default();
    for finding in view.cut() {
        let (At::Span(at), Some((_, to))) = (&finding.at, finding.arguments.iter().find(|it| it.0 == "to")) else {
            continue;
        };
        match sources.slice(*at) {
            it if is_link(it) => {
                cut.texts.push(Withheld { kind: WithheldKind::Prose, text: to.as_str().into(), at: *at });
                cut.places.push(*at);
            }
            it if it.starts_with("```") || it.starts_with("[[") && !it.contains(&**to) => cut.places.push(*at),
            _ => {}
        }
    }
    cut
}

/// One link or picture and nothing besides.
fn is_link(written: &str) -> bool {
    let starts = written.starts_with("![") || (written.starts_with('[') && !written.starts_with("[["));
    starts && written.ends_with(')') && written.matches("](").count() == 1 && !written.contains('\n')
}

/// The texts of all sources that may be said, one a file, its path included.
pub(super) fn of_sources(withheld: &[Withheld], cut: &Cut, sources: &Sources) -> Vec<String> {
    let gone = documents_gone(withheld, sources);
    let mut places: BTreeMap<FileId, Vec<Range<usize>>> = BTreeMap::new();
    for it in withheld {
        places.entry(it.at.file).or_default().extend(places_of(&it.text, it.at, sources));
    }
    for it in &cut.places {
        places.entry(it.file).or_default().push(it.range());
    }
    let stays = |it: &(FileId, &SourceFile)| !gone.contains(stem(it.1.path()));
    let text = |(id, file): (FileId, &SourceFile)| said(file, places.remove(&id).unwrap_or_default());
    sources.with_ids().filter(stays).map(text).collect()
}

/// What is shown although its column is withheld: telephone numbers, on the contact chart and the card.
pub(super) fn phones(view: &View<'_>) -> String {
    let Some(contacts) = view.binder().register(RegisterKind::Contacts) else { return String::new() };
    contacts.rows.iter().flat_map(|row| [view.binder().phone(contacts, row), "\u{1F}"]).collect()
}

/// Whom the copy is handed to: typed for every page, whether or not a register that is withheld names the same.
pub(super) fn recipient(view: &View<'_>) -> String {
    view.profile().recipient.as_deref().unwrap_or_default().to_owned()
}

/// The theme's files, as one text.
pub(super) fn of_theme(theme: &Theme) -> String {
    let files = theme.files();
    files.values().flat_map(|it| [String::from_utf8_lossy(it), APART.to_string().into()]).collect()
}

/// What toji and its tools say.
pub(super) fn of_toji() -> [&'static str; 2] {
    [OWN_WORDS, OF_TYPST]
}

/// Documents of which nothing is shown, by their paths without an ending: what is beside them is theirs.
fn documents_gone<'a>(withheld: &'a [Withheld], sources: &Sources) -> BTreeSet<&'a str> {
    let addresses = withheld.iter().filter(|it| it.kind == WithheldKind::Address);
    addresses.filter(|it| stem(sources.file(it.at.file).path()) == &*it.text).map(|it| &*it.text).collect()
}

fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |it| it.0)
}

/// Where a withheld text stands: itself, where its place holds more than it; the whole place, where it is not written there
/// as it reads. What is much shorter than its place was brought there from elsewhere.
fn places_of(text: &str, at: Span, sources: &Sources) -> Vec<Range<usize>> {
    let written = sources.slice(at);
    let start = at.range().start;
    let found: Vec<(usize, &str)> = written.match_indices(text).collect();
    if found.is_empty() && text.len() * 2 >= written.len() {
        return vec![at.range()];
    }
    found.into_iter().map(|(i, it)| start + i..start + i + it.len()).collect()
}

/// A file's path and its text without these places, as it is written and as it reads.
fn said(file: &SourceFile, mut places: Vec<Range<usize>>) -> String {
    places.sort_by_key(|it| it.start);
    let mut text = String::with_capacity(file.text().len() * 2);
    let mut at = 0;
    for place in places {
        text.push_str(file.text().get(at..place.start).unwrap_or_default());
        text.push(APART);
        at = at.max(place.end);
    }
    text.push_str(file.text().get(at..).unwrap_or_default());
    let text = without_comments(file.path(), &text);
    let read = text.replace(['*', '`', '~', '\\', '[', ']'], "");
    [file.path(), &text, &read].join(&APART.to_string())
}

/// What an author tells himself is shown to nobody.
fn without_comments(path: &str, text: &str) -> String {
    let is_settings = path.ends_with(".toml") && !path.starts_with("standards/");
    if is_settings {
        let lines = text.lines().filter(|it| !it.trim_start().starts_with('#'));
        return lines.map(uncommented).collect::<Vec<_>>().join("\n");
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        out.push(APART);
        rest = comment.split_once("-->").map_or("", |it| it.1);
    }
    out + rest
}

/// Up to the first `#` outside of quotation marks.
fn uncommented(line: &str) -> &str {
    let mut quotes = 0;
    let end = line.find(|it| {
        quotes += usize::from(it == '"');
        it == '#' && quotes % 2 == 0
    });
    &line[..end.unwrap_or(line.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a text when `withheld` was withheld at `at`, as it is written.
    fn left(text: &str, at: Range<usize>, withheld: &str) -> String {
        let mut sources = Sources::default();
        let id = sources.add("a.md", text);
        let said = said(sources.file(id), places_of(withheld, Span::new(id, at), &sources));
        let written = said.strip_prefix("a.md\u{1F}").unwrap_or_default();
        written[..written.len() / 2].replace(APART, "|")
    }

    #[test]
    fn a_place_is_left_out_and_what_is_beside_it_is_not() {
        assert_eq!(left("あ,KDS-0001,い", 4..12, "KDS-0001"), "あ,|,い");
        assert_eq!(left("前\n合い言葉 KDS-0001 です\n後", 4..36, "KDS-0001"), "前\n合い言葉 | です\n後");
        let block = "**合** 言葉は";
        let text = format!("前\n{block}\n後");
        assert!(left(&text, 4..4 + block.len(), "合 言葉は").starts_with("前\n|\n後"));
        let value = "{{ devices.KDS-1.名称 }} です";
        assert_eq!(left(value, 0..value.len(), "表"), value, "what a variable brings stands elsewhere");
    }

    #[test]
    fn comments_are_not_said() {
        assert_eq!(without_comments("binder.toml", "a = \"x#y\" # secret\n# more\nb = 1"), "a = \"x#y\" \nb = 1");
        assert_eq!(without_comments("a.md", "前<!-- secret -->後"), "前\u{1F}後");
    }

    #[test]
    fn toji_knows_its_own_words() {
        for word in ["非公開", "連絡体制図"] {
            assert!(OWN_WORDS.contains(word), "{word}");
        }
        assert!(!OWN_WORDS.contains("192.168.1.1"), "an example of a test is nobody's word");
    }
}
