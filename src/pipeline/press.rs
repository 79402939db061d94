//! What sets PDFs: the engine and the fonts, found once for all of them.

use std::sync::OnceLock;

use crate::emit::typst::Typst;
use crate::load::{self, Fonts};
use crate::source::{Digest, Digester};

/// What made this program, beyond its version: what another program made is not trusted to be what this one would make.
pub const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("TOJI_SOURCES"));

/// What is needed to set a PDF.
#[derive(Debug)]
pub struct Press {
    /// The engine.
    pub typst: Typst,
    /// The fonts found on this machine.
    pub fonts: Fonts,
    digest: OnceLock<Option<Digest>>,
}

impl Press {
    /// Of both.
    pub fn new(typst: Typst, fonts: Fonts) -> Self {
        Self { typst, fonts, digest: OnceLock::new() }
    }

    /// Of this toji, of the engine's version and of the fonts' contents, read once; `None` where a font cannot be read.
    pub fn digest(&self) -> Option<Digest> {
        *self.digest.get_or_init(|| {
            let mut digester = Digester::default();
            digester.add("toji", PROGRAM.as_bytes());
            digester.add("typst", self.typst.version.to_string().as_bytes());
            digester.add("families", format!("{:?}", self.fonts.families()).as_bytes());
            for font in self.fonts.files() {
                digester.add("font", load::file_digest(&font).ok()?.as_bytes());
            }
            Some(digester.finish())
        })
    }
}
