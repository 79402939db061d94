//! What a file is, by its ending. Never by its bytes: browsers are told not to guess either.

/// What goes into `Content-Type`, and whether packing is worth it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::host) struct Kind {
    /// With the charset, where it is text.
    pub(in crate::host) media_type: &'static str,
    pub(in crate::host) packing: Packing,
}

/// Whether br and gzip make a file smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::host) enum Packing {
    /// Text.
    Smaller,
    /// Packed already.
    Useless,
}

const KINDS: &[(&str, &str, Packing)] = &[
    ("css", "text/css; charset=utf-8", Packing::Smaller),
    ("csv", "text/csv; charset=utf-8", Packing::Smaller),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Packing::Useless),
    ("gif", "image/gif", Packing::Useless),
    ("html", "text/html; charset=utf-8", Packing::Smaller),
    ("jpeg", "image/jpeg", Packing::Useless),
    ("jpg", "image/jpeg", Packing::Useless),
    ("js", "text/javascript; charset=utf-8", Packing::Smaller),
    ("json", "application/json", Packing::Smaller),
    ("md", "text/plain; charset=utf-8", Packing::Smaller),
    ("pdf", "application/pdf", Packing::Useless),
    ("png", "image/png", Packing::Useless),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", Packing::Useless),
    ("svg", "image/svg+xml", Packing::Smaller),
    ("toml", "text/plain; charset=utf-8", Packing::Smaller),
    ("txt", "text/plain; charset=utf-8", Packing::Smaller),
    ("webp", "image/webp", Packing::Useless),
    ("woff2", "font/woff2", Packing::Useless),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Packing::Useless),
];

impl Kind {
    /// Of a file's name; what is not known is bytes to be saved.
    pub(in crate::host) fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rsplit_once('.').map_or("", |it| it.1).to_ascii_lowercase();
        let known = KINDS.iter().find(|it| it.0 == ending);
        known.map_or(Self { media_type: "application/octet-stream", packing: Packing::Useless }, |it| Self {
            media_type: it.1,
            packing: it.2,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_decides() {
        assert_eq!(Kind::of("items/2-03.html").media_type, "text/html; charset=utf-8");
        assert_eq!(Kind::of("a.d/SCAN.PDF").media_type, "application/pdf");
        assert_eq!(Kind::of("a.html/plain").media_type, "application/octet-stream");
        assert!(KINDS.is_sorted_by_key(|it| it.0));
    }
}
