//! `toji init`: a new source folder from the embedded template, or from a pack that somebody gives out.

use super::args::{FailOn, Init, Kind};
use super::output::Terminal;
use super::{Outcome, date, findings};
use crate::diagnostics::{Sink, catalogue};
use crate::model::{Date, Edition, FacilityKind};
use crate::pack::{self, NewFolder, Origin, Pack, SignedPack, Trust};
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
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let made = newest_edition(&mut sink).and_then(|it| make(arguments, &it, today, &mut sources, &mut sink));
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &sources, terminal);
    }
    if let Some(made) = made {
        tell(arguments, &made, today, terminal);
    }
    findings::outcome(&found, FailOn::Error)
}

struct Made {
    files: usize,
    edition: Edition,
    signed: Option<SignedPack>,
}

fn make(arguments: &Init, edition: &Edition, today: Date, sources: &mut Sources, sink: &mut Sink) -> Option<Made> {
    let new = NewFolder { name: &arguments.name, kind: kind(arguments.kind), fiscal_year: edition.fiscal_year, today };
    let signed = match &arguments.pack {
        Some(path) => Some(pack::open(path, &Trust::First, sources, sink)?),
        None => None,
    };
    let files = match &signed {
        Some(signed) => pack::init(&arguments.dir, Origin::Signed(signed), edition, &new, sink)?,
        None => {
            let own = Pack::embedded().map_err(|it| sink.extend(it)).ok()?;
            pack::init(&arguments.dir, Origin::Unsigned(&own), edition, &new, sink)?
        }
    };
    sink.extend(signed.as_ref().and_then(|it| pack::expired(&it.pack, today)));
    Some(Made { files: files.len(), edition: edition.clone(), signed })
}

fn tell(arguments: &Init, made: &Made, today: Date, terminal: &Terminal) {
    let path = arguments.dir.display().to_string();
    let values = [("path", path.as_str()), ("files", &made.files.to_string())];
    terminal.message(&terminal.fill("initialized", &values));
    if let Some(signed) = &made.signed {
        let head = &signed.pack.head;
        let values = [("id", head.id.as_str()), ("version", &head.version), ("fingerprint", &signed.key.fingerprint())];
        terminal.message(&format!("\n{}", terminal.fill("pack-first-key", &values)));
    }
    let year = made.edition.fiscal_year;
    if year.last_day() < today {
        let values = [("year", &*year.japanese()), ("last", &*year.last_day().japanese())];
        terminal.message(&terminal.fill("initialized-year-over", &values));
    }
}

/// The newest checklist that toji has data of.
pub(super) fn newest_edition(sink: &mut Sink) -> Option<Edition> {
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
