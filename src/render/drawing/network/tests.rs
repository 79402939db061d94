//! Networks measured: no text on another, no line through a text, and every page holds whole boxes.

use proptest::prelude::*;

use super::ends::{Device, Link, Outside};
use super::{End, Network, Zone, network};
use crate::render::drawing::tests::{crossings, faults, text};

fn device(index: usize, kind: &str, name: &str) -> Device {
    Device {
        id: format!("PC-{index:02}"),
        kind: kind.to_owned(),
        name: name.to_owned(),
        place: "調剤室の奥の棚".to_owned(),
    }
}

fn link(index: usize, from: &[End], to: &[End], is_maintenance: bool) -> Link {
    Link {
        id: format!("LN-{index:02}"),
        kind: "LAN（有線）".to_owned(),
        purpose: String::new(),
        is_maintenance,
        from: from.to_vec(),
        to: to.to_vec(),
    }
}

/// A router, a server behind it, so many terminals behind that, and a vendor who maintains them.
fn usual(terminals: usize) -> Network {
    let mut devices = vec![device(0, "ネットワーク機器", "ルータ"), device(1, "サーバ", "サーバ")];
    devices.extend((0..terminals).map(|it| device(it + 2, "端末PC", "受付の端末")));
    let outside = vec![
        Outside { zone: Zone::Internet, name: "インターネット".to_owned() },
        Outside { zone: Zone::Vendor, name: "株式会社ことりシステム（VD-01）".to_owned() },
    ];
    let all: Vec<End> = (1..devices.len()).map(End::Device).collect();
    let mut links = vec![
        link(1, &[End::Device(0)], &[End::Outside(0)], false),
        link(2, &[End::Device(1)], &[End::Device(0)], false),
        link(3, &[End::Outside(1)], &all, true),
    ];
    links.extend((0..terminals).map(|it| link(it + 4, &[End::Device(it + 2)], &[End::Device(1)], false)));
    Network { devices, outside, links }
}

#[test]
fn terminals_connected_alike_share_a_box() {
    let drawing = network(&usual(38)).unwrap_or_else(|| panic!("no drawing"));
    let [sheet] = drawing.sheets.as_slice() else { panic!("{} sheets", drawing.sheets.len()) };
    assert_eq!(faults(sheet), Vec::<String>::new());
    let texts: Vec<&str> = sheet.shapes.iter().filter_map(text).map(|it| it.0).collect();
    assert!(texts.contains(&"端末PC　38台"), "{texts:?}");
    assert!(texts.iter().any(|it| it.starts_with("【保守】LN-03")), "{texts:?}");
}

#[test]
fn a_usual_network_crosses_nowhere() {
    let drawing = network(&usual(4)).unwrap_or_else(|| panic!("no drawing"));
    assert_eq!(drawing.sheets.iter().map(crossings).sum::<usize>(), 0);
}

#[test]
fn no_link_is_no_drawing() {
    assert_eq!(network(&Network { devices: vec![device(0, "サーバ", "")], ..Network::default() }), None);
}

fn any_network() -> impl Strategy<Value = Network> {
    let end = (0usize..40, 0usize..5);
    let ends = prop::collection::vec(end, 1..4);
    let row = (ends.clone(), ends, any::<bool>());
    (1usize..40, prop::collection::vec(row, 1..40), "[a-zA-Zァ-ン一-龠（） ]{0,30}").prop_map(|(count, rows, name)| {
        let devices: Vec<Device> =
            (0..count).map(|it| device(it, ["端末PC", "サーバ", "ネットワーク機器"][it % 3], &name)).collect();
        let outside = (0..5).map(|it| Outside { zone: Zone::ALL[it % 4], name: format!("{name}{it}") }).collect();
        let end = |(device, outside): &(usize, usize)| {
            if device % 4 == 0 { End::Outside(*outside) } else { End::Device(device % count) }
        };
        let ends = |it: &[(usize, usize)]| it.iter().map(end).collect::<Vec<_>>();
        let links = rows.iter().enumerate().map(|(i, (from, to, kept))| link(i, &ends(from), &ends(to), *kept));
        Network { devices, outside, links: links.collect() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn no_network_of_forty_devices_overlaps_or_is_clipped(of in any_network()) {
        if let Some(drawing) = network(&of) {
            for sheet in &drawing.sheets {
                prop_assert_eq!(faults(sheet), Vec::<String>::new());
                prop_assert!(sheet.height * sheet.scale <= 400.5);
            }
            let shown = |id: &str| drawing.sheets.iter().any(|it| format!("{:?}", it.shapes).contains(&format!("{id:?}")));
            for device in of.devices.iter().take(12) {
                prop_assert!(shown(&device.id), "{} is lost", device.id);
            }
        }
    }
}
