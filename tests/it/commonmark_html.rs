//! The prose tree as the HTML that the CommonMark specification prints. For tests alone.

use toji::model::{Block, BlockKind, Inline, Inlines, RawRef};

/// The blocks as HTML.
pub(crate) fn html(blocks: &[Block<RawRef>]) -> String {
    let mut out = String::new();
    push_blocks(blocks, &mut out);
    out
}

fn push_blocks(blocks: &[Block<RawRef>], out: &mut String) {
    for block in blocks {
        push_block(block, out);
    }
}

fn push_block(block: &Block<RawRef>, out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') && !matches!(block.kind, BlockKind::Plain(_)) {
        out.push('\n');
    }
    match &block.kind {
        BlockKind::Paragraph(content) => wrap("p", content, out),
        BlockKind::Plain(content) => push_inlines(content, out),
        BlockKind::Heading(heading) => wrap(&format!("h{}", heading.level), &heading.content, out),
        BlockKind::List { start, items } => push_list(*start, items, out),
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => {
            out.push_str("<blockquote>\n");
            push_blocks(blocks, out);
            out.push_str("</blockquote>\n");
        }
        BlockKind::Code { info, text } => {
            let language = info.split_whitespace().next().unwrap_or_default();
            match language {
                "" => out.push_str("<pre><code>"),
                it => out.push_str(&format!("<pre><code class=\"language-{}\">", escaped(it))),
            }
            out.push_str(&escaped(text));
            out.push_str("</code></pre>\n");
        }
        BlockKind::Rule => out.push_str("<hr />\n"),
        BlockKind::Table(_) | BlockKind::Definitions(_) | BlockKind::Footnote { .. } | BlockKind::View(_) => {
            out.push_str("<extension>\n");
        }
    }
}

fn wrap(tag: &str, content: &Inlines<RawRef>, out: &mut String) {
    out.push_str(&format!("<{tag}>"));
    push_inlines(content, out);
    out.push_str(&format!("</{tag}>\n"));
}

fn push_list(start: Option<u64>, items: &[Vec<Block<RawRef>>], out: &mut String) {
    let (open, close) = match start {
        None => ("<ul>".to_owned(), "</ul>"),
        Some(1) => ("<ol>".to_owned(), "</ol>"),
        Some(it) => (format!("<ol start=\"{it}\">"), "</ol>"),
    };
    out.push_str(&open);
    out.push('\n');
    for item in items {
        out.push_str("<li>");
        push_blocks(item, out);
        out.push_str("</li>\n");
    }
    out.push_str(close);
    out.push('\n');
}

fn push_inlines(inlines: &Inlines<RawRef>, out: &mut String) {
    for inline in inlines {
        push_inline(inline, out);
    }
}

fn push_inline(inline: &Inline<RawRef>, out: &mut String) {
    let mut wrap = |tag: &str, inner: &Inlines<RawRef>| {
        out.push_str(&format!("<{tag}>"));
        push_inlines(inner, out);
        out.push_str(&format!("</{tag}>"));
    };
    match inline {
        Inline::Emphasis(inner) => wrap("em", inner),
        Inline::Strong(inner) => wrap("strong", inner),
        Inline::Strikethrough(inner) => wrap("del", inner),
        Inline::Text(text) => out.push_str(&escaped(text)),
        Inline::Code(text) => out.push_str(&format!("<code>{}</code>", escaped(text))),
        Inline::HardBreak => out.push_str("<br />\n"),
        Inline::Ref(it) => {
            out.push_str(&format!("<a href=\"{}\"{}>", url(&it.to), title(it.title.as_deref())));
            push_inlines(&it.shown, out);
            out.push_str("</a>");
        }
        Inline::Image(it) => {
            let alt = escaped(&it.alt);
            out.push_str(&format!("<img src=\"{}\" alt=\"{alt}\"{} />", url(&it.source), title(it.title.as_deref())));
        }
        Inline::Value(_) | Inline::FootnoteRef(_) | Inline::Checkbox(_) => out.push_str("<extension>"),
    }
}

fn title(title: Option<&str>) -> String {
    title.map_or_else(String::new, |it| format!(" title=\"{}\"", escaped(it)))
}

fn url(to: &RawRef) -> String {
    match to {
        RawRef::Outside(url) => percent_encoded(url),
        RawRef::Path(it) => match &it.heading {
            Some(heading) => format!("{}#{}", percent_encoded(&it.path), percent_encoded(heading)),
            None => percent_encoded(&it.path),
        },
        RawRef::Wiki(_) => "wiki".to_owned(),
        RawRef::Guideline { .. } | RawRef::Part(_) | RawRef::Item(_) | RawRef::Clause(_) | RawRef::RulesClause(_) => {
            "reference".to_owned()
        }
        RawRef::Rules
        | RawRef::Bcp(_)
        | RawRef::Row(_)
        | RawRef::Drawing(_)
        | RawRef::NoNumber(..)
        | RawRef::Variable(_) => "reference".to_owned(),
    }
}

fn percent_encoded(url: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.!~*'();/?:@&=+$,#%".contains(&b);
    let encoded: String =
        url.bytes().map(|it| if plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") }).collect();
    escaped(&encoded)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
