//! Ids of headings, unique in a document. Never changes an id that an author chose.

use rustc_hash::FxHashMap;

use crate::model::slug;

/// The ids given so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Each id with the number that the next slug of that text gets.
    taken: FxHashMap<Box<str>, usize>,
}

impl Ids {
    /// Takes an id as it is; `false` if it was taken already.
    pub(super) fn claim(&mut self, id: &str) -> bool {
        self.taken.insert(id.into(), 1).is_none()
    }

    /// An id for a heading of this text, as GitHub makes one: `-1`, `-2` behind what is taken.
    pub(super) fn slug(&mut self, text: &str) -> Box<str> {
        let slug = slug(text);
        let Some(next) = self.taken.get(&*slug).copied() else {
            self.claim(&slug);
            return slug.into();
        };
        let free = (next..).map(|it| (it, format!("{slug}-{it}"))).find(|it| !self.taken.contains_key(&*it.1));
        let Some((number, id)) = free else { return slug.into() };
        self.taken.insert(slug.into(), number + 1);
        self.claim(&id);
        id.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_those_of_github() {
        assert_eq!(slug(" 3.1 気づいたら、Call　me!"), "31-気づいたらcall-me");
        assert_eq!(slug("サーバー・端末（①）"), "サーバー端末①");
        assert_eq!(slug("！？"), "section");
    }

    #[test]
    fn ids_are_unique() {
        let mut ids = Ids::default();
        assert!(ids.claim("a-1"));
        assert!(!ids.claim("a-1"));
        let slugs: Vec<_> = (0..4).map(|_| ids.slug("A")).collect();
        assert_eq!(slugs, ["a", "a-2", "a-3", "a-4"].map(Box::from));
    }
}
