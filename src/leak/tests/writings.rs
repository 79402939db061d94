//! Properties: any value in any writing is found, and never where it is a part of a longer token.

use proptest::prelude::*;

use super::found;

/// One way in which a character of a value may be written in HTML.
#[derive(Debug, Clone, Copy)]
enum Writing {
    Plain,
    Decimal,
    Hex,
    Wide,
    Tag,
    Space,
    Unseen,
    Capital,
}

const WRITINGS: [Writing; 8] = [
    Writing::Plain,
    Writing::Decimal,
    Writing::Hex,
    Writing::Wide,
    Writing::Tag,
    Writing::Space,
    Writing::Unseen,
    Writing::Capital,
];

fn written(value: &str, writings: &[Writing]) -> String {
    let one = |(c, writing): (char, &Writing)| match writing {
        Writing::Plain => c.to_string(),
        Writing::Decimal => format!("&#{};", c as u32),
        Writing::Hex => format!("&#x{:X};", c as u32),
        Writing::Wide => char::from_u32(c as u32 + 0xFEE0).filter(|_| c.is_ascii_graphic()).unwrap_or(c).to_string(),
        Writing::Tag => format!("<i class=\"x\">{c}</i>"),
        Writing::Space => format!(" {c}"),
        Writing::Unseen => format!("{c}\u{200B}"),
        Writing::Capital => c.to_uppercase().to_string(),
    };
    value.chars().zip(writings.iter().cycle()).map(one).collect()
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z]{2,4}-[0-9]{4,8}",
        "[1-9][0-9]{0,2}\\.[1-9][0-9]{0,2}\\.[1-9][0-9]{0,2}\\.[1-9][0-9]{0,2}",
        "[a-z]{3,8}@[a-z]{3,8}\\.jp",
        "[ぁ-んァ-ン一-龠]{5,20}",
        "[a-z]{4,9}[0-9]{2,4}",
    ]
}

fn writings() -> impl Strategy<Value = Vec<Writing>> {
    prop::collection::vec(prop::sample::select(&WRITINGS[..]), 1..12)
}

proptest! {
    #[test]
    fn in_html(value in value(), writings in writings()) {
        let page = format!("<p>前 {} 後</p>", written(&value, &writings));
        prop_assert!(found(&value, "", "a.html", page.as_bytes()), "{page}");
    }

    #[test]
    fn in_html_beside_more_of_a_token(value in value(), writings in writings(), more in "[a-z0-9]") {
        prop_assume!(value.is_ascii());
        let page = format!("<p>前 {}{more} 後</p>", written(&value, &writings));
        prop_assert!(!found(&value, "", "a.html", page.as_bytes()), "{page}");
        // In front, where no space is written there.
        prop_assume!(!matches!(writings.first(), Some(Writing::Space)));
        // What is behind the sign is a value too.
        prop_assume!(!value.contains('@'));
        let page = format!("<p>前 {more}{} 後</p>", written(&value, &writings));
        prop_assert!(!found(&value, "", "a.html", page.as_bytes()), "{page}");
    }

    #[test]
    fn in_addresses(value in value(), which in prop::collection::vec(any::<bool>(), 1..9)) {
        let byte = |(it, encode): (u8, &bool)| {
            if *encode || !it.is_ascii_graphic() { format!("%{it:02x}") } else { char::from(it).to_string() }
        };
        let url: String = value.bytes().zip(which.iter().cycle()).map(byte).collect();
        let page = format!("<a href=\"items/{url}.html#top\">x</a>");
        prop_assert!(found(&value, "", "a.html", page.as_bytes()), "{page}");
    }

    #[test]
    fn in_json(value in value(), which in prop::collection::vec(any::<bool>(), 1..9)) {
        let unit = |(c, escape): (char, &bool)| {
            let mut units = [0; 2];
            let mut escaped = || c.encode_utf16(&mut units).iter().map(|it| format!("\\u{it:04X}")).collect::<String>();
            if *escape { escaped() } else { c.to_string() }
        };
        let json: String = value.chars().zip(which.iter().cycle()).map(unit).collect();
        let json = format!("{{\"a\":[\"{json}\",\"0\"]}}");
        prop_assert!(found(&value, "", "a.json", json.as_bytes()), "{json}");
    }
}
