//! Words of the change notice: blocks as lines with what is different in them, migrations as sentences. Pure.

use crate::model::{Migration, ValuePlace};
use crate::render::sheets::Run;
use crate::year::{Piece, words};

/// The lines of both sides, what only one of them has marked.
pub(super) fn sides(before: Option<&str>, after: Option<&str>) -> (Vec<Vec<Run>>, Vec<Vec<Run>>) {
    match (before.map(readable), after.map(readable)) {
        (Some(before), Some(after)) => {
            let pieces = words(&before, &after);
            let side = |own: fn(&Piece) -> Option<(&str, bool)>| lines(pieces.iter().filter_map(own));
            (side(of_old), side(of_new))
        }
        (before, after) => {
            let side = |it: Option<String>| it.map(|it| lines([(it.as_str(), false)].into_iter())).unwrap_or_default();
            (side(before), side(after))
        }
    }
}

fn of_old(piece: &Piece) -> Option<(&str, bool)> {
    match piece {
        Piece::Same(it) => Some((it, false)),
        Piece::Removed(it) => Some((it, true)),
        Piece::Added(_) => None,
    }
}

fn of_new(piece: &Piece) -> Option<(&str, bool)> {
    match piece {
        Piece::Same(it) => Some((it, false)),
        Piece::Added(it) => Some((it, true)),
        Piece::Removed(_) => None,
    }
}

fn lines<'a>(runs: impl Iterator<Item = (&'a str, bool)>) -> Vec<Vec<Run>> {
    let mut lines = vec![Vec::new()];
    for (text, is_different) in runs {
        for (i, part) in text.split('\n').enumerate() {
            if i > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push(Run { text: part.to_owned(), is_different });
            }
        }
    }
    lines.retain(|it| !it.is_empty());
    lines
}

/// A block as people read it: headings without their signs.
fn readable(text: &str) -> String {
    let lines =
        text.lines().map(|it| if it.starts_with('#') { bare(it.trim_start_matches('#')) } else { it.to_owned() });
    lines.collect::<Vec<_>>().join("\n")
}

/// A heading without its attributes; a variable at its end is none.
pub(super) fn bare(heading: &str) -> String {
    let heading = heading.trim();
    let attributes = heading.rfind('{').filter(|at| heading.ends_with('}') && !heading[..*at].ends_with('{'));
    attributes.map_or(heading, |at| heading[..at].trim_end()).to_owned()
}

/// A migration as a sentence.
pub(super) fn migration(migration: &Migration) -> String {
    match migration {
        Migration::RenamePage { from, to } => format!("ページ {from} の名前が {to} に変わります。"),
        Migration::SplitPage { from, into } => {
            format!("ページ {from} の内容は、{} に分かれます。", into.join("、"))
        }
        Migration::RenameVariable { from, to } => {
            format!("差し込みの名前 {{{{ {from} }}}} が {{{{ {to} }}}} に変わります。")
        }
        Migration::MapValue { place, from, to } => format!("{}の値「{from}」が「{to}」に変わります。", shown(place)),
        Migration::RetirePage { path } => {
            format!("ページ {path} は、ひな型から外れます。施設で書き直していたときは、施設のページとして残ります。")
        }
    }
}

fn shown(place: &ValuePlace) -> String {
    match place {
        ValuePlace::Column { register, column } => format!("{}の列「{column}」", register.japanese()),
        ValuePlace::Key(key) => format!("binder.toml の {key} "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_different_is_marked_on_its_own_side() {
        let (before, after) = sides(Some("## 第3条 {#a}\n\n毎月数える。"), Some("## 第3条 {#a}\n\n毎週数える。"));
        let marked = |lines: &[Vec<Run>]| -> Vec<String> {
            lines.iter().flatten().filter(|it| it.is_different).map(|it| it.text.clone()).collect()
        };
        assert_eq!((marked(&before), marked(&after)), (vec!["毎月数".to_owned()], vec!["毎週数".to_owned()]));
        assert_eq!(before.len(), 2);
        assert_eq!(before[0][0].text, "第3条");
        assert_eq!(
            (bare("第4条 {covers=1-01}"), bare("{{ facility.name }}")),
            ("第4条".into(), "{{ facility.name }}".into())
        );
        assert_eq!(sides(None, Some("a\nb")).1.len(), 2);
        assert!(sides(None, Some("a")).0.is_empty());
    }
}
