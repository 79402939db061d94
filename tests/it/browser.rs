//! The site as a reader has it: opened by double-click in Chromium, with scripts and without, and never on the network.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::sample::sample;
use crate::site;

/// A page as Chromium has it after scripts have run, and what it complained of.
struct Shown {
    dom: String,
    console: Vec<String>,
    requests: Vec<String>,
}

const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--enable-logging=stderr",
    "--log-level=0",
];

pub(crate) fn chromium(profile: &Path) -> Command {
    let mut command = Command::new("chromium");
    command.args(FLAGS).arg(format!("--user-data-dir={}", profile.display()));
    command
}

#[derive(PartialEq)]
enum Scripts {
    On,
    Off,
}

fn open(url: &str) -> Shown {
    shown(url, Scripts::On)
}

fn shown(url: &str, scripts: Scripts) -> Shown {
    let profile = TempDir::new().unwrap();
    if scripts == Scripts::Off {
        let settings = profile.path().join("profile/Default");
        std::fs::create_dir_all(&settings).unwrap();
        let off = r#"{"profile":{"default_content_setting_values":{"javascript":2}}}"#;
        std::fs::write(settings.join("Preferences"), off).unwrap();
    }
    let log = profile.path().join("net.json");
    let mut command = chromium(&profile.path().join("profile"));
    command.args(["--virtual-time-budget=3000", "--dump-dom"]);
    let output = command.arg(format!("--log-net-log={}", log.display())).arg(url).output();
    let output = output.unwrap_or_else(|it| panic!("chromium: {it}. On Debian: apt-get install chromium"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stderr);
    Shown {
        dom: String::from_utf8_lossy(&output.stdout).into_owned(),
        console: said.lines().filter(|it| it.contains("CONSOLE")).map(str::to_owned).collect(),
        requests: requests(&log),
    }
}

/// Addresses that were asked of the network, but for those of the browser's own services.
fn requests(log: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let urls = text.split("\"url\":\"").skip(1).map(|it| it.split('"').next().unwrap_or_default());
    let ours = ["google", "gstatic", "chrome:", "chrome-", "file:", "data:", "about:", "devtools:"];
    urls.filter(|it| !it.is_empty() && !ours.iter().any(|own| it.contains(own))).map(str::to_owned).collect()
}

fn url(path: &str) -> String {
    format!("file://{}", sample().out.join(path).display())
}

#[track_caller]
fn quiet(shown: &Shown) {
    assert_eq!(shown.console, Vec::<String>::new());
    assert_eq!(shown.requests, Vec::<String>::new());
}

#[test]
fn pages_load_without_a_word() {
    for path in [
        "index.html",
        "inspection.html",
        "findings.html",
        "dashboard.html",
        "rules/operation-rules.html",
        "registers/devices.html",
    ] {
        let shown = open(&url(path));
        quiet(&shown);
        assert!(shown.dom.contains("さくら通り薬局"), "{path}");
    }
}

#[test]
fn an_item_has_its_answer_and_its_clauses_one_click_away() {
    let shown = open(&url("items/2-10.html"));
    quiet(&shown);
    let text = site::text(&shown.dom);
    for expected in ["はい（予定）", "令和8年12月25日", "株式会社ことりシステム", "第13条"] {
        assert!(text.contains(expected), "{expected}");
    }
    let links = site::attributes(&shown.dom, "href");
    assert!(links.contains(&"../rules/operation-rules.html#a13".to_owned()), "{links:?}");
}

/// What the list of hits says.
fn hits(shown: &Shown) -> Vec<String> {
    let list = shown.dom.split("id=\"t.hits\"").nth(1).unwrap().split("</ol>").next().unwrap();
    list.split("<li>").skip(1).map(site::text).collect()
}

#[test]
fn search_finds_words_by_any_width() {
    let found = |query: &str| {
        let shown = open(&url(&format!("search.html?q={query}")));
        quiet(&shown);
        hits(&shown)
    };
    let backup = found("%E3%83%90%E3%83%83%E3%82%AF%E3%82%A2%E3%83%83%E3%83%97");
    assert!(backup.len() > 5 && backup.iter().any(|it| it.contains("3-②")), "{backup:#?}");
    let narrow = found("%EF%BE%8A%EF%BE%9E%EF%BD%AF%EF%BD%B8%EF%BD%B1%EF%BD%AF%EF%BE%8C%EF%BE%9F");
    assert_eq!(narrow, backup, "half-width katakana");
    assert_eq!(found("%E3%81%AC%E3%82%8B%E3%81%BD%E3%81%8C"), Vec::<String>::new());
    assert_eq!(found("%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"), Vec::<String>::new());
}

#[test]
fn without_scripts_everything_but_search_is_there() {
    let item = shown(&url("items/2-10.html"), Scripts::Off);
    quiet(&item);
    assert!(site::text(&item.dom).contains("はい（予定）"));
    let search = shown(&url("search.html?q=x"), Scripts::Off);
    quiet(&search);
    let instead = search.dom.split("<noscript>").nth(1).unwrap();
    assert!(instead.starts_with("<p "), "where scripts are on, what stands there is text: {instead}");
    let form = search.dom.split("id=\"t.search\"").nth(1).unwrap();
    assert!(form.trim_start().starts_with("hidden"), "a field that does nothing is not shown");
}

/// The tests above can fail.
#[test]
fn a_noisy_page_is_heard() {
    let folder = TempDir::new().unwrap();
    let page = "<script>console.error('heard'); fetch('http://127.0.0.1:9/asked').catch(() => 0)</script>";
    std::fs::write(folder.path().join("a.html"), page).unwrap();
    let shown = open(&format!("file://{}", folder.path().join("a.html").display()));
    assert!(shown.console.iter().any(|it| it.contains("heard")), "{:?}", shown.console);
    assert!(shown.requests.iter().any(|it| it.contains("127.0.0.1:9/asked")), "{:?}", shown.requests);
}
