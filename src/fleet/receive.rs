//! Filled workbooks to the members' folders. Each is taken over whole, through one change set, or not at all; what is
//! doubtful in a sound one is told at its cell and left as it was. One bad workbook stops no other.

mod answers;
mod consent;
mod facts;
mod taken;
mod words;

use std::path::{Path, PathBuf};

use super::consents::ConsentFile;
use super::desk::{Enrolled, Mode, is_same};
use super::holding::{Fleet, ReceivedBook, Record};
use crate::diagnostics::{Code, Finding, Severity, Sink, nearest};
use crate::edit::{self, ChangeSet};
use crate::exchange::{member, registers};
use crate::load;
use crate::model::{Date, RegisterKind};
use crate::pipeline::{self, Changes};
use crate::source::{Digest, Sources};
use taken::Change;

/// What is received.
#[derive(Debug)]
pub struct Receiving<'a> {
    /// The fleet's folder.
    pub fleet: &'a Path,
    /// Its members.
    pub members: &'a [Enrolled],
    /// The day of receipt.
    pub on: Date,
    /// Whether to write.
    pub mode: Mode,
}

/// A workbook that came.
#[derive(Debug)]
pub struct Incoming {
    /// Where it lies.
    pub path: PathBuf,
}

/// What became of a workbook.
#[derive(Debug)]
pub struct Received {
    /// The workbook.
    pub file: String,
    /// Whose it is; `None` where nobody knows.
    pub member: Option<Enrolled>,
    /// For the places of findings.
    pub sources: Sources,
    /// What is to be said, sorted.
    pub findings: Vec<Finding>,
    /// The cells that change, or changed, apart from the registers'.
    pub cells: Vec<ChangedCell>,
    /// The registers that change, or changed.
    pub registers: Vec<(RegisterKind, Changes)>,
    /// The paths below the fleet's folder that were written, or would be.
    pub paths: Vec<String>,
    /// The last day on which it may be kept; `None` where it was refused.
    pub until: Option<Date>,
    /// Whether nobody wrote anything into it: it is as it was handed out, and was passed over.
    pub is_blank: bool,
    /// Whether it was refused whole.
    pub is_refused: bool,
}

/// A cell that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedCell {
    /// What people call it.
    pub name: String,
    /// What it says in the folder.
    pub old: String,
    /// What it will say.
    pub new: String,
}

/// Receives the workbooks, one after the other.
pub fn receive(receiving: &Receiving<'_>, files: &[Incoming]) -> Vec<Received> {
    let mut all: Vec<Received> = Vec::new();
    for file in files {
        let mut received = Received::of(file);
        let mut sink = Sink::default();
        let done = receiving.one(file, &mut received, &all, &mut sink);
        received.is_refused = done.is_none();
        received.findings = sink.into_sorted();
        // Of one that is not read, nothing else is said.
        if received.findings.iter().any(|it| it.code == Code::MemberBookTwo) {
            received.findings.retain(|it| it.code == Code::MemberBookTwo);
        }
        all.push(received);
    }
    all
}

impl Received {
    fn of(file: &Incoming) -> Self {
        Self {
            file: file.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            member: None,
            sources: Sources::default(),
            findings: Vec::new(),
            cells: Vec::new(),
            registers: Vec::new(),
            paths: Vec::new(),
            until: None,
            is_blank: false,
            is_refused: false,
        }
    }

    /// Whether something in it needs somebody's eye.
    pub fn has_errors(&self) -> bool {
        self.is_refused || self.findings.iter().any(|it| it.severity() == Severity::Error)
    }
}

impl Receiving<'_> {
    fn one(&self, file: &Incoming, received: &mut Received, earlier: &[Received], sink: &mut Sink) -> Option<()> {
        let name = received.file.clone();
        let bytes = load::outside_bytes(&file.path, sink)?;
        let mut book = registers::read(&name, &bytes, sink)?;
        let filled = member::read(&mut book, sink)?;
        let found = self.member(&name, &filled.made.member, sink)?;
        received.member = Some(found.clone());
        let record = Record::read(self.fleet, &found.folder, sink).ok()?;
        let _held = found.hold(self.mode, sink)?;
        let compiled = pipeline::compile(&found.root, self.on);
        received.sources = compiled.sources;
        let whole = match compiled.outcome {
            Ok(whole) => whole,
            Err(findings) => {
                sink.extend(findings);
                return None;
            }
        };
        let consents = ConsentFile::read(self.fleet, &mut received.sources, sink)?;
        let registers = pipeline::merge_book(&found.root, &whole, &received.sources, &book, sink);
        received.is_blank = registers.is_empty() && filled.cells.iter().all(|it| it.new == it.old);
        if received.is_blank {
            return Some(());
        }
        self.is_first(&name, found, earlier, sink)?;
        let desk = taken::Desk {
            root: &found.root,
            whole: &whole,
            sources: &received.sources,
            filled: &filled,
            registers: &registers,
        };
        let facts = facts::take(&desk, sink);
        let answers = answers::take(&desk, sink);
        let consent = consent::take(&filled, &consents, (&found.id, self.on), sink);
        let mut files = vec![facts.change?, answers.change?];
        files.extend(registers.iter().map(Change::of_register).map(Some));
        received.cells = [facts.cells, answers.cells, consent.cells].concat();
        received.registers = registers.into_iter().map(|it| (it.changes.kind, it.changes)).collect();
        let Some(text) = consents.with(&consent.consent) else {
            sink.push(super::consents::unsound());
            return None;
        };
        received.until = Some(consent.consent.until(self.on));
        let mut changes = ChangeSet::default();
        consents.put(&text, &mut changes);
        let files: Vec<Change> = files.into_iter().flatten().collect();
        self.keep_record(found, (record, &bytes), &files, &mut changes, &name, sink);
        received.paths = changes.paths().filter(|it| !it.starts_with(".toji/")).map(str::to_owned).collect();
        match self.mode {
            Mode::Show => Some(()),
            Mode::Apply => edit::apply(self.fleet, &changes, sink),
        }
    }

    fn member(&self, path: &str, id: &str, sink: &mut Sink) -> Option<&Enrolled> {
        let mut found = self.members.iter().filter(|it| is_same(&it.id, id));
        match (found.next(), found.next()) {
            (Some(it), None) => Some(it),
            (_, _) => {
                let near = nearest(id, self.members.iter().map(|it| it.id.as_str()));
                let finding = Finding::of_path(Code::MemberUnknown, path).with("path", path).with("id", id);
                sink.push(finding.nearest(near));
                None
            }
        }
    }

    fn is_first(&self, path: &str, found: &Enrolled, earlier: &[Received], sink: &mut Sink) -> Option<()> {
        let other = earlier.iter().find(|it| !it.is_blank && it.member.as_ref() == Some(found));
        let Some(other) = other else { return Some(()) };
        let finding = Finding::of_path(Code::MemberBookTwo, path).with("id", &found.id).with("path", path);
        sink.push(finding.with("other", &other.file));
        None
    }

    /// Notes what was written, so that it can be deleted again.
    fn keep_record(
        &self,
        found: &Enrolled,
        (record, book): (Option<(Record, Vec<u8>)>, &[u8]),
        files: &[Change],
        changes: &mut ChangeSet,
        name: &str,
        sink: &mut Sink,
    ) {
        let (mut record, before) = match record {
            Some((record, before)) => (record, Some(before)),
            None => (Record::new(&found.id), None),
        };
        let sha256 = Digest::of(book).to_string();
        match record.books.iter().find(|it| it.sha256 == sha256) {
            Some(again) => {
                let finding = Finding::of_path(Code::MemberBookAgain, name).with("path", name);
                sink.push(finding.with("day", &again.on));
            }
            None => record.books.push(ReceivedBook { sha256, on: self.on.to_string() }),
        }
        record.received = self.on.to_string();
        let fleet = Fleet { root: self.fleet, folder: &found.folder };
        for file in files {
            let before = file.before.as_deref();
            record.note(&fleet, &file.path, (before, &file.after), changes);
            let path = format!("{}/{}", found.folder, file.path);
            match before {
                Some(before) => changes.replace(path, before, file.after.clone()),
                None => changes.create(path, file.after.clone()),
            }
        }
        record.put(&found.folder, before.as_deref(), changes);
    }
}
