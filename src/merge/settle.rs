//! The merge of three files: read, merged, looked at once more, and written as the member writes. What cannot be merged
//! surely is left to people.

use std::borrow::Cow;

use super::Three;
use super::columns::{Laid, laid_out};
use super::join::{Files, Piece};
use super::loss::is_any_lost;
use super::node::Node;
use super::outcome::{Choice, Clash, Conflict, Merged, Sides, Undecided};
use super::split::Format;
use super::text::{LineEnd, normal, read, rewritten};
use super::three::{Aim, Merger, Texts};
use crate::source::Writing;

/// As [`super::merge`]; of the blocks with an id in `settled` it was decided that the member's text stands.
pub fn settle(path: &str, three: Three<'_>, settled: &[&str]) -> Merged {
    let Three { base, mine, theirs } = three;
    if mine == theirs || base == Some(theirs) || settled.contains(&"") {
        return Merged::Unchanged;
    }
    if base == Some(mine) {
        return Merged::Replaced(theirs.to_vec());
    }
    by_block(path, three, settled).or_else(|| untouched(path, three)).unwrap_or_else(|| whole(theirs))
}

/// Two texts that differ in nothing but line ends, mark and composition are one, whatever their blocks: where the member's is
/// the template's old one, the new one takes its place, written as the member's is.
fn untouched(path: &str, three: Three<'_>) -> Option<Merged> {
    Format::of(path)?;
    let (base, _) = read(three.base?)?;
    let (mine, writing) = read(three.mine)?;
    let (theirs, _) = read(three.theirs)?;
    let [base, mine_read, theirs_read] = [&base, &mine, &theirs].map(|it| normal(it));
    if theirs_read == mine_read || theirs_read == base {
        return Some(Merged::Unchanged);
    }
    if base != mine_read {
        return None;
    }
    let text = LineEnd::of([&mine, &theirs]).apply(&theirs);
    rewritten(three.mine, (&mine, writing), &text).map(Merged::Merged)
}

/// Two files that nobody but a person can merge.
fn whole(theirs: &[u8]) -> Merged {
    let conflict = Conflict { id: String::new(), name: String::new(), sides: Sides::Files };
    Merged::Clash(Clash::new(theirs.to_vec(), conflict, []))
}

/// `None` where the files are no blocks to us, or what came out does not read as it should, or lacks what the member wrote.
fn by_block(path: &str, three: Three<'_>, settled: &[&str]) -> Option<Merged> {
    let opened = Opened::new(path, three)?;
    if normal(&opened.before) == normal(&opened.theirs) {
        return Some(Merged::Unchanged);
    }
    let [base, mine, theirs] = opened.split();
    let mut merger = Merger::new(opened.texts(), Aim::Merge(settled));
    let pieces = merger.list(&base, &mine, &theirs);
    let text = opened.files().joined(&pieces);
    opened.reads_as(&text, &pieces).then_some(())?;
    let bytes = rewritten(three.mine, (&opened.before, opened.writing), &text)?;
    // With a conflict the member's file stays as it was; this is asked again when all is decided.
    (!merger.conflicts.is_empty() || opened.keeps(three, &bytes)).then_some(())?;
    let mut conflicts = merger.conflicts.into_iter();
    Some(match conflicts.next() {
        Some(first) => Merged::Clash(Clash::new(bytes, first, conflicts)),
        None if bytes == three.mine => Merged::Unchanged,
        None => Merged::Merged(bytes),
    })
}

/// The member's file with one block decided, everything else in it as it was. Where the member's text was taken nothing
/// changes: the block's id goes among those `settled` ([`settle`]), as it does for an edited text.
///
/// # Errors
/// Where no conflict has this id, or the member's file has no sign for a character of the text that was taken.
pub fn decide(path: &str, three: Three<'_>, block: &str, choice: Choice<'_>) -> Result<Vec<u8>, Undecided> {
    if block.is_empty() {
        return Ok(decide_whole(three, choice));
    }
    let opened = Opened::new(path, three).ok_or(Undecided::NoSuchBlock)?;
    let [base, mine, theirs] = opened.split();
    let mut merger = Merger::new(opened.texts(), Aim::Decide(block, choice));
    let pieces = merger.list(&base, &mine, &theirs);
    if !merger.met.contains(block) {
        return Err(Undecided::NoSuchBlock);
    }
    if choice == Choice::Mine {
        return Ok(three.mine.to_vec());
    }
    let text = opened.files().joined(&pieces);
    rewritten(three.mine, (&opened.before, opened.writing), &text).ok_or(Undecided::Unwritable)
}

fn decide_whole(three: Three<'_>, choice: Choice<'_>) -> Vec<u8> {
    match choice {
        Choice::Mine => three.mine.to_vec(),
        Choice::Theirs => three.theirs.to_vec(),
        Choice::Edited(text) => text.as_bytes().to_vec(),
    }
}

/// Three files as texts.
struct Opened<'a> {
    format: Format,
    base: Cow<'a, str>,
    /// The member's as it is in the file.
    before: Cow<'a, str>,
    /// The member's; a register has the template's columns.
    mine: Cow<'a, str>,
    theirs: Cow<'a, str>,
    /// How the member's is written.
    writing: Writing,
}

impl<'a> Opened<'a> {
    /// `None` where one of them is no text, or their format has no blocks.
    fn new(path: &str, three: Three<'a>) -> Option<Self> {
        let format = Format::of(path)?;
        let base = three.base.map_or(Some((Cow::Borrowed(""), Writing::Utf8)), read)?.0;
        let (mine, writing) = read(three.mine)?;
        let theirs = read(three.theirs)?.0;
        // Behind a quote that nobody closed no cell is what it seems.
        let is_open = |it: &str| it.matches('"').count() % 2 == 1;
        if format == Format::Csv && [&*base, &*mine, &*theirs].into_iter().any(is_open) {
            return None;
        }
        let opened = Self { format, base, before: mine.clone(), mine, theirs, writing };
        match format {
            Format::Csv => opened.laid_out(),
            Format::Markdown | Format::Toml => Some(opened),
        }
    }

    fn laid_out(self) -> Option<Self> {
        match laid_out([&self.base, &self.mine, &self.theirs]) {
            Laid::Alike => Some(self),
            Laid::Anew([base, mine, theirs]) => {
                Some(Self { base: base.into(), mine: mine.into(), theirs: theirs.into(), ..self })
            }
            Laid::Apart => None,
        }
    }

    fn split(&self) -> [Vec<Node>; 3] {
        [&self.base, &self.mine, &self.theirs].map(|it| self.format.split(it))
    }

    fn texts(&self) -> Texts<'_> {
        Texts { base: &self.base, mine: &self.mine, theirs: &self.theirs }
    }

    fn files(&self) -> Files<'_> {
        let line_end = LineEnd::of([&self.mine, &self.theirs]);
        Files { mine: &self.mine, theirs: &self.theirs, line_end }
    }

    /// Whether every line that only the member has is in what is to be written.
    fn keeps(&self, three: Three<'_>, after: &[u8]) -> bool {
        // As it is in the file: laid out anew it lacks the columns that went.
        let base = three.base.and_then(read).map_or(Cow::Borrowed(""), |it| it.0);
        read(after).is_some_and(|it| !is_any_lost(self.format, [&base, &self.before, &it.0]))
    }

    /// Whether the text has the blocks that were put together, each where it was put: a fence that nobody closed, say,
    /// would swallow what was put behind it.
    fn reads_as(&self, text: &str, pieces: &[Piece<'_>]) -> bool {
        let nodes = self.format.split(text);
        let leaves: Vec<&Node> = nodes.iter().flat_map(Node::leaves).collect();
        let fits = |leaf: &&Node, piece: &Piece<'_>| {
            piece.expected().is_none_or(|(sign, normal)| leaf.sign == sign && leaf.normal == normal)
        };
        leaves.len() == pieces.len()
            && leaves.iter().zip(pieces).all(|(leaf, piece)| fits(leaf, piece))
            && self.is_sound(text)
    }

    /// Whether it is as sound TOML as the files that it came from.
    fn is_sound(&self, text: &str) -> bool {
        let parses = |it: &str| it.parse::<toml::Table>().is_ok();
        match self.format {
            Format::Toml => parses(text) || !parses(&self.mine) || !parses(&self.theirs),
            Format::Markdown | Format::Csv => true,
        }
    }
}
