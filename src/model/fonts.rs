//! The names of the fonts that a PDF is set in.

/// Families by what they are for, best first. A character is set in the first family that has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FontFamilies {
    /// Text.
    pub body: Vec<String>,
    /// Brackets, commas and full stops, where those of the first body family are narrower than a full width: typst
    /// halves their advance, so that they would overlap.
    pub punctuation: Option<String>,
    /// Code.
    pub mono: Vec<String>,
    /// Boxes, ticks and signs that Japanese fonts lack.
    pub symbols: Vec<String>,
}
