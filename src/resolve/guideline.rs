//! ▶ notes of the guideline against its outline, which is incomplete: what is certainly wrong is an error, what is only
//! not listed is a note (見出し未確認). Against an outline that nobody has verified, nothing is certainly wrong.

use super::links::Resolved;
use crate::diagnostics::{Code, Finding, nearest};
use crate::model::{Certainty, Circled, Citation, Guideline, Part, SectionNumber, Target};
use crate::source::{Span, Spanned};

pub(super) fn part(guideline: &Guideline, name: &str, span: Span) -> Result<Target, Finding> {
    match guideline.part_named(name) {
        Some(part) => Ok(Target::Part(part.id.clone())),
        None => Err(unknown_part(guideline, name, span)),
    }
}

fn unknown_part(guideline: &Guideline, name: &str, span: Span) -> Finding {
    let own = ["運用管理規程", "BCP", "台帳", "チェックリスト"];
    let names = guideline.parts.iter().map(|it| it.name.as_str()).chain(own);
    let code = match guideline.certainty {
        Certainty::Verified => Code::UnknownPart,
        Certainty::Unverified => Code::UnlistedPart,
    };
    Finding::at(code, span).with("name", name).nearest(nearest(name, names))
}

pub(super) fn cite(
    guideline: &Guideline,
    name: &Spanned<Box<str>>,
    section: SectionNumber,
    item: Option<Circled>,
    span: Span,
) -> Resolved {
    let Some(part) = guideline.part_named(&name.value) else {
        return Resolved::Dangling(unknown_part(guideline, &name.value, name.span));
    };
    let known = part.section(&section);
    let is_certain = guideline.certainty == Certainty::Verified;
    if is_certain && known.is_none() && part.section(&section.chapter()).is_none() {
        return Resolved::Dangling(unknown_chapter(part, &section, span));
    }
    if let (Some(item), Some(last)) = (item, known.and_then(|it| it.last_item()))
        && item.number() > last
    {
        return Resolved::Dangling(beyond_last(part, &section, item, last, span));
    }
    let note = known.is_none().then(|| unlisted(part, &section, span));
    Resolved::Target(Target::Guideline(Citation { part: part.id.clone(), section, item }), note)
}

fn unknown_chapter(part: &Part, section: &SectionNumber, span: Span) -> Finding {
    let chapter = section.chapter();
    let near = nearest_sections(part, &chapter, |it| it.levels().len() == 1);
    Finding::at(Code::UnknownChapter, span).with("part", &part.name).with("number", chapter).nearest(near)
}

fn beyond_last(part: &Part, section: &SectionNumber, item: Circled, last: u8, span: Span) -> Finding {
    let last = Circled::new(last).map(|it| it.to_string()).unwrap_or_default();
    Finding::at(Code::UnknownComplianceItem, span)
        .with("item", item)
        .with("section", format!("{} {section}", part.name))
        .with("last", &last)
        .nearest(vec![format!("{section}{last}")])
}

fn unlisted(part: &Part, section: &SectionNumber, span: Span) -> Finding {
    let near = nearest_sections(part, section, |it| it.chapter() == section.chapter());
    Finding::at(Code::UnknownSection, span).with("part", &part.name).with("number", section).nearest(near)
}

/// The sections of `part` that fit `wanted`, nearest number first, three at most.
fn nearest_sections(part: &Part, wanted: &SectionNumber, fits: impl Fn(&SectionNumber) -> bool) -> Vec<String> {
    let mut near: Vec<_> = part.sections.iter().map(|it| &it.number).filter(|it| fits(it)).collect();
    near.sort_by_key(|it| it.distance(wanted));
    near.into_iter().take(3).map(|it| format!("{} {it}", part.name)).collect()
}
