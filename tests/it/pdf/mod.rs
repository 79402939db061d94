//! The PDF: the tree that typst is given, and what typst and the embedded theme make of it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod set;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};

use toji::load::{FontPlaces, Fonts, SystemFonts};
use toji::model::Date;
use toji::model::Profile;
use toji::pipeline::{Compiled, compile};
use toji::render::Pages;
use toji::render::pdf::{PdfInput, Surroundings, pdf};
use toji::view::View;

/// The fictional pharmacy.
fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// A source folder with these files beside a small `binder.toml`.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let binder = "format = 1\nlanguage = \"ja\"\nfiscal_year = 2025\nedition = \"r7\"\n\
                  [facility]\nname = \"試験 #eval(1) 薬局\"\nkind = \"pharmacy\"\n[roles]\n[pdf]\nduplex = true\n";
    for (path, text) in files.iter().chain(&[("binder.toml", binder)]) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn fonts() -> Fonts {
    Fonts::find(&FontPlaces { folders: Vec::new(), system: SystemFonts::Use })
}

fn read(root: &Path) -> Compiled {
    compile(root, Date::new(2025, 12, 1).unwrap())
}

fn input(compiled: &Compiled, fonts: &Fonts) -> PdfInput {
    let whole = compiled.outcome.as_ref().unwrap();
    let profile = Profile::full();
    let view = View::new(&whole.binder, &whole.report, &profile);
    let (theme, sources) = (toji::load::theme(), &compiled.sources);
    let pages = Pages::default();
    pdf(&view, Surroundings { sources, theme: &theme, fonts: fonts.families(), pages: &pages })
}
