//! What holds of any texts.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::merge::text::normal;

/// Pieces that documents, settings and registers are made of, and what confuses those who look at lines alone.
const SCRAPS: [&str; 34] = [
    "# 題\n",
    "## 第1条（目的）\n",
    "## 第2条（目的）\n",
    "## 第1条\n",
    "### 手順 {#a covers=1-01}\n",
    "### 手順\n",
    "題\n===\n",
    "本文。\n",
    "別の本文。\n",
    "\n",
    "\n\n",
    "| 甲 | 乙 |\n|---|---|\n",
    "| 丙 | 丁 |\n",
    "| 丙 | 戊 |\n",
    "```\n",
    "> ## 引用\n",
    "- 項\n",
    "    字下げ\n",
    "+++\n",
    "a = 1\n",
    "a = 2\n",
    "b.c = [\n",
    "]\n",
    "# 注記\n",
    "[t]\n",
    "[[e]]\n",
    "id = \"x\"\n",
    "\"\"\"\n",
    "A,1\n",
    "B,\"2\n",
    "\",3\r\n",
    "カ\u{3099}\r\n",
    " \n",
    "末尾",
];

const PATHS: [&str; 4] = ["a.md", "a.toml", "a.csv", "a.txt"];

fn scraps() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..SCRAPS.len(), 0..24).prop_map(|it| it.into_iter().map(|it| SCRAPS[it]).collect())
}

/// A text and two that were made of it by editing lines.
fn edited() -> impl Strategy<Value = [String; 3]> {
    let edit = || proptest::collection::vec((0usize..40, 0..SCRAPS.len(), 0u8..4), 0..5);
    (scraps(), edit(), edit()).prop_map(|(base, mine, theirs)| {
        let apply = |edits: Vec<(usize, usize, u8)>| {
            let mut lines: Vec<String> = base.split_inclusive('\n').map(str::to_owned).collect();
            for (at, scrap, what) in edits {
                let at = at.min(lines.len());
                match what {
                    0 if at < lines.len() => drop(lines.remove(at)),
                    1 if at < lines.len() => lines[at] = SCRAPS[scrap].to_owned(),
                    _ => lines.insert(at, SCRAPS[scrap].to_owned()),
                }
            }
            lines.concat()
        };
        [base.clone(), apply(mine), apply(theirs)]
    })
}

/// How often each line stands in a text, or each cell: a row may get more of them.
fn lines(text: &str) -> BTreeMap<String, usize> {
    let mut lines = BTreeMap::new();
    for line in
        normal(text).split(['\n', ',']).map(|it| it.split_whitespace().collect::<String>()).filter(|it| !it.is_empty())
    {
        *lines.entry(line).or_default() += 1;
    }
    lines
}

fn merged(path: &str, [base, mine, theirs]: [&str; 3]) -> Merged {
    merge(path, Some(base.as_bytes()), mine.as_bytes(), theirs.as_bytes())
}

fn result<'a>(merged: &'a Merged, mine: &'a str) -> &'a str {
    merged.bytes().map_or(mine, |it| std::str::from_utf8(it).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn blocks_are_the_text(text in scraps(), path in 0..4usize) {
        let blocks = blocks(PATHS[path], &text);
        let whole: String = blocks.iter().map(|it| &text[it.range.clone()]).collect();
        prop_assert_eq!(&whole, &text);
        let mut ids: Vec<&str> = blocks.iter().map(|it| it.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), blocks.len());
    }

    #[test]
    fn who_changed_nothing_gets_the_other(texts in edited(), path in 0..4usize) {
        let [base, one, _] = &texts;
        prop_assert_eq!(merged(PATHS[path], [base, one, base]), Merged::Unchanged);
        prop_assert_eq!(merged(PATHS[path], [base, one, one]), Merged::Unchanged);
        let replaced = if base == one { Merged::Unchanged } else { Merged::Replaced(one.clone().into_bytes()) };
        prop_assert_eq!(merged(PATHS[path], [base, base, one]), replaced);
    }

    #[test]
    fn what_only_the_member_has_stays(texts in edited(), path in 0..4usize) {
        let [base, mine, theirs] = &texts;
        let merged = merged(PATHS[path], [base, mine, theirs]);
        let after = lines(result(&merged, mine));
        let (base, theirs) = (lines(base), lines(theirs));
        for (line, _) in lines(mine).iter().filter(|it| !base.contains_key(it.0) && !theirs.contains_key(it.0)) {
            prop_assert!(after.contains_key(line), "{line} is gone: {merged:?}");
        }
    }

    #[test]
    fn nothing_comes_from_nowhere(texts in edited(), path in 0..4usize) {
        let [base, mine, theirs] = &texts;
        let merged = merged(PATHS[path], [base, mine, theirs]);
        let (mine_lines, theirs_lines) = (lines(mine), lines(theirs));
        for line in lines(result(&merged, mine)).keys() {
            prop_assert!(mine_lines.contains_key(line) || theirs_lines.contains_key(line), "{line}: {merged:?}");
        }
    }

    #[test]
    fn what_the_template_added_arrives(texts in edited(), path in 0..4usize) {
        let [base, mine, theirs] = &texts;
        let Merged::Merged(after) = merged(PATHS[path], [base, mine, theirs]) else { return Ok(()) };
        let after = lines(std::str::from_utf8(&after).unwrap());
        let base = lines(base);
        for line in lines(theirs).keys().filter(|it| !base.contains_key(*it)) {
            prop_assert!(after.contains_key(line), "{line} did not come");
        }
    }

    #[test]
    fn a_second_time_brings_nothing(texts in edited(), path in 0..4usize) {
        let [base, mine, theirs] = &texts;
        let once = merged(PATHS[path], [base, mine, theirs]);
        let after = result(&once, mine);
        prop_assert_eq!(merged(PATHS[path], [theirs, after, theirs]), Merged::Unchanged);
    }

    #[test]
    fn either_side_meets_the_same_conflicts(texts in edited(), path in 0..4usize) {
        let [base, mine, theirs] = &texts;
        let (there, back) = (merged(PATHS[path], [base, mine, theirs]), merged(PATHS[path], [base, theirs, mine]));
        // A text that is not sound is left to people as a whole where what came out would be less sound than the member's.
        let by_block = |it: &Merged| it.conflicts().iter().all(|it| it.sides != Sides::Files);
        if by_block(&there) && by_block(&back) {
            prop_assert_eq!(there.conflicts().is_empty(), back.conflicts().is_empty());
        }
    }

    #[test]
    fn windows_line_ends_and_a_mark_change_nothing(texts in edited(), path in 0..3usize) {
        let [base, mine, theirs] = &texts.map(|it| it.replace("\r\n", "\n"));
        prop_assume!(mine.contains('\n'));
        let windows = format!("\u{feff}{}", mine.replace('\n', "\r\n"));
        let plain = merged(PATHS[path], [base, mine, theirs]);
        let marked = merged(PATHS[path], [base, &windows, theirs]);
        prop_assert_eq!(matches!(plain, Merged::Clash(_)), matches!(marked, Merged::Clash(_)));
        if let (Merged::Merged(plain), Merged::Merged(marked)) = (&plain, &marked) {
            let plain = std::str::from_utf8(plain).unwrap();
            prop_assert_eq!(std::str::from_utf8(marked).unwrap(), format!("\u{feff}{}", plain.replace('\n', "\r\n")));
        }
    }

    #[test]
    fn a_decision_for_the_template_settles_its_block(texts in edited(), path in 0..3usize) {
        let [base, mine, theirs] = &texts;
        let three = Three { base: Some(base.as_bytes()), mine: mine.as_bytes(), theirs: theirs.as_bytes() };
        let before = merge(PATHS[path], three.base, three.mine, three.theirs);
        for conflict in before.conflicts().iter().filter(|it| !it.id.is_empty()) {
            let settled = settle(PATHS[path], three, &[&conflict.id]);
            prop_assert!(settled.conflicts().iter().all(|it| it.id != conflict.id));
            prop_assert_eq!(decide(PATHS[path], three, &conflict.id, Choice::Mine).map(|it| String::from_utf8(it).unwrap()), Ok(mine.clone()));
            prop_assert!(decide(PATHS[path], three, &conflict.id, Choice::Theirs).is_ok());
        }
    }
}
