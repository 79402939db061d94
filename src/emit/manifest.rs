//! `manifest.json`: what a build consists of. Reading one checks it: a manifest that names a path outside its folder is none.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::source::{Digest, is_path_below};

/// Its name in the output.
pub const NAME: &str = "manifest.json";
const FORMAT: u32 = 1;
const GENERATOR: &str = concat!("toji ", env!("CARGO_PKG_VERSION"));

/// What makes a build this one.
#[derive(Debug, Clone)]
pub struct BuildIdentity {
    /// Of the inputs, the theme, all versions and the profile.
    pub digest: Digest,
    /// Of the source folder alone: whether it has changed is asked later, perhaps of another toji.
    pub sources: Digest,
    /// What is shown: `full`, or a profile of `binder.toml`.
    pub profile: String,
    /// Whether the PDF is part of it.
    pub pdf: bool,
    /// The name of the facility; empty where it is nobody's in particular.
    pub facility: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: u32,
    build: String,
    digest: String,
    /// Empty in those of older versions.
    #[serde(default)]
    sources: String,
    pub(super) profile: String,
    pdf: bool,
    generator: String,
    /// Not in those of older versions. Behind the generator, by which a folder is known as an output of ours.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    facility: String,
    pub(super) files: Vec<ManifestFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ManifestFile {
    /// Below the output, with `/`.
    pub(super) path: String,
    /// In bytes.
    pub(super) size: u64,
    /// 64 hex digits.
    pub(super) sha256: String,
}

/// What a manifest says of a build, for whoever keeps it elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// The build id.
    pub build: String,
    /// Of all that made it.
    pub digest: String,
    /// Of its source folder.
    pub sources: String,
    /// The profile that it shows.
    pub profile: String,
    /// The name of the facility; empty where it says none.
    pub facility: String,
    /// Whether the PDF is part of it.
    pub pdf: bool,
    /// The SHA-256 of each file, by path; without the manifest's own.
    pub files: BTreeMap<String, String>,
}

impl Built {
    /// That of an output folder, if it is one of ours.
    pub fn read(output: &Path) -> Option<Self> {
        let Manifest { build, digest, sources, profile, facility, pdf, files, .. } = Manifest::read(output)?;
        let files = files.into_iter().map(|it| (it.path, it.sha256)).collect();
        Some(Self { build, digest, sources, profile, facility, pdf, files })
    }
}

/// What a manifest lists, for whoever shows its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The build id.
    pub build: String,
    /// What is shown.
    pub profile: String,
    /// The SHA-256 of each file as 64 hex digits, by path; without the manifest's own.
    pub files: BTreeMap<String, String>,
}

impl Listed {
    /// Out of the bytes of a manifest of ours; all its paths lie below its folder.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let Manifest { build, profile, files, .. } = Manifest::parse(bytes)?;
        Some(Self { build, profile, files: files.into_iter().map(|it| (it.path, it.sha256)).collect() })
    }
}

/// The paths of all files that an output folder's manifest lists, with their sizes in bytes, if it is one of ours.
pub fn listed(output: &Path) -> Option<Vec<(String, u64)>> {
    Some(Manifest::read(output)?.files.into_iter().map(|it| (it.path, it.size)).collect())
}

impl Manifest {
    /// `files` are sorted by path.
    pub(super) fn new(identity: &BuildIdentity, files: Vec<ManifestFile>) -> Self {
        Self {
            format: FORMAT,
            build: identity.digest.build_id(),
            digest: identity.digest.to_string(),
            sources: identity.sources.to_string(),
            profile: identity.profile.clone(),
            pdf: identity.pdf,
            generator: GENERATOR.to_owned(),
            facility: identity.facility.clone(),
            files,
        }
    }

    /// The manifest of an output folder, if it is one of ours.
    pub(super) fn read(output: &Path) -> Option<Self> {
        let path = output.join(NAME);
        path.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
        Self::parse(&std::fs::read(path).ok()?)
    }

    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        let ours = manifest.format == FORMAT && manifest.generator.starts_with("toji ");
        let sound = manifest.files.iter().all(|it| is_path_below(&it.path) && it.path != NAME);
        (ours && sound).then_some(manifest)
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // A struct of texts and numbers is always JSON.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_never_points_outside() {
        let identity = BuildIdentity {
            digest: Digest::of(b""),
            sources: Digest::of(b""),
            profile: "full".into(),
            pdf: true,
            facility: String::new(),
        };
        let manifest = |path: &str| {
            let file = ManifestFile { path: path.into(), size: 0, sha256: String::new() };
            Manifest::parse(&Manifest::new(&identity, vec![file]).to_bytes())
        };
        assert!(manifest("a/b.html").is_some());
        for outside in ["../a", "/etc/passwd", r"..\a", "C:/a", "manifest.json"] {
            assert!(manifest(outside).is_none(), "{outside}");
        }
        assert!(Manifest::parse(b"{\"format\": 1}").is_none());
        assert!(Manifest::parse(b"{").is_none());
    }
}
