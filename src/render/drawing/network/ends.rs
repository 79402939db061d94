//! What the links connect: devices by their ids, vendors by theirs, and whatever else a cell says. Nothing here draws.

use std::collections::HashMap;

use crate::check;
use crate::model::{Profile, Register, RegisterKind, Row, RowId};
use crate::resolve::Binder;

/// A device in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// 管理番号.
    pub id: String,
    /// 種別.
    pub kind: String,
    /// 名称.
    pub name: String,
    /// 設置場所.
    pub place: String,
}

/// Where something outside the facility lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// The internet and other lines that lead outside.
    Internet,
    /// A closed network.
    Closed,
    /// A vendor's place.
    Vendor,
    /// A number that no register has.
    Unknown,
}

/// Something outside the facility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Where it lies.
    pub zone: Zone,
    /// What it is called.
    pub name: String,
}

/// One end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// A device, by its index.
    Device(usize),
    /// Something outside, by its index.
    Outside(usize),
}

/// A row of the links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// 番号.
    pub id: String,
    /// 種別.
    pub kind: String,
    /// 用途.
    pub purpose: String,
    /// Whether somebody maintains a device over it from afar.
    pub is_maintenance: bool,
    /// 接続元.
    pub from: Vec<End>,
    /// 接続先.
    pub to: Vec<End>,
}

/// What an end is shown as.
pub type Place<'a> = (&'a str, &'a str);

/// What is connected with what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Network {
    /// The devices in use, in the order of the register.
    pub devices: Vec<Device>,
    /// What lies outside.
    pub outside: Vec<Outside>,
    /// The links, in the order of the register.
    pub links: Vec<Link>,
}

impl Zone {
    /// All of them, in the order in which they are drawn.
    pub const ALL: [Self; 4] = [Self::Internet, Self::Closed, Self::Vendor, Self::Unknown];

    /// As a reader knows it.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Internet => "外部回線・インターネット",
            Self::Closed => "閉域網・専用の回線",
            Self::Vendor => "事業者・保守の拠点",
            Self::Unknown => "台帳にない番号",
        }
    }

    fn of(name: &str, kind: &str) -> Self {
        let says = |words: &[&str]| words.iter().any(|it| name.contains(it) || kind.contains(it));
        if says(&["閉域", "専用線", "専用回線", "IP-VPN", "広域イーサ"]) {
            Self::Closed
        } else if is_number(name) {
            Self::Unknown
        } else {
            Self::Internet
        }
    }
}

/// `NW-02`: what somebody meant as a row of a register.
fn is_number(name: &str) -> bool {
    let (letters, figures) = name.split_once('-').unwrap_or((name, ""));
    let all = |text: &str, is: fn(&char) -> bool| !text.is_empty() && text.chars().all(|it| is(&it));
    all(letters, char::is_ascii_alphabetic) && all(figures, char::is_ascii_digit)
}

impl Network {
    /// By what the binder says.
    pub fn of(binder: &Binder) -> Self {
        let Some(links) = binder.register(RegisterKind::Links) else { return Self::default() };
        let mut network = Self::default();
        let mut known = Known::default();
        if let Some(devices) = binder.register(RegisterKind::Devices) {
            for row in devices.rows.iter().filter(|it| !check::is_out_of_use(devices.text(it, "状態"))) {
                known.devices.insert(row.id.value.clone(), network.devices.len());
                network.devices.push(device(devices, row));
            }
        }
        if let Some(vendors) = binder.register(RegisterKind::Vendors) {
            let name = |row: &Row| (row.id.value.clone(), vendors.text(row, "名称").to_owned());
            known.vendors = vendors.rows.iter().map(name).collect();
        }
        for row in &links.rows {
            network.add(links, row, &mut known);
        }
        network
    }

    fn add(&mut self, links: &Register, row: &Row, known: &mut Known) {
        let text = |column: &str| links.text(row, column).trim().to_owned();
        let kind = text("種別");
        let [from, to] = ["接続元", "接続先"].map(|it| self.ends(links.text(row, it), &kind, known));
        let maintained = text("リモート保守");
        self.links.push(Link {
            id: row.id.value.to_string(),
            purpose: text("用途"),
            is_maintenance: ["あり", "有", "はい", "○"].iter().any(|it| maintained.starts_with(it)),
            kind,
            from,
            to,
        });
    }

    /// The ids in a cell, and what else it says as one name.
    fn ends(&mut self, cell: &str, kind: &str, known: &mut Known) -> Vec<End> {
        let mut ends = Vec::new();
        let mut name: Vec<&str> = Vec::new();
        if cell == Profile::MASKED {
            return ends;
        }
        for word in cell.split(|it: char| it.is_whitespace() || "、,，;；".contains(it)).filter(|it| !it.is_empty())
        {
            let id = RowId::new(word);
            let device = id.as_ref().and_then(|it| known.devices.get(it));
            let vendor = id.as_ref().and_then(|it| known.vendors.get(it)).cloned();
            match (device, vendor) {
                (Some(device), _) => ends.push(End::Device(*device)),
                (None, Some(vendor)) => {
                    let name = if vendor.is_empty() { word.to_owned() } else { format!("{vendor}（{word}）") };
                    ends.push(self.place(Zone::Vendor, name, known));
                }
                (None, None) if is_number(word) => ends.push(self.place(Zone::of(word, ""), word.to_owned(), known)),
                (None, None) => name.push(word),
            }
        }
        if !name.is_empty() {
            let name = name.join(" ");
            let is_vendor = known.vendors.values().any(|it| *it == name);
            let zone = if is_vendor { Zone::Vendor } else { Zone::of(&name, kind) };
            ends.push(self.place(zone, name, known));
        }
        ends
    }

    fn place(&mut self, zone: Zone, name: String, known: &mut Known) -> End {
        let index = *known.outside.entry(name.clone()).or_insert_with(|| {
            self.outside.push(Outside { zone, name });
            self.outside.len() - 1
        });
        End::Outside(index)
    }

    /// An end as a table shows it: its number and its name.
    pub fn shown(&self, end: End) -> Place<'_> {
        match end {
            End::Device(it) => self.devices.get(it).map_or(("", ""), |it| (&it.id, &it.name)),
            End::Outside(it) => self.outside.get(it).map_or(("", ""), |it| ("", &it.name)),
        }
    }
}

/// What a word of a cell may name.
#[derive(Default)]
struct Known {
    devices: HashMap<RowId, usize>,
    vendors: HashMap<RowId, String>,
    outside: HashMap<String, usize>,
}

fn device(devices: &Register, row: &Row) -> Device {
    let text = |column: &str| devices.text(row, column).trim().to_owned();
    Device { id: row.id.value.to_string(), kind: text("種別"), name: text("名称"), place: text("設置場所") }
}
