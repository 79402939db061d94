//! The matrix item x clause (4-①), in groups of columns that fit an upright page.

use super::node::Inlines;
use super::scribe::Scribe;
use super::tree::{Body, ClauseColumn, Coverage, CoverageRow, PhaseRow};
use crate::model::{BcpPhase, ClauseRef, DocId, Item, Profile, Target};
use crate::resolve::Tab;

/// Columns that fit beside the items.
const COLUMNS: usize = 26;

/// A clause with the target that coverage knows it by.
struct Column {
    target: Target,
    short: String,
}

/// The matrix; none where the rules cover nothing.
pub(super) fn body(scribe: &mut Scribe<'_>) -> Option<Body> {
    let columns = columns(scribe);
    if columns.is_empty() {
        return None;
    }
    let groups: Vec<&[Column]> = columns.chunks(columns.len().div_ceil(columns.len().div_ceil(COLUMNS))).collect();
    let items: Vec<&Item> = scribe.binder.edition().items.iter().collect();
    let rows = items.into_iter().map(|it| row(scribe, it, &groups)).collect();
    let mut heads = Vec::with_capacity(groups.len());
    for group in &groups {
        heads.push(group.iter().map(|it| head(scribe, it)).collect());
    }
    let phases = phases(scribe);
    Some(Body::Coverage(Coverage { columns: heads, rows, phases }))
}

fn phases(scribe: &mut Scribe<'_>) -> Vec<PhaseRow> {
    if scribe.binder.documents_in(Tab::Bcp).next().is_none() {
        return Vec::new();
    }
    let mut rows = Vec::with_capacity(BcpPhase::ALL.len());
    for phase in BcpPhase::ALL {
        let mut places = Vec::new();
        for place in scribe.binder.phase(phase) {
            let title = scribe.plain(&place.title);
            places.push(scribe.xref(&place.target, title));
        }
        if scribe.binder.hides_phase(phase) {
            places.push(scribe.plain(Profile::HIDDEN));
        }
        rows.push(PhaseRow { name: scribe.line(phase.japanese()), places });
    }
    rows
}

/// Every clause that covers an item, in reading order.
fn columns(scribe: &Scribe<'_>) -> Vec<Column> {
    let binder = scribe.binder;
    let covers = |id: &DocId, heading: &str| {
        let target = Target::Heading(id.clone(), heading.into());
        let mut items = binder.edition().items.iter();
        items.any(|item| binder.covering(item.id).iter().any(|it| it.target == target)).then_some(target)
    };
    let mut columns = Vec::new();
    for document in binder.documents_in(Tab::Rules) {
        for heading in document.headings() {
            if let (Some(clause), Some(target)) = (heading.clause, covers(&document.id, &heading.id)) {
                columns.push(Column { target, short: clause.shown() });
            }
        }
        for entry in document.imported.iter().flat_map(|it| &it.entries) {
            let short = entry.clause.map_or_else(|| entry.shown(), ClauseRef::shown);
            columns.extend(covers(&document.id, &entry.anchor).map(|target| Column { target, short }));
        }
    }
    columns
}

fn head(scribe: &mut Scribe<'_>, column: &Column) -> ClauseColumn {
    ClauseColumn { id: scribe.find(&column.target).map(|it| it.0), short: scribe.line(&column.short) }
}

fn row(scribe: &mut Scribe<'_>, item: &Item, groups: &[&[Column]]) -> CoverageRow {
    let covering = scribe.binder.covering(item.id);
    let covers = |column: &Column| covering.iter().any(|it| it.target == column.target);
    let is_column = |target: &Target| groups.iter().flat_map(|it| it.iter()).any(|it| it.target == *target);
    let mut others: Vec<Inlines> = Vec::new();
    for covering in covering.iter().filter(|it| !is_column(&it.target)) {
        let c = scribe.plain(&covering.title);
        others.push(scribe.xref(&covering.target, c));
    }
    if Tab::ALL.into_iter().any(|it| scribe.binder.hides_covering(item.id, it)) {
        others.push(scribe.plain(Profile::HIDDEN));
    }
    CoverageRow {
        number: scribe.line(&item.id.shown()),
        subject: scribe.line(&item.subject),
        id: scribe.find(&Target::Item(item.id)).map(|it| it.0),
        cells: groups.iter().map(|group| group.iter().map(covers).collect()).collect(),
        others,
    }
}
