//! 緊急時カード: one page for the day on which no system works. Whom to call, what to take off the net and in which order,
//! what not to do. Names and numbers come from the registers; nothing is made up where they are silent.
//!
//! The order (the backup's network, lines outside, segments) is that of the ministry's BCP template for medical
//! institutions; the one for pharmacies was not seen. What not to do is what the BCP of the template pack says in 3.1 and
//! 4.1. Neither is an official wording.

use serde::Serialize;

use super::calls::{Calls, Person, Side, ids};
use super::network::{End, Network};
use crate::check;
use crate::model::{Register, RegisterKind, Row, RowId};
use crate::resolve::Binder;

/// So many are named; the chart and the register have the others.
const INSIDE: usize = 5;
const OUTSIDE: usize = 9;
const THINGS: usize = 8;

/// What must not be done.
const NEVER: [&str; 6] = [
    "電源を切らない。再起動しない。",
    "USBメモリや外付けの媒体をつながない。バックアップの媒体は特につながない。",
    "ファイルを消さない。ウイルスを自分で取り除かない。",
    "画面の指示に従わない。相手に連絡しない。お金を払わない。",
    "異常のある機器からメールで知らせない。電話を使う。",
    "抜いたケーブルは、安全管理責任者が認めるまで戻さない。",
];

/// The card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// What must not be done.
    pub never: Vec<&'static str>,
    /// What to take off the net, in this order.
    pub cut: Vec<Cut>,
    /// The people inside, in the order in which they are called.
    pub inside: Vec<Call>,
    /// Bodies outside, in the order in which they are called.
    pub outside: Vec<Call>,
    /// How many contacts are not on the card.
    pub more: usize,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    /// Their role.
    pub role: String,
    /// The body and the name.
    pub name: String,
    /// The telephone.
    pub phone: String,
    /// Inside: who stands in, with the telephone. Outside: who calls.
    pub beside: Vec<String>,
}

/// One step of taking things off the net.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// What it is for.
    pub title: &'static str,
    /// What is done.
    pub action: &'static str,
    /// To which things; none where no register names one.
    pub things: Vec<Thing>,
    /// How many more there are.
    pub more: usize,
}

/// A device to be taken off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Thing {
    /// Its number.
    pub id: String,
    /// What it is, and which of its cables.
    pub name: String,
    /// Where it stands.
    pub place: String,
}

impl Card {
    /// By what the binder says.
    pub fn of(binder: &Binder) -> Self {
        let calls = Calls::of(binder);
        let (outside, without_room) = outside(&calls);
        let more = calls.chain.len().saturating_sub(INSIDE) + without_room;
        Self {
            never: NEVER.to_vec(),
            cut: Things { binder, network: Network::of(binder) }.cuts(),
            inside: calls.chain.iter().take(INSIDE).map(|it| inside(&it.person)).collect(),
            outside,
            more,
        }
    }

    /// Whether no register says anything for it.
    pub fn is_empty(&self) -> bool {
        self.inside.is_empty() && self.outside.is_empty() && self.cut.iter().all(|it| it.things.is_empty())
    }
}

fn inside(person: &Person) -> Call {
    let deputy = |it: &super::calls::Deputy| [it.name.as_str(), &it.phone].join(" ").trim_end().to_owned();
    Call {
        role: person.role.clone(),
        name: person.shown(),
        phone: person.phone.clone(),
        beside: person.deputies.iter().map(deputy).collect(),
    }
}

/// Whom to call outside, and for how many there is no room. Somebody outside who fills a role stands in the chain alone.
fn outside(calls: &Calls) -> (Vec<Call>, usize) {
    let mut all = calls.all();
    all.retain(|(it, _)| it.side != Side::Inside && !calls.chain.iter().any(|caller| caller.person.id == it.id));
    all.sort_by_key(|(it, _)| it.side);
    let without_room = all.len().saturating_sub(OUTSIDE);
    let call = |(person, by): (&Person, Option<&Person>)| Call {
        role: person.role.clone(),
        name: person.shown(),
        phone: person.phone.clone(),
        beside: by.map(Person::shown).into_iter().collect(),
    };
    (all.into_iter().take(OUTSIDE).map(call).collect(), without_room)
}

struct Things<'a> {
    binder: &'a Binder,
    network: Network,
}

impl Things<'_> {
    fn cuts(&self) -> Vec<Cut> {
        let kept = self.kept();
        let lines = self.lines();
        let is_named = |id: &str| kept.iter().chain(&lines).any(|it| it.id == id);
        let rest = self.rest().into_iter().filter(|it| !is_named(&it.id)).collect();
        vec![
            cut("バックアップを守る", "LANケーブルを抜く。外してある媒体は、つながない。", kept),
            cut("外との回線を切る", "回線の側のケーブルを抜く。", lines),
            cut("施設の中を分ける", "LANケーブルを抜く。無線は切る。", rest),
        ]
    }

    /// Devices that backups are kept on, but for those that are said to be off the net.
    fn kept(&self) -> Vec<Thing> {
        let Some(backups) = self.binder.register(RegisterKind::Backups) else { return Vec::new() };
        let rows = backups.rows.iter().filter(|it| !backups.text(it, "オフライン").trim().starts_with("はい"));
        let mut things: Vec<Thing> = Vec::new();
        for id in rows.flat_map(|it| ids(backups.text(it, "保管先"))) {
            if let Some(thing) = self.device(&id).filter(|it| !things.contains(it)) {
                things.push(thing);
            }
        }
        things
    }

    /// Devices with a line outside that is not for maintenance; where no link says so, the network devices.
    fn lines(&self) -> Vec<Thing> {
        let mut things: Vec<Thing> = Vec::new();
        for link in self.network.links.iter().filter(|it| !it.is_maintenance) {
            let goals: Vec<&str> = link.from.iter().chain(&link.to).filter_map(|it| self.outside(*it)).collect();
            for device in
                link.from.iter().chain(&link.to).filter_map(|it| self.inside(*it)).filter(|_| !goals.is_empty())
            {
                let name = format!("{}：{}へのケーブル", device.name, goals.join("・"));
                things.push(Thing { id: device.id.clone(), name, place: device.place.clone() });
            }
        }
        if things.is_empty() {
            things = self.devices().filter(|it| it.0.contains("ネットワーク")).map(|it| it.1).collect();
        }
        things
    }

    /// Servers, then everything else that is on the net. A server or terminal that no link names may be on it all the same: the
    /// list of links is seldom whole, and one cable too many does no harm.
    fn rest(&self) -> Vec<Thing> {
        let is_on_net = |id: &str| {
            let ends = self.network.links.iter().flat_map(|it| it.from.iter().chain(&it.to));
            self.network.links.is_empty() || ends.filter_map(|it| self.inside(*it)).any(|it| it.id == id)
        };
        let mut devices: Vec<(String, Thing)> = self
            .devices()
            .filter(|(kind, it)| !kind.contains("ネットワーク") && (is_computer(kind) || is_on_net(&it.id)))
            .collect();
        devices.sort_by_key(|(kind, _)| !kind.contains("サーバ"));
        devices.into_iter().map(|it| it.1).collect()
    }

    fn outside(&self, end: End) -> Option<&str> {
        match end {
            End::Outside(it) => self.network.outside.get(it).map(|it| it.name.as_str()),
            End::Device(_) => None,
        }
    }

    fn inside(&self, end: End) -> Option<&super::network::Device> {
        match end {
            End::Device(it) => self.network.devices.get(it),
            End::Outside(_) => None,
        }
    }

    fn device(&self, id: &RowId) -> Option<Thing> {
        let devices = self.binder.register(RegisterKind::Devices)?;
        devices.row(id).map(|it| thing(devices, it))
    }

    /// The devices in use with their kind.
    fn devices(&self) -> impl Iterator<Item = (String, Thing)> {
        let register = self.binder.register(RegisterKind::Devices);
        let rows = register.into_iter().flat_map(|it| it.rows.iter().map(move |row| (it, row)));
        rows.filter(|(it, row)| !check::is_out_of_use(it.text(row, "状態")))
            .map(|(it, row)| (it.text(row, "種別").to_owned(), thing(it, row)))
    }
}

fn is_computer(kind: &str) -> bool {
    kind.contains("サーバ") || kind.contains("端末")
}

fn thing(devices: &Register, row: &Row) -> Thing {
    let text = |column: &str| devices.text(row, column).trim().to_owned();
    Thing { id: row.id.value.to_string(), name: text("名称"), place: text("設置場所") }
}

fn cut(title: &'static str, action: &'static str, mut things: Vec<Thing>) -> Cut {
    let more = things.len().saturating_sub(THINGS);
    things.truncate(THINGS);
    Cut { title, action, things, more }
}
