//! The fonts a PDF is set in: which of those it knows how to use are on the machine, in which files, and which
//! characters they have.
//!
//! Places are searched in order and the first that has a family wins: the theme's own folder, the folders asked for, then
//! the system's (fontdb knows those of Linux, Windows with the user's own, and macOS). typst does not read woff2. Nothing
//! here copies a font or runs typst.

mod face;
mod preference;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fontdb::Database;

use crate::diagnostics::{Code, Finding};
use crate::model::FontFamilies;
use crate::source::Span;
use face::Family;
use preference::{BODIES, MONOS, SYMBOLS};

/// Where fonts are looked for.
#[derive(Debug, Clone)]
pub struct FontPlaces {
    /// Folders, first wins: the theme's, then those of `--font-path`.
    pub folders: Vec<PathBuf>,
    /// Whether the system's folders come after them.
    pub system: SystemFonts,
}

/// What is done with the fonts installed on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemFonts {
    /// They are used.
    Use,
    /// Only the folders named are.
    Ignore,
}

/// The fonts that a PDF will be set in.
#[derive(Debug, Clone)]
pub struct Fonts {
    /// Each family once, in the order of its first use.
    found: Vec<Family>,
    names: FontFamilies,
}

/// What `toji doctor` says of one family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontReport {
    /// The family.
    pub family: String,
    /// Its regular and bold files; one where a collection holds both.
    pub files: Vec<PathBuf>,
    /// As the font says it itself.
    pub version: String,
    /// How many characters it has.
    pub characters: usize,
}

impl Fonts {
    /// Looks for them.
    pub fn find(places: &FontPlaces) -> Self {
        let databases = databases(places);
        let find = |name: &str| databases.iter().find_map(|it| Family::find(it, name));
        let mut fonts = Self { found: Vec::new(), names: FontFamilies::default() };
        fonts.take_bodies(&find);
        for name in MONOS {
            if fonts.names.mono.is_empty() {
                let taken = fonts.take(find(name));
                fonts.names.mono.extend(taken);
            }
        }
        for name in SYMBOLS {
            if fonts.names.symbols.len() < 2 {
                let taken = fonts.take(find(name));
                fonts.names.symbols.extend(taken);
            }
        }
        fonts
    }

    /// The first family that is there, with its sister; then one more for the characters it lacks.
    fn take_bodies(&mut self, find: &impl Fn(&str) -> Option<Family>) {
        for body in BODIES {
            if self.names.body.len() == 2 || self.names.punctuation.as_deref() == Some(body.name) {
                continue;
            }
            let sister = body.punctuation.map(find);
            if let Some(None) = sister {
                continue; // Brackets would overlap.
            }
            let Some(family) = find(body.name) else { continue };
            let is_first = self.names.body.is_empty();
            let taken = self.take(Some(family));
            self.names.body.extend(taken);
            if is_first {
                self.names.punctuation = self.take(sister.flatten());
            }
        }
    }

    fn take(&mut self, family: Option<Family>) -> Option<String> {
        let family = family?;
        let name = family.name.clone();
        if self.found.iter().all(|it| it.name != name) {
            self.found.push(family);
        }
        Some(name)
    }

    /// The families by what they are for: what the theme is told.
    pub fn families(&self) -> &FontFamilies {
        &self.names
    }

    /// The files to stage, each once, sorted.
    pub fn files(&self) -> Vec<PathBuf> {
        let files: BTreeSet<_> = self.found.iter().flat_map(|it| it.files.iter().cloned()).collect();
        files.into_iter().collect()
    }

    /// A file of the family that texts are set in.
    pub fn body_file(&self) -> Option<&Path> {
        let name = self.names.body.first()?;
        self.found.iter().find(|it| it.name == *name)?.files.first().map(PathBuf::as_path)
    }

    /// Whether some family can show the character.
    pub fn covers(&self, c: char) -> bool {
        preference::needs_no_glyph(c) || self.found.iter().any(|it| it.has(c))
    }

    /// What stands in the way of a PDF: no Japanese font, or characters that no font has, each once at its first place.
    pub fn missing(&self, characters: &BTreeMap<char, Option<Span>>) -> Vec<Finding> {
        if self.names.body.is_empty() {
            let families: Vec<_> = BODIES.iter().map(|it| it.name).collect();
            return vec![Finding::of_machine(Code::FontMissing).with("families", families.join("、"))];
        }
        let missing = characters.iter().filter(|(c, _)| !self.covers(**c));
        missing.map(|(c, at)| missing_glyph(*c, *at)).collect()
    }

    /// A row a family.
    pub fn report(&self) -> Vec<FontReport> {
        self.found.iter().map(Family::report).collect()
    }
}

fn missing_glyph(c: char, at: Option<Span>) -> Finding {
    let finding = match at {
        Some(span) => Finding::at(Code::MissingGlyph, span),
        None => Finding::of_path(Code::MissingGlyph, "binder.toml"),
    };
    finding.with("character", c).with("code", format!("U+{:04X}", u32::from(c)))
}

fn databases(places: &FontPlaces) -> Vec<Database> {
    let mut databases = Vec::with_capacity(places.folders.len() + 1);
    for folder in &places.folders {
        let mut database = Database::new();
        database.load_fonts_dir(folder);
        databases.push(database);
    }
    match places.system {
        SystemFonts::Use => {
            let mut database = Database::new();
            database.load_system_fonts();
            databases.push(database);
        }
        SystemFonts::Ignore => (),
    }
    databases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_fonts_is_one_finding() {
        let fonts = Fonts::find(&FontPlaces { folders: Vec::new(), system: SystemFonts::Ignore });
        let findings = fonts.missing(&BTreeMap::from([('字', None), ('a', None)]));
        assert_eq!(findings.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::FontMissing]);
        assert!(fonts.files().is_empty());
    }

    #[test]
    fn the_fonts_of_this_machine_show_japanese_and_miss_an_emoji() {
        let fonts = Fonts::find(&FontPlaces { folders: Vec::new(), system: SystemFonts::Use });
        assert!(
            !fonts.families().body.is_empty(),
            "a Japanese font is needed for the tests: fonts-morisawa-bizud-gothic"
        );
        assert!("綴①㊿▶髙﨑→".chars().all(|it| fonts.covers(it)));
        let findings = fonts.missing(&BTreeMap::from([('\u{e000}', None), ('\u{200b}', None), ('綴', None)]));
        assert_eq!(findings.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::MissingGlyph]);
        assert!(fonts.report().iter().all(|it| it.characters > 0 && !it.files.is_empty()));
    }
}
