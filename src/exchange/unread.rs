//! What could not be read, gathered line by line: one finding for lines that stand together.

use crate::diagnostics::{Code, Finding, Sink};
use crate::source::Span;

/// How much of a line a finding repeats.
const SHOWN: usize = 30;

/// Lines of one file that could not be read, in order.
#[derive(Debug, Default)]
pub(super) struct Unread {
    blocks: Vec<Block>,
}

#[derive(Debug)]
struct Block {
    span: Span,
    place: String,
    text: String,
    count: usize,
    last: usize,
}

impl Unread {
    /// Takes the line or row `number`, called `place` for people.
    pub(super) fn take(&mut self, number: usize, place: &str, text: &str, span: Span) {
        match self.blocks.last_mut() {
            Some(block) if number <= block.last + 1 => {
                block.count += usize::from(number > block.last);
                block.last = number;
            }
            Some(_) | None => {
                self.blocks.push(Block { span, place: place.to_owned(), text: shortened(text), count: 1, last: number })
            }
        }
    }

    /// A finding for each block.
    pub(super) fn tell(self, sink: &mut Sink) {
        sink.extend(self.blocks.into_iter().map(|it| {
            let finding = Finding::at(Code::ImportUnread, it.span).with("place", it.place).with("text", it.text);
            finding.with("count", it.count)
        }));
    }
}

fn shortened(text: &str) -> String {
    let text = text.trim();
    let start: String = text.chars().take(SHOWN).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}
