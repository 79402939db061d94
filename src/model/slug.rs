//! Anchors made from headings and terms.

/// The text as an anchor, as GitHub makes it: letters, digits, `-` and `_` stay, ASCII in lower case, a space becomes `-`,
/// everything else is dropped. Not unique by itself; `section` where nothing is left.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '-' | '_' => slug.push(c),
            _ if c.is_whitespace() => slug.push('-'),
            _ if c.is_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            _ => (),
        }
    }
    if slug.is_empty() { "section".to_owned() } else { slug }
}
