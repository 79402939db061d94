//! One family on the machine: its regular and bold files and the characters it has.

use std::path::PathBuf;

use fontdb::{Database, FaceInfo, Source, Style, Weight};

use super::FontReport;

/// A family with the files that are staged.
#[derive(Debug, Clone)]
pub(super) struct Family {
    pub(super) name: String,
    pub(super) files: Vec<PathBuf>,
    version: String,
    /// Sorted.
    characters: Vec<u32>,
}

impl Family {
    /// The family called `name` in `database`, if it can be read.
    pub(super) fn find(database: &Database, name: &str) -> Option<Self> {
        let is_named = |it: &&FaceInfo| it.style == Style::Normal && it.families.iter().any(|(it, _)| it == name);
        let mut faces: Vec<&FaceInfo> = database.faces().filter(is_named).collect();
        faces.sort_by_key(|it| (it.weight.0, file(it)));
        let nearest = |weight: Weight| faces.iter().min_by_key(|it| it.weight.0.abs_diff(weight.0)).copied();
        let (regular, bold) = (nearest(Weight::NORMAL)?, nearest(Weight::BOLD)?);
        let mut files: Vec<PathBuf> = [regular, bold].into_iter().filter_map(file).collect();
        files.dedup();
        let read = |data: &[u8], index| {
            let face = ttf_parser::Face::parse(data, index).ok()?;
            Some((version(&face), characters(&face)))
        };
        let (version, characters) = database.with_face_data(regular.id, read)??;
        // typst knows a family by its English name, whichever name it was found by.
        let name = regular.families.first().map_or(name, |it| &it.0).to_owned();
        Some(Self { name, files, version, characters })
    }

    pub(super) fn has(&self, c: char) -> bool {
        self.characters.binary_search(&u32::from(c)).is_ok()
    }

    pub(super) fn report(&self) -> FontReport {
        FontReport {
            family: self.name.clone(),
            files: self.files.clone(),
            version: self.version.clone(),
            characters: self.characters.len(),
        }
    }
}

fn file(face: &FaceInfo) -> Option<PathBuf> {
    match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => Some(path.clone()),
        Source::Binary(_) => None,
    }
}

fn version(face: &ttf_parser::Face<'_>) -> String {
    let names = face.names().into_iter().filter(|it| it.name_id == ttf_parser::name_id::VERSION);
    names.filter_map(|it| it.to_string()).next().unwrap_or_default()
}

/// The characters in the font's table of characters, without those it maps to nothing.
fn characters(face: &ttf_parser::Face<'_>) -> Vec<u32> {
    let mut characters = Vec::new();
    let Some(table) = face.tables().cmap else { return characters };
    for subtable in table.subtables.into_iter().filter(|it| it.is_unicode()) {
        subtable.codepoints(|it| characters.push(it));
    }
    characters.retain(|it| char::from_u32(*it).is_some_and(|it| face.glyph_index(it).is_some_and(|it| it.0 != 0)));
    characters.sort_unstable();
    characters.dedup();
    characters
}
