//! The guideline's sections that somebody cites, and who does. A heading that was not seen in the final text
//! is never shown.

use super::appendix::cited;
use super::scribe::Scribe;
use super::tree::{Body, PartNode, SectionNode};
use crate::model::{Citation, Part, Target};

/// The cited sections; none where nobody cites any.
pub(super) fn body(scribe: &mut Scribe<'_>) -> Option<Body> {
    let binder = scribe.binder;
    let mut all: Vec<&Citation> = binder.citations();
    all.sort();
    let guideline = binder.guideline();
    let mut parts = Vec::new();
    for part in &guideline.parts {
        let here: Vec<&Citation> = all.iter().copied().filter(|it| it.part == part.id).collect();
        if !here.is_empty() {
            parts.push(part_node(scribe, part, &here));
        }
    }
    let name = scribe.nowhere().line(&guideline.title);
    let edition = scribe.line(&guideline.edition);
    (!parts.is_empty()).then_some(Body::Guideline { name, edition, parts })
}

fn part_node(scribe: &mut Scribe<'_>, part: &Part, citations: &[&Citation]) -> PartNode {
    PartNode {
        id: scribe.claim_target(&Target::Part(part.id.clone())),
        name: scribe.line(&part.name),
        sections: citations.iter().map(|it| section(scribe, part, it)).collect(),
    }
}

fn section(scribe: &mut Scribe<'_>, part: &Part, citation: &Citation) -> SectionNode {
    let target = Target::Guideline(citation.clone());
    let title = part.section(&citation.section).and_then(|it| it.verified_title());
    let item = citation.item.map(|it| it.to_string()).unwrap_or_default();
    SectionNode {
        id: scribe.claim_target(&target),
        number: scribe.nowhere().line(&format!("{}{item}", citation.section)),
        title: scribe.line(title.unwrap_or_default()),
        cited: cited(scribe, &target),
    }
}
