//! A text as people read it who know no Markdown: a heading without `###`, and what its `{covers=...}` says in words. For the
//! page that shows what waits; never what is written into a file.

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// A heading, as it is shown.
    Heading(String),
    /// Any other, as it is written.
    Other(String),
}

impl Line {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Heading(text) | Self::Other(text) => text,
        }
    }
}

/// The lines of the file at `path`; only Markdown has headings.
pub(super) fn lines(path: &str, text: &str) -> Vec<Line> {
    let is_markdown = path.to_ascii_lowercase().ends_with(".md");
    let mut fence: Option<&str> = None;
    let mut line = |line: &str| {
        let fence_before = fence;
        fence = match (fence, FENCES.into_iter().find(|it| line.trim_start().starts_with(it))) {
            (None, opening) => opening,
            (Some(open), Some(closing)) if open == closing => None,
            (Some(open), _) => Some(open),
        };
        let heading = if is_markdown && fence_before.is_none() { heading(line) } else { None };
        heading.map_or_else(|| Line::Other(line.to_owned()), Line::Heading)
    };
    text.split('\n').map(&mut line).collect()
}

/// The texts of lines, one below the other.
pub(super) fn joined(lines: &[Line]) -> String {
    lines.iter().map(Line::text).collect::<Vec<_>>().join("\n")
}

/// What is no Markdown stands between two of one kind: code, settings.
const FENCES: [&str; 3] = ["```", "~~~", "+++"];

/// `### 第4条（管理体制）{covers=1-01}` as `■ 第4条（管理体制）〔チェックリスト 1-01〕`.
fn heading(line: &str) -> Option<String> {
    let inner = line.trim_start_matches(' ');
    let title = inner.trim_start_matches('#');
    let (indent, level) = (line.len() - inner.len(), inner.len() - title.len());
    if indent > 3 || !(1..=6).contains(&level) || !(title.is_empty() || title.starts_with([' ', '\t'])) {
        return None;
    }
    let title = title.trim();
    let (title, words) = match title.strip_suffix('}').and_then(|it| it.rsplit_once('{')) {
        Some((title, attributes)) => (title.trim_end(), attributes.split_whitespace().map(said).collect()),
        None => (title.trim_end_matches('#').trim_end(), Vec::new()),
    };
    let words: String = words.iter().map(|it| format!("〔{it}〕")).collect();
    Some(format!("{} {title}{words}", if level < 3 { '■' } else { '●' }))
}

/// What is attached to a heading, in words.
fn said(attribute: &str) -> String {
    match (attribute.split_once('='), attribute.strip_prefix('#')) {
        (Some(("covers", items)), _) => format!("チェックリスト {}", items.replace(',', "、")),
        (Some(("class", class)), _) => format!("見せる相手 {class}"),
        (None, Some(id)) => format!("目印 {id}"),
        (Some(_) | None, _) => attribute.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(path: &str, text: &str) -> String {
        joined(&lines(path, text))
    }

    #[test]
    fn headings_read_as_words() {
        let text = "### 第4条（管理体制）{covers=1-01,2-④ #kanri}\n\n本文 {{ 変数 }} # 1\n## 題 ##\n#題\n";
        let read = "● 第4条（管理体制）〔チェックリスト 1-01、2-④〕〔目印 kanri〕\n\n本文 {{ 変数 }} # 1\n■ 題\n#題\n";
        assert_eq!(shown("rules/a.md", text), read);
        assert_eq!(lines("a.md", "# 題")[0], Line::Heading("■ 題".to_owned()));
    }

    #[test]
    fn what_is_no_heading_stays() {
        for text in ["```\n# 印\n```\n", "+++\n# 注記\n+++\n", "    # 字下げ\n", "####### 七\n", ""] {
            assert_eq!(shown("a.md", text), text);
        }
        assert_eq!(shown("a.toml", "# 注記\n"), "# 注記\n");
        assert_eq!(shown("a.md", "```\n# 印\n```\n# 題"), "```\n# 印\n```\n■ 題");
    }
}
