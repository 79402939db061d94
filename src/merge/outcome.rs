//! What comes out of a merge. Types only.

/// What becomes of the member's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// It stays as it is: the template brings nothing that is not in it.
    Unchanged,
    /// The member changed nothing: the template's new file, byte for byte.
    Replaced(Vec<u8>),
    /// Both changed it, in different blocks (or it is written in another way than the template's): the file to write.
    Merged(Vec<u8>),
    /// Both changed one block: the member's file stays as it was until somebody decided.
    Clash(Clash),
}

impl Merged {
    /// The file to write; `None` where the member's stays.
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Replaced(bytes) | Self::Merged(bytes) => Some(bytes),
            Self::Unchanged | Self::Clash(_) => None,
        }
    }

    /// What is to be decided.
    pub fn conflicts(&self) -> &[Conflict] {
        match self {
            Self::Clash(clash) => clash.conflicts(),
            Self::Unchanged | Self::Replaced(_) | Self::Merged(_) => &[],
        }
    }
}

/// What waits for a decision. There is always at least one conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    proposal: Vec<u8>,
    conflicts: Vec<Conflict>,
}

impl Clash {
    /// Conflicts, the first one and the others, and what the file would be with the template's text in each of them.
    pub(super) fn new(proposal: Vec<u8>, first: Conflict, others: impl IntoIterator<Item = Conflict>) -> Self {
        Self { proposal, conflicts: std::iter::once(first).chain(others).collect() }
    }

    /// The member's file with everything that could be merged, and with the template's text where both changed a block.
    pub fn proposal(&self) -> &[u8] {
        &self.proposal
    }

    /// In the order of the file; never empty.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }
}

/// A block that somebody must decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The block's id ([`super::Block::id`]); empty for the whole file.
    pub id: String,
    /// What people call it; empty for the whole file.
    pub name: String,
    /// Who did what, with the texts (LF, without a mark).
    pub sides: Sides,
}

/// Who did what to a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sides {
    /// Both changed it.
    BothChanged {
        /// As the template had it.
        base: String,
        /// As the member has it.
        mine: String,
        /// As the new template has it.
        theirs: String,
    },
    /// Both added it, and not alike.
    BothAdded {
        /// As the member has it.
        mine: String,
        /// As the new template has it.
        theirs: String,
    },
    /// The member took it out, the template changed it.
    Deleted {
        /// As the template had it.
        base: String,
        /// As the new template has it.
        theirs: String,
    },
    /// The member changed it, the template took it out.
    Retired {
        /// As the template had it.
        base: String,
        /// As the member has it.
        mine: String,
    },
    /// Two files that cannot be told apart block by block: a picture, a PDF, a text that is in no encoding that is known.
    Files,
}

impl Sides {
    /// As the template had it.
    pub fn base(&self) -> Option<&str> {
        match self {
            Self::BothChanged { base, .. } | Self::Deleted { base, .. } | Self::Retired { base, .. } => Some(base),
            Self::BothAdded { .. } | Self::Files => None,
        }
    }

    /// As the member has it.
    pub fn mine(&self) -> Option<&str> {
        match self {
            Self::BothChanged { mine, .. } | Self::BothAdded { mine, .. } | Self::Retired { mine, .. } => Some(mine),
            Self::Deleted { .. } | Self::Files => None,
        }
    }

    /// As the new template has it.
    pub fn theirs(&self) -> Option<&str> {
        match self {
            Self::BothChanged { theirs, .. } | Self::BothAdded { theirs, .. } | Self::Deleted { theirs, .. } => {
                Some(theirs)
            }
            Self::Retired { .. } | Self::Files => None,
        }
    }
}

/// What somebody took for a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice<'a> {
    /// The member's.
    Mine,
    /// The template's.
    Theirs,
    /// A third text, which stands for the block as a whole (its heading too); empty takes the block out.
    Edited(&'a str),
}

/// Why a block could not be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecided {
    /// No conflict has this id.
    NoSuchBlock,
    /// The member's file is written in CP932, which has no sign for a character of the text.
    Unwritable,
}
