//! `{name}` in a text. Only small letters and `_` between the braces make a placeholder: `{{ facility.name }}` and
//! `{#id}`, which authors write, are plain text. What is filled in is never read again as a template.

use std::ops::Range;

/// Puts the values in place of the placeholders; one without a value becomes 「…」.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(place) = next_placeholder(rest) {
        let name = &rest[place.start + 1..place.end - 1];
        text.push_str(&rest[..place.start]);
        text.push_str(values.iter().find(|it| it.0 == name).map_or("…", |it| it.1));
        rest = &rest[place.end..];
    }
    text + rest
}

/// The names of the placeholders, in order, as often as they occur.
pub(super) fn placeholders(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(place) = next_placeholder(rest) {
        names.push(&rest[place.start + 1..place.end - 1]);
        rest = &rest[place.end..];
    }
    names
}

fn next_placeholder(text: &str) -> Option<Range<usize>> {
    text.match_indices('{').find_map(|(start, _)| {
        let rest = &text[start + 1..];
        let length = rest.find(|it: char| !it.is_ascii_lowercase() && it != '_')?;
        (length > 0 && rest[length..].starts_with('}')).then(|| start..start + length + 2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_authors_write_in_braces_is_plain_text() {
        let template = "{{ facility.name }} {#id} {covers=2-03} {} { a } {Name} {a";
        assert_eq!(fill(template, &[("a", "x"), ("facility", "y")]), template);
        assert_eq!(placeholders(template), Vec::<&str>::new());
    }

    #[test]
    fn values_are_put_in_once() {
        assert_eq!(fill("{a}と{b}、{a}", &[("a", "{b}"), ("b", "2")]), "{b}と2、{b}");
        assert_eq!(fill("「{a}」", &[]), "「…」");
        assert_eq!(placeholders("{a}と{b}、{a}"), ["a", "b", "a"]);
    }
}
