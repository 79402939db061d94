//! One folder, compiled again and again: what has not changed since is neither read nor parsed anew. What comes out is what
//! [`compile`](super::compile()) makes of the folder afresh.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Shared;
use super::compile::{Compiled, compile_inputs};
use crate::diagnostics::{Finding, Sink};
use crate::load::{self, Inputs, Known};
use crate::model::{Date, Template};
use crate::parse::standards;
use crate::source::{Layer, Sources};

/// What is remembered of a folder.
#[derive(Debug)]
pub struct Memory {
    root: PathBuf,
    known: Known,
    /// The folder's own texts, as they were; `None` before the first time.
    own: Option<Arc<Layer>>,
    /// Those that the program adds.
    program: Layer,
    shared: Shared,
    last: Option<Last>,
}

/// What else the last time hung on.
#[derive(Debug, PartialEq, Eq)]
struct Last {
    today: Date,
    /// What was found in loading.
    findings: Vec<Finding>,
    template: Option<Arc<str>>,
}

/// What was done, all in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Files opened.
    pub read: usize,
    /// Files parsed; the standards count as one.
    pub parsed: usize,
}

impl Memory {
    /// Of the folder at `root`, which nobody has looked at yet.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            known: Known::default(),
            own: None,
            program: Layer::of_program(standards::embedded()),
            shared: Shared::default(),
            last: None,
        }
    }

    /// What was done so far.
    pub fn counts(&self) -> Counts {
        Counts { read: self.known.read(), parsed: self.shared.parsed() }
    }

    /// Somebody says that the file or folder at this path below the root has changed: however it looks, it is read again.
    pub fn forget(&mut self, path: &str) {
        self.known.forget(path);
    }

    /// Compiles the folder as it is now; `None` where nothing is other than the last time.
    pub fn compile(&mut self, today: Date) -> Option<Compiled> {
        let mut sink = Sink::default();
        let sources = self.own.as_ref().map_or_else(Sources::roomy, |it| Sources::over(Arc::clone(it)));
        let loaded = load::folder_known(&self.root, sources, &mut self.known, &mut sink);
        let findings = sink.into_sorted();
        let template = loaded.as_ref().and_then(template_of);
        let now = Last { today, findings: findings.clone(), template };
        let is_same = self.last.as_ref() == Some(&now) && (loaded.is_none() || !self.known.has_changed());
        self.last = Some(now);
        if is_same {
            return None;
        }
        let mut sink = Sink::default();
        sink.extend(findings);
        let Some(mut inputs) = loaded else { return Some(Compiled::nothing(sink)) };
        self.settle(&mut inputs);
        Some(compile_inputs(inputs, sink, today, &self.shared))
    }

    /// From here on every text of the folder is one that the next time has too.
    fn settle(&mut self, inputs: &mut Inputs) {
        let own = Arc::new(Layer::of(&inputs.sources));
        let all = Arc::new(own.with(&self.program));
        inputs.sources.settle(Arc::clone(&all));
        self.shared = std::mem::take(&mut self.shared).renewed(all);
        self.own = Some(own);
    }
}

fn template_of(inputs: &Inputs) -> Option<Arc<str>> {
    let file = inputs.sources.file_at(Template::PATH)?;
    Some(inputs.sources.file(file).text().into())
}
