//! `.toji/pending/review.html`: what waits for a decision, for reading on the screen or on paper. 現在, 新しい雛形 and 変更点
//! stand side by side. Holds everything in itself, loads nothing, changes nothing.

use super::files::Files;
use super::pending::{Open, Waiting, called, waiting};
use super::readable::{Line, joined, lines};
use crate::merge::Conflict;
use crate::model::Template;
use crate::year::{Piece, words};

/// Where it lies below the source folder.
pub const PATH: &str = ".toji/pending/review.html";

/// Texts longer than this, in bytes, are not compared word by word.
const LONG: usize = 200_000;

/// The page; nothing where nothing waits.
pub(super) fn page(files: &Files, template: &Template) -> Option<Vec<u8>> {
    let waiting = waiting(files, template);
    if waiting.is_empty() {
        return None;
    }
    let list: String = waiting
        .iter()
        .enumerate()
        .map(|(number, it)| format!("<li><a href=\"#f{number}\">{}</a></li>\n", escaped(&it.pending.path)))
        .collect();
    let files: String = waiting.iter().enumerate().map(|(number, it)| file(number, it)).collect();
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>保留の見比べ</title>\n<style>\n{css}</style>\n</head>\n<body>\n<header>\n<h1>保留の見比べ</h1>\n\
         <p>ひな型 {id} {version} を取り込んだとき、あなたとひな型の両方が変えていた所です。\
         <b>決めるまで、あなたのファイルはそのままです。</b>どちらの文にするかを、一つずつ決めてください。</p>\n\
         <p class=\"small\">変更点の欄：<del>線を引いた字</del>は今の文にだけ、<ins>下線の太い字</ins>は新しいひな型にだけあります。\
         見出しは読みやすい形で示しています。書き直した文のファイルには、元のファイルと同じ書き方で、見出しの行から書いてください。</p>\n\
         <ol class=\"files\">\n{list}</ol>\n</header>\n<main>\n{files}</main>\n</body>\n</html>\n",
        css = include_str!("review.css"),
        id = escaped(&template.id),
        version = escaped(&template.version),
    );
    Some(page.into_bytes())
}

fn file(number: usize, waiting: &Waiting<'_>) -> String {
    let pending = waiting.pending;
    let body = match &waiting.open {
        Open::Blocks(conflicts) => {
            let rest = "<p class=\"small\">このファイルのほかの所に新しい文があれば、上の全部が決まったときに一緒に入ります。</p>\n";
            conflicts.iter().map(|it| block(&pending.path, it)).collect::<String>() + rest
        }
        Open::Whole { mine, theirs } => whole(&pending.path, *mine, theirs) + &typed(&pending.path, None),
        Open::Gone => {
            "<p>新しいひな型では、このページはなくなり、文はほかのページに分かれました。あなたが書いたところを新しいページに移せなかったので、\
             このページはそのまま残してあります。必要な文を新しいページに写してから、決めてください。\
             「新しいひな型にする」と、このページはなくなります。</p>\n"
                .to_owned()
                + &typed(&pending.path, None)
        }
        Open::Lost => "<p>新しい文が記録にありません。同じ束で toji update をもう一度行ってください。</p>\n".to_owned(),
    };
    format!(
        "<h2 id=\"f{number}\">{path}</h2>\n<p class=\"small\">{version} の提案。{since}から保留。</p>\n{body}",
        path = escaped(&pending.path),
        version = escaped(&pending.version),
        since = pending.since.japanese(),
    )
}

fn block(path: &str, conflict: &Conflict) -> String {
    let sides = sides(path, conflict.sides.mine(), conflict.sides.theirs());
    format!("<h3>{}</h3>\n{sides}{}", escaped(called(conflict)), typed(path, Some(called(conflict))))
}

fn whole(path: &str, mine: Option<&[u8]>, theirs: &[u8]) -> String {
    let plain = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).ok()?;
        Some(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
    };
    let Some(mine) = mine else { return sides(path, None, plain(theirs).as_deref()) };
    match (plain(mine), plain(theirs)) {
        (Some(mine), Some(theirs)) => sides(path, Some(&mine), Some(&theirs)),
        (Some(_) | None, _) => {
            let size = |it: usize| format!("{} バイト", it);
            format!(
                "<p>文字では見比べられないファイルです。今のファイルは{}、新しいひな型は{}です。両方を開いて見比べてください。</p>\n",
                size(mine.len()),
                size(theirs.len())
            )
        }
    }
}

fn sides(path: &str, mine: Option<&str>, theirs: Option<&str>) -> String {
    let column = |head: &str, content: String| format!("<section><h4>{head}</h4>\n{content}</section>\n");
    let read = |path: &str| [mine, theirs].map(|it| it.map(|it| lines(path, it.trim_matches('\n'))));
    let mut shown = read(path);
    // Where only the signs of a heading differ, they are what is to be compared.
    if mine != theirs && shown[0].as_deref().map(joined) == shown[1].as_deref().map(joined) {
        shown = read("");
    }
    let [mine, theirs] = shown;
    let changes = match (mine.as_deref().map(joined), theirs.as_deref().map(joined)) {
        (Some(mine), Some(theirs)) if mine.len() + theirs.len() < LONG => {
            let pieces = words(&mine, &theirs);
            format!("<div class=\"text\">{}</div>\n", pieces.iter().map(piece).collect::<String>())
        }
        (Some(_), Some(_)) => "<p class=\"nothing\">長い文なので、左の二つを見比べてください。</p>\n".to_owned(),
        (None, Some(_)) => "<p class=\"nothing\">あなたが消した所を、新しいひな型は書き換えています。</p>\n".to_owned(),
        (Some(_), None) => {
            "<p class=\"nothing\">あなたが書き換えた所が、新しいひな型ではなくなっています。</p>\n".to_owned()
        }
        (None, None) => String::new(),
    };
    format!(
        "<div class=\"sides\">\n{}{}{}</div>\n",
        column("現在", text(mine.as_deref(), "（ありません）")),
        column("新しい雛形", text(theirs.as_deref(), "（なくなりました）")),
        column("変更点", changes)
    )
}

fn text(lines: Option<&[Line]>, absent: &str) -> String {
    let Some(lines) = lines else { return format!("<p class=\"nothing\">{absent}</p>\n") };
    let line = |it: &Line| match it {
        Line::Heading(text) => format!("<b>{}</b>", escaped(text)),
        Line::Other(text) => escaped(text),
    };
    format!("<div class=\"text\">{}</div>\n", lines.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Same(text) => escaped(text),
        Piece::Removed(text) => format!("<del>{}</del>", escaped(text)),
        Piece::Added(text) => format!("<ins>{}</ins>", escaped(text)),
    }
}

/// What to type for each choice. The name of who decides is left to be filled in.
fn typed(path: &str, block: Option<&str>) -> String {
    let block = block.map(|it| format!(" --block {}", quoted(it))).unwrap_or_default();
    let row = |said: &str, choice: &str| {
        let command = format!("toji resolve {}{block} {choice} --by 決めた人の名前", quoted(path));
        format!("<tr><td>{said}</td><td><code>{}</code></td></tr>\n", escaped(&command))
    };
    format!(
        "<div class=\"type\">\n<p>文書のフォルダーで、次のどれか一つを打ちます。</p>\n<table>\n{}{}{}</table>\n</div>\n",
        row("今の文を残す", "--mine"),
        row("新しいひな型にする", "--theirs"),
        row("書き直した文にする", "--edited 書き直した文のファイル")
    )
}

/// As one word on a command line, where a blank or a bracket would end it.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || "/._-".contains(it);
    if text.chars().all(is_plain) { text.to_owned() } else { format!("\"{text}\"") }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
