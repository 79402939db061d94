//! A fleet: the sample facility many times over, with its template's pages and 30 more, each with facts of its own.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;

/// What each of 60 documents is made of beside the sample's own.
const DOCUMENTS: usize = 60;

/// Writes `count` members below `fleet`.
pub(crate) fn write(fleet: &Path, count: usize) -> Outcome<()> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let files = sample(&content)?;
    let model = fleet.join("model-of-all");
    for (path, bytes) in &files {
        put(&model.join(path), bytes)?;
    }
    for number in 0..count {
        let member = fleet.join(format!("m{number:05}"));
        for (path, bytes) in &files {
            let place = member.join(path);
            if is_own(path) {
                put(&place, own(bytes, path, number)?.as_bytes())?;
            } else {
                // What a template brings is the same for all.
                fs::create_dir_all(place.parent().ok_or("no folder")?)?;
                fs::hard_link(model.join(path), place)?;
            }
        }
    }
    Ok(fs::remove_dir_all(model)?)
}

/// A sentence more in one member's page.
pub(crate) fn edit(fleet: &Path, count: usize) -> Outcome<()> {
    let page = fleet.join(format!("m{:05}/notes/n01.md", count / 2));
    let text = fs::read_to_string(&page)?;
    fs::remove_file(&page)?;
    Ok(fs::write(page, format!("{text}\n当店では、鍵を事務室に置いています。\n"))?)
}

fn put(place: &Path, bytes: &[u8]) -> Outcome<()> {
    fs::create_dir_all(place.parent().ok_or("no folder")?)?;
    Ok(fs::write(place, bytes)?)
}

/// The sample's files, and pages made from its manual until there are enough.
fn sample(content: &Path) -> Outcome<Vec<(PathBuf, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(content).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path().strip_prefix(content)?.to_owned();
        let is_publishers =
            path.starts_with("standards") || path.components().count() == 1 && path.as_os_str() != "binder.toml";
        if entry.file_type().is_file() && !is_publishers {
            files.push((path, fs::read(entry.path())?));
        }
    }
    let manual: Vec<String> = files
        .iter()
        .filter(|(path, _)| path.starts_with("manual") && path.extension().is_some_and(|it| it == "md"))
        .map(|(_, bytes)| body(&String::from_utf8_lossy(bytes)))
        .collect();
    let have = files.iter().filter(|it| it.0.extension().is_some_and(|it| it == "md")).count();
    for number in 0..DOCUMENTS.saturating_sub(have) {
        let page = format!("+++\ntitle = \"資料 {number}\"\n+++\n{}", manual[number % manual.len()]);
        files.push((PathBuf::from(format!("notes/n{number:02}.md")), page.into_bytes()));
    }
    Ok(files)
}

/// Without front matter, title and glossary, which a page has for itself alone.
fn body(text: &str) -> String {
    let text = text.strip_prefix("+++").and_then(|it| it.split_once("+++")).map_or(text, |it| it.1);
    let text = text.split("## 用語の解説").next().unwrap_or_default();
    text.lines().filter(|it| !it.starts_with("# ")).flat_map(|it| [it, "\n"]).collect()
}

/// What each member fills in itself.
fn is_own(path: &Path) -> bool {
    path == Path::new("binder.toml") || path.starts_with("registers") || path.starts_with("checklists")
}

fn own(bytes: &[u8], path: &Path, number: usize) -> Outcome<String> {
    let text = String::from_utf8(bytes.to_vec())?;
    let text = text.replace("0000-00-1", &format!("0000-0{}-1", number % 10)).replace("受付", &format!("受付{number}"));
    Ok(if path == Path::new("binder.toml") {
        let name = text.split("name = \"").nth(1).and_then(|it| it.split('"').next()).ok_or("no name")?.to_owned();
        let id = format!("[facility]\nmember_id = \"nara-{number:05}\"\n");
        text.replace(&name, &format!("見本薬局{number}号店")).replacen("[facility]\n", &id, 1)
    } else {
        text
    })
}
