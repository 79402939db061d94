//! Who is logged in. In memory alone: when the server ends, everybody is logged out. Never keeps a session's secret itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::secret::{Kept, Secret};
use crate::model::{Account, AccountName, Accounts, PasswordHash};

/// After so long without a page, a session is over.
pub(super) const IDLE: Duration = Duration::from_secs(15 * 60);
/// After so long it is over in any case: a day's work.
pub(super) const LONGEST: Duration = Duration::from_secs(12 * 60 * 60);
/// As many at once of one account; a further one ends the oldest.
const AT_ONCE: usize = 16;

/// The sessions of one server.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    by_secret: Mutex<HashMap<Kept, Session>>,
}

#[derive(Debug, Clone)]
struct Session {
    account: AccountName,
    /// That of the login: another password, or none, ends the session.
    password: PasswordHash,
    begun: Instant,
    seen: Instant,
}

impl Session {
    fn is_over(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.seen) >= IDLE || now.saturating_duration_since(self.begun) >= LONGEST
    }

    fn is_of(&self, account: &Account) -> bool {
        account.password.as_ref() == Some(&self.password)
    }
}

impl Sessions {
    /// A session under a new secret, whatever the browser sent before. `None` for an account without a password, and where
    /// there are no random numbers.
    pub(super) fn begin(&self, account: &Account, now: Instant) -> Option<Secret> {
        let (secret, password) = (Secret::new()?, account.password.clone()?);
        let mut sessions = self.by_secret.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, it| !it.is_over(now));
        make_room(&mut sessions, &account.name);
        let session = Session { account: account.name.clone(), password, begun: now, seen: now };
        sessions.insert(secret.kept(), session);
        Some(secret)
    }

    /// Whose session it is, if it is one; it is used by this.
    pub(super) fn account<'a>(&self, secret: &Secret, accounts: &'a Accounts, now: Instant) -> Option<&'a Account> {
        let kept = secret.kept();
        let mut sessions = self.by_secret.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get_mut(&kept)?;
        let account = accounts.get(&session.account).filter(|it| session.is_of(it) && !session.is_over(now));
        if account.is_some() {
            session.seen = now;
        } else {
            sessions.remove(&kept);
        }
        account
    }

    /// Ends it: its secret is nobody's from now on.
    pub(super) fn end(&self, secret: &Secret) {
        self.by_secret.lock().unwrap_or_else(PoisonError::into_inner).remove(&secret.kept());
    }
}

fn make_room(sessions: &mut HashMap<Kept, Session>, account: &AccountName) {
    let mut theirs: Vec<_> =
        sessions.iter().filter(|it| it.1.account == *account).map(|it| (it.1.seen, *it.0)).collect();
    theirs.sort();
    let too_many = (theirs.len() + 1).saturating_sub(AT_ONCE);
    for (_, kept) in theirs.iter().take(too_many) {
        sessions.remove(kept);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::source::{FileId, Sources, Span, Spanned};

    fn file() -> FileId {
        Sources::default().add("accounts.toml", "")
    }

    fn account(name: &str, hash: char) -> Account {
        let hash = format!("$argon2id$v=19$m=19456,t=2,p=1${}${}", "A".repeat(22), hash.to_string().repeat(43));
        Account {
            name: AccountName::parse(name).unwrap(),
            profile: Spanned::new("staff".into(), Span::new(file(), 0..0)),
            password: Some(PasswordHash::parse(&hash).unwrap()),
        }
    }

    #[test]
    fn a_session_ends_when_idle_and_after_a_days_work_in_any_case() {
        let (sessions, ana, start) = (Sessions::default(), account("ana", 'a'), Instant::now());
        let accounts = Accounts::new([ana.clone()]);
        let secret = sessions.begin(&ana, start).unwrap();
        let second = Duration::from_secs(1);
        assert!(sessions.account(&secret, &accounts, start + IDLE - second).is_some());
        assert!(sessions.account(&secret, &accounts, start + IDLE + IDLE - second - second).is_some());
        assert!(sessions.account(&secret, &accounts, start + IDLE * 4).is_none());
        assert!(sessions.account(&secret, &accounts, start).is_none(), "it does not come back");
        let secret = sessions.begin(&ana, start).unwrap();
        let mut now = start;
        while now < start + LONGEST - IDLE {
            now += IDLE / 2;
            assert!(sessions.account(&secret, &accounts, now).is_some());
        }
        assert!(sessions.account(&secret, &accounts, start + LONGEST - second).is_some());
        assert!(sessions.account(&secret, &accounts, start + LONGEST).is_none());
    }

    #[test]
    fn another_password_no_password_or_no_account_ends_it() {
        let (ana, now) = (account("ana", 'a'), Instant::now());
        let passwordless = Account { password: None, ..ana.clone() };
        for changed in [vec![account("ana", 'b')], vec![passwordless.clone()], vec![account("bea", 'a')], vec![]] {
            let sessions = Sessions::default();
            let secret = sessions.begin(&ana, now).unwrap();
            assert!(sessions.account(&secret, &Accounts::new(changed), now).is_none());
            assert!(sessions.account(&secret, &Accounts::new([ana.clone()]), now).is_none(), "it does not come back");
        }
        assert_eq!(Sessions::default().begin(&passwordless, now), None);
    }

    #[test]
    fn an_ended_session_is_nobodys_and_the_others_go_on() {
        let (sessions, ana, now) = (Sessions::default(), account("ana", 'a'), Instant::now());
        let accounts = Accounts::new([ana.clone()]);
        let (one, two) = (sessions.begin(&ana, now).unwrap(), sessions.begin(&ana, now).unwrap());
        sessions.end(&one);
        assert!(sessions.account(&one, &accounts, now).is_none());
        assert!(sessions.account(&two, &accounts, now).is_some());
        assert!(sessions.account(&Secret::new().unwrap(), &accounts, now).is_none());
    }

    #[test]
    fn there_is_room_for_so_many_and_the_least_used_makes_it() {
        let (sessions, ana, start) = (Sessions::default(), account("ana", 'a'), Instant::now());
        let accounts = Accounts::new([ana.clone()]);
        let at = |n: usize| start + Duration::from_secs(n as u64);
        let all: Vec<_> = (0..=AT_ONCE).map(|n| sessions.begin(&ana, at(n)).unwrap()).collect();
        assert!(sessions.account(&all[0], &accounts, at(AT_ONCE)).is_none());
        assert!(all[1..].iter().all(|it| sessions.account(it, &accounts, at(AT_ONCE)).is_some()));
    }
}
