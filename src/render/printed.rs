//! The attachments whose pages the PDF prints, and what the pictures of their pages are called. Draws none.

use std::collections::BTreeMap;

use crate::model::OriginalKind;
use crate::resolve::Binder;
use crate::source::Span;

/// By path below the source folder, each with the place that names it: the originals of forms, and the files that are
/// documents as they are; but for those that only an office program can show.
pub fn printed(binder: &Binder) -> BTreeMap<&str, Span> {
    let originals = binder.all_forms().filter_map(|(_, form)| form.original.as_ref()?.file.as_ref());
    let imported = binder.documents().iter().filter_map(|it| it.imported.as_ref()?.file.as_ref());
    let files = originals.chain(imported);
    let mut found = BTreeMap::new();
    for file in files {
        match OriginalKind::of(&file.value) {
            Some(OriginalKind::Pdf | OriginalKind::Picture) => found.entry(&*file.value).or_insert(file.span),
            Some(OriginalKind::Office) | None => continue,
        };
    }
    found
}

/// The pictures of the pages of every printed attachment.
#[derive(Debug, Default)]
pub struct Pages(BTreeMap<Box<str>, Vec<String>>);

impl Pages {
    /// Takes the pictures of an attachment's pages in, each by the path at which it is staged.
    pub fn insert(&mut self, path: &str, pictures: Vec<String>) {
        self.0.insert(path.into(), pictures);
    }

    /// The pictures of an attachment's pages, in order; none where it is not printed.
    pub fn of(&self, path: &str) -> &[String] {
        self.0.get(path).map_or(&[], Vec::as_slice)
    }
}
