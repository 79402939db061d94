//! The architecture, as a test: which module may use which, who touches the world, and that every file says what it is.
//!
//! Tried by violation below: each fault that the rules forbid is planted and must be found.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module and the modules it may name, in pipeline order.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("model", &["source"]),
    ("diagnostics", &["source", "model"]),
    ("disk", &["source", "model", "diagnostics"]),
    ("load", &["source", "model", "diagnostics"]),
    ("parse", &["source", "model", "diagnostics"]),
    ("resolve", &["source", "model", "diagnostics"]),
    ("check", &["source", "model", "diagnostics", "resolve"]),
    ("view", &["source", "model", "diagnostics", "resolve", "check"]),
    ("leak", &["source", "model", "diagnostics", "view"]),
    ("year", &["source", "model", "diagnostics", "resolve"]),
    ("render", &["source", "model", "diagnostics", "resolve", "check", "view", "year"]),
    ("emit", &["source", "model", "diagnostics", "render", "disk"]),
    ("edit", &["source", "model", "diagnostics", "disk"]),
    // Finds ▶ notes; what they cite is read by `parse`, which `pipeline` calls.
    ("exchange", &["source", "model", "diagnostics"]),
    (
        "pipeline",
        &[
            "source",
            "model",
            "diagnostics",
            "load",
            "parse",
            "resolve",
            "check",
            "view",
            "leak",
            "render",
            "emit",
            "exchange",
        ],
    ),
    ("merge", &["source", "model", "diagnostics"]),
    (
        "pack",
        &[
            "source",
            "model",
            "diagnostics",
            "disk",
            "load",
            "parse",
            "resolve",
            "check",
            "view",
            "render",
            "emit",
            "edit",
            "merge",
            "pipeline",
            "year",
        ],
    ),
    (
        "fleet",
        &[
            "source",
            "model",
            "diagnostics",
            "disk",
            "load",
            "parse",
            "resolve",
            "check",
            "view",
            "render",
            "emit",
            "edit",
            "exchange",
            "pipeline",
            "pack",
        ],
    ),
    (
        "preview",
        &["source", "model", "diagnostics", "disk", "load", "parse", "resolve", "check", "view", "render", "pipeline"],
    ),
    ("host", &["source", "model", "diagnostics", "disk", "load", "parse", "emit"]),
    ("handover", &["source", "model", "diagnostics", "disk", "emit", "pack"]),
    (
        "cli",
        &[
            "source",
            "model",
            "diagnostics",
            "load",
            "parse",
            "resolve",
            "check",
            "view",
            "render",
            "emit",
            "edit",
            "pipeline",
            "year",
            "merge",
            "pack",
            "fleet",
            "preview",
            "host",
            "handover",
        ],
    ),
];

/// The modules that may read files, the environment or the clock, and start programs.
const TOUCH_THE_WORLD: &[&str] =
    &["disk", "load", "emit", "edit", "pack", "preview", "host", "handover", "cli", "main"];

/// Ways to reach the world. `include_str!` and `include_dir!` are part of the program, not of the world.
const WORLD: &[&str] =
    &["std::fs", "std::env", "std::process", "std::net", "use std::{fs", "use std::{env", "use std::{process"];

struct Source {
    module: String,
    path: PathBuf,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.map(walkdir::DirEntry::into_path))
        .collect::<Result<_, _>>()
        .unwrap_or_else(|error| panic!("cannot list src/: {error}"));
    paths.retain(|it| it.extension().is_some_and(|it| it == "rs"));
    paths.sort();
    paths.into_iter().map(|path| read(&root, path)).collect()
}

fn read(root: &Path, path: PathBuf) -> Source {
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let relative = path.strip_prefix(root).unwrap_or(&path).with_extension("");
    let module = relative.iter().next().and_then(|it| it.to_str()).unwrap_or_default().to_owned();
    Source { module, path, text }
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(n, line)| (n + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn wrong_imports(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for Source { module, path, text } in sources.iter().filter(|it| it.module != "lib" && it.module != "main") {
        let path = path.display();
        let Some((_, allowed)) = MAY_USE.iter().find(|it| it.0 == module) else {
            faults.push(format!("{path}: add `{module}` to MAY_USE"));
            continue;
        };
        let code = code_lines(text).map(|it| it.1).collect::<Vec<_>>().join("\n");
        if code.contains("super::super::") {
            faults.push(format!("{path}: write `crate::`, not `super::super::`"));
        }
        for name in code.split("crate::").skip(1).flat_map(named) {
            let known = MAY_USE.iter().any(|it| it.0 == name);
            if known && name != module && !allowed.contains(&name) {
                faults.push(format!("{path}: `{module}` may not use `{name}`"));
            }
        }
    }
    faults
}

/// The modules named right after `crate::`: one, or each head of a brace group.
fn named(tail: &str) -> Vec<&str> {
    let ident = |it: &str| it.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(it.len());
    let Some(group) = tail.strip_prefix('{') else { return vec![&tail[..ident(tail)]] };
    let mut depth = 0;
    let mut names = Vec::new();
    let mut fresh = true;
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && depth == 0 && !c.is_whitespace() => {
                names.push(&group[i..i + ident(&group[i..])]);
                fresh = false;
            }
            _ => (),
        }
    }
    names
}

fn worldly(sources: &[Source]) -> Vec<String> {
    let pure = sources.iter().filter(|it| !TOUCH_THE_WORLD.contains(&it.module.as_str()));
    let mut faults = Vec::new();
    for Source { path, text, .. } in pure {
        // A module's own tests may look at the sample.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (n, line) in code_lines(code).filter(|(_, line)| WORLD.iter().any(|it| line.contains(it))) {
            faults.push(format!("{}:{n}: {}", path.display(), line.trim()));
        }
    }
    faults
}

fn untitled_or_long(sources: &[Source]) -> Vec<String> {
    // A file that is one table, a row a line, grows with what it lists, and is read by looking a row up.
    let limit = |it: &Source| if it.path.ends_with("diagnostics/code/table.rs") { 800 } else { 400 };
    let fault = |it: &&Source| !it.text.starts_with("//! ") || it.text.lines().count() > limit(it);
    sources.iter().filter(fault).map(|it| it.path.display().to_string()).collect()
}

#[test]
fn modules_depend_only_backwards() {
    assert_eq!(wrong_imports(&sources()), Vec::<String>::new());
}

#[test]
fn only_the_ends_touch_the_world() {
    assert_eq!(worldly(&sources()), Vec::<String>::new());
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    assert_eq!(untitled_or_long(&sources()), Vec::<String>::new());
}

#[test]
fn every_module_stands_in_the_crate_docs() {
    let lib = sources().into_iter().find(|it| it.module == "lib").map(|it| it.text).unwrap_or_default();
    for (module, _) in MAY_USE {
        assert!(lib.contains(&format!("[`{module}`]")), "src/lib.rs does not speak of `{module}`");
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let main = fs::read_to_string(folder.join("main.rs")).unwrap_or_else(|error| panic!("{error}"));
    for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{error}")).flatten() {
        let name = entry.path().with_extension("").file_name().map(|it| it.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        assert!(name == "main" || main.contains(&format!("mod {name};")), "tests/it/main.rs does not name `{name}`");
    }
}

#[test]
fn violations_are_found() {
    let plant = |module: &str, text: &str| {
        vec![Source { module: module.to_owned(), path: PathBuf::from("planted.rs"), text: text.to_owned() }]
    };
    for (module, text) in [
        ("model", "use crate::diagnostics::Finding;"),
        ("parse", "use crate::{model::Date,\n    load::Inputs};"),
        ("parse", "fn f() { crate::resolve::binder() }"),
        ("render", "use crate::{source::{Span, FileId}, emit};"),
        ("view", "use super::super::load::Inputs;"),
        ("shiny", "fn f() {}"),
    ] {
        assert_eq!(wrong_imports(&plant(module, text)).len(), 1, "{module}: {text}");
    }
    for text in ["use std::fs;", "let home = std::env::var(\"HOME\");", "std::process::exit(1);", "use std::{fs, io};"]
    {
        assert_eq!(worldly(&plant("parse", text)).len(), 1, "{text}");
        assert_eq!(worldly(&plant("load", text)).len(), 0, "{text}");
    }
    assert_eq!(untitled_or_long(&plant("parse", "use std::fmt;")).len(), 1);
    assert_eq!(untitled_or_long(&plant("parse", &format!("//! Long.\n{}", "\n".repeat(400)))).len(), 1);
    assert_eq!(wrong_imports(&plant("parse", "//! See crate::load.\nuse crate::model::Date;")), Vec::<String>::new());
}
