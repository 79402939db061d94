//! The order in which pages are leafed through: tab by tab, as in the printed binder. Nothing here makes a page.

use rustc_hash::FxHashMap;

use crate::model::{Document, DrawingKind, Target};
use crate::resolve::{Binder, Tab};

/// A page in the order.
pub(super) struct Stop {
    pub(super) path: String,
    pub(super) title: String,
}

/// All pages that are read one after the other.
pub(super) struct Order {
    stops: Vec<Stop>,
    at: FxHashMap<String, usize>,
}

impl Order {
    pub(super) fn new(binder: &Binder) -> Self {
        let mut stops = Vec::with_capacity(binder.documents().len());
        for tab in Tab::ALL {
            let own = |it: &&Document<Target>| it.explains().is_none();
            let (first, rest): (Vec<_>, Vec<_>) =
                binder.documents_in(tab).filter(own).partition(|it| it.id.stem() == "index");
            stops.extend(first.into_iter().map(|it| of_document(binder, it)));
            match tab {
                Tab::Manual => stops.extend(items(binder)),
                Tab::Registers => stops.extend(drawings().chain(registers(binder))),
                Tab::Checklists | Tab::Rules | Tab::Bcp | Tab::Appendix => (),
            }
            stops.extend(rest.into_iter().map(|it| of_document(binder, it)));
        }
        Self::index(stops)
    }

    fn index(stops: Vec<Stop>) -> Self {
        let at = stops.iter().enumerate().map(|(i, it)| (it.path.clone(), i)).collect();
        Self { stops, at }
    }

    /// The pages before and behind the one at `path`.
    pub(super) fn around(&self, path: &str) -> (Option<&Stop>, Option<&Stop>) {
        let Some(i) = self.at.get(path) else {
            return (None, None);
        };
        let before = i.checked_sub(1).and_then(|it| self.stops.get(it));
        (before, self.stops.get(i + 1))
    }
}

fn of_document(binder: &Binder, document: &Document<Target>) -> Stop {
    Stop { path: binder.page_of(document), title: document.title.value.clone() }
}

fn items(binder: &Binder) -> impl Iterator<Item = Stop> {
    binder
        .edition()
        .items
        .iter()
        .map(|it| Stop { path: format!("items/{}.html", it.id), title: format!("{} {}", it.id.shown(), it.subject) })
}

fn drawings() -> impl Iterator<Item = Stop> {
    let all = DrawingKind::ALL.into_iter();
    all.map(|it| Stop { path: format!("{}.html", it.as_str()), title: it.japanese().to_owned() })
}

fn registers(binder: &Binder) -> impl Iterator<Item = Stop> {
    binder
        .registers()
        .iter()
        .map(|it| Stop { path: format!("registers/{}.html", it.kind.as_str()), title: it.kind.japanese().to_owned() })
}
