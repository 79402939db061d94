//! Which coding an `Accept-Encoding` prefers of those that there are. Never refuses: what nobody named goes out plain.

use super::store::Coding;

/// The best for `accepted`: the highest weight; of equals brotli, then gzip.
pub(super) fn best(accepted: &str) -> Coding {
    let brotli = weight(accepted, "br");
    let gzip = weight(accepted, "gzip");
    let plain = named(accepted, "identity").unwrap_or(1);
    match (brotli, gzip) {
        (brotli, gzip) if brotli > 0 && brotli >= gzip && brotli >= plain => Coding::Brotli,
        (_, gzip) if gzip > 0 && gzip >= plain => Coding::Gzip,
        (_, _) => Coding::Plain,
    }
}

/// In thousandths.
fn weight(accepted: &str, coding: &str) -> u16 {
    named(accepted, coding).or_else(|| named(accepted, "*")).unwrap_or(0)
}

fn named(accepted: &str, coding: &str) -> Option<u16> {
    let parts = accepted.split(',').map(|it| it.split_once(';').unwrap_or((it, "")));
    let mut weights = parts.filter(|it| it.0.trim().eq_ignore_ascii_case(coding)).map(|it| quality(it.1));
    weights.next()
}

fn quality(parameters: &str) -> u16 {
    let value = parameters.split(';').find_map(|it| {
        let (name, value) = it.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then_some(value.trim())
    });
    let Some(value) = value else { return 1000 };
    let number = value.parse::<f32>().ok().filter(|it| (0.0..=1.0).contains(it));
    // Between 0 and 1000 by then; what is no weight wants nothing.
    number.map_or(0, |it| format!("{:.0}", it * 1000.0).parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_weight_wins_and_brotli_of_equals() {
        for (accepted, expected) in [
            ("", Coding::Plain),
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("gzip", Coding::Gzip),
            ("GZIP;q=0.5", Coding::Gzip),
            ("gzip;q=1.0, br;q=0.5", Coding::Gzip),
            ("br;q=0, gzip", Coding::Gzip),
            ("br;q=0.000, gzip;q=0", Coding::Plain),
            ("identity;q=0.5, gzip;q=0.8", Coding::Gzip),
            ("*", Coding::Brotli),
            ("*;q=0", Coding::Plain),
            ("br;q=0, *", Coding::Gzip),
            ("br;q=nonsense", Coding::Plain),
            ("br;q=1e9", Coding::Plain),
            ("gzip; x=1; q=1", Coding::Gzip),
            (",,;q=,=", Coding::Plain),
        ] {
            assert_eq!(best(accepted), expected, "{accepted}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_header_is_read_without_a_panic(accepted in ".*") {
            let _ = best(&accepted);
        }
    }
}
