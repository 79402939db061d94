//! What is made once, by what it is made from. Knows nothing of what that is.

use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use crate::diagnostics::{Finding, Sink};

/// What was parsed once, with the findings of it.
type Once<T> = Arc<OnceLock<(T, Vec<Finding>)>>;

/// The same, by what it was parsed from.
#[derive(Debug)]
pub(super) struct Table<K, T>(Mutex<FxHashMap<K, Once<T>>>);

impl<K, T> Default for Table<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Hash + Eq, T: Clone> Table<K, T> {
    pub(super) fn get(&self, key: K, sink: &mut Sink, parse: impl FnOnce(&mut Sink) -> T) -> T {
        let once = Arc::clone(held(&self.0).entry(key).or_default());
        let (parsed, findings) = once.get_or_init(|| {
            let mut sink = Sink::default();
            let parsed = parse(&mut sink);
            (parsed, sink.into_sorted())
        });
        sink.extend(findings.iter().cloned());
        parsed.clone()
    }

    pub(super) fn retain(&mut self, is_wanted: impl Fn(&K) -> bool) {
        held(&self.0).retain(|key, _| is_wanted(key));
    }
}

/// A number for each of a few values.
#[derive(Debug)]
pub(super) struct Names<T>(Mutex<Vec<T>>);

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone + Eq> Names<Vec<T>> {
    pub(super) fn number(&self, value: &[T]) -> usize {
        let mut known = held(&self.0);
        known.iter().position(|it| it == value).unwrap_or_else(|| {
            known.push(value.to_vec());
            known.len() - 1
        })
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
