//! What an SVG must not hold: anything that runs, and anything that makes a browser ask another computer. This is a sieve
//! over the text, not a parser: it rather refuses too much.

/// Elements that run something or hold other markup.
const ELEMENTS: [&str; 8] = ["embed", "foreignobject", "handler", "iframe", "listener", "object", "script", "!entity"];

/// What is unsafe in it, if anything, as it is named to the reader.
pub(super) fn unsafe_part(text: &str) -> Option<String> {
    let text = decoded(&text.to_ascii_lowercase());
    for word in ["javascript:", "@import"] {
        if text.contains(word) {
            return Some(word.to_owned());
        }
    }
    element(&text).or_else(|| attribute(&text)).or_else(|| url(&text))
}

/// The text with its numeric character references read, in small letters.
fn decoded(text: &str) -> String {
    let mut pieces = text.split("&#");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let read = piece.split_once(';').and_then(|(number, rest)| {
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            Some((char::from_u32(code.ok()?)?, rest))
        });
        match read {
            Some((c, rest)) => {
                out.push(c.to_ascii_lowercase());
                out.push_str(rest);
            }
            None => out.push_str(piece),
        }
    }
    out
}

fn element(text: &str) -> Option<String> {
    let is_end = |it: char| it.is_whitespace() || matches!(it, '>' | '/');
    text.split('<').skip(1).find_map(|it| {
        let name = it.split(is_end).next()?;
        let local = name.rsplit(':').next()?;
        ELEMENTS.contains(&local).then(|| format!("<{name}"))
    })
}

/// An event handler, or a reference out of the file.
fn attribute(text: &str) -> Option<String> {
    text.match_indices('=').find_map(|(at, _)| {
        let value = text[at + 1..].trim_start();
        let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        let value = value[1..].split(quote).next()?.trim();
        let before = text[..at].trim_end();
        let is_name = |it: char| it.is_ascii_alphanumeric() || matches!(it, ':' | '-' | '_' | '.');
        let name = &before[before.trim_end_matches(is_name).len()..];
        let local = name.rsplit(':').next()?;
        let is_handler = local.len() > 2 && local.starts_with("on");
        let leads_out = matches!(local, "href" | "src") && !is_inside(value) && !value.is_empty();
        // An animation may put another address in place of a harmless one.
        let animates = local == "attributename" && (value.ends_with("href") || value.starts_with("on"));
        (is_handler || leads_out || animates).then(|| format!("{name}=\"{}\"", short(value)))
    })
}

fn url(text: &str) -> Option<String> {
    text.match_indices("url(").find_map(|(at, found)| {
        let inner = text[at + found.len()..].split(')').next()?;
        let inner = inner.replace("&quot;", "").replace("&apos;", "");
        let inner = inner.trim_matches(|it: char| it.is_whitespace() || matches!(it, '"' | '\''));
        (!is_inside(inner)).then(|| format!("url({})", short(inner)))
    })
}

fn is_inside(address: &str) -> bool {
    address.starts_with('#') || address.starts_with("data:")
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_or_fetches_is_found() {
        let unsafe_ones = [
            "<svg><script>alert(1)</script></svg>",
            "<svg><SCRIPT/></svg>",
            "<svg><s:script xmlns:s='http://www.w3.org/2000/svg'/></svg>",
            "<svg><foreignObject/></svg>",
            "<svg onload=\"x()\"/>",
            "<svg OnLoad = 'x()'/>",
            "<svg><a href='javascript:x()'/></svg>",
            "<svg><a xlink:href='&#106;ava&#x73;cript:x()'/></svg>",
            "<svg><image href=\"https://example.jp/a.png\"/></svg>",
            "<svg><image href=\"//example.jp/a.png\"/></svg>",
            "<svg><image href=\"other.png\"/></svg>",
            "<svg><rect fill=\"url('https://example.jp/#a')\"/></svg>",
            "<svg><style>@import 'https://example.jp/a.css';</style></svg>",
            "<svg><set attributeName=\"xlink:href\" to=\"x\"/></svg>",
            "<?xml-stylesheet href=\"https://example.jp/a.css\"?><svg/>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg>&x;</svg>",
        ];
        for text in unsafe_ones {
            assert!(unsafe_part(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_drawing_programs_write_is_let_through() {
        let harmless = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"/>",
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>",
            "<svg><use xlink:href=\"#a\"/><rect fill=\"url(#b)\" style=\"fill:url(&quot;#c&quot;)\"/></svg>",
            "<svg><image href=\"data:image/png;base64,AAAA=\"/><text>onset = 3、描く</text></svg>",
            "<svg><metadata><cc:license rdf:resource=\"http://creativecommons.org/\"/></metadata></svg>",
        ];
        for text in harmless {
            assert_eq!(unsafe_part(text), None, "{text}");
        }
    }
}
