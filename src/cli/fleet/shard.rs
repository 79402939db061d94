//! `--shard`: which share of a fleet is meant, by what was typed or by the number that Kubernetes or Slurm gave. The
//! environment counts only where `auto` asks for it: a number left there by something else must not hide members.

use unicode_normalization::UnicodeNormalization as _;

use crate::cli::output::Terminal;
use crate::fleet::Shard;

/// More than a fleet has members; [`Shard::new`] draws the line.
const MOST: &str = "100000";

/// The variables, and what their first share is called.
const NUMBERED: [(&str, u32); 2] = [("JOB_COMPLETION_INDEX", 0), ("SLURM_ARRAY_TASK_ID", 1)];

/// Why there is no share.
#[derive(Debug, PartialEq, Eq)]
enum Wrong {
    /// It is neither `I/N` nor `auto/N`.
    Written,
    /// `auto/N`, and no number.
    NoNumber,
    /// `auto/N`, and two numbers.
    TwoNumbers,
    /// A number that is none of the N.
    Number { name: &'static str, value: String, first: u32, count: u32 },
}

/// The share, or a message for the user who typed one that is none.
pub(super) fn of(typed: Option<&str>, terminal: &Terminal) -> Result<Option<Shard>, String> {
    let Some(typed) = typed else { return Ok(None) };
    let variable = |name: &str| std::env::var(name).ok();
    read(typed, variable).map(Some).map_err(|wrong| message(&wrong, typed, terminal))
}

fn read(typed: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Shard, Wrong> {
    let written: String = typed.nfkc().filter(|it| !it.is_whitespace()).collect();
    let (index, count) = written.split_once('/').ok_or(Wrong::Written)?;
    let count: u32 = number(count).ok_or(Wrong::Written)?;
    if index != "auto" {
        return number(index).and_then(|it| Shard::new(it, count)).ok_or(Wrong::Written);
    }
    let named = NUMBERED.into_iter().filter_map(|(name, first)| Some((name, first, variable(name)?)));
    let named: Vec<_> = named.filter(|it| !it.2.trim().is_empty()).collect();
    let (name, first, value) = match <[_; 1]>::try_from(named) {
        Ok([it]) => it,
        Err(none) if none.is_empty() => return Err(Wrong::NoNumber),
        Err(_) => return Err(Wrong::TwoNumbers),
    };
    let index = number(value.trim()).and_then(|it| it.checked_sub(first)?.checked_add(1));
    index.and_then(|it| Shard::new(it, count)).ok_or(Wrong::Number { name, value, first, count })
}

/// Digits alone: `+1` is none.
fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.bytes().all(|it| it.is_ascii_digit()))
}

fn message(wrong: &Wrong, typed: &str, terminal: &Terminal) -> String {
    match wrong {
        Wrong::Written => terminal.fill("shard-wrong", &[("typed", typed), ("most", MOST)]),
        Wrong::NoNumber => terminal.fill("shard-no-number", &[("typed", typed)]),
        Wrong::TwoNumbers => terminal.fill("shard-two-numbers", &[]),
        Wrong::Number { name, value, first, count } => {
            let last = (first + count).saturating_sub(1).to_string();
            let (first, count) = (first.to_string(), count.to_string());
            let words =
                [("name", *name), ("value", value.as_str()), ("first", &first), ("last", &last), ("count", &count)];
            terminal.fill("shard-number-wrong", &words)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(typed: &str, variables: &[(&str, &str)]) -> Result<String, Wrong> {
        let variable = |name: &str| variables.iter().find(|it| it.0 == name).map(|it| it.1.to_owned());
        read(typed, variable).map(|it| it.to_string())
    }

    #[test]
    fn what_was_typed_counts_whatever_the_environment_says() {
        let both = [("JOB_COMPLETION_INDEX", "3"), ("SLURM_ARRAY_TASK_ID", "1")];
        for (typed, shard) in [("2/4", "2/4"), (" 1 / 1 ", "1/1"), ("４／４", "4/4")] {
            assert_eq!(with(typed, &both), Ok(shard.to_owned()));
        }
        for typed in ["", "2", "0/4", "5/4", "1/0", "-1/4", "+1/4", "1/4/4", "a/b", "auto", "auto/", "1/9999999999"] {
            assert_eq!(with(typed, &both[..1]), Err(Wrong::Written), "{typed}");
        }
    }

    #[test]
    fn a_machine_counts_from_where_it_begins() {
        for (name, value, shard) in [
            ("JOB_COMPLETION_INDEX", "0", "1/4"),
            ("JOB_COMPLETION_INDEX", "3", "4/4"),
            ("SLURM_ARRAY_TASK_ID", "1", "1/4"),
            ("SLURM_ARRAY_TASK_ID", "4", "4/4"),
        ] {
            assert_eq!(with("auto/4", &[(name, value)]), Ok(shard.to_owned()), "{name}={value}");
        }
    }

    #[test]
    fn a_number_that_is_none_of_them_is_refused() {
        for (name, value, first) in [
            ("JOB_COMPLETION_INDEX", "4", 0),
            ("JOB_COMPLETION_INDEX", "x", 0),
            ("SLURM_ARRAY_TASK_ID", "0", 1),
            ("SLURM_ARRAY_TASK_ID", "5", 1),
        ] {
            let wrong = Wrong::Number { name, value: value.to_owned(), first, count: 4 };
            assert_eq!(with("auto/4", &[(name, value)]), Err(wrong));
        }
        assert_eq!(with("auto/4", &[]), Err(Wrong::NoNumber));
        assert_eq!(with("auto/4", &[("SLURM_ARRAY_TASK_ID", "")]), Err(Wrong::NoNumber));
        let both = [("JOB_COMPLETION_INDEX", "0"), ("SLURM_ARRAY_TASK_ID", "1")];
        assert_eq!(with("auto/4", &both), Err(Wrong::TwoNumbers));
    }
}
