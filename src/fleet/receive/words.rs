//! What people write in place of はい and いいえ.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::member::FilledCell;
use crate::model::Answer;
use crate::parse;

const YES: [&str; 14] = ["○", "◯", "〇", "◎", "✓", "✔", "レ", "ハイ", "はい。", "有", "済", "yes", "y", "ok"];
const NO: [&str; 10] = ["×", "✕", "✗", "✖", "イイエ", "いいえ。", "無", "未", "no", "n"];

/// The answer of a blank: as the form knows it. A sign that can mean one thing alone is read and told; any other text is
/// told and is `None`. Nothing is no answer, and is taken as that.
pub(super) fn answer(path: &str, cell: &FilledCell, sink: &mut Sink) -> Option<String> {
    if cell.new.trim().is_empty() {
        return Some(String::new());
    }
    if let Some(answer) = parse::form::answer(&cell.new) {
        return Some(answer.written().to_owned());
    }
    let folded: String = cell.new.nfkc().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect();
    let read = match () {
        () if YES.contains(&folded.as_str()) => Some(Answer::Yes(None)),
        () if NO.contains(&folded.as_str()) => Some(Answer::No),
        () => None,
    };
    let code = if read.is_some() { Code::MemberWordRead } else { Code::MemberWordUnclear };
    let finding = Finding::of_path(code, path).with("cell", &cell.cell).with("name", &cell.name);
    let finding = finding.with("text", &cell.new);
    sink.push(match read {
        Some(read) => finding.with("read", read.written()),
        None => finding,
    });
    read.map(|it| it.written().to_owned())
}
