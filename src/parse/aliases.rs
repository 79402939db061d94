//! `[registers.<name>.columns]` in `binder.toml`: the headers of another tool, each with the column that it is. Never looks
//! at a register, so a header may stand in none.

use super::toml::Reader;
use crate::diagnostics::{Sink, nearest};
use crate::model::{ColumnAlias, RegisterKind};

/// All of them, by register, in the order in which they are written.
pub(super) fn parse(mut reader: Reader<'_>, sink: &mut Sink) -> Vec<ColumnAlias> {
    let mut aliases = Vec::new();
    for kind in RegisterKind::ALL {
        let Some(mut register) = reader.table(kind.as_str(), sink) else { continue };
        if let Some(columns) = register.table("columns", sink) {
            aliases.extend(of_register(kind, columns, sink));
        }
        register.finish(sink);
    }
    reader.finish(sink);
    aliases
}

fn of_register(kind: RegisterKind, mut reader: Reader<'_>, sink: &mut Sink) -> Vec<ColumnAlias> {
    let mut aliases = Vec::new();
    for (theirs, ours) in reader.every_text(sink) {
        if let Some(column) = kind.column(&ours.value) {
            aliases.push(ColumnAlias { register: kind, theirs, ours: ours.map(|_| column.name) });
            continue;
        }
        let known: Vec<&str> = kind.columns().iter().map(|it| it.name).collect();
        let finding = reader.bad_value(&theirs.value, &ours, &known.join("、"));
        sink.push(finding.nearest(nearest(&ours.value, known)));
    }
    reader.finish_open(sink);
    aliases
}
