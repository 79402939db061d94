//! The theme and the template are part of the executable: it is built anew when a file is added to them. What it was built
//! from is put into it as one number, so that a fleet's records of another program are not taken for its own. So are the words
//! that it may write by itself: what it says of its own accord is nobody's secret.

use std::collections::BTreeMap;
use std::env;
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
    let words = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("words.txt");
    if let Err(error) = fs::write(&words, own_words(&files)) {
        println!("cargo::error={}: {error}", words.display());
    }
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

/// The modules whose words come into an output.
const SPEAKING: [&str; 8] = ["check", "diagnostics", "emit", "model", "render", "resolve", "view", "year"];

/// The texts in the sources of these modules, tests left out, and those of the catalogue.
fn own_words(files: &BTreeMap<PathBuf, Vec<u8>>) -> String {
    let speaks = |path: &Path| SPEAKING.iter().any(|it| path.starts_with(Path::new("src").join(it)));
    let is_test = |path: &Path| path.to_string_lossy().contains("tests");
    let mut words = String::new();
    for (path, bytes) in files.iter().filter(|(path, _)| speaks(path) && !is_test(path)) {
        let text = String::from_utf8_lossy(bytes);
        match path.extension().and_then(|it| it.to_str()) {
            Some("rs") => literals(text.split("#[cfg(test)]\nmod ").next().unwrap_or_default(), &mut words),
            Some("toml") => catalogue(&text, &mut words),
            _ => {}
        }
    }
    words
}

/// Its examples are other people's words.
fn catalogue(text: &str, words: &mut String) {
    let is_example = |it: &&str| it.starts_with("wrong ") || it.starts_with("right ");
    text.lines().filter(|it| !is_example(it)).for_each(|it| put(it, words));
}

/// What stands in quotation marks. A word of letters and digits alone is an example rather than a word.
fn literals(text: &str, words: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/', '\'', 'r']) {
        let (before, tail) = rest.split_at(at);
        let is_within_name = before.ends_with(|it: char| it.is_alphanumeric() || it == '_');
        let hashes = tail[1..].bytes().take_while(|it| *it == b'#').count();
        let is_raw = tail.starts_with('r') && !is_within_name && tail[1 + hashes..].starts_with('"');
        rest = if tail.starts_with("//") {
            tail.split_once('\n').map_or("", |it| it.1)
        } else if is_raw {
            literal(&tail[2 + hashes..], &format!("\"{}", "#".repeat(hashes)), words)
        } else if let Some(inner) = tail.strip_prefix('"') {
            literal_with_escapes(inner, words)
        } else if tail.starts_with("'\"'") || tail.starts_with("'/'") {
            &tail[3..]
        } else if tail.starts_with("'\\''") || tail.starts_with("'\\\"'") {
            &tail[4..]
        } else {
            &tail[1..]
        };
    }
}

fn literal<'a>(text: &'a str, end: &str, words: &mut String) -> &'a str {
    let (inner, rest) = text.split_once(end).unwrap_or((text, ""));
    put(inner, words);
    rest
}

fn literal_with_escapes<'a>(text: &'a str, words: &mut String) -> &'a str {
    let mut escaped = false;
    let end = text.find(|it: char| {
        let ends = it == '"' && !escaped;
        escaped = it == '\\' && !escaped;
        ends
    });
    let (inner, rest) = text.split_at(end.unwrap_or(text.len()));
    put(inner, words);
    rest.get(1..).unwrap_or_default()
}

fn put(text: &str, words: &mut String) {
    if !text.is_ascii() || !text.bytes().any(|it| it.is_ascii_digit()) {
        // Between the braces of a pattern stands somebody else's word.
        words.push_str(&text.replace(['{', '}'], "\u{1F}"));
        words.push('\u{1F}');
    }
}
