//! What a file is, by its first bytes. Never by its name.

/// The kinds of file that people hand over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A ZIP: XLSX is one.
    Workbook,
    /// A compound file: an old workbook (.xls), or one under a password.
    OldWorkbook,
    /// A PDF.
    Pdf,
    /// Anything else: perhaps a text.
    Text,
}

impl Content {
    /// Looks at the first bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match start {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Self::Workbook,
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Self::OldWorkbook,
            [b'%', b'P', b'D', b'F', b'-', ..] => Self::Pdf,
            _ => Self::Text,
        }
    }
}
