//! The grammar of references for texts that are no Markdown: what a ▶ note of a manual cites, and which words of a line
//! would be links. Looks nothing up.

use std::ops::Range;

use super::references;
use super::run::Run;
use crate::diagnostics::Sink;
use crate::model::{Inline, Inlines, ItemId, RawRef, plain_text};
use crate::source::{FileId, Spanned};

/// What the lines of a note cite, and the text of them that cites nothing.
pub fn cited(file: FileId, text: &str, pieces: &[Range<usize>]) -> (Vec<Spanned<RawRef>>, String) {
    let mut run = Run::new(file);
    for piece in pieces {
        if !run.is_empty() {
            run.push("\n", piece.start..piece.start);
        }
        run.push(text.get(piece.clone()).unwrap_or_default(), piece.clone());
    }
    // A note has no variable, so that nothing can be told of it.
    let inlines = references::scan(&run, Inlines::new(), &mut Sink::default());
    let mut found = Vec::new();
    let mut left = Inlines::new();
    for inline in inlines {
        if let Inline::Ref(it) = inline {
            found.push(Spanned::new(it.to, it.span));
        } else {
            left.push(inline);
        }
    }
    let left = plain_text(&left);
    (found, left.trim_matches(|it: char| it.is_whitespace() || "、，,▶".contains(it)).to_owned())
}

/// The places of a line of somebody else's text that must not become links: items that are not known, articles of papers
/// that the binder does not hold, variables.
pub fn dead_links(line: &str, file: FileId, is_known: &dyn Fn(ItemId) -> bool) -> Vec<Range<usize>> {
    let mut run = Run::new(file);
    run.push(line, 0..line.len());
    let inlines = references::scan(&run, Inlines::new(), &mut Sink::default());
    let dead = inlines.into_iter().filter_map(|inline| {
        let Inline::Ref(it) = inline else { return None };
        let is_dead = match &it.to {
            RawRef::Item(id) => !is_known(*id),
            RawRef::Clause(_) | RawRef::RulesClause(_) | RawRef::Rules | RawRef::Bcp(_) | RawRef::Row(_) => true,
            RawRef::Variable(_) | RawRef::Wiki(_) | RawRef::Path(_) | RawRef::Outside(_) => true,
            RawRef::Guideline { .. } | RawRef::Part(_) | RawRef::NoNumber(..) => true,
            RawRef::Drawing(_) => false,
        };
        is_dead.then(|| it.span.range())
    });
    dead.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn a_note_over_several_lines_is_one() {
        let text = "▶架空編\n（頁の終わり）\n3.1.2②、８③\n";
        let mut sources = Sources::default();
        let file = sources.add("a", text);
        let second = text.find("3.1").unwrap_or_default();
        let (found, left) = cited(file, text, &[0.."▶架空編".len(), second..text.len() - 1]);
        let sections: Vec<_> = found.iter().map(|it| sources.slice(it.span)).collect();
        assert_eq!((sections.len(), left.as_str()), (2, ""), "{sections:?}");
        let RawRef::Guideline { section, item, .. } = &found[0].value else { panic!("{found:?}") };
        assert_eq!((section.to_string(), item.map(|it| it.number())), ("3.1.2".to_owned(), Some(2)));
    }

    #[test]
    fn links_into_nothing_are_found() {
        let file = Sources::default().add("a", "");
        let known = |id: ItemId| id.number() <= 3;
        let line = "2-①と2-⑨、第12条、▶架空編 3.2";
        let dead: Vec<_> = dead_links(line, file, &known).into_iter().map(|it| &line[it]).collect();
        assert_eq!(dead, ["2-⑨", "第12条", "▶架空編 3.2"]);
    }
}
