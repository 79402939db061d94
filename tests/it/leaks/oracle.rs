//! What a simple search finds: secrets that all read `zqx` and a number, in the plain text of files and in what poppler's
//! programs read of PDFs.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The secrets that a text names.
pub(super) fn secrets_in(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase();
    let numbers = text.match_indices("zqx").filter_map(|(at, _)| text.get(at..at + 5));
    numbers.filter(|it| it[3..].bytes().all(|it| it.is_ascii_digit())).map(str::to_owned).collect()
}

/// Those in a file, its name included.
pub(super) fn in_file(path: &str, bytes: &[u8], place: &Path) -> BTreeSet<String> {
    let mut found = secrets_in(path);
    found.extend(secrets_in(&String::from_utf8_lossy(bytes)));
    if path.ends_with(".pdf") {
        for (program, arguments) in [
            ("pdftotext", &["-raw"][..]),
            ("pdfinfo", &[]),
            ("pdfinfo", &["-meta"]),
            ("pdfinfo", &["-dests"]),
            ("pdfinfo", &["-url"]),
            ("pdfinfo", &["-struct-text"]),
        ] {
            found.extend(secrets_in(&said(program, arguments, place)));
        }
    }
    found
}

fn said(program: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().unwrap_or_else(|it| panic!("{program}: {it}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // A line may end within a word.
    text.split_whitespace().collect()
}
