//! Pages as their links say it: what a page defines, what it points at. Enough of HTML for what our templates write.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

/// The values of an attribute, entities resolved.
pub(crate) fn attributes(html: &str, name: &str) -> Vec<String> {
    let key = format!(" {name}=\"");
    let values = html.split(&key).skip(1).map(|it| it.split('"').next().unwrap_or_default());
    values.map(unescaped).collect()
}

fn unescaped(text: &str) -> String {
    let entities = [("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |it, (entity, character)| it.replace(entity, character))
}

/// What stands between tags.
pub(crate) fn text(html: &str) -> String {
    let without = html.split('<').map(|it| it.split_once('>').map_or(it, |it| it.1)).collect::<String>();
    unescaped(&without)
}

fn decoded(url: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = url.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = (*first == b'%').then(|| tail.get(..2)).flatten();
        let byte = hex.and_then(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap()
}

/// The path that `url` leads to from `page`; `None` where it leaves the site.
pub(crate) fn join(page: &str, url: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in url.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Every link of `pages` that leads nowhere, with its page.
pub(crate) fn dead_links<'a>(
    pages: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    files: &BTreeMap<String, Vec<u8>>,
) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<String>> =
        pages.clone().map(|(path, html)| (path, attributes(html, "id").into_iter().collect())).collect();
    let mut dead = Vec::new();
    for (page, html) in pages {
        for url in links(html).filter(|it| !is_outside(it)) {
            if let Err(why) = leads(page, &url, &ids, files) {
                dead.push(format!("{page}: {url}: {why}"));
            }
        }
    }
    dead
}

/// Everything that a page points at.
pub(crate) fn links(html: &str) -> impl Iterator<Item = String> {
    let names = ["href", "src", "action", "srcset", "data", "poster", "formaction", "cite"];
    names.into_iter().flat_map(move |it| attributes(html, it))
}

pub(crate) fn is_outside(url: &str) -> bool {
    ["http:", "https:", "mailto:", "tel:"].iter().any(|it| url.starts_with(it))
}

fn leads(
    page: &str,
    url: &str,
    ids: &BTreeMap<&str, BTreeSet<String>>,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<(), &'static str> {
    if url.starts_with('/') || url.contains("//") || url.contains(':') || url.contains('\\') {
        return Err("not relative");
    }
    let (path, fragment) = url.split_once('#').map_or((url, None), |(path, fragment)| (path, Some(fragment)));
    let target = match path {
        "" => page.to_owned(),
        path => join(page, &decoded(path)).ok_or("leaves the site")?,
    };
    if !files.contains_key(&target) {
        return Err("no such file");
    }
    let Some(fragment) = fragment.filter(|_| target.ends_with(".html")) else { return Ok(()) };
    let there = ids.get(target.as_str()).is_some_and(|it| it.contains(&decoded(fragment)));
    if there { Ok(()) } else { Err("no such fragment") }
}

#[test]
fn a_dead_link_is_found() {
    let page = r##"<a id="一" href="#%E4%B8%80">x</a><a href="b/c.html#x">y</a><a href="../out.html">z</a><img src="/a.png"><a href="gone.html">"##;
    let files = BTreeMap::from([("a.html".to_owned(), Vec::new()), ("b/c.html".to_owned(), Vec::new())]);
    let dead = dead_links([("a.html", page), ("b/c.html", "")].into_iter(), &files);
    assert_eq!(dead.len(), 4, "{dead:?}");
    assert_eq!(text("<p>a &lt;b&gt;</p> <b>c</b>"), "a <b> c");
}
