//! Texts that several runs have in common, each with an id that is the same in all of them: what was parsed from one run's
//! text is right in another's, spans and all.
//!
//! Ids ascend by path as they do in a run alone, so that findings come in the same order; between two of them there is room
//! for texts that a run has for itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Digest, FileId, SourceFile, Sources};

/// Room between two shared paths for texts of a run's own.
pub(super) const ROOM: u32 = 1 << 13;
/// The texts of the program itself come last, as they do in a run alone.
const LAST: u32 = 0xf000_0000;
/// More texts of one path than this are not shared: then it is no template's.
const VARIANTS: usize = 32;

/// The texts.
#[derive(Debug, Default)]
pub struct Layer {
    by_path: FxHashMap<Arc<str>, Vec<(FileId, SourceFile)>>,
}

/// Texts of some runs, counted.
#[derive(Debug, Default)]
pub struct Sample {
    seen: BTreeMap<Arc<str>, Vec<(SourceFile, usize)>>,
}

impl Sample {
    /// Takes in a text of one run.
    pub fn add(&mut self, file: &SourceFile) {
        let variants = self.seen.entry(file.shared_path()).or_default();
        match variants.iter().position(|it| it.0.text() == file.text()) {
            Some(at) => variants[at].1 += 1,
            None if variants.len() < VARIANTS => variants.push((file.clone(), 1)),
            None => {}
        }
    }

    /// Those that more than one run has, and `program`: texts that every run adds behind its own.
    pub fn into_layer(self, program: impl IntoIterator<Item = (String, &'static str)>) -> Layer {
        let mut layer = Layer::default();
        let common = self.seen.into_iter().map(|(path, variants)| {
            let common = variants.into_iter().filter(|it| it.1 > 1).map(|it| it.0);
            (path, common.collect::<Vec<_>>())
        });
        let starts = (0..LAST).step_by(ROOM as usize);
        for ((path, files), start) in common.filter(|it| !it.1.is_empty()).zip(starts) {
            layer.by_path.insert(path, (start..).map(FileId).zip(files).collect());
        }
        layer.take_program(program);
        layer
    }
}

impl Layer {
    /// How many texts there are, the program's own among them.
    pub fn len(&self) -> usize {
        self.by_path.values().map(Vec::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }

    /// The texts of one run, each with the id that it has there: for the run that comes after it.
    pub fn of(sources: &Sources) -> Self {
        let mut layer = Self::default();
        for (file, id) in sources.files().iter().zip(sources.ids()) {
            layer.by_path.entry(file.shared_path()).or_default().push((*id, file.clone()));
        }
        layer
    }

    /// Texts that a run adds behind its own.
    pub fn of_program(program: impl IntoIterator<Item = (String, &'static str)>) -> Self {
        let mut layer = Self::default();
        layer.take_program(program);
        layer
    }

    /// Both; the texts are the same ones, not copies.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let mut by_path = self.by_path.clone();
        other.by_path.iter().for_each(|(path, variants)| {
            by_path.entry(Arc::clone(path)).or_default().extend(variants.iter().cloned());
        });
        Self { by_path }
    }

    /// The ids under which the same text stands in `newer`.
    pub fn kept_in(&self, newer: &Self) -> FxHashSet<FileId> {
        let variants = self.by_path.values().flatten();
        variants.filter(|(id, file)| newer.holds(*id, file)).map(|it| it.0).collect()
    }

    fn take_program(&mut self, program: impl IntoIterator<Item = (String, &'static str)>) {
        for ((path, text), id) in program.into_iter().zip(LAST..) {
            let path: Arc<str> = path.into();
            let file = SourceFile::new(Arc::clone(&path), text.into());
            self.by_path.entry(path).or_default().push((FileId(id), file));
        }
    }

    /// The text with an id of `least` or higher: ids of a run ascend.
    pub(super) fn find(&self, path: &str, text: &str, least: u32) -> Option<(FileId, &SourceFile)> {
        let variants = self.by_path.get(path)?;
        let found = variants.iter().find(|(id, file)| id.0 >= least && file.reads(text));
        found.map(|(id, file)| (*id, file))
    }

    /// The digest of these bytes, if they are the text of a file that is shared at `path`: comparing is faster than digesting.
    pub fn digest_of(&self, path: &str, bytes: &[u8]) -> Option<Digest> {
        let variants = self.by_path.get(path)?;
        variants.iter().find(|it| it.1.text().as_bytes() == bytes).map(|(_, file)| file.digest())
    }

    pub(super) fn holds(&self, id: FileId, file: &SourceFile) -> bool {
        let variants = self.by_path.get(file.path());
        variants.is_some_and(|it| it.iter().any(|(known, shared)| *known == id && shared.is(file)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn run(layer: &Arc<Layer>, files: &[(&str, &str)]) -> (Sources, Vec<FileId>) {
        let mut sources = Sources::over(Arc::clone(layer));
        let ids = files.iter().map(|(path, text)| sources.add(*path, *text)).collect();
        (sources, ids)
    }

    fn layer() -> Arc<Layer> {
        let mut sample = Sample::default();
        for own in ["1", "2", "2"] {
            let (sources, _) = run(&Arc::default(), &[("a", own), ("b", "same"), ("d", "same")]);
            sources.files().iter().for_each(|it| sample.add(it));
        }
        Arc::new(sample.into_layer([("s".to_owned(), "program")]))
    }

    #[test]
    fn a_text_of_several_runs_has_one_id_and_ids_ascend() {
        let layer = layer();
        assert_eq!(layer.len(), 4);
        let (one, of_one) = run(&layer, &[("a", "1"), ("b", "same"), ("c", "own"), ("d", "same"), ("s", "program")]);
        let (two, of_two) = run(&layer, &[("a", "2"), ("b", "same"), ("d", "same"), ("e", "own"), ("s", "program")]);
        assert!(of_one.is_sorted() && of_two.is_sorted());
        assert_eq!((of_one[1], of_one[3], of_one[4]), (of_two[1], of_two[2], of_two[4]));
        assert_eq!(of_one.iter().map(|it| one.is_shared(*it)).collect::<Vec<_>>(), [false, true, false, true, true]);
        assert_eq!(of_one.iter().map(|it| one.file(*it).path()).collect::<String>(), "abcds");
        assert_eq!(of_two.iter().map(|it| two.file(*it).text()).collect::<String>(), "2samesameownprogram");
        assert_eq!(two.file_at("e"), Some(of_two[3]));
    }

    #[test]
    fn where_there_is_no_room_left_a_text_is_a_runs_own() {
        let layer = layer();
        let mut sources = Sources::over(Arc::clone(&layer));
        for number in 0..3 * ROOM {
            sources.add(format!("aa{number}"), "own");
        }
        let id = sources.add("b", "same");
        assert!(!sources.is_shared(id));
        assert_eq!(sources.file(id).path(), "b");
    }
}
