//! `toji preview`: what it shows is what a fresh build would, of what changed alone anything is made anew, nobody else can
//! read it, and it writes nothing.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod browser;
mod devtools;
mod running;
mod served;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use toji::diagnostics::human::{self, Color, Section, Style};
use toji::diagnostics::{Code, catalogue::Language};
use toji::load;
use toji::model::{Date, Profile};
use toji::pipeline::{self, Compiled, Counts, Dress};
use toji::preview::{Desk, Noticing, Request, Shown};
use toji::render::{Artifact, Artifacts};

use crate::project::{BINDER, Project};
use crate::sample::content;

fn today() -> Date {
    Date::new(2025, 12, 1).unwrap()
}

fn request(root: &Path) -> Request {
    Request {
        root: root.to_path_buf(),
        port: 0,
        today: Box::new(today),
        profile: Box::new(|_| Some(Profile::full())),
        noticing: Noticing::Events,
    }
}

/// A folder at a desk.
struct AtDesk {
    root: PathBuf,
    request: Request,
    desk: Desk,
}

impl AtDesk {
    fn new(root: &Path) -> Self {
        let request = request(root);
        let desk = Desk::new(&request).unwrap();
        let mut at = Self { root: root.to_path_buf(), request, desk };
        assert!(at.look());
        at
    }

    /// Whether anything changed.
    fn look(&mut self) -> bool {
        self.desk.refresh(today(), &self.request.profile).is_some()
    }

    fn write(&mut self, path: &str, text: impl AsRef<[u8]>) {
        let location = self.root.join(path);
        fs::create_dir_all(location.parent().unwrap()).unwrap();
        fs::write(location, text).unwrap();
        self.desk.changed(path);
    }

    /// Writes and looks, and tells what was done for it.
    fn changed(&mut self, path: &str, text: impl AsRef<[u8]>) -> Counts {
        let before = self.desk.counts();
        self.write(path, text);
        assert!(self.look(), "{path}");
        self.since(before)
    }

    fn since(&self, before: Counts) -> Counts {
        let now = self.desk.counts();
        Counts { read: now.read - before.read, parsed: now.parsed - before.parsed }
    }

    fn text(&self, path: &str) -> String {
        match self.desk.state().file(path) {
            Shown::Made(bytes, _) => String::from_utf8(bytes.to_vec()).unwrap(),
            other @ (Shown::Copied(_) | Shown::Nothing | Shown::Failed(_)) => panic!("{path}: {other:?}"),
        }
    }
}

pub(crate) fn copy(from: &Path) -> TempDir {
    let folder = TempDir::new().unwrap();
    for entry in walkdir::WalkDir::new(from).min_depth(1) {
        let entry = entry.unwrap();
        let target = folder.path().join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
    folder
}

fn words(compiled: &Compiled) -> String {
    let sections = [Section { heading: None, findings: compiled.findings().iter().collect() }];
    human::render(&sections, &compiled.sources, Style { language: Language::Japanese, color: Color::None })
}

/// The whole website of the folder as it is now, made afresh; what the findings say.
fn afresh(root: &Path, dress: &Dress) -> (Option<Artifacts>, String) {
    let compiled = pipeline::compile(root, today());
    let said = words(&compiled);
    let whole = compiled.outcome.as_ref().ok();
    (whole.map(|it| pipeline::all((&compiled, it), &Profile::full(), dress).unwrap()), said)
}

/// That the desk shows what a fresh build would, page by page. Gives how many pages there were.
fn same_as_afresh(at: &AtDesk, dress: &Dress, what: &str) -> usize {
    let (website, said) = afresh(&at.root, dress);
    let state = at.desk.state();
    let Some(website) = website else { return 0 };
    assert_eq!(words(state.version.as_ref().unwrap().compiled()), said, "{what}");
    for (path, artifact) in &website {
        let expected = match artifact {
            Artifact::Bytes(bytes) => bytes.clone(),
            Artifact::Pieces(pieces) => pieces.concat().into_bytes(),
            Artifact::CopyOf(named) => {
                assert_eq!(state.file(path), Shown::Copied(at.root.join(named)), "{what}: {path}");
                continue;
            }
        };
        let Shown::Made(bytes, _) = state.file(path) else { panic!("{what}: no {path}") };
        assert!(*bytes == *expected, "{what}: {path}\n{}", String::from_utf8_lossy(&bytes));
    }
    website.len()
}

/// Numbers that look like chance and are the same in every run (Knuth's MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Something that people do to a folder; gives the paths that it touches.
fn edit(root: &Path, chance: &mut Chance, round: usize) -> Vec<String> {
    let all: Vec<String> =
        load::files(root, &mut toji::diagnostics::Sink::default()).into_iter().map(|it| it.0).collect();
    let mut one_of = |ending: &str| {
        let fit: Vec<_> = all.iter().filter(|it| it.ends_with(ending)).cloned().collect();
        fit[chance.below(fit.len())].clone()
    };
    let append = |path: &str, text: &str| {
        let old = fs::read(root.join(path)).unwrap();
        fs::write(root.join(path), [&old, text.as_bytes()].concat()).unwrap();
    };
    let document = one_of(".md");
    let register = one_of(".csv");
    let descriptor = one_of(".toml");
    match chance.below(12) {
        0 | 1 => append(&document, &format!("\n## 書き足し{round}\n\n第3条と 2-③ を見ます。[ない](nai{round}.md)\n")),
        2 => append(&document, "\n```{view} devices\n"),
        3 => {
            let text = fs::read_to_string(root.join(&register)).unwrap();
            let row = text.lines().nth(1).unwrap_or_default().replacen('1', "7", 1);
            append(&register, &format!("{row}\n"));
            return vec![register];
        }
        4 => {
            let new = format!("{}-{round}.md", document.trim_end_matches(".md"));
            fs::rename(root.join(&document), root.join(&new)).unwrap();
            return vec![document, new];
        }
        5 => {
            fs::remove_file(root.join(&document)).unwrap();
        }
        6 | 7 => {
            let new = format!("{}/新しい文書{round}.md", ["rules", "pages", "bcp", "manual"][chance.below(4)]);
            fs::create_dir_all(root.join(&new).parent().unwrap()).unwrap();
            fs::write(
                root.join(&new),
                format!("# 新しい文書{round}\n\n[[operation-rules]]と[[新しい文書{}]]\n", round / 2),
            )
            .unwrap();
            return vec![new];
        }
        8 => {
            let text = fs::read_to_string(root.join("binder.toml")).unwrap();
            fs::write(root.join("binder.toml"), text.replacen("薬局", "薬局の", 1)).unwrap();
            return vec!["binder.toml".to_owned()];
        }
        9 => append(&descriptor, "\n# 覚え書き\n"),
        10 => fs::write(root.join(&document), b"# \xe3\x81").unwrap(),
        _ => append(&document, "\n本文が一行増えました。▶システム運用編 8③\n"),
    }
    vec![document, descriptor]
}

#[test]
fn after_any_edits_pages_are_those_of_a_fresh_build() {
    let folder = copy(&content());
    let dress = Dress::new(load::theme()).unwrap();
    let mut at = AtDesk::new(folder.path());
    assert!(same_as_afresh(&at, &dress, "before all edits") > 60);
    let mut chance = Chance(6);
    for round in 0..24 {
        for path in edit(folder.path(), &mut chance, round) {
            at.desk.changed(&path);
        }
        at.look();
        same_as_afresh(&at, &dress, &format!("round {round}"));
    }
    assert!(same_as_afresh(&at, &dress, "after all edits") > 40, "the folder is still one");
}

#[test]
fn one_page_alone_is_the_page_of_the_whole_site() {
    let folder = copy(&content());
    let dress = Dress::new(load::theme()).unwrap();
    let at = AtDesk::new(folder.path());
    let version = at.desk.state().version.clone().unwrap();
    let website = afresh(folder.path(), &dress).0.unwrap();
    let pages: Vec<_> = website.keys().filter(|it| it.ends_with(".html")).collect();
    for (number, path) in pages.iter().enumerate() {
        at.text(path);
        assert_eq!(version.pages_made(), number + 1, "{path}");
    }
    assert_eq!(version.file("rules/nowhere.html"), Shown::Nothing);
    assert_eq!(version.file("../binder.toml"), Shown::Nothing);
    assert_eq!(version.file("attachments/not-linked.pdf"), Shown::Nothing);
}

#[test]
fn of_the_sample_one_file_is_parsed_and_one_page_made() {
    let folder = copy(&content());
    let mut at = AtDesk::new(folder.path());
    let read = |it: &str| fs::read_to_string(folder.path().join(it)).unwrap();
    for path in [
        "rules/operation-rules.md",
        "manual/2-03.md",
        "checklists/2025/pharmacy.md",
        "registers/devices.csv",
        "binder.toml",
        "rules/operation-rules.toml",
    ] {
        let location =
            if folder.path().join(path).exists() { path.to_owned() } else { first_like(folder.path(), path) };
        let did = at.changed(&location, format!("{}\n", read(&location)));
        assert_eq!(did.parsed, 1, "{location}");
    }
    let page = "rules/operation-rules.html";
    at.changed("rules/operation-rules.md", format!("{}\n新しい一文。\n", read("rules/operation-rules.md")));
    assert!(at.text(page).contains("新しい一文。"));
    at.text(page);
    assert_eq!(at.desk.state().version.as_ref().unwrap().pages_made(), 1);
}

/// The first file of the same folder with the same ending.
fn first_like(root: &Path, path: &str) -> String {
    let (folder, ending) = (path.rsplit_once('/').unwrap().0, path.rsplit_once('.').unwrap().1);
    let all = load::files(root, &mut toji::diagnostics::Sink::default());
    all.into_iter().map(|it| it.0).find(|it| it.starts_with(folder) && it.ends_with(ending)).unwrap()
}

#[test]
fn of_many_documents_only_those_that_changed_are_parsed() {
    let mut project = Project::new();
    for number in 0..120 {
        project = project
            .file(&format!("pages/p{number:03}.md"), &format!("# 手順書 {number}\n\n[[p{:03}]]\n", (number + 1) % 120));
    }
    let mut at = AtDesk::new(project.root());
    // binder.toml and the standards, which the program brings.
    assert_eq!(at.desk.counts().parsed, 122);
    let version = || at.desk.state().version.clone().unwrap();
    assert_eq!(version().pages_made(), 0, "nobody asked yet");
    let parsed = |it: Counts| it.parsed;
    assert_eq!(parsed(at.changed("pages/p050.md", "# 手順書 五十\n")), 1);
    assert!(at.text("pages/p049.html").contains("手順書 五十"), "who links to it says its new title");
    assert_eq!(at.desk.state().version.as_ref().unwrap().pages_made(), 1);
    assert_eq!(parsed(at.changed("pages/p0505.md", "# 間の手順書\n")), 1, "a file between others");
    assert_eq!(parsed(at.changed("pages/p0505.md", "# 間の手順書 2\n")), 1);
    assert_eq!(parsed(at.changed("pages/p051.md", "# 手順書 五十一\n")), 1, "the file behind it");
    assert_eq!(parsed(at.changed("pages/a.md", "# 初めの手順書\n")), 1);
    assert_eq!(parsed(at.changed("binder.toml", format!("{BINDER}\n[limits]\n"))), 1);
    let before = at.desk.counts();
    fs::remove_file(project.path("pages/p000.md")).unwrap();
    assert!(at.look());
    assert_eq!(parsed(at.since(before)), 0, "nothing is parsed for a file that is gone");
    let before = at.desk.counts();
    at.write("pages/p001.md", "# 手順書 1\n\n[[p002]]\n");
    assert!(!at.look(), "the same text is no change");
    assert_eq!(parsed(at.since(before)), 0);
}

#[test]
fn what_looks_the_same_is_not_even_opened() {
    let project = Project::new().file("pages/a.md", "# あ\n").file("pages/b.md", "# い\n");
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    for path in ["binder.toml", "pages/a.md", "pages/b.md"] {
        fs::File::options().write(true).open(project.path(path)).unwrap().set_modified(long_ago).unwrap();
    }
    let mut at = AtDesk::new(project.root());
    assert_eq!(at.desk.counts().read, 3);
    assert!(!at.look());
    assert_eq!(at.desk.counts().read, 3);
    assert_eq!(at.changed("pages/a.md", "# う\n"), Counts { read: 1, parsed: 1 });
    // Nobody tells of this one, but it looks otherwise.
    fs::write(project.path("pages/b.md"), "# え\n").unwrap();
    assert!(at.look());
    assert!(at.text("pages/b.html").contains("え"));
}

#[test]
fn half_a_file_leaves_its_page_as_it_was() {
    let project = Project::new().file("rules/a.md", "# 規程\n\n全部ある。\n");
    let mut at = AtDesk::new(project.root());
    let before = at.text("rules/a.html");
    at.changed("rules/a.md", b"# \xe8\xa6");
    assert!(at.desk.state().bar.has_errors());
    assert!(at.desk.state().bar.html().contains("rules/a.md"), "{}", at.desk.state().bar.html());
    assert_eq!(at.text("rules/a.html"), before);
    at.changed("rules/a.md", "# 規程\n\n書き直した。\n");
    assert!(!at.desk.state().bar.has_errors());
    assert!(at.text("rules/a.html").contains("書き直した。"));
    fs::remove_file(project.path("rules/a.md")).unwrap();
    assert!(at.look());
    assert_eq!(at.desk.state().file("rules/a.html"), Shown::Nothing, "where there is no mistake, gone is gone");
}

#[test]
fn broken_settings_and_a_folder_that_is_gone_leave_the_last_version() {
    let project = Project::new().file("rules/a.md", "# 規程\n");
    let mut at = AtDesk::new(project.root());
    let before = at.text("index.html");
    at.changed("binder.toml", "facility = [");
    assert!(at.desk.state().bar.html().contains("binder.toml:1:"), "{}", at.desk.state().bar.html());
    assert_eq!(at.text("index.html"), before);
    let aside = TempDir::new().unwrap();
    let moved = aside.path().join("moved");
    fs::rename(project.root(), &moved).unwrap();
    assert!(at.look());
    assert!(!at.look(), "that it is gone is told once");
    assert_eq!(at.text("index.html"), before);
    fs::rename(&moved, project.root()).unwrap();
    at.write("binder.toml", BINDER.replace("見本", "戻った"));
    assert!(at.look());
    assert!(at.text("index.html").contains("戻った薬局"));
}

#[test]
fn a_binder_that_cannot_be_built_yet_is_shown() {
    let project = Project::new().file("rules/a.md", "# 規程\n\n[まだない](b.md)\n");
    let at = AtDesk::new(project.root());
    let state = at.desk.state();
    assert!(at.text("rules/a.html").contains("まだない"));
    assert!(state.bar.has_errors());
    let codes: Vec<Code> = state.version.as_ref().unwrap().compiled().findings().iter().map(|it| it.code).collect();
    assert!(!codes.is_empty());
    for expected in ["rules/a.md:3:1", "エラー", "toji build"] {
        assert!(state.bar.html().contains(expected), "{expected}: {}", state.bar.html());
    }
}
