//! The preview as a writer has it: a page open in Chromium, a file saved beside it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use super::devtools::Browser;
use super::running::Running;
use crate::project::Project;

/// A page of several screens.
fn long(heading: &str, last: &str) -> String {
    let sections = (1..=40).map(|it| format!("## 第{it}節\n\n{}\n\n", "長い本文が続きます。".repeat(30)));
    format!("# 手順書\n\n## はじめに\n\n{heading}\n\n{}\n\n{last}\n", sections.collect::<String>())
}

#[test]
fn a_save_reloads_the_page_where_it_was_read() {
    let project = Project::new().file("pages/a.md", &long("初め", "終わり"));
    let running = Running::on(project.root());
    let mut browser = Browser::open(&format!("http://127.0.0.1:{}/pages/a.html", running.port));
    browser.wait_until("document.readyState == 'complete' && !!document.getElementById('toji-preview')");
    browser.eval("scrollTo(0, 2345)");
    browser.wait_until("Math.abs(scrollY - 2345) < 1");
    browser.eval("window.before = true");

    fs::write(project.path("pages/a.md"), long("初め", "書き足しました。")).unwrap();
    browser.wait_until("!window.before && document.body.innerText.includes('書き足しました。')");
    browser.wait_until("Math.abs(scrollY - 2345) < 2");

    // Text that grows above what is read does not push it away.
    let top = "[...document.querySelectorAll('main h2')].find(it => it.textContent.includes('第20節'))";
    browser.eval(&format!("{top}.scrollIntoView()"));
    browser.wait_until(&format!("Math.abs({top}.getBoundingClientRect().top) < 200"));
    let (at, scrolled) = (browser.eval(&format!("{top}.getBoundingClientRect().top")), browser.eval("scrollY"));
    fs::write(project.path("pages/a.md"), long(&"初めに一文が増えました。\n\n".repeat(20), "書き足しました。"))
        .unwrap();
    browser.wait_until("document.body.innerText.includes('初めに一文が増えました。')");
    browser
        .wait_until(&format!("Math.abs({top}.getBoundingClientRect().top - {at}) < 3 && scrollY > {scrolled} + 100"));
}

#[test]
fn mistakes_come_into_the_page_without_a_reload_and_go() {
    let project = Project::new().file("pages/a.md", "# あ\n").file("pages/b.md", "# い\n");
    let running = Running::on(project.root());
    let mut browser = Browser::open(&format!("http://127.0.0.1:{}/pages/a.html", running.port));
    browser.wait_until("document.readyState == 'complete' && !!document.getElementById('toji-preview')");
    browser.eval("window.before = true");
    let bar = "document.getElementById('toji-preview').innerText";

    fs::write(project.path("pages/b.md"), "# い\n\n[ない](nai.md)\n").unwrap();
    browser.wait_until(&format!("{bar}.includes('pages/b.md:3:1')"));
    assert_eq!(browser.eval("window.before"), true, "the page itself is the same, and stays");
    assert_eq!(browser.eval("document.querySelector('#toji-preview details').open"), true);
    assert_eq!(browser.eval("document.querySelector('main h1').textContent"), "あ");

    fs::write(project.path("binder.toml"), "facility = [").unwrap();
    browser.wait_until(&format!("{bar}.includes('binder.toml:1:')"));
    assert_eq!(browser.eval("document.querySelector('main h1').textContent"), "あ", "the last version stays");

    drop(running);
    browser.wait_until(&format!("{bar}.includes('つながっていません')"));
}
