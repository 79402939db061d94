//! Decisions about what waits: keeping one's own keeps every line, and nothing that was decided is asked for again.

use rayon::prelude::*;
use toji::pack::{Asked, Choice, Files, files, resolve};

use super::{History, day, differing, hands, installed, updated};

const HISTORIES: u64 = 2_000;

/// Decides about all that waits, whole files and single blocks by turns.
fn decided(seed: u64, mut member: Files, mut choose: impl FnMut() -> (bool, Choice<'static>)) -> Files {
    for _ in 0..200 {
        let template = installed(&member).unwrap();
        let Some(pending) = template.pending.first() else { return member };
        let (by_block, choice) = choose();
        // A text of one's own for one block may make others of it; here it stands for the whole file.
        let is_own = matches!(choice, Choice::Edited(_));
        let block = pending.blocks.first().filter(|_| by_block && !is_own).map(String::as_str);
        let asked = Asked { path: &pending.path, block, choice, by: "山田", on: day() };
        let resolved = resolve(&member, &template, &asked);
        let resolved = resolved.unwrap_or_else(|it| panic!("history {seed}: {} {block:?}: {it:?}", pending.path));
        member = files::with(&member, &resolved.after);
    }
    panic!("history {seed}: something waits for ever")
}

#[test]
fn who_keeps_their_own_loses_nothing_and_is_not_asked_again() {
    (0..HISTORIES).into_par_iter().for_each(|seed| {
        let mut history = History::new(seed);
        let mut member = updated(&Files::new(), &history.offer()).0;
        for _ in 0..=history.dice.below(2) {
            history.edits(&mut member);
            let offer = history.next_version();
            let after = updated(&member, &offer).0;
            let dice = &mut history.dice;
            let after = decided(seed, after, || (dice.below(2) == 0, Choice::Mine));
            let brought = hands::lines(&member, |it| it.starts_with(".toji/base/"));
            let left = hands::lines(&after, |it| !it.starts_with(".toji/"));
            for (line, path) in hands::lines(&member, |it| !it.starts_with(".toji/")) {
                assert!(brought.contains_key(&line) || left.contains_key(&line), "history {seed}: {path} had {line}");
            }
            assert_eq!(differing(&updated(&after, &offer).0, &after), [""; 0], "history {seed}: asked again");
            member = after;
        }
    });
}

#[test]
fn whatever_is_decided_is_not_asked_again() {
    (0..HISTORIES).into_par_iter().for_each(|seed| {
        let mut history = History::new(seed);
        let mut member = updated(&Files::new(), &history.offer()).0;
        for _ in 0..=history.dice.below(2) {
            history.edits(&mut member);
            let offer = history.next_version();
            let after = updated(&member, &offer).0;
            let dice = &mut history.dice;
            let choices =
                [Choice::Mine, Choice::Theirs, Choice::Edited("## 決めた文\n\n話し合って決めた。\n\n".as_bytes())];
            let after = decided(seed, after, || (dice.below(2) == 0, choices[dice.below(3)]));
            assert_eq!(differing(&updated(&after, &offer).0, &after), [""; 0], "history {seed}: asked again");
            member = after;
        }
    });
}
