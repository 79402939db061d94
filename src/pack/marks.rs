//! Which of an author's marks a path fits. Looks at text only.

use crate::model::Share;
use crate::parse::pack::Marks;

/// What becomes of the file with this path; `None` where nothing says.
pub(super) fn share(marks: &Marks, path: &str) -> Option<Share> {
    let marked = |patterns: &[String]| patterns.iter().any(|it| fits(it, path));
    match () {
        () if marked(&marks.example) => Some(Share::Example),
        () if marked(&marks.seed) => Some(Share::Seed),
        () if marked(&marks.managed) => Some(Share::Managed),
        () => None,
    }
}

/// Whether a path fits a pattern: `*` stands for any part of a name, `**` for any names.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    names_fit(&pattern, &path)
}

fn names_fit(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        ([], []) => true,
        (["**", rest @ ..], _) => (0..=path.len()).any(|it| names_fit(rest, &path[it..])),
        ([first, rest @ ..], [name, names @ ..]) => name_fits(first, name) && names_fit(rest, names),
        ([], [_, ..]) | ([_, ..], []) => false,
    }
}

fn name_fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|name| {
            let ends = name.char_indices().map(|it| it.0).chain([name.len()]);
            ends.into_iter().any(|it| name_fits(rest, &name[it..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_names() {
        for (pattern, path) in [
            ("manual/**", "manual/2-03.md"),
            ("manual/**", "manual/figures/a.png"),
            ("registers/*.csv", "registers/devices.csv"),
            ("binder.toml", "binder.toml"),
            ("**/*.md", "a/b/c.md"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("manual/**", "manuals/a.md"),
            ("registers/*.csv", "registers/old/devices.csv"),
            ("registers/*.csv", "registers/devices.csv.bak"),
            ("binder.toml", "a/binder.toml"),
        ] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }
}
