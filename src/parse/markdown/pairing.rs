//! CommonMark's delimiter algorithm: which delimiter runs open and close what. Never builds a tree, never recurses; its
//! lower bounds keep it from searching for one opener twice, so hostile text costs no more than any other.

use super::flanking::Flanking;

/// A maximal run of one delimiter character.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) delimiter: u8,
    pub(super) length: usize,
    flanking: Flanking,
    /// The widths (1 or 2) of what it closes, innermost first; these are its first characters.
    pub(super) closes: Vec<u8>,
    /// The widths of what it opens, innermost first; these are its last characters.
    pub(super) opens: Vec<u8>,
}

impl Run {
    /// A run that has found nothing yet.
    pub(super) fn new(delimiter: u8, length: usize, flanking: Flanking) -> Self {
        Self { delimiter, length, flanking, closes: Vec::new(), opens: Vec::new() }
    }

    fn both(&self) -> bool {
        self.flanking.opens && self.flanking.closes
    }
}

/// A run with characters that may still open something.
#[derive(Debug, Clone, Copy)]
struct Opener {
    run: usize,
    left: usize,
}

/// No opener below the bound fits a closer of that kind: a slot for each answer that [`fits`] can give.
type Bounds = [usize; SLOTS];

const SLOTS: usize = 14;

/// Pairs the runs of one inline container, in order of their appearance. A link or image is a container of its own.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    pub(super) runs: Vec<Run>,
    openers: Vec<Opener>,
    bounds: Bounds,
    /// Where the openers of the innermost link begin.
    floor: usize,
    outer: Vec<(usize, Bounds)>,
}

impl Pairing {
    /// Begins afresh.
    pub(super) fn clear(&mut self) {
        self.runs.clear();
        self.openers.clear();
        self.outer.clear();
        self.bounds = [0; SLOTS];
        self.floor = 0;
    }

    /// Begins a link or image.
    pub(super) fn enter(&mut self) {
        self.outer.push((self.floor, self.bounds));
        self.floor = self.openers.len();
        self.bounds = [self.floor; SLOTS];
    }

    /// Ends it; what is open within stays literal.
    pub(super) fn leave(&mut self) {
        self.openers.truncate(self.floor);
        if let Some((floor, bounds)) = self.outer.pop() {
            self.floor = floor;
            self.bounds = bounds;
        }
    }

    /// Takes the next run.
    pub(super) fn push(&mut self, run: Run) {
        let index = self.runs.len();
        let mut left = run.length;
        let opens = run.flanking.opens;
        let closes = run.flanking.closes;
        self.runs.push(run);
        while closes && left > 0 {
            let Some(at) = self.opener_for(index) else { break };
            left -= self.pair(at, index, left);
        }
        if opens && left > 0 {
            self.openers.push(Opener { run: index, left });
        }
    }

    /// The nearest opener that the run can close, as an index into the openers.
    fn opener_for(&mut self, index: usize) -> Option<usize> {
        let closer = &self.runs[index];
        let slot = bound_slot(closer);
        let bound = self.bounds[slot].min(self.openers.len());
        let found = self.openers[bound..].iter().rposition(|it| fits(&self.runs[it.run], closer));
        if found.is_none() {
            self.bounds[slot] = self.openers.len();
        }
        found.map(|it| it + bound)
    }

    /// Pairs all characters that both have; what was open between them stays literal. Returns how many they are.
    fn pair(&mut self, at: usize, closer: usize, left: usize) -> usize {
        let opener = self.openers[at];
        let matched = left.min(opener.left);
        for inner in (0..matched).step_by(2) {
            let width = if matched - inner >= 2 { 2 } else { 1 };
            self.runs[opener.run].opens.push(width);
            self.runs[closer].closes.push(width);
        }
        self.openers.truncate(at);
        if opener.left > matched {
            self.openers.push(Opener { run: opener.run, left: opener.left - matched });
        }
        for bound in &mut self.bounds {
            *bound = (*bound).min(at);
        }
        matched
    }
}

/// Rules 9 and 10 of CommonMark on multiples of three; `~` pairs with its own length only.
fn fits(opener: &Run, closer: &Run) -> bool {
    let (a, b) = (opener.length, closer.length);
    opener.delimiter == closer.delimiter
        && if closer.delimiter == b'~' {
            a == b
        } else {
            (!opener.both() && !closer.both()) || !(a + b).is_multiple_of(3) || b.is_multiple_of(3)
        }
}

fn bound_slot(closer: &Run) -> usize {
    let kind = closer.length % 3 + if closer.both() { 3 } else { 0 };
    match closer.delimiter {
        b'*' => kind,
        b'_' => 6 + kind,
        _ => 12 + (closer.length - 1) % 2,
    }
}
