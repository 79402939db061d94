//! How many may come in: whoever is over the limit gets the place of the one who has waited longest without asking anything.
//! So connections that only hold on cannot keep others out.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::Notify;

use super::pulse::Pulse;
use crate::host::limits;

/// All connections of a server.
#[derive(Debug)]
pub(in crate::host) struct Door {
    /// Servers in front: each counts for many.
    trusted: Vec<IpAddr>,
    begun: Instant,
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    next: u64,
    held: BTreeMap<u64, Held>,
}

#[derive(Debug)]
struct Held {
    address: IpAddr,
    pulse: Arc<Pulse>,
    leave: Arc<Notify>,
}

/// A connection's place; free again when it is dropped.
#[derive(Debug)]
pub(in crate::host) struct Place {
    door: Arc<Door>,
    number: u64,
    pub(super) pulse: Arc<Pulse>,
    /// Told when somebody else gets the place.
    pub(super) leave: Arc<Notify>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.door.inside().held.remove(&self.number);
    }
}

impl Door {
    pub(in crate::host) fn new(trusted: Vec<IpAddr>) -> Arc<Self> {
        Arc::new(Self { trusted, begun: Instant::now(), inside: Mutex::default() })
    }

    /// A place for a connection from `address`; `None` where everybody inside is being answered.
    pub(in crate::host) fn admit(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let mut inside = self.inside();
        let own = inside.held.values().filter(|it| it.address == address).count();
        if own >= limits::CONNECTIONS_OF_ONE && !self.trusted.contains(&address) {
            inside.send_away(|it| it.address == address)?;
        } else if inside.held.len() >= limits::CONNECTIONS {
            inside.send_away(|_| true)?;
        }
        let (pulse, leave) = (Arc::new(Pulse::new(self.begun)), Arc::new(Notify::new()));
        let number = inside.next;
        inside.next += 1;
        inside.held.insert(number, Held { address, pulse: pulse.clone(), leave: leave.clone() });
        Some(Place { door: self.clone(), number, pulse, leave })
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        // Nothing under the lock can panic.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    /// Sends the one away who has waited longest of those who are `meant`.
    fn send_away(&mut self, meant: impl Fn(&Held) -> bool) -> Option<()> {
        let waiting = self.held.iter().filter(|it| meant(it.1));
        let waiting = waiting.filter_map(|(number, it)| Some((it.pulse.waiting_since()?, *number)));
        let (_, number) = waiting.min()?;
        self.held.remove(&number)?.leave.notify_one();
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn address(last: u8) -> IpAddr {
        Ipv4Addr::new(10, 0, 0, last).into()
    }

    #[test]
    fn whoever_waits_longest_makes_room_and_nobody_who_is_answered() {
        let door = Door::new(Vec::new());
        let places: Vec<_> = (0..limits::CONNECTIONS_OF_ONE).filter_map(|_| door.admit(address(1))).collect();
        assert_eq!(places.len(), limits::CONNECTIONS_OF_ONE);
        let other = door.admit(address(2));
        places[0].pulse.answer();
        let late = door.admit(address(1));
        assert!(late.is_some() && other.is_some());
        let inside = |it: &Place| door.inside().held.contains_key(&it.number);
        assert!(inside(&places[0]) && !inside(&places[1]) && inside(&places[2]));
        places.iter().chain(&late).for_each(|it| it.pulse.answer());
        assert!(door.admit(address(1)).is_none(), "all of them are being answered");
        drop(places);
        assert!(door.admit(address(1)).is_some());
    }

    #[test]
    fn a_server_in_front_counts_for_many() {
        let door = Door::new(vec![address(1)]);
        let places: Vec<_> = (0..=limits::CONNECTIONS_OF_ONE).filter_map(|_| door.admit(address(1))).collect();
        places.iter().for_each(|it| it.pulse.answer());
        assert!(door.admit(address(1)).is_some());
    }
}
