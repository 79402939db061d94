//! What was found out about files that are no texts: kept as long as a file looks as it did then. Scans are long, and are
//! read for nothing at every change of a text otherwise.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::load::{Attachment, Looks};

/// One kind of fact, by file.
#[derive(Debug)]
pub(super) struct Facts<T>(Mutex<FxHashMap<PathBuf, (Looks, T)>>);

impl<T> Default for Facts<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Facts<T> {
    /// What is known of `file`, else what `find` finds out. An error is none of it: the next time it may be another.
    pub(super) fn get<E>(&self, file: &Attachment, find: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let looks = Looks::now(&file.location);
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&file.location).cloned();
        if let (Some(looks), Some((then, fact))) = (&looks, known)
            && then.holds(looks)
        {
            return Ok(fact);
        }
        let found = find()?;
        if let Some(looks) = looks {
            let mut facts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            facts.insert(file.location.clone(), (looks, found.clone()));
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn a_file_is_looked_into_once_until_it_looks_otherwise() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let location = folder.path().join("a.pdf");
        let file = Attachment { path: "a.pdf".into(), location: location.clone(), size: 1 };
        let facts = Facts::default();
        let get = |it: u8| facts.get(&file, || Ok::<_, ()>(it));
        assert_eq!(get(1), Ok(1), "it is not even there");
        std::fs::write(&location, "1")?;
        assert_eq!((get(2), get(3)), (Ok(2), Ok(3)), "written just now, it may change again unseen");
        let long_ago = SystemTime::now() - Duration::from_secs(60);
        std::fs::File::options().write(true).open(&location)?.set_modified(long_ago)?;
        assert_eq!((get(4), get(5)), (Ok(4), Ok(4)));
        std::fs::write(&location, "2")?;
        assert_eq!(get(6), Ok(6));
        Ok(())
    }
}
