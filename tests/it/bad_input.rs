//! Bad input that no text fixture can hold, through the executable: bytes, names, links, folders, endless lines.
//! `tests/findings/` holds the rest; the last test here sees to it that no code is forgotten by both.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use toji::diagnostics::Code;

use crate::project::{BINDER, Project, run, tree};

/// Errors as `code file line column`, nothing for what does not apply.
fn errors(json: &serde_json::Value) -> Vec<String> {
    let all = json["findings"].as_array().unwrap().iter().filter(|it| it["severity"] == "error");
    let cell = |it: &serde_json::Value| match (it.as_str(), it.as_u64()) {
        (Some(text), _) => format!(" {text}"),
        (None, Some(number)) => format!(" {number}"),
        (None, None) => String::new(),
    };
    let mut lines: Vec<String> = all
        .map(|it| {
            format!("{}{}{}{}", it["code"].as_str().unwrap(), cell(&it["file"]), cell(&it["line"]), cell(&it["column"]))
        })
        .collect();
    lines.sort();
    lines
}

/// Checks and builds; the findings are those expected, the folder is as it was, and nothing was built.
#[track_caller]
fn refused(project: &Project, expected: &[&str]) {
    let before = tree(project.root());
    let json = project.check_json();
    assert_eq!(errors(&json), expected);
    let built = project.run(&["build", "--no-pdf"]);
    assert!(built.code == 1 || built.code == 3, "{built:#?}");
    assert!(!built.stderr.contains("panicked"), "{built:#?}");
    assert_eq!(tree(project.root()), before);
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_register_of_excel_is_read_and_its_encoding_told() {
    let text = "管理番号,種別,名称\r\nSV-01,サーバ,①髙﨑㈱～－\r\n";
    let page = "# 頁\n\n▶台帳 SV-01\n\n```台帳 devices\n```\n";
    for (bytes, told) in [
        (encoding_rs::SHIFT_JIS.encode(text).0.into_owned(), 1),
        (text.as_bytes().to_vec(), 0),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), 0),
    ] {
        let project = Project::new().bytes("registers/devices.csv", &bytes).file("page.md", page);
        let said = project.run(&["check", "--date", "2025-12-01", "--format", "json"]).stdout;
        let codes = |code: Code| said.matches(&format!("\"{}\"", code.as_str())).count();
        assert_eq!((codes(Code::RegisterConverted), codes(Code::UnknownRow)), (told, 0), "{said}");
        assert_eq!(said.contains("CP932"), told == 1, "{said}");
        project.run(&["build", "--no-pdf", "--date", "2025-12-01"]);
        let built = project.read("output/binder/registers/devices.html");
        assert!(built.contains("①髙﨑㈱～－"), "{built}");
    }
}

#[test]
fn everything_that_is_wrong_with_bytes_is_told_in_one_run() {
    let long = [b"# A\n\n".as_slice(), &vec![b'a'; 50 << 20], b"\n"].concat();
    let project = Project::new()
        .bytes("a-bom-crlf.md", "\u{feff}# 頁\r\n\r\n項目は 2-⑭ まで。\r\n".as_bytes())
        .bytes("b-cp932.md", &encoding_rs::SHIFT_JIS.encode("# 運用管理規程\r\n").0)
        .bytes("c-utf16.md", &utf16("\u{feff}# 規程\r\n"))
        .bytes("d-utf16.md", &utf16("# rules\r\n"))
        .bytes("e-nul.md", "# A\n\n甲乙\0丙\n".as_bytes())
        .bytes("f-long.md", &long)
        .bytes("g-broken.md", b"# A\n\nab\xff\xff\n")
        .bytes("registers/devices.csv", &utf16("\u{feff}管理番号,名称\r\n"));
    let expected = [
        "long-line f-long.md 3 1",
        "not-utf8 b-cp932.md",
        "not-utf8 c-utf16.md",
        "not-utf8 d-utf16.md",
        "not-utf8 g-broken.md 3 3",
        "not-utf8 registers/devices.csv",
        "nul-byte e-nul.md 3 3",
        "unknown-item a-bom-crlf.md 3 5",
    ];
    refused(&project, &expected);
    let said = project.run(&["check"]).expect(1).stderr;
    assert!(said.contains("CP932") && said.contains("UTF-16LE"), "{said}");
    assert!(said.len() < 20_000, "a long line is not printed: {}", said.len());
}

#[test]
fn a_binder_toml_in_another_encoding_is_told() {
    let cp932 = encoding_rs::SHIFT_JIS.encode(BINDER).0.into_owned();
    for bytes in [cp932, utf16(BINDER), b"name = \"\xff\xff\"\n".to_vec()] {
        let project = Project::empty().bytes("binder.toml", &bytes);
        let json = project.check_json();
        assert!(errors(&json)[0].starts_with("not-utf8 binder.toml"), "{json:#}");
        assert_eq!(json["readiness"], serde_json::Value::Null);
        refused(&project, &errors(&json).iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn a_binder_toml_with_bom_and_crlf_is_read() {
    let text = format!("\u{feff}{}", BINDER.replace('\n', "\r\n"));
    let project = Project::empty().file("binder.toml", &text);
    project.run(&["build", "--no-pdf"]).expect(0);
    assert_eq!(project.read("binder.toml"), text);
}

#[test]
fn names_that_windows_refuses_are_told() {
    let project = Project::new()
        .file("CON.md", "# A\n")
        .file("folder./a.md", "# A\n")
        .file("attachments/nul.txt", "x")
        .file("manual/a?b.md", "# A\n")
        .file("manual/end .md ", "# A\n")
        .file("same.md", "# A\n")
        .file("Same.md", "# A\n");
    let expected = [
        "bad-file-name CON.md",
        "bad-file-name attachments/nul.txt",
        "bad-file-name folder.",
        "bad-file-name manual/a?b.md",
        "bad-file-name manual/end .md ",
        "duplicate-document same.md",
    ];
    refused(&project, &expected);
}

#[cfg(unix)]
#[test]
fn links_and_sockets_are_told_and_never_read() {
    use std::os::unix::fs::symlink;

    let outside = Project::empty().file("secret.md", "# 秘密\n");
    let project = Project::new();
    symlink(outside.path("secret.md"), project.path("out.md")).unwrap();
    symlink(outside.root(), project.path("attachments")).unwrap();
    symlink(project.path("loop"), project.path("loop")).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(project.path("socket.md")).unwrap();
    let expected = ["symlink attachments", "symlink loop", "symlink out.md", "unreadable-file socket.md"];
    refused(&project, &expected);
    drop(socket);
}

#[test]
fn a_folder_named_as_a_document_is_a_folder() {
    let project = Project::new().file("manual/a.md/b.md", "# 中の頁\n");
    project.run(&["build", "--no-pdf"]).expect(0);
    assert!(project.path("output/binder/manual/a.md/b.html").exists());
}

#[test]
fn what_is_no_source_folder_is_told() {
    let empty = Project::empty();
    assert_eq!(errors(&empty.check_json()).len(), 1);
    empty.run(&["build"]).expect(1);
    assert_eq!(fs::read_dir(empty.root()).unwrap().count(), 0, "nothing was made there");
    let other = Project::empty().file("Binder.toml.txt", BINDER).file("a.md", "# A\n");
    let said = other.run(&["check"]).expect(1).stderr;
    assert!(said.contains("no-binder-toml") && said.contains("Binder.toml.txt"), "{said}");
    let folder = Project::empty().file("binder.toml/a.md", "# A\n");
    assert!(folder.run(&["check"]).expect(1).stderr.contains("no-binder-toml"));
}

#[test]
fn endless_nesting_is_a_finding_and_no_crash() {
    let deep = |open: &str| format!("# A\n\n{}x\n", open.repeat(100_000));
    for open in ["> ", "- ", "*", "[", "**「", "`", "{{ ", "［"] {
        let project = Project::new().file("a.md", &deep(open));
        let output = project.run(&["check", "--format", "json"]);
        assert!(output.code == 0 || output.code == 1, "{open}: {}", output.code);
        let codes: Vec<_> = errors(&output.json());
        assert!(open != "> " || codes.iter().any(|it| it.starts_with("nesting-too-deep")), "{open}: {codes:?}");
    }
}

#[test]
fn a_sign_that_no_font_has_is_told_with_its_place() {
    let project = Project::new().file("a.md", "# 頁\n\n本文\u{10ffff}と\u{e123}。\n");
    let output = project.run(&["build", "-o", "out"]).expect(1);
    assert!(output.stderr.contains("missing-glyph") && output.stderr.contains("a.md:3:3"), "{output:#?}");
    assert!(!project.path("out").exists());
    project.run(&["build", "--no-pdf", "-o", "out"]).expect(0);
}

#[test]
fn a_sign_that_no_font_has_is_told_where_its_value_stands() {
    let project = Project::empty()
        .file("binder.toml", &BINDER.replace("見本薬局", "見本\u{e123}薬局"))
        .file("registers/devices.csv", "管理番号,名称\nSV-01,サー\u{e124}バ\n");
    let output = project.run(&["build", "-o", "out"]).expect(1);
    for place in ["binder.toml:5:11", "registers/devices.csv:2:9"] {
        assert!(output.stderr.contains(place), "{place}: {output:#?}");
    }
}

#[test]
fn what_an_author_writes_is_never_markup() {
    let name = "<script>alert(1)</script>\\\"#eval(\\\"1\\\")";
    let binder = BINDER.replace("見本薬局", name);
    let page = "# `<b>` & \\<i>\n\n{{ facility.name }} #panic() $x$ \\#let @a <a>\n\n```\n<script>\n```\n";
    let project = Project::empty()
        .file("binder.toml", &binder)
        .file("a.md", page)
        .file("registers/devices.csv", "管理番号,名称\nSV-01,<script>alert(1)</script>\n");
    let raw = project.run(&["build", "-o", "out"]).expect(1);
    assert!(raw.stderr.contains("raw-html"), "{raw:#?}");
    fs::write(project.path("a.md"), page.replace(" <a>", "")).unwrap();
    project.run(&["build", "-o", "out"]).expect(0);
    for (path, bytes) in tree(&project.path("out")).into_iter().filter(|it| it.0.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        assert!(!html.contains("<script>") && !html.contains("<i>"), "{path}");
    }
}

#[test]
fn a_picture_that_is_none_is_told() {
    let page = "# 頁\n\n![図](../attachments/a.png)\n\n![図](../attachments/b.svg)\n\n![図](../attachments/c.jpg)\n\n\
                ![図](../attachments/d.heic)\n";
    let project = Project::new()
        .file("manual/a.md", page)
        .file("attachments/a.png", "<html>404 Not Found</html>")
        .file("attachments/b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("attachments/d.heic", "ftypheic")
        .bytes("attachments/c.jpg", b"");
    for arguments in [["check"].as_slice(), &["build", "-o", "out"], &["build", "--no-pdf", "-o", "out"]] {
        let output = project.run(arguments).expect(1);
        let told = output.stderr.matches("error[damaged-picture]").count();
        assert!(told == 3 && output.stderr.contains("manual/a.md:3:1"), "{output:#?}");
        assert!(["a.png", "c.jpg", "d.heic"].iter().all(|it| output.stderr.contains(it)), "{output:#?}");
        assert!(!project.path("out").exists());
    }
}

#[test]
fn a_drawing_that_runs_or_fetches_is_told_even_if_only_linked() {
    let page = "# 頁\n\n![図](../attachments/a.svg)\n\n[図](../attachments/b.svg)\n";
    let project = Project::new()
        .file("manual/a.md", page)
        .file("attachments/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://example.jp/a'/></svg>")
        .file("attachments/b.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
    for arguments in [["check"].as_slice(), &["build", "--no-pdf", "-o", "out"]] {
        let output = project.run(arguments).expect(1);
        assert_eq!(output.stderr.matches("error[unsafe-picture]").count(), 2, "{output:#?}");
        assert!(output.stderr.contains("manual/a.md:3:1") && output.stderr.contains("b.svg"), "{output:#?}");
    }
    assert!(!project.path("out").exists());
}

#[test]
fn no_permission_to_write_is_told() {
    let project = Project::new().file("file", "x");
    let mut command = project.command(&["build", "--no-pdf", "-o", "/proc/toji/out"]);
    let output = run(&mut command).expect(3);
    assert!(output.stderr.contains("write-failed"), "{output:#?}");
}

/// Codes that no test can bring about from outside, and why.
const BEYOND_REACH: [(Code, &str); 6] = [
    (
        Code::CopyDamaged,
        "no disk that forgets what was written is at hand; a test of emit makes a copy of a changed file",
    ),
    (Code::CsvSyntax, "the CSV reader takes every UTF-8 text; kept for what it may refuse one day"),
    (Code::FleetMemberFault, "no folder is known at which toji fails; a test of fleet makes one"),
    (Code::FontMissing, "the system's fonts cannot be taken away from a process"),
    (Code::PdfTooSlow, "no known file keeps the drawing busy for a minute"),
    (Code::ThemeFailed, "the theme is embedded; the tests of render/html break one"),
];

#[test]
fn every_code_has_a_test() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = String::new();
    for folder in ["tests/findings", "tests/rules", "tests/it"] {
        for (path, bytes) in tree(&root.join(folder)) {
            if path != "bad_input.rs" {
                texts.push_str(&String::from_utf8(bytes).unwrap());
            }
        }
    }
    texts.push_str(include_str!("bad_input.rs").split("const BEYOND_REACH").next().unwrap());
    let named = |it: &Code| {
        let words = texts.split(|it: char| !it.is_ascii_alphanumeric() && it != '-' && it != ':');
        let (name, variant) = (it.as_str(), format!("Code::{it:?}"));
        words.into_iter().any(|word| word == name || word == variant)
    };
    let excused = |it: &Code| BEYOND_REACH.iter().any(|(code, _)| code == it);
    let untested: Vec<_> = Code::ALL.iter().filter(|it| !named(it) && !excused(it)).collect();
    assert!(untested.is_empty(), "{untested:?}");
    let excused_in_vain: Vec<_> = BEYOND_REACH.iter().filter(|it| named(&it.0)).collect();
    assert!(excused_in_vain.is_empty(), "{excused_in_vain:?}");
}
