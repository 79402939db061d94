//! Names that every system accepts, and paths that stay below a folder. Looks at text only, never at a disk.

use unicode_normalization::is_nfc;

/// Why a file's name is trouble on some system, so that a folder would not survive a copy to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameProblem {
    /// A device of Windows: `CON`, `NUL`, `aux.md`.
    Reserved,
    /// A dot or a space at the end: Windows drops it.
    Trailing,
    /// A character that Windows refuses.
    Character(char),
    /// Decomposed Japanese (か + ゛), as macOS writes it: links to it look right and fail.
    NotComposed,
    /// Bytes that are no Unicode text.
    NotUnicode,
}

impl NameProblem {
    /// A word that findings name, the same in every language: who refuses the name, or the character.
    pub fn shown(self) -> String {
        match self {
            Self::Reserved | Self::Trailing => "Windows".to_owned(),
            Self::Character(refused) if refused.is_control() => format!("U+{:04X}", u32::from(refused)),
            Self::Character(refused) => refused.to_string(),
            Self::NotComposed => "NFC".to_owned(),
            Self::NotUnicode => "Unicode".to_owned(),
        }
    }
}

/// What is wrong with one name (no path). Source: "Naming Files, Paths, and Namespaces", Microsoft Learn.
pub fn name_problem(name: &str) -> Option<NameProblem> {
    if let Some(refused) = name.chars().find(|it| it.is_control() || r#"<>:"/\|?*"#.contains(*it)) {
        return Some(NameProblem::Character(refused));
    }
    if name.ends_with(['.', ' ']) {
        return Some(NameProblem::Trailing);
    }
    if is_reserved(name) {
        return Some(NameProblem::Reserved);
    }
    (!is_nfc(name)).then_some(NameProblem::NotComposed)
}

/// Windows takes `aux`, `AUX.md` and `aux .tar.gz` for the same device.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        let rest = stem.strip_prefix(device).unwrap_or_default();
        rest.chars().count() == 1 && rest.chars().all(|it| it.is_ascii_digit() || "¹²³".contains(it))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") || numbered("COM") || numbered("LPT")
}

/// Whether `path` names something below a folder, on every system: parts between `/`, none of them empty, `.` or `..`,
/// none with a character that is a separator, a drive or a stream on Windows.
pub fn is_path_below(path: &str) -> bool {
    let sound = |it: &str| !matches!(it, "" | "." | "..") && !it.contains(['\\', ':', '\0']);
    path.split('/').all(sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_refuses_are_told_apart() {
        for (name, problem) in [
            ("CON", NameProblem::Reserved),
            ("aux.md", NameProblem::Reserved),
            ("nul .tar.gz", NameProblem::Reserved),
            ("com1.md", NameProblem::Reserved),
            ("LPT².md", NameProblem::Reserved),
            ("規程.", NameProblem::Trailing),
            ("規程.md ", NameProblem::Trailing),
            ("なぜ?.md", NameProblem::Character('?')),
            ("a\u{7}.md", NameProblem::Character('\u{7}')),
            ("か\u{3099}.md", NameProblem::NotComposed),
        ] {
            assert_eq!(name_problem(name), Some(problem), "{name}");
        }
        for fine in ["console.md", "com.md", "com10.md", "第1章　総則.md", "が.md", "a b.md", "髙﨑.md"] {
            assert_eq!(name_problem(fine), None, "{fine}");
        }
    }

    #[test]
    fn paths_stay_below() {
        for wrong in ["", "/etc", "../a", "a/../b", "a//b", "a/", "./a", r"a\b", "C:/a", "C:a", "a\0"] {
            assert!(!is_path_below(wrong), "{wrong}");
        }
        assert!(is_path_below("a/b.md"));
    }
}
