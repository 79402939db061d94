//! The tabs in order, each with its sections. A tab without a section is left out; its number stays free.

use super::scribe::Scribe;
use super::tree::{Body, Section, TabNode};
use super::{appendix, coverage, document, drawing, guideline, item, register};
use crate::model::{Document, Item, Target};
use crate::resolve::Tab;

pub(super) fn all(scribe: &mut Scribe<'_>) -> Vec<TabNode> {
    Tab::ALL.into_iter().filter_map(|it| tab(scribe, it)).collect()
}

fn tab(scribe: &mut Scribe<'_>, tab: Tab) -> Option<TabNode> {
    let id = scribe.claim(tab.as_str().to_owned());
    let sections = match tab {
        Tab::Checklists | Tab::Rules | Tab::Bcp => documents(scribe, tab),
        Tab::Manual => manual(scribe),
        Tab::Registers => registers(scribe),
        Tab::Appendix => appendix(scribe),
    };
    if sections.is_empty() {
        id.iter().for_each(|it| scribe.give_back(it));
        return None;
    }
    Some(TabNode { number: tab.number(), id, title: tab.japanese(), sections })
}

fn documents(scribe: &mut Scribe<'_>, tab: Tab) -> Vec<Section> {
    let binder = scribe.binder;
    binder.documents_in(tab).map(|it| document::section(scribe, it)).collect()
}

/// The introduction, a section an item of the edition, then every other page.
fn manual(scribe: &mut Scribe<'_>) -> Vec<Section> {
    let binder = scribe.binder;
    let is_item = |it: &&Document<Target>| it.explains().is_some_and(|it| binder.edition().item(it).is_some());
    let pages: Vec<_> = binder.documents_in(Tab::Manual).filter(|it| !is_item(it)).collect();
    let (introduction, others): (Vec<_>, Vec<_>) = pages.into_iter().partition(|it| it.id.stem() == "index");
    let mut sections: Vec<Section> = introduction.into_iter().map(|it| document::section(scribe, it)).collect();
    let items: Vec<&Item> = binder.edition().items.iter().collect();
    sections.extend(items.into_iter().map(|it| item::section(scribe, it)));
    sections.extend(others.into_iter().map(|it| document::section(scribe, it)));
    sections
}

fn registers(scribe: &mut Scribe<'_>) -> Vec<Section> {
    let binder = scribe.binder;
    let mut sections = drawing::sections(scribe);
    sections.extend(documents(scribe, Tab::Registers));
    for source in binder.registers() {
        let kind = source.kind;
        let id = scribe.claim_target(&Target::Register(kind));
        let body = Body::Register(register::body(scribe, source));
        let pos = format!("registers/{}.csv:1", kind.as_str());
        let title = kind.japanese().to_owned();
        sections.push(Section { pos, id, number: String::new(), title, body });
    }
    sections
}

fn appendix(scribe: &mut Scribe<'_>) -> Vec<Section> {
    let mut sections = documents(scribe, Tab::Appendix);
    let made = [
        ("coverage", "項目と規程の対応表", coverage::body as fn(&mut Scribe<'_>) -> Option<Body>),
        ("guideline", "引用したガイドラインの節", guideline::body),
        ("glossary", "用語集", appendix::glossary),
        ("attachments", "添付資料の目録", appendix::attachments),
    ];
    for (id, title, make) in made {
        if let Some(body) = make(scribe) {
            sections.push(appendix::section(scribe, id, title, body));
        }
    }
    sections
}
