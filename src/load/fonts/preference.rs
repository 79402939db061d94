//! Which families are used for what, best first, and which characters need none.

/// A family for text.
pub(super) struct Body {
    pub(super) name: &'static str,
    /// The full-width sister that brackets and commas are taken from, where its own are narrower.
    pub(super) punctuation: Option<&'static str>,
}

const fn full_width(name: &'static str) -> Body {
    Body { name, punctuation: None }
}

const fn proportional(name: &'static str, sister: &'static str) -> Body {
    Body { name, punctuation: Some(sister) }
}

/// For text: sans-serif, with Japanese Industrial Standard's characters. Debian and Windows 10 on have the first two.
pub(super) const BODIES: [Body; 14] = [
    proportional("BIZ UDPGothic", "BIZ UDGothic"),
    full_width("BIZ UDGothic"),
    full_width("Noto Sans CJK JP"),
    full_width("Noto Sans JP"),
    full_width("Source Han Sans JP"),
    full_width("IPAexGothic"),
    full_width("Hiragino Sans"),
    full_width("Hiragino Kaku Gothic ProN"),
    full_width("Yu Gothic"),
    full_width("YuGothic"),
    full_width("Meiryo"),
    full_width("IPAGothic"),
    full_width("TakaoGothic"),
    full_width("MS Gothic"),
];

/// For code.
pub(super) const MONOS: [&str; 7] =
    ["BIZ UDGothic", "Noto Sans Mono CJK JP", "IPAGothic", "MS Gothic", "Osaka", "DejaVu Sans Mono", "Menlo"];

/// For ☐ ☑ ✔ ⚠ and the like.
pub(super) const SYMBOLS: [&str; 6] = [
    "DejaVu Sans Mono",
    "DejaVu Sans",
    "Segoe UI Symbol",
    "Apple Symbols",
    "Noto Sans Symbols2",
    "Noto Sans Symbols 2",
];

/// Spaces, joiners, selectors and marks that shaping takes up: typst asks no font for them.
pub(super) fn needs_no_glyph(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{3099}'
                | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
        )
}
