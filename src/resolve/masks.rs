//! Whether the columns that a profile masks are there: a slip of the pen must not show what was to be kept back. Hides
//! nothing by itself.

use super::links::Resolver;
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Mask, RegisterKind};

/// Every mask names a column of the schema, or one that stands in a register.
pub(super) fn check(resolver: &Resolver<'_>, sink: &mut Sink) {
    for mask in &resolver.config.masks {
        let known = columns(resolver, mask.value.register);
        if !known.contains(&&*mask.value.column) {
            let finding = Finding::at(Code::UnknownMask, mask.span).with("name", shown(&mask.value));
            sink.push(finding.nearest(near(&mask.value, &known)));
        }
    }
}

fn columns<'a>(resolver: &Resolver<'a>, register: Option<RegisterKind>) -> Vec<&'a str> {
    let kinds = RegisterKind::ALL.into_iter().filter(|it| register.is_none_or(|kind| kind == *it));
    let expected = kinds.flat_map(|it| it.columns()).map(|it| it.name);
    let registers = resolver.registers.iter().filter(|it| register.is_none_or(|kind| kind == it.kind));
    expected.chain(registers.flat_map(|it| &it.columns).map(|it| it.value.as_str())).collect()
}

fn near(mask: &Mask, known: &[&str]) -> Vec<String> {
    let found = nearest(&mask.column, known.iter().copied());
    found.into_iter().map(|it| shown(&Mask { register: mask.register, column: it.into() })).collect()
}

fn shown(mask: &Mask) -> String {
    match mask.register {
        Some(kind) => format!("{}.{}", kind.as_str(), mask.column),
        None => mask.column.to_string(),
    }
}
