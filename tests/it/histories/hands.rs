//! What a template's author does from one version to the next, and what a member does to the files.

use std::collections::BTreeMap;

use toji::model::Migration;
use toji::pack::Files;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::book::{Book, Content, Page, Pen, Style, page};

/// The next version, and what moved.
pub(super) fn next_version(book: &Book, pen: &mut Pen<'_>) -> (Book, Vec<Migration>) {
    let mut next = book.clone();
    let mut moves = Vec::new();
    for content in next.values_mut() {
        (0..pen.dice.below(4)).for_each(|_| content.change(pen));
    }
    let paths: Vec<String> = next.keys().cloned().collect();
    let path = &paths[pen.dice.below(paths.len())];
    match pen.dice.below(9) {
        0 => drop(next.remove(path)),
        1 => rename(&mut next, path, &mut moves, pen),
        5 => renumber(&mut next, &mut moves, pen),
        2 | 3 => split(&mut next, &mut moves, pen),
        4 => {
            let page = next.values().find(|it| matches!(it, Content::Page(_))).cloned();
            next.extend(page.map(|it| (format!("manual/n{}.md", pen.count), it)));
        }
        _ => (),
    }
    (next, moves)
}

fn rename(book: &mut Book, path: &str, moves: &mut Vec<Migration>, pen: &mut Pen<'_>) {
    let Some((stem, extension)) = path.rsplit_once('.').filter(|it| it.1 == "md") else { return };
    let to = format!("{stem}-{}.{extension}", pen.count);
    book.extend(book.get(path).cloned().map(|it| (to.clone(), it)));
    book.remove(path);
    if pen.dice.once_in(3) {
        // Another page takes the path that this one left.
        let another = Content::Page(page(pen, Style::Plain));
        book.insert(path.to_owned(), another);
    }
    moves.push(Migration::RenamePage { from: path.to_owned(), to });
}

/// Every page of the manual takes the path of the one behind it, as when a chapter comes in before them; or each that of
/// the one before it, as when the first is given up.
fn renumber(book: &mut Book, moves: &mut Vec<Migration>, pen: &mut Pen<'_>) {
    let mut pages: Vec<String> = book.keys().filter(|it| it.starts_with("manual/")).cloned().collect();
    let is_down = pen.dice.once_in(2);
    let Some(first) = pages.first().cloned() else { return };
    if is_down {
        pages.reverse();
        if pen.dice.once_in(2) {
            moves.push(Migration::RetirePage { path: first.clone() });
        }
    } else {
        pages.push(format!("manual/z{}.md", pen.count));
    }
    let before: Vec<Content> = pages.iter().filter_map(|it| book.remove(it)).collect();
    for (pair, content) in pages.windows(2).zip(before) {
        book.insert(pair[1].clone(), content);
        moves.push(Migration::RenamePage { from: pair[0].clone(), to: pair[1].clone() });
    }
    if !is_down && pen.dice.once_in(2) {
        book.insert(first, Content::Page(page(pen, Style::Plain)));
    }
}

fn split(book: &mut Book, moves: &mut Vec<Migration>, pen: &mut Pen<'_>) {
    let pages =
        book.iter().filter_map(|(path, it)| if let Content::Page(page) = it { Some((path, page)) } else { None });
    let Some((path, page)) = pages.map(|(path, page)| (path.clone(), page.clone())).next_back() else { return };
    let cut = pen.dice.below(page.sections.len() + 1);
    let (first, second) = page.sections.split_at(cut);
    let other = format!("manual/s{}.md", pen.count);
    let (title, opening) = (pen.words(), Vec::new());
    let second = Page { title, opening, sections: second.to_vec(), ..page.clone() };
    let first = Page { sections: first.to_vec(), ..page };
    // The old path may go or stay.
    let kept = if pen.dice.once_in(2) { path.clone() } else { format!("manual/t{}.md", pen.count) };
    book.remove(&path);
    book.insert(kept.clone(), Content::Page(first));
    book.insert(other.clone(), Content::Page(second));
    moves.push(Migration::SplitPage { from: path, into: vec![kept, other] });
}

/// What a member who knows the version does to its files: to clauses, rows and keys, then to lines, then to the writing.
pub(super) fn edit(files: &mut Files, book: &Book, pen: &mut Pen<'_>) {
    for (path, content) in book {
        let Some(file) = files.get_mut(path) else { continue };
        // Structure can be edited only where the file still is the version's.
        if *file == content.written().as_bytes() && pen.dice.once_in(2) {
            let mut content = content.clone();
            (0..pen.dice.below(4)).for_each(|_| content.change(pen));
            *file = content.written().into_bytes();
        }
    }
    edit_lines(files, pen);
}

fn edit_lines(files: &mut Files, pen: &mut Pen<'_>) {
    let own = |path: &&String| !path.starts_with(".toji/");
    for path in files.keys().filter(own).cloned().collect::<Vec<_>>() {
        let text = String::from_utf8_lossy(&files[&path]).into_owned();
        let text = match pen.dice.below(10) {
            0 => lines_edited(&text, pen),
            1 => text.trim_end().to_owned(),
            2 => text.replace("\r\n", "\n").replace('\n', "\r\n"),
            3 => format!("\u{feff}{}", text.trim_start_matches('\u{feff}')),
            4 => text.nfd().collect(),
            5 if pen.dice.once_in(3) => {
                files.remove(&path);
                continue;
            }
            6 if pen.dice.once_in(4) => String::new(),
            7 if pen.dice.once_in(2) => text.replace("\n\n", "\n"),
            8 if pen.dice.once_in(3) => {
                format!("\u{feff}{}", lines_edited(&text, pen).replace("\r\n", "\n").replace('\n', "\r\n"))
            }
            _ => continue,
        };
        files.insert(path, text.into_bytes());
    }
    if pen.dice.once_in(3) {
        // Some of these are paths that a later version may bring.
        let path = ["rules/own.md", "manual/n9.md", "manual/s9.md"][pen.dice.below(3)];
        files.entry(path.to_owned()).or_insert_with(|| format!("# {}\n", pen.words()).into_bytes());
    }
}

fn lines_edited(text: &str, pen: &mut Pen<'_>) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    for _ in 0..=pen.dice.below(3) {
        let at = pen.dice.below(lines.len());
        match pen.dice.below(4) {
            0 if !lines.is_empty() => drop(lines.remove(at)),
            1 if !lines.is_empty() => lines[at] = pen.words() + "\n",
            2 => lines.insert(at, format!("## {}\n", pen.words())),
            _ => lines.insert(at, pen.words() + "\n"),
        }
    }
    lines.concat()
}

/// How a line counts: however it ends and its letters are composed.
fn line(text: &str) -> String {
    let text = text.trim_matches(['\u{feff}', '\r', '\n', ' ']);
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// The lines of files that fit, with a path for each. Lines without a word (a rule, a fence) do not count.
pub(super) fn lines(files: &Files, fits: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let mut lines = BTreeMap::new();
    for (path, bytes) in files.iter().filter(|it| fits(it.0)) {
        for it in String::from_utf8_lossy(bytes).lines().map(line).filter(|it| it.chars().any(char::is_alphanumeric)) {
            lines.entry(it).or_insert_with(|| path.clone());
        }
    }
    lines
}
