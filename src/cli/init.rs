//! `toji init`: a new source folder from the embedded template.

use super::args::{FailOn, Init, Kind};
use super::output::Terminal;
use super::{Outcome, date, findings};
use crate::diagnostics::{Sink, catalogue};
use crate::model::{Edition, FacilityKind};
use crate::pack::{self, NewFolder, Pack};
use crate::parse::standards;
use crate::source::Sources;

pub(super) fn run(arguments: &Init, terminal: &Terminal) -> Outcome {
    if arguments.name.trim().is_empty() || arguments.name.contains(char::is_control) {
        return terminal.usage(catalogue::ui("bad-name-argument", terminal.language));
    }
    let today = match date::of(None, terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    let mut sink = Sink::default();
    let edition = newest_edition(&mut sink);
    let over = edition.as_ref().map(|it| it.fiscal_year).filter(|it| it.last_day() < today);
    let made = edition.and_then(|it| make(arguments, &it, &mut sink));
    let found = sink.into_sorted();
    match made {
        Some(files) if found.is_empty() => {
            let path = arguments.dir.display().to_string();
            let values = [("path", path.as_str()), ("files", &files.len().to_string())];
            terminal.message(&terminal.fill("initialized", &values));
            if let Some(year) = over {
                let values = [("year", &*year.japanese()), ("last", &*year.last_day().japanese())];
                terminal.message(&terminal.fill("initialized-year-over", &values));
            }
            Outcome::Done
        }
        Some(_) | None => {
            findings::people(&found, &Sources::default(), terminal);
            findings::outcome(&found, FailOn::Error)
        }
    }
}

fn make(arguments: &Init, edition: &Edition, sink: &mut Sink) -> Option<Vec<String>> {
    let pack = Pack::embedded().map_err(|it| sink.extend(it)).ok()?;
    let kind = kind(arguments.kind);
    let new = NewFolder { name: &arguments.name, kind, fiscal_year: edition.fiscal_year };
    pack::init(&arguments.dir, &pack, edition, &new, sink)
}

/// The newest checklist that toji has data of.
fn newest_edition(sink: &mut Sink) -> Option<Edition> {
    let mut sources = Sources::default();
    let files: Vec<_> = standards::embedded().into_iter().map(|(path, text)| (sources.add(path, text), text)).collect();
    standards::parse(&files, sink).editions.into_iter().max_by_key(|it| it.fiscal_year)
}

fn kind(kind: Kind) -> FacilityKind {
    match kind {
        Kind::Pharmacy => FacilityKind::Pharmacy,
        Kind::Hospital => FacilityKind::Hospital,
        Kind::Clinic => FacilityKind::Clinic,
        Kind::Dental => FacilityKind::Dental,
        Kind::Midwifery => FacilityKind::Midwifery,
    }
}
