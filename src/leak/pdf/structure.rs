//! Which marked text of a page belongs to which block: two cells that stand side by side are two texts, the lines of one
//! cell are one. Untagged files have no such thing.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Elements within a block.
const WITHIN_A_BLOCK: [&[u8]; 12] = [
    b"Span",
    b"Link",
    b"Em",
    b"Strong",
    b"Code",
    b"Quote",
    b"Reference",
    b"Annot",
    b"Ruby",
    b"Sub",
    b"NonStruct",
    b"Warichu",
];
/// Deeper than any document's tree.
const DEEPEST: usize = 200;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    /// Text that is read as one.
    Flowing(ObjectId),
    /// A drawing: words side by side.
    Drawing(ObjectId),
}

/// The blocks of a page by the number of their marked text.
pub(super) type Blocks = BTreeMap<i64, Block>;

/// The tree of a tagged file, by page.
#[derive(Debug, Default)]
pub(super) struct Structure {
    pages: Option<BTreeMap<i64, Blocks>>,
}

impl Structure {
    pub(super) fn of(document: &Document) -> Self {
        let root =
            document.catalog().and_then(|it| it.get_deref(b"StructTreeRoot", document)).and_then(Object::as_dict);
        let tree = root.and_then(|it| it.get_deref(b"ParentTree", document)).and_then(Object::as_dict);
        let Ok(tree) = tree else { return Self::default() };
        let mut pages = BTreeMap::new();
        let mut known = BTreeMap::new();
        numbers(document, tree, DEEPEST, &mut |key, value| {
            let Ok(elements) = document.dereference(value).and_then(|it| it.1.as_array()) else { return };
            let ids = (0..).zip(elements).filter_map(|(mark, it)| Some((mark, it.as_reference().ok()?)));
            let blocks = ids.filter_map(|(mark, id)| {
                let block = *known.entry(id).or_insert_with(|| block_of(document, id));
                Some((mark, block?))
            });
            pages.insert(key, blocks.collect());
        });
        Self { pages: Some(pages) }
    }

    /// Those of a page; none where the file is not tagged.
    pub(super) fn blocks_of(&self, document: &Document, page: ObjectId) -> Option<&Blocks> {
        static NONE: Blocks = Blocks::new();
        let pages = self.pages.as_ref()?;
        let key = document.get_dictionary(page).and_then(|it| it.get(b"StructParents")).and_then(Object::as_i64).ok();
        Some(key.and_then(|it| pages.get(&it)).unwrap_or(&NONE))
    }
}

/// The pairs of a number tree.
fn numbers<'a>(document: &'a Document, node: &'a Dictionary, depth: usize, found: &mut dyn FnMut(i64, &'a Object)) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let list = |key: &[u8]| node.get_deref(key, document).and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
    for [key, value] in list(b"Nums").as_chunks::<2>().0 {
        if let Ok(key) = key.as_i64() {
            found(key, value);
        }
    }
    for kid in list(b"Kids") {
        if let Ok(kid) = document.dereference(kid).and_then(|it| it.1.as_dict()) {
            numbers(document, kid, depth, found);
        }
    }
}

fn block_of(document: &Document, element: ObjectId) -> Option<Block> {
    let mut id = element;
    for _ in 0..DEEPEST {
        let element = document.get_dictionary(id).ok()?;
        let kind = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let parent = element.get(b"P").and_then(Object::as_reference).ok();
        match (kind, parent) {
            (b"Figure" | b"Formula", _) => return Some(Block::Drawing(id)),
            (kind, Some(parent)) if WITHIN_A_BLOCK.contains(&kind) => id = parent,
            _ => return Some(Block::Flowing(id)),
        }
    }
    None
}
