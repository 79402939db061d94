//! What the running preview answers: to the reader's own browser alone, with news as soon as a file is saved.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use super::copy;
use super::running::Running;
use crate::project::{BINDER, Project, tree};
use crate::sample::content;

/// What every answer says, whatever it is.
#[track_caller]
fn is_closed(answer: &super::running::Answer) {
    let expected = [
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for (name, value) in expected {
        assert_eq!(answer.header(name), Some(value), "{}", answer.head);
    }
    let policy = answer.header("content-security-policy").unwrap_or_default();
    assert!(policy.contains("frame-ancestors 'none'"), "{}", answer.head);
}

#[test]
fn pages_and_files_come_as_a_browser_takes_them() {
    let folder = copy(&content());
    let running = Running::on(folder.path());
    for (path, status, kind) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/rules/", 200, "text/html; charset=utf-8"),
        ("/rules/operation-rules.html?x=1", 200, "text/html; charset=utf-8"),
        ("/assets/style.css", 200, "text/css; charset=utf-8"),
        ("/search-data.js", 200, "text/javascript; charset=utf-8"),
        ("/attachments/restore-test-2025.pdf", 200, "application/pdf"),
        ("/.toji/preview.js", 200, "text/javascript; charset=utf-8"),
        ("/.toji/preview.css", 200, "text/css; charset=utf-8"),
        ("/rules/nowhere.html", 404, "text/html; charset=utf-8"),
        ("/binder.toml", 404, "text/html; charset=utf-8"),
        ("/../binder.toml", 404, "text/html; charset=utf-8"),
        ("/%2e%2e/binder.toml", 404, "text/html; charset=utf-8"),
        ("/rules%5coperation-rules.md", 404, "text/html; charset=utf-8"),
        ("/%00", 404, "text/html; charset=utf-8"),
        ("/%ff", 404, "text/plain; charset=utf-8"),
        ("/.toji/template.toml", 404, "text/plain; charset=utf-8"),
    ] {
        let answer = running.get(path);
        assert_eq!((answer.status(), answer.header("content-type")), (status, Some(kind)), "{path}");
        is_closed(&answer);
        if kind.starts_with("text/html") {
            assert!(answer.body.contains("id=\"toji-preview\""), "{path}: {}", answer.body);
        }
    }
    let head =
        running.raw(&format!("HEAD / HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", running.port));
    assert_eq!((head.status(), head.body.as_str()), (200, ""));
}

#[test]
fn nobody_elsewhere_can_read_it() {
    let project = Project::new().file("rules/a.md", "# 秘密の規程\n");
    let running = Running::on(project.root());
    let port = running.port;
    let own = running.get_with("/rules/a.html", "Sec-Fetch-Site: same-origin\r\n");
    assert!(own.status() == 200 && own.body.contains("秘密の規程"), "{own:?}");
    let with_host =
        |host: &str| running.raw(&format!("GET /rules/a.html HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    let refused = [
        with_host("evil.example"),
        with_host(&format!("evil.example:{port}")),
        with_host(&format!("127.0.0.1.evil.example:{port}")),
        with_host("127.0.0.1"),
        running.get_with("/rules/a.html", "Origin: http://evil.example\r\n"),
        running.get_with("/rules/a.html", "Origin: null\r\n"),
        running.get_with("/rules/a.html", "Sec-Fetch-Site: cross-site\r\n"),
        running.get_with("/rules/a.html", "Sec-Fetch-Site: same-site\r\n"),
        running.get_with("/.toji/next?page=rules/a.html&seen=&bar=", "Origin: http://evil.example\r\n"),
        running.raw(&format!("POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")),
        running.raw("GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
        running.raw("GET / HTTP/1.0\r\n\r\n"),
    ];
    for answer in refused {
        assert!([403, 405, 421].contains(&answer.status()), "{answer:?}");
        assert!(!answer.body.contains("規程"), "{answer:?}");
        is_closed(&answer);
    }
    // Loopback alone: the machine's other addresses have nobody there.
    let others = std::net::UdpSocket::bind("0.0.0.0:0").and_then(|it| it.connect("192.0.2.1:9").and(it.local_addr()));
    if let Ok(address) =
        others.map(|it| it.ip()).map_err(drop).and_then(|it| if it.is_loopback() { Err(()) } else { Ok(it) })
    {
        assert!(std::net::TcpStream::connect((address, port)).is_err(), "{address}");
    }
}

#[test]
fn a_saved_file_is_news_and_nothing_is_written() {
    let folder = copy(&content());
    let running = Running::on(folder.path());
    let (path, page) = ("rules/operation-rules.md", "/rules/operation-rules.html");
    let text = fs::read_to_string(folder.path().join(path)).unwrap();
    let other = running.get("/glossary.html");
    let shown = running.get(page);
    // As editors do it: another file, then its new name.
    let news = running.news(&shown, || {
        let (beside, location) = (folder.path().join("rules/.operation-rules.md.swp"), folder.path().join(path));
        fs::write(&beside, format!("{text}\n書き足しました。\n")).unwrap();
        fs::rename(beside, location).unwrap();
    });
    assert!(news.contains("\"reload\":true"), "{news}");
    let after = running.get(page);
    assert!(after.body.contains("書き足しました。"));
    // A page that is the same has its bar alone renewed: the approved text is another now.
    let news = running.news(&other, || ());
    assert!(news.contains("\"reload\":false") && news.contains("operation-rules"), "{news}");
    let said = running.wait_for("作り直しました");
    assert_eq!(said.matches("text-changed").count(), 1, "{said}");
    fs::write(folder.path().join(path), &text).unwrap();
    running.wait_for("なくなった指摘1件");
    let expected = tree(&content());
    assert!(tree(folder.path()) == expected, "nothing is written to the folder");
}

#[test]
fn a_folder_with_broken_settings_is_shown_as_soon_as_it_is_mended() {
    let project = Project::empty().file("binder.toml", "facility = [").file("rules/a.md", "# 規程\n");
    let running = Running::on(project.root());
    let shown = running.get("/rules/a.html");
    assert_eq!(shown.status(), 404);
    assert!(shown.body.contains("binder.toml:1:") && shown.body.contains("まだ作れません"), "{}", shown.body);
    let news = running.news(&shown, || fs::write(project.path("binder.toml"), BINDER).unwrap());
    assert!(news.contains("\"reload\":true"), "{news}");
    assert!(running.get("/rules/a.html").body.contains("見本薬局"));
}

#[test]
fn a_folder_that_is_not_there_yet_is_watched_from_when_it_is() {
    let project = Project::empty();
    let root = project.path("あとで作る");
    let running = Running::on(&root);
    let shown = running.get("/");
    assert_eq!(shown.status(), 404);
    let news = running.news(&shown, || {
        fs::create_dir(&root).unwrap();
        fs::write(root.join("binder.toml"), BINDER).unwrap();
    });
    assert!(news.contains("\"reload\":true"), "{news}");
    // And from then on by the system's word, in folders that are new too.
    let shown = running.get("/pages/b/c.html");
    let news = running.news(&shown, || {
        fs::create_dir_all(root.join("pages/b")).unwrap();
        fs::write(root.join("pages/b/c.md"), "# 新しい\n").unwrap();
    });
    assert!(news.contains("\"reload\":true"), "{news}");
    std::thread::sleep(Duration::from_secs(1));
    assert!(!running.said().contains("定期的に見に行きます"), "{}", running.said());
}

#[test]
fn without_events_changes_are_looked_for() {
    let project = Project::new().file("rules/a.md", "# 規程\n");
    let running = Running::new(project.root(), &["--port", "0", "--poll"]);
    let shown = running.get("/rules/a.html");
    let news = running.news(&shown, || fs::write(project.path("rules/a.md"), "# 新しい規程\n").unwrap());
    assert!(news.contains("\"reload\":true"), "{news}");
}

#[test]
fn where_the_port_is_taken_the_next_is_used_and_said() {
    let project = Project::new();
    let holder = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = holder.local_addr().unwrap().port();
    let running = Running::new(project.root(), &["--port", &taken.to_string()]);
    assert_ne!(running.port, taken);
    assert!(running.said().contains(&format!("ポート{taken}は、ほかのプログラムが使っています")), "{}", running.said());
    assert_eq!(running.get("/").status(), 200);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_though_a_page_is_open() {
    let project = Project::new();
    let running = Running::on(project.root());
    let shown = running.get("/");
    let (path, seen, bar) = (shown.attribute("data-page"), shown.attribute("data-seen"), shown.attribute("data-bar"));
    let question = format!(
        "GET /.toji/next?page={path}&seen={seen}&bar={bar} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
        running.port
    );
    let mut open = std::net::TcpStream::connect(("127.0.0.1", running.port)).unwrap();
    std::io::Write::write_all(&mut open, question.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    let start = Instant::now();
    let (code, said) = running.interrupt();
    assert_eq!(code, Some(0), "{said}");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn a_profile_that_is_not_there_shows_nothing() {
    let project = Project::new().file("rules/a.md", "# 規程\n");
    let running = Running::new(project.root(), &["--port", "0", "--profile", "inspecter"]);
    let shown = running.get("/rules/a.html");
    assert!(shown.status() == 404 && shown.body.contains("見せ方がありません"), "{}", shown.body);
    let named = "[profiles.inspecter]\nlabel = \"見本用\"\nclasses = [\"public\"]\n";
    let news = running.news(&shown, || fs::write(project.path("binder.toml"), format!("{BINDER}{named}")).unwrap());
    assert!(news.contains("\"reload\":true"), "{news}");
    assert!(running.get("/rules/a.html").body.contains("<span class=\"tp-for\">見本用</span>"));
}

#[test]
fn another_profile_can_be_looked_at() {
    let hidden = "+++\nclass = \"manager\"\n+++\n# 管理者の手順\n";
    let project = Project::new().file("rules/a.md", "# 規程\n").file("pages/b.md", hidden);
    assert_eq!(Running::on(project.root()).get("/pages/b.html").status(), 200);
    let running = Running::new(project.root(), &["--port", "0", "--profile", "inspector"]);
    let shown = running.get("/rules/a.html");
    assert!(shown.body.contains("<span class=\"tp-for\">立入検査用</span>"), "{}", shown.body);
    assert_eq!(running.get("/pages/b.html").status(), 404);
}
