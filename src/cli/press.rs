//! typst and fonts: looked for before anything is rendered.

use std::path::PathBuf;

use crate::diagnostics::{Finding, Sink};
use crate::emit::typst::{SearchPlaces, Typst};
use crate::load::{FontPlaces, Fonts, SystemFonts};
use crate::pipeline::Press;

/// Both, or a finding for each that is missing.
pub(super) fn find(typst: Option<PathBuf>, font_folders: &[PathBuf], sink: &mut Sink) -> Option<Press> {
    let typst = Typst::find(&SearchPlaces::of_machine(typst)).map_err(|it| sink.push(it)).ok();
    let fonts = fonts(font_folders).map_err(|it| sink.extend(it)).ok();
    Some(Press::new(typst?, fonts?))
}

/// The fonts of the folders named, then those of the system.
pub(super) fn fonts(folders: &[PathBuf]) -> Result<Fonts, Vec<Finding>> {
    let fonts = Fonts::find(&FontPlaces { folders: folders.to_vec(), system: SystemFonts::Use });
    let missing = fonts.missing(&std::collections::BTreeMap::new());
    if missing.is_empty() { Ok(fonts) } else { Err(missing) }
}
