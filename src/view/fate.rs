//! Which blocks of a list of blocks a profile withholds: the one place that knows how far a classed heading reaches. Removes
//! nothing.

use crate::model::{Block, BlockKind, Callout, Profile, Target};

/// What becomes of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays, perhaps without some of what is in it.
    Stays,
    /// It goes with all that is in it.
    Goes,
}

/// Each block with its fate. A section goes from its classed heading to the next heading of the same or a higher level.
pub(super) fn fates<'a>(
    blocks: &'a [Block<Target>],
    profile: &'a Profile,
) -> impl Iterator<Item = (&'a Block<Target>, Fate)> {
    let mut section = None;
    blocks.iter().map(move |block| {
        if let Some(heading) = block.heading() {
            section = section.filter(|level| heading.level > *level);
            let is_hidden = heading.class.is_some_and(|it| !profile.sees(Some(it)));
            section = section.or(is_hidden.then_some(heading.level));
        }
        let goes = section.is_some() || is_limited(block, profile);
        (block, if goes { Fate::Goes } else { Fate::Stays })
    })
}

/// Whether it is a `> [!限定 manager]` that is not for the profile's readers.
fn is_limited(block: &Block<Target>, profile: &Profile) -> bool {
    match &block.kind {
        BlockKind::Callout { callout: Callout::Limited(class), .. } => !profile.sees(Some(*class)),
        BlockKind::Callout { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::Plain(_)
        | BlockKind::Heading(_)
        | BlockKind::List { .. }
        | BlockKind::Quote(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Rule
        | BlockKind::Definitions(_)
        | BlockKind::Footnote { .. }
        | BlockKind::View(_) => false,
    }
}
