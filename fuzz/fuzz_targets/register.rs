//! Any text as a register: nothing panics, every row has as many cells as there are columns.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toji::diagnostics::Sink;
use toji::model::RegisterKind;
use toji::parse::register;
use toji::source::Sources;

fuzz_target!(|text: &str| {
    let mut sources = Sources::default();
    let file = sources.add("registers/devices.csv", text);
    let register = register::parse(file, text, RegisterKind::Devices, &mut Sink::default());
    assert!(register.rows.iter().all(|it| it.cells.len() == register.columns.len()));
});
