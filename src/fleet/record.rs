//! What is written down of each member that was built, so that the next run knows what it need not do again: one small file
//! a member in `reports/`. One that cannot be read counts as none.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::MemberReport;
use crate::disk::{Disk, Step};
use crate::load;
use crate::model::Date;
use crate::pipeline::SetPdf;

const FORMAT: u32 = 1;

/// The state of one member after its build.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    format: u32,
    /// The day as of which it was built.
    pub(super) day: String,
    /// The digest of all that it was built from.
    pub(super) inputs: String,
    /// The digest of its folder alone; empty in one that an older toji wrote.
    #[serde(default)]
    pub(super) content: String,
    /// The digest of its output's manifest.
    pub(super) manifest: String,
    /// What the system noted of its output's files; empty where that could not be read.
    pub(super) stamp: String,
    /// Its PDFs, and what each was set from.
    pub(super) pdfs: Vec<SetPdf>,
    /// What the summary says of it.
    pub(super) report: MemberReport,
}

impl Record {
    pub(super) fn new(
        day: Date,
        (inputs, content): (String, String),
        (manifest, stamp, pdfs): (String, String, Vec<SetPdf>),
        report: MemberReport,
    ) -> Self {
        Self { format: FORMAT, day: day.to_string(), inputs, content, manifest, stamp, pdfs, report }
    }

    /// That of the member with this id.
    pub(super) fn read(folder: &Path, id: &str) -> Option<Self> {
        let record: Self = serde_json::from_slice(&load::record(&place(folder, id))?).ok()?;
        (record.format == FORMAT && record.report.id == id).then_some(record)
    }

    /// Puts it in place of an older one; a kill in between leaves that.
    pub(super) fn write(&self, folder: &Path) -> Step<()> {
        let disk = Disk::default();
        let place = place(folder, &self.report.id);
        let beside = folder.join(format!(".{}.new", self.report.id));
        disk.write(&beside, &serde_json::to_vec(self).unwrap_or_default())?;
        disk.rename(&beside, &place)
    }
}

fn place(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.json"))
}
