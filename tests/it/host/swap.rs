//! A new build while the old one is read: whole pages of one or the other, nothing between, nothing lost.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::client;
use super::server::{House, Server, tamper};

/// The editions that a page says it is of.
fn editions(text: &str) -> BTreeSet<String> {
    text.split("edition=").skip(1).filter_map(|it| it.split(';').next()).map(str::to_owned).collect()
}

#[test]
fn no_page_is_of_two_builds() {
    let house = House::new();
    let mut server = Server::start(&house.out(), &[]);
    let stop = Arc::new(AtomicBool::new(false));
    let address = server.address;
    let readers: Vec<_> = (0..4)
        .map(|n| {
            let stop = stop.clone();
            thread::spawn(move || {
                let target =
                    ["/index.html", "/items/2-03.html", "/assets/style.css", "/rules/%E8%A6%8F%E7%A8%8B.html"][n];
                let coding = ["", "gzip;q=0", "identity", "*;q=0"][n];
                let (mut seen, mut count) = (Vec::new(), 0);
                while !stop.load(Ordering::Relaxed) {
                    let page = client::get(address, target, &[("Accept-Encoding", coding)]).expect(200);
                    seen.push(editions(&page.text()));
                    seen.dedup();
                    count += 1;
                }
                (seen, count)
            })
        })
        .collect();
    for edition in ["2", "3", "4"] {
        house.build("out", "full", edition);
        let until = Instant::now() + Duration::from_secs(20);
        while editions(&server.get("/").text()) != BTreeSet::from([edition.to_owned()]) {
            assert!(Instant::now() < until, "edition {edition} is not shown: {}", server.said());
            thread::sleep(Duration::from_millis(20));
        }
    }
    stop.store(true, Ordering::Relaxed);
    for reader in readers {
        let (seen, count) = reader.join().unwrap();
        let expected: Vec<_> = ["1", "2", "3", "4"].map(|it| BTreeSet::from([it.to_owned()])).into();
        assert_eq!(seen, expected, "{count} pages");
        assert!(count > 20, "{count}");
    }
    server.hears("The new build");
    assert!(!server.said().contains("not what was built"), "{}", server.said());
}

#[test]
fn a_build_that_is_not_whole_is_not_shown() {
    let house = House::new();
    let mut server = Server::start(&house.out(), &[]);
    house.build("next", "full", "2");
    let whole = tamper(&house.path("next/items/2-03.html"), b"half");
    fs::rename(house.out(), house.path("before")).unwrap();
    thread::sleep(Duration::from_millis(800));
    assert_eq!(editions(&server.get("/").expect(200).text()), BTreeSet::from(["1".to_owned()]));
    fs::rename(house.path("next"), house.out()).unwrap();
    server.hears("so the one before is still shown");
    for target in ["/", "/items/2-03.html"] {
        assert_eq!(editions(&server.get(target).expect(200).text()), BTreeSet::from(["1".to_owned()]));
    }
    fs::write(house.path("out/items/2-03.html"), whole).unwrap();
    server.hears("The new build");
    assert_eq!(editions(&server.get("/items/2-03.html").expect(200).text()), BTreeSet::from(["2".to_owned()]));
}
