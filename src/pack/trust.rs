//! Whether a pack may follow the template that is installed: the same template, newer, signed by the key that is pinned or
//! by the one that it announced. Reads nothing.

use super::read::{SignedPack, unknown_key};
use super::template::Pack;
use crate::diagnostics::{Code, Finding};
use crate::model::{Date, PackHead, PackKey, Template};

/// A pack that may be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admitted {
    /// It is the one that is installed: there is nothing to do.
    Same,
    /// A newer one by the same publisher and key.
    Newer,
    /// A newer one, signed by the key that the pinned one announced. That key is pinned from now on.
    KeyChanged {
        /// The key until now.
        from: PackKey,
        /// The key from now on.
        to: PackKey,
    },
    /// The first one by a publisher: its key is pinned from now on, and people compare its fingerprint with the paper.
    First(PackKey),
}

/// Looks whether `pack` may be taken in where `installed` is.
///
/// # Errors
/// Where it is another template, is signed by a key that is not known, is older, or only pretends to be the same.
pub fn admit(installed: &Template, pack: &SignedPack) -> Result<Admitted, Finding> {
    let head = &pack.pack.head;
    let Some(pinned) = installed.key.as_deref() else { return Ok(Admitted::First(pack.key.clone())) };
    same_publisher(installed, pinned, head, Some(&pack.key))?;
    let is_pinned = pinned == pack.key.as_str();
    let is_same = installed.list.as_deref() == Some(pack.list.to_string().as_str());
    match head.serial.cmp(&installed.serial) {
        std::cmp::Ordering::Less => Err(older(installed, head)),
        std::cmp::Ordering::Equal if is_same => Ok(Admitted::Same),
        std::cmp::Ordering::Equal => Err(reused(installed, head)),
        std::cmp::Ordering::Greater => Ok(match PackKey::parse(pinned) {
            Some(from) if !is_pinned => Admitted::KeyChanged { from, to: pack.key.clone() },
            Some(_) | None => Admitted::Newer,
        }),
    }
}

/// Looks whether a pack that is not signed yet could be taken in where `installed` is, once the key that it names signs it.
///
/// # Errors
/// As [`admit`].
pub fn could_admit(installed: &Template, head: &PackHead) -> Result<(), Finding> {
    let Some(pinned) = installed.key.as_deref() else { return Ok(()) };
    same_publisher(installed, pinned, head, head.key.as_ref())?;
    match head.serial.cmp(&installed.serial) {
        std::cmp::Ordering::Less => Err(older(installed, head)),
        std::cmp::Ordering::Equal => Err(reused(installed, head)),
        std::cmp::Ordering::Greater => Ok(()),
    }
}

/// A key that nobody names yet may turn out to be the right one.
fn same_publisher(installed: &Template, pinned: &str, head: &PackHead, key: Option<&PackKey>) -> Result<(), Finding> {
    let at = head.id.as_str();
    if head.id != installed.id {
        let finding = Finding::of_path(Code::PackOtherTemplate, at).with("found", at);
        return Err(finding.with("installed", &installed.id));
    }
    let is_known = |it: &PackKey| pinned == it.as_str() || installed.next_key.as_deref() == Some(it.as_str());
    match key.filter(|it| !is_known(it)) {
        Some(stranger) => {
            let keys: Vec<PackKey> = PackKey::parse(pinned).into_iter().collect();
            Err(unknown_key(at, stranger, &keys))
        }
        None => Ok(()),
    }
}

/// A template whose last day is over is told, and used all the same.
pub fn expired(pack: &Pack, today: Date) -> Option<Finding> {
    let until = pack.head.expires.filter(|it| *it < today)?;
    let finding = Finding::of_path(Code::PackExpired, &pack.head.id).with("version", &pack.head.version);
    Some(finding.with("until", until))
}

fn older(installed: &Template, head: &PackHead) -> Finding {
    let finding = Finding::of_path(Code::PackOlder, &head.id).with("found", shown(&head.version, head.serial));
    finding.with("installed", shown(&installed.version, installed.serial))
}

fn reused(installed: &Template, head: &PackHead) -> Finding {
    let finding = Finding::of_path(Code::PackSerialReused, &head.id).with("serial", head.serial);
    finding.with("version", &installed.version)
}

fn shown(version: &str, serial: u64) -> String {
    format!("{version}, serial {serial}")
}
