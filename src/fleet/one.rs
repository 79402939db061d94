//! One member: whether what was built of it still stands, and building it. A failure of any kind is its report.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::build::{FleetRequest, push};
use super::members::Member;
use super::record::Record;
use super::workers::guarded;
use super::{MemberReport, Outcome, Place};
use crate::diagnostics::{Code, Finding, Severity, Sink};
use crate::model::Profile;
use crate::pipeline::{self, Compiled, Kept, Many, Request, SetPdf, Shared, Whole};
use crate::source::{Digest, Digester, Layer};
use crate::{edit, emit, load};

/// Where members are worked on.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    pub(super) request: FleetRequest<'a>,
    /// Of all that is the same for every member; `None` where nothing can be said of that, and so nothing stands.
    pub(super) run: Option<Digest>,
    /// How often typst ran.
    pub(super) runs: &'a AtomicUsize,
    /// The days of earlier builds that are not today.
    pub(super) other_days: &'a Mutex<Vec<String>>,
}

/// What a look at a member says.
#[derive(Debug)]
pub(super) enum Checked {
    /// What was built of it is what would be built now.
    Stands(Box<MemberReport>),
    /// It cannot be built.
    Failed(Box<MemberReport>),
    /// It must be built.
    Changed(Member),
}

impl Desk<'_> {
    pub(super) fn check(&self, member: Member) -> Checked {
        if !member.faults.is_empty() {
            return Checked::Failed(Box::new(MemberReport::failed(&member.place, &member.faults)));
        }
        match guarded(|| self.standing(&member)) {
            Ok(Some(report)) => Checked::Stands(Box::new(report)),
            // What fails in looking fails in building as well, and is told there.
            Ok(None) | Err(_) => Checked::Changed(member),
        }
    }

    fn standing(&self, member: &Member) -> Option<MemberReport> {
        let record = Record::read(&self.request.records(), &member.place.id)?;
        if record.day != self.request.today.to_string() {
            push(self.other_days, record.day);
            return None;
        }
        let is_same = record.inputs == self.inputs(member, &Layer::default())?.0
            && emit::is_intact(&self.request.output_of(&member.place.id), &record.manifest, &record.stamp);
        let mut report = record.report;
        report.folder.clone_from(&member.place.folder);
        match &mut report.outcome {
            Outcome::Built { reused, .. } => *reused = true,
            Outcome::Failed => return None,
        }
        is_same.then_some(report)
    }

    /// The digest of all that a member is built from, and of its folder alone.
    fn inputs(&self, member: &Member, shared: &Layer) -> Option<(String, String)> {
        let mut digester = Digester::default();
        digester.add("run", self.run?.as_bytes());
        digester.add("id", member.place.id.as_bytes());
        let content = load::content_digest(&member.root, shared).ok()?;
        digester.add("content", content.as_bytes());
        Some((digester.finish().to_string(), content.to_string()))
    }

    pub(super) fn make(&self, member: &Member, shared: &Shared) -> MemberReport {
        or_fault(&member.place, || self.build(member, shared))
    }

    fn build(&self, member: &Member, shared: &Shared) -> MemberReport {
        let mut sink = Sink::default();
        if edit::recover(&member.root, &mut sink).is_none() {
            return MemberReport::failed(&member.place, &sink.into_sorted());
        }
        // Before it is read: what changes meanwhile is then a change for the next run.
        let inputs = self.inputs(member, shared.layer());
        let compiled = pipeline::compile_shared(&member.root, self.request.today, shared);
        let stops = compiled.findings().iter().any(|it| it.severity() == Severity::Error);
        let built = match &compiled.outcome {
            Ok(whole) if !stops => self.write(member, (&compiled, whole), shared, &mut sink),
            Ok(_) | Err(_) => None,
        };
        self.report(member, (&compiled, inputs), built, sink)
    }

    fn write(
        &self,
        member: &Member,
        (compiled, whole): (&Compiled, &Whole),
        shared: &Shared,
        sink: &mut Sink,
    ) -> Option<Made> {
        let out = self.request.output_of(&member.place.id);
        let before = Record::read(&self.request.records(), &member.place.id).map(|it| it.pdfs).unwrap_or_default();
        let kept = Kept::new(out.clone(), before);
        let many = Many { shared, kept: &kept };
        // An association keeps whole copies; what a member hands on, the member builds.
        let profile = Profile::full();
        let (theme, press) = (self.request.theme, self.request.press);
        let request = Request { out: &out, theme, press, profile: &profile, many: Some(many) };
        let written = pipeline::build(compiled, whole, &request, sink, &|_| ());
        let (pdfs, runs) = kept.into_parts();
        self.runs.fetch_add(runs, Ordering::Relaxed);
        let written = written?;
        Some(Made { build: written.build, manifest: written.manifest.to_string(), pdfs })
    }

    fn report(
        &self,
        member: &Member,
        (compiled, inputs): (&Compiled, Option<(String, String)>),
        built: Option<Made>,
        mut sink: Sink,
    ) -> MemberReport {
        let records: PathBuf = self.request.records();
        let Some(made) = built else {
            let later = sink.into_sorted();
            return MemberReport::of(&member.place, compiled, compiled.template.as_ref(), Outcome::Failed, &later);
        };
        let pdf = self.request.press.is_some();
        let outcome = Outcome::Built { build: made.build, pdf, reused: false };
        let report = MemberReport::of(&member.place, compiled, compiled.template.as_ref(), outcome, &[]);
        let Some(inputs) = inputs else { return report };
        let stamp = emit::stamp(&self.request.output_of(&member.place.id), &made.manifest).unwrap_or_default();
        let record = Record::new(self.request.today, inputs, (made.manifest, stamp, made.pdfs), report);
        match record.write(&records) {
            Ok(()) => record.report,
            Err(error) => {
                // The binder is there, but the next run would not know it: what it needs is room.
                sink.push(error.finding());
                MemberReport::of(
                    &member.place,
                    compiled,
                    compiled.template.as_ref(),
                    Outcome::Failed,
                    &sink.into_sorted(),
                )
            }
        }
    }
}

/// A binder that was written.
struct Made {
    build: String,
    manifest: String,
    pdfs: Vec<SetPdf>,
}

/// What `work` gives; where toji itself fails, that is what is told of the member.
fn or_fault(place: &Place, work: impl FnOnce() -> MemberReport) -> MemberReport {
    guarded(work).unwrap_or_else(|reason| {
        let finding = Finding::of_machine(Code::FleetMemberFault).with("reason", reason);
        MemberReport::failed(place, &[finding])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_toji_is_one_members_report() {
        let place = Place { id: "1".to_owned(), folder: "m".to_owned(), output: "1".to_owned() };
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| ()));
        let report = or_fault(&place, || panic!("no such row"));
        std::panic::set_hook(hook);
        assert!(!report.is_built());
        assert_eq!(report.findings.len(), 1);
        assert_eq!(report.findings[0].code, Code::FleetMemberFault.as_str());
        assert!(report.findings[0].message.contains("no such row"));
    }
}
