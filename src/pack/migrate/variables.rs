//! `{{ name }}` under another name. Changes nothing but the name between the braces.

/// The text with `to` for `from`.
pub(super) fn renamed(text: String, from: &str, to: &str) -> String {
    if !text.contains("{{") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(open) = rest.find("{{") {
        let inner = open + 2;
        let Some(end) = rest[inner..].find("}}").map(|it| it + inner) else { break };
        let name = &rest[inner..end];
        if name.trim() == from {
            out.push_str(&rest[..inner]);
            out.push_str(&name.replacen(from, to, 1));
            rest = &rest[end..];
        } else {
            // Braces that are not closed must not hide the next ones.
            out.push_str(&rest[..inner]);
            rest = &rest[inner..];
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn only_the_name_changes() {
        for (before, after) in [
            ("電話 {{ facility.tel }}、{{facility.tel}}", "電話 {{ facility.phone }}、{{facility.phone}}"),
            ("{{ facility.tel2 }} {{ x.facility.tel }}", "{{ facility.tel2 }} {{ x.facility.tel }}"),
            ("{{ broken {{ facility.tel }}", "{{ broken {{ facility.phone }}"),
            ("facility.tel }} {{", "facility.tel }} {{"),
        ] {
            assert_eq!(renamed(before.to_owned(), "facility.tel", "facility.phone"), after);
            assert_eq!(renamed(after.to_owned(), "facility.tel", "facility.phone"), after, "a second time");
        }
    }
}
