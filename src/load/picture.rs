//! Whether a file is the picture that its name says: a photograph from a telephone is often another kind than its ending.

use std::fs::File;
use std::io::Read as _;

use super::Attachment;
use crate::diagnostics::{Code, Finding};

/// What a file begins with, by its ending.
const BEGINNINGS: [(&str, &[u8]); 3] =
    [("png", b"\x89PNG\r\n\x1a\n"), ("jpg", b"\xff\xd8\xff"), ("jpeg", b"\xff\xd8\xff")];

/// A finding where the file cannot be read or is no picture of its kind. Its content beyond the beginning is not looked at.
pub fn picture_fault(file: &Attachment) -> Option<Finding> {
    let ending = file.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let mut head = Vec::with_capacity(1024);
    if let Err(error) = File::open(&file.location).and_then(|it| it.take(1024).read_to_end(&mut head)) {
        return Some(super::walk::unreadable(&file.path, error));
    }
    let sound = match BEGINNINGS.iter().find(|it| it.0 == ending) {
        Some((_, beginning)) => head.starts_with(beginning),
        None => ending != "svg" || head.windows(4).any(|it| it == b"<svg") || head.starts_with(b"<?xml"),
    };
    let finding = || Finding::of_path(Code::DamagedPicture, &*file.path).with("path", &file.path).with("kind", &ending);
    (!sound).then(finding)
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
            Ok::<_, std::io::Error>(picture_fault(&file).map(|it| it.code))
        };
        assert_eq!(fault("a.png", b"\x89PNG\r\n\x1a\n...")?, None);
        assert_eq!(fault("a.JPG", b"\0\0\0\x24ftypheic")?, Some(Code::DamagedPicture));
        assert_eq!(fault("b.png", b"")?, Some(Code::DamagedPicture));
        assert_eq!(fault("a.svg", b"<!-- x --><svg xmlns=''/>")?, None);
        assert_eq!(fault("b.svg", b"\x89PNG\r\n\x1a\n")?, Some(Code::DamagedPicture));
        Ok(())
    }
}
