//! One finding, and the sink that collects them all.

use super::{Code, Severity};
use crate::model::{ItemId, RowId};
use crate::source::Span;

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// A place in a text.
    Span(Span),
    /// A file or folder as a whole, by its path.
    Path(String),
    /// The machine or the binder as a whole.
    Nowhere,
}

/// Who can act on a finding. Sorted by who is asked first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Actor {
    /// The facility itself.
    #[default]
    Facility,
    /// A vendor, by its row in `registers/vendors.csv`.
    Vendor(RowId),
    /// Whoever gives out the template and the standards' data: an association, or toji.
    Association,
}

impl Actor {
    /// The name in JSON and SARIF.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Facility => "facility",
            Self::Vendor(_) => "vendor",
            Self::Association => "association",
        }
    }

    /// Which vendor, if it is one.
    pub fn vendor(&self) -> Option<&RowId> {
        match self {
            Self::Vendor(id) => Some(id),
            Self::Facility | Self::Association => None,
        }
    }
}

/// Something that is wrong or worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub code: Code,
    /// Where.
    pub at: At,
    /// The item it concerns, if one.
    pub item: Option<ItemId>,
    /// Who can act on it.
    pub actor: Actor,
    /// The words that its message names.
    pub arguments: Vec<(&'static str, String)>,
    /// The nearest valid things, best first.
    pub nearest: Vec<String>,
    /// Further places that help to understand it.
    pub related: Vec<Span>,
}

impl Finding {
    /// At a place in a text.
    pub fn at(code: Code, span: Span) -> Self {
        Self::new(code, At::Span(span))
    }

    /// About a file or folder as a whole.
    pub fn of_path(code: Code, path: impl Into<String>) -> Self {
        Self::new(code, At::Path(path.into()))
    }

    /// About the machine or the binder as a whole.
    pub fn of_machine(code: Code) -> Self {
        Self::new(code, At::Nowhere)
    }

    fn new(code: Code, at: At) -> Self {
        Self {
            code,
            at,
            item: None,
            actor: Actor::Facility,
            arguments: Vec::new(),
            nearest: Vec::new(),
            related: Vec::new(),
        }
    }

    /// Names a word for the message; `name` is one of [`Code::arguments`].
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        debug_assert!(self.code.arguments().contains(&name), "{}: {name}", self.code);
        self.arguments.push((name, value.to_string()));
        self
    }

    /// Offers the nearest valid things.
    #[must_use]
    pub fn nearest(mut self, nearest: Vec<String>) -> Self {
        self.nearest = nearest;
        self
    }

    /// Points at a further place.
    #[must_use]
    pub fn related(mut self, span: Span) -> Self {
        self.related.push(span);
        self
    }

    /// Ties it to an item.
    #[must_use]
    pub fn item(mut self, item: ItemId) -> Self {
        self.item = Some(item);
        self
    }

    /// Says who can act on it, where that is not the facility.
    #[must_use]
    pub fn by(mut self, actor: Actor) -> Self {
        self.actor = actor;
        self
    }

    /// How loud it is.
    pub fn severity(&self) -> Severity {
        self.code.weight().severity()
    }
}

/// Collects findings; a stage never stops at one.
#[derive(Debug, Default)]
pub struct Sink {
    findings: Vec<Finding>,
}

impl Sink {
    /// Takes one finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Takes many.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// Keeps only what `wanted` says.
    pub fn retain(&mut self, wanted: impl FnMut(&Finding) -> bool) {
        self.findings.retain(wanted);
    }

    /// Whether there is one of `code`.
    pub fn holds(&self, code: Code) -> bool {
        self.findings.iter().any(|it| it.code == code)
    }

    /// All findings by place, then by code: the same order whatever the order of work.
    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.findings.sort_by(|a, b| (&a.at, a.code).cmp(&(&b.at, b.code)));
        self.findings
    }
}

/// The candidates that `word` may have meant, best first, three at most.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut scored: Vec<_> = candidates
        .into_iter()
        .map(|it| (strsim::normalized_damerau_levenshtein(word, it), it))
        .filter(|(score, _)| *score >= 0.4)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(3).map(|it| it.1.to_owned()).collect()
}
