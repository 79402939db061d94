//! The glossary: every term with its explanation and the page that gives it, by the kana it begins with.

use serde::Serialize;

use super::blocks::{Prose, term_anchor};
use super::page::{Link, Made, Page, TocEntry};
use super::site::Site;
use super::templates::Html;
use super::{ThemeError, search};
use crate::resolve::{Tab, Term, relative};

pub(super) const PATH: &str = "glossary.html";

#[derive(Serialize)]
struct GlossaryPage {
    page: Page,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    anchor: String,
    name: String,
    terms: Vec<TermView>,
}

#[derive(Serialize)]
struct TermView {
    anchor: String,
    name: String,
    meaning: Html,
    place: Option<Link>,
}

/// Makes the page.
pub(super) fn make(site: &Site<'_>) -> Result<Made, ThemeError> {
    let title = &site.texts.title.glossary;
    let mut groups: Vec<Group> = Vec::new();
    let mut lines = String::new();
    let mut terms: Vec<_> = site.binder.terms().iter().collect();
    terms.sort_by_key(|it| (row_of(&it.name), fold(&it.name)));
    for term in terms {
        let (order, name) = row_of(&term.name);
        if groups.last().is_none_or(|it| it.name != name) {
            groups.push(Group { anchor: format!("t.row{order}"), name: name.to_owned(), terms: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.terms.push(view(site, term));
        }
        search_term(site, term, &mut lines);
    }
    let mut page = Page::new(site, PATH, title, Some(Tab::Appendix));
    page.toc = groups.iter().map(entry).collect();
    let html = site.render("glossary.html", &GlossaryPage { page, groups })?;
    Ok(Made { path: PATH.to_owned(), html, search: lines })
}

fn entry(group: &Group) -> TocEntry {
    TocEntry { level: 2, href: format!("#{}", group.anchor), text: group.name.clone() }
}

fn view(site: &Site<'_>, term: &Term) -> TermView {
    let mut prose = Prose::new(site, PATH);
    for meaning in &term.meanings {
        prose.out.push_str("<div>");
        prose.loose(meaning);
        prose.out.push_str("</div>");
    }
    let place = site.binder.document(&term.document).map(|it| {
        let href = relative(PATH, &site.binder.page_of(it));
        let anchor = term_anchor(&term.anchor);
        let mut link = Link::new(href + "#", site.document_title(it));
        super::escape::fragment(&anchor, &mut link.href);
        link
    });
    TermView { anchor: term.anchor.to_string(), name: term.name.to_string(), meaning: Html(prose.out), place }
}

fn search_term(site: &Site<'_>, term: &Term, lines: &mut String) {
    let mut text = String::new();
    for meaning in &term.meanings {
        search::text_of(meaning, &mut text);
    }
    let mut url = format!("{PATH}#");
    super::escape::fragment(&term.anchor, &mut url);
    let title = format!("{}{}{}", site.texts.title.glossary, site.texts.prose.separator, term.name);
    search::line(&title, &url, &text, lines);
}

/// The kana row of a term, as dictionaries have it: hiragana and katakana by row, the Latin alphabet, all other (kanji,
/// whose reading nobody wrote down).
fn row_of(name: &str) -> (usize, &'static str) {
    const ROWS: [(&str, &str); 10] = [
        ("あ行", "ぁあぃいぅうぇえぉおゔ"),
        ("か行", "かがきぎくぐけげこご"),
        ("さ行", "さざしじすずせぜそぞ"),
        ("た行", "ただちぢっつづてでとど"),
        ("な行", "なにぬねの"),
        ("は行", "はばぱひびぴふぶぷへべぺほぼぽ"),
        ("ま行", "まみむめも"),
        ("や行", "ゃやゅゆょよ"),
        ("ら行", "らりるれろ"),
        ("わ行", "ゎわゐゑをん"),
    ];
    let first = fold(name).chars().next().unwrap_or(' ');
    if let Some(i) = ROWS.iter().position(|it| it.1.contains(first)) {
        return (i, ROWS[i].0);
    }
    if first.is_ascii() { (10, "英数字") } else { (11, "漢字") }
}

/// Katakana as hiragana, so that both stand together.
fn fold(name: &str) -> String {
    let hiragana = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        c => c,
    };
    name.chars().map(hiragana).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_stand_in_the_row_of_their_first_kana() {
        assert_eq!(row_of("バックアップ"), (5, "は行"));
        assert_eq!(row_of("VPN"), (10, "英数字"));
        assert_eq!(row_of("遵守事項"), (11, "漢字"));
        assert!(row_of("ウイルス") < row_of("クラウド"));
    }
}
