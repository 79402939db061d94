//! Whether a file is the picture that its name says: a photograph from a telephone is often another kind than its ending.
//! And whether an SVG is a drawing only.

mod svg;

use std::fs::File;
use std::io::Read as _;

use super::Attachment;
use crate::diagnostics::{Code, Finding};
use crate::source::Span;

/// What a file begins with, by its ending.
const BEGINNINGS: [(&str, &[u8]); 3] =
    [("png", b"\x89PNG\r\n\x1a\n"), ("jpg", b"\xff\xd8\xff"), ("jpeg", b"\xff\xd8\xff")];

/// A finding where the file cannot be read, is no picture of its kind, or of a kind that not every output can show. Of a
/// PNG or JPEG only the beginning is looked at. `at` is a place that shows it.
pub fn picture_fault(file: &Attachment, at: Option<Span>) -> Option<Finding> {
    let ending = file.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let finding = |code: Code| {
        let finding = at.map_or_else(|| Finding::of_path(code, &*file.path), |it| Finding::at(code, it));
        finding.with("path", &file.path)
    };
    let damaged = || finding(Code::DamagedPicture).with("kind", &ending);
    if ending == "svg" {
        let bytes = match std::fs::read(&file.location) {
            Ok(bytes) => bytes,
            Err(error) => return Some(super::walk::unreadable(&file.path, error)),
        };
        return match std::str::from_utf8(&bytes) {
            Ok(text) if text.contains("<svg") || text.contains(":svg") => {
                svg::unsafe_part(text).map(|it| finding(Code::UnsafePicture).with("found", it))
            }
            Ok(_) | Err(_) => Some(damaged()),
        };
    }
    let Some((_, beginning)) = BEGINNINGS.iter().find(|it| it.0 == ending) else {
        return Some(damaged());
    };
    let mut head = Vec::with_capacity(16);
    if let Err(error) = File::open(&file.location).and_then(|it| it.take(16).read_to_end(&mut head)) {
        return Some(super::walk::unreadable(&file.path, error));
    }
    (!head.starts_with(beginning)).then(damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_that_lies_is_told() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let fault = |name: &str, bytes: &[u8]| {
            let location = folder.path().join(name);
            std::fs::write(&location, bytes)?;
            let file = Attachment { path: name.into(), location, size: 0 };
            Ok::<_, std::io::Error>(picture_fault(&file, None).map(|it| it.code))
        };
        assert_eq!(fault("a.png", b"\x89PNG\r\n\x1a\n...")?, None);
        assert_eq!(fault("a.JPG", b"\0\0\0\x24ftypheic")?, Some(Code::DamagedPicture));
        assert_eq!(fault("b.png", b"")?, Some(Code::DamagedPicture));
        assert_eq!(fault("a.svg", b"<!-- x --><svg xmlns=''/>")?, None);
        assert_eq!(fault("c.svg", b"<svg onload='x()'/>")?, Some(Code::UnsafePicture));
        assert_eq!(fault("a.heic", b"\0\0\0\x24ftypheic")?, Some(Code::DamagedPicture));
        assert_eq!(fault("b.svg", b"\x89PNG\r\n\x1a\n")?, Some(Code::DamagedPicture));
        Ok(())
    }
}
