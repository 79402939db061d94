//! What of a withheld text is looked for: the whole, its sentences, its parts, and the tokens in it. Guesses no words in
//! kanji and kana. Knows nothing of what is shown elsewhere.

use super::decode;
use super::normal::Normal;
use super::ordinary::{is_ordinary, without_number};
use crate::view::{Withheld, WithheldKind};

/// What is shorter in normal form stands everywhere.
const SHORTEST: usize = 4;
/// What is longer is looked for piece by piece, so that an excerpt of it is found too.
const PIECE: usize = 24;
/// So long a word of letters alone is a name rather than a word that stands everywhere.
const LONG_WORD: usize = 8;

/// One text that must not be found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Value {
    /// In normal form.
    pub(super) text: String,
    pub(super) spacing: Spacing,
}

/// Whether white space may stand within a value where texts are strung together by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spacing {
    /// It is short and was written without any.
    Tight,
    /// It has some of its own, or is so long that it is no accident.
    Loose,
}

/// From this length on it is no accident if two texts side by side read like a value.
const NO_ACCIDENT: usize = 8;

/// All values of a withheld text.
pub(super) fn values(withheld: &Withheld) -> Vec<Value> {
    let mut found = Found::default();
    let text = &*withheld.text;
    match withheld.kind {
        WithheldKind::Cell(_) | WithheldKind::Title => {
            found.whole(text);
            text.split(['、', '，', ',', ';', '；', '／', '\n']).for_each(|it| found.whole(it));
            found.sentences(text);
            found.tokens(text);
        }
        WithheldKind::Prose => {
            found.sentences(text);
            found.tokens(text);
        }
        WithheldKind::Address | WithheldKind::File | WithheldKind::Link => {
            found.address(text);
            if let Some(decoded) = decode::percent(text) {
                found.address(&decoded);
            }
        }
    }
    found.0.sort();
    found.0.dedup();
    found.0
}

#[derive(Default)]
struct Found(Vec<Value>);

impl Found {
    /// As it is; in pieces where it is long.
    fn whole(&mut self, text: &str) {
        let (text, rest) = (text.trim(), without_number(text.trim()));
        // A short word stays with the number that it is written together with.
        let is_together = !text[..text.len() - rest.len()].ends_with(char::is_whitespace);
        let trimmed = if is_together && rest.chars().count() < SHORTEST { text } else { rest.trim() };
        if is_ordinary(trimmed) || is_ordinary(text) {
            return;
        }
        let normal = Normal::of(trimmed).text;
        let own = if trimmed.contains(char::is_whitespace) { Spacing::Loose } else { Spacing::Tight };
        pieces(&normal).into_iter().for_each(|it| self.put(it, own));
    }

    fn put(&mut self, text: &str, own: Spacing) {
        let length = text.chars().count();
        if length < SHORTEST || !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let spacing = if length >= NO_ACCIDENT { Spacing::Loose } else { own };
        self.0.push(Value { text: text.to_owned(), spacing });
    }

    fn sentences(&mut self, text: &str) {
        text.split(['。', '！', '？', '!', '?', '\n', '\r']).for_each(|it| self.whole(it));
    }

    /// Serial numbers, addresses, names of users. A plain word is none, nor is a number before what it counts.
    fn tokens(&mut self, text: &str) {
        let text: String = Normal::of(&text.replace(char::is_whitespace, " \u{1F} ")).text;
        let mut rest = text.as_str();
        while let Some(start) = rest.find(|it: char| it.is_ascii_alphanumeric()) {
            let tail = &rest[start..];
            let end = tail.find(|it: char| !is_inside(it)).unwrap_or(tail.len());
            let token = tail[..end].trim_end_matches(|it: char| !it.is_ascii_alphanumeric());
            let after = tail[token.len()..].chars().next();
            rest = &tail[end..];
            if !counts(token, after) {
                self.token(token);
            }
        }
    }

    /// The whole and its parts: `192.168.1.1` of `192.168.1.1/24`.
    fn token(&mut self, token: &str) {
        for part in token.split(['/', ':', '@']).chain([token]) {
            if is_telling(part) && !is_ordinary(part) {
                self.put(part, Spacing::Tight);
            }
        }
    }

    /// A path or an address: the whole, its last part, and that without its ending.
    fn address(&mut self, text: &str) {
        // Every folder's first page is called so, whatever stands there.
        if text == "index" || text.ends_with("/index") {
            return;
        }
        self.whole(text);
        let path = text.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
        let last = path.rsplit(['/', '\\', ':']).next().unwrap_or_default();
        if last.len() < path.len() && (last.contains('.') || is_name(last)) {
            self.whole(last);
        }
        if let Some((stem, _)) = last.rsplit_once('.')
            && is_name(stem)
        {
            self.whole(stem);
        }
    }
}

/// A long text in pieces that end at no token's middle; a short rest stays with what is before it.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut left = text.chars().count();
    let (mut start, mut length, mut before) = (0, 0, '\0');
    for (at, c) in text.char_indices() {
        if length >= PIECE && left >= PIECE / 2 && !(is_inside(before) && is_inside(c)) {
            found.push(&text[start..at]);
            (start, length) = (at, 0);
        }
        length += 1;
        left -= 1;
        before = c;
    }
    found.push(&text[start..]);
    found
}

/// What a token may be made of.
fn is_inside(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '/' | '@' | '_')
}

/// A token that says something by itself: it has a digit, or a mark that words do not have.
fn is_telling(token: &str) -> bool {
    token.contains(|it: char| it.is_ascii_digit() || matches!(it, '@' | '_' | '.' | ':' | '/'))
}

/// Whether the last part of a path names something: no word such as `index` or `plan`.
fn is_name(text: &str) -> bool {
    !text.bytes().all(|it| it.is_ascii_alphabetic()) || text.len() >= LONG_WORD
}

/// A number of days, people, pages.
fn counts(token: &str, after: Option<char>) -> bool {
    const COUNTED: &str = "年月日時分秒週歳円件名人台回条項号節章頁度版枚個行字歩割万億番";
    token.bytes().all(|it| it.is_ascii_digit() || matches!(it, b'.' | b'-' | b'/'))
        && after.is_some_and(|it| COUNTED.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RegisterKind;
    use crate::source::{Sources, Span};

    fn texts(kind: WithheldKind, text: &str) -> Vec<String> {
        let at = Span::new(Sources::default().add("a.md", text), 0..text.len());
        values(&Withheld { kind, text: text.into(), at }).into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn of_prose_sentences_and_tokens() {
        let found = texts(
            WithheldKind::Prose,
            "暗証番号は4821です。サーバーは 192.168.7.20/24、利用者 root@nas-01。毎日3回ずつ、12台、Windows、13⑪。",
        );
        for value in ["暗証番号は4821です", "4821", "192.168.7.20", "root@nas-01", "毎日3回ずつ、12台、windows、13⑪"]
        {
            assert!(found.iter().any(|it| it == value), "{value}: {found:?}");
        }
        assert!(!found.iter().any(|it| it == "windows" || it == "1311"), "{found:?}");
    }

    #[test]
    fn of_a_cell_the_whole_and_its_parts() {
        let found = texts(WithheldKind::Cell(RegisterKind::Devices), "見本花子、例示太郎\nroot pass");
        for value in ["見本花子、例示太郎rootpass", "見本花子", "例示太郎", "rootpass"] {
            assert!(found.iter().any(|it| it == value), "{value}: {found:?}");
        }
    }

    #[test]
    fn of_a_path_the_file_and_what_it_is_called() {
        let found = texts(WithheldKind::File, "attachments/router%20config.pdf");
        for value in ["attachments/router%20config.pdf", "routerconfig.pdf", "routerconfig"] {
            assert!(found.iter().any(|it| it == value), "{value}: {found:?}");
        }
        assert_eq!(texts(WithheldKind::Address, "rules/plan.md"), ["plan.md", "rules/plan.md"]);
    }

    #[test]
    fn what_everybody_writes_is_none() {
        for text in ["なし", "2026-05-01", "令和8年5月1日", "第12条", "----", "○○○○", "10:30"] {
            let found = texts(WithheldKind::Cell(RegisterKind::Devices), text);
            assert_eq!(found, [""; 0], "{text}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_tokens_and_nothing_is_lost() {
        let text =
            "あいうえおかきくけこさしすせそたちつてとなに192.168.1.1ぬねのはひふへほまみむめもやゆよらりるれろわをん";
        let cut = pieces(text);
        assert!(cut.len() > 1 && cut.iter().any(|it| it.contains("192.168.1.1")), "{cut:?}");
        assert_eq!(cut.concat(), text);
    }
}
