//! What a template pack says of itself: who gives it out, which files it brings, what changed. Types and constructors only.

use std::fmt;

use super::{Date, FacilityKind, PackKey, RegisterKind};

/// The head of a pack's `pack.toml`, as its author writes it and as it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackHead {
    /// Its id, such as `nara`: the same through all versions.
    pub id: String,
    /// Its version by fiscal year, such as `2026.1`.
    pub version: String,
    /// Rises with every version; from 1.
    pub serial: u64,
    /// The last day on which it counts as current.
    pub expires: Option<Date>,
    /// The oldest toji that can use it.
    pub toji: Option<Release>,
    /// The kinds of facility that it is for.
    pub kinds: Vec<FacilityKind>,
    /// The publisher's public key.
    pub key: Option<PackKey>,
    /// The key that may take over from it.
    pub next_key: Option<PackKey>,
    /// What became of pages, variables and values, in this version and in those before it.
    pub migrations: Vec<Step>,
    /// What changed for people, a page each.
    pub changes: Vec<ChangeNote>,
    /// The vendors' disclosure documents that it carries.
    pub disclosures: Vec<Disclosure>,
}

impl PackHead {
    /// What moved in the versions after the one with this serial.
    pub fn moved_since(&self, serial: u64) -> impl Iterator<Item = &Migration> {
        self.migrations.iter().filter(move |it| it.since > serial).map(|it| &it.what)
    }
}

/// What becomes of a file of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Share {
    /// Installed as it is, and kept up to date by whoever gives out the pack.
    Managed,
    /// Given once; then it is the facility's own.
    Seed,
    /// The fictional facility's own: carried for looking at, never installed.
    Example,
}

impl Share {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Managed, Self::Seed, Self::Example];

    /// The name in `pack.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Managed => "managed",
            Self::Seed => "seed",
            Self::Example => "example",
        }
    }
}

/// Something that moved, and when: a member goes through the versions that it has not had yet, and through no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The serial of the version in which it moved.
    pub since: u64,
    /// What moved.
    pub what: Migration,
}

/// Something that moved, declared; never a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Migration {
    /// A page has another path.
    RenamePage {
        /// Its path before.
        from: String,
        /// Its path now.
        to: String,
    },
    /// A page became several.
    SplitPage {
        /// Its path before.
        from: String,
        /// Where its text stands now; may name `from` itself.
        into: Vec<String>,
    },
    /// `{{ from }}` is written `{{ to }}` now, and its key in `binder.toml` with it.
    RenameVariable {
        /// Such as `facility.tel`.
        from: String,
        /// Such as `facility.phone`.
        to: String,
    },
    /// A value is written in another way.
    MapValue {
        /// Where it stands.
        place: ValuePlace,
        /// The value before.
        from: String,
        /// The value now.
        to: String,
    },
    /// A page is no longer part of the template; the member's own stays.
    RetirePage {
        /// Its path.
        path: String,
    },
}

/// Where a value stands that a migration maps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValuePlace {
    /// A column of a register.
    Column {
        /// The register.
        register: RegisterKind,
        /// The heading of the column.
        column: String,
    },
    /// A key of `binder.toml`, such as `limits.patch_days`.
    Key(String),
}

/// What a member has to do about a page that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// 要対応
    Required,
    /// 確認のみ
    Look,
    /// 変更なし
    Nothing,
}

impl Action {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 3] = [Self::Required, Self::Look, Self::Nothing];

    /// As `pack.toml` and every notice say it.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Required => "要対応",
            Self::Look => "確認のみ",
            Self::Nothing => "変更なし",
        }
    }
}

/// What changed on a page, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeNote {
    /// The path of the page.
    pub page: String,
    /// What a member has to do.
    pub action: Action,
    /// What changed and what to do, in words.
    pub note: String,
}

/// What a vendor discloses of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisclosureKind {
    /// 製造業者による医療情報セキュリティ開示書
    Mds,
    /// サービス事業者による医療情報セキュリティ開示書
    Sds,
}

impl DisclosureKind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Mds, Self::Sds];

    /// The name in `pack.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mds => "MDS",
            Self::Sds => "SDS",
        }
    }
}

/// A disclosure document that a pack carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Which one.
    pub kind: DisclosureKind,
    /// Its path in the pack.
    pub file: String,
    /// The product, as its vendor calls it.
    pub product: String,
    /// The version of the product that it is about.
    pub version: String,
    /// Who of the vendor permitted that it is handed on, and when.
    pub permitted: String,
}

/// A file as the signed list of a pack names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its path, with `/`.
    pub path: String,
    /// What becomes of it.
    pub share: Share,
    /// In bytes.
    pub size: u64,
    /// SHA-256, as hex digits.
    pub sha256: String,
    /// The ids of its blocks, in order.
    pub blocks: Vec<String>,
}

/// A release of toji.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release([u32; 3]);

impl Release {
    /// Reads `0.1.0`; a part that is left out is 0. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut release = [0; 3];
        for (number, part) in text.split('.').enumerate() {
            let is_number = !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
            *release.get_mut(number)? = part.parse().ok().filter(|_| is_number)?;
        }
        Some(Self(release))
    }

    /// The one that is running.
    pub fn running() -> Self {
        Self::parse(env!("CARGO_PKG_VERSION")).unwrap_or(Self([0; 3]))
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0[0], self.0[1], self.0[2])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_ordered_by_number() {
        let release = |text| Release::parse(text);
        assert!(release("0.9.0") < release("0.10.0") && release("1.0.0") > release("0.99.99"));
        assert_eq!((release("1.2"), release("1.2.0")), (release("1.2.0"), Some(Release([1, 2, 0]))));
        for wrong in ["", "1.", "a", "1.2.3.4", "+1.0.0", "99999999999"] {
            assert_eq!(release(wrong), None, "{wrong}");
        }
        assert_ne!(Release::running(), Release([0; 3]));
    }
}
