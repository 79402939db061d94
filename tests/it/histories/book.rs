//! A template as its author thinks of it (clauses, rows, keys), how it is changed, and how it is written.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::dice::Dice;

/// Who writes: new text is marked, so that it can be told whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    Template,
    Member,
}

/// New words, never the same twice.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    pub(super) dice: &'a mut Dice,
    pub(super) hand: Hand,
    pub(super) count: &'a mut usize,
}

impl Pen<'_> {
    pub(super) fn words(&mut self) -> String {
        *self.count += 1;
        let whose = match self.hand {
            Hand::Template => "雛",
            Hand::Member => "自",
        };
        format!("{whose}{}ガ", self.count)
    }
}

/// A heading and what is below it.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) id: Option<String>,
    pub(super) title: String,
    pub(super) text: Vec<String>,
    pub(super) rows: Vec<(String, String)>,
    pub(super) behind: Vec<String>,
}

/// How sections are headed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// 第n条.
    Clauses,
    Plain,
}

#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) style: Style,
    pub(super) keys: Vec<(String, String)>,
    pub(super) title: String,
    pub(super) opening: Vec<String>,
    pub(super) sections: Vec<Section>,
}

/// A file.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Page(Page),
    /// Tables of keys; one without a name comes first.
    Settings(Vec<(String, Vec<(String, String)>)>),
    /// Rows by id.
    Register(Vec<(String, String)>),
    Picture(String),
}

pub(super) type Book = BTreeMap<String, Content>;

pub(super) fn section(pen: &mut Pen<'_>) -> Section {
    let some =
        |pen: &mut Pen<'_>, most: usize| -> Vec<String> { (0..pen.dice.below(most)).map(|_| pen.words()).collect() };
    let text = some(pen, 4);
    let rows: Vec<_> = some(pen, 4).into_iter().map(|it| (it, pen.words())).collect();
    let behind = if rows.is_empty() { Vec::new() } else { some(pen, 3) };
    // Some titles stand in every page, and more than once.
    let title = if pen.dice.once_in(5) { "手順".to_owned() } else { pen.words() };
    let id = pen.dice.once_in(4).then(|| format!("id{}", pen.count));
    Section { id, title, text, rows, behind }
}

pub(super) fn page(pen: &mut Pen<'_>, style: Style) -> Page {
    let keys = (0..pen.dice.below(3)).map(|n| (format!("k{n}"), pen.words())).collect();
    let opening = (0..pen.dice.below(2)).map(|_| pen.words()).collect();
    let title = pen.words();
    let sections = (0..pen.dice.below(6)).map(|_| section(pen)).collect();
    Page { style, keys, title, opening, sections }
}

/// The first version.
pub(super) fn book(pen: &mut Pen<'_>) -> Book {
    let mut book = Book::new();
    book.insert("rules/a.md".to_owned(), Content::Page(page(pen, Style::Clauses)));
    for n in 0..1 + pen.dice.below(2) {
        book.insert(format!("manual/p{n}.md"), Content::Page(page(pen, Style::Plain)));
    }
    let keys = |pen: &mut Pen<'_>| (0..1 + pen.dice.below(3)).map(|n| (format!("k{n}"), pen.words())).collect();
    let tables =
        ["", "甲", "乙"].map(|it| (if it.is_empty() { String::new() } else { format!("\"{it}\"") }, keys(pen)));
    book.insert("standards/s.toml".to_owned(), Content::Settings(tables.into_iter().collect()));
    let rows = (0..pen.dice.below(5)).map(|n| (format!("A-{n}"), pen.words())).collect();
    book.insert("standards/list.csv".to_owned(), Content::Register(rows));
    book.insert("attachments/p.svg".to_owned(), Content::Picture(pen.words()));
    book
}

impl Content {
    /// One change.
    pub(super) fn change(&mut self, pen: &mut Pen<'_>) {
        match self {
            Self::Page(page) => page.change(pen),
            Self::Settings(tables) => {
                let table = pen.dice.below(tables.len() + 1);
                match tables.get_mut(table) {
                    Some((_, keys)) => change_pairs(keys, "n", pen),
                    None => {
                        let words = pen.words();
                        tables.push((format!("\"{words}\""), vec![("k0".to_owned(), pen.words())]));
                    }
                }
            }
            Self::Register(rows) => change_pairs(rows, "B-", pen),
            Self::Picture(it) => *it = pen.words(),
        }
    }

    /// As a file.
    pub(super) fn written(&self) -> String {
        let mut out = String::new();
        match self {
            Self::Page(page) => page.write(&mut out),
            Self::Settings(tables) => {
                for (name, keys) in tables {
                    if !name.is_empty() {
                        let _ = writeln!(out, "# {name}\n[{name}]");
                    }
                    for (key, value) in keys {
                        let _ = writeln!(out, "{key} = \"{value}\"");
                    }
                    out.push('\n');
                }
            }
            Self::Register(rows) => {
                out.push_str("番号,名称\n");
                for (id, text) in rows {
                    let _ = writeln!(out, "{id},\"{text}、\n続き{text}\"");
                }
            }
            Self::Picture(it) => out.push_str(it),
        }
        out
    }
}

/// Adds, changes, takes out or moves one of some named things.
fn change_pairs(pairs: &mut Vec<(String, String)>, new: &str, pen: &mut Pen<'_>) {
    let at = pen.dice.below(pairs.len() + 1);
    match (pen.dice.below(4), at < pairs.len()) {
        (0, true) => pairs[at].1 = pen.words(),
        (1, true) if pairs.len() > 1 => drop(pairs.remove(at)),
        (2, true) => {
            let moved = pairs.remove(at);
            pairs.insert(pen.dice.below(pairs.len() + 1), moved);
        }
        _ => {
            let words = pen.words();
            // Both may give their own the same name.
            let name = if pen.dice.once_in(4) { format!("{new}0") } else { format!("{new}{}", pen.count) };
            if pairs.iter().all(|it| it.0 != name) {
                pairs.insert(at, (name, words));
            }
        }
    }
}

impl Page {
    fn change(&mut self, pen: &mut Pen<'_>) {
        let at = pen.dice.below(self.sections.len());
        match pen.dice.below(16) {
            0 => self.title = pen.words(),
            1 | 2 => {
                let new = section(pen);
                self.sections.insert(pen.dice.below(self.sections.len() + 1), new);
            }
            3 if !self.sections.is_empty() => drop(self.sections.remove(at)),
            4 if !self.sections.is_empty() => {
                let moved = self.sections.remove(at);
                self.sections.insert(pen.dice.below(self.sections.len() + 1), moved);
            }
            5 => change_pairs(&mut self.keys, "n", pen),
            6 => self.opening.push(pen.words()),
            _ => {
                if let Some(section) = self.sections.get_mut(at) {
                    section.change(pen);
                }
            }
        }
    }

    fn write(&self, out: &mut String) {
        if !self.keys.is_empty() {
            let keys: String = self.keys.iter().map(|(key, value)| format!("{key} = \"{value}\"\n")).collect();
            let _ = write!(out, "+++\n{keys}+++\n\n");
        }
        let _ = write!(out, "# {}\n\n", self.title);
        paragraphs(&self.opening, out);
        for (n, section) in self.sections.iter().enumerate() {
            let heading = match self.style {
                Style::Clauses => format!("第{}条（{}）", n + 1, section.title),
                Style::Plain => section.title.clone(),
            };
            let id = section.id.as_ref().map_or_else(String::new, |it| format!(" {{#{it}}}"));
            let _ = write!(out, "## {heading}{id}\n\n");
            section.write(out);
        }
        let end = out.trim_end_matches('\n').len();
        out.truncate(end);
        out.push('\n');
    }
}

impl Section {
    fn change(&mut self, pen: &mut Pen<'_>) {
        let at = pen.dice.below(self.text.len());
        match pen.dice.below(8) {
            0 => self.title = pen.words(),
            1 => change_pairs(&mut self.rows, "行", pen),
            2 => change_pairs(&mut self.rows, "列", pen),
            3 if !self.behind.is_empty() => self.behind[0] = pen.words(),
            4 if !self.rows.is_empty() => self.behind.push(pen.words()),
            5 if !self.text.is_empty() => drop(self.text.remove(at)),
            6 if !self.text.is_empty() => self.text[at] = pen.words(),
            _ => self.text.push(pen.words()),
        }
    }

    fn write(&self, out: &mut String) {
        paragraphs(&self.text, out);
        if !self.rows.is_empty() {
            out.push_str("| 役割 | 行うこと |\n|---|---|\n");
            for (key, value) in &self.rows {
                let _ = writeln!(out, "| {key} | {value} |");
            }
            out.push('\n');
        }
        paragraphs(&self.behind, out);
    }
}

/// One of three holds a block of code with what looks like a heading.
fn paragraphs(texts: &[String], out: &mut String) {
    for (n, text) in texts.iter().enumerate() {
        let _ = if n % 3 == 2 { write!(out, "```\n## {text}\n```\n\n") } else { write!(out, "{text}\n\n") };
    }
}
