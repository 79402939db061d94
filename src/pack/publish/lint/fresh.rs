//! What a new member would be told: the template is installed for each kind of facility in a folder of its own, and checked.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diagnostics::{At, Finding, Severity, Sink};
use crate::model::{Date, Edition, FacilityKind, Share};
use crate::pack::{NewFolder, Origin, Pack, init};
use crate::pipeline::{self, Compiled};

/// What came of one kind of facility.
#[derive(Debug)]
pub struct Fresh {
    /// The kind.
    pub kind: FacilityKind,
    /// The folder, read and checked.
    pub compiled: Compiled,
    /// What is wrong with what the template brought: every error, and warnings in the pages that it keeps up to date.
    pub findings: Vec<Finding>,
    /// How many more there are that an earlier kind was told.
    pub again: usize,
}

/// Makes the folder of a new member for each kind; `None` where one could not be made, with findings.
pub fn fresh(pack: &Pack, edition: &Edition, today: Date, sink: &mut Sink) -> Vec<Fresh> {
    let mut told: BTreeSet<String> = BTreeSet::new();
    let made =
        pack.head.kinds.iter().filter_map(|kind| made(pack, edition, *kind, today, sink)).map(|(kind, compiled)| {
            // What every kind is told is told once.
            let is_new = |it: &&Finding| told.insert(format!("{:?}", (it.code, place(it, &compiled), &it.arguments)));
            let concerning = || compiled.findings().iter().filter(|it| concerns(it, &compiled, pack));
            let findings: Vec<Finding> = concerning().filter(is_new).cloned().collect();
            let again = concerning().count() - findings.len();
            Fresh { kind, compiled, findings, again }
        });
    made.collect()
}

fn made(
    pack: &Pack,
    edition: &Edition,
    kind: FacilityKind,
    today: Date,
    sink: &mut Sink,
) -> Option<(FacilityKind, Compiled)> {
    let folder = tempfile::tempdir().map_err(|it| sink.push(unwritable(&it))).ok()?;
    let new = NewFolder { name: "新しい施設", kind, fiscal_year: edition.fiscal_year, today };
    init(folder.path(), Origin::Unsigned(pack), edition, &new, sink)?;
    fill(folder.path()).map_err(|it| sink.push(unwritable(&it))).ok()?;
    Some((kind, pipeline::compile(folder.path(), today)))
}

/// What a facility is asked for is no mistake of the template's: it is filled in as a facility would.
fn fill(folder: &Path) -> std::io::Result<()> {
    let settings = folder.join("binder.toml");
    let text = std::fs::read_to_string(&settings)?;
    let filled = |it: &str| it.replacen(" = \"\"", " = \"（施設が書く）\"", 1);
    let is_asked = |it: &str| !it.starts_with('#') && it.contains(" = \"\"");
    let lines = text.split_inclusive('\n').map(|it| if is_asked(it) { filled(it) } else { it.to_owned() });
    std::fs::write(&settings, lines.collect::<String>())
}

fn unwritable(error: &std::io::Error) -> Finding {
    let place = std::env::temp_dir().display().to_string();
    Finding::of_path(crate::diagnostics::Code::WriteFailed, &place).with("path", &place).with("reason", error)
}

/// Line and column: the same page has another id in another folder.
fn place(finding: &Finding, compiled: &Compiled) -> String {
    match &finding.at {
        At::Span(span) => format!("{:?}", compiled.sources.place(*span)),
        At::Path(path) => path.clone(),
        At::Nowhere => String::new(),
    }
}

fn concerns(finding: &Finding, compiled: &Compiled, pack: &Pack) -> bool {
    let path = match &finding.at {
        At::Span(span) => compiled.sources.file(span.file).path(),
        At::Path(path) => path,
        At::Nowhere => "",
    };
    let is_managed = pack.file(path).is_some_and(|it| it.share == Share::Managed);
    match finding.severity() {
        Severity::Error => true,
        Severity::Warning => is_managed,
        Severity::Note => false,
    }
}
