//! Whether anything that a profile withholds stands anywhere in its output: in pages, data, PDFs, pictures' notes, names of
//! files. Pure: reads artifacts, changes none.
//!
//! A value is a withheld cell, sentence, token, address or name of 4 characters or more that stands nowhere in what may be
//! said. It is looked for in every writing that a format knows, whatever its width, case and white space, and at the ends
//! of its token: `192.168.1.1` is not in `192.168.1.10`. Words in kanji and kana have no ends. Dates and numbers of
//! clauses are no secrets, since toji writes these by itself.
//!
//! What cannot be found: what is written in the dots of a picture, within a file that has a password, or in a cipher.

mod archive;
mod binary;
mod decode;
mod file;
mod markup;
mod normal;
mod ordinary;
mod pdf;
mod picture;
mod reader;
mod search;
mod shown;
mod token;
mod value;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use self::reader::Reader;
use self::search::{Search, Strung};
use self::value::Value;
use crate::diagnostics::{Code, Finding};
use crate::model::Theme;
use crate::source::{Sources, Span};
use crate::view::{View, Withheld};

/// So many files a finding names.
const FILES_NAMED: usize = 3;
/// So many characters of a value a finding shows.
const SHOWN: usize = 2;

/// What is to stand nowhere in an output.
#[derive(Debug)]
pub struct Secrets {
    withheld: Vec<Withheld>,
    search: Search,
    /// The withheld text that a value is of, by the value's index.
    of: Vec<usize>,
}

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaked {
    path: String,
    values: BTreeSet<usize>,
}

impl Secrets {
    /// All that `view` withholds and that may not be said otherwise.
    pub fn new(view: &View<'_>, sources: &Sources, theme: &Theme) -> Self {
        let cut = shown::cut(view, sources);
        let withheld = [view.withheld(), &cut.texts].concat();
        if withheld.is_empty() {
            return Self::of(withheld, &[]);
        }
        let mut shown = shown::of_sources(&withheld, &cut, sources);
        shown.extend([shown::phones(view), shown::of_theme(theme), shown::recipient(view)]);
        shown.extend(shown::of_toji().map(str::to_owned));
        Self::of(withheld, &shown)
    }

    fn of(withheld: Vec<Withheld>, shown: &[String]) -> Self {
        let all: Vec<Vec<Value>> = withheld.par_iter().map(value::values).collect();
        let mut first: BTreeMap<Value, usize> = BTreeMap::new();
        for (index, value) in
            all.into_iter().enumerate().flat_map(|(index, all)| all.into_iter().map(move |it| (index, it)))
        {
            first.entry(value).or_insert(index);
        }
        let (values, of): (Vec<Value>, Vec<usize>) = first.into_iter().unzip();
        let everything = Search::new(values);
        let said = said(&everything, shown);
        let secret = |it: &(usize, (&Value, &usize))| !said.contains(&it.0);
        let secrets = everything.values().iter().zip(&of).enumerate().filter(secret);
        let (values, of) = secrets.map(|(_, (value, of))| (value.clone(), *of)).unzip();
        Self { withheld, search: Search::new(values), of }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// How many values are looked for.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// What stands in a file of the output, its path included. Texts that come in pieces are each a whole.
    pub fn in_file<'b>(&self, path: &str, pieces: impl IntoIterator<Item = &'b [u8]>) -> Leaked {
        let mut reader = Reader::new(&self.search);
        reader.text(path, Strung::BySpaces);
        pieces.into_iter().for_each(|it| file::contents(path, it, &mut reader));
        Leaked { path: path.to_owned(), values: reader.into_found() }
    }

    /// What was found, in the form in which it is compared.
    pub fn values<'b>(&'b self, leaked: &'b Leaked) -> impl Iterator<Item = &'b str> {
        leaked.values.iter().map(|it| self.search.values()[*it].text.as_str())
    }

    /// A finding for each withheld text that was found anywhere, in the order of the sources.
    pub fn findings(&self, leaked: &[Leaked], sources: &Sources) -> Vec<Finding> {
        let mut found: BTreeMap<usize, (usize, BTreeSet<&str>)> = BTreeMap::new();
        for (file, value) in leaked.iter().flat_map(|it| it.values.iter().map(move |value| (&*it.path, *value))) {
            let (longest, files) = found.entry(self.of[value]).or_insert((value, BTreeSet::new()));
            let length = |it: usize| self.search.values()[it].text.len();
            *longest = if length(value) > length(*longest) { value } else { *longest };
            files.insert(file);
        }
        let mut found: Vec<_> = found.into_iter().map(|(of, it)| (self.withheld[of].at, it)).collect();
        found.sort_by_key(|it| it.0);
        found.into_iter().map(|(at, (value, files))| self.finding(at, value, &files, sources)).collect()
    }

    /// The source's place is named, not shown: what is withheld is not for every terminal.
    fn finding(&self, at: Span, value: usize, files: &BTreeSet<&str>, sources: &Sources) -> Finding {
        let place = sources.place(at);
        let value = &self.search.values()[value].text;
        let first = files.first().copied().unwrap_or_default();
        let named: Vec<&str> = files.iter().copied().take(FILES_NAMED).collect();
        let more = if files.len() > FILES_NAMED { ", …" } else { "" };
        Finding::of_path(Code::WithheldInOutput, first)
            .with("files", named.join(", ") + more)
            .with("place", format!("{}:{}:{}", place.path, place.line, place.column))
            .with("start", value.chars().take(SHOWN).collect::<String>())
            .with("length", value.chars().count())
    }
}

impl Leaked {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// The values that are said where they may be.
fn said(search: &Search, shown: &[String]) -> BTreeSet<usize> {
    let of_text = |text: &String| {
        let mut reader = Reader::new(search);
        reader.text(text, Strung::Flowing);
        reader.into_found()
    };
    let found: Vec<BTreeSet<usize>> = shown.par_iter().map(of_text).collect();
    found.into_iter().flatten().collect()
}
