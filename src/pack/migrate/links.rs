//! Links to a page that has another path, and the links of that page itself. Changes nothing but the paths of links.

use std::collections::BTreeMap;

/// Paths of now by paths before.
pub(super) type Renames<'a> = BTreeMap<&'a str, &'a str>;

/// The text of the file that had `path`, with the links that pages and it itself have now, all at once.
pub(super) fn renamed(path: &str, text: String, renames: &Renames<'_>) -> String {
    if !path.to_ascii_lowercase().ends_with(".md") || renames.is_empty() {
        return text;
    }
    let now = |path: &str| renames.get(path).map_or_else(|| path.to_owned(), |it| (*it).to_owned());
    let place = now(path);
    let text = each_link(&text, |link| {
        let before = joined(folder(path), link)?;
        let target = now(&before);
        let is_moved = target != before || folder(path) != folder(&place);
        is_moved.then(|| relative(folder(&place), &target)).filter(|it| it != link)
    });
    let stems = renames.iter().map(|(from, to)| (stem(from), stem(to))).filter(|(from, to)| from != to).collect();
    by_name(text, &stems)
}

/// The text with other names in `[[name]]` and `[[name|words]]`.
fn by_name(text: String, stems: &Renames<'_>) -> String {
    if stems.is_empty() || !text.contains("[[") {
        return text;
    }
    let mut parts = text.split("[[");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(['|', ']', '\n']).unwrap_or(part.len());
        let is_link = part[end..].starts_with('|') || part[end..].starts_with("]]");
        let name = stems.get(&part[..end]).copied().filter(|_| is_link).unwrap_or(&part[..end]);
        out.extend(["[[", name, &part[end..]]);
    }
    out
}

/// The text with other paths in `](path)`, `](path#part)`, `](path "title")` and `[name]: path`, outside code.
fn each_link(text: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_code = false;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        if start.starts_with("```") || start.starts_with("~~~") {
            is_code = !is_code;
        }
        if is_code {
            out.push_str(line);
        } else {
            out.push_str(&line_with(line, &change));
        }
    }
    out
}

fn line_with(line: &str, change: &impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    let is_definition = line.trim_start().starts_with('[') && !line.trim_start().starts_with("[^");
    while let Some(at) = next_target(rest, is_definition) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find([')', '#', '?', ' ', '\t', '\r', '\n', '>', '"']).unwrap_or(rest.len());
        let path = &rest[..end];
        let is_path = !path.is_empty() && !path.contains(':') && !path.starts_with('/');
        match is_path.then(|| change(path)).flatten() {
            Some(changed) => out.push_str(&changed),
            None => out.push_str(path),
        }
        rest = &rest[end..];
    }
    out + rest
}

/// Where the next link's path begins.
fn next_target(text: &str, is_definition: bool) -> Option<usize> {
    let inline = text.find("](").map(|it| it + 2);
    let definition = is_definition.then(|| text.find("]: ").map(|it| it + 3)).flatten();
    let at = [inline, definition].into_iter().flatten().min()?;
    Some(if text[at..].starts_with('<') { at + 1 } else { at })
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |it| it.0)
}

fn stem(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |it| it.1);
    name.rsplit_once('.').map_or(name, |it| it.0)
}

/// The path below the source folder; `None` for one that leads out of it.
fn joined(folder: &str, link: &str) -> Option<String> {
    let mut names: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for name in link.split('/') {
        match name {
            "" | "." => (),
            ".." => drop(names.pop()?),
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

fn relative(folder: &str, target: &str) -> String {
    let here: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    let there: Vec<&str> = target.split('/').collect();
    let common = here.iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", here.len() - common);
    up.chain(there[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::renamed;

    fn after(path: &str, text: &str) -> String {
        renamed(path, text.to_owned(), &[("rules/old.md", "bcp/new.md")].into())
    }

    #[test]
    fn pages_that_change_places_take_their_links_along() {
        let renames = [("m/a.md", "m/b.md"), ("m/b.md", "m/c.md")].into();
        let text = "[a](a.md) [b](b.md) [c](c.md) [[a]] [[b|二]] [[c]] [[a".to_owned();
        assert_eq!(renamed("m/x.md", text, &renames), "[a](b.md) [b](c.md) [c](c.md) [[b]] [[c|二]] [[c]] [[a");
    }

    #[test]
    fn links_lead_to_the_new_place() {
        for (before, expected) in [
            ("[a](../rules/old.md#第3条) と [b](2-04.md)", "[a](../bcp/new.md#第3条) と [b](2-04.md)"),
            (
                "[a](../rules/older.md) [x](https://example.com/rules/old.md)",
                "[a](../rules/older.md) [x](https://example.com/rules/old.md)",
            ),
            ("[a](<../rules/old.md>) [[old]] [[old|規程]]", "[a](<../bcp/new.md>) [[new]] [[new|規程]]"),
            ("[a]: ../rules/old.md \"題\"\r\n", "[a]: ../bcp/new.md \"題\"\r\n"),
            ("```\n[a](../rules/old.md)\n```\n", "```\n[a](../rules/old.md)\n```\n"),
        ] {
            assert_eq!(after("manual/2-03.md", before), expected);
            assert_eq!(after("manual/2-03.md", expected), expected, "a second time");
        }
    }

    #[test]
    fn the_page_that_moves_keeps_its_links() {
        assert_eq!(
            after("rules/old.md", "[a](b.md) [c](../manual/2-03.md)"),
            "[a](../rules/b.md) [c](../manual/2-03.md)"
        );
        assert_eq!(after("rules/old.md", "[a](old.md#x) [b](#y)"), "[a](new.md#x) [b](#y)");
    }
}
