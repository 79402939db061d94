//! The variables that a pack's managed pages name. Reads text; looks nothing up.

use std::collections::BTreeMap;

use super::texts;
use crate::pack::Pack;
use crate::source::{Sources, Span};

/// Each variable, with the first place of it.
pub(super) fn variables(pack: &Pack, sources: &mut Sources) -> BTreeMap<String, Span> {
    let mut found = BTreeMap::new();
    for file in texts(pack, sources) {
        let text = sources.file(file).text();
        for (start, _) in text.match_indices("{{") {
            let Some(end) = text[start..].find("}}").map(|it| start + it) else { break };
            let name = text[start + 2..end].trim();
            if is_name(name) {
                found.entry(name.to_owned()).or_insert(Span::new(file, start..end + 2));
            }
        }
    }
    found
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_alphanumeric() || "._-[]".contains(it))
}
