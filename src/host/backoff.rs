//! How long somebody has to wait who keeps giving wrong passwords: by address and by account, longer each time, never for
//! good. Knows no passwords, and treats names that nobody has like any other.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::model::AccountName;

/// How one kind of whom it counts by is treated.
#[derive(Debug)]
struct Rule {
    /// Wrong passwords before anybody waits.
    free: u32,
    /// The longest wait.
    longest: Duration,
    /// Without a further try, all is forgotten after so long.
    forgotten: Duration,
}

/// A whole practice may share one address, so it takes more.
const OF_ADDRESS: Rule = Rule { free: 10, longest: Duration::from_secs(300), forgotten: Duration::from_secs(1800) };
/// Nobody can keep somebody else out for more than a minute at a time.
const OF_ACCOUNT: Rule = Rule { free: 3, longest: Duration::from_secs(60), forgotten: Duration::from_secs(900) };
/// As many of a kind are remembered; beyond them the one that waits least is forgotten.
const REMEMBERED: usize = 4096;

/// A try that has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wait {
    /// How long from now on, in whole seconds.
    pub(super) seconds: u64,
    /// Whether it is the first one of this wait: the others are not worth a line in the record each.
    pub(super) is_news: News,
}

/// Whether a wait was told of before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    /// For the first time.
    First,
    /// Again.
    Again,
}

#[derive(Debug, Clone, Copy)]
struct Tries {
    failed: u32,
    last: Instant,
    told: News,
}

/// Wrong passwords so far.
#[derive(Debug, Default)]
pub(super) struct Backoff {
    tries: Mutex<Counted>,
}

#[derive(Debug, Default)]
struct Counted {
    addresses: HashMap<IpAddr, Tries>,
    accounts: HashMap<AccountName, Tries>,
}

impl Backoff {
    /// Takes a try on `name` (none where what was typed is no name) from `address`, before it is known how it ends: many at
    /// once count like one after another.
    ///
    /// # Errors
    /// If it has to wait. It is not counted then.
    pub(super) fn begin(&self, address: IpAddr, name: Option<&AccountName>, now: Instant) -> Result<(), Wait> {
        let address = network(address);
        let mut tries = self.tries();
        let of_address = left(&mut tries.addresses, &address, &OF_ADDRESS, now);
        let of_account = name.and_then(|it| left(&mut tries.accounts, it, &OF_ACCOUNT, now));
        if let Some(longest) = of_address.into_iter().chain(of_account).max_by_key(|it| it.seconds) {
            return Err(longest);
        }
        count(&mut tries.addresses, address, &OF_ADDRESS, now);
        if let Some(name) = name {
            count(&mut tries.accounts, name.clone(), &OF_ACCOUNT, now);
        }
        Ok(())
    }

    /// The try was right: the account's wrong ones are forgotten, and of the address this one alone, so that nobody's own
    /// password buys further guesses at others'.
    pub(super) fn succeeded(&self, address: IpAddr, name: &AccountName) {
        let mut tries = self.tries();
        tries.accounts.remove(name);
        if let Some(it) = tries.addresses.get_mut(&network(address)) {
            it.failed = it.failed.saturating_sub(1);
        }
    }

    fn tries(&self) -> MutexGuard<'_, Counted> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whoever has one address of IPv6 has the 64 bits behind it.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(it) => IpAddr::V4(it),
        IpAddr::V6(it) => IpAddr::V6(Ipv6Addr::from_bits(it.to_bits() & !u128::from(u64::MAX))),
    }
}

fn wait_after(failed: u32, rule: &Rule) -> Duration {
    match failed.checked_sub(rule.free) {
        None => Duration::ZERO,
        Some(more) => Duration::from_secs(1u64.checked_shl(more.min(40)).unwrap_or(u64::MAX)).min(rule.longest),
    }
}

fn left<K: Eq + Hash>(tries: &mut HashMap<K, Tries>, key: &K, rule: &Rule, now: Instant) -> Option<Wait> {
    let it = tries.get_mut(key)?;
    let left = (it.last + wait_after(it.failed, rule)).saturating_duration_since(now);
    if left.is_zero() {
        return None;
    }
    let is_news = std::mem::replace(&mut it.told, News::Again);
    Some(Wait { seconds: left.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX), is_news })
}

fn count<K: Clone + Eq + Hash>(tries: &mut HashMap<K, Tries>, key: K, rule: &Rule, now: Instant) {
    if tries.len() >= REMEMBERED && !tries.contains_key(&key) {
        make_room(tries, rule, now);
    }
    let it = tries.entry(key).or_insert(Tries { failed: 0, last: now, told: News::First });
    if now.saturating_duration_since(it.last) >= rule.forgotten {
        it.failed = 0;
    }
    *it = Tries { failed: it.failed.saturating_add(1), last: now, told: News::First };
}

fn make_room<K: Clone + Eq + Hash>(tries: &mut HashMap<K, Tries>, rule: &Rule, now: Instant) {
    tries.retain(|_, it| now.saturating_duration_since(it.last) < rule.forgotten);
    if tries.len() < REMEMBERED {
        return;
    }
    let least = tries.iter().min_by_key(|it| it.1.last + wait_after(it.1.failed, rule)).map(|it| it.0.clone());
    if let Some(least) = least {
        tries.remove(&least);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 7));

    fn name(text: &str) -> AccountName {
        AccountName::parse(text).unwrap()
    }

    /// How long each wrong try after the last wait had to wait, from an address of its own each time.
    #[test]
    fn each_wrong_password_of_an_account_waits_twice_as_long_up_to_a_minute() {
        let (backoff, ana, mut now) = (Backoff::default(), name("ana"), Instant::now());
        let mut waits = Vec::new();
        for n in 0..12 {
            let from = IpAddr::from([10, 0, 0, n]);
            if let Err(wait) = backoff.begin(from, Some(&ana), now) {
                waits.push(wait.seconds);
                now += Duration::from_secs(wait.seconds);
                backoff.begin(from, Some(&ana), now).unwrap();
            }
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        now += OF_ACCOUNT.forgotten;
        assert!(
            (0..3).all(|n| backoff.begin(IpAddr::from([10, 0, 1, n]), Some(&ana), now).is_ok()),
            "nobody stays out"
        );
        backoff.succeeded(HERE, &ana);
        assert!(backoff.begin(HERE, Some(&ana), now).is_ok());
    }

    #[test]
    fn an_address_waits_whatever_names_it_tries_and_its_neighbours_in_one_net_with_it() {
        let (backoff, now) = (Backoff::default(), Instant::now());
        let from = |n: u16| IpAddr::from([0x2001, 0xdb8, 0, 1, n, 2, 3, 4]);
        for n in 0..10 {
            backoff.begin(from(n), Some(&name(&format!("guess{n}"))), now).unwrap();
        }
        let wait = backoff.begin(from(99), None, now).unwrap_err();
        assert_eq!(wait, Wait { seconds: 1, is_news: News::First });
        assert_eq!(backoff.begin(from(99), None, now).unwrap_err().is_news, News::Again);
        assert!(backoff.begin(HERE, None, now).is_ok(), "others go on");
        let mapped = "::ffff:192.0.2.7".parse().unwrap();
        assert_eq!(network(mapped), HERE);
    }

    #[test]
    fn ones_own_password_buys_no_guesses_at_others() {
        let (backoff, now) = (Backoff::default(), Instant::now());
        let mut guesses = 0;
        for n in 0..100 {
            if backoff.begin(HERE, Some(&name(&format!("guess{n}"))), now).is_ok() {
                guesses += 1;
            }
            if backoff.begin(HERE, Some(&name("own")), now).is_ok() {
                backoff.succeeded(HERE, &name("own"));
            }
        }
        assert_eq!(guesses, OF_ADDRESS.free);
    }

    #[test]
    fn many_at_once_count_like_one_after_another_and_memory_has_an_end() {
        let (backoff, now) = (Backoff::default(), Instant::now());
        let taken = (0..50).filter(|_| backoff.begin(HERE, Some(&name("ana")), now).is_ok()).count();
        assert_eq!(taken, 3);
        for n in 0..6000_u32 {
            let _ = backoff.begin(IpAddr::from((n + (1 << 24)).to_be_bytes()), Some(&name(&format!("x{n}"))), now);
        }
        let tries = backoff.tries();
        assert!(tries.accounts.len() <= REMEMBERED && tries.addresses.len() <= REMEMBERED);
        assert!(tries.accounts.contains_key(&name("ana")), "who waits longest is remembered");
    }
}
