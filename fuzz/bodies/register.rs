//! What the fuzz target `register` asserts; the tests of the project try it on spoilt texts. Needs nothing but toji.

use toji::diagnostics::Sink;
use toji::model::RegisterKind;
use toji::parse::register;
use toji::source::Sources;

/// Any text as a register: nothing panics, every row has as many cells as there are columns.
pub(super) fn tried(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("registers/devices.csv", text);
    let register = register::parse(file, text, (RegisterKind::Devices, &[]), &mut Sink::default());
    assert!(register.rows.iter().all(|it| it.cells.len() == register.columns.len()));
}
