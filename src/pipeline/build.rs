//! A checked binder to an output folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Compiled, Kept, Press, Shared, Whole, leaks, pdf};
use crate::check;
use crate::diagnostics::catalogue::{self, Language};
use crate::diagnostics::{At, Code, Finding, Sink};
use crate::emit::{self, BuildIdentity, Written};
use crate::model::{Omitted, Profile, Theme};
use crate::parse::standards;
use crate::render::drawing::card::Card;
use crate::render::html::{FindingText, Options, ThemeError};
use crate::render::sheets::Sheet;
use crate::render::{Artifact, Artifacts, html, json};
use crate::source::{AT_A_TIME, Digest, Digester, SourceFile, Sources};
use crate::view::View;

/// How to build.
#[derive(Debug)]
pub struct Request<'a> {
    /// The output folder.
    pub out: &'a Path,
    /// The theme.
    pub theme: &'a Theme,
    /// What sets the PDF; none where there is to be no PDF.
    pub press: Option<&'a Press>,
    /// For whom.
    pub profile: &'a Profile,
    /// Where this is one of many builds.
    pub many: Option<Many<'a>>,
}

/// What a build has of those beside and before it. The folder of all outputs has been swept.
#[derive(Debug, Clone, Copy)]
pub struct Many<'a> {
    /// What all have in common.
    pub shared: &'a Shared,
    /// Its own PDFs of the build before.
    pub kept: &'a Kept,
}

/// Where a build has got to, for whoever watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Pages of the website.
    Website,
    /// The PDF.
    Pdf,
    /// Writing.
    Writing,
}

/// Builds; findings go to `sink`, and `None` means that the old output is still there.
pub fn build(
    compiled: &Compiled,
    whole: &Whole,
    request: &Request<'_>,
    sink: &mut Sink,
    watch: &dyn Fn(Step),
) -> Option<Written> {
    let view = View::new(&whole.binder, &whole.report, request.profile);
    let artifacts = artifacts(&view, compiled, request, sink, watch)?;
    let identity = identity(compiled, whole, request);
    let leaks = leaks::leaks(&view, &compiled.sources, request.theme, (&artifacts, &identity));
    if !leaks.is_empty() {
        sink.extend(leaks);
        return None;
    }
    sink.extend(view.cut().to_vec());
    watch(Step::Writing);
    let written = match request.many {
        Some(_) => emit::write_swept(request.out, &artifacts, &identity, sink),
        None => emit::write(request.out, &artifacts, &identity, sink),
    };
    // Freeing all pages takes longer than a program wants to wait that ends now.
    rayon::spawn(|| drop(artifacts));
    written
}

/// All that the output consists of. `None` with findings where the theme is wrong, a character has no font or typst fails.
fn artifacts(
    view: &View<'_>,
    compiled: &Compiled,
    request: &Request<'_>,
    sink: &mut Sink,
    watch: &dyn Fn(Step),
) -> Option<Artifacts> {
    watch(Step::Website);
    let (website, data) = rayon::join(|| website(view, &compiled.sources, request), || data(view));
    let mut artifacts =
        website.map_err(|it| sink.push(Finding::of_machine(Code::ThemeFailed).with("reason", it))).ok()?;
    artifacts.extend(data.map(|it| ("binder.json".to_owned(), Artifact::Bytes(it))));
    locate(compiled, &mut artifacts);
    if let Some(press) = request.press {
        watch(Step::Pdf);
        artifacts.extend(pdfs((view, compiled), request, press, sink)?);
    }
    Some(artifacts)
}

/// What programs read, where the profile has that.
fn data(view: &View<'_>) -> Option<Vec<u8>> {
    (!view.profile().omits(Omitted::Data)).then(|| json::binder(view))
}

fn pdfs(
    (view, compiled): (&View<'_>, &Compiled),
    request: &Request<'_>,
    press: &Press,
    sink: &mut Sink,
) -> Option<Artifacts> {
    let kept = request.many.map(|it| it.kept);
    let binder = pdf::make(view, compiled, request.theme, press, kept, sink)?;
    let mut pdfs = Artifacts::from([("binder.pdf".to_owned(), Artifact::Bytes(binder))]);
    // The card stands in the binder too; on its own it is what is put beside the telephone.
    if !Card::of(view.binder()).is_empty() {
        let card = pdf::print_anew((&Sheet::Emergency, view), compiled, request.theme, press, kept, sink)?;
        pdfs.insert("emergency.pdf".to_owned(), Artifact::Bytes(card));
    }
    Some(pdfs)
}

fn website(view: &View<'_>, sources: &Sources, request: &Request<'_>) -> Result<Artifacts, ThemeError> {
    let message = |finding: &Finding| finding_text(finding, sources);
    let options = Options { pdf: request.press.is_some(), message: &message };
    match request.many {
        Some(many) => html::html_of(view, request.theme, many.shared.workshop(request.theme)?, &options),
        None => html::html(view, request.theme, &options),
    }
}

/// In the binder's own language, whatever the terminal's is.
pub fn finding_text(finding: &Finding, sources: &Sources) -> FindingText {
    let place = match &finding.at {
        At::Span(span) => {
            let place = sources.place(*span);
            format!("{}:{}:{}", place.path, place.line, place.column)
        }
        At::Path(path) => path.clone(),
        At::Nowhere => String::new(),
    };
    FindingText {
        message: catalogue::message(finding, Language::Japanese),
        help: catalogue::help(finding, Language::Japanese).unwrap_or_default(),
        place,
        accept: check::entry(finding, sources).unwrap_or_default(),
    }
}

/// Renderers name a file of the source folder by its path there; the writer needs to know where it lies.
fn locate(compiled: &Compiled, artifacts: &mut Artifacts) {
    let places: BTreeMap<&Path, &PathBuf> =
        compiled.attachments.iter().map(|it| (Path::new(&*it.path), &it.location)).collect();
    for artifact in artifacts.values_mut() {
        if let Artifact::CopyOf(path) = artifact
            && let Some(location) = places.get(path.as_path())
        {
            *path = (*location).clone();
        }
    }
}

/// Of the source folder alone. What toji has within itself is not part of it, nor what no text is: of that, name and size.
pub fn source_digest(compiled: &Compiled) -> Digest {
    let embedded: BTreeSet<(String, &str)> = standards::embedded().into_iter().collect();
    let mut digester = Digester::default();
    for file in compiled.sources.files().iter().filter(|it| !embedded.contains(&(it.path().to_owned(), it.text()))) {
        digester.add(file.path(), file.digest().as_bytes());
    }
    for file in &compiled.attachments {
        digester.add(&file.path, &file.size.to_be_bytes());
    }
    digester.finish()
}

/// One digest of the inputs, the theme, the versions and the profile. An output within the source folder is no input.
fn identity(compiled: &Compiled, whole: &Whole, request: &Request<'_>) -> BuildIdentity {
    let mut digester = Digester::default();
    digester.add("toji", env!("CARGO_PKG_VERSION").as_bytes());
    digester.add("profile", request.profile.definition().as_bytes());
    digester.add("date", whole.report.as_of.to_string().as_bytes());
    let texts = compiled.sources.files();
    let digests: Vec<Digest> = texts.par_iter().with_max_len(AT_A_TIME).map(SourceFile::digest).collect();
    for (file, digest) in texts.iter().zip(digests) {
        digester.add(file.path(), digest.as_bytes());
    }
    // What is copied is added by the writer, by its content. Of the rest, a finding may say that it is there.
    for attachment in compiled.attachments.iter().filter(|it| it.path.starts_with("attachments/")) {
        digester.add(&attachment.path, b"");
    }
    for (path, bytes) in request.theme.files() {
        digester.add(&path, bytes);
    }
    if let Some(press) = request.press {
        digester.add("typst", press.typst.version.to_string().as_bytes());
        digester.add("fonts", format!("{:?}", press.fonts.families()).as_bytes());
    }
    let digest: Digest = digester.finish();
    BuildIdentity {
        digest,
        sources: source_digest(compiled),
        profile: request.profile.name.to_string(),
        pdf: request.press.is_some(),
        facility: whole.binder.config().facility.name.clone(),
    }
}
