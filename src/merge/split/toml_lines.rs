//! The lines of a TOML text that begin something: a comment, a table, a key. Reads only as far as is needed to know where a
//! value ends, and so any text, sound or not.

use std::ops::Range;

use crate::merge::text::is_blank;

/// What a line begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Starts {
    /// `# ...`, up to the last comment line below it.
    Comment,
    /// `[a.b]`.
    Table(Vec<String>),
    /// `[[a.b]]`.
    Element(Vec<String>),
    /// `a.b = value`, with all its lines; what is no key is one of this name.
    Key(Vec<String>),
}

/// Lines that are one thing, without the blank lines between them.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) range: Range<usize>,
    pub(super) starts: Starts,
}

/// The lines of `text`.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim_start();
        if is_blank(line) {
            at = end;
            continue;
        }
        let range = at..if line.starts_with(['#', '[']) { end } else { value_end(text, at) };
        let starts = starts(text[range.clone()].trim());
        at = range.end;
        match lines.last_mut().filter(|it| (&it.starts, &starts) == (&Starts::Comment, &Starts::Comment)) {
            Some(last) if last.range.end == range.start => last.range.end = range.end,
            Some(_) | None => lines.push(Line { range, starts }),
        }
    }
    lines
}

/// Behind the line that holds `at`.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |it| at + it + 1)
}

fn starts(line: &str) -> Starts {
    if line.starts_with('#') {
        Starts::Comment
    } else if let Some(path) = line.strip_prefix("[[").and_then(|it| Some(it.rsplit_once("]]")?.0)) {
        Starts::Element(key_path(path))
    } else if let Some(path) = line.strip_prefix('[').and_then(|it| Some(it.rsplit_once(']')?.0)) {
        Starts::Table(key_path(path))
    } else {
        Starts::Key(key_path(&line[..equals_sign(line)]))
    }
}

/// Where the key ends.
fn equals_sign(line: &str) -> usize {
    let mut quote = None;
    for (at, c) in line.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('=', None) | ('\n', _) => return at,
            _ => (),
        }
    }
    line.len()
}

/// `a."b.c" . d` to its names.
fn key_path(written: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut quote = None;
    for c in written.chars() {
        match (c, quote, names.last_mut()) {
            ('"' | '\'', None, _) => quote = Some(c),
            (c, Some(open), _) if c == open => quote = None,
            ('.', None, _) => names.push(String::new()),
            ('\r', _, _) => (),
            (c, None, _) if c.is_whitespace() => (),
            (c, _, Some(name)) => name.push(c),
            (_, _, None) => (),
        }
    }
    names
}

/// Behind the line on which the value that begins on the line of `start` ends: strings and brackets may go over lines.
fn value_end(text: &str, start: usize) -> usize {
    let mut depth = 0i32;
    let mut at = start + equals_sign(&text[start..]);
    while at < text.len() {
        let rest = &text[at..];
        let step = match rest.chars().next() {
            Some('#') => rest.find('\n').unwrap_or(rest.len()),
            Some('"' | '\'') => string(rest),
            Some('\n') if depth <= 0 => return at + 1,
            Some(c) => {
                depth += i32::from(matches!(c, '[' | '{')) - i32::from(matches!(c, ']' | '}'));
                c.len_utf8()
            }
            None => break,
        };
        at += step;
    }
    text.len()
}

/// How long the string is that begins here. One that nobody closed ends with its line.
fn string(rest: &str) -> usize {
    let quote = &rest[..1];
    let long = quote.repeat(3);
    if rest.starts_with(&long) {
        return rest[3..].find(&long).map_or(rest.len(), |it| it + 6);
    }
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '\n' => return at,
            _ if escaped => escaped = false,
            '\\' if quote == "\"" => escaped = true,
            c if quote.starts_with(c) => return at + 1,
            _ => (),
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_they_end() {
        let text = "# 一\n# 二\n\na.'b.c' = [ # ]\n  \"]\", '''\n]]\n''',\n]\n[t] # x\nk = \"\"\"\n[no]\n\"\"\"\n[[ e . f ]]\nopen = \"a\nnext = {a = 1}";
        let lines: Vec<_> = lines(text).into_iter().map(|it| (it.starts, &text[it.range])).collect();
        let path = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let expected = [
            (Starts::Comment, "# 一\n# 二\n"),
            (Starts::Key(path(&["a", "b.c"])), "a.'b.c' = [ # ]\n  \"]\", '''\n]]\n''',\n]\n"),
            (Starts::Table(path(&["t"])), "[t] # x\n"),
            (Starts::Key(path(&["k"])), "k = \"\"\"\n[no]\n\"\"\"\n"),
            (Starts::Element(path(&["e", "f"])), "[[ e . f ]]\n"),
            (Starts::Key(path(&["open"])), "open = \"a\n"),
            (Starts::Key(path(&["next"])), "next = {a = 1}"),
        ];
        assert_eq!(lines, expected);
    }
}
