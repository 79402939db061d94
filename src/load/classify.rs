//! What a file is for, from its path alone. Never looks at a file.

use super::read::Reads;
use crate::model::RegisterKind;

/// What a document's folder makes it. Front matter may say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FolderKind {
    /// `manual/`.
    Manual,
    /// `checklists/`.
    Checklist,
    /// `rules/`.
    Rules,
    /// `bcp/`.
    Bcp,
    /// `registers/`: imported documents alone.
    Registers,
    /// Anywhere else.
    Page,
}

/// What a file is read for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Use {
    Binder,
    Document(FolderKind),
    /// The TOML beside a document, or in place of one.
    Descriptor(FolderKind),
    Register(RegisterKind),
    /// A CSV file in `registers/` with a name that no register has.
    UnknownRegister(String),
    Standard,
    Attachment,
    /// A file in a folder of which toji reads every file, of a kind that it does not read.
    Unknown,
    Ignored,
}

impl Use {
    pub(super) fn is_text(&self) -> bool {
        match self {
            Self::Binder | Self::Document(_) | Self::Descriptor(_) | Self::Register(_) | Self::Standard => true,
            Self::UnknownRegister(_) | Self::Attachment | Self::Unknown | Self::Ignored => false,
        }
    }

    /// In which encodings.
    pub(super) fn reads(&self) -> Reads {
        match self {
            Self::Register(_) => Reads::Cp932Too,
            Self::Binder | Self::Document(_) | Self::Descriptor(_) | Self::Standard => Reads::Utf8,
            Self::UnknownRegister(_) | Self::Attachment | Self::Unknown | Self::Ignored => Reads::Utf8,
        }
    }
}

/// `path` lies below the source folder and has `/` on every system.
pub(super) fn classify(path: &str) -> Use {
    let (folder, _) = path.split_once('/').unwrap_or(("", path));
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let ending = ending.to_ascii_lowercase();
    match (folder, ending.as_str()) {
        ("", _) if path == "binder.toml" => Use::Binder,
        ("", _) if path.eq_ignore_ascii_case("README.md") || path == "pack.toml" => Use::Ignored,
        (_, "md") => Use::Document(folder_kind(folder)),
        ("registers", "csv") => register(stem),
        ("standards", "toml") => Use::Standard,
        // At the top, and where files lie that are copied as they are, a TOML may be anybody's.
        ("" | "attachments" | "checklists", "toml") => Use::Attachment,
        (_, "toml") => Use::Descriptor(folder_kind(folder)),
        ("registers" | "standards", _) => Use::Unknown,
        _ => Use::Attachment,
    }
}

fn folder_kind(folder: &str) -> FolderKind {
    match folder {
        "manual" => FolderKind::Manual,
        "checklists" => FolderKind::Checklist,
        "rules" => FolderKind::Rules,
        "bcp" => FolderKind::Bcp,
        "registers" => FolderKind::Registers,
        _ => FolderKind::Page,
    }
}

fn register(stem: &str) -> Use {
    let name = stem.strip_prefix("registers/").unwrap_or(stem);
    RegisterKind::parse(name).map_or_else(|| Use::UnknownRegister(name.to_owned()), Use::Register)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_gives_a_file_its_use() {
        for (path, expected) in [
            ("binder.toml", Use::Binder),
            ("README.md", Use::Ignored),
            ("manual/README.md", Use::Document(FolderKind::Manual)),
            ("manual/deep/2-03.MD", Use::Document(FolderKind::Manual)),
            ("rules/a.md", Use::Document(FolderKind::Rules)),
            ("bcp/a.md", Use::Document(FolderKind::Bcp)),
            ("checklists/2025/facility.md", Use::Document(FolderKind::Checklist)),
            ("a.md", Use::Document(FolderKind::Page)),
            ("お知らせ/a.md", Use::Document(FolderKind::Page)),
            ("registers/devices.csv", Use::Register(RegisterKind::Devices)),
            ("registers/device.csv", Use::UnknownRegister("device".into())),
            ("registers/devices.xlsx", Use::Unknown),
            ("standards/r8.toml", Use::Standard),
            ("rules/a.docx", Use::Attachment),
            ("attachments/a.b/c", Use::Attachment),
            ("rules/a.toml", Use::Descriptor(FolderKind::Rules)),
            ("registers/paper.toml", Use::Descriptor(FolderKind::Registers)),
            ("manual/binder.toml", Use::Descriptor(FolderKind::Manual)),
            ("attachments/a.toml", Use::Attachment),
            ("a.toml", Use::Attachment),
        ] {
            assert_eq!(classify(path), expected, "{path}");
        }
    }
}
