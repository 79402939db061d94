//! The theme and the template are part of the executable: it is built anew when a file is added to them. What it was built
//! from is put into it as one number, so that a fleet's records of another program are not taken for its own.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

fn main() {
    let mut files = BTreeMap::new();
    for folder in ["src", "content", "themes"] {
        println!("cargo::rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files);
    }
    println!("cargo::rerun-if-changed=Cargo.lock");
    files.insert(PathBuf::from("Cargo.lock"), fs::read("Cargo.lock").unwrap_or_default());
    let mut hasher = DefaultHasher::new();
    for (path, bytes) in files {
        (path.to_string_lossy().replace('\\', "/"), bytes).hash(&mut hasher);
    }
    println!("cargo::rustc-env=TOJI_SOURCES={:016x}", hasher.finish());
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap_or_default());
        }
    }
}
