//! An edition that lies behind: `[former]` and its rows. Takes no subject and no demand.

use super::previous;
use crate::diagnostics::Sink;
use crate::model::FormerEdition;
use crate::parse::toml::Reader;

/// Reads an edition of which only rows are known.
pub(super) fn read(reader: Reader<'_>, sink: &mut Sink) -> Option<FormerEdition> {
    let mut reader = reader.need(&["former"]);
    let head = reader.table("former", sink);
    reader.finish(sink);
    let mut head = head?.need(&["id", "name", "fiscal_year", "rows"]);
    head.remarks(&["source"]);
    let id = head.word("id", sink);
    let name = head.string("name", sink);
    let fiscal_year = head.fiscal_year("fiscal_year", sink);
    let rows = previous::rows(&mut head, "rows", sink);
    head.finish(sink);
    Some(FormerEdition { id: id?.value, name: name?.value, fiscal_year: fiscal_year?, rows })
}
